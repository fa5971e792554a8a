import Base from 'decimal.js';

/** The oracle's own decimals: so many digits that nothing it does is ever cut, divisions aside. */
export const Exact = Base.clone({ defaults: true, precision: 240, toExpNeg: -9e15, toExpPos: 9e15 });
export type Exact = Base;

export const exact = (text: string | number): Exact => new Exact(text);
export const NOUGHT = exact(0);

/**
 * A third is cut after 240 digits, and three of them are a little less than one. Nothing here has a place as far
 * behind as this, so it is put back to what it stands for before anything is compared with a bound or rounded.
 */
export function mended(amount: Exact, places = 120): Exact {
  return amount.toDecimalPlaces(places);
}

/** Written out case by case, on the digits' sign: not the library's table of modes. */
export function roundExact(amount: Exact, digits: number, mode = 'half_away'): Exact {
  const unit = exact(10).pow(-digits);
  const size = amount.abs().div(unit);
  const whole = size.floor();
  const rest = size.minus(whole);
  const negative = amount.isNegative();
  return whole
    .plus(goesUp(whole, rest, negative, mode) ? 1 : 0)
    .times(unit)
    .times(negative ? -1 : 1);
}

function goesUp(whole: Exact, rest: Exact, negative: boolean, mode: string): boolean {
  if (rest.isZero()) return false;
  if (mode === 'up') return true;
  if (mode === 'down') return false;
  if (mode === 'ceil') return !negative;
  if (mode === 'floor') return negative;
  if (!rest.eq(0.5)) return rest.gt(0.5);
  if (mode === 'half_away') return true;
  if (mode === 'half_even') return !whole.mod(2).isZero();
  throw new Error(`Unknown rounding mode ${mode}.`);
}

/** ISO 4217 as it stands in the currencies that the tests use. */
export function digitsOf(currency: string): number {
  if (['JPY', 'KRW', 'VND', 'CLP', 'ISK'].includes(currency)) return 0;
  if (['KWD', 'BHD', 'TND', 'JOD'].includes(currency)) return 3;
  return 2;
}
