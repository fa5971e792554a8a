// The fields of Paddle Billing's objects that are read here, as of API version 1 in 2026. Amounts are texts in the smallest
// unit of their currency. `include` on the requests: `product` on prices, `next_transaction` on the subscription.

export interface PaddlePrice {
  readonly id: string;
  readonly billing_cycle: PaddleCycle | null;
  readonly trial_period: PaddleCycle | null;
  readonly unit_price: PaddleMoney;
  readonly unit_price_overrides: readonly PaddleOverride[] | null;
  readonly quantity: { readonly minimum: number };
  /** Of a price by itself; in a subscription it stands beside the price. */
  readonly product?: PaddleProduct;
}

export interface PaddleCycle {
  readonly interval: 'day' | 'week' | 'month' | 'year';
  readonly frequency: number;
}

export interface PaddleMoney {
  readonly amount: string;
  readonly currency_code: string;
}

export interface PaddleOverride {
  readonly country_codes: readonly string[];
  readonly unit_price: PaddleMoney;
}

export interface PaddleProduct {
  readonly id: string;
  readonly name: string;
  readonly tax_category: string;
}

/** `GET /subscriptions/:id?include=next_transaction`. */
export interface PaddleSubscription {
  readonly id: string;
  readonly status: string;
  readonly customer_id: string;
  readonly currency_code: string;
  readonly started_at: string | null;
  readonly next_billed_at: string | null;
  readonly current_billing_period: PaddlePeriod | null;
  readonly billing_cycle: PaddleCycle;
  readonly scheduled_change: { readonly action: string; readonly effective_at: string } | null;
  readonly discount: { readonly id: string; readonly starts_at: string | null; readonly ends_at: string | null } | null;
  readonly items: readonly PaddleItem[];
  /** Not there without `include`; null if the subscription will be canceled or paused. */
  readonly next_transaction?: PaddleNextTransaction | null;
}

/** Half open, at any instant. */
export interface PaddlePeriod {
  readonly starts_at: string;
  readonly ends_at: string;
}

export interface PaddleItem {
  readonly status: string;
  readonly quantity: number;
  readonly next_billed_at: string | null;
  readonly price: PaddlePrice;
  readonly product: PaddleProduct;
}

export interface PaddleNextTransaction {
  readonly billing_period: PaddlePeriod;
  readonly details: {
    readonly totals: { readonly discount: string };
    readonly line_items: readonly PaddlePreviewLine[];
  };
  readonly adjustments?: readonly object[];
}

/** What a line of a transaction and one of `POST /pricing-preview` have in common. */
export interface PaddleTaxLine {
  /** A fraction: "0.2" is 20 per cent. */
  readonly tax_rate: string;
  readonly product: { readonly tax_category: string };
}

export interface PaddleLine extends PaddleTaxLine {
  /** Null for a price that is in no catalog. */
  readonly price_id: string | null;
  readonly quantity: number;
  readonly totals: PaddleTotals;
}

export interface PaddlePreviewLine extends PaddleLine {
  readonly product: PaddleProduct & { readonly id: string | null };
  readonly unit_totals: PaddleTotals;
  readonly proration?: { readonly rate: string; readonly billing_period: PaddlePeriod } | null;
}

export interface PaddleTotals {
  /** Before discount and tax; tax that is within a price is not in it. */
  readonly subtotal: string;
  readonly discount: string;
  readonly tax: string;
  readonly total: string;
}

export interface PaddleDiscount {
  readonly id: string;
  readonly description: string;
  readonly type: string;
  /** Per cent, or in the smallest unit of `currency_code`. */
  readonly amount: string;
  readonly currency_code: string | null;
  /** Ids of prices and products; null is all. */
  readonly restrict_to: readonly string[] | null;
}

/** `GET /customers/:id/credit-balances`: one for each currency. */
export interface PaddleCreditBalance {
  readonly currency_code: string;
  readonly balance: { readonly available: string };
}

export interface PaddleTransaction {
  readonly id: string;
  readonly status: string;
  readonly origin: string;
  readonly invoice_number: string | null;
  readonly currency_code: string;
  readonly billing_period: PaddlePeriod | null;
  readonly details: { readonly totals: { readonly total: string }; readonly line_items: readonly PaddleLine[] };
}
