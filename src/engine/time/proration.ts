import { civilDate } from './calendar.ts';
import { Decimal, ONE } from '../numbers/decimal.ts';
import { type Interval, ratioOf, type Span } from './period.ts';
import { localDay, startOfLocalDay } from './time-zone.ts';

/** How a part of a period is charged. */
export interface Proration {
  /** `day`: local calendar days; `second`: elapsed time; `fixed_30`: months of 30 days; `none`: in full. */
  readonly unit: 'day' | 'second' | 'fixed_30' | 'none';
  /** Which plan owns the day of a change. */
  readonly changeDay: 'old' | 'new';
  /** Whether the day of a termination is billed. */
  readonly terminationDay: boolean;
}

/** A part of a whole, both in the same unit: days or milliseconds. */
export interface Share {
  readonly part: Decimal;
  readonly whole: Decimal;
}

/** The share of `service` in `period`, both half open. */
export function shareOf(service: Span, period: Span, unit: Proration['unit'], zone: string): Share {
  if (unit === 'none') return { part: ONE, whole: ONE };
  const length = LENGTHS[unit];
  return { part: new Decimal(length(service, zone)), whole: new Decimal(length(period, zone)) };
}

/** `amount` × share; multiplied first, divided last. Unrounded. */
export function prorate(amount: Decimal, { part, whole }: Share): Decimal {
  return part.eq(whole) ? amount : amount.times(part).div(whole);
}

/** What an amount of one interval is over another; `null` = they have no fixed ratio. Unrounded. */
export function overInterval(whole: Interval, amount: Decimal, own: Interval): Decimal | null {
  const ratio = ratioOf(whole, own);
  return ratio && amount.times(ratio[0]).div(ratio[1]);
}

/** Splits a period at a change: what the old plan still serves, and what the new one does. */
export function splitAt(period: Span, at: number, proration: Proration, zone: string): readonly [Span, Span] {
  const change = proration.unit === 'second' ? at : changeDay(at, proration.changeDay === 'old', zone);
  const middle = Math.min(Math.max(change, period.start), period.end);
  return [
    { start: period.start, end: middle },
    { start: middle, end: period.end },
  ];
}

/** What is billed of a period in which service ends at an instant. */
export function untilTermination(period: Span, at: number | null, proration: Proration, zone: string): Span {
  if (at === null) return period;
  const end = proration.unit === 'second' ? at : changeDay(at, proration.terminationDay, zone);
  return { start: period.start, end: Math.min(Math.max(end, period.start), period.end) };
}

function changeDay(at: number, dayBelongsToOld: boolean, zone: string): number {
  return startOfLocalDay(localDay(at, zone) + (dayBelongsToOld ? 1 : 0), zone);
}

const LENGTHS: Readonly<Record<'day' | 'second' | 'fixed_30', (span: Span, zone: string) => number>> = {
  second: ({ start, end }) => end - start,
  day: ({ start, end }, zone) => localDay(end, zone) - localDay(start, zone),
  fixed_30: ({ start, end }, zone) => thirtieths(end, zone) - thirtieths(start, zone),
};

/** Days of a calendar whose months all have 30: the 31st counts as the 30th. */
function thirtieths(instant: number, zone: string): number {
  const { year, month, day } = civilDate(localDay(instant, zone));
  return year * 360 + month * 30 + Math.min(day, 30);
}
