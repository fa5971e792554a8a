import { forecastUsage } from '../../../src/engine/usage-forecast/forecast-usage.ts';
import type { Fitted } from './folds.ts';
import { historyAt, originsOf } from './origin.ts';
import { runRate, runRateBand } from './run-rate.ts';
import type { Series } from './series.ts';

/** One forecast and what became of it; all but the last three in the series' own unit. */
export interface Judged {
  readonly series: Series;
  readonly elapsed: number;
  readonly actual: number;
  readonly error: number;
  readonly runRateError: number;
  readonly inside80: boolean;
  readonly inside95: boolean;
  /** Interval score of the 80 % band ÷ actual; `NaN` where the actual is zero. */
  readonly score: number;
  readonly runRateScore: number;
}

/** Forecasts every origin of a series from the days before it only. The point that is judged is the median. */
export function judgeSeries(series: Series, { constants, runRate: table }: Fitted): readonly Judged[] {
  return originsOf(series).map((origin) => {
    const { actual, elapsed } = origin;
    const forecast = forecastUsage(historyAt(series, origin), constants);
    const band = (share: number): readonly [number, number] => {
      return [forecast.quantile((1 - share) / 2), forecast.quantile((1 + share) / 2)];
    };
    return {
      series,
      elapsed,
      actual,
      error: Math.abs(forecast.median - actual),
      runRateError: Math.abs(runRate(origin) - actual),
      inside80: isInside(band(0.8), actual),
      inside95: isInside(band(0.95), actual),
      score: intervalScore(band(0.8), actual) / actual,
      runRateScore: intervalScore(runRateBand(series, origin, table), actual) / actual,
    };
  });
}

/** A rounding error of the last bit is not a miss: a band may be a single value. */
function isInside([lower, upper]: readonly [number, number], actual: number): boolean {
  const hair = 1e-9 * actual;
  return actual >= lower - hair && actual <= upper + hair;
}

/** Width + 2/α × the distance by which the actual lies outside (Gneiting and Raftery 2007), α = 0.2 for the 80 % band. */
function intervalScore([lower, upper]: readonly [number, number], actual: number): number {
  return upper - lower + 10 * Math.max(0, lower - actual, actual - upper);
}
