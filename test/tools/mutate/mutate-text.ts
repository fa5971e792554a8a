import type { Random } from './random.ts';

const encoder = new TextEncoder();

/** What happens to a document between the endpoint and the page, or to one that was never JSON. */
export function mutateText(text: string, random: Random): Uint8Array {
  const bytes = encoder.encode(text);
  const at = random.below(bytes.length);
  switch (random.below(9)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      return bytes.with(at, random.below(256));
    case 2:
      return new Uint8Array([...bytes.slice(0, at), random.below(256), ...bytes.slice(at)]);
    case 3:
      return bytes.filter((_, index) => index !== at);
    case 4:
      // A decimal as a number, as many programs write it.
      return encoder.encode(replaceOne(text, /"-?\d+(?:\.\d+)?"/g, (found) => found.slice(1, -1), random));
    case 5:
      return encoder.encode(
        replaceOne(text, /"-?\d+(?:\.\d+)?"/g, () => random.pick(['1e400', '-1e400', 'NaN', '"NaN"', '1e5']), random),
      );
    case 6:
      // The same name twice: the last one holds.
      return encoder.encode(
        replaceOne(text, /"\w+":(?:"[^"]*"|true|false|\d+)/g, (found) => `${found},${found}`, random),
      );
    case 7:
      return Uint8Array.from(
        [...text].flatMap((character) => [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8]),
      );
    default:
      return encoder.encode(random.pick(['\ufeff', ' \n\t', '\u00a0', ")]}',\n", '<!doctype html>']) + text);
  }
}

function replaceOne(text: string, pattern: RegExp, by: (found: string) => string, random: Random): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const match = random.pick(found);
  return `${text.slice(0, match.index)}${by(match[0])}${text.slice(match.index + match[0].length)}`;
}
