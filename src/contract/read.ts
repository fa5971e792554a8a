import type * as z from 'zod/mini';
import { Decimal } from '../engine/numbers/decimal.ts';
import type { ContractIssue } from './contract-error.ts';
import { flatten, parse } from './issues.ts';
import { isObject, UNSAFE_ADDRESS } from './scalars.ts';

/** Told of what was left out of an otherwise good document. */
export type Warn = (issue: ContractIssue) => void;

export type Reading<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly value?: undefined; readonly issues: readonly ContractIssue[] };

/** Reads raw JSON by a schema into frozen values of the engine. */
export function read<S extends z.core.$ZodType>(schema: S, raw: unknown, warn?: Warn): Reading<Settled<z.output<S>>> {
  const result = parse(schema, raw);
  if (result.success) return { value: settle(result.data) };
  const found = flatten(result.error);
  const issues = found.map(({ path, message }) => ({ path: path.join('.'), message }));
  if (found.some(({ message }) => message !== UNSAFE_ADDRESS)) return { issues };
  // Nothing but links that lead nowhere good: the document is right without them.
  issues.forEach((issue) => warn?.(issue));
  const withoutLinks = found.reduce((rest, { path }) => withNull(rest, path), raw);
  return read(schema, withoutLinks);
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
