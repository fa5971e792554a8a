import type { Bill } from '../invoice/bill.ts';
import type { Charge, MeteredCharge } from '../facts/charge.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { powerOfTen } from '../numbers/decimal.ts';
import { compileFixedPoint } from '../pricing/fixed-point.ts';
import type { FixedPointPrice } from '../pricing/fixed-point.ts';
import { digitsOf } from '../numbers/money.ts';
import { kept } from '../once.ts';
import type { Interval } from '../time/period.ts';
import { sameInterval } from '../time/period.ts';
import { curveOf } from '../pricing/price-charge.ts';
import type { Quantities } from '../usage/quantities.ts';
import type { Plan } from '../facts/catalog.ts';

/**
 * What a plan costs in a regular period, before tax and credits, straight from its compiled prices: whole minor
 * units, added up. Every slider move asks this of every plan.
 * @returns `null` where more than that is to be done: then the invoice itself has to be made.
 */
export function quickCost(bill: Bill, usageInterval: Interval): Decimal | null {
  const { plan, account, quantities, catalog, takes } = bill;
  const quick = quickPlan(plan, catalog.currency);
  if (quick === null || account?.commitment || account?.discounts.length) return null;
  if (!sameInterval(plan.interval, usageInterval)) return null;
  let sum = 0;
  for (const line of quick.lines) {
    if (line.charge.optional && !takes(line.charge.id)) continue;
    sum += line.amount ?? amountOf(line, quantities);
  }
  // Beyond that, and with anything that has no price, sums of numbers are no longer exact.
  if (!(sum <= Number.MAX_SAFE_INTEGER && sum >= 0)) return null;
  return quick.minorUnit.times(sum);
}

/** A charge as one number, or as a compiled price per number of digits that its quantity has. */
interface QuickLine {
  readonly charge: Charge;
  readonly amount: number | null;
  readonly prices: Map<number, FixedPointPrice>;
  readonly scale: number;
}

interface QuickPlan {
  readonly lines: readonly QuickLine[];
  readonly minorUnit: Decimal;
}

const known = new WeakMap<Plan, QuickPlan | null>();

function quickPlan(plan: Plan, currency: string): QuickPlan | null {
  return kept(known, plan, () => (isPlain(plan) ? compilePlan(plan, currency) : null));
}

function compilePlan({ charges, rounding }: Plan, currency: string): QuickPlan {
  const scale = digitsOf(rounding, currency);
  return { lines: charges.map((charge) => quickLine(charge, scale)), minorUnit: powerOfTen(-scale) };
}

/** Nothing happens around the lines, and every line is a price of one quantity for one interval. */
function isPlain({ charges, discounts, commitment, minimumAmount, maximumAmount, rounding, interval }: Plan): boolean {
  const isAlone = discounts.length === 0 && commitment === null && minimumAmount === null && maximumAmount === null;
  return (
    isAlone &&
    rounding.at === 'line' &&
    rounding.mode === 'half_away' &&
    charges.every((charge) => isQuick(charge, interval))
  );
}

function isQuick(charge: Charge, interval: Interval): boolean {
  if (charge.model === 'per_event' || charge.timing === 'once' || charge.rounding !== null) return false;
  if (charge.interval !== null && !sameInterval(charge.interval, interval)) return false;
  return charge.model === 'flat' || ((charge.included?.per ?? null) === null && charge.tierBy === null);
}

function quickLine(charge: Charge, scale: number): QuickLine {
  const amount = charge.model === 'flat' ? charge.amount.times(powerOfTen(scale)).toDecimalPlaces(0).toNumber() : null;
  return { charge, amount, prices: new Map(), scale };
}

/** Quantities as whole numbers of their last digit: every plan asks for the same ones. */
const counted = new WeakMap<Decimal, { readonly digits: number; readonly steps: number }>();

/** `NaN` where it has no price, or a quantity has too many digits for a number. */
function amountOf({ charge, prices, scale }: QuickLine, quantities: Quantities): number {
  const metered = charge as MeteredCharge;
  const quantity = quantities.of(metered.meter);
  if (quantity === null) return NaN;
  const { digits, steps } = kept(counted, quantity, () => {
    const digits = quantity.dp();
    return { digits, steps: quantity.times(powerOfTen(digits)).toNumber() };
  });
  const price = kept(prices, digits, () =>
    // No other meter's quantity is asked for.
    compileFixedPoint(curveOf(metered, quantities)!, { quantityDigits: digits, scale, mode: 'half_away' }),
  );
  const amount = price(steps);
  return Number.isSafeInteger(steps) && Number.isSafeInteger(amount) ? amount : NaN;
}
