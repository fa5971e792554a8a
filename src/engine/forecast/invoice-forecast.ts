import { addTo } from './add-to.ts';
import type { Arithmetic } from '../numbers/arithmetic.ts';
import { floatArithmetic } from '../numbers/arithmetic.ts';
import { Decimal, ZERO } from '../numbers/decimal.ts';
import { futureAmounts } from './future-lines.ts';
import type { FutureFacts, FutureQuantities } from './future-quantities.ts';
import { futureQuantities, uncertainMeters } from './future-quantities.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { Draft, DraftLine, InvoiceFacts } from '../invoice/issue-invoice.ts';
import { creditsApplied, termsOf, treatmentOf } from '../invoice/issue-invoice.ts';
import { digitsOf, minorDigits } from '../numbers/money.ts';
import { kept } from '../once.ts';
import { settleFutures } from './settle-futures.ts';
import { likely, sortedQuantile, sortedSample } from './sorted-quantile.ts';

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
  /**
   * The total of each future, in the order they were drawn: the same future of several plans has the same index.
   * `NaN` = that much is not sold; such futures are in no mean, range or chance.
   */
  readonly totals: Float64Array;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A slider step takes so many futures for each uncertain meter, and as many again, up to the most. */
const FUTURES_PER_METER = 1024;
const MOST_FUTURES = 8192;

/** How many futures tell of some uncertain meters: ranges are as wide as those of ten thousand, within 2 %. */
export function futuresFor(meters: number): number {
  return Math.min(FUTURES_PER_METER * (meters + 1), MOST_FUTURES);
}

export interface ForecastOptions extends FutureFacts {
  readonly count?: number;
  /** Local day at whose end usage stands; `undefined` = the period's last. */
  readonly day?: number;
  /** `subtotal` = before tax, for comparing plans. */
  readonly amount?: 'total' | 'subtotal';
}

/**
 * Prices futures of usage through the lines' exact curves: the price of a mean is not the mean of prices.
 * `null` = a line has no price, nothing about it is uncertain, or nothing of it is sold.
 */
export function forecastInvoice(draft: Draft, options: ForecastOptions): InvoiceForecast | null {
  if (draft.lines.some(({ line }) => line.amount === null)) return null;
  const count = options.count ?? futuresFor(uncertainMeters(options).length);
  const futures = futureQuantities(count, options, options.day);
  const totals = futureTotals(draft, futures, options);
  return totals === null ? null : distribution(totals);
}

/** The same futures where something stops their totals. */
export function stoppedAt(forecast: InvoiceForecast, stop: (totals: Float64Array) => void): InvoiceForecast {
  const totals = forecast.totals.slice();
  stop(totals);
  return distribution(totals) ?? forecast;
}

/** What an invoice is expected to come to: the mean of its futures in whole minor units; without them its total. */
export function expectedTotal(forecast: InvoiceForecast | null, { total, currency }: Invoice): Decimal | null {
  return forecast === null || total === null
    ? total
    : new Decimal(forecast.mean).toDecimalPlaces(minorDigits(currency));
}

function futureTotals(
  { lines, facts: all }: Draft,
  futures: FutureQuantities,
  { quantities, amount = 'total' }: ForecastOptions,
): Float64Array | null {
  const { currency } = all;
  const digits = digitsOf(all.rounding, currency);
  const drawn = lines.map((draft) =>
    futureAmounts(draft, futures, { quantities, currency, digits, rounding: draft.charge?.rounding ?? all.rounding }),
  );
  if (drawn.every((amounts) => amounts === null)) return null;
  const facts = { ...all, credits: creditsApplied(all, 'before_tax') };
  const math = floatArithmetic(digits, facts.rounding.at);
  const groups = addUp(lines, drawn, { facts, math, count: futures.count });
  const terms = termsOf(
    math,
    groups.map(({ like }) => like),
    facts,
  );
  const totals = settleFutures(
    math,
    groups.map(({ amounts }) => amounts),
    terms,
    amount,
  );
  const unit = 10 ** digits;
  for (let index = 0; index < totals.length; index += 1) totals[index]! /= unit;
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
    const { amounts } = kept(groups, key, () => ({ like, amounts: new Float64Array(count) }));
    addTo(amounts, drawn[place] ?? math.of(like.line.amount ?? ZERO), 1);
  }
  return [...groups.values()];
}

function distribution(totals: Float64Array): InvoiceForecast | null {
  const sorted = sortedSample(totals);
  const count = sorted.length;
  if (count === 0) return null;
  const quantile = (p: number): number => sortedQuantile(sorted, p);
  const { mean, low, high } = likely(sorted);
  return {
    mean,
    range80: { low, high },
    range95: { low: quantile(0.025), high: quantile(0.975) },
    quantile,
    chanceOver: (amount) => {
      const bound = amount.toNumber();
      return sorted.filter((total) => total > bound).length / count;
    },
    totals,
  };
}
