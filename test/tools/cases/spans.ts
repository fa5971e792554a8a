import { civilDate, DAY_MS, dayNumber } from '../../../src/engine/time/calendar.ts';
import type { Span } from '../../../src/engine/time/period.ts';
import { localDay, startOfLocalDay, wallTime } from '../../../src/engine/time/time-zone.ts';
import type { Input } from './case.ts';
import { isRecord, optional, record, text, unknownWord } from './case.ts';

/** The two spans of a proration, in the customer's zone. */
export interface Spans {
  readonly zone: string;
  readonly period: Span;
  readonly service: Span;
}

export function zoneOf(input: Input): string {
  return optional(input, 'timezone', 'time_zone') ?? 'UTC';
}

/** A date is a whole day, a timestamp an instant. */
export function instantOf(value: string, zone: string): number {
  const instant = value.length === 10 ? startOfLocalDay(dayNumber(value), zone) : Date.parse(value);
  return Number.isNaN(instant) ? unknownWord('date', value) : instant;
}

export function spanOf(input: Input, zone: string): Span {
  return { start: instantOf(text(input, 'start'), zone), end: instantOf(text(input, 'end'), zone) };
}

/** Where a case gives only counts of days, days that give the same are made up. */
export function spansOf(input: Input): Spans {
  const zone = zoneOf(input);
  const span = (key: string): Span | null => (isRecord(input[key]) ? spanOf(record(input, key), zone) : null);
  const [period, service] = [span('period'), span('service')];
  const days = (key: string, known: Span | null): number =>
    Number(optional(input, key) ?? (known && daysOf(known, zone)));
  if (period !== null && service !== null && optional(input, 'period_days', 'service_days') === null)
    return { zone, period, service };
  return madeUp(days('service_days', service), days('period_days', period));
}

/** The first `part` days of a period of `whole` days. */
export function madeUp(part: number, whole: number): Spans {
  const start = Date.UTC(2024, 0, 1);
  const days = (count: number): Span => ({ start, end: start + count * DAY_MS });
  return { zone: 'UTC', period: days(whole), service: days(part) };
}

/** How many local days a span has. */
export function daysOf({ start, end }: Span, zone: string): number {
  return localDay(end, zone) - localDay(start, zone);
}

const LONGEST_INTERVAL = 1000;

/** The interval of so many days that a span is; `null` where it ends at another time of day than it begins, or is too long for one. */
export function intervalOfDays(
  { start, end }: Span,
  zone: string,
): { readonly unit: 'day'; readonly count: number } | null {
  const count = (wallTime(end, zone) - wallTime(start, zone)) / DAY_MS;
  return Number.isInteger(count) && count >= 1 && count <= LONGEST_INTERVAL ? { unit: 'day', count } : null;
}

export function iso(instant: number): string {
  return new Date(instant).toISOString();
}

/** An instant as a local date, `YYYY-MM-DD`. */
export function localDate(instant: number, zone: string): string {
  const { year, month, day } = civilDate(localDay(instant, zone));
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
