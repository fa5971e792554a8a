/** Instants, days and periods, naively: by looking at the clock on the wall. Days are their UTC midnights, in ms. */
const formats = new Map<string, Intl.DateTimeFormat>();
const instants = new Map<string, number>();
const QUARTER = 15 * 60_000;
const DAY = 86_400_000;
/** No clock on earth is more than 15 hours off. */
const FARTHEST = 60 * QUARTER;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A date is the first instant of its day there; anything else says its offset itself. */
export function instantOf(text: string, zone: string): number {
  return text.length > 10 ? Date.parse(text) : instantAt(Date.parse(`${text}T00:00:00Z`), zone);
}

/** What the clock on the wall shows, as if it hung in Greenwich. */
export function wallAt(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const [month, day, year, hour, minute, second] = format.format(instant).split(/\D+/).map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
}

export function dayAt(instant: number, zone: string): number {
  return Math.floor(wallAt(instant, zone) / DAY) * DAY;
}

/** The first instant at which the wall shows that; where it never does, the moment at which the clock was put past it. */
export function instantAt(wall: number, zone: string): number {
  const key = `${wall} ${zone}`;
  let found = instants.get(key);
  if (found === undefined) {
    let offset = FARTHEST;
    while (offset >= -FARTHEST && wallAt(wall - offset, zone) !== wall) offset -= QUARTER;
    if (offset >= -FARTHEST) found = wall - offset;
    else {
      found = Math.floor((wall - FARTHEST) / QUARTER) * QUARTER;
      while (wallAt(found, zone) < wall) found += QUARTER;
    }
    instants.set(key, found);
  }
  return found;
}

export function daysBetween(from: number, to: number, zone: string): number {
  return (dayAt(to, zone) - dayAt(from, zone)) / DAY;
}

/** Days in months that all have thirty. */
export function thirtiethsBetween(from: number, to: number, zone: string): number {
  const [first, last] = [from, to].map((instant) => {
    const day = new Date(dayAt(instant, zone));
    return day.getUTCFullYear() * 360 + day.getUTCMonth() * 30 + Math.min(day.getUTCDate(), 30);
  });
  return last! - first!;
}

/** The instant at which the day after an instant's begins. */
export function nextDayStart(instant: number, zone: string): number {
  return instantAt(dayAt(instant, zone) + DAY, zone);
}

export function dayStart(instant: number, zone: string): number {
  return instantAt(dayAt(instant, zone), zone);
}

/** The period around an instant: one interval after the other, each counted from the anchor. */
export function periodAround(
  anchor: number,
  interval: { readonly unit: string; readonly count?: number },
  at: number,
  zone: string,
): Span {
  const count = interval.count ?? 1;
  const wall = wallAt(anchor, zone);
  const time = wall - Math.floor(wall / DAY) * DAY;
  const boundary = (index: number): number => instantAt(later(wall - time, interval.unit, index * count) + time, zone);
  const longest = { day: 1, week: 7, month: 31, year: 366 }[interval.unit]! * count * DAY;
  // Never too late to begin with, whichever side of the anchor it is on; then one by one.
  let index = Math.floor((at - anchor) / longest) - 2;
  if (at < anchor) index = Math.floor((at - anchor) / (longest * 0.9)) - 2;
  while (boundary(index + 1) <= at) index += 1;
  return { start: boundary(index), end: boundary(index + 1) };
}

/** So many days, weeks, months or years after a day; a month that is too short ends on its last day. */
function later(day: number, unit: string, count: number): number {
  if (unit === 'day') return day + count * DAY;
  if (unit === 'week') return day + count * 7 * DAY;
  const date = new Date(day);
  const months = date.getUTCMonth() + (unit === 'year' ? 12 * count : count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), months, Math.min(date.getUTCDate(), last));
}
