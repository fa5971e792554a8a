/** The documents as they travel, as far as prices need them: the oracle starts from these and shares nothing with `src`. */
export interface WireCatalog {
  readonly currency: string;
  readonly meters?: readonly WireMeter[];
  readonly plans: readonly WirePlan[];
  readonly effective_from?: string | null;
  readonly next?: WireCatalog | null;
}

export interface WireMeter {
  readonly id: string;
  readonly kind?: string;
  readonly aggregation?: string;
  readonly step?: string;
  readonly sum_of?: readonly { readonly meter: string; readonly multiply_by?: string }[] | null;
}

export interface WireRounding {
  readonly mode?: string;
  readonly at?: string;
  readonly scale?: number | null;
  readonly shares_scale?: number | null;
}

export interface WirePlan {
  readonly id: string;
  readonly contact?: boolean;
  readonly interval?: WireInterval;
  readonly first_period?: string;
  readonly charges?: readonly WireCharge[];
  readonly rounding?: WireRounding;
  readonly proration?: WireProration;
  readonly discounts?: readonly WireDiscount[];
  readonly commitment?: WireCommitment | null;
  readonly minimum_amount?: string | null;
  readonly maximum_amount?: string | null;
}

export interface WireInterval {
  readonly unit: string;
  readonly count?: number;
}

export interface WireProration {
  readonly unit?: string;
  readonly change_day?: string;
  readonly termination_day?: boolean;
}

export interface WireTier {
  readonly up_to?: string | null;
  readonly unit_amount?: string;
  readonly rate_pct?: string;
  readonly flat_amount?: string;
  readonly package_size?: string | null;
}

export interface WireCharge {
  readonly id: string;
  readonly model: string;
  readonly meter?: string;
  readonly timing?: string;
  readonly interval?: WireInterval | null;
  readonly optional?: boolean;
  readonly proration?: WireProration | null;
  readonly counts_toward_commitment?: boolean;
  readonly amount?: string;
  readonly unit_amount?: string;
  readonly rate_pct?: string;
  readonly tiers?: readonly WireTier[];
  readonly tier_bound?: string;
  readonly tier_by?: string | null;
  readonly zero_usage_flat?: string;
  readonly beyond_last?: string;
  readonly negative?: string;
  readonly convert?: {
    readonly multiply_by?: string;
    readonly divide_by?: string;
    readonly round?: { readonly increment?: string; readonly mode?: string } | null;
  } | null;
  readonly minimum_quantity?: string | null;
  readonly included?: { readonly quantity: string; readonly per?: string | null; readonly mode?: string } | null;
  readonly package?: { readonly size: string; readonly rounding?: string; readonly scope?: string } | null;
  readonly minimum_amount?: string | null;
  readonly maximum_amount?: string | null;
  readonly fixed_amount?: string;
  readonly free_events?: string | null;
  readonly free_amount?: string | null;
  readonly event_minimum?: string | null;
  readonly event_maximum?: string | null;
  readonly tax_category?: string | null;
  readonly discountable?: boolean;
  readonly rounding?: WireRounding | null;
}

export interface WireDiscount {
  readonly id: string;
  readonly kind: string;
  readonly value?: string;
  readonly tiers?: readonly { readonly up_to?: string | null; readonly value: string }[] | null;
  readonly scope?: string;
  readonly charges?: readonly string[] | null;
  readonly starts_at?: string | null;
  readonly ends_at?: string | null;
  readonly remaining_invoices?: number | null;
  readonly remaining_amount?: string | null;
}

export interface WireCommitment {
  readonly amount: string;
  readonly period?: WireSpan | null;
  readonly counted?: string;
  readonly basis?: string;
  readonly prorated?: boolean;
}

export interface WireSpan {
  readonly start: string;
  readonly end: string;
}

export interface WireTax {
  readonly behavior: string;
  readonly rounding?: string;
  readonly rates?: Readonly<Record<string, readonly WireTaxRate[]>>;
}

export interface WireTaxRate {
  readonly name?: string;
  readonly rate_pct: string;
  readonly compound?: boolean;
}

export interface WireCredit {
  readonly id: string;
  readonly unit: string;
  readonly balance: string;
  readonly priority?: number;
  readonly expires_at?: string | null;
  readonly granted_at?: string | null;
  readonly source?: string;
  readonly applied?: string;
  readonly charges?: readonly string[] | null;
}

export interface WireUsage {
  readonly quantity?: string;
  readonly events?: readonly string[] | null;
}

export interface WireAccount {
  readonly as_of: string;
  readonly time_zone: string;
  readonly currency: string;
  readonly subscription: {
    readonly plan: string | WirePlan;
    readonly anchor?: string;
    readonly started_at?: string | null;
    readonly trial_ends_at?: string | null;
    readonly ends_at?: string | null;
    readonly add_ons?: readonly string[];
    readonly scheduled?: readonly {
      readonly at: string;
      readonly plan?: string | null;
      readonly quantities?: Readonly<Record<string, string>>;
    }[];
  };
  readonly billed?: readonly { readonly charge: string; readonly period: WireSpan }[];
  readonly usage?: Readonly<Record<string, WireUsage>>;
  readonly pending_items?: readonly {
    readonly id: string;
    readonly amount: string;
    readonly discountable?: boolean;
    readonly tax_category?: string | null;
  }[];
  readonly discounts?: readonly WireDiscount[];
  readonly commitment?: WireCommitment | null;
  readonly tax?: WireTax;
  readonly credits?: readonly WireCredit[];
}
