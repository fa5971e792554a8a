import type { Decimal } from '../numbers/decimal.ts';
import type { Line, LineShare } from '../pricing/line.ts';
import type { Span } from '../time/period.ts';
import type { Tax } from '../facts/tax.ts';

/**
 * One invoice, or what it would be. All amounts are rounded and add up:
 * `subtotal` = Σ `lines`; `total` = `subtotal` + Σ `taxes` where tax is exclusive, else `subtotal`;
 * `due` = `total` − Σ `credits`.
 */
export interface Invoice {
  readonly currency: string;
  /** Charges, pending items, discounts, minimum, maximum and true-up, in the order they are applied. */
  readonly lines: readonly Line[];
  /** Before tax and credits. `null` = some line has no price: a wrong sum is worse than none. */
  readonly subtotal: Decimal | null;
  readonly taxBehavior: Tax['behavior'];
  readonly taxes: readonly TaxLine[];
  /** With exclusive tax; before money credits. */
  readonly total: Decimal | null;
  readonly credits: readonly AppliedCredit[];
  readonly due: Decimal | null;
  /** The service period; usage in arrears is of this period. */
  readonly period: Span | null;
  /** When it is issued, where that is known. */
  readonly issuedAt: number | null;
}

export interface TaxLine {
  readonly name: string;
  readonly category: string;
  readonly ratePct: Decimal;
  /** What the rate is taken of: the lines, and where it compounds, the taxes before it; with the tax where they include it. */
  readonly base: Decimal;
  readonly amount: Decimal;
}

export interface AppliedCredit {
  readonly id: string;
  readonly name: string;
  /** Money drawn, ≥ 0. */
  readonly amount: Decimal;
  readonly remaining: Decimal;
  readonly expiresAt: number | null;
  /** How much of it pays for which line, tax included. */
  readonly shares?: readonly LineShare[];
}
