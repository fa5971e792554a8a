import type { Charge } from './charge.ts';
import type { Decimal } from '../numbers/decimal.ts';
import type { Commitment } from './commitment.ts';
import type { Discount } from './discount.ts';
import type { Limit } from './limit.ts';
import type { Interval } from '../time/period.ts';
import type { Proration } from '../time/proration.ts';
import type { Rounding } from '../numbers/rounding.ts';

/** What can be bought: the same for every customer. */
export interface Catalog {
  readonly version: 1;
  /** ISO 4217 code; every amount of the document is in it. */
  readonly currency: string;
  readonly meters: readonly Meter[];
  readonly plans: readonly Plan[];
  readonly examples: readonly Example[];
  /** Where questions go: an http(s), mailto or same-site address. */
  readonly contact: string | null;
  /** Instant from which the catalog holds, in ms since 1970; `null` = now. */
  readonly effectiveFrom: number | null;
  /** The next price list, where one is already announced. */
  readonly next: Catalog | null;
}

/** Words for one unit by CLDR plural category; `other` is always there. */
export type UnitWords = Readonly<Partial<Record<'zero' | 'one' | 'two' | 'few' | 'many', string>> & { other: string }>;

/** What is counted. */
export interface Meter {
  readonly id: string;
  readonly name: string;
  /** `money`: quantities are amounts in the catalog's currency. */
  readonly kind: 'count' | 'seats' | 'money';
  /** How days make a period's quantity. `events`: the account lists single amounts. */
  readonly aggregation: 'sum' | 'max' | 'last' | 'average' | 'unique' | 'events';
  readonly unit: UnitWords;
  /** A sentence: what counts and what does not. */
  readonly counts: string | null;
  /** The meter's own step: the smallest difference between two quantities that makes sense. */
  readonly step: Decimal;
  /** `events`: the amount of a typical one, for what-ifs of somebody without events of their own. */
  readonly typicalEvent: Decimal | null;
  /** A meter made of others: Σ quantity × weight (pooled allowances, credit tables). */
  readonly sumOf: readonly WeightedMeter[] | null;
}

/** Whether a period's quantity never falls but by corrections. */
export function onlyGrows({ aggregation }: Meter): boolean {
  return aggregation !== 'last' && aggregation !== 'average';
}

export interface WeightedMeter {
  readonly meter: string;
  readonly multiplyBy: Decimal;
}

/** Named quantities for people who do not know their volume. */
export interface Example {
  readonly name: string;
  readonly quantities: ReadonlyMap<string, Decimal>;
}

/** What one subscribes to. */
export interface Plan {
  readonly id: string;
  /** Plans of one family differ by interval only (monthly, yearly). */
  readonly family: string;
  /** Orders plans from small to large; tells an upgrade from a downgrade. */
  readonly rank: number;
  readonly name: string;
  readonly description: string | null;
  readonly interval: Interval;
  readonly charges: readonly Charge[];
  readonly limits: readonly Limit[];
  readonly features: readonly Feature[];
  /** "Contact us": there is no public price. */
  readonly contact: boolean;
  /** Where the plan's button leads, and its words where the default ones do not fit. */
  readonly action: { readonly url: string | null; readonly label: string | null } | null;
  readonly trialDays: number | null;
  readonly proration: Proration;
  /** `full`: the first period starts with the subscription; `stub`: it runs to the anchor. */
  readonly firstPeriod: 'full' | 'stub';
  readonly rounding: Rounding;
  readonly discounts: readonly Discount[];
  readonly commitment: Commitment | null;
  /** Floor of the invoice before tax. */
  readonly minimumAmount: Decimal | null;
  /** Ceiling of the invoice before tax; usage goes on. */
  readonly maximumAmount: Decimal | null;
  /** Why this plan cannot be priced; empty = it can. Then `charges` is empty too. */
  readonly problems: readonly PlanProblem[];
}

/** How often a charge of a plan is billed: by its own interval, else the plan's. */
export function intervalOf({ interval }: Charge, plan: Plan): Interval {
  return interval ?? plan.interval;
}

export interface Feature {
  readonly text: string;
  readonly included: boolean;
}

/** What is wrong inside a plan: where (a path such as `charges.calls.tiers.2`) and in words. */
export interface PlanProblem {
  readonly path: string;
  readonly message: string;
}
