import { billable } from './billable.ts';
import type { Bill } from './bill.ts';
import { takenCharges } from './bill.ts';
import type { Charge, MeteredCharge } from './charge.ts';
import { boundedCost, costAt, segmentAt, unitsCost } from './curve.ts';
import type { Decimal } from './decimal.ts';
import { max, ONE, powerOfTen, sum, ZERO } from './decimal.ts';
import { arithmeticOf, termsOf } from './issue-invoice.ts';
import { minorDigits } from './money.ts';
import type { Interval } from './period.ts';
import type { ChargePrice } from './price-charge.ts';
import { curveOf } from './price-charge.ts';
import type { Quantities } from './quantities.ts';
import { withOne } from './quantities.ts';
import type { RegularQuantities } from './regular-invoice.ts';
import { draftRegularInvoice, regularQuantities } from './regular-invoice.ts';
import type { Rounding } from './rounding.ts';
import { settle } from './settle.ts';

/** What a plan costs in a full regular period, before tax and credits, as a function of one meter's quantity. */
export interface PlanCost {
  /** Quantities, on the meter's step, after which some charge prices differently; ascending. */
  readonly bounds: readonly Decimal[];
  at(quantity: Decimal): CostPoint;
}

export interface CostPoint {
  /** Rounded as invoiced; `null` = not sold, or a meter is not reported. */
  readonly cost: Decimal | null;
  /** Amounts of the lines, as invoiced and unrounded. */
  readonly amounts: readonly Decimal[];
  readonly exacts: readonly Decimal[];
  /** How far a staircase line can stray from the straight line between two of its points. */
  readonly stairs: Decimal;
  /** The cost that some amounts of lines come to, rounded or exact all the way, and which way each step of settlement went. */
  settled(amounts: readonly Decimal[], rounded: boolean): SettledCost;
}

export interface SettledCost {
  readonly cost: Decimal;
  readonly branches: readonly number[];
  /** Whether more would cost less: a floor and a true-up are both asked for what is missing. */
  readonly falls: boolean;
}

/** @param bill its quantities hold for all other meters */
export function planCost(bill: Bill, usageInterval: Interval, meter: string): PlanCost {
  const step = bill.quantities.meter(meter)?.step ?? ONE;
  return {
    bounds: boundsOf(bill, usageInterval, { meter, step }),
    at: (quantity) => pointAt({ ...bill, quantities: withOne(bill.quantities, meter, quantity) }, usageInterval),
  };
}

function pointAt(bill: Bill, usageInterval: Interval): CostPoint {
  const { lines, facts } = draftRegularInvoice(bill, usageInterval);
  const exacts = lines.map(({ line }) => line.exact);
  const known = exacts.every((exact) => exact !== null);
  const bounded = lines.map(({ priced }) => boundOf(priced!.price));
  const settled: CostPoint['settled'] = (amounts, rounded) => {
    const math = arithmeticOf(facts);
    const exactMath = {
      ...math,
      round: (amount: Decimal) => amount,
      roundStep: (amount: Decimal) => amount,
      floor: (amount: Decimal) => amount,
    };
    const { subtotal, branches, minimum, trueUp } = settle(
      rounded ? math : exactMath,
      amounts,
      termsOf(math, lines, facts),
    );
    const falls = minimum.gt(0) && trueUp.gt(0);
    return { cost: subtotal, branches: [...branches, ...bounded], falls };
  };
  if (!known) return { cost: null, amounts: [], exacts: [], stairs: ZERO, settled };
  const amounts = lines.map(({ line }) => line.amount as Decimal);
  const { cost } = settled(amounts, true);
  const unitOf = ({ scale }: Rounding): Decimal => powerOfTen(-(scale ?? minorDigits(facts.currency)));
  const slack = sum([
    ...lines.map(({ charge }) => unitOf(charge?.rounding ?? facts.rounding)),
    unitOf(facts.rounding).times(facts.discounts.length + 2),
  ]);
  const stairs = sum(lines.map(({ priced }) => stairHeight(priced!.price).times(priced!.factor)));
  return { cost, amounts, exacts, stairs: stairs.plus(slack), settled };
}

/** Whether a charge's own minimum (2) or maximum (0) is what it comes to: another line begins there. */
function boundOf({ curve, quantity }: ChargePrice): number {
  if (curve === null || quantity === null || (curve.minimum ?? curve.maximum) === null) return 1;
  const { units } = billable(curve.pipeline, quantity);
  return 1 + boundedCost(curve, units).cmp(unitsCost(curve, units));
}

/** The height of one stair of a charge that is priced in packages or rounded quantities. */
function stairHeight({ curve, quantity }: ChargePrice): Decimal {
  if (curve === null || quantity === null) return ZERO;
  const { rate, stride } = segmentAt(curve, billable(curve.pipeline, quantity).units);
  const { round, package: pack } = curve.pipeline;
  const units = (pack?.size ?? ZERO).plus(round?.increment ?? ZERO);
  const height = stride === null ? rate.times(units) : rate.times(units.div(stride.size).plus(2));
  return height.abs().div(curve.denominator);
}

/** Everywhere a charge that depends on the meter may price differently, made sure of step by step. */
function boundsOf(
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
  const { scale, multiplyBy, minimum, included, includedMode, round, package: pack, end } = curve.pipeline;
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
    const metered = (units: Decimal): Decimal =>
      units
        .times(round?.divideBy ?? ONE)
        .div(multiplyBy)
        .div(times);
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
  const { units, raised, converted, problem } = billable(curve.pipeline, quantity);
  const capped = curve.pipeline.end !== null && units.gte(curve.pipeline.end.at);
  return [
    problem,
    segmentAt(curve, units).tier,
    units.isZero(),
    raised.eq(converted),
    capped,
    typeof costAt(curve, quantity) === 'string',
  ].join(' ');
}

function isMetered(charge: Charge): charge is MeteredCharge {
  return charge.model !== 'flat' && charge.model !== 'per_event';
}
