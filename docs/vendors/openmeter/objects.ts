import type { Numeric } from '../decimal-text.ts';

// The fields of OpenMeter's objects that are read here, as of API v1 in 2026; of credits, API v3. Amounts are texts in the
// currency, durations are those of ISO 8601.

export interface OpenMeterPlan {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  readonly currency: string;
  readonly billingCadence: string;
  /** Left out, fees are prorated. */
  readonly proRatingConfig?: { readonly enabled: boolean };
  readonly settlementMode?: string;
  readonly phases: readonly OpenMeterPhase[];
}

export interface OpenMeterPhase {
  readonly key: string;
  /** None of the last one. */
  readonly duration: string | null;
  readonly rateCards: readonly OpenMeterRateCard[];
}

export interface OpenMeterRateCard {
  readonly key: string;
  readonly name: string;
  readonly featureKey?: string;
  /** null is once. */
  readonly billingCadence: string | null;
  /** null is free. */
  readonly price: OpenMeterPrice | null;
  readonly discounts?: OpenMeterDiscounts;
  readonly entitlementTemplate?: OpenMeterEntitlementTemplate;
  readonly unitConfig?: object | null;
}

export interface OpenMeterPrice {
  readonly type: string;
  readonly amount?: string;
  /** Of a flat price; left out, it is in advance. */
  readonly paymentTerm?: 'in_advance' | 'in_arrears';
  readonly quantityPerPackage?: string;
  readonly multiplier?: string;
  readonly mode?: 'graduated' | 'volume';
  readonly tiers?: readonly OpenMeterTier[];
  readonly minimumAmount?: string;
  readonly maximumAmount?: string;
}

export interface OpenMeterTier {
  /** Inclusive; left out, it is open. */
  readonly upToAmount?: string | null;
  readonly flatPrice: { readonly amount: string } | null;
  readonly unitPrice: { readonly amount: string } | null;
}

export interface OpenMeterDiscounts {
  /** Per cent. */
  readonly percentage?: { readonly percentage: Numeric };
  /** Units. */
  readonly usage?: { readonly quantity: string };
}

/** A metered one limits access. It gives nothing free: that is a usage discount. */
export interface OpenMeterEntitlementTemplate {
  readonly type: string;
  readonly isSoftLimit?: boolean;
  readonly issueAfterReset?: number;
  /** Left out, it is the rate card's cadence. */
  readonly usagePeriod?: string;
}

export interface OpenMeterFeature {
  readonly key: string;
  readonly name: string;
  /** None of a feature that is not metered. */
  readonly meterSlug?: string;
}

export interface OpenMeterMeter {
  readonly slug: string;
  readonly aggregation: string;
}

/** `GET /api/v1/subscriptions/:id`. */
export interface OpenMeterSubscription {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly status: string;
  readonly customerId: string;
  /** None of a custom subscription. */
  readonly plan?: { readonly id: string; readonly key: string };
  readonly currency: string;
  readonly activeFrom: string;
  readonly activeTo?: string;
  readonly billingCadence: string;
  readonly billingAnchor: string;
  readonly proRatingConfig?: { readonly enabled: boolean };
  readonly settlementMode?: string;
  readonly alignment?: { readonly currentAlignedBillingPeriod?: OpenMeterPeriod };
  readonly phases: readonly OpenMeterSubscriptionPhase[];
}

/** Half open. */
export interface OpenMeterPeriod {
  readonly from: string;
  readonly to: string;
}

export interface OpenMeterSubscriptionPhase {
  readonly key: string;
  readonly activeFrom: string;
  readonly activeTo?: string;
  readonly discounts?: OpenMeterDiscounts;
  /** Those that hold now; of a later phase, the first ones. */
  readonly items: readonly OpenMeterItem[];
  /** Every version of them, by key. */
  readonly itemTimelines: Readonly<Record<string, readonly OpenMeterItem[]>>;
}

export interface OpenMeterItem extends Omit<OpenMeterRateCard, 'entitlementTemplate'> {
  readonly id: string;
  readonly activeFrom: string;
  readonly activeTo?: string;
  readonly currency?: string;
  readonly included?: { readonly entitlement?: OpenMeterEntitlement };
}

export interface OpenMeterEntitlement {
  readonly type: string;
  readonly isSoftLimit?: boolean;
  readonly currentUsagePeriod?: OpenMeterPeriod;
}

/** `GET /api/v1/customers/:id/entitlements/:featureKey/value`. */
export interface OpenMeterEntitlementValue {
  readonly balance?: number;
  readonly usage?: number;
  readonly overage?: number;
}

/** `GET /api/v1/meters/:slug/query`. */
export interface OpenMeterQueryResult {
  readonly from?: string;
  readonly to?: string;
  readonly data: readonly { readonly value: number; readonly windowStart: string }[];
}

/** `GET /api/v1/billing/invoices` with `expand=lines`. */
export interface OpenMeterInvoice {
  readonly number: string;
  readonly type: string;
  readonly status: string;
  readonly currency: string;
  readonly totals: { readonly total: string };
  readonly lines?: readonly OpenMeterLine[];
}

export interface OpenMeterLine {
  readonly id: string;
  readonly name: string;
  readonly managedBy: string;
  readonly period: OpenMeterPeriod;
  readonly invoiceAt: string;
  readonly quantity?: string;
  readonly price?: OpenMeterPrice;
  readonly rateCard?: { readonly price: OpenMeterPrice | null; readonly discounts?: OpenMeterDiscounts };
  readonly totals: {
    /** Before discounts and taxes. */
    readonly amount: string;
    /** What a minimum spend added. */
    readonly chargesTotal: string;
  };
  /** None of a line that somebody added. */
  readonly subscription?: { readonly subscription: { readonly id: string }; readonly item: { readonly id: string } };
}

/** `GET /customers/:id/credits/grants` of API v3. */
export interface OpenMeterCreditGrant {
  readonly id: string;
  readonly name: string;
  readonly funding_method: string;
  readonly currency: string;
  readonly amount: string;
  readonly filters?: { readonly features?: readonly string[] };
  readonly priority?: number;
  readonly effective_at?: string;
  readonly expires_at?: string;
  readonly status: string;
}
