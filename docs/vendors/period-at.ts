import type { IntervalDocument, SpanDocument } from './documents.ts';

/** The period that holds an instant: anchor + n intervals in UTC; a day that a month has not is its last. */
export function periodAt(instant: string, anchor: string, interval: IntervalDocument): SpanDocument {
  const [at, from] = [Date.parse(instant), Date.parse(anchor)];
  const { months, days } = lengthOf(interval);
  // Never beyond it, as no month has more than 31 days.
  let n = Math.floor((at - from) / (days * DAY || months * 31 * DAY));
  while (nth(n + 1, from, months, days) <= at) n++;
  while (nth(n, from, months, days) > at) n--;
  const boundary = (index: number) => new Date(nth(index, from, months, days)).toISOString();
  return { start: boundary(n), end: boundary(n + 1) };
}

/** How many of the shorter interval make the longer: above 1 if `a` is longer, below if `b` is; null = no telling. */
export function ratio(a: IntervalDocument, b: IntervalDocument): number | null {
  const [left, right] = [lengthOf(a), lengthOf(b)];
  return left.months > 0 === right.months > 0 ? (left.months || left.days) / (right.months || right.days) : null;
}

export function isBefore(a: string, b: string): boolean {
  return Date.parse(a) < Date.parse(b);
}

export function isSame(a: string, b: string): boolean {
  return Date.parse(a) === Date.parse(b);
}

const DAY = 86_400_000;

function lengthOf({ unit, count }: IntervalDocument): { readonly months: number; readonly days: number } {
  if (unit === 'year') return { months: 12 * count, days: 0 };
  if (unit === 'month') return { months: count, days: 0 };
  return { months: 0, days: unit === 'week' ? 7 * count : count };
}

function nth(n: number, anchor: number, months: number, days: number): number {
  if (months === 0) return anchor + n * days * DAY;
  const date = new Date(anchor);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + n * months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, last));
}
