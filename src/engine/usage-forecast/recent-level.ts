import type { DailyUsage } from './daily-usage.ts';
import { weightedMedian, type Weighted } from './weighted-median.ts';

const WINDOW = 42;

/**
 * The level of a day as it was before position `end`, as the logarithm of (usage per day free of the weekly rhythm + floor):
 * the median of the days, each counting half as much as one `halfLife` days younger. A median, because one wild day says
 * nothing about the next ones; strong weekdays count a little more, as they carry more of the sum. Under three weeks part of
 * the plain mean is mixed in: so few days have no reliable middle.
 */
export function recentLevel({ values, shares, floor }: DailyUsage, end: number, halfLife: number): number {
  const days: Weighted[] = [];
  let sum = 0;
  let weight = 0;
  for (let index = Math.max(0, end - WINDOW); index < end; index++) {
    const share = shares[index]!;
    if (share === 0) continue;
    days.push([values[index]! / share, 0.5 ** ((end - 1 - index) / halfLife) * Math.sqrt(share)]);
    sum += values[index]!;
    weight += share;
  }
  const ofMean = Math.min(0.4, Math.max(0, (21 - days.length) / 35));
  const middle = Math.log(weightedMedian(days) + floor);
  return ofMean > 0 ? (1 - ofMean) * middle + ofMean * Math.log(sum / weight + floor) : middle;
}
