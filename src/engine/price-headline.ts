import type { Plan } from './catalog.ts';
import type { Charge, MeteredCharge } from './charge.ts';
import type { Decimal } from './decimal.ts';
import { sum } from './decimal.ts';
import type { Interval } from './period.ts';

/** The first words of a plan's price. */
export interface PriceHeadline {
  /** Money, or per cent of the meter where `percent` is true (2 = 2 %). */
  readonly amount: Decimal;
  readonly percent: boolean;
  /** The meter it is per; `null` = per interval only. */
  readonly meter: string | null;
  readonly packageSize: Decimal | null;
  readonly interval: Interval;
  /** Whether more is charged by quantity on top. */
  readonly plusUsage: boolean;
}

/** A plan's fixed fee per interval; without one the price of a seat; without seats the first price of usage. */
export function priceHeadline(plan: Plan, isSeat: (meter: string) => boolean): PriceHeadline | null {
  if (plan.contact || plan.problems.length > 0) return null;
  const charges = plan.charges.filter(({ optional, timing }) => !optional && timing !== 'once');
  const metered = charges.filter((charge) => charge.model !== 'flat' && hasPrice(charge));
  const fees = charges.flatMap((charge) => (charge.model === 'flat' ? [charge.amount] : []));
  const fixed = sum(fees);
  const first = metered.find((charge) => charge.model !== 'flat' && isSeat(charge.meter)) ?? metered[0];
  if (fixed.gt(0) || first === undefined) return { ...perInterval(plan, fixed), plusUsage: metered.length > 0 };
  return { ...unitPrice(plan, first), plusUsage: metered.length > 1 };
}

function perInterval({ interval }: Plan, amount: Decimal): PriceHeadline {
  return { amount, percent: false, meter: null, packageSize: null, interval, plusUsage: false };
}

function unitPrice(plan: Plan, charge: Charge): PriceHeadline {
  const interval = charge.interval ?? plan.interval;
  const base = { ...perInterval(plan, sum([])), interval };
  if (charge.model === 'flat') return base;
  if (charge.model === 'per_event') {
    const percent = charge.ratePct.gt(0);
    return { ...base, amount: percent ? charge.ratePct : charge.fixedAmount, percent, meter: charge.meter };
  }
  const tier = charge.tiers.find(({ unitAmount, flatAmount }) => !unitAmount.isZero() || !flatAmount.isZero());
  if (tier === undefined) return base;
  if (charge.model === 'stairstep' || tier.unitAmount.isZero()) return { ...base, amount: tier.flatAmount };
  const amount = tier.percent ? tier.unitAmount.times(100) : tier.unitAmount;
  return {
    ...base,
    amount,
    percent: tier.percent,
    meter: charge.meter,
    packageSize: tier.packageSize ?? charge.package?.size ?? null,
  };
}

function hasPrice(charge: Charge): boolean {
  if (charge.model === 'flat') return true;
  if (charge.model === 'per_event') return !charge.ratePct.isZero() || !charge.fixedAmount.isZero();
  return isPriced(charge);
}

function isPriced({ tiers, minimumAmount }: MeteredCharge): boolean {
  return (
    minimumAmount !== null || tiers.some(({ unitAmount, flatAmount }) => !unitAmount.isZero() || !flatAmount.isZero())
  );
}
