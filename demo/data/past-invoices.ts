import type { Period } from './calendar.ts';
import { isoDay } from './calendar.ts';

/** One line of a past invoice, in cents. */
export interface PastLine {
  readonly charge: string;
  /** Where the price list has no name for it: a discount's. */
  readonly name?: string;
  readonly quantity?: number;
  readonly cents: number;
}

export interface PastInvoiceOptions {
  readonly id: string;
  readonly plan: string;
  readonly period: Period;
  /** Per cent of tax that came on top. */
  readonly taxPct: number;
  readonly lines: readonly PastLine[];
}

/** A past invoice as an account document lists it: lines before tax, the total with it. */
export function pastInvoice({ id, plan, period, taxPct, lines }: PastInvoiceOptions) {
  const subtotal = lines.reduce((sum, { cents }) => sum + cents, 0);
  return {
    id,
    plan,
    period: { start: isoDay(period.start), end: isoDay(period.end) },
    total: money(subtotal + Math.round((subtotal * taxPct) / 100)),
    lines: lines.map(({ charge, name = null, quantity, cents }) => ({
      charge,
      name,
      ...(quantity === undefined ? {} : { quantity: String(quantity) }),
      amount: money(cents),
    })),
  };
}

/** `-1234` cents are `-12.34`. */
export function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What a quantity costs by bands of `[up to, cents per unit]`, in whole cents. */
export function graduatedCents(quantity: number, bands: readonly (readonly [number, number])[]): number {
  let from = 0;
  let cents = 0;
  for (const [upTo, perUnit] of bands) {
    cents += Math.max(0, Math.min(quantity, upTo) - from) * perUnit;
    from = upTo;
  }
  return Math.round(cents);
}
