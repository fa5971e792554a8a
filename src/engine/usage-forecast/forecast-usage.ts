import { shipped, type ForecastConstants } from './constants.ts';
import { ofDays } from './of-days.ts';
import { intermittent, restQuantiles } from './intermittent.ts';
import { meanOf, quantileOf } from './quantile-table.ts';
import { ratioAt } from './relative-error.ts';
import { restModel, widthOver, type RestModel } from './rest-model.ts';
import type { UsageHistory } from './usage-history.ts';
import { kept } from '../once.ts';

/** The probable quantity of one meter at the end of its period: a distribution, in the meter's unit. */
export interface UsageForecast {
  readonly mean: number;
  /** As likely above as below; the value with the least absolute error. */
  readonly median: number;
  /** Days of the period still to come, the one that has begun among them. */
  readonly daysAhead: number;
  /**
   * What the width rests on: `history` where the method could be tried on this past four times or more, `little-history` where
   * the width is mostly that of others, `none` where there is none: the period is complete, or nothing was ever used.
   */
  readonly spread: 'history' | 'little-history' | 'none';
  /** The final quantity that is not passed with probability `p`, 0 to 1; never falls in `p`. Piecewise linear, so cheap. */
  readonly quantile: (p: number) => number;
  /**
   * The same for the quantity as it stands `ahead` days from now, 0 (now) to `daysAhead` (the end): a fan. Within a day it moves
   * evenly, from now on or from the end of the day before.
   */
  readonly quantileAt: (p: number, ahead: number) => number;
  /** The mean of it. */
  readonly meanAt: (ahead: number) => number;
}

const ENOUGH_TRIES = 4;
const ENOUGH_DAYS = 28;

/**
 * Forecasts a meter's quantity at its period's end. Deterministic; doubling every quantity doubles the forecast.
 * The README beside this file has the method, its reasons and what it reaches.
 */
export function forecastUsage(given: UsageHistory, constants: ForecastConstants = shipped): UsageForecast {
  // Who stood there on several days cannot be told from levels: the greatest is the least that the period counts.
  const onlyLevels = given.aggregation === 'unique' && given.kind === 'levels';
  const history = onlyLevels ? { ...given, aggregation: 'max' as const } : given;
  const { soFar } = history;
  const daysAhead = Math.max(0, history.periodDays - history.elapsed);
  const rare = daysAhead > 0 ? intermittent(history) : null;
  const model = daysAhead > 0 ? restModel(history, constants) : null;
  if (!model && !rare) {
    const certain = (): number => soFar;
    return {
      mean: soFar,
      median: soFar,
      daysAhead,
      spread: 'none',
      quantile: certain,
      quantileAt: certain,
      meanAt: certain,
    };
  }
  const begun = history.partial?.fraction ?? 0;
  const table = (ahead: number): readonly number[] => {
    const day = Math.floor(ahead);
    if (ahead > day) {
      const passed = day === 0 ? begun : 0;
      const share = Math.max(0, (ahead - day - passed) / (1 - passed));
      const before = tableAt(day);
      return tableAt(day + 1).map((after, index) => before[index]! + (after - before[index]!) * share);
    }
    return rare && ahead > 0
      ? restQuantiles(rare, ahead - begun).map((rest) => soFar + rest)
      : constants.quantiles.map((error) => (model ? quantityAt(history, model, ahead, error) : soFar));
  };
  const tables = new Map<number, readonly number[]>();
  const tableAt = (ahead: number): readonly number[] => kept(tables, ahead, () => table(ahead));
  const final = tableAt(daysAhead);
  return {
    mean: meanOf(final),
    median: quantileOf(final, 0.5),
    daysAhead,
    spread: (rare ? rare.days < ENOUGH_DAYS : (model?.tries ?? 0) < ENOUGH_TRIES) ? 'little-history' : 'history',
    quantile: (p) => quantileOf(final, p),
    quantileAt: (p, ahead) => quantileOf(tableAt(ahead), p),
    meanAt: (ahead) => meanOf(tableAt(ahead)),
  };
}

/** The quantity `ahead` days from now, where the rest comes out `error` widths above what is expected. */
function quantityAt(history: UsageHistory, model: RestModel, ahead: number, error: number): number {
  const { aggregation, elapsed, partial, soFar } = history;
  if (ahead <= 0) return soFar;
  const { logLevel, drift, floor, weights } = model;
  // A sum is as unsure of its first day as of its last; where a level or a peak will be is surer the nearer the day.
  const reach = aggregation === 'max' || aggregation === 'last' ? Math.sqrt(ahead / weights.length) : 1;
  const perDay = Math.max(
    0,
    Math.exp(logLevel + drift * reach) * ratioAt(error * widthOver(model, ahead) * reach) - floor,
  );
  const rest = perDay * ofDays(aggregation, weights.slice(0, ahead));
  switch (aggregation) {
    case 'sum':
    case 'unique':
      return soFar + rest;
    case 'average':
      return (soFar * (elapsed + (partial?.fraction ?? 0)) + rest) / (elapsed + ahead);
    case 'max':
      return Math.max(soFar, rest);
    case 'last':
      return rest;
  }
}
