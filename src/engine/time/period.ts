import { addMonths, civilDate, DAY_MS, dayOf } from './calendar.ts';
import { instantOf, wallTime } from './time-zone.ts';

/** Billing interval; a year is 12 months, a week 7 days. */
export interface Interval {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly count: number;
}

/** From when periods are counted: an instant in ms since 1970 (a local date is its first instant). */
export type Anchor = number;

/** A half-open span between two instants, ms since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The period around an instant. Period n runs from anchor + n intervals to anchor + (n + 1), each counted
 * from the original anchor and clamped to the month's end (31 Jan → 28 Feb → 31 Mar), at the anchor's
 * local time of day. An instant on a boundary opens the next period.
 */
export function periodContaining(anchor: Anchor, interval: Interval, at: number, zone: string): Span {
  const key = `${anchor} ${interval.count} ${interval.unit} ${at} ${zone}`;
  let period = known.get(key);
  if (period === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, (period = findPeriod(anchor, interval, at, zone)));
  }
  return period;
}

/** Wall clocks are slow to ask, and every line of every estimate asks for the same few periods. */
const known = new Map<string, Span>();
const MOST_KNOWN = 500;

function findPeriod(anchor: Anchor, interval: Interval, at: number, zone: string): Span {
  let index = Math.floor((at - anchor) / (roughDays(interval) * DAY_MS));
  while (boundary(anchor, interval, index, zone) > at) index -= 1;
  while (boundary(anchor, interval, index + 1, zone) <= at) index += 1;
  return {
    start: boundary(anchor, interval, index, zone),
    end: boundary(anchor, interval, index + 1, zone),
  };
}

/** Whether a period of `interval` begins (and the former ends) exactly at an instant. */
export function isBoundary(anchor: Anchor, interval: Interval, at: number, zone: string): boolean {
  return periodContaining(anchor, interval, at, zone).start === at;
}

/** The first period of a subscription where it is a stub: from its start to the next boundary. */
export function stubbed(period: Span, startedAt: number | null): Span {
  return startedAt !== null && startedAt > period.start && startedAt < period.end
    ? { start: startedAt, end: period.end }
    : period;
}

/** How many of `part` make one `whole`; `null` where they have no fixed ratio (weeks in a month). */
export function intervalsIn(whole: Interval, part: Interval): number | null {
  const ratio = ratioOf(whole, part);
  return ratio && ratio[0] / ratio[1];
}

/** The longest of some intervals; of those that have no fixed ratio the first. */
export function longestOf(intervals: readonly Interval[]): Interval | undefined {
  return intervals.reduce<Interval | undefined>(
    (longest, own) => (longest && !((intervalsIn(own, longest) ?? 0) > 1) ? longest : own),
    undefined,
  );
}

/** The same as two whole numbers, as twelfths have no end. */
export function ratioOf(whole: Interval, part: Interval): readonly [number, number] | null {
  const [count, by] = months(whole) > 0 ? [months(whole), months(part)] : [days(whole), days(part)];
  return by > 0 ? [count, by] : null;
}

/** About how many days an interval has, to put intervals in order or to begin a search; never to count with. */
export function roughDays(interval: Interval): number {
  return months(interval) * 30.436875 + days(interval);
}

export function sameInterval(a: Interval, b: Interval): boolean {
  return months(a) === months(b) && days(a) === days(b);
}

function months({ unit, count }: Interval): number {
  return unit === 'year' ? 12 * count : unit === 'month' ? count : 0;
}

function days({ unit, count }: Interval): number {
  return unit === 'week' ? 7 * count : unit === 'day' ? count : 0;
}

function boundary(anchor: Anchor, interval: Interval, index: number, zone: string): number {
  const wall = wallTime(anchor, zone);
  const anchorDay = Math.floor(wall / DAY_MS);
  const later = months(interval) * index;
  const day = later === 0 ? anchorDay + days(interval) * index : dayOf(addMonths(civilDate(anchorDay), later));
  return instantOf(day * DAY_MS + (wall - anchorDay * DAY_MS), zone);
}
