import { Decimal } from '../../engine/numbers/decimal.ts';
import { kept } from '../../engine/once.ts';

/** Why a text is no quantity. */
export type QuantityProblem = 'unreadable' | 'negative' | 'too_long';

interface Writing {
  /** The digits 0 to 9 in one string. */
  readonly digits: string;
  readonly grouped: RegExp;
  readonly plain: RegExp;
}

const WHOLE_DIGITS = 18;
const FRACTION_DIGITS = 12;

const writings = new Map<string, Writing>();

/**
 * Reads a quantity as somebody types it: with the separators of a locale or plain ones, in the digits of any script. A text
 * that could be meant in two ways is none: of `1.240`, where a point is not how thousands are parted, nobody knows whether it
 * is more than a thousand.
 *
 * @returns the exact quantity, at least 0, or what is wrong
 */
export function parseQuantity(text: string, locale: string): Decimal | QuantityProblem {
  const { digits, grouped, plain } = kept(writings, locale, () => writingOf(locale));
  const typed = [...text.replace(UNSEEN, '').trim()]
    .map((sign) => (digits.includes(sign) ? digits.indexOf(sign) : DIGIT.test(sign) ? valueOf(sign) : sign))
    .join('');
  const unsigned = typed.replace(/^[-\u2212]/, '');
  const match = grouped.exec(unsigned) ?? plain.exec(unsigned);
  const whole = match?.[1]?.replace(/\D/g, '') ?? '';
  const fraction = match?.[2] ?? '';
  if (!whole && !fraction) return 'unreadable';
  if (whole.replace(/^0+/, '').length > WHOLE_DIGITS || fraction.length > FRACTION_DIGITS) return 'too_long';
  const quantity = new Decimal(`${whole || '0'}.${fraction || '0'}`);
  return unsigned !== typed && !quantity.isZero() ? 'negative' : quantity;
}

/** Signs of currencies, and marks that only turn the direction of writing. */
const UNSEEN = /[\p{Sc}\u200e\u200f\u061c\u2066-\u2069]/gu;

/** Of any script: a keyboard need not have those that the page's language writes. */
const DIGIT = /\p{Nd}/u;

/** The ten digits of a script stand in order, most of them with something else before the first. */
function valueOf(digit: string): number {
  let value = 0;
  for (let code = digit.codePointAt(0)! - 1; DIGIT.test(String.fromCodePoint(code)); code -= 1) value += 1;
  return value % 10;
}

function writingOf(locale: string): Writing {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.8);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const digits = new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210);
  const [group, decimal] = [sign('group'), sign('decimal')];
  const parting = `[\\s'’${escape(group)}]`;
  const point = `[${escape(decimal)}]`;
  // None where both are the locale's own: then it is a class of no sign, which nothing matches.
  const foreign = ['.', ','].filter((sign) => sign !== group && sign !== decimal).join('');
  // Two or three digits between: India parts its thousands by two. Nobody parts what begins with a zero.
  const grouped = new RegExp(`^([1-9]\\d{0,2}(?:${parting}\\d{2,3})*${parting}\\d{3})(?:${point}(\\d*))?$`);
  const plain = new RegExp(`^(\\d*)(?:(?:${point}|[${foreign}](?!\\d{3}$))(\\d*))?$`);
  return { digits: [...digits].reverse().join(''), grouped, plain };
}

function escape(sign: string): string {
  return sign.replace(/[\\\]^-]/g, '\\$&');
}
