import { billable, meteredUnits } from './billable.ts';
import type { Bill } from './bill.ts';
import { takenCharges } from './bill.ts';
import type { Charge, MeteredCharge } from './charge.ts';
import { costAt, segmentAt } from './curve.ts';
import type { Decimal } from './decimal.ts';
import { max, ONE, ZERO } from './decimal.ts';
import type { Interval } from './period.ts';
import { curveOf } from './price-charge.ts';
import type { Quantities } from './quantities.ts';
import { withOne } from './quantities.ts';
import type { RegularQuantities } from './regular-invoice.ts';
import { regularQuantities } from './regular-invoice.ts';

/** Everywhere a charge that depends on the meter may price differently, made sure of step by step. */
export function costBounds(
  bill: Bill,
  usageInterval: Interval,
  { meter, step }: { readonly meter: string; readonly step: Decimal },
): Decimal[] {
  const charges = takenCharges(bill);
  const at = (quantity: Decimal) => {
    const quantities = withOne(bill.quantities, meter, quantity);
    return (charge: Charge) => regularQuantities(charge, { ...bill, quantities }, usageInterval);
  };
  const places = (quantity: Decimal): string => {
    const quantities = at(quantity);
    return charges.map((charge) => placeOf(charge, quantities(charge))).join('|');
  };
  const now = at(bill.quantities.of(meter) ?? ZERO);
  const hints = charges.flatMap((charge) => (isMetered(charge) ? hintsOf(charge, now(charge), meter) : []));
  const found = new Map<string, Decimal>();
  // What has passed a bound does not come back, so where both ends are alike, all between them is.
  const search = (from: Decimal, to: Decimal, before: string, after: string): void => {
    if (before === after) return;
    const middle = from.plus(to).div(2).floor();
    if (middle.eq(from)) found.set(from.toString(), from.times(step));
    else {
      const between = places(middle.times(step));
      search(from, middle, before, between);
      search(middle, to, between, after);
    }
  };
  for (const { at: hint, within } of hints) {
    const from = max(ZERO, hint.minus(within).div(step).floor().minus(NEAR));
    const to = hint.plus(within).div(step).floor().plus(NEAR);
    if (to.gt(from)) search(from, to, places(from.times(step)), places(to.times(step)));
  }
  return [...found.values()].sort((a, b) => a.cmp(b));
}

/** Steps to either side of where a bound is looked for: what divisions leave over. */
const NEAR = 4;

/** A quantity of a meter, and how far packages and roundings may move what begins there. */
interface Hint {
  readonly at: Decimal;
  readonly within: Decimal;
}

/** Where the units of a charge cross a bound, as a quantity of the meter it depends on. */
function hintsOf(charge: MeteredCharge, quantities: RegularQuantities, meter: string): Hint[] {
  const now = quantities.of(meter)!.div(quantities.times(meter));
  const curve = curveOf(charge, quantities);
  if (curve === null) return [];
  const hints: Hint[] = [];
  const { scale, minimum, included, includedMode, round, package: pack, end } = curve.pipeline;
  const stair = (pack?.size ?? ZERO).plus(round?.increment ?? ZERO);
  // A tier's flat amount falls due with the first unit.
  const bounds = [ZERO, ...curve.segments.map(({ from }) => from), ...(end === null ? [] : [end.at])];
  const weight =
    charge.meter === meter
      ? ONE
      : quantities.meter(charge.meter)?.sumOf?.find((part) => part.meter === meter)?.multiplyBy;
  if (weight !== undefined && !weight.isZero()) {
    const times = quantities.times(charge.meter);
    const rest = (quantities.of(charge.meter)?.div(times) ?? now.times(weight)).minus(now.times(weight));
    const metered = (units: Decimal): Decimal => meteredUnits(curve.pipeline, units).div(times);
    const free = includedMode === 'deduct' ? included : ZERO;
    const own = [included, minimum, ...bounds.map((from) => from.plus(free))];
    const within = metered(stair).div(weight);
    hints.push(...own.map((units) => ({ at: metered(units).minus(rest).div(weight), within })));
  }
  if (charge.included?.per === meter && !charge.included.quantity.isZero()) {
    const { raised } = billable(curve.pipeline, quantities.of(charge.meter) ?? ZERO);
    const perOne = charge.included.quantity.times(scale).times(quantities.times(meter));
    const within = stair.div(perOne);
    hints.push(...bounds.map((from) => ({ at: raised.minus(from).div(perOne), within })));
    hints.push({ at: included.isZero() ? ZERO : now, within });
  }
  if (charge.tierBy === meter)
    hints.push(
      ...charge.tiers.flatMap(({ upTo }) =>
        upTo === null ? [] : [{ at: upTo.div(quantities.times(meter)), within: ZERO }],
      ),
    );
  return hints;
}

function placeOf(charge: Charge, quantities: Quantities): string {
  if (!isMetered(charge)) return '';
  const curve = curveOf(charge, quantities);
  const quantity = quantities.of(charge.meter);
  if (curve === null || quantity === null) return '-';
  const { units, raised, converted, ended, problem } = billable(curve.pipeline, quantity);
  return [
    problem,
    segmentAt(curve, units).tier,
    units.isZero(),
    raised.eq(converted),
    ended,
    typeof costAt(curve, quantity) === 'string',
  ].join(' ');
}

function isMetered(charge: Charge): charge is MeteredCharge {
  return charge.model !== 'flat' && charge.model !== 'per_event';
}
