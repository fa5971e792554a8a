import type { Plan } from '../facts/catalog.ts';
import { intervalOf } from '../facts/catalog.ts';
import type { Charge, MeteredCharge, PerEventCharge } from '../facts/charge.ts';
import { isFree } from '../facts/charge.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { HUNDRED, max, ONE, sum, ZERO } from '../numbers/decimal.ts';
import type { Interval } from '../time/period.ts';
import { longestOf } from '../time/period.ts';
import { overInterval } from '../time/proration.ts';
import { mended } from '../numbers/rounding.ts';

/** The first words of a plan's price. */
export interface PriceHeadline {
  /** Money, or per cent of the meter where `percent` is true (2 = 2 %). */
  readonly amount: Decimal;
  readonly percent: boolean;
  /** The meter it is per; `null` = per interval only. */
  readonly meter: string | null;
  /** So many units of the meter, as they are counted; `null` = one. */
  readonly packageSize: Decimal | null;
  readonly interval: Interval;
  /** Whether more is charged by quantity on top. */
  readonly plusUsage: boolean;
  /** What is asked for each interval at least, however little is used; `null` = no more than `amount`, or nothing. */
  readonly minimum: Decimal | null;
}

/**
 * A plan's fixed fee, by the longest interval at which a part of it is billed; without one the price of a seat; without
 * seats the first price of usage. `null` = it has no price, or its fees are by intervals that have no fixed ratio.
 */
export function priceHeadline(plan: Plan, isSeat: (meter: string) => boolean): PriceHeadline | null {
  if (plan.contact || plan.problems.length > 0) return null;
  const charges = plan.charges.filter(({ optional, timing }) => !optional && timing !== 'once');
  const metered = charges.filter((charge) => charge.model !== 'flat').filter(hasPrice);
  const fees = charges.filter((charge) => charge.model === 'flat').filter(({ amount }) => amount.gt(0));
  const interval = longestOf(fees.map((fee) => intervalOf(fee, plan))) ?? plan.interval;
  const amounts = fees.map((fee) => overInterval(interval, fee.amount, intervalOf(fee, plan)));
  if (amounts.includes(null)) return null;
  const fixed = mended(sum(amounts as Decimal[]));
  const first = metered.find(({ meter }) => isSeat(meter)) ?? metered[0];
  const found =
    fixed.gt(0) || first === undefined
      ? { ...perInterval(interval, fixed), plusUsage: metered.length > 0 }
      : { ...unitPrice(plan, first), plusUsage: metered.length > 1 };
  return withMinimum(found, plan, charges);
}

/** A price that is no less than the least becomes it; beside others the least is said. */
function withMinimum(found: PriceHeadline, plan: Plan, charges: readonly Charge[]): PriceHeadline {
  const { amount, meter, plusUsage, interval } = found;
  const commitment = plan.commitment?.period === null ? plan.commitment.amount : null;
  const least = [plan.minimumAmount, commitment].reduce<Decimal>(
    (most, each) => max(most, overInterval(interval, each ?? ZERO, plan.interval) ?? ZERO),
    sum(
      charges.map((charge) => {
        const own = charge.model === 'flat' ? charge.amount : charge.minimumAmount;
        return overInterval(interval, own ?? ZERO, intervalOf(charge, plan)) ?? ZERO;
      }),
    ),
  );
  const minimum = mended(least);
  if (minimum.lte(meter === null ? amount : ZERO)) return found;
  return meter === null && (!plusUsage || amount.isZero()) ? { ...found, amount: minimum } : { ...found, minimum };
}

type OnePrice = Omit<PriceHeadline, 'plusUsage'>;

function perInterval(interval: Interval, amount: Decimal): OnePrice {
  return { amount, percent: false, meter: null, packageSize: null, interval, minimum: null };
}

function unitPrice(plan: Plan, charge: MeteredCharge | PerEventCharge): OnePrice {
  const base = perInterval(intervalOf(charge, plan), ZERO);
  if (charge.model === 'per_event') {
    const percent = charge.ratePct.gt(0);
    return { ...base, amount: percent ? charge.ratePct : charge.fixedAmount, percent, meter: charge.meter };
  }
  const tier = charge.tiers.find((one) => !isFree(one));
  // Units that cost nothing: what is asked for is their minimum.
  if (tier === undefined) return base;
  if (tier.unitAmount.isZero()) return { ...base, amount: tier.flatAmount };
  const amount = tier.unitAmount.times(charge.convert?.multiplyBy ?? ONE);
  const size = (tier.packageSize ?? charge.package?.size ?? ONE).times(charge.convert?.divideBy ?? ONE);
  const shared = { ...base, percent: tier.percent, meter: charge.meter };
  // A share of money has no package: it is that of one.
  if (tier.percent) return { ...shared, amount: amount.times(HUNDRED).div(size) };
  return { ...shared, amount, packageSize: size.eq(ONE) ? null : size };
}

function hasPrice(charge: MeteredCharge | PerEventCharge): boolean {
  if (charge.model === 'per_event') return !charge.ratePct.isZero() || !charge.fixedAmount.isZero();
  return charge.minimumAmount !== null || !charge.tiers.every(isFree);
}
