import type { Arithmetic } from '../numbers/arithmetic.ts';
import { total } from '../numbers/arithmetic.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { HUNDRED, ONE, ZERO } from '../numbers/decimal.ts';
import { kept } from '../once.ts';
import type { Tax } from '../facts/tax.ts';

/** Taxes of an invoice's lines in one arithmetic. */
export interface TaxTerms<N> {
  readonly behavior: Tax['behavior'];
  readonly rounding: Tax['rounding'];
  readonly groups: readonly TaxGroup<N>[];
}

/** One tax: the lines it is on, and what part of their amount it is. */
export interface TaxGroup<N> {
  readonly name: string;
  readonly category: string;
  readonly ratePct: Decimal;
  /** Whether it is on top of the taxes of its category that stand before it, too. */
  readonly compound: boolean;
  readonly lines: readonly number[];
  /** Tax per money of the lines, compounding and inclusion worked in: numerator and denominator. */
  readonly numerator: N;
  readonly denominator: N;
}

export interface TaxRow<N> {
  readonly base: N;
  readonly amount: N;
}

/**
 * The taxes of lines by their categories. Lines of different categories with the same plain rate share one
 * row, since tax is rounded by rate; compound rates depend on their category's earlier ones and stay apart.
 */
export function taxTerms<N>(math: Arithmetic<N>, tax: Tax, categories: readonly (string | null)[]): TaxTerms<N> {
  const groups = new Map<string, TaxGroup<N> & { readonly lines: number[] }>();
  const taxed = tax.behavior === 'exclusive' || tax.behavior === 'inclusive';
  for (const [line, wanted] of categories.entries()) {
    const category = wanted !== null && tax.rates.has(wanted) ? wanted : 'standard';
    const rates = taxed ? (tax.rates.get(category) ?? []) : [];
    const parts = effectiveParts(rates);
    const whole = tax.behavior === 'inclusive' ? parts.reduce((sum, part) => sum.plus(part), ONE) : ONE;
    const simple = rates.length === 1 || (tax.behavior === 'exclusive' && rates.every((rate) => !rate.compound));
    for (const [index, rate] of rates.entries()) {
      let key = JSON.stringify([rate.name, rate.ratePct, simple ? '' : category, simple ? 0 : index]);
      // The same tax a second time is a second tax on the line.
      while (groups.get(key)?.lines.at(-1) === line) key += '+';
      const { lines } = kept(groups, key, () => ({
        name: rate.name,
        category,
        ratePct: rate.ratePct,
        compound: rate.compound && tax.behavior === 'exclusive',
        lines: [],
        numerator: math.ratio(parts[index] as Decimal),
        denominator: math.ratio(whole),
      }));
      lines.push(line);
    }
  }
  return { behavior: tax.behavior, rounding: tax.rounding, groups: [...groups.values()] };
}

/** Each rate's tax on 1 of the base: a compound rate is also on the taxes before it. */
function effectiveParts(rates: Tax['rates'] extends ReadonlyMap<string, infer R> ? R : never): Decimal[] {
  let before = ZERO;
  return rates.map((rate) => {
    const part = rate.ratePct.div(HUNDRED).times(rate.compound ? before.plus(ONE) : ONE);
    before = before.plus(part);
    return part;
  });
}

/** Tax rows in the order of `terms.groups`. */
export function settleTax<N>(math: Arithmetic<N>, nets: readonly N[], terms: TaxTerms<N>): readonly TaxRow<N>[] {
  const rows: TaxRow<N>[] = [];
  for (const group of terms.groups) {
    let [base, exact] = [math.zero, math.zero];
    for (const line of group.lines) {
      const net = nets[line];
      // The two places of minimum and true-up are empty on most invoices.
      if (net === undefined) continue;
      const tax = taxOn(math, net, group);
      base = math.plus(base, net);
      exact = math.plus(exact, terms.rounding === 'line' ? math.round(tax) : tax);
    }
    rows.push({ base, amount: terms.rounding === 'rate' ? math.round(exact) : exact });
  }
  if (terms.rounding !== 'invoice') return rows;
  const exacts = rows.map(({ amount }) => amount);
  const amounts = math.roundTogether(exacts, math.round(total(math, exacts)));
  return rows.map(({ base }, index) => ({ base, amount: amounts[index] as N }));
}

/** Each line with its share of the exclusive taxes: what a credit may pay of it. */
export function withTaxes<N>(
  math: Arithmetic<N>,
  nets: readonly N[],
  terms: TaxTerms<N>,
  rows: readonly TaxRow<N>[],
): readonly N[] {
  const grosses = [...nets];
  if (terms.behavior !== 'exclusive') return grosses;
  for (const [index, group] of terms.groups.entries()) {
    const lines = group.lines.filter((line) => line < nets.length);
    const exacts = lines.map((line) => taxOn(math, nets[line] as N, group));
    const shares = math.roundTogether(exacts, (rows[index] as TaxRow<N>).amount);
    for (const [at, line] of lines.entries()) grosses[line] = math.plus(grosses[line] as N, shares[at] as N);
  }
  return grosses;
}

function taxOn<N>(math: Arithmetic<N>, net: N, { numerator, denominator }: TaxGroup<N>): N {
  return math.over(math.times(net, numerator), denominator);
}
