import { ENGLISH, type Message, type MessageKey, type Messages } from '../../src/format/index.ts';

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'å',
  b: 'ƀ',
  c: 'ç',
  d: 'ð',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'î',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ö',
  p: 'þ',
  q: 'ǫ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'û',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
};

/**
 * Every message longer by a third and accented, its places untouched: what is still plain ASCII on a page did not come
 * from a message. Right to left it is told to be Hebrew, and its texts turn around.
 */
export function pseudoLanguage(direction: 'ltr' | 'rtl' = 'ltr'): Messages {
  const turn = direction === 'rtl' ? (text: string) => `\u202e${text}\u202c` : (text: string) => text;
  const translate = (message: Message): Message => {
    if (typeof message === 'string') return turn(disguise(message));
    const variants = Object.entries<string>(message as Readonly<Record<string, string>>);
    return Object.fromEntries(variants.map(([rule, text]) => [rule, turn(disguise(text))])) as unknown as Message;
  };
  const messages = Object.entries(ENGLISH).map(([key, message]) => [key as MessageKey, translate(message)] as const);
  return { ...Object.fromEntries(messages), language: direction === 'rtl' ? 'he' : 'en-XA' };
}

/** Accents the letters outside of places, and adds a third of the length. */
export function disguise(sentence: string): string {
  const accented = sentence
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : part.replace(/[a-z]/gi, accent)))
    .join('');
  return `⟦${accented}${'·'.repeat(Math.ceil(sentence.length / 3))}⟧`;
}

function accent(letter: string): string {
  const lower = ACCENTS[letter.toLowerCase()]!;
  return letter === letter.toLowerCase() ? lower : lower.toUpperCase();
}
