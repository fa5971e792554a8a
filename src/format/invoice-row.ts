import type { Decimal } from '../engine/numbers/decimal.ts';
import type { Estimate } from '../engine/estimate/estimate.ts';
import type { Invoice } from '../engine/invoice/invoice.ts';
import type { Line } from '../engine/pricing/line.ts';
import type { Span } from '../engine/time/period.ts';
import { localDay } from '../engine/time/time-zone.ts';
import type { Format } from './format.ts';

/** One row of an invoice in words, however it is written: what, how, how much. */
export interface InvoiceRow {
  readonly kind: Line['kind'] | 'step' | 'subtotal' | 'tax' | 'total' | 'note' | 'credit' | 'due';
  readonly label: string;
  readonly how: string;
  /** Unrounded in steps; `null` = there is none to say. */
  readonly amount: Decimal | null;
  /** Steps: the tier that the next unit falls into. */
  readonly isCurrent?: boolean;
}

/** An invoice, the facts it was made from, and the language to write it in. */
export interface InvoiceFacts {
  readonly format: Format;
  readonly estimate: Pick<Estimate, 'catalog' | 'account' | 'plan'>;
  readonly invoice: Invoice;
}

/** A date with its year, where the customer's days begin. */
export function fullDate({ format, estimate }: InvoiceFacts, instant: number): string {
  return format.date(instant, 'full', estimate.account?.timeZone);
}

/** The days of a span, where the customer's days begin. */
export function spanWords({ format, estimate }: InvoiceFacts, { start, end }: Span): string {
  const zone = estimate.account?.timeZone ?? 'UTC';
  return format.period(localDay(start, zone), localDay(end, zone));
}
