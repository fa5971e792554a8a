import * as z from 'zod/mini';
import { MOST_ISSUES } from './contract-error.ts';

/** Says what is wrong with a value, at a path inside it. */
export type Say = (message: string, ...path: readonly PropertyKey[]) => void;

type Payload = Pick<z.core.ParsePayload, 'issues' | 'value'>;

/** A check of our own; it may say several things. */
export function check<T>(test: (value: T, say: Say) => void) {
  return z.check<T>((payload) => {
    // Where a part is wrong, zod may go on with it as it came.
    if (payload.issues.length === 0) test(payload.value, sayTo(payload));
  });
}

export function sayTo({ issues, value: input }: Payload): Say {
  return (message, ...path) => issues.push({ code: 'custom', input, path: [...path], message });
}

/** Reads a part by a schema of its own; what is wrong there is told at its path in the whole. */
export function readPart<S extends z.core.$ZodType>(
  schema: S,
  raw: unknown,
  payload: Payload,
): z.output<S> | undefined {
  const { data, error } = parse(schema, raw);
  for (const { path, message } of flatten(error)) sayTo(payload)(message, ...path);
  return data;
}

/** A document with more values than this is read up to the first issue, or a hostile one would take long to complain about. */
const LARGE = 20_000;

export function parse<S extends z.core.$ZodType>(schema: S, raw: unknown) {
  // `abortEarly` is zod's own way to stop there; its types keep it to themselves.
  const context: z.core.ParseContextInternal<z.core.$ZodIssue> = { error: describe, abortEarly: isLarge(raw) };
  return z.safeParse(schema, raw, context);
}

function isLarge(raw: unknown): boolean {
  // Not recursive: a hostile document nests deeper than the stack.
  const waiting = [raw];
  let count = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    // Not the keys of a list: a million of them take a second.
    count += Array.isArray(value) ? value.length : Object.keys(value).length;
    if (count > LARGE) return true;
    waiting.push(...(Object.values(value) as unknown[]));
  }
  return false;
}

/** Each issue at the path of its field, also where the field is one that should not be there. */
export function flatten(error: z.core.$ZodError | undefined): { path: PropertyKey[]; message: string }[] {
  return (error?.issues ?? []).flatMap((issue) => {
    const { path, message } = issue;
    if (issue.code !== 'unrecognized_keys') return { path, message };
    return issue.keys.slice(0, MOST_ISSUES).map((key) => ({ path: [...path, key], message }));
  });
}

/** Our own words: zod/mini brings none, and its settings are the whole page's. */
function describe(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  if (input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      // Whoever wrote a number for a decimal learns how it is written exactly.
      return `must be ${WORDS[issue.expected]}${issue.expected === 'string' && Number.isFinite(input) ? `, such as "${input as number}"` : ''}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'unrecognized_keys':
      return 'is an unknown field, which may change a price';
    case 'too_big':
      return exceeds(issue.maximum, COUNTED[issue.origin]);
    case 'too_small':
      return issue.origin === 'number' ? `must be at least ${issue.minimum}` : 'must not be empty';
    default:
      return 'is not allowed';
  }
}

/** What a bound is one of, where it is not one of entries. */
const COUNTED: Readonly<Record<string, string>> = { number: '', string: ' characters' };

const WORDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'an integer',
  array: 'a list',
  object: 'an object',
};

export function oneOf(values: readonly unknown[]): string {
  return `must be ${values.join(' or ')}`;
}

export function exceeds(bound: number | bigint, what = ' entries'): string {
  return `exceeds the bound of ${bound}${what}`;
}
