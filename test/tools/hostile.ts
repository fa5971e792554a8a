/**
 * Hostile texts: `npm run hostile -- FILE…`, each a JSON array of strings or of [source, string]; without a file, our own
 * list (test/data/hostile-strings.json). Each string stands in every text, id and address of both documents, before every
 * widget in a real browser, and in every copy. Hostile documents: `npm run hostile -- --bodies FILE…`, JSON arrays of
 * {name, b64}; our own documents run with our own list. Exits with 1 where anything gets through.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumLaunchOptions } from '../support/browser.mjs';
import { copyFaults } from './hostile/copies.ts';
import { judgeBodies, readBodies } from './hostile/bodies.ts';
import { ownBodies } from './hostile/own-bodies.ts';
import { renderStrings } from './hostile/render-strings.ts';
import { buildInMemory } from '../support/build-in-memory.mjs';

const OWN_STRINGS = path.resolve(import.meta.dirname, '../data/hostile-strings.json');
const SHOWN = 5;

const { values: asked, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { bodies: { type: 'boolean', default: false } },
});

if (asked.bodies) await runBodies('bodies', files.flatMap(readBodies));
else {
  if (files.length === 0) await runBodies('documents of our own', ownBodies());
  await runStrings((files.length === 0 ? [OWN_STRINGS] : files).flatMap(readStrings));
}

async function runStrings(strings: readonly string[]): Promise<void> {
  console.log(`${strings.length} strings`);
  report('unsafe copies', strings.flatMap(copyFaults));
  const bundle = await buildInMemory('script-tag');
  const browser = await chromium.launch(chromiumLaunchOptions());
  const start = performance.now();
  try {
    const { findings, rendered, shown } = await renderStrings(browser, bundle, strings, (done) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${strings.length}`);
    });
    console.log(
      `\r${rendered} pairs of documents rendered by every widget; ${shown} of ${strings.length} strings were seen; ${Math.round((performance.now() - start) / 1000)} s`,
    );
    for (const [kind, found] of Object.entries(findings)) report(kind, found);
    // A string that is too long, or nothing at all, is refused; but a list of which little is seen was not tried.
    if (shown < strings.length / 2) report('strings that were not seen', [`${strings.length - shown}`]);
  } finally {
    await browser.close();
  }
}

async function runBodies(name: string, bodies: Parameters<typeof judgeBodies>[0]): Promise<void> {
  const { outcomes, faults } = await judgeBodies(bodies);
  console.log(`${bodies.length} ${name}: ${[...outcomes].map(([outcome, times]) => `${times} ${outcome}`).join(', ')}`);
  report('crashes, hangs or unclear errors', faults);
}

function report(kind: string, found: readonly string[]): void {
  console.log(`${String(found.length).padStart(8)}  ${kind}`);
  for (const each of found.slice(0, SHOWN)) console.log(`          ${each}`);
  if (found.length > 0) process.exitCode = 1;
}

function readStrings(file: string): string[] {
  const entries = JSON.parse(readFileSync(file, 'utf8')) as readonly (string | readonly [string, string])[];
  return entries.map((entry) => (typeof entry === 'string' ? entry : entry[1]));
}
