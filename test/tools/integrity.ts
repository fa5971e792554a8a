/** Writes dist/integrity.json: the SRI hash (sha384) of every script in the package, by path. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DIST = path.resolve(import.meta.dirname, '../../dist');

const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => /\.m?js$/.test(file))
  .sort();
for (const file of ['plainbill.js', 'plainbill.mjs']) if (!scripts.includes(file)) throw new Error(`no dist/${file}`);

const hashes = scripts.map((file) => {
  const hash = createHash('sha384').update(readFileSync(path.join(DIST, file)));
  return [file, `sha384-${hash.digest('base64')}`];
});
writeFileSync(path.join(DIST, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
