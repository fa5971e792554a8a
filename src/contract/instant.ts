import * as z from 'zod/mini';
import { dayNumber } from '../engine/time/calendar.ts';
import { once } from '../engine/once.ts';
import { startOfLocalDay } from '../engine/time/time-zone.ts';
import { check, sayTo } from './issues.ts';
import { strict } from './scalars.ts';

const DATE = String.raw`^(19[7-9]\d|[2-9]\d{3})-\d\d-\d\d`;
const TIME = String.raw`T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)`;

// Reading a document is synchronous, so one variable is enough to say in which zone its bare dates begin.
let zoneOfDocument = 'UTC';

/** Reads a document whose bare dates are days of `zone`. */
export function inZone<T>(zone: string, read: () => T): T {
  zoneOfDocument = zone;
  try {
    return read();
  } finally {
    zoneOfDocument = 'UTC';
  }
}

/** RFC 3339 with an offset, or a date: the first instant of that day in the document's zone. Gives ms since 1970. */
export const instant = once(() =>
  moment(`${DATE}(${TIME})?$`, 'must be a date or an RFC 3339 instant with its offset', (text) => {
    const day = dayNumber(text.slice(0, 10));
    if (isNaN(day)) return day;
    return text.length > 10 ? Date.parse(text) : startOfLocalDay(day, zoneOfDocument);
  }),
);

/** A date without a time, as days since 1970-01-01. */
export const localDay = once(() => moment(`${DATE}$`, 'must be a date such as 2026-01-31', dayNumber));

const bounds = once(() => ({ start: instant(), end: instant() }));
const inOrder = once(() =>
  check<{ start: number; end: number }>(({ start, end }, say) => {
    if (start >= end) say('must be after the start', 'end');
  }),
);

/** Two instants; half open. */
export const span = once(() => z.object(bounds()).check(inOrder()));
export const strictSpan = once(() => strict(z.strictObject(bounds()).check(inOrder())));

function moment(pattern: string, message: string, parse: (text: string) => number) {
  return z.pipe(
    z.string().check(z.regex(new RegExp(pattern), message)),
    z.transform((written, payload) => {
      const value = parse(written);
      // Such as 30 February.
      if (isNaN(value)) sayTo(payload)(message);
      return value;
    }),
  );
}
