import type { Decimal } from '../numbers/decimal.ts';
import type { Interval } from '../time/period.ts';
import type { Proration } from '../time/proration.ts';
import type { Rounding } from '../numbers/rounding.ts';
import type { RoundingMode } from '../numbers/rounding.ts';

/** One priced thing in a plan. */
export type Charge = FlatCharge | MeteredCharge | PerEventCharge;

interface ChargeBase {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** `in_advance`: billed at the start of the period; `once`: on the first invoice only. */
  readonly timing: 'in_advance' | 'in_arrears' | 'once';
  /** The charge's own interval where it differs from the plan's (monthly usage in a yearly plan). */
  readonly interval: Interval | null;
  /** An add-on: counted only where the subscription or the visitor takes it. */
  readonly optional: boolean;
  readonly taxCategory: string | null;
  /** Floor and ceiling of the charge, before discounts. */
  readonly minimumAmount: Decimal | null;
  readonly maximumAmount: Decimal | null;
  readonly discountable: boolean;
  /** Whether the charge counts towards a minimum commitment. */
  readonly counted: boolean;
  /** Where they differ from the plan's. */
  readonly proration: Proration | null;
  readonly rounding: Rounding | null;
}

export interface FlatCharge extends ChargeBase {
  readonly model: 'flat';
  readonly amount: Decimal;
}

/** A charge driven by one quantity: it compiles to a curve. */
export interface MeteredCharge extends ChargeBase, QuantityPipeline {
  readonly model: 'per_unit' | 'graduated' | 'volume' | 'stairstep';
  readonly meter: string;
  /** Ordered by bound. `per_unit` has one open tier. */
  readonly tiers: readonly Tier[];
  /** Whether a quantity equal to `upTo` is in that tier or opens the next one. */
  readonly tierBound: 'inclusive' | 'exclusive';
  /** Whether the first tier's flat amount is charged at quantity 0. */
  readonly zeroUsageFlat: 'none' | 'charged';
  /** Beyond a bounded last tier: its price goes on, nothing more is charged, or it is not sold. */
  readonly beyondLast: 'last' | 'free' | 'not_sold';
  /** `volume`: another meter whose quantity picks the tier. */
  readonly tierBy: string | null;
}

/** Whether a charge is driven by one quantity. */
export function isMetered(charge: Charge): charge is MeteredCharge {
  return 'tiers' in charge;
}

/** A share or fee of each single event (payment, sale): a function of events, not of one quantity. */
export interface PerEventCharge extends ChargeBase {
  readonly model: 'per_event';
  readonly meter: string;
  /** Per cent of each event's value. */
  readonly ratePct: Decimal;
  readonly fixedAmount: Decimal;
  /** Free events and free amount run down together in event order; the first one used up ends both. */
  readonly freeEvents: Decimal | null;
  readonly freeAmount: Decimal | null;
  readonly eventMinimum: Decimal | null;
  readonly eventMaximum: Decimal | null;
}

/** What happens to a quantity before it is priced, in this order. */
export interface QuantityPipeline {
  /** Below 0: count as 0, price the absolute value and negate, or refuse. */
  readonly negative: 'clamp' | 'mirror' | 'refuse';
  readonly convert: Conversion | null;
  readonly minimumQuantity: Decimal | null;
  readonly included: Included | null;
  readonly package: Package | null;
}

/** × multiplyBy ÷ divideBy, then to a multiple of `round.increment`. */
export interface Conversion {
  readonly multiplyBy: Decimal;
  readonly divideBy: Decimal;
  readonly round: { readonly increment: Decimal; readonly mode: RoundingMode } | null;
}

/** Free units. `per`: times the quantity of that meter (an allowance per seat). */
export interface Included {
  readonly quantity: Decimal;
  readonly per: string | null;
  /** `deduct`: only what is beyond is charged; `cliff`: one over and all are charged. */
  readonly mode: 'deduct' | 'cliff';
}

/**
 * Units are sold by packages of `size`; prices and tier bounds: see `bounds`.
 * The unit amount of a tier is then the price of one package.
 */
export interface Package {
  readonly size: Decimal;
  readonly rounding: 'up' | 'down' | 'nearest' | 'none';
  /** Rounded once on the whole quantity, or in each tier. */
  readonly scope: 'total' | 'tier';
}

/** A band of quantities with its own price. Bounds are in units, never in packages. */
export interface Tier {
  /** `null` = open. */
  readonly upTo: Decimal | null;
  /** Per unit, or per package where there is one. A rate of 2 % is 0.02 with `percent`. */
  readonly unitAmount: Decimal;
  readonly percent: boolean;
  readonly flatAmount: Decimal;
  /** A package size of this tier's own. */
  readonly packageSize: Decimal | null;
}

/** Whether units of a tier cost nothing, and reaching it does not either. */
export function isFree({ unitAmount, flatAmount }: Tier): boolean {
  return unitAmount.isZero() && flatAmount.isZero();
}

/** Meters whose quantities a charge depends on, its own first. */
export function metersOf(charge: Charge): string[] {
  if (charge.model === 'flat') return [];
  const others = charge.model === 'per_event' ? [] : [charge.included?.per, charge.tierBy];
  return [charge.meter, ...others.filter((meter) => typeof meter === 'string')];
}
