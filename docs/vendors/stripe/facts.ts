import type { BookedChangeDocument } from '../documents.ts';
import type { StripePlan, StripeTerms } from './catalog.ts';
import type {
  StripeCoupon,
  StripeCredit,
  StripeCustomer,
  StripeInvoice,
  StripeInvoiceItem,
  StripeMeter,
  StripeSubscription,
  StripeUsage,
} from './objects.ts';

export interface StripeFacts extends StripeTerms {
  /** A number that grows with every change, such as that of the last webhook that was dealt with. */
  readonly revision: number;
  /** Seconds since 1970: the `end_time` that the usage was asked for with. */
  readonly asOf: number;
  readonly subscription: StripeSubscription;
  readonly customer: StripeCustomer;
  /** Those of the catalog. A subscription to other prices has its plan written out. */
  readonly plans: readonly StripePlan[];
  /** Those that are sold no more, for their names and ranks; else a plan that is written out is called like its first product. */
  readonly formerPlans?: readonly StripePlan[];
  readonly meters: readonly StripeMeter[];
  /** By the id of the meter. One that is left out is "not reported". */
  readonly usage: Readonly<Record<string, StripeUsage>>;
  /** Of this subscription, newest first, with all lines; the ones that billed the current periods among them. */
  readonly invoices: readonly StripeInvoice[];
  readonly pendingItems: readonly StripeInvoiceItem[];
  readonly credits: readonly StripeCredit[];
  /** Those that discounts name by id alone, as items' do: `GET /v1/coupons/:id` with `expand` `applies_to`. */
  readonly coupons?: readonly StripeCoupon[];
  /** What a subscription schedule will change; needed where there is one. */
  readonly scheduled?: readonly BookedChangeDocument[];
}
