// By its name: a compiler that resolves as Node does takes the default export of these declarations for a namespace.
import { Decimal as Base } from 'decimal.js';

/**
 * The one decimal type of the project: our own clone, so that neither a host page's settings nor
 * ours reach the other. 100 digits hold every product of a quantity (18 + 12 digits) and a unit
 * price (18 + 14) and sums of thousands of them without rounding; only a division can round, and
 * divisions come last.
 */
export const Decimal = Base.clone({
  defaults: true,
  precision: 100,
  rounding: Base.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = Base;

export const ZERO = new Decimal(0);
export const ONE = new Decimal(1);
export const HUNDRED = new Decimal(100);

/** Adds up decimals exactly; an empty list is 0. */
export function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), ZERO);
}

export function max(a: Decimal, b: Decimal): Decimal {
  return a.lt(b) ? b : a;
}

export function min(a: Decimal, b: Decimal): Decimal {
  return a.gt(b) ? b : a;
}

/** 10 to a whole power, positive or negative. */
export function powerOfTen(digits: number): Decimal {
  return new Decimal(`1e${digits}`);
}
