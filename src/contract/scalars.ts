import * as z from 'zod/mini';
import { Decimal } from '../engine/decimal.ts';
import { isTimeZone } from '../engine/time-zone.ts';
import { safeUrl } from './safe-url.ts';

const LONGEST_TEXT = 2000;
const DIGITS = String.raw`(0|[1-9]\d{0,17})(\.\d{1,20})?$`;

/** The message for a wrong type or form; a missing value keeps the one that says so. */
export function say(error: string) {
  return { error: ({ input }: { readonly input?: unknown }) => (input === undefined ? undefined : error) };
}

// A lone surrogate is not a character: encodeURIComponent throws on it, files replace it.
const wellFormed = z.overwrite<string>((text) => text.replace(/\p{Surrogate}/gu, '\ufffd'));

/** Anything people read. Shown as text, never as markup, so every character is allowed. */
export const text = z.string().check(z.maxLength(LONGEST_TEXT), wellFormed);

export const id = z.string().check(z.minLength(1), z.maxLength(LONGEST_TEXT), wellFormed);

/** What three capital letters are, where a meter could stand as well. */
export const CURRENCY = /^[A-Z]{3}$/;
export const currency = z.string().check(z.regex(CURRENCY, 'must be an ISO 4217 code such as EUR'));

/** An IANA name; offsets, which some hosts take for zones, know no daylight saving. */
export const timeZone = z
  .string()
  .check(
    z.refine((zone) => /^[A-Z]/i.test(zone) && isTimeZone(zone), 'must be an IANA time zone such as Europe/Paris'),
  );

/** Said of an address that no link may have; the link is then dropped, not the document. */
export const UNSAFE_ADDRESS = 'is no http(s), mailto or same-site address: the link is left out';

export const url = z.string().check(
  z.maxLength(LONGEST_TEXT),
  z.check((payload) => {
    const safe = safeUrl(payload.value);
    if (safe === null) payload.issues.push({ code: 'custom', input: payload.value, message: UNSAFE_ADDRESS });
    else payload.value = safe;
  }),
);

function decimal(pattern: string, range: string) {
  const message = `must be a decimal ${range}, as a string such as "12.50"`;
  return z.pipe(
    z.string(say(message)).check(z.regex(new RegExp(pattern), message)),
    // Adding 0 makes "-0" plain.
    z.transform((digits) => new Decimal(digits).plus(0)),
  );
}

export const signed = decimal(`^-?${DIGITS}`, 'of up to 18 and 20 digits');
export const amount = decimal(`^${DIGITS}`, 'of at least 0');
export const positive = decimal(String.raw`^(?!0(\.0+)?$)${DIGITS}`, 'above 0');

/** A count of things, or a position. */
export function integer(least: number, most: number) {
  return z.int().check(z.minimum(least), z.maximum(most));
}

export function flag(preset: boolean) {
  return z._default(z.boolean(), preset);
}

/** One of some words; the first is the default. */
export function choice<const W extends string>(...words: readonly [W, ...W[]]) {
  return z._default(z.enum(words), words[0]);
}

/** May be left out or be `null`: there is none. */
export function orNull<S extends z.ZodMiniType>(schema: S) {
  return z._default(z.nullable(schema), null);
}

/** A list with a bound that is checked before the entries are read: a hostile list costs nothing. */
export function list<S extends z.ZodMiniType>(item: S, most: number) {
  const bound = z.transform((raw: unknown, ctx) => {
    if (Array.isArray(raw) && raw.length > most) {
      ctx.issues.push({ code: 'too_big', origin: 'array', maximum: most, input: raw as unknown[] });
    }
    return raw;
  });
  return z.pipe(bound, z.array(item).check(z.maxLength(most)));
}

/** A list that may be left out. */
export function optionalList<S extends z.ZodMiniType>(item: S, most: number) {
  return z.prefault(list(item, most), []);
}

/** An object used as a dictionary, read into a Map: no key means anything to a Map, `__proto__` included. */
export function record<S extends z.ZodMiniType>(value: S, most: number) {
  const entries = z.transform((raw: unknown, ctx) => {
    if (!isObject(raw)) return raw;
    const keys = Object.keys(raw);
    if (keys.length > most) ctx.issues.push({ code: 'too_big', origin: 'object', maximum: most, input: raw });
    return new Map(Object.entries(raw));
  });
  return z.prefault(z.pipe(entries, z.map(id, value)), {});
}

/** An object in which an unknown field may change a price, and is refused. Names that start with `x_` are free. */
export function strict<S extends z.ZodMiniType>(schema: S) {
  const withoutFree = z.transform((raw: unknown) => {
    if (!isObject(raw)) return raw;
    // Without a prototype, what a page has added to Object.prototype is no field.
    const copy = Object.assign(Object.create(null) as Record<string, unknown>, raw);
    for (const key of Object.keys(copy)) if (key.startsWith('x_')) delete copy[key];
    return copy;
  });
  return z.pipe(withoutFree, schema);
}

/** Refuses two entries with the same `key`. */
function unique<T>(key: (entry: T) => unknown, field = 'id') {
  return z.check<readonly T[]>((payload) => {
    const seen = new Set<unknown>();
    payload.value.forEach((entry, index) => {
      const value = key(entry);
      if (seen.has(value)) {
        payload.issues.push({ code: 'custom', input: value, path: [index, field], message: 'is there twice' });
      }
      seen.add(value);
    });
  });
}

/** Something that is read by itself later, so that what is wrong in it stays there. */
export const apart = z.pipe(
  z.unknown(),
  z.transform((raw) => () => raw),
);

/** Entries of a list are told apart by their ids. */
export const uniqueIds = unique<{ readonly id: string }>(({ id: name }) => name);

export function isObject(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
