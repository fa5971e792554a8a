/** One case of a file of facts: what a price comes to, and where that is written. */
export interface Case {
  readonly id: string;
  readonly model: string;
  readonly currency: string;
  readonly input: Input;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** The words of a case, as they stand in the file. */
export type Input = Readonly<Record<string, unknown>>;

/** What the product answered, under the keys that a case may expect. */
export interface Answer {
  readonly got: Readonly<Record<string, unknown>>;
  /** Whether it went from JSON through the parser and the estimate. */
  readonly wholeWay: boolean;
}

export type Translate = (input: Input, context: Context) => Answer;

export interface Context {
  readonly currency: string;
}

/** A text or number of the case; `fallback` where the key is missing or null. */
export function text(input: Input, key: string, fallback = ''): string {
  const value = input[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fallback;
}

/** The same, `null` where it is missing. */
export function optional(input: Input, ...keys: readonly string[]): string | null {
  const key = keys.find((name) => input[name] !== undefined && input[name] !== null);
  return key === undefined ? null : text(input, key);
}

export function list(input: Input, key: string): readonly unknown[] {
  const value = input[key];
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** Numbers may stand alone where a record with one amount would do. */
export function records(input: Input, key: string, alone = 'amount'): readonly Input[] {
  return list(input, key).map((value) => (isRecord(value) ? value : { [alone]: value }));
}

export function record(input: Input, key: string): Input {
  const value = input[key];
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A case uses a word that is not in the glossary: better to stop than to guess. */
export function unknownWord(key: string, word: unknown): never {
  throw new Error(`The word ${JSON.stringify(word)} of ${key} is not known.`);
}
