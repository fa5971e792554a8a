import type { Numeric } from '../decimal-text.ts';

// The fields of Orb's objects that are read here, as of API v1 in 2026. Amounts are texts in the currency.

export interface OrbPlan {
  readonly id: string;
  readonly external_plan_id?: string | null;
  readonly name: string;
  readonly description?: string | null;
  readonly currency: string;
  readonly trial_config?: { readonly trial_period: number | null } | null;
  readonly plan_phases?: readonly object[] | null;
  readonly prices: readonly OrbPrice[];
  readonly adjustments: readonly OrbAdjustment[];
}

export interface OrbPrice {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly price_type: 'usage_price' | 'fixed_price';
  readonly cadence: string;
  readonly billing_mode: 'in_advance' | 'in_arrears';
  readonly billing_cycle_configuration: OrbCycle;
  readonly invoicing_cycle_configuration: OrbCycle | null;
  readonly billable_metric: { readonly id: string } | null;
  readonly fixed_price_quantity: Numeric | null;
  readonly dimensional_price_configuration: object | null;
  readonly model_type: string;
  readonly unit_config?: { readonly unit_amount: string; readonly prorated?: boolean };
  readonly package_config?: { readonly package_amount: string; readonly package_size: number };
  readonly tiered_config?: { readonly tiers: readonly OrbTier[]; readonly prorated?: boolean };
  readonly bulk_config?: { readonly tiers: readonly OrbBulkTier[] };
}

export interface OrbCycle {
  readonly duration: number;
  readonly duration_unit: 'day' | 'month';
}

export interface OrbTier {
  readonly first_unit: Numeric;
  /** Inclusive; null is open. */
  readonly last_unit: Numeric | null;
  readonly unit_amount: string;
}

export interface OrbBulkTier {
  readonly maximum_units: Numeric | null;
  readonly unit_amount: string;
}

export interface OrbAdjustment {
  readonly id: string;
  readonly adjustment_type: string;
  readonly reason: string | null;
  readonly filters: readonly OrbFilter[];
  readonly usage_discount?: Numeric;
  readonly amount_discount?: string;
  /** A fraction: 0.15 is 15 per cent. */
  readonly percentage_discount?: number;
  readonly minimum_amount?: string;
  readonly maximum_amount?: string;
  /** A subscription's has it from its interval, a plan's has none. */
  readonly end_date?: string | null;
}

export interface OrbFilter {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** What a metric is called, and how its days make its quantity: Orb has that in the metric's query. */
export interface OrbMetric {
  readonly id: string;
  readonly name: string;
  readonly aggregation: 'sum' | 'max' | 'last' | 'unique';
}

export interface OrbSubscription {
  readonly id: string;
  readonly status: string;
  readonly start_date: string;
  readonly end_date: string | null;
  readonly billing_cycle_day: number;
  readonly current_billing_period_start_date: string;
  readonly current_billing_period_end_date: string;
  readonly invoicing_threshold: string | null;
  readonly trial_info: { readonly end_date: string | null };
  readonly pending_subscription_change: object | null;
  readonly customer: OrbCustomer;
  readonly plan: OrbPlan;
  readonly price_intervals: readonly OrbPriceInterval[];
  readonly adjustment_intervals: readonly (OrbDates & { readonly adjustment: OrbAdjustment })[];
}

/** Half open. */
export interface OrbDates {
  readonly start_date: string;
  readonly end_date: string | null;
}

export interface OrbCustomer {
  readonly id: string;
  readonly timezone: string;
  /** Above 0 is money of the customer's, below 0 is added to the next invoice. */
  readonly balance: string;
}

export interface OrbPriceInterval extends OrbDates {
  readonly price: OrbPrice;
  /** null before it begins and after its end. */
  readonly current_billing_period_start_date: string | null;
  readonly current_billing_period_end_date: string | null;
  readonly fixed_fee_quantity_transitions:
    | readonly {
        readonly effective_date: string;
        readonly quantity: Numeric;
      }[]
    | null;
}

/** `GET /subscriptions/:id/usage` with `view_mode=periodic`: whole, or with `granularity=day`. */
export interface OrbUsage {
  readonly billable_metric: { readonly id: string };
  readonly usage: readonly { readonly quantity: number; readonly timeframe_start: string }[];
}

export interface OrbInvoice {
  readonly invoice_number: string;
  readonly status: string;
  readonly line_items: readonly {
    /** Before adjustments. */
    readonly subtotal: string;
    readonly start_date: string;
    readonly end_date: string;
    readonly price: { readonly id: string } | null;
  }[];
}

export interface OrbCreditBlock {
  readonly id: string;
  readonly effective_date: string | null;
  readonly expiry_date: string | null;
  readonly per_unit_cost_basis: string | null;
  readonly filters: readonly OrbFilter[];
}
