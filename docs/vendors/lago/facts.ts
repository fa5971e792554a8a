import type { LagoTerms } from './catalog.ts';
import type {
  LagoAppliedCoupon,
  LagoCoupon,
  LagoCreditNote,
  LagoCustomer,
  LagoInvoice,
  LagoPlan,
  LagoSubscription,
  LagoTax,
  LagoUsage,
  LagoWallet,
} from './objects.ts';

export interface LagoFacts extends LagoTerms {
  readonly revision: number;
  /** RFC 3339: when the current usage was asked for. */
  readonly asOf: string;
  readonly subscription: LagoSubscription;
  readonly customer: LagoCustomer;
  /** Those of the catalog. A subscription with overrides has its plan written out. */
  readonly plans: readonly LagoPlan[];
  readonly usage: LagoUsage;
  /** The amounts of single events in order, by metric, for charges by event. One that is left out is "not reported". */
  readonly events?: Readonly<Record<string, readonly string[]>>;
  /** Newest first, with their fees; the one that billed the current period's fees among them. */
  readonly invoices: readonly LagoInvoice[];
  readonly appliedCoupons: readonly LagoAppliedCoupon[];
  readonly coupons: readonly LagoCoupon[];
  readonly wallets: readonly LagoWallet[];
  readonly creditNotes: readonly LagoCreditNote[];
  /** Of the billing entity, for whoever has none of their own; null = a tax provider knows them when it is asked. */
  readonly defaultTaxes: readonly LagoTax[] | null;
}
