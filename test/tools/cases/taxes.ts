import type { WireTax } from '../../oracle/wire.ts';
import type { Answer, Context, Input } from './case.ts';
import { isRecord, list, optional, records, text, unknownWord } from './case.ts';
import type { Bill } from './bill.ts';
import { billOf, taxSum } from './bill.ts';
import type { LineWords } from './documents.ts';
import { flat } from './documents.ts';
import { isRoundedOnce, roundingOf } from './words.ts';

/** One rate on everything: tax on the whole, rounded once. */
export function singleTax(ratePct: string, behavior: 'exclusive' | 'inclusive' = 'exclusive'): WireTax {
  return { behavior, rounding: 'rate', rates: { standard: [{ name: 'Tax', rate_pct: ratePct }] } };
}

/** Tax and total of a bill; nothing where only the sum is rounded: the tax of a case is that of its amount. */
export function taxGot(bill: Bill): Record<string, unknown> {
  if (isRoundedOnce(bill.words.rounding)) return {};
  return { tax: taxSum(bill), total: bill.invoice.total };
}

const TAX_ROUNDING: Readonly<Record<string, string>> = {
  line: 'line',
  each: 'rate',
  rate: 'rate',
  total: 'invoice',
  total_only: 'invoice',
  invoice: 'invoice',
};

export function taxRounding(at: string | null, preset: string): string {
  return at === null ? preset : (TAX_ROUNDING[at] ?? unknownWord('rounding.at', at));
}

/** Lines with a rate each; every line has a tax row of its own, so that its tax can be read. */
export function lineTaxTerms(lines: readonly Input[], rounding: string): { lines: LineWords[]; tax: WireTax } {
  const rates = lines.map((line, index) => {
    const percent = optional(line, 'tax_rate_pct', 'rate_pct') ?? '0';
    return [`tax_${index}`, [{ name: `Tax ${index}`, rate_pct: percent }]] as const;
  });
  return {
    lines: lines.map((line, index) => ({ ...flat(text(line, 'amount')), taxCategory: `tax_${index}` })),
    tax: { behavior: 'exclusive', rounding, rates: { standard: [], ...Object.fromEntries(rates) } },
  };
}

export function lineTaxes(input: Input, { currency }: Context): Answer {
  const rounding = roundingOf(input);
  const { lines, tax } = lineTaxTerms(records(input, 'lines'), taxRounding(rounding?.at ?? null, 'line'));
  const bill = billOf({ currency, rounding: rounding && { ...rounding, at: null }, lines, tax });
  return { got: { ...totals(bill), taxes: rowAmounts(bill) }, wholeWay: true };
}

export function taxOnAmount(input: Input, { currency }: Context): Answer {
  const inclusive = input['inclusive'] === true;
  const discount = optional(input, 'discount');
  const bill = billOf({
    currency,
    rounding: roundingOf(input),
    lines: [flat(text(input, 'amount'))],
    ...(discount === null ? {} : { discounts: [{ id: 'less', kind: 'fixed', value: discount, scope: 'invoice' }] }),
    tax: singleTax(text(input, 'tax_rate_pct'), inclusive ? 'inclusive' : 'exclusive'),
  });
  return { got: totals(bill), wholeWay: true };
}

/** Several taxes on one amount, or on several lines. */
export function multiTax(input: Input, { currency }: Context): Answer {
  const rounding = roundingOf(input);
  const compound = input['compound'] === true;
  const rates = rateList(input).map((rate, index) => ({
    name: `Tax ${index}`,
    rate_pct: isRecord(rate) ? (optional(rate, 'rate_pct', 'tax_rate_pct', 'pct') ?? '0') : String(rate),
    compound: compound || (isRecord(rate) && rate['compound'] === true),
  }));
  const at = rounding?.at ?? null;
  // Of one amount, its line's tax is that of the whole; only `each` rounds every tax by itself.
  const where = at === 'line' ? 'invoice' : taxRounding(at, 'rate');
  const amounts =
    list(input, 'lines').length > 0
      ? records(input, 'lines').map((line) => text(line, 'amount'))
      : [text(input, 'amount')];
  const behavior = input['inclusive'] === true ? 'inclusive' : 'exclusive';
  const tax = { behavior, rounding: where, rates: { standard: rates } };
  const bill = billOf({ currency, rounding: rounding && { ...rounding, at: null }, lines: amounts.map(flat), tax });
  return { got: { ...totals(bill), taxes: rowAmounts(bill) }, wholeWay: true };
}

function rateList(input: Input): readonly unknown[] {
  const key = ['taxes', 'tax_rates_pct', 'tax_rates', 'rates_pct', 'rates', 'tax_rate_pct'].find(
    (name) => input[name] !== undefined,
  );
  return key === undefined ? [] : list(input, key);
}

/** The amount of a tax case is the total with it. */
function totals(bill: Bill): Record<string, unknown> {
  const { total } = bill.invoice;
  const tax = taxSum(bill);
  return { amount: total, total, net: total?.minus(tax), tax };
}

/** Taxes in the order in which they were named; a negative line stands behind the others on an invoice. */
export function rowAmounts({ invoice }: Bill): unknown[] {
  const place = (name: string): number => Number(name.replace('Tax ', ''));
  return [...invoice.taxes].sort((a, b) => place(a.name) - place(b.name)).map(({ amount }) => amount);
}
