import { weekday } from './calendar.ts';

/** How a quantity goes up and down from day to day. */
export interface Rhythm {
  /** An ordinary working day's quantity, today. */
  readonly level: number;
  /** What Saturdays and Sundays are of it. */
  readonly weekend: number;
  /** Growth in 30 days: 0.05 is five per cent. */
  readonly growth: number;
  /** How far days stray from the rhythm: 0.1 is about ten per cent. */
  readonly spread: number;
  readonly seed: number;
}

/**
 * The quantity of one whole day. The same day has the same weather whenever it is looked at, so that
 * the demo's past does not change while it is open.
 */
export function dayQuantity({ level, weekend, growth, spread, seed }: Rhythm, day: number, today: number): number {
  const rhythm = [weekend, 1.04, 1.08, 1.06, 1, 0.86, weekend * 1.06][weekday(day)] ?? 1;
  const trend = (1 + growth) ** ((day - today) / 30);
  // The mean of three draws is near enough to a bell.
  const chance = (draw(seed, day) + draw(seed + 1, day) + draw(seed + 2, day)) / 1.5 - 1;
  return Math.max(0, Math.round(level * rhythm * trend * (1 + spread * chance)));
}

/**
 * Whole quantities for each day from `from` up to today, of which so much has passed. The last value is what today
 * has brought so far.
 */
export function dailyQuantities(rhythm: Rhythm, from: number, today: number, passed: number): readonly number[] {
  return Array.from({ length: today - from + 1 }, (_, index) => {
    const day = from + index;
    const quantity = dayQuantity(rhythm, day, today);
    return day < today ? quantity : Math.floor(quantity * passed);
  });
}

/** A draw from 0 to 1 that depends on its arguments alone (the finalizer of MurmurHash3). */
export function draw(seed: number, index: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
