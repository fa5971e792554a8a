// npm run bench [-- --json] [-- --only node|browser]: how fast, as ratios to what others do; in Node, and in Chromium.
// Non-zero exit where a row is over its limit.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { browserRows } from './browser/rows.ts';
import type { Row } from './row.ts';

const { values: asked } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const isJson = asked.json === true;
if (asked.only !== undefined && !['node', 'browser'].includes(asked.only)) throw new Error('--only node or browser');
const rows: Row[] = [];
if (asked.only !== 'browser') rows.push(...(await measured()));
if (asked.only !== 'node') for await (const row of browserRows()) rows.push(told(row));
const over = rows.filter(({ ratio, limit }) => !(ratio <= limit));
if (isJson) console.log(JSON.stringify(rows.map(({ name, ratio, limit }) => ({ name, ratio, limit }))));
else console.log(`${rows.length - over.length} of ${rows.length} within their limits`);
if (over.length > 0 || rows.length === 0) process.exitCode = 1;

/**
 * What is measured is bundled as it ships: the loader that runs this file wraps every function to keep its name.
 * Each file of rows has a process of its own, so that none is slower for what another has taught the compiler.
 */
async function measured(): Promise<Row[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await bundle(outDir);
    const file = join(outDir, 'rows.mjs');
    const names = lines(execFileSync(process.execPath, [file]));
    return names.flatMap((name) => {
      const found = lines(execFileSync(process.execPath, [file, name])).map((text) => JSON.parse(text) as Row);
      return found.map(told);
    });
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

async function bundle(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('rows.ts', import.meta.url)),
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'rows.mjs' } },
    },
    ssr: { noExternal: true },
  });
}

function told(row: Row): Row {
  if (!isJson) console.log(line(row));
  return row;
}

function lines(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split('\n')
    .filter((text) => text !== '');
}

function line({ name, ratio, limit, note }: Row): string {
  const verdict = ratio <= limit ? 'ok  ' : 'OVER';
  const digits = Number.isInteger(ratio) ? 0 : ratio < 0.1 ? 4 : 2;
  const about = note === undefined ? '' : ` (${note})`;
  return `${verdict} ${ratio.toFixed(digits).padStart(7)} ≤ ${limit.toFixed(Number.isInteger(limit) ? 0 : 2).padEnd(5)} ${name}${about}`;
}
