import { groupBy } from './group-by.ts';
import type { JudgedInvoice } from './judge-invoice.ts';
import { mean } from './origin.ts';

/** What the invoice forecasts of one kind of plan came to; fractions of the actual totals. */
export interface InvoiceScore {
  readonly invoices: number;
  readonly cover80: number;
  readonly cover95: number;
  /** Share of forecasts whose 80 % range is one amount: an allowance not left, a cap reached. */
  readonly points: number;
  readonly intervalScore80: number;
  readonly intervalScore80RunRate: number;
  /** Of the headline: mean distance from the actual total, and mean difference with its sign. */
  readonly error: number;
  readonly bias: number;
  readonly errorRunRate: number;
  /** Invoices with a future beyond what a limit lets through. */
  readonly beyondLimit: number;
}

/** Scores and errors per series first, then the mean over series; cover over all invoices. */
export function scoreInvoices(judged: readonly JudgedInvoice[]): InvoiceScore {
  const series = [...groupBy(judged, (one) => one.series).values()];
  const perSeries = (value: (one: JudgedInvoice) => number): number =>
    mean(series.map((list) => mean(list.map(value))));
  const share = (holds: (one: JudgedInvoice) => boolean): number => judged.filter(holds).length / judged.length;
  return {
    invoices: judged.length,
    cover80: share(({ inside80 }) => inside80),
    cover95: share(({ inside95 }) => inside95),
    points: share(({ isPoint }) => isPoint),
    intervalScore80: perSeries(({ score }) => score),
    intervalScore80RunRate: perSeries(({ runRateScore }) => runRateScore),
    error: perSeries(({ error }) => Math.abs(error)),
    bias: perSeries(({ error }) => error),
    errorRunRate: perSeries(({ runRateError }) => Math.abs(runRateError)),
    beyondLimit: judged.filter(({ isBeyondLimit }) => isBeyondLimit).length,
  };
}

/** Points of cover that a range may lack of what it claims. */
const LEEWAY = 0.03;

/** What a kind of plan falls short of; empty = it passes. */
export function shortcomings(score: InvoiceScore): readonly string[] {
  return [
    score.cover80 < 0.8 - LEEWAY ? 'cover of the 80 % range' : '',
    score.cover95 < 0.95 - LEEWAY ? 'cover of the 95 % range' : '',
    score.intervalScore80 > score.intervalScore80RunRate ? 'interval score' : '',
    score.beyondLimit > 0 ? 'limit' : '',
  ].filter((text) => text !== '');
}
