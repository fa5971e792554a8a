import { Untranslatable } from './documents.ts';

/** A decimal as vendors write one: a text, a JSON number, or an object such as the decimals of Stripe's library. */
export type Numeric = string | number | { toString(): string };

/**
 * The text of a decimal, exactly as it was said. A number that a binary float may not hold as it was meant (beyond
 * 2^53, or so large or small that it is written with an exponent) is refused by the name of its place.
 */
export function decimal(value: Numeric, place: string): string {
  const text = String(value);
  const exact = typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (!exact || !DECIMAL.test(text)) throw new Untranslatable(place, `${text} is not an exact decimal`);
  return format(parse(text));
}

/** Moves the decimal point to the left: 1050 cents are "10.50". */
export function movePoint(text: string, places: number): string {
  const { units, scale } = parse(text);
  return format({ units, scale: scale + places });
}

export function times(a: string, b: string): string {
  const [left, right] = [parse(a), parse(b)];
  return format({ units: left.units * right.units, scale: left.scale + right.scale });
}

export function plus(a: string, b: string): string {
  const [left, right] = [parse(a), parse(b)];
  const scale = Math.max(left.scale, right.scale);
  return format({ units: unitsAt(left, scale) + unitsAt(right, scale), scale });
}

export function minus(a: string, b: string): string {
  return plus(a, times('-1', b));
}

/** The nearest whole number; of two the one further from 0. */
export function rounded(text: string): string {
  const { units, scale } = parse(text);
  const one = 10n ** BigInt(scale);
  const twice = 2n * units + (units < 0n ? -one : one);
  return format({ units: twice / (2n * one), scale: 0 });
}

export function isZero(text: string): boolean {
  return parse(text).units === 0n;
}

export function isNegative(text: string): boolean {
  return parse(text).units < 0n;
}

/** Whether there is nothing but zeros after the point. */
export function isWhole(text: string): boolean {
  const { units, scale } = parse(text);
  return units % 10n ** BigInt(scale) === 0n;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

interface Parts {
  readonly units: bigint;
  /** Digits after the point. */
  readonly scale: number;
}

function parse(text: string): Parts {
  const [whole = '', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function format({ units, scale }: Parts): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`;
}

function unitsAt({ units, scale }: Parts, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}
