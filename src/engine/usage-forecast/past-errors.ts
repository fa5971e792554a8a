import type { DailyUsage } from './daily-usage.ts';
import { ofDays } from './of-days.ts';
import { recentLevel } from './recent-level.ts';
import type { UsageHistory } from './usage-history.ts';
import { listOf } from '../list-of.ts';

const TRIES = 16;
const FEWEST_DAYS = 7;

export interface PastErrorOptions {
  readonly aggregation: UsageHistory['aggregation'];
  readonly halfLife: number;
  /** How many days the forecast looks ahead: the same horizon is tried in the past. */
  readonly horizon: number;
  /** Days from the end of the past back to the latest try, at least `horizon`; and between one try and the next. */
  readonly back: number;
  readonly step: number;
  /** What the day `ahead` of a try (0 for the first) is expected to count, beside its weekday's factor. */
  readonly fade: (ahead: number) => number;
}

/** The log errors (actual over forecast) that the same method would have made over the same horizon in this past, latest first. */
export function pastErrors(usage: DailyUsage, options: PastErrorOptions): readonly number[] {
  const { aggregation, halfLife, horizon, back, step, fade } = options;
  const errors: number[] = [];
  for (let trial = 0, from = usage.values.length - back; trial < TRIES && from >= FEWEST_DAYS; trial++, from -= step) {
    const known = listOf(horizon, (ahead) => ahead).filter((ahead) => usage.shares[from + ahead]! > 0);
    if (known.length * 2 <= horizon) continue;
    const actual = ofDays(
      aggregation,
      known.map((ahead) => usage.values[from + ahead]!),
    );
    const weight = ofDays(
      aggregation,
      known.map((ahead) => usage.shares[from + ahead]! * fade(ahead)),
    );
    const error = Math.log(actual / weight + usage.floor) - recentLevel(usage, from, halfLife);
    if (Number.isFinite(error)) errors.push(error);
  }
  return errors;
}
