import type { PaddlePlan, PaddleTerms } from './catalog.ts';
import type {
  PaddleCreditBalance,
  PaddleDiscount,
  PaddleSubscription,
  PaddleTaxLine,
  PaddleTransaction,
} from './objects.ts';

export interface PaddleFacts extends PaddleTerms {
  /** A number that grows with every change, such as that of the last webhook that was dealt with. */
  readonly revision: number;
  /** RFC 3339: when the subscription was asked for. */
  readonly asOf: string;
  readonly subscription: PaddleSubscription;
  /** Those of the catalog. A subscription to other prices has its plan written out. */
  readonly plans: readonly PaddlePlan[];
  /** Those that are sold no more, for their names and ranks; else a plan that is written out is called like its first product. */
  readonly formerPlans?: readonly PaddlePlan[];
  /** `GET /discounts/:id` of the subscription's discount; needed where there is one. */
  readonly discount?: PaddleDiscount;
  readonly balances: readonly PaddleCreditBalance[];
  /** Of this subscription, newest first; those that billed the current period among them. */
  readonly transactions: readonly PaddleTransaction[];
  /** Lines of `POST /pricing-preview` with the prices of all plans and the customer's address, for the rates of taxes. */
  readonly taxLines?: readonly PaddleTaxLine[];
}
