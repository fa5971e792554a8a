import { weekdayProfile } from './weekday-profile.ts';

/** A past made ready for arithmetic: `values[i] / shares[i]` is a day's value free of the weekly rhythm. */
export interface DailyUsage {
  /** Zero where a day is missing. */
  readonly values: readonly number[];
  /** The weekday's factor, around 1; zero where a day is missing, so that sums of both leave it out. */
  readonly shares: readonly number[];
  /** The factor of the day at a position, also one still to come. */
  readonly shareAt: (index: number) => number;
  /** Added before logarithms: small beside a usual day, so that a zero day is far away but not infinitely far. */
  readonly floor: number;
}

const FLOOR = 0.02;
const RECENT_DAYS = 60;

/** The past made ready, or `null` if no day of it has any usage. */
export function dailyUsage(past: readonly (number | null)[]): DailyUsage | null {
  const recent = past.slice(-RECENT_DAYS).filter((value) => value !== null);
  const known = recent.some((value) => value > 0) ? recent : past.filter((value) => value !== null);
  const floor = (FLOOR * known.reduce((sum, value) => sum + value, 0)) / known.length;
  if (!(floor > 0)) return null;
  const profile = weekdayProfile(past, floor);
  const shareAt = (index: number): number => profile[index % 7]!;
  return {
    values: past.map((value) => value ?? 0),
    shares: past.map((value, index) => (value === null ? 0 : shareAt(index))),
    shareAt,
    floor,
  };
}
