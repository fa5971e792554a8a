import type { Account, Usage } from '../facts/account.ts';
import type { Catalog, Meter, Plan } from '../facts/catalog.ts';
import { isFree, isMetered, type Charge, type MeteredCharge } from '../facts/charge.ts';
import { curveBounds } from '../pricing/curve-bounds.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { min, sum, ZERO } from '../numbers/decimal.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import { isCharged } from '../invoice/estimate-problem.ts';
import type { Limit } from '../facts/limit.ts';
import type { NextUnit } from '../pricing/line.ts';
import type { MeterForecast, ReachedSpan } from '../forecast/meter-forecast.ts';
import { reachedSpan } from '../forecast/meter-forecast.ts';
import { lazyKind } from '../once.ts';
import { curveOf, priceCharge } from '../pricing/price-charge.ts';
import type { PricedQuantity, Quantities, QuantitySource } from '../usage/quantities.ts';
import { weightedSum, withOne } from '../usage/quantities.ts';
import type { SeatEstimate } from './seat-estimate.ts';
import { estimateSeats } from './seat-estimate.ts';
import type { SliderScale } from './slider-scale.ts';
import { sliderScale } from './slider-scale.ts';

/** One meter: what is counted, what is expected, what is priced, and what it means on the priced plan. */
export interface MeterEstimate {
  readonly meter: Meter;
  /** Counted so far; `null` = not reported (never 0). */
  readonly used: Decimal | null;
  readonly active: Decimal | null;
  readonly provisional: Decimal | null;
  readonly evidenceUrl: string | null;
  readonly completeUntil: number | null;
  /** At the period's end without a what-if; `null` = unknown. */
  readonly expected: Decimal | null;
  /** What is asked for, before any limit stops it; `null` = unknown. */
  readonly quantity: Decimal | null;
  /** What is priced: no more than limits let through. */
  readonly served: Decimal | null;
  readonly source: QuantitySource;
  readonly quantityKind: 'about' | 'exactly';
  /** Included on the priced plan, per-seat allowances multiplied out; `null` = nothing is. */
  readonly included: Decimal | null;
  readonly slider: SliderScale;
  /** What the next step of the meter adds on the priced plan; `null` = no price. */
  readonly next: NextUnit | null;
  /** When the included quantity is probably passed; `null` = not in this period, or passed already. */
  readonly includedReached: ReachedSpan | null;
  /** Without a what-if; `null` = nothing about the meter is uncertain, or nobody knows. */
  readonly forecast: MeterForecast | null;
  /** For meters of seats. */
  readonly seats: SeatEstimate | null;
  /** Whether the priced plan charges for it, by itself or as a part of another meter. */
  readonly charged: boolean;
  /** What the next step adds from a quantity on, all else as priced; `null` = no price. */
  nextAt(quantity: Decimal): NextUnit | null;
}

export interface MeterFacts {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly plan: Plan;
  /** Those of its charges that are billed: no add-on that is not taken. */
  readonly charges: readonly Charge[];
  readonly period: EstimatePeriod | null;
  /** Without a what-if. */
  readonly expected: Quantities;
  readonly wanted: ReadonlyMap<string, PricedQuantity>;
  readonly served: Quantities;
  readonly limits: readonly Limit[];
  readonly forecasts: ReadonlyMap<string, MeterForecast>;
}

/** The meters that matter here, in catalog order: charged by the plan, reported, or limited. */
export function estimateMeters(facts: MeterFacts): MeterEstimate[] {
  const { catalog, account, plan, limits } = facts;
  return catalog.meters
    .filter(
      ({ id }) =>
        isCharged(catalog, plan.charges, id) ||
        account?.usage.has(id) === true ||
        limits.some(({ meter }) => meter === id),
    )
    .map((meter) => estimateMeter(meter, facts));
}

const lazyMeter = lazyKind<MeterEstimate>();

function estimateMeter(meter: Meter, facts: MeterFacts): MeterEstimate {
  const { catalog, account, charges, served } = facts;
  const usage = account?.usage.get(meter.id) ?? null;
  const used = usage?.quantity ?? (account && weightedSum(meter, (id) => account.usage.get(id)?.quantity ?? null));
  const expected = account === null ? null : facts.expected.of(meter.id);
  const priced = facts.wanted.get(meter.id);
  const quantity = priced?.quantity ?? weightedSum(meter, (id) => facts.wanted.get(id)?.quantity ?? null);
  const included = includedOf(meter, charges, served);
  const forecast = facts.forecasts.get(meter.id) ?? null;
  return lazyMeter(
    {
      meter,
      used,
      ...usageFacts(usage),
      expected,
      quantity,
      served: served.of(meter.id),
      source: priced?.source ?? (quantity === null ? 'unknown' : sourceOf(meter, facts)),
      quantityKind: priced?.kind ?? 'exactly',
      included,
      includedReached:
        forecast === null || included === null ? null : reachedSpan(forecast, { at: included.toNumber(), then: null }),
      forecast: forecast?.spread === 'none' ? null : forecast,
      seats: meter.kind === 'seats' ? estimateSeats(meter, used, usage?.active ?? null, facts) : null,
      charged: isCharged(catalog, charges, meter.id),
      nextAt: (quantity) => nextOf(meter, charges, withOne(served, meter.id, quantity)),
    },
    {
      slider: () => scaleOf(meter, facts, { used, expected, included }),
      next: () => nextOf(meter, charges, served),
    },
  );
}

function usageFacts(
  usage: Usage | null,
): Pick<MeterEstimate, 'active' | 'provisional' | 'evidenceUrl' | 'completeUntil'> {
  const { active = null, provisional = null, evidenceUrl = null, completeUntil = null } = usage ?? {};
  return { active, provisional, evidenceUrl, completeUntil };
}

/** What is made of others is tried out, or expected, as soon as one of them is. */
function sourceOf({ sumOf }: Meter, { wanted }: MeterFacts): QuantitySource {
  const sources = sumOf?.map(({ meter }) => wanted.get(meter)?.source);
  return (['scenario', 'example', 'forecast'] as const).find((source) => sources?.includes(source)) ?? 'counted';
}

/** Those that come again with more of it: a setup fee does not. */
function chargesOf(meter: Meter, charges: readonly Charge[]): MeteredCharge[] {
  return charges.flatMap((charge) =>
    isMetered(charge) && charge.meter === meter.id && charge.timing !== 'once' ? [charge] : [],
  );
}

/** Included by a charge's allowance, or by a first tier that is free. */
function includedOf(meter: Meter, charges: readonly Charge[], quantities: Quantities): Decimal | null {
  const amounts = chargesOf(meter, charges).flatMap((charge) => {
    const curve = curveOf(charge, quantities);
    if (curve === null) return [];
    const { included, scale, multiplyBy } = curve.pipeline;
    const [first] = charge.tiers;
    const freeTier = first && charge.model === 'graduated' && isFree(first) ? first.upTo : null;
    const units = included.div(scale).plus(freeTier ?? ZERO);
    return units.isZero() ? [] : [units.times(charge.convert?.divideBy ?? 1).div(multiplyBy)];
  });
  return amounts.length === 0 ? null : amounts.reduce(min);
}

function scaleOf(
  meter: Meter,
  { charges, served, limits, catalog }: MeterFacts,
  known: { readonly used: Decimal | null; readonly expected: Decimal | null; readonly included: Decimal | null },
): SliderScale {
  const curves = chargesOf(meter, charges).map((charge) => curveOf(charge, served));
  const marks = [
    known.used,
    known.expected,
    known.included,
    ...limits.filter((limit) => limit.meter === meter.id).map(({ at }) => at),
  ];
  const examples = known.used === null ? catalog.examples.map(({ quantities }) => quantities.get(meter.id)) : [];
  return sliderScale({
    unit: meter.step,
    bounds: curves.flatMap((curve) => (curve === null ? [] : curveBounds(curve, meter.step))),
    marks: [...marks, ...examples].filter((mark) => mark !== null && mark !== undefined),
  });
}

/** What the next step adds over all charges of the meter. */
function nextOf(meter: Meter, charges: readonly Charge[], quantities: Quantities): NextUnit | null {
  const nexts = chargesOf(meter, charges).map((charge) => priceCharge(charge, quantities).next());
  if (nexts.length === 0 || nexts.includes(null)) return null;
  const all = nexts as NextUnit[];
  return {
    quantity: meter.step,
    amount: sum(all.map(({ amount }) => amount)),
    roomAfter: all.map(({ roomAfter }) => roomAfter).reduce(min),
  };
}
