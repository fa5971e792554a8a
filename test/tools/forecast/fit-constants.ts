import type { ForecastConstants } from '../../../src/engine/usage-forecast/constants.ts';
import { PROBABILITIES } from '../../../src/engine/usage-forecast/quantile-table.ts';
import { relativeError } from '../../../src/engine/usage-forecast/relative-error.ts';
import { restModel, widthOver } from '../../../src/engine/usage-forecast/rest-model.ts';
import { groupBy } from './group-by.ts';
import { historyAt, mean, originsOf, PERIOD_DAYS, sum } from './origin.ts';
import { pooledQuantiles } from './pooled-quantiles.ts';
import { runRate } from './run-rate.ts';
import type { Series } from './series.ts';

const HALF_LIVES: readonly number[] = [2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 10];
/** The table serves any day of a period, and customers who came this many days ago: these count less, they are the same days again. */
const FIT_ELAPSED: readonly number[] = [0, 2, 5, 10, 15, 20, 25, 28];
const SHORT_PASTS: readonly number[] = [0, 7, 14, 28, 60];
const SHORT_PAST_WEIGHT = 0.15;

/** What one series says about each half-life; a fit is then a sum over series. */
export interface Evidence {
  readonly group: string;
  /** wMAPE of run-rate. */
  readonly runRateError: number;
  /** wMAPE by half-life. */
  readonly errors: ReadonlyMap<number, number>;
  /** By half-life the errors of the rest in units of their expected width, and their weights. */
  readonly residuals: (halfLife: number) => readonly (readonly [number, number])[];
}

/** Forecasts a series with every half-life. Slow: once per series, whatever the number of folds. */
export function evidenceOf(series: Series): Evidence {
  const origins = originsOf(series);
  const total = sum(origins.map(({ actual }) => actual));
  const errors = HALF_LIVES.map((halfLife) => {
    const missed = origins.map((origin) => Math.abs(origin.soFar + restAt(series, origin, halfLife) - origin.actual));
    return [halfLife, Math.min(1, sum(missed) / total)] as const;
  });
  const cache = new Map<number, readonly (readonly [number, number])[]>();
  return {
    group: series.group,
    runRateError: Math.min(1, sum(origins.map((origin) => Math.abs(runRate(origin) - origin.actual))) / total),
    errors: new Map(errors),
    residuals: (halfLife) => {
      const known = cache.get(halfLife) ?? residualsOf(series, halfLife);
      cache.set(halfLife, known);
      return known;
    },
  };
}

/** The half-life of least cost (wMAPE to run-rate, by series and by group alike), and the quantiles of what it leaves. */
export function fitConstants(list: readonly Evidence[]): ForecastConstants {
  const costs = HALF_LIVES.map((halfLife) => costOf(list, halfLife));
  const halfLife = HALF_LIVES[costs.indexOf(Math.min(...costs))]!;
  const pooled = list.flatMap((evidence) => evidence.residuals(halfLife));
  const quantiles = pooledQuantiles(pooled, PROBABILITIES).map((value, index) =>
    // The middle is the level itself: the drift that others had (a twentieth of a width) is no promise, and cost accuracy.
    PROBABILITIES[index] === 0.5 ? 0 : Number(value.toFixed(2)),
  );
  return { halfLife, quantiles };
}

function costOf(list: readonly Evidence[], halfLife: number): number {
  const sets = [[list], [...groupBy(list, ({ group }) => group).values()]];
  const over = (groups: readonly (readonly Evidence[])[], error: (one: Evidence) => number): number =>
    mean(groups.map((group) => mean(group.map(error))));
  return sum(
    sets.map(
      (groups) =>
        over(groups, ({ errors }) => errors.get(halfLife)!) / over(groups, ({ runRateError }) => runRateError),
    ),
  );
}

function restAt(series: Series, origin: Parameters<typeof historyAt>[1], halfLife: number): number {
  const model = restModel(historyAt(series, origin), { halfLife, quantiles: [] });
  return model ? (Math.exp(model.logLevel) - model.floor) * sum(model.weights) : 0;
}

function residualsOf(series: Series, halfLife: number): readonly (readonly [number, number])[] {
  const origins = originsOf(series, FIT_ELAPSED);
  const pasts = [Infinity, ...SHORT_PASTS];
  return origins.flatMap((origin) =>
    pasts.flatMap((daysBefore) => {
      if (daysBefore !== Infinity && (daysBefore >= origin.start || daysBefore + origin.elapsed < 2)) return [];
      const model = restModel(historyAt(series, origin, daysBefore), { halfLife, quantiles: [] });
      if (!model) return [];
      const rest = Math.max(0, origin.actual - origin.soFar) / sum(model.weights);
      const error =
        relativeError(Math.log(rest + model.floor) - model.logLevel) / widthOver(model, PERIOD_DAYS - origin.elapsed);
      return [[error, (daysBefore === Infinity ? 1 : SHORT_PAST_WEIGHT) / origins.length] as const];
    }),
  );
}
