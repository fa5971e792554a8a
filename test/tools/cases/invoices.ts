import type { Bill } from './bill.ts';
import { billOf, discountSum, lineAmount, lineDiscounts, sumOfLines, taxSum } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { optional, records, text } from './case.ts';
import type { ChargeWords } from './charge-words.ts';
import { chargeWords } from './charge-words.ts';
import { show } from './compare.ts';
import { discountWords, optionalDiscount } from './discounts.ts';
import type { LineWords } from './documents.ts';
import { flat, planRounding } from './documents.ts';
import { lineTaxTerms, rowAmounts, singleTax, taxGot } from './taxes.ts';
import { isRoundedOnce, roundingOf } from './words.ts';

/** A row of an invoice, whatever it is priced by. `nested` prices what has no words as a charge. */
type Nested = (input: Input, context: Context) => Answer;

/** Several lines and their sum. */
export function multiLine(nested: Nested) {
  return (input: Input, context: Context): Answer => {
    const rounding = roundingOf(input);
    const rows = records(input, 'lines').map((line) => row(line, context, { nested, rounding: input['rounding'] }));
    const rate = optional(input, 'tax_rate_pct');
    const bill = billOf({
      currency: context.currency,
      rounding,
      lines: rows.map(({ words }) => words),
      ...(rate === null ? {} : { tax: singleTax(rate) }),
    });
    const lines = rows.map((_, index) => lineAmount(bill, index));
    const got = { amount: sumOfLines(bill), lines, ...taxGot(bill) };
    return { got, wholeWay: rows.every(({ wholeWay }) => wholeWay) };
  };
}

function row(
  line: Input,
  context: Context,
  { nested, rounding }: { readonly nested: Nested; readonly rounding: unknown },
): { words: LineWords; wholeWay: boolean } {
  const amount = text(line, 'amount');
  if (text(line, 'calc') === '' && text(line, 'model', 'flat') === 'flat' && amount !== '')
    return { words: flat(amount), wholeWay: true };
  const words = optional(line, 'base_fee') === null ? chargeWords(line) : null;
  if (words !== null) return { words: withOwnRounding(words, line), wholeWay: true };
  const { got, wholeWay } = nested(
    { rounding: isRoundedOnce(roundingOf({ rounding })) ? null : rounding, ...line },
    context,
  );
  return { words: { item: show(got['amount']) }, wholeWay };
}

function withOwnRounding(words: ChargeWords, line: Input): ChargeWords {
  const own = roundingOf(line);
  return own === null ? words : { ...words, charge: { ...words.charge, rounding: planRounding(own) } };
}

/** Coupons in order over the lines, then tax by line. */
export function invoiceCouponsTax(input: Input, { currency }: Context): Answer {
  const rounding = roundingOf(input);
  const scale = Number(text(input, 'line_discount_scale', '7'));
  const discounts = records(input, 'coupons', 'value').map((each, index) => discountWords(each, `coupon_${index}`));
  const billWith = (taxRounding: string): Bill => {
    const { lines, tax } = lineTaxTerms(records(input, 'lines'), taxRounding);
    return billOf({ currency, rounding, sharesScale: scale, lines, discounts, tax });
  };
  const bill = billWith('invoice');
  const got = {
    amount: bill.beforeDiscounts,
    discount: discountSum(bill),
    net: bill.invoice.subtotal,
    tax: taxSum(bill),
    total: bill.invoice.total,
    line_discounts: lineDiscounts(bill),
    // What each line shows is rounded by itself; the invoice's tax is rounded once.
    line_taxes: rowAmounts(billWith('line')),
  };
  return { got, wholeWay: true };
}

/** Items of which only some can be discounted, and tax on what is left. */
export function orderTotals(input: Input, { currency }: Context): Answer {
  const rate = optional(input, 'tax_rate_pct');
  const bill = billOf({
    currency,
    rounding: roundingOf(input),
    lines: records(input, 'items').map((item) => ({
      ...flat(text(item, 'amount')),
      discountable: item['discountable'] !== false,
    })),
    discounts: optionalDiscount(input, 'discount'),
    ...(rate === null ? {} : { tax: singleTax(rate) }),
  });
  const { subtotal, total } = bill.invoice;
  return {
    got: { amount: bill.beforeDiscounts, discount: discountSum(bill), net: subtotal, tax: taxSum(bill), total },
    wholeWay: true,
  };
}

/** Coupons, credits and tax: the order is ours unless the case states that credits come before tax. */
export function invoiceOrder(nested: Nested) {
  return (input: Input, context: Context): Answer => {
    const rate = optional(input, 'tax_rate_pct');
    const applied = creditsBeforeTax(input['order']) ? ('before_tax' as const) : ('after_tax' as const);
    const credits = ['credits', 'credit_notes', 'prepaid_credits', 'wallets'].flatMap((key) => records(input, key));
    const bill = billOf({
      currency: context.currency,
      rounding: roundingOf(input),
      lines: records(input, 'lines').map((line) => row(line, context, { nested, rounding: input['rounding'] }).words),
      discounts: records(input, 'coupons', 'value').map((each, index) => discountWords(each, `coupon_${index}`)),
      credits: credits.map((credit, index) => ({
        id: `credit_${index}`,
        balance: text(credit, 'amount', text(credit, 'value')),
        priority: index,
        applied,
      })),
      ...(rate === null ? {} : { tax: singleTax(rate) }),
    });
    return { got: orderGot(bill, applied === 'before_tax'), wholeWay: true };
  };
}

function orderGot(bill: Bill, before: boolean): Record<string, unknown> {
  const { due, subtotal } = bill.invoice;
  const credit = before ? bill.creditBeforeTax : bill.creditAfterTax;
  return {
    amount: bill.beforeDiscounts,
    discount: discountSum(bill),
    net: subtotal,
    tax: taxSum(bill),
    credit,
    credits: credit,
    total: due,
    due,
  };
}

function creditsBeforeTax(order: unknown): boolean {
  const words = (Array.isArray(order) ? order.join(' ') : typeof order === 'string' ? order : '').toLowerCase();
  const [credit, tax] = [words.search(/credit|wallet|prepaid/), words.search(/tax|vat/)];
  return credit >= 0 && tax >= 0 && credit < tax;
}
