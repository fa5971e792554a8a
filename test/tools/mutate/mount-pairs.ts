import { chromium } from 'playwright-core';
import { chromiumLaunchOptions } from '../../support/browser.mjs';
import { serve } from '../hostile/serve.ts';
import { buildInMemory } from '../../support/build-in-memory.mjs';
import type { MutatedPair } from './mutated-pairs.ts';

const PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mutated</title><script src="/plainbill.js"></script><body>';
const AT_ONCE = 10;

/**
 * Mounts every widget over each pair in a real browser, first over the good documents, then over the mutated ones.
 *
 * @returns what went wrong: a blank or hidden widget, trouble that is not said, an error, a message in the console
 */
export async function mountPairs(pairs: readonly MutatedPair[]): Promise<string[]> {
  const faults: string[] = [];
  const bundle = await buildInMemory('script-tag');
  // Each document is good the first time it is asked for.
  const asked = new Set<string>();
  const server = await serve((path) => {
    if (path === '/') return { body: PAGE, type: 'text/html' };
    if (path === '/plainbill.js') return { body: bundle, type: 'text/javascript' };
    const [, index, kind] = /^\/(\d+)\/(catalog|account)$/.exec(path) ?? [];
    const pair = pairs[Number(index)];
    if (pair === undefined) return null;
    const document = kind as 'catalog' | 'account';
    const isFirst = asked.size < asked.add(path).size;
    return { body: isFirst ? JSON.stringify(pair.good[document]) : pair[document], type: 'application/json' };
  });
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
    page.on('console', (message) => faults.push(`console: ${message.text()}`));
    await page.goto(server.origin);
    for (let at = 0; at < pairs.length; at += AT_ONCE) {
      const found = await page.evaluate<[number, string][]>(mounting(at, Math.min(pairs.length, at + AT_ONCE)));
      faults.push(...found.map(([index, fault]) => `${pairs[index]?.good.name}, seed ${pairs[index]?.seed}: ${fault}`));
    }
  } finally {
    await browser.close();
    server.close();
  }
  return faults;
}

/** A text, as the page runs it: what the tools' compiler adds to functions is not known there. */
function mounting(from: number, to: number): string {
  return `(async () => {
    const faults = [];
    const ready = async (scope) => {
      for (let tries = 0; tries < 400; tries += 1) {
        await new Promise((done) => setTimeout(done, 25));
        if (scope.snapshot.status !== 'loading' && !scope.snapshot.loading) return true;
      }
      return false;
    };
    await Promise.all(Array.from({ length: ${to - from} }, async (_, offset) => {
      const index = ${from} + offset;
      const scope = document.createElement('pb-pricing');
      scope.endpoint = '/' + index;
      for (const tag of ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison']) scope.append(document.createElement(tag));
      document.body.append(scope);
      for (const times of ['good', 'mutated']) {
        if (times === 'mutated') scope.reload();
        if (!(await ready(scope))) faults.push([index, 'hangs with the ' + times + ' documents']);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const { status, problem } = scope.snapshot;
        if (status !== 'ready') faults.push([index, times + ': ' + status + ' ' + problem?.message]);
        for (const widget of scope.children) {
          const frame = widget.shadowRoot.querySelector('.frame');
          if (!frame?.textContent.trim() || frame.clientHeight < 20) faults.push([index, times + ': blank ' + widget.localName]);
          if (frame?.querySelector('.failure')) faults.push([index, times + ': a failure in ' + widget.localName + ': ' + frame.textContent.trim()]);
          if (problem && !frame?.querySelector('.notice')) faults.push([index, times + ': trouble that is not said in ' + widget.localName]);
        }
      }
      scope.remove();
    }));
    return faults;
  })()`;
}
