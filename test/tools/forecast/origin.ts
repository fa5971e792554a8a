import type { UsageHistory } from '../../../src/engine/usage-forecast/usage-history.ts';
import type { Series } from './series.ts';

export const PERIOD_DAYS = 30;
export const FIRST_DAY = 60;
/** The days into a period at which forecasts are judged. */
export const ELAPSED_DAYS: readonly number[] = [5, 10, 15, 20, 25];

/** A moment in a series at which the total of the running period is forecast. */
export interface Origin {
  readonly start: number;
  readonly elapsed: number;
  readonly soFar: number;
  /** What the period came to in the end. */
  readonly actual: number;
}

/** Every origin of a series: periods of 30 days from day 60 on that do not overlap and end within it. */
export function originsOf({ values }: Series, elapsedDays: readonly number[] = ELAPSED_DAYS): readonly Origin[] {
  const origins: Origin[] = [];
  for (let start = FIRST_DAY; start + PERIOD_DAYS <= values.length; start += PERIOD_DAYS) {
    const actual = sum(values.slice(start, start + PERIOD_DAYS));
    for (const elapsed of elapsedDays) {
      origins.push({ start, elapsed, soFar: sum(values.slice(start, start + elapsed)), actual });
    }
  }
  return origins;
}

/** What is known at an origin: the days before it only, of those before the period the last `daysBefore`. */
export function historyAt({ values }: Series, origin: Origin, daysBefore = Infinity): UsageHistory {
  const { start, elapsed, soFar } = origin;
  return {
    values: values.slice(Math.max(0, start - daysBefore), start + elapsed),
    kind: 'increments',
    aggregation: 'sum',
    elapsed,
    periodDays: PERIOD_DAYS,
    soFar,
  };
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;
