import type { Account } from './account.ts';
import type { Catalog, Meter, Plan } from './catalog.ts';
import type { Consent, Limit } from './limit.ts';
import type { Decimal } from './decimal.ts';
import type { Invoice } from './invoice.ts';
import type { Interval } from './period.ts';
import type { Scenario } from './scenario.ts';

/** Everything a widget can show: one pure function of catalog, account and scenario. Parts that cost are computed when asked for. */
export interface Estimate {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly scenario: Scenario;
  readonly currency: string;
  /** `null` where there is no account: nobody's period. */
  readonly period: EstimatePeriod | null;
  /** The plan that is priced: the scenario's, else the account's, else the catalog's first. */
  readonly plan: Plan;
  /** The account's own plan; `null` without an account. */
  readonly ownPlan: Plan | null;
  /** The meters that matter here, in catalog order: charged by the plan, reported or limited. */
  readonly meters: readonly MeterEstimate[];
  /** At the priced quantities, on the priced plan: the next invoice. */
  readonly invoice: Invoice;
  /** The same without the visitor's what-if; identical to `invoice` where there is none. */
  readonly asIs: Invoice;
  /** `invoice.total` − `asIs.total`; `null` where either is unknown. */
  readonly difference: Decimal | null;
  /** What the period has cost so far, at the quantities counted; `null` without an account. */
  readonly accrued: Invoice | null;
  /** Due at once for a switch or a start, where it differs from the next invoice; `null` = nothing is due now. */
  readonly dueNow: Invoice | null;
  /** One per plan of the catalog (and the account's own), in rank order. */
  readonly plans: readonly PlanEstimate[];
  /** Cost so far by day of the period, for the chart: cumulative total before tax; `null` where days are unknown. */
  readonly costByDay: readonly (number | null)[] | null;
  readonly limits: readonly LimitEstimate[];
  readonly problems: readonly EstimateProblem[];
}

export interface EstimatePeriod {
  readonly start: number;
  readonly end: number;
  /** Local day numbers (days since 1970-01-01) of the first day and the day after the last. */
  readonly startDay: number;
  readonly endDay: number;
  readonly days: number;
  /** 1 = the first day. */
  readonly day: number;
}

export interface MeterEstimate {
  readonly meter: Meter;
  /** Counted so far; `null` = not reported (never 0). */
  readonly used: Decimal | null;
  readonly active: Decimal | null;
  readonly provisional: Decimal | null;
  readonly evidenceUrl: string | null;
  readonly completeUntil: number | null;
  /** At the period's end, without a what-if; whole steps. `null` = unknown. */
  readonly expected: Decimal | null;
  /** What is priced; `null` = unknown. */
  readonly quantity: Decimal | null;
  readonly source: 'counted' | 'forecast' | 'scenario' | 'example' | 'scheduled' | 'unknown';
  readonly quantityKind: 'about' | 'exactly';
  /** Included on the priced plan, per-seat allowances multiplied out; `null` = nothing is. */
  readonly included: Decimal | null;
  readonly slider: SliderScale;
  /** What the next step of the meter adds to the priced plan's lines. */
  readonly next: { readonly quantity: Decimal; readonly amount: Decimal; readonly roomAfter: Decimal } | null;
  /** When the included quantity is passed at the current rate: local day number; `null` = not in this period. */
  readonly includedReachedDay: number | null;
  readonly seats: SeatEstimate | null;
}

export interface SeatEstimate {
  readonly bought: Decimal;
  readonly active: Decimal | null;
  readonly free: Decimal | null;
  /** Saved a period without the free seats; `null` = nothing or unknown. */
  readonly saving: Decimal | null;
}

/** Positions of a slider: round quantities that follow tiers and usage; ascending, without repeats. */
export interface SliderScale {
  readonly positions: readonly Decimal[];
  /** Indices of positions where a price changes, for ticks. */
  readonly ticks: readonly number[];
}

export interface PlanEstimate {
  readonly plan: Plan;
  /** `own`: the account's; `contact`: no public price; `unpriceable`: see problems; `blocked`: its limits would stop this usage; `not_sold`. */
  readonly status: 'own' | 'offered' | 'contact' | 'unpriceable';
  readonly selected: boolean;
  /** The first words of the price: the flat amount per interval or seat, or the lowest unit price. */
  readonly headline: PriceHeadline | null;
  /** A full regular period at the priced quantities, recurring discounts only; `null` = no price here. */
  readonly invoice: Invoice | null;
  /** Before tax and credits, a full regular period of the plan's own interval. */
  readonly cost: Decimal | null;
  /** `cost` minus the own (or selected) plan's; `null` where intervals differ or either is unknown. */
  readonly difference: Decimal | null;
  /** The plan of the same family with another interval, by id. */
  readonly otherIntervals: readonly { readonly plan: string; readonly interval: Interval; /** Saved per cent against this interval, where both are comparable. */ readonly savedPct: Decimal | null }[];
  /** The first limit that would stop this usage; `null` = it can carry it. */
  readonly blockedBy: Limit | null;
  readonly cheapest: boolean;
  readonly intent: 'current' | 'start' | 'trial' | 'upgrade' | 'downgrade' | 'interval' | 'contact';
  /** What is due or returned at once on a switch; `null` = nothing, or no account. */
  readonly switchNow: Invoice | null;
  readonly problems: readonly EstimateProblem[];
}

export interface PriceHeadline {
  readonly amount: Decimal;
  readonly percent: boolean;
  /** The meter it is per; `null` = per interval only. */
  readonly meter: string | null;
  readonly packageSize: Decimal | null;
  readonly interval: Interval;
  /** Whether usage comes on top. */
  readonly plusUsage: boolean;
}

/** A limit with where things stand. */
export interface LimitEstimate {
  readonly limit: Limit;
  readonly consent: Consent | null;
  readonly used: Decimal;
  readonly expected: Decimal | null;
  readonly usedPct: Decimal;
  readonly state: 'ok' | 'approaching' | 'over' | 'blocked';
  /** Local day number on which the current rate reaches it; `null` = not in this period. */
  readonly reachedDay: number | null;
  /** Units the priced quantity has beyond a blocking limit: not served. */
  readonly notServed: Decimal | null;
}

export type EstimateProblem =
  | { readonly kind: 'not_reported'; readonly meter: string; readonly charge: string; readonly plan: string }
  | { readonly kind: 'usage_without_charge'; readonly meter: string }
  | { readonly kind: 'unknown_meter'; readonly meter: string }
  | { readonly kind: 'currency_mismatch'; readonly catalog: string; readonly account: string }
  | { readonly kind: 'unknown_plan'; readonly plan: string }
  | { readonly kind: 'unpriceable'; readonly plan: string; readonly path: string; readonly message: string }
  | { readonly kind: 'not_sold'; readonly plan: string; readonly charge: string };
