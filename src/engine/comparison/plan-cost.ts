import { billable } from '../pricing/billable.ts';
import type { Bill } from '../invoice/bill.ts';
import { UNKNOWN_TAX } from '../invoice/bill.ts';
import { costBounds } from './cost-bounds.ts';
import { boundedCost, segmentAt, unitsCost } from '../pricing/curve.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { max, ONE, powerOfTen, sum, ZERO } from '../numbers/decimal.ts';
import { arithmeticOf, termsOf } from '../invoice/issue-invoice.ts';
import { digitsOf } from '../numbers/money.ts';
import type { Interval } from '../time/period.ts';
import type { ChargePrice } from '../pricing/price-charge.ts';
import { withOne } from '../usage/quantities.ts';
import { draftRegularInvoice } from '../invoice/regular-invoice.ts';
import type { Rounding } from '../numbers/rounding.ts';
import type { Terms } from '../invoice/settle.ts';
import { settle } from '../invoice/settle.ts';

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
  /** By line: whether a charge's own minimum (1) or maximum (-1) is what it comes to: another line begins there. */
  readonly bounded: readonly number[];
  /** How far packages take each line from the straight line between two of its points, where it moves. */
  readonly stairs: readonly Decimal[];
  /** How far the cost can stray from that line by all else. */
  readonly slack: Decimal;
  /** How much less more can cost, by rounding alone. */
  readonly play: Decimal;
  /** Lines that do not count towards a true-up, which may rise with them, as they bear a part of what a maximum takes off. */
  readonly uncounted: readonly number[];
  /** What some amounts of lines are settled to, rounded or exact all the way. */
  settled(amounts: readonly Decimal[], rounded: boolean): SettledCost;
}

export interface SettledCost {
  readonly cost: Decimal;
  /** With another true-up: the more the lines are, the less it is, and the more is the rest of the cost. */
  costWith(trueUp: Decimal): Decimal;
  readonly trueUp: Decimal;
  /** Which way each step of settlement went. */
  readonly branches: readonly number[];
}

/** @param bill its quantities hold for all other meters */
export function planCost(bill: Bill, usageInterval: Interval, meter: string): PlanCost {
  const step = bill.quantities.meter(meter)?.step ?? ONE;
  return {
    bounds: costBounds(bill, usageInterval, { meter, step }),
    at: (quantity) => pointAt({ ...bill, quantities: withOne(bill.quantities, meter, quantity) }, usageInterval),
  };
}

const NOT_SOLD = {
  cost: null,
  amounts: [],
  exacts: [],
  bounded: [],
  stairs: [],
  slack: ZERO,
  play: ZERO,
  uncounted: [],
};

function pointAt(bill: Bill, usageInterval: Interval): CostPoint {
  const { lines, facts } = draftRegularInvoice(bill, usageInterval);
  const { rounding, currency } = facts;
  const math = arithmeticOf(facts);
  const asIs = (amount: Decimal): Decimal => amount;
  const exactMath = { ...math, round: asIs, roundStep: asIs, floor: asIs };
  // A cost is before taxes.
  const terms = termsOf(math, lines, { ...facts, tax: UNKNOWN_TAX });
  const { bends, uncounted } = sharingOf(terms, lines.length);
  const settled: CostPoint['settled'] = (amounts, rounded) => {
    const its = rounded ? math : exactMath;
    const { subtotal, rounding: last, branches, trueUp } = settle(its, amounts, terms);
    return {
      cost: subtotal,
      costWith: (other) => its.round(subtotal.minus(last).minus(trueUp).plus(other)),
      trueUp,
      branches,
    };
  };
  const exacts = lines.flatMap(({ line }) => line.exact ?? []);
  if (exacts.length < lines.length) return { ...NOT_SOLD, settled };
  const amounts = lines.map(({ line }) => line.amount as Decimal);
  const unitOf = (own: Rounding): Decimal => powerOfTen(-digitsOf(own, currency));
  const unit = unitOf(rounding);
  const own = lines.map(({ charge }) => charge?.rounding ?? rounding);
  const count = terms.discounts.length;
  const bounds = [terms.maximum, terms.minimum, terms.commitment].filter((bound) => bound !== null).length;
  const { sharesScale } = rounding;
  const shares = unitOf({ ...rounding, scale: sharesScale ?? rounding.scale })
    .plus(unit)
    .times(bends.length * lines.length);
  // Each line and each step is rounded, and in the end the whole.
  const roundings = sum([...own.map(unitOf), unit.times(count + bounds + 1), shares]);
  const isFiner = rounding.at === 'line' && own.some((one) => one.at === 'invoice' || unitOf(one).lt(unit));
  return {
    cost: settled(amounts, true).cost,
    amounts,
    exacts,
    bounded: lines.map(({ priced }) => boundOf(priced!.price)),
    stairs: lines.map(({ priced }) => stairHeight(priced!.price).times(priced!.factor)),
    slack: sum([roundings, ...bends]),
    play: bends.length > 0 || (isFiner && count > 0) ? roundings : ZERO,
    uncounted,
    settled,
  };
}

/**
 * Where an amount is shared by what lines come to, and a later step looks at some of these lines alone, the cost is no
 * straight line: how far it bends there, and which lines bear a part of a maximum without counting towards a true-up.
 */
function sharingOf(
  { discounts, maximum, commitment }: Terms<Decimal>,
  count: number,
): { readonly bends: readonly Decimal[]; readonly uncounted: readonly number[] } {
  const last = commitment?.basis === 'after_discounts' ? [commitment] : [];
  const isSplit = (lines: readonly number[], later: readonly { readonly lines: readonly number[] }[]): boolean =>
    later.some((step) => {
      const inside = lines.filter((line) => step.lines.includes(line)).length;
      return inside > 0 && inside < lines.length;
    });
  const bends = discounts.flatMap(({ lines, percent, value, tiers }, index) =>
    isSplit(lines, [...discounts.slice(index + 1), ...last])
      ? [percent ? ZERO : (tiers ?? []).reduce((most, tier) => max(most, tier.value), value)]
      : [],
  );
  const isShared = maximum !== null && last.length > 0;
  const uncounted = isShared ? [...Array(count).keys()].filter((line) => !last[0]!.lines.includes(line)) : [];
  return { bends: uncounted.length > 0 ? [...bends, commitment!.amount] : bends, uncounted };
}

/** Whether a charge's own minimum (1) or maximum (-1) is what it comes to: another line begins there. */
function boundOf({ curve, quantity }: ChargePrice): number {
  if (curve === null || quantity === null || (curve.minimum ?? curve.maximum) === null) return 0;
  const { units } = billable(curve.pipeline, quantity);
  return boundedCost(curve, units).cmp(unitsCost(curve, units));
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
