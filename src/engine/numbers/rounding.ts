import type { DecimalRounding } from './decimal.ts';
import { Decimal, powerOfTen } from './decimal.ts';

/** `half_away`: half away from zero; `up` away from zero, `down` towards it; `ceil`, `floor` by sign. */
export type RoundingMode = 'half_away' | 'half_even' | 'up' | 'down' | 'ceil' | 'floor';

export interface Rounding {
  readonly mode: RoundingMode;
  /** Where amounts are rounded: each line, or only the invoice's total. */
  readonly at: 'line' | 'invoice';
  /** Fraction digits; `null` = the currency's minor unit. */
  readonly scale: number | null;
  /** Fraction digits of a discount's shares by line, which taxes are computed from; `null` = `scale`. */
  readonly sharesScale?: number | null;
}

const MODES: Readonly<Record<RoundingMode, DecimalRounding>> = {
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceil: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
  half_away: Decimal.ROUND_HALF_UP,
  half_even: Decimal.ROUND_HALF_EVEN,
};

/**
 * Puts back what divisions cut off behind a hundred digits: three thirds are one, not a little less. Before a sum
 * of quotients is rounded, or quotients are compared.
 */
export function mended(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(60);
}

/** Rounds to `scale` fraction digits; a negative scale rounds to tens, hundreds … */
export function round(amount: Decimal, scale: number, mode: RoundingMode = 'half_away'): Decimal {
  if (scale >= 0) return amount.toDecimalPlaces(scale, MODES[mode]);
  return roundTo(amount, powerOfTen(-scale), mode);
}

/** Rounds to a multiple of `increment` (> 0). */
export function roundTo(quantity: Decimal, increment: Decimal, mode: RoundingMode): Decimal {
  return quantity.div(increment).toDecimalPlaces(0, MODES[mode]).times(increment);
}
