import { availableParallelism } from 'node:os';
import type { Browser } from 'playwright-core';
import { hostilePairs } from './hostile-documents.ts';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { PageFindings, PageTask, PageWindow } from './page-driver.ts';
import { serve } from './serve.ts';
import { templateWords } from './template-words.ts';

/** Reported, not enforced: so that what is tried is both seen and done. */
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'",
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
].join('; ');

const PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Hostile</title><script type="module" src="/driver.js"></script><script defer src="/plainbill.js"></script><body>';
const STRINGS_PER_BATCH = 8;
/** A page forgets nothing: its heap grows with what it has shown. */
const STRINGS_PER_PAGE = 200;

/** What happened that should not, by kind, each with what it was. */
export interface RenderReport {
  readonly strings: number;
  readonly rendered: number;
  readonly shown: number;
  readonly findings: Readonly<Record<Finding, readonly string[]>>;
}

export type Finding =
  'scripts' | 'navigations' | 'requests' | 'elements' | 'attributes' | 'addresses' | 'violations' | 'blanks' | 'errors';

/** Puts each string into every field of both documents, in front of every widget of a real page. */
export async function renderStrings(
  browser: Browser,
  bundle: string,
  strings: readonly string[],
  onProgress: (done: number) => void,
): Promise<RenderReport> {
  const findings: Record<Finding, string[]> = {
    scripts: [],
    navigations: [],
    requests: [],
    elements: [],
    attributes: [],
    addresses: [],
    violations: [],
    blanks: [],
    errors: [],
  };
  const driver = ts.transpile(readFileSync(new URL('page-driver.ts', import.meta.url), 'utf8'), {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
  });
  const server = await serve((path) =>
    path === '/'
      ? { body: PAGE, type: 'text/html', headers: { 'content-security-policy-report-only': POLICY } }
      : path === '/plainbill.js'
        ? { body: bundle, type: 'text/javascript' }
        : path === '/driver.js'
          ? { body: driver, type: 'text/javascript' }
          : null,
  );
  const words = templateWords();
  let [rendered, shown, done] = [0, 0, 0];
  const chunks = Array.from({ length: Math.ceil(strings.length / STRINGS_PER_PAGE) }, (_, index) =>
    strings.slice(index * STRINGS_PER_PAGE, (index + 1) * STRINGS_PER_PAGE),
  ).values();
  try {
    // Each takes the next page's strings when it is done with its last: the iterator is one for all.
    await Promise.all(
      Array.from({ length: availableParallelism() }, async () => {
        for (const chunk of chunks) await renderPage(chunk);
      }),
    );
  } finally {
    server.close();
  }
  return { strings: strings.length, rendered, shown, findings };

  /** In a page of their own. */
  async function renderPage(chunk: readonly string[]): Promise<void> {
    const context = await browser.newContext({
      viewport: { width: 900, height: 900 },
      reducedMotion: 'reduce',
      locale: 'en-US',
    });
    const page = await context.newPage();
    await page.goto(server.origin);
    page.on('request', (request) => findings.requests.push(request.url()));
    page.on('framenavigated', (frame) => findings.navigations.push(frame.url()));
    context.on('page', (other) => findings.navigations.push(`a window: ${other.url()}`));
    page.on('console', (message) => findings.errors.push(`console: ${message.text()}`));
    page.on('dialog', (dialog) => {
      findings.scripts.push(dialog.type());
      void dialog.dismiss();
    });
    for (let from = 0; from < chunk.length; from += STRINGS_PER_BATCH) {
      const batch = chunk.slice(from, from + STRINGS_PER_BATCH);
      const tasks = batch.flatMap((text) =>
        hostilePairs(text).map((pair, index): PageTask => ({ ...pair, text: index === 0 ? text : null })),
      );
      const found = await page.evaluate(([given, known]) => (window as unknown as PageWindow).show(given, known), [
        tasks,
        words,
      ] as const);
      note(found, batch);
      const events = await page.evaluate(() => (window as unknown as PageWindow).events.splice(0));
      for (const event of events) {
        const kind = event.startsWith('script') ? 'scripts' : event.startsWith('violation') ? 'violations' : 'errors';
        findings[kind].push(`${event} with one of ${JSON.stringify(batch).slice(0, 300)}`);
      }
      rendered += tasks.length;
      shown += found.shown;
    }
    await context.close();
    onProgress((done += chunk.length));
  }

  function note(found: PageFindings, batch: readonly string[]): void {
    const by = ` with one of ${JSON.stringify(batch).slice(0, 300)}`;
    for (const kind of ['elements', 'attributes', 'addresses'] as const)
      findings[kind].push(...found[kind].map((each) => each + by));
    if (found.blanks > 0) findings.blanks.push(`${found.blanks}${by}`);
  }
}
