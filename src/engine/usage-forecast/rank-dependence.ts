import { median } from './weighted-median.ts';
import type { UsageHistory } from './usage-history.ts';

const WEEKS = 27;
const FEWEST_CHANGES = 6;
/** Changes that speak for independence before any is seen. */
const PRIOR_CHANGES = 8;
const FLOOR = 0.02;

/**
 * How far two meters move together, from −1 to 1: Spearman's rank correlation of the weekly changes of their usage (whole weeks
 * have no weekday), drawn to 0 the fewer weeks both know, and 0 under six changes. Ranks, so that one wild week does not decide.
 * Both pasts are lined up at the last day that both know.
 */
export function rankDependence(a: UsageHistory, b: UsageHistory): number {
  const elapsed = Math.min(a.elapsed, b.elapsed);
  const first = weeklyChanges(a.values.slice(0, a.values.length - (a.elapsed - elapsed)));
  const second = weeklyChanges(b.values.slice(0, b.values.length - (b.elapsed - elapsed)));
  const weeks = first.flatMap((change, week) => {
    const other = second[week];
    return change === null || other === null || other === undefined ? [] : [[change, other] as const];
  });
  if (weeks.length < FEWEST_CHANGES) return 0;
  const correlation = correlate(ranks(weeks.map(([change]) => change)), ranks(weeks.map(([, change]) => change)));
  return (correlation * weeks.length) / (weeks.length + PRIOR_CHANGES);
}

/** Log changes from one week to the next, the latest first; `null` where one of the two has fewer than four known days. */
function weeklyChanges(values: readonly (number | null)[]): readonly (number | null)[] {
  const weeks: (number | null)[] = [];
  for (let end = values.length; end >= 7 && weeks.length < WEEKS; end -= 7) {
    const known = values.slice(end - 7, end).filter((value) => value !== null);
    weeks.push(known.length < 4 ? null : known.reduce((sum, value) => sum + value, 0) / known.length);
  }
  const usual = median(weeks.filter((week) => week !== null && week > 0) as number[]);
  return weeks.slice(1).map((before, week) => {
    const after = weeks[week] ?? null;
    return before === null || after === null ? null : Math.log((after + FLOOR * usual) / (before + FLOOR * usual));
  });
}

/** Places in ascending order, ties sharing the middle of theirs, around a mean of 0. */
const ranks = (values: readonly number[]): readonly number[] =>
  values.map((value) => values.reduce((place, other) => place + Math.sign(value - other), 0));

/** Correlation of values with mean 0; 0 where one of them never varies. */
function correlate(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, index) => sum + value * y[index]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) || 0;
}
