import * as z from 'zod/mini';
import { Decimal } from '../engine/numbers/decimal.ts';
import { once } from '../engine/once.ts';
import { isTimeZone } from '../engine/time/time-zone.ts';
import { check, exceeds, sayTo, type Say } from './issues.ts';
import { safeUrl } from './safe-url.ts';

const LONGEST_TEXT = 2000;
const MOST_FIELDS = 100;
const DIGITS = String.raw`(0|[1-9]\d{0,17})(\.\d{1,20})?$`;

/** Anything people read. Shown as text, never as markup, so every character is allowed. */
export const text = once(() =>
  z.string().check(
    z.maxLength(LONGEST_TEXT),
    z.check((payload) => {
      payload.value = wellFormed(payload.value);
    }),
  ),
);

/** A lone surrogate is not a character: encodeURIComponent throws on it, files replace it. */
function wellFormed(raw: string): string {
  return raw.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Of this contract. */
export const version = once(() => z.literal(1));

export const id = once(() => text().check(z.minLength(1)));

/** What three capital letters are, where a meter could stand as well. */
export const CURRENCY = /^[A-Z]{3}$/;
export const currency = once(() => z.string().check(z.regex(CURRENCY, 'must be an ISO 4217 code such as EUR')));

/** An IANA name; offsets, which some hosts take for zones, know no daylight saving. */
export const timeZone = once(() =>
  z.string().check(
    check((zone, say) => {
      if (!/^[A-Z]/i.test(zone) || !isTimeZone(zone)) say('must be an IANA time zone such as Europe/Paris');
    }),
  ),
);

/** Said of an address that no link may have; the link is then left out, not the document. */
export const UNSAFE_ADDRESS = 'is no http(s), mailto or same-site address: the link is left out';

export const url = once(() =>
  z.string().check(
    z.maxLength(LONGEST_TEXT),
    z.check((payload) => {
      const safe = safeUrl(payload.value);
      if (safe === null) sayTo(payload)(UNSAFE_ADDRESS);
      else payload.value = safe;
    }),
  ),
);

function decimal(pattern: string, range: string) {
  return z.pipe(
    z.string().check(z.regex(new RegExp(pattern), `must be a decimal ${range}, such as "12.50"`)),
    // Adding 0 makes "-0" plain.
    z.transform((digits) => new Decimal(digits).plus(0)),
  );
}

export const signed = once(() => decimal(`^-?${DIGITS}`, 'of up to 18 and 20 digits'));
export const amount = once(() => decimal(`^${DIGITS}`, 'of at least 0'));
export const positive = once(() => decimal(String.raw`^(?!0(\.0+)?$)${DIGITS}`, 'above 0'));

/** A count of things, or a position. */
export function integer(least: number, most: number) {
  return z.number().check(
    z.minimum(least),
    z.maximum(most),
    check((value, say) => {
      if (!Number.isInteger(value)) say('must be an integer');
    }),
  );
}

/** True or false: to zod a literal, which there is anyway. */
export function flag(preset: boolean) {
  return z._default(z.literal([true, false]), preset);
}

/** One of some words; the first is the default. */
export function choice<const W extends string>(...words: readonly [W, ...W[]]) {
  return z._default(z.literal(words), words[0]);
}

/** May be left out or be `null`: there is none. */
export function orNull<S extends z.ZodMiniType>(schema: S) {
  return z._default(z.nullable(schema), null);
}

/** A list. Its bound is checked before the entries are read, so that a hostile one costs nothing. */
export function array<S extends z.ZodMiniType>(item: S, most: number, least = 0) {
  return z.array(item).check(z.maxLength(most), z.minLength(least));
}

/** A list that is empty where it is left out. */
export function list<S extends z.ZodMiniType>(item: S, most: number) {
  return z._default(array(item, most), []);
}

/** A list of one entry at least. */
export function someOf<S extends z.ZodMiniType>(item: S, most: number) {
  return array(item, most, 1);
}

/** An object used as a dictionary, read into a Map: an inherited name such as `constructor` means nothing there. */
export function record<S extends z.ZodMiniType>(value: S, most: number) {
  const bounded = z.transform((raw: unknown = {}, payload) => {
    if (!isObject(raw)) return raw;
    const say = sayTo(payload);
    if (Object.hasOwn(raw, '__proto__')) say('is no id', '__proto__');
    return checkBound(Object.keys(raw).length, most, say) ? bare(raw) : raw;
  });
  const toMap = z.transform((entries: Readonly<Record<string, z.output<S>>>) => {
    return new Map(Object.entries(entries).map(([key, entry]) => [wellFormed(key), entry] as const));
  });
  return z.pipe(z.pipe(bounded, z.catchall(z.object({}), value)), toMap);
}

/**
 * An object in which an unknown field may change a price, and is refused. Names that start with `x_` are free.
 * @param preset stands for an object that is left out.
 */
export function strict<S extends z.ZodMiniType>(schema: S, preset?: Readonly<Record<string, unknown>>) {
  const withoutFree = z.transform((raw: unknown = preset, payload) => {
    if (!isObject(raw)) return raw;
    const keys = Object.keys(raw);
    if (!checkBound(keys.length, MOST_FIELDS, sayTo(payload))) return raw;
    const copy = bare(raw);
    for (const key of keys) if (key.startsWith('x_')) delete copy[key];
    return copy;
  });
  return z.pipe(withoutFree, schema);
}

/** A copy without a prototype: what a page has added to Object.prototype is no field. */
function bare(raw: object): Record<string, unknown> {
  return Object.assign(Object.create(null) as Record<string, unknown>, raw);
}

function checkBound(count: number, most: number, say: Say): boolean {
  if (count > most) say(exceeds(most));
  return count <= most;
}

/** What is called by its id where it has no name, or an empty one. */
export function named<T extends { readonly id: string; readonly name?: string | undefined }>(value: T) {
  return { ...value, name: value.name || value.id };
}

/** Entries of a list are told apart by their ids. */
export const uniqueIds = once(() =>
  check<readonly { readonly id: string }[]>((entries, say) => {
    const seen = new Set<string>();
    entries.forEach(({ id: each }, index) => {
      if (seen.size === seen.add(each).size) say('is there twice', index, 'id');
    });
  }),
);

/** Something that is read by itself later, so that what is wrong in it stays there. */
export const apart = once(() =>
  z.pipe(
    z.unknown(),
    z.transform((raw) => () => raw),
  ),
);

export function isObject(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
