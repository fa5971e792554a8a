import type { StopFacts } from './credit-stop.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { max, min } from '../numbers/decimal.ts';
import { spentOf } from '../invoice/estimate-invoice.ts';
import type { FutureStop } from '../forecast/future-quantities.ts';
import type { Stop } from '../facts/limit.ts';
import { effectiveBound, endingConsent } from '../facts/limit.ts';
import { servedQuantities, wantedBy } from '../forecast/priced-quantities.ts';
import { countedQuantities } from '../usage/counted-quantities.ts';
import type { Quantities } from '../usage/quantities.ts';
import type { Wanted } from './served-share.ts';
import type { Situation } from '../invoice/situation.ts';
import { dayEnding } from '../time/time-zone.ts';

/**
 * Each limit as it holds what is wanted until the period's end, without a consent. Where one ends before, the limit holds again
 * from then on: what is below it goes on up to it, what is above it stays where it is.
 */
export function heldLimits({ bill, situation, wanted, limits }: StopFacts): ReadonlyMap<Stop, Stop> {
  const { account, period } = situation;
  return new Map(
    limits.map((limit) => {
      const ending = endingConsent(limit, account, period);
      if (!ending) return [limit, { ...limit, at: effectiveBound(limit, account?.asOf ?? null), consent: null }];
      const quantities = quantitiesBy(ending.until, situation, { wanted, limits });
      const by = limit.meter === null ? spentOf({ ...bill, quantities }, situation) : quantities.of(limit.meter);
      const isStop = by && limit.effect === 'block';
      return [limit, { ...limit, at: isStop ? min(ending.at, max(limit.at, by)) : limit.at, consent: null }];
    }),
  );
}

/** What has come together by an instant of the period, as far as limits that hold now let it. */
function quantitiesBy(
  instant: number,
  { catalog, account, period }: Situation,
  { wanted, limits }: { readonly wanted: Wanted; readonly limits: readonly Stop[] },
): Quantities {
  return servedQuantities(
    catalog,
    account,
    wantedBy(instant, wanted, { catalog, account: account!, period: period! }),
    limits,
  );
}

/**
 * Where limits stop futures of a meter, or (`null`) of the invoice, but for what is counted of it already.
 * @param least what an invoice comes to, whatever a budget stops
 */
export function futureStops(
  meter: string | null,
  situation: Situation,
  { wanted, limits, least }: Pick<StopFacts, 'wanted' | 'limits'> & { readonly least?: (budget: Decimal) => Decimal },
): readonly FutureStop[] {
  const { catalog, account, period } = situation;
  const counted = meter === null ? null : countedQuantities(catalog, account!).of(meter);
  const atLeast = (bound: Decimal): number => max(bound, counted ?? least?.(bound) ?? bound).toNumber();
  return limits.flatMap((limit): FutureStop[] => {
    if (limit.meter !== meter || limit.effect !== 'block') return [];
    const ending = endingConsent(limit, account, period);
    if (!ending) return [{ at: atLeast(effectiveBound(limit, account!.asOf)), until: null }];
    const until = {
      at: atLeast(ending.at),
      day: dayEnding(ending.until, account!.timeZone),
      quantities: quantitiesBy(ending.until, situation, { wanted, limits }),
    };
    return [{ at: atLeast(limit.at), until }];
  });
}
