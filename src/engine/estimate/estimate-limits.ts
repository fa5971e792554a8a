import type { Commitment } from '../facts/commitment.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { max, min } from '../numbers/decimal.ts';
import { fanReached } from '../forecast/fan.ts';
import { forecastMeters } from '../forecast/forecast-meters.ts';
import { expectedTotal } from '../forecast/invoice-forecast.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { LimitEstimate } from './limit-estimate.ts';
import { estimateLimit } from './limit-estimate.ts';
import type { Limit } from '../facts/limit.ts';
import { effectiveBound, endingConsent, stopOf } from '../facts/limit.ts';
import type { MeterEstimate } from './meter-estimate.ts';
import { chancePast, reachedSpan } from '../forecast/meter-forecast.ts';
import { once } from '../once.ts';
import type { Outcome } from './outcome.ts';
import { countedQuantities } from '../usage/counted-quantities.ts';
import { withOne, type Quantities } from '../usage/quantities.ts';
import type { Situation } from '../invoice/situation.ts';
import type { Stopped } from '../stops/stop.ts';
import { localDay } from '../time/time-zone.ts';

/**
 * Each limit against what is counted, what is expected and what futures say if it stopped nothing; none where nothing is
 * counted. Behind another one that stops the same there is nothing to expect, nor where a budget stops all of it before.
 */
export function estimateLimits(
  limits: readonly Limit[],
  { catalog, account, period }: Situation,
  {
    stopped: { stops, held },
    meters,
    accrued,
    open,
    commitment,
    totalAt,
    spentAt,
  }: {
    readonly stopped: Stopped;
    readonly meters: readonly MeterEstimate[];
    readonly accrued: Invoice | null;
    readonly open: Outcome['open'];
    readonly commitment: Commitment | null;
    /** The invoice's total at some quantities; `null` = it has none. */
    readonly totalAt: (quantities: Quantities) => Decimal | null;
    /** The same before what a commitment asks for. */
    readonly spentAt: (quantities: Quantities) => Decimal | null;
  },
): LimitEstimate[] {
  const forecasts = period && forecastMeters(catalog, account!, period);
  const now = account?.asOf ?? null;
  const budget = stopOf(stops, null, now);
  const counted = account && countedQuantities(catalog, account);
  // Only a commitment asks for more than what has come together so far.
  const least = once(() => commitment && counted && totalAt(counted));
  /** Whether what is counted of all else leaves too little of a budget. */
  const isBeyondBudget = ({ meter }: Limit, bound: Decimal): boolean =>
    budget !== null && meter !== null && !!spentAt(withOne(counted!, meter, bound))?.gt(budget);
  return limits.flatMap((limit) => {
    const hold = held.get(limit);
    const isHeld = hold !== undefined;
    const meter = meters.find((candidate) => candidate.meter.id === limit.meter);
    const used = limit.meter === null ? accrued?.total : meter?.used;
    // What comes to a limit that stops nothing is all that is asked for.
    const { forecast, invoice } = limit.effect === 'block' ? open.spent : open.total;
    const expected = (): Decimal | null =>
      limit.meter === null ? expectedTotal(forecast(), invoice()) : meter!.quantity;
    if (!used) return [];
    const stop = isHeld ? stopOf(stops, limit.meter, now) : null;
    const bound = effectiveBound(limit, now);
    const ending = endingConsent(limit, account, period);
    // What it comes down to within the period.
    const lowest = ending ? limit.at : bound;
    const isBehind = (stop !== null && lowest.gt(stop)) || (isHeld && isBeyondBudget(limit, lowest));
    const then = ending && { at: limit.at.toNumber(), day: localDay(ending.until, account!.timeZone) };
    const span = { at: bound.toNumber(), then };
    const usage = meter && forecasts?.get(meter.meter.id);
    const ofMeter = {
      reached: () => (usage ? reachedSpan(usage, span) : null),
      chance: () => (usage ? chancePast(usage, lowest.toNumber()) : null),
    };
    const ofInvoice = {
      reached: () => {
        const yesterday = period && period.startDay + period.day - 2;
        return isHeld && yesterday !== null
          ? fanReached(open.fan(), span, { day: yesterday, amount: used.toNumber() })
          : null;
      },
      chance: () => (isHeld ? (forecast()?.chanceOver(lowest.minus(HAIR)) ?? null) : null),
    };
    return [
      estimateLimit(limit, {
        bound,
        ending,
        // What is counted by now, above the limit as well, is no less than there will be by then.
        atEnd: ending && hold ? max(hold.at, min(used, bound)) : (hold?.at ?? bound),
        used,
        least: isHeld && limit.meter === null ? least() : null,
        expected: () => {
          const most = isHeld ? expected() : null;
          return most && isBehind ? min(most, meter?.served ?? max(stop!, used)) : most;
        },
        ...(isBehind ? NEVER : limit.meter === null ? ofInvoice : ofMeter),
      }),
    ];
  });
}

/** Less than any currency's smallest coin: a total that is the limit to the cent has reached it. */
const HAIR = 1e-6;
/** Nothing comes to it. */
const NEVER = { reached: () => null, chance: () => 0 };
