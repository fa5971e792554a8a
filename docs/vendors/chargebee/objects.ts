// The fields of Chargebee's objects that are read here, as of API v2 with Product Catalog 2.0. What has no value is not
// there. Amounts count the currency's cents (or, of a zero-decimal currency, itself); `…_in_decimal` are texts in the
// currency, and are there where multi-decimal pricing is on. Times are seconds since 1970.

export interface ChargebeeItem {
  readonly id: string;
  readonly name: string;
  readonly external_name?: string;
  readonly unit?: string;
  readonly metered: boolean;
  readonly usage_calculation?: string;
}

export interface ChargebeeItemPrice {
  readonly id: string;
  readonly name: string;
  readonly external_name?: string;
  readonly item_id: string;
  readonly item_type: 'plan' | 'addon' | 'charge';
  readonly currency_code: string;
  readonly pricing_model: string;
  readonly price?: number;
  readonly price_in_decimal?: string;
  /** Not of a charge. */
  readonly period?: number;
  readonly period_unit?: 'day' | 'week' | 'month' | 'year';
  readonly trial_period?: number;
  readonly trial_period_unit?: 'day' | 'month';
  readonly trial_end_action?: string;
  readonly free_quantity?: number;
  readonly free_quantity_in_decimal?: string;
  readonly usage_accumulation_reset_frequency?: string;
  readonly tiers?: readonly ChargebeeTier[];
  readonly is_taxable?: boolean;
  readonly tax_detail?: { readonly tax_profile_id?: string };
}

export interface ChargebeeTier {
  readonly starting_unit?: number;
  /** Inclusive; not there = open. */
  readonly ending_unit?: number;
  readonly price?: number;
  readonly starting_unit_in_decimal?: string;
  readonly ending_unit_in_decimal?: string;
  readonly price_in_decimal?: string;
  readonly pricing_type?: string;
  readonly package_size?: number;
}

export interface ChargebeeSubscription {
  readonly id: string;
  readonly customer_id: string;
  readonly currency_code: string;
  readonly status: string;
  readonly started_at?: number;
  readonly trial_end?: number;
  readonly trial_end_action?: string;
  readonly current_term_start?: number;
  readonly current_term_end?: number;
  /** Later than the term's end where terms to come are invoiced already. */
  readonly next_billing_at?: number;
  readonly cancelled_at?: number;
  readonly pause_date?: number;
  /** After the current one; of a contract term, where it has one. */
  readonly remaining_billing_cycles?: number;
  readonly contract_term?: { readonly action_at_term_end: string };
  readonly free_period?: number;
  readonly has_scheduled_changes: boolean;
  readonly has_scheduled_advance_invoices: boolean;
  readonly due_invoices_count?: number;
  readonly subscription_items: readonly ChargebeeSubscriptionItem[];
  readonly item_tiers?: readonly (ChargebeeTier & { readonly item_price_id: string })[];
  readonly charged_items?: readonly { readonly item_price_id: string }[];
  readonly coupons?: readonly ChargebeeAppliedCoupon[];
  readonly discounts?: readonly ChargebeeDiscount[];
}

/** With the price that this customer has, and the total quantity. */
export interface ChargebeeSubscriptionItem {
  readonly item_price_id: string;
  readonly item_type: 'plan' | 'addon' | 'charge';
  readonly quantity?: number;
  readonly quantity_in_decimal?: string;
  readonly unit_price?: number;
  readonly unit_price_in_decimal?: string;
  readonly free_quantity?: number;
  readonly free_quantity_in_decimal?: string;
  readonly trial_end?: number;
  readonly billing_cycles?: number;
  readonly usage_accumulation_reset_frequency?: string;
  readonly charge_once?: boolean;
}

export interface ChargebeeAppliedCoupon {
  readonly coupon_id: string;
  readonly apply_till?: number;
  readonly applied_count?: number;
}

export interface ChargebeeCoupon {
  readonly id: string;
  readonly name: string;
  readonly invoice_name?: string;
  readonly discount_type: string;
  readonly discount_percentage?: number;
  readonly discount_amount?: number;
  readonly currency_code?: string;
  readonly duration_type: 'one_time' | 'limited_period' | 'forever';
  readonly apply_on: string;
  readonly item_constraints?: readonly {
    readonly item_type: string;
    readonly constraint: string;
    readonly item_price_ids?: readonly string[];
  }[];
}

/** A manual discount of the subscription. */
export interface ChargebeeDiscount {
  readonly id: string;
  readonly invoice_name?: string;
  readonly type: string;
  readonly percentage?: number;
  readonly amount?: number;
  readonly currency_code?: string;
  readonly duration_type: 'one_time' | 'limited_period' | 'forever';
  readonly apply_on: 'invoice_amount' | 'specific_item_price';
  readonly item_price_id?: string;
  readonly apply_till?: number;
  readonly applied_count?: number;
}

export interface ChargebeeCustomer {
  readonly id: string;
  readonly promotional_credits: number;
  readonly refundable_credits: number;
  readonly excess_payments: number;
  /** The same by currency. */
  readonly balances?: readonly {
    readonly currency_code: string;
    readonly promotional_credits: number;
    readonly refundable_credits: number;
    readonly excess_payments: number;
  }[];
}

/** `GET /usages?subscription_id[is]=`. */
export interface ChargebeeUsage {
  readonly item_price_id: string;
  readonly usage_date: number;
  readonly quantity: string;
}

export interface ChargebeeUnbilledCharge {
  readonly id: string;
  readonly subscription_id?: string;
  readonly currency_code: string;
  readonly description?: string;
  readonly entity_id?: string;
  readonly date_to?: number;
  readonly amount: number;
  readonly discount_amount?: number;
  readonly is_voided: boolean;
}

export interface ChargebeeInvoice {
  readonly id: string;
  readonly status: string;
  readonly first_invoice?: boolean;
  readonly currency_code: string;
  readonly total: number;
  readonly line_items: readonly ChargebeeLineItem[];
}

export interface ChargebeeLineItem {
  readonly id: string;
  readonly subscription_id?: string;
  readonly entity_id?: string;
  readonly date_from: number;
  /** By the day it is the last second, else the end. */
  readonly date_to: number;
  readonly quantity?: number;
  readonly quantity_in_decimal?: string;
  /** Before discounts. */
  readonly amount: number;
}

/** `invoice_estimate` of `GET /subscriptions/:id/renewal_estimate`. */
export interface ChargebeeEstimate {
  readonly price_type: 'tax_exclusive' | 'tax_inclusive';
  readonly round_off_amount?: number;
  readonly line_items: readonly (ChargebeeLineItem & {
    readonly discount_amount?: number;
    readonly tax_exempt_reason?: string;
  })[];
  readonly line_item_taxes?: readonly {
    readonly line_item_id: string;
    readonly tax_name: string;
    readonly tax_rate: number;
    readonly is_partial_tax_applied?: boolean;
  }[];
}
