import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildInMemory } from './build-in-memory.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** As a careful site sends it: scripts and styles from its own files only, and no text becomes a script. */
const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

/** By path below `/__bundle/`: the build mode that makes the file. */
const BUNDLES = /** @type {const} */ ({ 'plainbill.js': 'script-tag', 'plainbill.mjs': 'bundle' });

/** As many servers do, this one does not say in which encoding scripts are. */
const SCRIPT = { 'content-type': 'text/javascript' };

/** Plain scripts for pages, by path below `/__bundle/`. */
const SCRIPTS = {
  /** Comes before everything else: keeps what goes wrong, and which names the window had before. */
  'witness.js': `
  const problems = [];
  const names = new Set(Object.getOwnPropertyNames(window));
  addEventListener('securitypolicyviolation', (event) => problems.push(event.violatedDirective + ': ' + event.sourceFile), true);
  addEventListener('error', ({ message, target }) => problems.push(message ?? 'not loaded: ' + target.src), true);
  addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));
  document.currentScript.witness = {
    problems,
    newNames: () => Object.getOwnPropertyNames(window).filter((name) => !names.has(name)),
  };
`,
  /** What is loaded after this has no plan comparison, as a version that did not know it yet. */
  'as-older-version.js': `
  const { define } = customElements;
  customElements.define = (tag, element) => tag === 'pb-plan-comparison' || define.call(customElements, tag, element);
`,
  'as-this-version.js': 'delete customElements.define;',
  /** What libraries of long ago do to every page, as they still do: methods of their own on what the language has. */
  'old-library.js': `
  Array.from = (list) => (list ? Array.prototype.slice.call(list) : []);
  for (const kind of [Array, String, Number, Date]) {
    kind.prototype.toJSON = function () { return String(this); };
    kind.prototype.each = function () { return this; };
  }
  Object.prototype.each = function () { return this; };
`,
};

/**
 * Serves the built files and bare pages that load them, below `/__bundle/`:
 *
 * - `plainbill.js`, `plainbill.mjs`: built when first asked for, in memory, so that no build has to come before the tests;
 *   what follows a `?` makes it another file
 * - `page?script=…&script=…&body=…&strict&encoding=…&quirks`: a page with these scripts; `strict` sends a policy along,
 *   with `quirks` it has no doctype
 * - the scripts above
 * - `examples/<name>/catalog`, `…/account`: one of docs/examples, as an endpoint would answer it
 *
 * Not a plugin: what plugins serve is compiled once more, and is no longer the file that ships.
 *
 * @returns {NonNullable<import('@web/test-runner').TestRunnerConfig['middleware']>[number]}
 */
export function builtBundle() {
  /** @type {Map<string, Promise<string>>} */
  const files = new Map();

  return async (context, next) => {
    if (!context.path.startsWith('/__bundle/')) return next();
    const answer = await answerTo(context.path.split('/').slice(2), context.URL.searchParams, files);
    if (answer === undefined) return next();
    for (const [name, value] of Object.entries(answer.headers)) context.response.set(name, value);
    context.body = answer.body;
  };
}

/**
 * @param {string[]} path
 * @param {URLSearchParams} query
 * @param {Map<string, Promise<string>>} files built so far
 * @returns {Promise<{ readonly body: string, readonly headers: Record<string, string> } | undefined>}
 */
async function answerTo([name = '', example = '', document = ''], query, files) {
  if (name === 'page') return { body: pageOf(query), headers: headersOf(query) };
  if (name in SCRIPTS) return { body: SCRIPTS[/** @type {keyof SCRIPTS} */ (name)], headers: SCRIPT };
  if (name === 'examples')
    return { body: await readExample(example, document), headers: { 'content-type': 'application/json' } };
  if (!(name in BUNDLES)) return undefined;
  if (!files.has(name)) files.set(name, buildInMemory(BUNDLES[/** @type {keyof BUNDLES} */ (name)]));
  return { body: await /** @type {Promise<string>} */ (files.get(name)), headers: SCRIPT };
}

/**
 * @param {URLSearchParams} query
 * @returns {Record<string, string>}
 */
function headersOf(query) {
  return {
    'content-type': `text/html; charset=${query.get('encoding') ?? 'utf-8'}`,
    ...(query.has('strict') ? { 'content-security-policy': STRICT_POLICY } : {}),
  };
}

/** @param {URLSearchParams} query */
function pageOf(query) {
  const scripts = query
    .getAll('script')
    .map((file) => `<script src="/__bundle/${file}" ${file.includes('.mjs') ? 'type="module"' : 'defer'}></script>`);
  return `${query.has('quirks') ? '' : '<!doctype html>'}
<html lang="en">
  <head>
    <title>A bare page</title>
    <script src="/__bundle/witness.js"></script>
    ${scripts.join('\n    ')}
  </head>
  <body>
    ${query.get('body') ?? ''}
  </body>
</html>`;
}

/**
 * @param {string} name
 * @param {string} document
 */
async function readExample(name, document) {
  const text = await readFile(path.join(ROOT, 'docs/examples', `${path.basename(name)}.json`), 'utf8');
  return JSON.stringify(JSON.parse(text)[document]);
}
