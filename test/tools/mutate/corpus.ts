import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { ardesiaAccount } from '../../../demo/data/ardesia.ts';
import { quaystoneAccount } from '../../../demo/data/quaystone.ts';
import { tillaAccount } from '../../../demo/data/tilla.ts';
import { billCases } from '../../oracle/random-bill.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Two good documents that belong together, as JSON. */
export interface Pair {
  readonly name: string;
  readonly catalog: unknown;
  readonly account: unknown;
}

/** Every example of the documentation, the demo's companies, and as many random bills of every kind again. */
export function goodPairs(seed: number): Pair[] {
  const names = readJson('docs/examples/index.json') as readonly string[];
  const examples = names.map((name) => ({ name, ...(readJson(`docs/examples/${name}.json`) as Omit<Pair, 'name'>) }));
  const now = Date.parse('2026-11-22T13:05:00Z');
  const accounts = { ardesia: ardesiaAccount(now), quaystone: quaystoneAccount(now), tilla: tillaAccount(now) };
  const companies = Object.entries(accounts).map(([name, account]) => ({
    name,
    catalog: readJson(`demo/public/catalogs/${name}.json`),
    account: JSON.parse(JSON.stringify(account)) as unknown,
  }));
  const bills = fc
    .sample(billCases(6), { numRuns: examples.length, seed })
    .map(({ catalog, account }, index) => ({ name: `bill ${index}`, catalog, account }));
  return [...examples, ...companies, ...bills];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}
