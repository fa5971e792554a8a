import type { Numeric } from '../decimal-text.ts';

// The fields of Lago's objects that are read here, as of API v1 in 2026. `amount_cents` counts the currency's minor unit,
// texts such as `amount` count the currency itself.

export interface LagoPlan {
  readonly code: string;
  readonly name: string;
  readonly invoice_display_name?: string | null;
  readonly description?: string | null;
  readonly interval: string;
  readonly amount_cents: number;
  readonly amount_currency: string;
  /** Days. */
  readonly trial_period: Numeric | null;
  readonly pay_in_advance: boolean;
  readonly bill_charges_monthly: boolean | null;
  readonly bill_fixed_charges_monthly?: boolean | null;
  readonly minimum_commitment?: { readonly amount_cents: number } | null;
  readonly charges: readonly LagoCharge[];
  readonly fixed_charges?: readonly LagoFixedCharge[];
  readonly taxes?: readonly LagoTax[];
  readonly usage_thresholds?: readonly object[];
}

export interface LagoCharge {
  readonly lago_id: string;
  readonly billable_metric_code: string;
  readonly invoice_display_name: string | null;
  readonly charge_model: string;
  readonly pay_in_advance: boolean;
  readonly invoiceable: boolean;
  readonly prorated: boolean;
  readonly min_amount_cents: number;
  readonly properties: LagoProperties;
  readonly filters?: readonly object[];
  readonly taxes?: readonly LagoTax[];
  readonly applied_pricing_unit?: object | null;
}

export interface LagoProperties {
  readonly amount?: string;
  readonly free_units?: Numeric;
  readonly package_size?: Numeric;
  readonly graduated_ranges?: readonly LagoRange[];
  readonly volume_ranges?: readonly LagoRange[];
  readonly graduated_percentage_ranges?: readonly LagoRange[];
  readonly rate?: string;
  readonly fixed_amount?: string | null;
  readonly free_units_per_events?: number | null;
  readonly free_units_per_total_aggregation?: string | null;
  readonly per_transaction_min_amount?: string | null;
  readonly per_transaction_max_amount?: string | null;
  readonly grouped_by?: readonly string[] | null;
  readonly pricing_group_keys?: readonly string[] | null;
}

export interface LagoRange {
  readonly from_value: Numeric;
  /** Inclusive; null is open. */
  readonly to_value: Numeric | null;
  readonly flat_amount: string;
  readonly per_unit_amount?: string;
  readonly rate?: string;
}

export interface LagoFixedCharge {
  readonly lago_id: string;
  readonly code: string;
  readonly invoice_display_name: string | null;
  readonly charge_model: string;
  readonly pay_in_advance: boolean;
  readonly prorated: boolean;
  readonly properties: { readonly amount?: string };
  readonly units: Numeric;
  readonly taxes?: readonly LagoTax[];
}

export interface LagoTax {
  readonly code: string;
  readonly name: string;
  /** Per cent. */
  readonly rate: number;
}

export interface LagoMetric {
  readonly code: string;
  readonly name: string;
  readonly aggregation_type: string;
  readonly recurring: boolean;
  readonly rounding_function?: 'round' | 'ceil' | 'floor' | null;
  readonly rounding_precision?: number | null;
}

export interface LagoCustomer {
  readonly external_id: string;
  /** An IANA name: the customer's own zone, or the organization's. */
  readonly applicable_timezone: string;
  readonly taxes?: readonly LagoTax[];
}

export interface LagoSubscription {
  readonly external_id: string;
  readonly status: string;
  readonly billing_time: 'calendar' | 'anniversary';
  readonly subscription_at: string;
  readonly started_at: string;
  readonly current_billing_period_started_at: string;
  readonly ending_at: string | null;
  readonly trial_ended_at: string | null;
  readonly next_plan_code: string | null;
  readonly downgrade_plan_date: string | null;
  /** As it is for this customer, with overrides. */
  readonly plan: LagoPlan;
}

/** `GET /customers/:id/current_usage`. */
export interface LagoUsage {
  readonly charges_usage: readonly {
    readonly units: string;
    readonly billable_metric: { readonly code: string };
  }[];
}

/** `GET /applied_coupons?status=active`, each with the coupon that it was made of. */
export interface LagoAppliedCoupon {
  readonly lago_id: string;
  readonly coupon_code: string;
  readonly coupon_name: string;
  readonly status: string;
  readonly amount_cents: number | null;
  readonly amount_cents_remaining: number | null;
  readonly amount_currency: string | null;
  readonly percentage_rate: Numeric | null;
  readonly frequency: 'once' | 'recurring' | 'forever';
  readonly frequency_duration_remaining: number | null;
  readonly created_at: string;
}

/** What `GET /coupons/:code` says of where a coupon applies. */
export interface LagoCoupon {
  readonly code: string;
  readonly limited_plans: boolean;
  readonly plan_codes?: readonly string[];
  readonly limited_billable_metrics: boolean;
  readonly billable_metric_codes?: readonly string[];
}

export interface LagoWallet {
  readonly lago_id: string;
  readonly name: string | null;
  readonly status: string;
  readonly currency: string;
  readonly priority: number;
  /** Not `ongoing_balance_cents`, which has the current usage taken off already. */
  readonly balance_cents: number;
  readonly expiration_at: string | null;
  readonly applies_to?: {
    readonly fee_types?: readonly string[] | null;
    readonly billable_metric_codes?: readonly string[] | null;
  } | null;
}

export interface LagoCreditNote {
  readonly lago_id: string;
  readonly number: string;
  readonly credit_status: string | null;
  readonly currency: string;
  readonly balance_amount_cents: number;
}

export interface LagoInvoice {
  readonly number: string;
  readonly invoice_type: string;
  readonly status: string;
  readonly currency: string;
  /** Before credit notes and prepaid credits, which `total_amount_cents` is after. */
  readonly sub_total_including_taxes_amount_cents: number;
  readonly fees: readonly LagoFee[];
}

export interface LagoFee {
  readonly lago_charge_id: string | null;
  readonly lago_fixed_charge_id?: string | null;
  readonly external_subscription_id: string | null;
  readonly amount_cents: number;
  readonly units: string;
  readonly from_date: string | null;
  /** The last instant of the time it is for. */
  readonly to_date: string | null;
  readonly item: { readonly type: string };
}
