import { lastWhere } from '../numbers/last-where.ts';
import { kept } from '../once.ts';
import { DAY_MS } from './calendar.ts';

/**
 * The engine's only question to `Intl`: what a clock on the wall of a time zone shows.
 * Everything about local days follows from it, daylight saving included.
 */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  const make = () =>
    new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  return kept(clocks, zone, make);
}

/** Whether `zone` is a time zone that this engine's host knows. */
export function isTimeZone(zone: string): boolean {
  try {
    clock(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the wall clock shows at an instant, in ms as if it were UTC. */
export function wallTime(instant: number, zone: string): number {
  if (zone === 'UTC') return instant;
  const part: Record<string, number> = {};
  for (const { type, value } of clock(zone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const ms = ((instant % 1000) + 1000) % 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) + ms;
}

/**
 * The instant at which the wall clock shows `wall`. A time that occurs twice is its first occurrence;
 * one that is skipped is the instant of the change.
 */
export function instantOf(wall: number, zone: string): number {
  if (zone === 'UTC') return wall;
  const candidates = [wall - DAY_MS, wall + DAY_MS]
    .map((near) => wall - (wallTime(near, zone) - near))
    .filter((instant) => wallTime(instant, zone) === wall);
  return candidates.length > 0 ? Math.min(...candidates) : changeBefore(wall, zone);
}

/** The first instant whose wall clock is past `wall`. */
function changeBefore(wall: number, zone: string): number {
  return lastWhere(wall - 2 * DAY_MS, wall + 2 * DAY_MS, (instant) => wallTime(instant, zone) < wall) + 1;
}

/** Local day of an instant, in days since 1970-01-01. */
export function localDay(instant: number, zone: string): number {
  return Math.floor(wallTime(instant, zone) / DAY_MS);
}

/** The local day at whose end an instant is; within a day a part of one more. */
export function dayEnding(instant: number, zone: string): number {
  return wallTime(instant, zone) / DAY_MS - 1;
}

/** First instant of a local day. */
export function startOfLocalDay(day: number, zone: string): number {
  return instantOf(day * DAY_MS, zone);
}
