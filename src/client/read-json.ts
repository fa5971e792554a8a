import { RequestError } from './request-error.ts';

const MAX_DEPTH = 64;

/**
 * JSON text to a value. Depth is checked before parsing: what is nested a hundred thousand times would overflow the
 * stack of whoever walks the value, and some engines' `JSON.parse` itself.
 *
 * @param url where it came from, for the error's message
 * @throws RequestError `not-json` or `too-deep`
 */
export function readJson(text: string, url = 'inline'): unknown {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    else if (quoted) i += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > MAX_DEPTH) throw new RequestError('too-deep', url);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RequestError('not-json', url);
  }
}
