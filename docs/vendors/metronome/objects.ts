// The fields of Metronome's objects that are read here, as of 2026: contracts of API v2, everything else of v1. Amounts are
// JSON numbers in the unit that their credit type names: "USD (cents)" counts cents, possibly with a fraction, "EUR" euros.

export interface MetronomeCreditType {
  readonly id: string;
  readonly name: string;
}

/** `GET /v1/billable-metrics`. */
export interface MetronomeMetric {
  readonly id: string;
  readonly name: string;
  /** None of a metric in SQL. */
  readonly aggregation_type?: string;
}

/** `POST /v1/contract-pricing/products/list`. */
export interface MetronomeProduct {
  readonly id: string;
  readonly type: string;
  readonly current: {
    readonly name: string;
    readonly billable_metric_id?: string;
    readonly quantity_conversion?: {
      readonly conversion_factor: number;
      readonly operation: 'MULTIPLY' | 'DIVIDE';
    } | null;
    readonly quantity_rounding?: {
      readonly decimal_places: number;
      readonly rounding_method: 'ROUND_UP' | 'ROUND_DOWN' | 'ROUND_HALF_UP';
    } | null;
    /** Usage has a line for each value. */
    readonly presentation_group_key?: readonly string[];
  };
}

export interface MetronomeRate {
  readonly rate_type: string;
  /** Left out, it is the rate card's. */
  readonly credit_type?: MetronomeCreditType;
  readonly price?: number;
  readonly tiers?: readonly MetronomeTier[];
}

export interface MetronomeTier {
  readonly price: number;
  /** Its width; none of the last one. */
  readonly size?: number;
}

/** `POST /v1/contract-pricing/rate-cards/getRates`. */
export interface MetronomeListedRate extends MetronomeRateDates {
  readonly rate: MetronomeRate;
}

/** `POST /v1/contracts/getRateSchedule`. */
export interface MetronomeScheduledRate extends MetronomeRateDates {
  readonly list_rate: MetronomeRate;
  /** What is charged where overrides hold. */
  readonly override_rate?: MetronomeRate;
}

/** Half open. */
interface MetronomeRateDates {
  readonly product_id: string;
  readonly product_tags: readonly string[];
  readonly entitled: boolean;
  readonly starting_at: string;
  readonly ending_before?: string;
  /** Of a subscription's rate, as a product has one for each frequency. */
  readonly billing_frequency?: MetronomeFrequency;
  readonly pricing_group_values?: Readonly<Record<string, string>>;
}

export type MetronomeFrequency = 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'ANNUAL';

/** `POST /v2/contracts/get`. */
export interface MetronomeContract {
  readonly id: string;
  readonly customer_id: string;
  readonly name?: string;
  readonly starting_at: string;
  readonly ending_before?: string;
  readonly archived_at?: string;
  readonly usage_statement_schedule: {
    readonly frequency: string;
    readonly billing_anchor_date: string;
  };
  readonly subscriptions?: readonly MetronomeSubscription[];
  readonly scheduled_charges: readonly {
    readonly id: string;
    readonly name?: string;
    readonly product: { readonly name: string };
    readonly schedule: MetronomeSchedule;
    readonly archived_at?: string;
  }[];
  readonly commits: readonly {
    readonly id: string;
    readonly type: string;
    readonly name?: string;
    readonly product: { readonly name: string };
    readonly invoice_schedule?: MetronomeSchedule & { readonly do_not_invoice?: boolean };
    readonly archived_at?: string;
  }[];
  /** Charges at the very end of a usage period are on its invoice; left out, on one of their own. */
  readonly scheduled_charges_on_usage_invoices?: 'ALL';
  readonly recurring_commits?: readonly MetronomeRecurring[];
  readonly recurring_credits?: readonly MetronomeRecurring[];
  readonly overrides?: readonly {
    readonly id: string;
    readonly is_commit_specific?: boolean;
    readonly ending_before?: string;
  }[];
  readonly discounts?: readonly object[];
  readonly usage_filter?: readonly object[];
  readonly hierarchy_configuration?: object;
  readonly spend_threshold_configuration?: { readonly is_enabled: boolean };
  readonly prepaid_balance_threshold_configuration?: { readonly is_enabled: boolean };
}

/** Each period it makes a commit or a credit. */
export interface MetronomeRecurring extends MetronomeProducts {
  readonly id: string;
  readonly starting_at: string;
  readonly ending_before?: string;
}

/** Without ids and tags it is all of them. */
export interface MetronomeProducts {
  readonly applicable_product_ids?: readonly string[];
  readonly applicable_product_tags?: readonly string[];
}

export interface MetronomeSchedule {
  readonly credit_type?: MetronomeCreditType;
  readonly schedule_items?: readonly {
    readonly id: string;
    readonly amount: number;
    readonly timestamp: string;
  }[];
}

export interface MetronomeSubscription {
  readonly id?: string;
  readonly name?: string;
  readonly collection_schedule: 'ADVANCE' | 'ARREARS';
  readonly subscription_rate: {
    readonly billing_frequency: MetronomeFrequency;
    readonly product: { readonly id: string; readonly name: string };
  };
  readonly proration: { readonly invoice_behavior: 'BILL_IMMEDIATELY' | 'BILL_ON_NEXT_COLLECTION_DATE' };
  /** What holds now and later. */
  readonly quantity_schedule: readonly { readonly quantity: number; readonly starting_at: string }[];
  readonly starting_at: string;
  readonly ending_before?: string;
  readonly billing_periods: { readonly current?: { readonly starting_at: string; readonly ending_before: string } };
  readonly billing_cycle_config?: { readonly invoice_placement: 'ON_SCHEDULED_INVOICE' | 'ON_USAGE_INVOICE' };
}

/** `POST /v1/contracts/customerBalances/list` with `include_contract_balances` and `include_ledgers`. */
export interface MetronomeBalance extends MetronomeProducts {
  readonly id: string;
  readonly type: 'PREPAID' | 'POSTPAID' | 'CREDIT';
  readonly name?: string;
  readonly product: { readonly name: string };
  readonly priority?: number;
  readonly rate_type?: 'COMMIT_RATE' | 'LIST_RATE';
  readonly contract?: { readonly id: string };
  readonly applicable_contract_ids?: readonly string[];
  readonly specifiers?: readonly object[];
  readonly rolled_over_from?: object;
  readonly subscription_config?: { readonly allocation: 'INDIVIDUAL' | 'POOLED' };
  readonly archived_at?: string;
  readonly access_schedule?: {
    readonly credit_type?: MetronomeCreditType;
    readonly schedule_items: readonly MetronomeSegment[];
  };
  readonly invoice_schedule?: MetronomeSchedule;
  /** Deductions by usage have the end of its period as their time, also those of the draft. */
  readonly ledger?: readonly {
    readonly type: string;
    readonly amount: number;
    readonly timestamp: string;
  }[];
}

/** Half open. */
export interface MetronomeSegment {
  readonly id: string;
  readonly amount: number;
  readonly starting_at: string;
  readonly ending_before: string;
}

/** `POST /v1/usage`. */
export interface MetronomeUsage {
  readonly billable_metric_id: string;
  readonly start_timestamp: string;
  readonly end_timestamp: string;
  readonly value: number | null;
}

/** `GET /v1/customers/:id/invoices`. */
export interface MetronomeInvoice {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly contract_id?: string;
  readonly credit_type: MetronomeCreditType;
  readonly start_timestamp?: string;
  readonly end_timestamp?: string;
  readonly total: number;
  readonly line_items: readonly {
    readonly type: string;
    readonly product_id?: string;
    readonly subscription_id?: string;
    readonly quantity?: number;
    readonly total: number;
    readonly starting_at?: string;
    readonly ending_before?: string;
  }[];
}
