import { floatArithmetic } from './arithmetic.ts';
import type { Decimal } from './decimal.ts';
import { Decimal as Exact } from './decimal.ts';
import { futureAmounts } from './future-lines.ts';
import type { FutureFacts, FutureQuantities } from './future-quantities.ts';
import { futureQuantities } from './future-quantities.ts';
import { termsOf } from './issue-invoice.ts';
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

function futureTotals({ lines, facts }: Draft, futures: FutureQuantities, { quantities, ceiling = null, amount = 'total' }: ForecastOptions): Float64Array | null {
  const minor = 10 ** minorDigits(facts.currency);
  const drawn = lines.map((draft) => futureAmounts(draft, futures, { quantities, currency: facts.currency, rounding: draft.charge?.rounding ?? facts.rounding }));
  if (drawn.every((amounts) => amounts === null)) return null;
  const math = floatArithmetic(minorDigits(facts.currency), facts.rounding.at);
  const terms = termsOf(math, lines, { ...facts, credits: facts.credits.filter(({ applied }) => applied === 'before_tax') });
  const amounts = lines.map(({ line }) => math.of(line.amount ?? new Exact(0)));
  const most = ceiling?.toNumber() ?? Infinity;
  const totals = new Float64Array(futures.count);
  for (let index = 0; index < futures.count; index += 1) {
    for (let line = 0; line < amounts.length; line += 1) {
      const known = drawn[line];
      if (known !== null && known !== undefined) amounts[line] = known[index] as number;
    }
    totals[index] = Math.min(most, settle(math, amounts, terms)[amount] / minor);
  }
  return totals;
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
    chanceOver: (amount) => totals.reduce((over, total) => over + (total > amount.toNumber() ? 1 : 0), 0) / totals.length,
    totals,
  };
}
