import type { BookedChangeDocument } from '../documents.ts';
import type { ChargebeePlan, ChargebeeTerms } from './catalog.ts';
import type {
  ChargebeeCoupon,
  ChargebeeCustomer,
  ChargebeeEstimate,
  ChargebeeInvoice,
  ChargebeeItemPrice,
  ChargebeeSubscription,
  ChargebeeUnbilledCharge,
  ChargebeeUsage,
} from './objects.ts';

export interface ChargebeeFacts extends ChargebeeTerms {
  /** A number that grows with every change, such as the milliseconds of the fetch. */
  readonly revision: number;
  /** Seconds since 1970: when the usages were asked for. */
  readonly asOf: number;
  /** Of the site: an IANA name. Its days begin there, whatever the customer's zone. */
  readonly timeZone: string;
  readonly subscription: ChargebeeSubscription;
  readonly customer: ChargebeeCustomer;
  /** Those of the catalog. A subscription to other prices has its plan written out. */
  readonly plans: readonly ChargebeePlan[];
  readonly formerPlans?: readonly ChargebeePlan[];
  /** Of the subscription's items that are in no plan. */
  readonly itemPrices?: readonly ChargebeeItemPrice[];
  /** Since the current term began. Left out, as where a site counts events, what is metered is "not reported". */
  readonly usages?: readonly ChargebeeUsage[];
  /** Of this subscription, newest first; those that billed the current term among them. */
  readonly invoices: readonly ChargebeeInvoice[];
  readonly unbilledCharges: readonly ChargebeeUnbilledCharge[];
  /** Those that the subscription's coupons name. */
  readonly coupons: readonly ChargebeeCoupon[];
  /** Its renewal estimate, for the taxes; left out, they are unknown. */
  readonly estimate?: ChargebeeEstimate;
  /** What is booked for the end of the term, by `retrieve_with_scheduled_changes`; needed where something is. */
  readonly scheduled?: readonly BookedChangeDocument[];
}
