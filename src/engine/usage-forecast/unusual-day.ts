import { shipped } from './constants.ts';
import { dailyUsage, type DailyUsage } from './daily-usage.ts';
import { recentLevel } from './recent-level.ts';
import type { UsageHistory } from './usage-history.ts';
import { median } from './weighted-median.ts';

export interface UnusualDay {
  /** Position in the history's values. */
  readonly index: number;
  readonly value: number;
  /** What its weekday and the days before it would have led to expect, in the meter's unit. */
  readonly usual: number;
}

const DAYS_LOOKED_AT = 3;
const DAYS_COMPARED = 56;
const FEWEST_DAYS = 14;
/** A day counts as unusual from twice the usual on, and beyond this many of the meter's own usual deviations. */
const LEAST_FACTOR = 2;
const DEVIATIONS = 10;

/**
 * The latest of the last three complete days that is far above what its weekday and the days before it explain, or `null`.
 * Robust: the yardstick is the median absolute deviation of the eight weeks before, so that an earlier outlier does not stretch it.
 * Only for what is counted anew each day: a level that rises stays up, and is no event of one day.
 */
export function unusualDay({ values, kind }: UsageHistory): UnusualDay | null {
  const usage = kind === 'increments' ? dailyUsage(values) : null;
  if (!usage) return null;
  for (let index = values.length - 1; index >= Math.max(FEWEST_DAYS, values.length - DAYS_LOOKED_AT); index--) {
    const excess = excessOf(usage, index);
    if (excess < Math.log(LEAST_FACTOR)) continue;
    const earlier: number[] = [];
    for (let day = Math.max(FEWEST_DAYS / 2, index - DAYS_COMPARED); day < index; day++) {
      if (usage.shares[day]! > 0) earlier.push(Math.abs(excessOf(usage, day)));
    }
    const usual = (Math.exp(recentLevel(usage, index, shipped.halfLife)) - usage.floor) * usage.shareAt(index);
    if (earlier.length < FEWEST_DAYS / 2 || excess < DEVIATIONS * median(earlier) || !(usual > 0)) continue;
    const value = usage.values[index]!;
    return { index, value, usual };
  }
  return null;
}

/** Log of a day's value over what was expected of it; 0 where nothing is known. */
function excessOf(usage: DailyUsage, index: number): number {
  const share = usage.shares[index]!;
  const excess = Math.log(usage.values[index]! / share + usage.floor) - recentLevel(usage, index, shipped.halfLife);
  return Number.isFinite(excess) && share > 0 ? excess : 0;
}
