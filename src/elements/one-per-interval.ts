import { roughDays, sameInterval, type Interval } from '../engine/time/period.ts';

/** The first of those that have the same interval, the shortest interval first. */
export function onePerInterval<T extends { readonly interval: Interval }>(all: readonly T[]): T[] {
  return all
    .filter((one, index) => all.findIndex(({ interval }) => sameInterval(interval, one.interval)) === index)
    .sort((a, b) => roughDays(a.interval) - roughDays(b.interval));
}
