import type { Decimal } from '../numbers/decimal.ts';

/** Coupon, promotion, intro price, committed-spend tiers or goodwill: less money, for a reason with a name. */
export interface Discount {
  readonly id: string;
  readonly name: string;
  readonly kind: 'percent' | 'fixed';
  /** Per cent (0 to 100) or money; unused where there are tiers. */
  readonly value: Decimal;
  /** The value by the amount it applies to; the whole amount gets the value of its tier. */
  readonly tiers: readonly DiscountTier[] | null;
  readonly scope: 'line' | 'invoice';
  /** The charges it applies to; `null` = all that are discountable. */
  readonly charges: readonly string[] | null;
  /** Instants, ms since 1970; half open. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** Invoices it still applies to; `null` = no such bound. */
  readonly remainingInvoices: number | null;
  /** Money it can still take off in all; `null` = no such bound. */
  readonly remainingAmount: Decimal | null;
}

export interface DiscountTier {
  readonly upTo: Decimal | null;
  readonly value: Decimal;
}
