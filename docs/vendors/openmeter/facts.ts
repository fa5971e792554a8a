import type { Numeric } from '../decimal-text.ts';
import type { TaxDocument } from '../documents.ts';
import type { OpenMeterTerms } from './catalog.ts';
import type {
  OpenMeterCreditGrant,
  OpenMeterEntitlementValue,
  OpenMeterInvoice,
  OpenMeterPlan,
  OpenMeterQueryResult,
  OpenMeterSubscription,
} from './objects.ts';

export interface OpenMeterFacts extends OpenMeterTerms {
  readonly revision: number;
  /** RFC 3339: when the usage was asked for. */
  readonly asOf: string;
  readonly subscription: OpenMeterSubscription;
  /** Those of the catalog. A subscription to another version, or with items of its own, has its plan written out. */
  readonly plans: readonly OpenMeterPlan[];
  /** By the key of the feature. One that is left out is "not reported". */
  readonly usage: Readonly<Record<string, OpenMeterUsage>>;
  /** By the key of the feature, of each metered entitlement: grants may have raised what the plan issues. */
  readonly entitlements: Readonly<Record<string, OpenMeterEntitlementValue>>;
  /** Of the customer, newest first, with their lines: the gathering one, and the one that billed the current period's fees. */
  readonly invoices: readonly OpenMeterInvoice[];
  /**
   * Active grants, with what each held before the current period's usage: usage takes it off as it comes. OpenMeter tells the
   * sum of all grants (`credits/balance` with `timestamp`); of several, your ledger tells each.
   */
  readonly credits: readonly { readonly grant: OpenMeterCreditGrant; readonly opening: Numeric }[];
  /** OpenMeter works out none; Stripe Tax does when an invoice is made. What you know before then, or `unknown`. */
  readonly tax: TaxDocument;
}

/** Two answers of `GET /api/v1/meters/:slug/query` with `filterCustomerId`, and with what the feature filters. */
export interface OpenMeterUsage {
  /** From the beginning of the current period, without `windowSize`: one figure, or none. */
  readonly total: OpenMeterQueryResult;
  /** With `windowSize=DAY`, from some weeks before, which forecasts need. */
  readonly days?: OpenMeterQueryResult;
}
