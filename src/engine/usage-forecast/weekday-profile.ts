import { median } from './weighted-median.ts';
import { listOf } from '../list-of.ts';

const DAYS = 84;

/**
 * How the days of a week differ: seven factors around 1, the first for positions 0, 7, 14 … From the last twelve weeks, each day
 * as a log ratio to the mean of the seven days around it; the median of each weekday is drawn to 1 by one week's weight.
 * Under two weeks all factors are 1. `floor` is added to both sides of a ratio.
 */
export function weekdayProfile(values: readonly (number | null)[], floor: number): readonly number[] {
  const first = Math.max(0, values.length - DAYS);
  const logs: number[][] = listOf(7, () => []);
  for (let index = first; values.length >= 14 && index < values.length; index++) {
    const value = values[index] ?? null;
    if (value === null) continue;
    const start = Math.min(Math.max(index - 3, first), values.length - 7);
    const week = values.slice(start, start + 7).filter((day) => day !== null);
    logs[index % 7]!.push(Math.log((value + floor) / (mean(week) + floor)));
  }
  const factors = logs.map((ratios) =>
    ratios.length ? Math.exp((median(ratios) * ratios.length) / (ratios.length + 1)) : 1,
  );
  const average = mean(factors);
  return factors.map((factor) => factor / average);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
