import type { Decimal } from '../numbers/decimal.ts';

export interface Tax {
  /** `unknown`: tax may come on top, and nobody here knows how much. */
  readonly behavior: 'exclusive' | 'inclusive' | 'none' | 'reverse_charge' | 'unknown';
  readonly rounding: 'line' | 'rate' | 'invoice';
  /** Rates by category; a category without an entry has those of `standard`. */
  readonly rates: ReadonlyMap<string, readonly TaxRate[]>;
}

export interface TaxRate {
  readonly name: string;
  readonly ratePct: Decimal;
  /** On the amount with the earlier taxes of the same category (compound tax). */
  readonly compound: boolean;
}
