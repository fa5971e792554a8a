import { Decimal, max, ZERO } from '../../../src/engine/numbers/decimal.ts';
import type { WireDiscount } from '../../oracle/wire.ts';
import type { Bill } from './bill.ts';
import { billOf, discountSum, lineDiscounts } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { isRecord, list, optional, record, records, text, unknownWord } from './case.ts';
import type { LineWords } from './documents.ts';
import { flat, lineId } from './documents.ts';
import { isNegative, roundingOf } from './words.ts';

/** A coupon of a case; without a kind it is an amount. */
export function discountWords(coupon: Input, id: string): WireDiscount {
  const kind = text(coupon, 'kind', 'fixed');
  if (kind !== 'percent' && kind !== 'fixed') return unknownWord('kind', kind);
  const targets = Array.isArray(coupon['targets'])
    ? list(coupon, 'targets').map((index) => lineId(Number(index)))
    : null;
  const left = optional(coupon, 'remaining', 'remaining_amount');
  return {
    id,
    kind,
    value: text(coupon, 'value'),
    scope: 'invoice',
    ...(targets === null ? {} : { charges: targets }),
    ...(left === null ? {} : { remaining_amount: left }),
  };
}

export function coupon(input: Input, context: Context): Answer {
  const used = optional(input, 'already_used');
  const whole = couponBill(input, context, {});
  // What a coupon has taken off before is no longer there: of an amount, or of what the percentage comes to here.
  const most = text(input, 'kind') === 'percent' ? discountSum(whole) : new Decimal(text(input, 'value'));
  const bill = used === null ? whole : couponBill(input, context, { remaining_amount: leftOf(most, used) });
  return {
    got: { amount: discountSum(bill), discount: discountSum(bill), final: bill.invoice.subtotal },
    wholeWay: true,
  };
}

function couponBill(input: Input, { currency }: Context, more: Partial<WireDiscount>): Bill {
  const discounts = [{ ...discountWords(input, 'coupon'), ...more }];
  return billOf({ currency, rounding: roundingOf(input), lines: [unrounded(text(input, 'base'))], discounts });
}

function leftOf(most: Decimal, used: string): string {
  return max(ZERO, most.minus(used)).toFixed();
}

export function couponAllocation(input: Input, { currency }: Context): Answer {
  const lines = records(input, 'lines');
  const lineRounding = roundingOf(input, 'line_rounding');
  const amounts = lines.map((line) => text(line, 'amount'));
  const words = { ...onCharges(amounts), ...discountWords(input, 'coupon') };
  // Where each line's share is rounded by itself, the discount is the line's own.
  const discounts = lineRounding === null ? [words] : perLine(words, lines.length);
  const bill = billOf({
    currency,
    rounding: lineRounding,
    lines: amounts.map(flat),
    discounts,
  });
  return { got: { amount: discountSum(bill), lines: lineDiscounts(bill) }, wholeWay: true };
}

/** A refund takes no discount, and none of the discount of others. */
function onCharges(amounts: readonly string[]): Pick<WireDiscount, 'charges'> {
  const charges = amounts.flatMap((amount, index) => (isNegative(amount) ? [] : [lineId(index)]));
  return charges.length < amounts.length ? { charges } : {};
}

function perLine(words: WireDiscount, count: number): WireDiscount[] {
  if (words.kind !== 'percent') return [words];
  const ids = words.charges ?? Array.from({ length: count }, (_, index) => lineId(index));
  return ids.map((id) => ({ ...words, id: `coupon_${id}`, scope: 'line', charges: [id] }));
}

export function couponStack(input: Input, { currency }: Context): Answer {
  const coupons = records(input, 'coupons', 'value');
  const ordered = ['percent', 'fixed'].flatMap((kind) =>
    coupons.filter((each) => text(each, 'kind', 'fixed') === kind),
  );
  const base = optional(input, 'subtotal', 'base', 'amount') ?? '0';
  const bill = chain(currency, base, ordered, roundingOf(input));
  return { got: chainGot(bill, discountSum(bill)), wholeWay: true };
}

export function discountChain(input: Input, { currency }: Context): Answer {
  const base = optional(input, 'base', 'amount', 'subtotal') ?? '0';
  const bill = chain(
    currency,
    base,
    records(input, 'discounts', 'value'),
    roundingOf(input, 'step_rounding') ?? roundingOf(input),
  );
  return { got: chainGot(bill, bill.invoice.subtotal), wholeWay: true };
}

function chain(
  currency: string,
  base: string,
  discounts: readonly Input[],
  rounding: ReturnType<typeof roundingOf>,
): Bill {
  const words = discounts.map((each, index) => discountWords(each, `discount_${index}`));
  return billOf({ currency, rounding, lines: [unrounded(base)], discounts: words });
}

function chainGot(bill: Bill, amount: unknown): Record<string, unknown> {
  const steps = bill.discounts.map(({ off }) => off);
  const net = bill.invoice.subtotal;
  return { amount, steps, discount: discountSum(bill), total_discount: discountSum(bill), final: net, net, total: net };
}

/** What a discount is taken of may have more digits than the discount. */
function unrounded(amount: string): LineWords {
  const line = flat(amount);
  if (!('charge' in line)) return line;
  return { charge: { ...line.charge, rounding: { mode: 'half_away', scale: 20, at: 'line' } } };
}

/** The discount of a case that may have none. */
export function optionalDiscount(input: Input, key: string): readonly WireDiscount[] {
  return isRecord(input[key]) ? [discountWords(record(input, key), key)] : [];
}
