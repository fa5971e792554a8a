import type { Exact } from './exact.ts';
import { exact, mended, NOUGHT, roundExact } from './exact.ts';
import { roundedTogether, total } from './shares.ts';
import type { WireTax, WireTaxRate } from './wire.ts';

export interface OracleTax {
  readonly name: string;
  readonly rate: string;
  /** What it is on: what is left of its lines, and other taxes where it compounds. */
  readonly base: Exact;
  readonly amount: Exact;
  /** What of it is on which line. */
  readonly lines: readonly { readonly line: number; readonly amount: Exact }[];
}

interface TaxedLine {
  readonly key: string;
  readonly rate: WireTaxRate;
  readonly category: string;
  readonly line: number;
  readonly base: Exact;
  readonly amount: Exact;
}

/** The taxes on what is left of each line, and each line with the taxes on top of it. */
export function taxesOn(
  nets: readonly Exact[],
  categories: readonly (string | null)[],
  tax: WireTax,
  digits: number,
  mode: string,
): OracleTax[] {
  if (tax.behavior !== 'exclusive' && tax.behavior !== 'inclusive') return [];
  const single = nets.flatMap((net, line) => lineTaxes(net, line, categories[line] ?? null, tax));
  const keys = [...new Set(single.map(({ key }) => key))];
  const groups = keys.map((key) => single.filter((each) => each.key === key));
  const sums = groups.map((group) => total(group.map(({ amount }) => amount)));
  const round = (amount: Exact): Exact => roundExact(mended(amount, 90), digits, mode);
  const amounts =
    tax.rounding === 'line'
      ? groups.map((group) => total(group.map(({ amount }) => round(amount))))
      : tax.rounding === 'invoice'
        ? roundedTogether(
            sums.map((sum) => mended(sum, 90)),
            round(total(sums)),
            digits,
          )
        : sums.map(round);
  return groups.map((group, index) => {
    const { rate, category } = group[0] as TaxedLine;
    const amount = amounts[index] ?? NOUGHT;
    const parts = roundedTogether(
      group.map((each) => each.amount),
      amount,
      digits,
    );
    const lines = group.map(({ line }, at) => ({ line, amount: parts[at] ?? NOUGHT }));
    // One that compounds is also on those of its category before it.
    const before = amounts.slice(0, index).filter((_, at) => groups[at]?.[0]?.category === category);
    const onTop = rate.compound === true && tax.behavior === 'exclusive' ? total(before) : NOUGHT;
    const base = total(group.map((each) => each.base)).plus(onTop);
    return { name: rate.name ?? '', rate: rate.rate_pct, base, amount, lines };
  });
}

/** The taxes of one line, one after the other: a compound one is also on those before it. */
function lineTaxes(net: Exact, line: number, wanted: string | null, tax: WireTax): TaxedLine[] {
  // A category may bear the name of something that every object has.
  const known = tax.rates ?? {};
  const category = wanted !== null && Object.hasOwn(known, wanted) ? wanted : 'standard';
  const rates = known[category] ?? [];
  const onOne: Exact[] = [];
  for (const rate of rates) {
    const base = rate.compound === true ? exact(1).plus(total(onOne)) : exact(1);
    onOne.push(base.times(rate.rate_pct).div(100));
  }
  const contained = tax.behavior === 'inclusive' ? exact(1).plus(total(onOne)) : exact(1);
  // Equal plain rates are one rate, whatever category they come from; compound ones belong to theirs. One that stands in
  // a category twice is two taxes.
  const isPlain =
    rates.length === 1 || (tax.behavior === 'exclusive' && rates.every(({ compound }) => compound !== true));
  const names = rates.map(({ name, rate_pct: rate }) => [name, exact(rate).toFixed()] as const);
  const before = (index: number): number =>
    names.slice(0, index).filter(([name, rate]) => name === names[index]?.[0] && rate === names[index]?.[1]).length;
  return rates.map((rate, index) => ({
    key: JSON.stringify(isPlain ? [names[index], before(index)] : [names[index], category, index]),
    rate,
    category,
    line,
    base: net,
    amount: net.times(onOne[index] ?? NOUGHT).div(contained),
  }));
}
