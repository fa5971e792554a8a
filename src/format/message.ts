/**
 * One message: a sentence with `{named}` places, or one sentence per plural category of `{count}`.
 * A key such as `0` is for exactly that count, before any category.
 */
export type Message =
  string | Readonly<Partial<Record<Intl.LDMLPluralRule | `${number}`, string>> & { readonly other: string }>;

/** What a page hands on as a message may be anything. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return typeof value === 'string';
  return 'other' in value && Object.values(value).every((sentence) => typeof sentence === 'string');
}

/** The sentence of a message for a count. */
export function choose(message: Message, count: number | undefined, rules: () => Intl.PluralRules): string {
  if (typeof message === 'string') return message;
  if (count === undefined) return message.other;
  return message[`${count}`] ?? message[rules().select(count)] ?? message.other;
}

/** The sentence cut at its places: texts and values take turns. A place without a value stays as it is written. */
export function fill<Piece>(sentence: string, valueOf: (place: string) => Piece | undefined): (string | Piece)[] {
  return sentence.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? (valueOf(part) ?? `{${part}}`) : part));
}
