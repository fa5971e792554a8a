import { groupBy } from './group-by.ts';
import type { Judged } from './judge.ts';
import { mean, sum } from './origin.ts';

/** What a set of forecasts came to; all fractions, 0.1 for ten per cent. */
export interface Score {
  /** Series with at least one origin and usage in them. */
  readonly n: number;
  readonly origins: number;
  readonly wmape: number;
  /** Mean wMAPE over series ÷ that of run-rate. */
  readonly ratio: number;
  /** Mean over groups of their mean wMAPE ÷ that of run-rate. */
  readonly ratioByGroup: number;
  readonly medianError: number;
  readonly cover80: number;
  readonly cover95: number;
  readonly intervalScore80: number;
  readonly intervalScore80RunRate: number;
}

/** Scores forecasts: per series first, then the mean over series, so that long series count no more than short ones. */
export function scoreOf(judged: readonly Judged[]): Score {
  const used = [...groupBy(judged, ({ series }) => series).values()].filter((list) => list.some(hasUsage));
  const errors = used.map((list) => ({
    group: list[0]!.series.group,
    ours: wmape(list, ({ error }) => error),
    runRate: wmape(list, ({ runRateError }) => runRateError),
  }));
  const groups = [...groupBy(errors, ({ group }) => group).values()];
  const ratioOf = (sets: readonly (readonly (typeof errors)[number][])[]): number =>
    sum(sets.map((set) => mean(set.map(({ ours }) => ours)))) /
    sum(sets.map((set) => mean(set.map(({ runRate }) => runRate))));
  const perSeries = (score: (one: Judged) => number): number =>
    mean(used.map((list) => mean(list.filter(hasUsage).map(score))));
  return {
    n: used.length,
    origins: judged.length,
    wmape: mean(errors.map(({ ours }) => ours)),
    ratio: ratioOf([errors]),
    ratioByGroup: ratioOf(groups),
    medianError: middle(judged.filter(hasUsage).map(({ error, actual }) => error / actual)),
    cover80: share(judged, ({ inside80 }) => inside80),
    cover95: share(judged, ({ inside95 }) => inside95),
    intervalScore80: perSeries(({ score }) => score),
    intervalScore80RunRate: perSeries(({ runRateScore }) => runRateScore),
  };
}

const hasUsage = ({ actual }: Judged): boolean => actual > 0;

/** Σ|error| ÷ Σ actual over a series' origins, at most 1. */
const wmape = (list: readonly Judged[], error: (one: Judged) => number): number =>
  Math.min(1, sum(list.map(error)) / sum(list.map(({ actual }) => actual)));

const share = (list: readonly Judged[], holds: (one: Judged) => boolean): number =>
  list.filter(holds).length / list.length;

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}
