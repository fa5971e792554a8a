/**
 * Bytes of what ships: `npm run size`. The script-tag file, each widget alone as an app would bundle it, and what each
 * library and floor costs in them. Exits with 1 where a file is over its limit.
 *
 *   -- --json   [{file, gzip, limit}], bytes at level 9
 *   -- --write  writes the README's table
 *   -- --check  exits with 1 only where a figure of the README's table is off by more than 1 %
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import type { Bundle } from './size/bundles.ts';
import { buildBundles } from './size/bundles.ts';
import { sharesOf } from './size/shares.ts';

const README = path.resolve(import.meta.dirname, '../../README.md');
const TABLE = /(?<=<!-- size -->\n)[^]*(?=<!-- \/size -->)/;
const TOLERANCE = 0.01;

const { values: asked } = parseArgs({
  options: { json: { type: 'boolean' }, write: { type: 'boolean' }, check: { type: 'boolean' } },
});
const bundles = await buildBundles();

if (asked.json) console.log(JSON.stringify(bundles.map(({ file, gzip, limit }) => ({ file, gzip, limit }))));
else if (asked.write) await writeTable();
else if (asked.check) checkTable();
else
  for (const row of rowsOf(bundles))
    console.log(row.map((cell, column) => cell.padEnd(column === 0 ? 22 : 18)).join(''));
if (!asked.check && !asked.write && bundles.some(({ gzip, limit }) => gzip > limit)) process.exitCode = 1;

/** The files, their limits, and below them the parts of each. */
function rowsOf(files: readonly Bundle[]): string[][] {
  const shares = files.map((file) => new Map(sharesOf(file).map(({ part, gzip }) => [part, gzip])));
  const parts = [...new Set(shares.flatMap((share) => [...share.keys()]))];
  return [
    ['bytes, gzip', ...files.map(({ file }) => path.basename(file))],
    ['**in all**', ...files.map(({ gzip }) => `**${bytes(gzip)}**`)],
    ['at most', ...files.map(({ limit }) => bytes(limit))],
    ...parts.map((part) => [part, ...shares.map((share) => bytes(share.get(part) ?? 0))]),
  ];
}

function bytes(count: number): string {
  return count.toLocaleString('en');
}

async function writeTable(): Promise<void> {
  const [head = [], ...rows] = rowsOf(bundles);
  const lines = [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...rows];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const readme = readFileSync(README, 'utf8');
  if (!TABLE.test(readme)) throw new Error('README.md has no place for the table of sizes');
  const options = await resolveConfig(README);
  writeFileSync(README, await format(readme.replace(TABLE, `\n${table}\n\n`), { ...options, filepath: README }));
}

/** Only the totals: the parts move with every line that is written, and say the same to whoever reads them. */
function checkTable(): void {
  const [table = ''] = TABLE.exec(readFileSync(README, 'utf8')) ?? [];
  const said = [...table.matchAll(/\*\*([\d,]+)\*\*/g)].map(([, figure = '']) => Number(figure.replaceAll(',', '')));
  for (const [index, { file, gzip }] of bundles.entries()) {
    const written = said[index] ?? NaN;
    if (Math.abs(written / gzip - 1) <= TOLERANCE) continue;
    console.error(`README.md says ${written} bytes of ${file}, which has ${gzip}: npm run size -- --write`);
    process.exitCode = 1;
  }
}
