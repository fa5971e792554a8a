import { forecastUsage } from '../../../src/engine/usage-forecast/forecast-usage.ts';
import { race, type Race } from '../../bench/race.ts';
import type { Fitted } from './folds.ts';
import { historyAt, originsOf, sum, type Origin } from './origin.ts';
import { runRateBand } from './run-rate.ts';
import type { Series } from './series.ts';

const MOST_ORIGINS = 300;
const ROUNDS = 9;

/**
 * The time of a forecast with both its bands ÷ that of run-rate with its band, both from the days of the same series, at
 * origins spread evenly over all that are judged; `null` = there is no origin.
 */
export function forecastCost(list: readonly { readonly series: Series; readonly by: Fitted }[]): Race | null {
  const all = list.flatMap(({ series, by }) => originsOf(series).map((origin) => ({ series, by, origin })));
  const stride = Math.ceil(all.length / MOST_ORIGINS);
  const some = all.filter((_, index) => index % stride === 0);
  if (some.length === 0) return null;
  const ours = (): number => sum(some.map(({ series, by, origin }) => forecastWidth(series, by, origin)));
  const theirs = (): number => sum(some.map(({ series, by, origin }) => runRateWidth(series, by, origin)));
  return race({ times: some.length, run: ours }, { times: some.length, run: theirs }, ROUNDS);
}

function forecastWidth(series: Series, { constants }: Fitted, origin: Origin): number {
  const { median, quantile } = forecastUsage(historyAt(series, origin), constants);
  return median + quantile(0.9) - quantile(0.1) + quantile(0.975) - quantile(0.025);
}

function runRateWidth(series: Series, { runRate: table }: Fitted, { start, elapsed, actual }: Origin): number {
  const soFar = sum(series.values.slice(start, start + elapsed));
  const [low, high] = runRateBand(series, { start, elapsed, soFar, actual }, table);
  return high - low;
}
