import type { Numeric } from '../decimal-text.ts';

// The fields of Stripe's objects that are read here, as of API version 2026-08-26.dahlia (any `dahlia` has them).
// `expand` on the requests: `data.tiers`, `data.product` on prices; `items.data.price.tiers`, `items.data.price.product`,
// `discounts.source.coupon.applies_to`, `items.data.discounts` on the subscription (of one request for one subscription:
// Stripe expands four levels, and a list is one); `discount.source.coupon.applies_to` on the customer. The coupons of items
// lie deeper: they are asked for by their ids.

export interface StripePrice {
  readonly id: string;
  readonly type: 'recurring' | 'one_time';
  readonly currency: string;
  readonly nickname?: string | null;
  /** Its id alone where it was not asked for with `expand`. */
  readonly product: StripeProduct | string;
  readonly billing_scheme: 'per_unit' | 'tiered';
  /** Cents as a decimal text; `unit_amount` is null where they have a fraction. */
  readonly unit_amount_decimal: Numeric | null;
  readonly custom_unit_amount?: object | null;
  readonly tiers_mode?: 'graduated' | 'volume' | null;
  readonly tiers?: readonly StripeTier[];
  readonly transform_quantity?: { readonly divide_by: number; readonly round: 'up' | 'down' } | null;
  readonly recurring: {
    readonly interval: 'day' | 'week' | 'month' | 'year';
    readonly interval_count: number;
    readonly usage_type: 'licensed' | 'metered';
    readonly meter: string | null;
  } | null;
}

export interface StripeTier {
  /** Inclusive; null is open. */
  readonly up_to: number | null;
  readonly unit_amount_decimal: Numeric | null;
  readonly flat_amount_decimal: Numeric | null;
}

export interface StripeProduct {
  readonly id: string;
  /** Not there if it was deleted. */
  readonly name?: string;
  readonly unit_label?: string | null;
}

export interface StripeMeter {
  readonly id: string;
  readonly display_name: string;
  readonly default_aggregation: { readonly formula: string };
}

/** Seconds since 1970 wherever a time stands. */
export interface StripeSubscription {
  readonly id: string;
  readonly currency: string;
  readonly status: string;
  readonly start_date: number;
  readonly billing_cycle_anchor: number;
  readonly trial_end: number | null;
  readonly cancel_at: number | null;
  readonly schedule: unknown;
  readonly pause_collection: unknown;
  readonly billing_thresholds?: { readonly amount_gte: number | null } | null;
  readonly billing_schedules?: readonly object[] | null;
  readonly automatic_tax: { readonly enabled: boolean };
  readonly default_tax_rates: readonly StripeTaxRate[] | null;
  readonly discounts: readonly (StripeDiscount | string)[];
  readonly items: { readonly data: readonly StripeItem[]; readonly has_more: boolean };
}

export interface StripeItem {
  readonly id: string;
  readonly price: StripePrice;
  /** Not there for metered prices. */
  readonly quantity?: number;
  readonly current_period_start: number;
  readonly current_period_end: number;
  readonly tax_rates: readonly StripeTaxRate[] | null;
  readonly discounts: readonly (StripeDiscount | string)[];
  readonly billing_thresholds?: { readonly usage_gte: number | null } | null;
  readonly current_trial?: object | null;
}

export interface StripeTaxRate {
  readonly id: string;
  readonly display_name: string;
  readonly inclusive: boolean;
  readonly percentage: number;
  readonly rate_type?: 'flat_amount' | 'percentage' | null;
}

export interface StripeDiscount {
  readonly id: string;
  readonly end: number | null;
  readonly source: { readonly coupon: StripeCoupon | string | null };
}

export interface StripeCoupon {
  readonly id: string;
  readonly name: string | null;
  readonly percent_off: number | null;
  readonly amount_off: number | null;
  readonly currency: string | null;
  readonly duration: 'once' | 'repeating' | 'forever';
  /** Only there with `expand`: without it, a coupon for some products looks like one for all. */
  readonly applies_to?: { readonly products: readonly string[] };
}

export interface StripeCustomer {
  readonly id: string;
  /** Cents; below 0 is credit, above 0 is added to the next invoice. */
  readonly balance: number;
  readonly discount: StripeDiscount | null;
  readonly tax_exempt?: 'none' | 'exempt' | 'reverse' | null;
}

/**
 * `GET /v1/billing/meters/:id/event_summaries`: once for the current period, whole; once with `value_grouping_window=day`,
 * from some weeks before it on, which forecasts need.
 */
export interface StripeUsage {
  readonly total: StripeSummary | null;
  readonly days?: readonly StripeSummary[];
}

export interface StripeSummary {
  readonly aggregated_value: number;
  readonly start_time: number;
  readonly end_time: number;
}

export interface StripeInvoice {
  readonly id: string;
  readonly number: string | null;
  readonly status: string | null;
  readonly period_start: number;
  readonly period_end: number;
  readonly total: number;
  readonly lines: { readonly data: readonly StripeInvoiceLine[]; readonly has_more: boolean };
}

export interface StripeInvoiceLine {
  /** Cents before discounts, and before tax that comes on top. */
  readonly amount: number;
  readonly quantity: number | null;
  readonly period: StripePeriod;
  readonly pricing: StripePricing | null;
}

export interface StripePeriod {
  readonly start: number;
  readonly end: number;
}

export interface StripePricing {
  readonly price_details?: { readonly price: string | { readonly id: string } };
}

/** `GET /v1/invoiceitems?pending=true`. */
export interface StripeInvoiceItem {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly discountable: boolean;
  readonly discounts: readonly unknown[] | null;
  readonly tax_rates: readonly StripeTaxRate[] | null;
  readonly period: StripePeriod;
  readonly parent: { readonly subscription_details: { readonly subscription: string } | null } | null;
  readonly pricing: StripePricing | null;
}

export interface StripeCreditGrant {
  readonly id: string;
  readonly name: string | null;
  readonly category: 'paid' | 'promotional';
  readonly priority: number | null;
  readonly amount: StripeCreditAmount;
  readonly applicability_config: {
    readonly scope: { readonly price_type?: 'metered'; readonly prices?: readonly { readonly id: string | null }[] };
  };
  readonly effective_at: number | null;
  readonly expires_at: number | null;
  readonly voided_at: number | null;
}

export interface StripeCreditAmount {
  readonly monetary: { readonly currency: string; readonly value: number } | null;
}

/** A grant, and of `GET /v1/billing/credit_balance_summary` with `filter[credit_grant]` its `available_balance`. */
export interface StripeCredit {
  readonly grant: StripeCreditGrant;
  readonly available: StripeCreditAmount;
}
