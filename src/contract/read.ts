import * as z from 'zod/mini';
import { Decimal } from '../engine/decimal.ts';
import type { ContractIssue } from './contract-error.ts';
import { isObject, UNSAFE_ADDRESS } from './scalars.ts';

/** Told of what was left out of an otherwise good document. */
export type Warn = (issue: ContractIssue) => void;

export type Reading<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly value?: undefined; readonly issues: readonly ContractIssue[] };

const LONGEST = 200;

/** Reads raw JSON by a schema into frozen values of the engine. */
export function read<S extends z.core.$ZodType>(schema: S, raw: unknown, warn?: Warn): Reading<Settled<z.output<S>>> {
  const result = z.core.safeParse(schema, raw, { error: describe });
  if (result.success) return { value: settle(result.data) };
  const { issues } = result.error;
  const readable = issues.flatMap((issue) =>
    // The path leads to the field itself, also where it is the field that should not be there.
    (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]).map((path) => ({
      path: path.join('.').slice(0, LONGEST),
      message: issue.message.slice(0, LONGEST),
    })),
  );
  if (issues.some(({ message }) => message !== UNSAFE_ADDRESS)) return { issues: readable };
  // Nothing but links that lead nowhere good: the document is right without them.
  readable.forEach((issue) => warn?.(issue));
  return read(
    schema,
    issues.reduce((rest, { path }) => withNull(rest, path), raw),
  );
}

function withNull(raw: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return null;
  if (Array.isArray(raw)) return raw.map((entry, index) => (index === key ? withNull(entry, rest) : entry) as unknown);
  return isObject(raw) ? { ...raw, [key]: withNull(raw[key as string], rest) } : raw;
}

/** Issues of a part, as issues of the whole. */
export function under(path: string, issues: readonly ContractIssue[]): ContractIssue[] {
  return issues.map((issue) => ({ ...issue, path: issue.path ? `${path}.${issue.path}` : path }));
}

/** Our own words: zod/mini brings none, and its settings are the whole page's. */
function describe(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${WORDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`;
    case 'invalid_union':
      return `must be one of ${String(issue.options).replaceAll(',', ', ')}`;
    case 'unrecognized_keys':
      return 'is an unknown field, which may change a price';
    case 'too_big':
      return `exceeds the bound of ${issue.maximum}${MEASURES[issue.origin] ?? ''}`;
    case 'too_small':
      return issue.origin === 'number' ? `must be at least ${issue.minimum}` : 'must not be empty';
    default:
      return 'is not allowed';
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'an integer',
  number: 'an integer',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  map: 'an object',
};

const MEASURES: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', object: ' entries' };

type CamelCase<K> = K extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : K;

/** Field names as the engine writes them, and nothing to be changed any more. */
export type Settled<T> = T extends Decimal | (() => unknown) | string | number | boolean | null | undefined
  ? T
  : T extends ReadonlyMap<infer K, infer V>
    ? ReadonlyMap<K, Settled<V>>
    : T extends readonly (infer E)[]
      ? readonly Settled<E>[]
      : { readonly [K in keyof T as CamelCase<K>]: Settled<T[K]> };

function settle<T>(value: T): Settled<T>;
function settle(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map((entry: unknown) => settle(entry)));
  if (value instanceof Map) return new Map([...value].map(([key, entry]) => [key as unknown, settle(entry)]));
  if (typeof value !== 'object' || value === null || value instanceof Decimal) return value;
  return Object.freeze(
    Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [
        key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        settle(entry),
      ]),
    ),
  );
}
