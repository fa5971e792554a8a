import type { Decimal } from '../numbers/decimal.ts';
import type { Span } from '../time/period.ts';

/** Minimum spend over a period of its own (which may span several invoices). */
export interface Commitment {
  readonly amount: Decimal;
  /** `null` = each billing period. */
  readonly period: Span | null;
  /** What earlier invoices of the commitment's period have counted. */
  readonly counted: Decimal;
  readonly basis: 'before_discounts' | 'after_discounts';
  /** Whether a service shorter than the commitment's period lowers it. */
  readonly prorated: boolean;
}
