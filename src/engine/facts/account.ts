import type { Plan } from './catalog.ts';
import type { Commitment } from './commitment.ts';
import type { Credit } from './credit.ts';
import type { Decimal } from '../numbers/decimal.ts';
import type { Discount } from './discount.ts';
import type { Limit } from './limit.ts';
import type { Anchor, Span } from '../time/period.ts';
import type { Tax } from './tax.ts';

/** One customer's facts as of an instant. Instants are ms since 1970. */
export interface Account {
  readonly version: 1;
  /** Stands in the ids of alerts; `null` = not said. */
  readonly id: string | null;
  /** Grows with every change; an older document is dropped. */
  readonly revision: number;
  readonly asOf: number;
  /** IANA zone in which the customer's days begin. */
  readonly timeZone: string;
  readonly currency: string;
  readonly subscription: Subscription;
  readonly usage: ReadonlyMap<string, Usage>;
  readonly billed: readonly BilledCharge[];
  readonly pendingItems: readonly PendingItem[];
  readonly lastInvoices: readonly PastInvoice[];
  readonly discounts: readonly Discount[];
  readonly commitment: Commitment | null;
  readonly tax: Tax;
  readonly credits: readonly Credit[];
  readonly limits: readonly Limit[];
  /** Address of a stream of account documents; `null` = polling. */
  readonly liveUrl: string | null;
  readonly contact: string | null;
}

export interface Subscription {
  /** The id of a plan of the catalog, or a whole plan of its own (grandfathered). */
  readonly plan: string | Plan;
  readonly anchor: Anchor;
  readonly startedAt: number | null;
  readonly status: 'trialing' | 'active' | 'past_due' | 'canceled';
  readonly trialEndsAt: number | null;
  readonly renewsAt: number | null;
  /** Cancellation: the subscription ends then. */
  readonly endsAt: number | null;
  readonly addOns: readonly string[];
  /** Changes already booked. */
  readonly scheduled: readonly ScheduledChange[];
}

export interface ScheduledChange {
  readonly at: number;
  readonly plan: string | null;
  readonly quantities: ReadonlyMap<string, Decimal>;
}

/** What one meter counted in the current period. */
export interface Usage {
  readonly quantity: Decimal;
  /** Seats in use, where seats are bought. */
  readonly active: Decimal | null;
  /** How much of the quantity may still be taken back. */
  readonly provisional: Decimal | null;
  readonly evidenceUrl: string | null;
  /** Instant until which the count is complete; `null` = as of the document. */
  readonly completeUntil: number | null;
  readonly series: UsageSeries | null;
  /** The single amounts of an `events` meter, in order. */
  readonly events: readonly Decimal[] | null;
}

export interface UsageSeries {
  readonly of: 'increments' | 'levels' | 'cumulative';
  /** Local day number (days since 1970-01-01) of the first value. */
  readonly fromDay: number;
  /** One a day; `null` = missing. For forecasts and charts, never for what is due. */
  readonly values: readonly (number | null)[];
}

export interface BilledCharge {
  readonly charge: string;
  readonly amount: Decimal;
  readonly period: Span;
  readonly invoice: string | null;
}

/** Something that is already on the next invoice. */
export interface PendingItem {
  readonly id: string;
  readonly name: string;
  readonly amount: Decimal;
  readonly discountable: boolean;
  readonly taxCategory: string | null;
}

export interface PastInvoice {
  readonly id: string | null;
  readonly plan: string | null;
  readonly period: Span;
  readonly total: Decimal;
  readonly lines: readonly PastLine[];
}

export interface PastLine {
  readonly charge: string;
  readonly name: string | null;
  readonly quantity: Decimal | null;
  readonly amount: Decimal;
}
