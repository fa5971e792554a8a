import type { UsageHistory } from './usage-history.ts';
import { listOf } from '../list-of.ts';

/** What the rest of a period of rare events adds up to, day by day ahead: mean and variance in the meter's unit. */
export interface Intermittent {
  readonly perDay: number;
  readonly variance: number;
  readonly days: number;
}

const DAYS = 56;
const FEWEST_DAYS = 14;
/** From this share of days without any usage on, the middle day says nothing: most of what will be counted comes on few days. */
const ZERO_SHARE = 0.3;
const LONGEST_SILENCE = 5;
/** A single day beyond this share of all usage is a spike, not a rhythm of rare events. */
const SPIKE_SHARE = 0.25;

/**
 * The daily mean and variance of a meter that counts nothing on many days (a lead now and then), as Croston's
 * case of intermittent demand; `null` where the usual way fits: few zero days, one spike that is most of it, or too
 * little history.
 */
export function intermittent({ values, kind, aggregation }: UsageHistory): Intermittent | null {
  if (kind !== 'increments' || aggregation !== 'sum') return null;
  const recent = values.slice(-DAYS);
  const days = recent.filter((value) => value !== null);
  const total = days.reduce((sum, value) => sum + value, 0);
  const zeros = days.filter((value) => value === 0).length;
  const quiet = days.length - 1 - days.findLastIndex((value) => value > 0);
  // A silence of several usual gaps is an end.
  if (total === 0 || quiet * (days.length - zeros) > LONGEST_SILENCE * days.length) return null;
  if (days.length < FEWEST_DAYS || zeros < ZERO_SHARE * days.length || Math.max(...days) > SPIKE_SHARE * total)
    return null;
  if (hasDaysOff(recent)) return null;
  const perDay = total / days.length;
  const variance = days.reduce((sum, value) => sum + (value - perDay) ** 2, 0) / (days.length - 1);
  return { perDay, variance, days: days.length };
}

/** Whether zeros come with the weekday (a closed weekend): then the weekly rhythm explains them. */
function hasDaysOff(values: readonly (number | null)[]): boolean {
  const shares = listOf(7, (weekday) => {
    const days = values.filter((value, index) => value !== null && index % 7 === weekday);
    return days.filter((value) => value === 0).length / Math.max(1, days.length);
  });
  return Math.max(...shares) >= 0.8 && Math.min(...shares) <= 0.2;
}

/** Standard normal deviates of `PROBABILITIES`. */
const DEVIATES = [-1.96, -1.645, -1.282, -0.674, 0, 0.674, 1.282, 1.645, 1.96];

/**
 * The quantiles of what some days to come add, as a gamma distribution of the same mean and variance (Wilson and
 * Hilferty's cube); the mean itself is only known as well as its days allow.
 */
export function restQuantiles({ perDay, variance, days }: Intermittent, ahead: number): readonly number[] {
  const mean = perDay * ahead;
  const spread = (variance * ahead * (1 + ahead / days)) / (9 * mean * mean);
  return DEVIATES.map((deviate) => mean * Math.max(0, 1 - spread + deviate * Math.sqrt(spread)) ** 3);
}
