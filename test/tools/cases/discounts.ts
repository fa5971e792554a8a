import type { WireDiscount } from '../../oracle/wire.ts';
import type { Bill } from './bill.ts';
import { billOf, discountSum, discountShares } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { isRecord, list, optional, record, records, text, unknownWord } from './case.ts';
import { flat, lineId } from './documents.ts';
import { roundingOf } from './words.ts';

/** A coupon of a case; without a kind it is an amount. */
export function discountWords(coupon: Input, id: string): WireDiscount {
  const kind = text(coupon, 'kind', 'fixed');
  if (kind !== 'percent' && kind !== 'fixed') return unknownWord('kind', kind);
  const targets = Array.isArray(coupon['targets']) ? list(coupon, 'targets').map((index) => lineId(Number(index))) : null;
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

export function coupon(input: Input, { currency }: Context): Answer {
  const rounding = roundingOf(input);
  const bill = billOf({ currency, rounding, lines: [flat(text(input, 'base'))], discounts: [usedCoupon(input)] });
  return { got: { amount: discountSum(bill), discount: discountSum(bill), final: bill.invoice.subtotal }, wholeWay: true };
}

/** What a coupon has taken off before is no longer there. */
function usedCoupon(input: Input): WireDiscount {
  const words = discountWords(input, 'coupon');
  const used = optional(input, 'already_used');
  return used === null ? words : { ...words, used_amount: used };
}

export function couponAllocation(input: Input, { currency }: Context): Answer {
  const lines = records(input, 'lines');
  const lineRounding = roundingOf(input, 'line_rounding');
  const words = discountWords(input, 'coupon');
  // Where each line's share is rounded by itself, the discount is the line's own.
  const discounts = lineRounding === null ? [words] : perLine(words, lines.length);
  const bill = billOf({ currency, rounding: lineRounding, lines: lines.map((line) => flat(text(line, 'amount'))), discounts });
  return { got: { amount: discountSum(bill), lines: discountShares(bill) }, wholeWay: true };
}

function perLine(words: WireDiscount, count: number): WireDiscount[] {
  if (words.kind !== 'percent') return [words];
  const ids = words.charges ?? Array.from({ length: count }, (_, index) => lineId(index));
  return ids.map((id) => ({ ...words, id: `coupon_${id}`, scope: 'line', charges: [id] }));
}

export function couponStack(input: Input, { currency }: Context): Answer {
  const coupons = records(input, 'coupons', 'value');
  const ordered = ['percent', 'fixed'].flatMap((kind) => coupons.filter((each) => text(each, 'kind', 'fixed') === kind));
  const base = optional(input, 'subtotal', 'base', 'amount') ?? '0';
  const bill = chain(currency, base, ordered, roundingOf(input));
  return { got: chainGot(bill, discountSum(bill)), wholeWay: true };
}

export function discountChain(input: Input, { currency }: Context): Answer {
  const base = optional(input, 'base', 'amount', 'subtotal') ?? '0';
  const bill = chain(currency, base, records(input, 'discounts', 'value'), roundingOf(input, 'step_rounding') ?? roundingOf(input));
  return { got: chainGot(bill, bill.invoice.subtotal), wholeWay: true };
}

function chain(currency: string, base: string, discounts: readonly Input[], rounding: ReturnType<typeof roundingOf>): Bill {
  const words = discounts.map((each, index) => discountWords(each, `discount_${index}`));
  return billOf({ currency, rounding, lines: [flat(base)], discounts: words });
}

function chainGot(bill: Bill, amount: unknown): Record<string, unknown> {
  const steps = bill.discounts.map(({ off }) => off);
  const net = bill.invoice.subtotal;
  return { amount, steps, discount: discountSum(bill), total_discount: discountSum(bill), final: net, net, total: net };
}

/** The discount of a case that may have none. */
export function optionalDiscount(input: Input, key: string): readonly WireDiscount[] {
  return isRecord(input[key]) ? [discountWords(record(input, key), key)] : [];
}
