import { billable } from './billable.ts';
import type { Bill } from './bill.ts';
import { costBounds } from './cost-bounds.ts';
import { boundedCost, segmentAt, unitsCost } from './curve.ts';
import type { Decimal } from './decimal.ts';
import { ONE, powerOfTen, sum, ZERO } from './decimal.ts';
import { arithmeticOf, termsOf } from './issue-invoice.ts';
import { minorDigits } from './money.ts';
import type { Interval } from './period.ts';
import type { ChargePrice } from './price-charge.ts';
import { withOne } from './quantities.ts';
import { draftRegularInvoice } from './regular-invoice.ts';
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
    bounds: costBounds(bill, usageInterval, { meter, step }),
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
