import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Body } from './bodies.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../../docs/examples');

/** Documents that no endpoint should answer with: cut off, of wrong types, too deep, too large, in other encodings. */
export function ownBodies(): Body[] {
  const { catalog, account } = JSON.parse(readFileSync(path.join(EXAMPLES, 'hybrid.json'), 'utf8')) as Record<
    'catalog' | 'account',
    object
  >;
  const texts = { catalog: JSON.stringify(catalog), account: JSON.stringify(account) };
  return Object.entries(texts).flatMap(([name, text]) => [
    ...truncated(name, text),
    ...retyped(name, JSON.parse(text) as object),
    ...numbers(name, text),
    ...encodings(name, text),
    ...huge(name, text),
    ...polluted(name, text),
  ]);
}

function body(name: string, content: string | Uint8Array): Body {
  return { name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content };
}

function truncated(name: string, text: string): Body[] {
  return Array.from({ length: 100 }, (_, step) => {
    const length = Math.floor((text.length * step) / 100);
    return body(`${name} cut after ${length}`, text.slice(0, length));
  });
}

/** Every top field, and the document itself, as everything that it is not. */
function retyped(name: string, document: object): Body[] {
  const values = [null, true, 0, -1, 1e21, '', 'text', [], [[]], {}, { length: 1e9 }, [null], [{}], [[[[]]]]];
  return values.flatMap((value) => [
    body(`${name} as ${JSON.stringify(value)}`, JSON.stringify(value)),
    ...Object.keys(document).map((field) =>
      body(`${name}.${field} as ${JSON.stringify(value)}`, JSON.stringify({ ...document, [field]: value })),
    ),
  ]);
}

function numbers(name: string, text: string): Body[] {
  const values = [
    '1e400',
    '-1e400',
    '1e-400',
    'NaN',
    '"NaN"',
    'Infinity',
    '"Infinity"',
    '0x10',
    '"1e5"',
    '9'.repeat(400),
    '-0',
    '1.',
  ];
  return values.map((value) =>
    body(
      `${name} with ${value.slice(0, 20)}`,
      text.replace(/"(?:amount|quantity)":"[^"]*"/g, (field) => field.replace(/:.*/, `:${value}`)),
    ),
  );
}

function encodings(name: string, text: string): Body[] {
  const utf16 = new Uint8Array(new Uint16Array([...text].map((character) => character.charCodeAt(0))).buffer);
  const cut = new Uint8Array([...new TextEncoder().encode(text.slice(0, -2)), 0xc3, 0x28, 0x22, 0x7d]);
  return [
    body(`${name} in UTF-16`, utf16),
    body(`${name} in UTF-16 with its mark`, new Uint8Array([0xff, 0xfe, ...utf16])),
    body(`${name} with a mark`, `\ufeff${text}`),
    body(`${name} with half a character`, cut),
    body(
      `${name} in Latin-1`,
      new Uint8Array([...text.replace('"USD"', '"US\u00d8"')].map((character) => character.charCodeAt(0))),
    ),
    body(`${name} as HTML`, `<!doctype html><title>Sign in</title><pre>${text}</pre>`),
    body(`${name} after a guard`, `)]}',\n${text}`),
    body(`${name} twice`, text + text),
    body(`${name} and zero bytes`, `${text}\0\0\0`),
    body('nothing', ''),
    body('zero bytes', new Uint8Array(1000)),
  ];
}

function huge(name: string, text: string): Body[] {
  const deep = 100_000;
  const open = text.slice(0, -1);
  return [
    body(`${deep} lists`, '['.repeat(deep) + ']'.repeat(deep)),
    body(`${deep} open lists`, '['.repeat(deep)),
    body(`${deep} objects`, '{"a":'.repeat(deep) + '1' + '}'.repeat(deep)),
    body(`${name} with ${deep} lists in it`, `${open},"x_deep":${'['.repeat(deep)}${']'.repeat(deep)}}`),
    body(`${name} of 50 MB`, `${open},"x_long":"${'x'.repeat(50e6)}"}`),
    body(`${name} of 50 MB of lists`, `${open},"x_wide":[${'[],'.repeat(16e6)}[]]}`),
    body(`${name} of 4 MB of lists`, `${open},"x_wide":[${'[],'.repeat(1.3e6)}[]]}`),
    body(
      `${name} of 4 MB of fields`,
      `${open},${Array.from({ length: 300_000 }, (_, index) => `"f${index}":0`).join(',')}}`,
    ),
    body(
      `${name} with 500,000 plans`,
      text.replace(/"(plans|credits|tax)":/, `"plans":[${'{},'.repeat(500_000)}{}],"$1":`),
    ),
    body(`${name} with one long text`, text.replace(/"name":"[^"]*"/, `"name":"${'n'.repeat(3e6)}"`)),
    body(`${name} with 3,000,000 digits`, text.replace(/"\d+\.\d+"/, `"1.${'3'.repeat(3e6)}"`)),
    body(`${name} with many digits before the point`, text.replace(/"\d+\.\d+"/, `"${'9'.repeat(1e6)}"`)),
    body(
      `${name} with a long date`,
      text.replace(/"\d{4}-\d\d-\d\d[^"]*"/, `"2026-11-22T09:00:00.${'0'.repeat(1e6)}Z"`),
    ),
    body(`${name} with a long address`, open + `,"contact":"https://${'a.'.repeat(1e6)}example/"}`),
  ];
}

function polluted(name: string, text: string): Body[] {
  const open = text.slice(0, -1);
  const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'length'];
  return keys.flatMap((key) => [
    body(`${name} with ${key}`, `${open},"${key}":{"currency":"XXX","plans":[],"usage":{}}}`),
    body(`${name} with ${key} for every name`, text.replace(/"(name|id)":"[^"]*"/g, `"$1":"${key}"`)),
    body(`${name} with ${key} in every object`, text.replaceAll('{"', `{"${key}":{"amount":"0"},"`)),
  ]);
}
