import { billable } from '../pricing/billable.ts';
import type { Bill } from '../invoice/bill.ts';
import { takenCharges } from '../invoice/bill.ts';
import { isMetered, type MeteredCharge } from '../facts/charge.ts';
import { costAt, segmentAt } from '../pricing/curve.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { distinct, max, ONE, ZERO } from '../numbers/decimal.ts';
import type { Interval } from '../time/period.ts';
import { curveOf } from '../pricing/price-charge.ts';
import type { Quantities } from '../usage/quantities.ts';
import { withOne } from '../usage/quantities.ts';
import { regularQuantities } from '../invoice/regular-invoice.ts';

/** Everywhere a charge that depends on the meter may price differently, made sure of step by step. */
export function costBounds(
  bill: Bill,
  usageInterval: Interval,
  { meter, step }: { readonly meter: string; readonly step: Decimal },
): Decimal[] {
  const found: Decimal[] = [];
  for (const charge of takenCharges(bill).filter(isMetered)) {
    const at = (quantity: Decimal): Quantities =>
      regularQuantities(charge, { ...bill, quantities: withOne(bill.quantities, meter, quantity) }, usageInterval);
    const placeAt = (steps: Decimal): string => placeOf(charge, at(steps.times(step)));
    // What has passed a bound does not come back, so where both ends are alike, all between them is.
    const search = (from: Decimal, to: Decimal, before: string, after: string): void => {
      if (before === after) return;
      const middle = from.plus(to).div(2).floor();
      if (middle.eq(from)) found.push(from.times(step));
      else {
        const between = placeAt(middle);
        search(from, middle, before, between);
        search(middle, to, between, after);
      }
    };
    for (const { at: hint, within } of hintsOf(charge, at(ZERO), at(ONE))) {
      const from = max(ZERO, hint.minus(within).div(step).floor().minus(NEAR));
      const to = hint.plus(within).div(step).floor().plus(NEAR);
      if (to.gt(from)) search(from, to, placeAt(from), placeAt(to));
    }
  }
  return distinct(found);
}

/** Steps to either side of where a bound is looked for: what divisions leave over. */
const NEAR = 4;

/** A quantity of the meter, and how far packages and roundings may move what begins there. */
interface Hint {
  readonly at: Decimal;
  readonly within: Decimal;
}

/** Something that is `rest` at none of the meter and `slope` more with each one. */
interface Slope {
  readonly rest: Decimal;
  readonly slope: Decimal;
}

/** Where the units of a charge cross a bound: by what they are at none of the meter, and at one. */
function hintsOf(charge: MeteredCharge, none: Quantities, one: Quantities): Hint[] {
  const curve = curveOf(charge, none);
  if (curve === null || none.of(charge.meter) === null) return [];
  const { multiplyBy, scale, round, minimum, package: pack } = curve.pipeline;
  const stair = (pack?.size ?? ZERO).plus(round?.increment ?? ZERO);
  const times = (meter: string, factor: Decimal): Slope => {
    const rest = none.of(meter)!.times(factor);
    return { rest, slope: one.of(meter)!.times(factor).minus(rest) };
  };
  const { quantity, per } = charge.included ?? { quantity: ZERO, per: null };
  const free = per === null ? constant(quantity.times(scale)) : times(per, quantity.times(scale));
  const units = times(charge.meter, multiplyBy.div(round?.divideBy ?? ONE));
  // A tier's flat amount falls due with the first unit.
  const tiers = charge.tiers.flatMap(({ upTo }) => upTo ?? []);
  const bounds = [ZERO, ...tiers.map((upTo) => upTo.times(scale))];
  const crossings = ({ rest, slope }: Slope, values: readonly Decimal[]): Hint[] =>
    slope.isZero() ? [] : values.map((value) => ({ at: value.minus(rest).div(slope), within: stair.div(slope).abs() }));
  return [
    // What is below 0 may be priced without its sign.
    ...(units.rest.lt(0) ? [units, less(constant(ZERO), units)] : [units]).flatMap((size) => [
      ...crossings(size, [ZERO, minimum, ...(charge.included?.mode === 'cliff' ? bounds : [])]),
      ...crossings(less(size, free), bounds),
    ]),
    ...crossings(less(constant(minimum), free), bounds),
    ...crossings(free, [ZERO]),
    ...(charge.tierBy === null ? [] : crossings(times(charge.tierBy, ONE), tiers)),
  ];
}

function constant(rest: Decimal): Slope {
  return { rest, slope: ZERO };
}

function less(a: Slope, b: Slope): Slope {
  return { rest: a.rest.minus(b.rest), slope: a.slope.minus(b.slope) };
}

function placeOf(charge: MeteredCharge, quantities: Quantities): string {
  const curve = curveOf(charge, quantities);
  const quantity = quantities.of(charge.meter);
  if (curve === null || quantity === null) return '-';
  const { units, sign, raised, converted, ended, problem } = billable(curve.pipeline, quantity);
  return [
    problem,
    sign,
    segmentAt(curve, units).tier,
    units.isZero(),
    raised.eq(converted),
    curve.pipeline.included.isZero(),
    ended,
    typeof costAt(curve, quantity) === 'string',
  ].join(' ');
}
