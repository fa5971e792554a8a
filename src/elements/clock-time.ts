import type { Format } from '../format/format.ts';

/**
 * The time of day of an instant by the visitor's own clock, with its day where that is not the one of `today`. Days of the
 * account are by its clock; a time of its clock would be taken for one of the visitor's.
 */
export function clockTime(format: Format, instant: number, today: number): string {
  const [day, current] = [instant, today].map((moment) => new Date(moment).toDateString());
  return format.date(instant, day === current ? 'time' : 'instant', undefined);
}
