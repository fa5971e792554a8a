/** What a vendor's object says that our contract cannot, or does not say that our contract needs. */
export class Untranslatable extends Error {
  /** The vendor's id of the object. */
  readonly object: string;

  constructor(object: string, reason: string) {
    super(`${object}: ${reason}`);
    this.name = 'Untranslatable';
    this.object = object;
  }
}

/**
 * Of a credit for some charges nobody knows what is left, where one that is drawn before it pays others too: a vendor may draw
 * that one charge by charge in an order of its own.
 *
 * @throws Untranslatable with the id of the later one.
 */
export function checkDraws(credits: readonly CreditDocument[]): void {
  const end = ({ expires_at }: CreditDocument) => (expires_at === undefined ? Infinity : Date.parse(expires_at));
  const isAfter = (a: CreditDocument, b: CreditDocument) =>
    a.priority > b.priority || (a.priority === b.priority && end(a) > end(b));
  for (const later of credits) {
    const { id, charges } = later;
    if (charges === undefined) continue;
    const isUnclear = credits.some((first) => {
      if (isAfter(first, later)) return false;
      const { charges: all = null } = first;
      const shares = all === null || all.some((charge) => charges.includes(charge));
      return shares && !all?.every((charge) => charges.includes(charge));
    });
    if (isUnclear) throw new Untranslatable(id, 'a credit that is drawn before it pays other charges too');
  }
}

// The fields of contract.md that the adapters beside this file write. All amounts and quantities are decimal texts.

export interface CatalogDocument {
  readonly version: 1;
  readonly currency: string;
  readonly contact?: string;
  readonly meters: readonly MeterDocument[];
  readonly plans: readonly PlanDocument[];
}

export interface MeterDocument {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'count' | 'seats' | 'money';
  readonly aggregation: 'sum' | 'max' | 'last' | 'unique' | 'events';
  readonly unit?: { readonly other: string };
}

export interface PlanDocument {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly family?: string;
  readonly rank?: number;
  readonly contact?: true;
  readonly interval?: IntervalDocument;
  readonly trial_days?: number;
  readonly first_period?: 'full' | 'stub';
  readonly proration?: ProrationDocument;
  readonly rounding?: { readonly shares_scale?: number; readonly at?: 'line' | 'invoice' };
  readonly discounts?: readonly DiscountDocument[];
  readonly commitment?: CommitmentDocument;
  readonly minimum_amount?: string;
  readonly maximum_amount?: string;
  readonly charges?: readonly ChargeDocument[];
  readonly limits?: readonly LimitDocument[];
}

export interface LimitDocument {
  readonly id: string;
  readonly meter: string;
  readonly quantity: string;
  readonly effect: 'notify' | 'block';
}

export interface IntervalDocument {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly count: number;
}

export interface ProrationDocument {
  readonly unit: 'day' | 'second' | 'none';
}

export interface CommitmentDocument {
  readonly amount: string;
  readonly period?: SpanDocument;
  readonly counted?: string;
  readonly basis: 'before_discounts';
  readonly prorated: boolean;
}

interface CommonCharge {
  readonly id: string;
  readonly name: string;
  readonly timing: 'in_advance' | 'in_arrears' | 'once';
  readonly interval?: IntervalDocument;
  readonly optional?: true;
  readonly tax_category?: string;
  readonly minimum_amount?: string;
  readonly maximum_amount?: string;
  readonly proration?: ProrationDocument;
}

interface ByQuantity {
  readonly meter: string;
  readonly minimum_quantity?: string;
  readonly convert?: ConvertDocument;
  readonly included?: { readonly quantity: string };
  readonly package?: { readonly size: string; readonly rounding: 'up' | 'down'; readonly scope?: 'tier' };
}

interface ConvertDocument {
  readonly multiply_by?: string;
  readonly divide_by?: string;
  readonly round?: { readonly increment: string; readonly mode: 'half_away' | 'ceil' | 'floor' };
}

interface Flat {
  readonly model: 'flat';
  readonly amount: string;
}

interface PerUnit extends ByQuantity {
  readonly model: 'per_unit';
  readonly unit_amount?: string;
  readonly rate_pct?: string;
}

interface Tiered extends ByQuantity {
  readonly model: 'graduated' | 'volume' | 'stairstep';
  readonly tiers: readonly TierDocument[];
  readonly zero_usage_flat: 'none' | 'charged';
}

interface PerEvent {
  readonly model: 'per_event';
  readonly meter: string;
  readonly rate_pct: string;
  readonly fixed_amount?: string;
  readonly free_events?: string;
  readonly free_amount?: string;
  readonly event_minimum?: string;
  readonly event_maximum?: string;
}

/** How a charge is priced, without its name, its time and its taxes. */
export type PriceDocument = Flat | PerUnit | Tiered | PerEvent;
export type ChargeDocument = CommonCharge & PriceDocument;

export interface TierDocument {
  readonly up_to: string | null;
  readonly unit_amount?: string;
  readonly rate_pct?: string;
  readonly flat_amount?: string;
  readonly package_size?: string;
}

export interface AccountDocument {
  readonly version: 1;
  readonly id?: string;
  readonly revision: number;
  readonly as_of: string;
  readonly time_zone: string;
  readonly currency: string;
  readonly subscription: SubscriptionDocument;
  readonly usage: Readonly<Record<string, UsageDocument>>;
  readonly billed: readonly BilledDocument[];
  readonly pending_items: readonly PendingItemDocument[];
  readonly last_invoices: readonly PastInvoiceDocument[];
  readonly discounts: readonly DiscountDocument[];
  readonly commitment?: CommitmentDocument;
  readonly tax: TaxDocument;
  readonly credits: readonly CreditDocument[];
}

export interface SubscriptionDocument {
  readonly plan: string | PlanDocument;
  readonly anchor: string;
  readonly started_at: string;
  readonly status: 'active' | 'trialing' | 'past_due' | 'canceled';
  readonly trial_ends_at?: string;
  readonly ends_at?: string;
  readonly add_ons?: readonly string[];
  readonly scheduled?: readonly BookedChangeDocument[];
}

export interface BookedChangeDocument {
  readonly at: string;
  readonly plan?: string;
  readonly quantities?: Readonly<Record<string, string>>;
}

export interface UsageDocument {
  readonly quantity?: string;
  readonly complete_until?: string;
  readonly events?: readonly string[];
  readonly series?: SeriesDocument;
}

export interface SeriesDocument {
  readonly of: 'increments' | 'levels';
  readonly from: string;
  readonly values: readonly (string | null)[];
}

export interface SpanDocument {
  readonly start: string;
  readonly end: string;
}

export interface BilledDocument {
  readonly charge: string;
  readonly amount: string;
  readonly period: SpanDocument;
  readonly invoice?: string;
}

export interface PendingItemDocument {
  readonly id: string;
  readonly name: string;
  readonly amount: string;
  readonly discountable: boolean;
  readonly tax_category?: string;
}

export interface PastInvoiceDocument {
  readonly id: string;
  readonly period: SpanDocument;
  readonly total: string;
  readonly lines: readonly { readonly charge: string; readonly quantity?: string; readonly amount: string }[];
}

export interface DiscountDocument {
  readonly id: string;
  readonly name: string;
  readonly kind: 'percent' | 'fixed';
  readonly value: string;
  readonly scope: 'invoice';
  readonly charges?: readonly string[];
  readonly starts_at?: string;
  readonly ends_at?: string;
  readonly remaining_invoices?: number;
  readonly remaining_amount?: string;
}

export interface TaxDocument {
  readonly behavior: 'unknown' | 'exclusive' | 'inclusive' | 'none' | 'reverse_charge';
  readonly rounding?: 'rate' | 'line' | 'invoice';
  readonly rates?: Readonly<Record<string, readonly { readonly name: string; readonly rate_pct: string }[]>>;
}

export interface CreditDocument {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly balance: string;
  readonly granted?: string;
  readonly priority: number;
  readonly expires_at?: string;
  readonly granted_at?: string;
  readonly source: 'granted' | 'purchased';
  readonly applied: 'after_tax' | 'before_tax';
  readonly charges?: readonly string[];
}
