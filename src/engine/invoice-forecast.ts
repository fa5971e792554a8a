import type { Arithmetic } from './arithmetic.ts';
import { floatArithmetic } from './arithmetic.ts';
import type { Decimal } from './decimal.ts';
import { ZERO } from './decimal.ts';
import { futureAmounts } from './future-lines.ts';
import type { FutureFacts, FutureQuantities } from './future-quantities.ts';
import { futureQuantities } from './future-quantities.ts';
import type { DraftLine, InvoiceFacts } from './issue-invoice.ts';
import { termsOf, treatmentOf } from './issue-invoice.ts';
import { minorDigits } from './money.ts';
import type { Draft } from './next-invoice.ts';
import { settle } from './settle.ts';

/** What an invoice will probably come to, before credits. Money in major units: uncertain by nature. */
export interface InvoiceForecast {
  readonly mean: number;
  /** In 80 and in 95 of 100 futures the total lies between. */
  readonly range80: Range;
  readonly range95: Range;
  /** The total that is not passed with probability `p`. */
  quantile(p: number): number;
  /** The share of futures, 0 to 1, in which the total is above an amount. */
  chanceOver(amount: Decimal): number;
  /** The total of each future, in the order they were drawn: the same future of several plans has the same index. */
  readonly totals: Float64Array;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Futures of one slider step; their ranges agree with those of ten thousand within 2 % (npm run bench). */
export const FUTURES = 1000;

export interface ForecastOptions extends FutureFacts {
  readonly count?: number;
  /** A budget that stops usage: no total is above it. */
  readonly ceiling?: Decimal | null;
  /** Complete days from now; `undefined` = the period's end. */
  readonly ahead?: number;
  /** `subtotal` = before tax, for comparing plans. */
  readonly amount?: 'total' | 'subtotal';
}

/**
 * Prices futures of usage through the lines' exact curves: the price of a mean is not the mean of prices.
 * `null` = a line has no price, or nothing about it is uncertain.
 */
export function forecastInvoice(draft: Draft, options: ForecastOptions): InvoiceForecast | null {
  if (draft.lines.some(({ line }) => line.amount === null)) return null;
  const futures = futureQuantities(options.count ?? FUTURES, options, options.ahead);
  const totals = futureTotals(draft, futures, options);
  return totals === null ? null : distribution(totals);
}

function futureTotals(
  { lines, facts: all }: Draft,
  futures: FutureQuantities,
  { quantities, ceiling = null, amount = 'total' }: ForecastOptions,
): Float64Array | null {
  const digits = minorDigits(all.currency);
  const minor = 10 ** digits;
  const drawn = lines.map((draft) =>
    futureAmounts(draft, futures, {
      quantities,
      currency: all.currency,
      rounding: draft.charge?.rounding ?? all.rounding,
    }),
  );
  if (drawn.every((amounts) => amounts === null)) return null;
  const facts = { ...all, credits: all.credits.filter(({ applied }) => applied === 'before_tax') };
  const math = floatArithmetic(digits, facts.rounding.at);
  const groups = addUp(lines, drawn, { facts, math, count: futures.count });
  const terms = termsOf(
    math,
    groups.map(({ like }) => like),
    facts,
  );
  const amounts = groups.map(() => 0);
  const most = ceiling?.toNumber() ?? Infinity;
  const totals = new Float64Array(futures.count);
  for (let index = 0; index < futures.count; index += 1) {
    for (let group = 0; group < amounts.length; group += 1)
      amounts[group] = (groups[group] as Group).amounts[index] as number;
    totals[index] = Math.min(most, settle(math, amounts, terms)[amount] / minor);
  }
  return totals;
}

/** Lines that an invoice treats alike, added up in each future. */
interface Group {
  readonly like: DraftLine;
  readonly amounts: Float64Array;
}

function addUp(
  lines: readonly DraftLine[],
  drawn: readonly (Float64Array | null)[],
  { facts, math, count }: { readonly facts: InvoiceFacts; readonly math: Arithmetic<number>; readonly count: number },
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [place, like] of lines.entries()) {
    const key = treatmentOf(like, facts);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { like, amounts: new Float64Array(count) }));
    const { amounts } = group;
    const futures = drawn[place];
    const fixed = math.of(like.line.amount ?? ZERO);
    for (let index = 0; index < count; index += 1)
      amounts[index] = (amounts[index] as number) + (futures?.[index] ?? fixed);
  }
  return [...groups.values()];
}

function distribution(totals: Float64Array): InvoiceForecast {
  const sorted = totals.slice().sort();
  const quantile = (p: number): number => {
    const place = Math.min(Math.max(p * sorted.length - 0.5, 0), sorted.length - 1);
    const below = Math.floor(place);
    const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number];
    return low + (high - low) * (place - below);
  };
  return {
    mean: totals.reduce((sum, total) => sum + total, 0) / totals.length,
    range80: { low: quantile(0.1), high: quantile(0.9) },
    range95: { low: quantile(0.025), high: quantile(0.975) },
    quantile,
    chanceOver: (amount) =>
      totals.reduce((over, total) => over + (total > amount.toNumber() ? 1 : 0), 0) / totals.length,
    totals,
  };
}
