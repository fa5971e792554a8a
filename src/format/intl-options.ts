import { minorDigits } from '../engine/numbers/money.ts';
import type { Quantity } from './quantity.ts';

export const DATE_STYLES = {
  /** 22 */
  day: { day: 'numeric' },
  /** 22 Nov */
  short: { day: 'numeric', month: 'short' },
  /** 22 November */
  long: { day: 'numeric', month: 'long' },
  /** 22 November 2026 */
  full: { day: 'numeric', month: 'long', year: 'numeric' },
  /** November 2026 */
  month: { month: 'long', year: 'numeric' },
  /** 14:05 */
  time: { hour: 'numeric', minute: '2-digit' },
  /** 22 Nov, 14:05 */
  instant: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

export type DateStyle = keyof typeof DATE_STYLES;

export type MoneyStyle = 'exact' | 'signed' | 'whole' | 'compact' | 'price' | 'average';

/** Amounts that may be rounded are whole units; of a few of these exact, as the whole ones would say little. */
export function roundStyle(...amounts: readonly Quantity[]): 'whole' | 'exact' {
  const size = Math.max(...amounts.map((amount) => Math.abs(Number(amount))));
  return size > 0 && size < 10 ? 'exact' : 'whole';
}

export function moneyOptions(style: MoneyStyle, currency: string): Intl.NumberFormatOptions {
  switch (style) {
    case 'exact':
      return digits(currency);
    case 'signed':
      return { ...digits(currency), signDisplay: 'exceptZero' };
    case 'whole':
      return { minimumFractionDigits: 0, maximumFractionDigits: 0 };
    case 'compact':
      return { notation: 'compact', maximumSignificantDigits: 3 };
    case 'price':
      return { ...digits(currency), maximumFractionDigits: 20 };
    case 'average':
      return { ...digits(currency), maximumSignificantDigits: 4, roundingPriority: 'morePrecision' };
  }
}

/** Minor units are given to `Intl`, whose own differ for some currencies. */
export function digits(currency: string): { minimumFractionDigits: number; maximumFractionDigits: number } {
  const count = minorDigits(currency);
  return { minimumFractionDigits: count, maximumFractionDigits: count };
}
