/**
 * Writes dist/THIRD-PARTY-LICENSES.txt: the licence of every package whose code is in the script-tag file.
 * Which ones, its source map knows.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

const map = JSON.parse(readFileSync(path.join(ROOT, 'dist/plainbill.js.map'), 'utf8')) as {
  readonly sources: string[];
};
const packages = new Set(
  map.sources.flatMap((source) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
);
if (packages.size === 0) throw new Error('the script-tag file holds no package');

const notices = [...packages].sort().map((name) => {
  const folder = path.join(ROOT, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} brings no licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
});
writeFileSync(path.join(ROOT, 'dist/THIRD-PARTY-LICENSES.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
