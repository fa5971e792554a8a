// By its name: a compiler that resolves as Node does takes the default export of these declarations for a namespace.
import { Decimal as Base } from 'decimal.js';

/** What a decimal can be made of; a text such as `"0.1"` is exact, a number only as far as it is. Base 10 alone. */
export type DecimalValue = Decimal | string | number | bigint;

/** One of the constants of `Decimal`. */
export type DecimalRounding = 0 | 1 | 2 | 3 | 4 | 6;

/**
 * An exact number that never changes: of decimal.js what its users here need. The build leaves the rest of it out, so
 * what is not declared is not there. Methods and their rules: https://mikemcl.github.io/decimal.js/
 */
export interface Decimal {
  /** The power of ten of the first digit. */
  readonly e: number;
  abs(): Decimal;
  cmp(other: DecimalValue): number;
  div(other: DecimalValue): Decimal;
  /** How many digits stand behind the point. */
  dp(): number;
  eq(other: DecimalValue): boolean;
  floor(): Decimal;
  gt(other: DecimalValue): boolean;
  gte(other: DecimalValue): boolean;
  isNegative(): boolean;
  isZero(): boolean;
  lt(other: DecimalValue): boolean;
  lte(other: DecimalValue): boolean;
  minus(other: DecimalValue): Decimal;
  neg(): Decimal;
  plus(other: DecimalValue): Decimal;
  /** To a whole number, half away from zero. */
  round(): Decimal;
  times(other: DecimalValue): Decimal;
  toDecimalPlaces(digits: number, rounding?: DecimalRounding): Decimal;
  /** Without an exponent, however large or small. */
  toFixed(digits?: number, rounding?: DecimalRounding): string;
  toJSON(): string;
  /** The nearest double: for what is drawn or forecast, never for an amount that is due. */
  toNumber(): number;
  toSignificantDigits(digits: number, rounding?: DecimalRounding): Decimal;
  toString(): string;
  valueOf(): string;
}

export interface DecimalConstructor {
  new (value: DecimalValue): Decimal;
  isDecimal(value: unknown): value is Decimal;
  readonly ROUND_UP: 0;
  readonly ROUND_DOWN: 1;
  readonly ROUND_CEIL: 2;
  readonly ROUND_FLOOR: 3;
  readonly ROUND_HALF_UP: 4;
  readonly ROUND_HALF_EVEN: 6;
}

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
}) as unknown as DecimalConstructor; // it asks for values with all of its methods

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

/** No less than the least and no more than the most, where they are known; of the two, the most holds. */
export function within(amount: Decimal, least: Decimal | null, most: Decimal | null): Decimal {
  const raised = least === null ? amount : max(amount, least);
  return most === null ? raised : min(raised, most);
}

/** Each of some decimals once, in ascending order. */
export function distinct(amounts: readonly Decimal[]): Decimal[] {
  const sorted = [...amounts].sort((a, b) => a.cmp(b));
  return sorted.filter((amount, index) => index === 0 || !amount.eq(sorted[index - 1] as Decimal));
}

/** 10 to a whole power, positive or negative. */
export function powerOfTen(digits: number): Decimal {
  return new Decimal(`1e${digits}`);
}
