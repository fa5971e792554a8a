import type { Random } from './random.ts';
import { DECIMALS, FIELDS, type Home, SPOILT, WORDS } from './values.ts';

type Container = Record<string, unknown>;

interface Place {
  readonly owner: Container;
  readonly field: string;
}

const DAY_MS = 86_400_000;

/** Changes something, somewhere in a document that is parsed JSON. */
export function mutateDocument(document: unknown, random: Random): void {
  const places = placesIn(document);
  if (places.length === 0) return;
  const { owner, field } = random.pick(places);
  const chance = random.next();
  if (chance < 0.55) set(owner, field, plausible(owner[field], field, places, random));
  else if (chance < 0.65) set(owner, field, structuredClone(random.pick(SPOILT)));
  else if (chance < 0.72) remove(owner, field, random);
  else if (chance < 0.92) add(random.pick(homesIn(document)), random);
  else rearrange(owner, field, random);
}

/** Something else of the same kind. */
function plausible(value: unknown, field: string, places: readonly Place[], random: Random): unknown {
  const words = WORDS[field];
  if (words !== undefined && random.next() < 0.9) return structuredClone(random.pick(words));
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + random.pick([-1, 1, 1, 2, 10]);
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return decimalLike(value, random);
  // One that was changed before may be no date any more.
  const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value));
  if (isDate) return dateLike(value, random);
  // Another text of the document: an id that is known, most of all.
  const texts = places.map(({ owner, field: name }) => owner[name]).filter((other) => typeof other === typeof value);
  return texts.length > 0 ? structuredClone(random.pick(texts)) : null;
}

function decimalLike(value: string, random: Random): string {
  const chance = random.next();
  if (chance < 0.4) return random.pick(DECIMALS);
  if (chance < 0.6) return value.includes('.') ? `${value}5` : `${value}.5`;
  if (chance < 0.8) return value.replace(/\d/, () => `${1 + random.below(9)}`);
  return `${value.replace(/\..*/s, '')}${random.below(1000)}`;
}

function dateLike(value: string, random: Random): string {
  const days = random.pick([-400, -40, -31, -7, -1, 1, 2, 8, 30, 31, 365]);
  const moved = new Date(Date.parse(value) + days * DAY_MS).toISOString();
  return random.next() < 0.6
    ? moved.slice(0, 10)
    : moved.replace('.000Z', random.pick(['Z', '+05:30', '-11:00', '.5Z']));
}

/** Mostly something that belongs there. */
function add(owner: Container, random: Random): void {
  const [name, value] = random.pick(FIELDS[random.next() < 0.8 ? homeOf(owner) : 'any']);
  set(owner, name, structuredClone(value));
}

function homeOf(owner: Container): Home {
  if ('model' in owner) return 'charge';
  if ('charges' in owner && 'id' in owner && !('balance' in owner)) return 'plan';
  if ('anchor' in owner) return 'subscription';
  if ('subscription' in owner) return 'account';
  if ('aggregation' in owner) return 'meter';
  return 'quantity' in owner ? 'usage' : 'any';
}

function remove(owner: Container, field: string, random: Random): void {
  if (!Array.isArray(owner)) Reflect.deleteProperty(owner, field);
  else owner.splice(Number(field), random.pick([1, 1, owner.length]));
}

/** Entries of a list change places or are there twice; fields of an object change values. */
function rearrange(owner: Container, field: string, random: Random): void {
  const fields = Object.keys(owner);
  const other = random.pick(fields);
  if (Array.isArray(owner) && random.next() < 0.5) {
    owner.splice(Number(other), 0, structuredClone(owner[Number(field)]));
    return;
  }
  const value = owner[field];
  set(owner, field, owner[other]);
  set(owner, other, value);
}

function placesIn(document: unknown): Place[] {
  if (typeof document !== 'object' || document === null) return [];
  const owner = document as Container;
  return Object.keys(owner).flatMap((field) => [{ owner, field }, ...placesIn(owner[field])]);
}

/** Where fields may be added; seldom where none belongs. */
function homesIn(document: unknown): Container[] {
  const objects = objectsIn(document);
  const homes = objects.filter((owner) => homeOf(owner) !== 'any');
  return homes.length > 0 ? homes : objects;
}

function objectsIn(document: unknown): Container[] {
  const owners = placesIn({ document }).map(({ owner, field }) => owner[field]);
  return owners.filter(
    (value): value is Container => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
}

/** Also where the name is `__proto__`. */
function set(owner: Container, field: string, value: unknown): void {
  Object.defineProperty(owner, field, { value, enumerable: true, configurable: true, writable: true });
}
