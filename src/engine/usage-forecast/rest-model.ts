import type { ForecastConstants } from './constants.ts';
import { dailyUsage, type DailyUsage } from './daily-usage.ts';
import { pastErrors } from './past-errors.ts';
import { recentLevel } from './recent-level.ts';
import type { UsageHistory } from './usage-history.ts';
import { median } from './weighted-median.ts';
import { listOf } from '../list-of.ts';

/** What the rest of the period is expected to count, and how sure that is. */
export interface RestModel {
  /** Logarithm of (usage per day free of the weekly rhythm + floor). */
  readonly logLevel: number;
  /** What past forecasts from such a level missed on the whole, as a logarithm; zero where a level is not expected to drift. */
  readonly drift: number;
  readonly floor: number;
  /** What each remaining day counts in days of that level; the first is the rest of a day that has begun. */
  readonly weights: readonly number[];
  /** Width of the relative error of a long rest; see `widthOver`. */
  readonly scale: number;
  /** How often the method could be tried on this past. */
  readonly tries: number;
}

/** Width of the relative error over a number of days, the unit of the table of quantiles: the fewer, the less their noise evens out. */
export const widthOver = ({ scale }: RestModel, days: number): number => scale * Math.sqrt(1 + 1 / days);

/** Before anything is known, a log error and a daily deviation are taken to be this large. */
const PRIOR = 0.5;
const PRIOR_TRIES = 2;
const PRIOR_DAYS = 3;
const NOISE_DAYS = 28;

/** The model, or `null` if nothing is known to go by. */
export function restModel(history: UsageHistory, constants: ForecastConstants): RestModel | null {
  const { values, kind, aggregation, elapsed, periodDays, partial } = history;
  const horizon = periodDays - elapsed;
  const usage = dailyUsage(values);
  const adds = aggregation !== 'max' && aggregation !== 'last';
  const fade = (ahead: number): number => (aggregation === 'unique' ? (elapsed + 1) / (elapsed + 1 + ahead) : 1);
  const weights = (shareAt: (index: number) => number): number[] =>
    listOf(horizon, (ahead) => {
      return shareAt(values.length + ahead) * fade(ahead) * (ahead === 0 && adds ? 1 - (partial?.fraction ?? 0) : 1);
    });
  const halfLife = kind === 'levels' ? 1 : constants.halfLife;
  const level = usage ? recentLevel(usage, values.length, halfLife) : NaN;
  if (!usage || Number.isNaN(level)) {
    const rate = runRate(history);
    if (!(rate > 0)) return null;
    return { logLevel: Math.log(rate), drift: 0, floor: 0, weights: weights(() => 1), scale: PRIOR, tries: 0 };
  }

  const drifts = kind === 'levels' || aggregation === 'unique' || !adds;
  // New ones thin out within a period, so only the same day of earlier periods compares; all else is tried a week apart.
  const tries = aggregation === 'unique' ? { back: periodDays, step: periodDays } : { back: horizon, step: 7 };
  const errors = pastErrors(usage, { aggregation, halfLife, horizon, fade, ...tries });
  const noise = usualDeviation(usage, level);
  const prior = aggregation === 'max' ? noise * 1.5 * Math.sqrt(2 * Math.log(horizon)) : 0;
  const drift = drifts ? shrunkMean(errors, prior, 1) : 0;
  const missed = shrunkMean(
    errors.map((error) => Math.abs(error - drift)),
    PRIOR,
    PRIOR_TRIES,
  );
  return {
    logLevel: level,
    drift,
    floor: usage.floor,
    weights: weights(usage.shareAt),
    scale: Math.sqrt(missed * noise),
    tries: errors.length,
  };
}

/** Under this many days an hour's usage would be blown up to a period's. */
const FEWEST_DAYS = 0.25;

/** Usage per day where no day is known, only the period's quantity. */
function runRate({ aggregation, elapsed, partial, soFar }: UsageHistory): number {
  if (aggregation !== 'sum' && aggregation !== 'unique') return soFar;
  const days = elapsed + (partial?.fraction ?? 0);
  return days > 0 ? soFar / Math.max(FEWEST_DAYS, days) : 0;
}

function usualDeviation({ values, shares, floor }: DailyUsage, level: number): number {
  const deviations: number[] = [];
  for (let index = Math.max(0, values.length - NOISE_DAYS); index < values.length; index++) {
    const share = shares[index]!;
    if (share > 0) deviations.push(Math.abs(Math.log(values[index]! / share + floor) - level));
  }
  const days = deviations.length;
  const usual = days > 0 ? median(deviations) : 0;
  return (usual * days + PRIOR * PRIOR_DAYS) / (days + PRIOR_DAYS);
}

const shrunkMean = (values: readonly number[], prior: number, weight: number): number =>
  (values.reduce((sum, value) => sum + value, 0) + prior * weight) / (values.length + weight);
