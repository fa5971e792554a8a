/**
 * What the built script-tag file leaves behind in a real Chromium: `npm run leaks`. Each tag comes and goes 10,000 times
 * (`-- --mounts N`; 0: none), and must leave no instance, node or listener; an hour of live updates, one a second
 * (`-- --updates N`; 0: none), and as many loads of which every other is refused, must each keep less than 50 bytes of heap.
 * Prints the figures, and exits with 1 where one is over its bound.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import ts from 'typescript';
import { chromiumLaunchOptions } from '../support/browser.mjs';
import { buildInMemory } from '../support/build-in-memory.mjs';
import { startEndpoint } from './leaks/endpoint.ts';
import { heapOf } from './leaks/heap.ts';
import type { LeakWindow } from './leaks/page-driver.ts';

const MOST_BYTES = 50;
/** Nodes may come and go with the figures (a row, a remark), but not one with every update. */
const MOST_NODES = 50;
/** What is kept for good (compiled code, formats, caches of a bounded size) is there before anything is measured. */
const WARM_UP = 1200;
/** Longer than a resource lingers after its last listener. */
const LINGER_MS = 1500;
const SOURCE = 'endpoint="/billing"';
const WIDGETS = ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison'];
const SCOPE = `<pb-pricing ${SOURCE}>${WIDGETS.map((tag) => `<${tag}></${tag}>`).join('')}</pb-pricing>`;
const VISITS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(WIDGETS.map((tag) => [tag, `<${tag} ${SOURCE}></${tag}>`])),
  'pb-pricing': SCOPE,
};

declare const visits: LeakWindow['visits'];

const { values: asked } = parseArgs({
  options: { mounts: { type: 'string', default: '10000' }, updates: { type: 'string', default: '3600' } },
});
const mounts = Number(asked.mounts);
const updates = Number(asked.updates);

interface Figures {
  /** Elements of ours that are alive. */
  readonly instances: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly bytes: number;
}

let over = 0;
const driver = ts.transpile(readFileSync(new URL('leaks/page-driver.ts', import.meta.url), 'utf8'), {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2022,
});
const endpoint = await startEndpoint(new URL('../../docs/examples/hybrid.json', import.meta.url), {
  '/': [
    'text/html',
    '<!doctype html><html lang="en"><title>Leaks</title><body><script src="/driver.js"></script><script src="/plainbill.js"></script>',
  ],
  '/driver.js': ['text/javascript', `{${driver.replace(/^export .*$/gm, '')}}`],
  '/plainbill.js': ['text/javascript', await buildInMemory('script-tag')],
});
const browser = await chromium.launch(chromiumLaunchOptions());
try {
  if (mounts > 0) for (const [tag, markup] of Object.entries(VISITS)) await comeAndGo(tag, markup);
  if (updates > 0) {
    await liveUpdates();
    await refusals();
  }
} finally {
  await browser.close();
  endpoint.close();
}
console.log(over === 0 ? 'nothing is left' : `${over} over`);
if (over > 0) process.exitCode = 1;

async function comeAndGo(tag: string, markup: string): Promise<void> {
  const { page, cdp } = await openPage();
  const mount = (rounds: number) =>
    page.evaluate(([text, times]) => visits.come(text, times), [markup, rounds] as const);
  await mount(WARM_UP);
  const before = await measure(page, cdp);
  const seconds = await timed(mount(mounts));
  const after = await measure(page, cdp);
  tell(`<${tag}> ${mounts} times, ${seconds} s`, [
    ['instances', after.instances, 0],
    ['nodes more', after.nodes - before.nodes, 0],
    ['listeners more', after.listeners - before.listeners, 0],
    ['bytes of heap a visit', (after.bytes - before.bytes) / mounts, MOST_BYTES],
  ]);
  await page.context().close();
}

async function liveUpdates(): Promise<void> {
  const update = async (page: Page, times: number) => {
    for (let time = 0; time < times; time += 1) {
      const revision = endpoint.advance();
      await page.evaluate((expected) => visits.shows(expected), revision);
    }
  };
  await whileOpen(`${updates} live updates of three widgets`, 'bytes of heap an update', update);
}

async function refusals(): Promise<void> {
  const reload = async (page: Page, times: number) => {
    endpoint.isMoody = true;
    await page.evaluate((count) => visits.reload(count), times);
  };
  await whileOpen(`${updates} loads, every other refused`, 'bytes of heap a load', reload);
}

/** What the three widgets keep of something that happens to them again and again. */
async function whileOpen(
  what: string,
  figure: string,
  happen: (page: Page, times: number) => Promise<void>,
): Promise<void> {
  const { page, cdp } = await openPage();
  await page.evaluate((markup) => visits.stay(markup), SCOPE);
  await happen(page, WARM_UP);
  const before = await measure(page, cdp);
  if (before.instances === 0) throw new Error('elements that are in the page are not counted');
  const seconds = await timed(happen(page, updates));
  const after = await measure(page, cdp);
  tell(`${what}, ${seconds} s`, [
    [figure, (after.bytes - before.bytes) / updates, MOST_BYTES],
    ['instances more', after.instances - before.instances, 0],
    ['nodes more', after.nodes - before.nodes, MOST_NODES],
    ['listeners more', after.listeners - before.listeners, 0],
  ]);
  await page.context().close();
}

async function openPage(): Promise<{ readonly page: Page; readonly cdp: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-US' });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    console.log(`  error in the page: ${error.message}`);
    over += 1;
  });
  await page.goto(`${endpoint.origin}/`);
  return { page, cdp: await context.newCDPSession(page) };
}

/** What is alive once everything that can go has gone. */
async function measure(page: Page, cdp: CDPSession): Promise<Figures> {
  await page.waitForTimeout(LINGER_MS);
  // What finalisers let go of is collected by the next one.
  for (let pass = 0; pass < 3; pass += 1) await cdp.send('HeapProfiler.collectGarbage');
  const bytes = await heapOf(cdp);
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  let instances = 0;
  for (const tag of await page.evaluate(() => [...visits.tags])) instances += await countInstances(cdp, tag);
  return { instances, nodes, listeners: jsEventListeners, bytes };
}

async function countInstances(cdp: CDPSession, tag: string): Promise<number> {
  const objectGroup = 'instances';
  const { result } = await cdp.send('Runtime.evaluate', {
    expression: `customElements.get('${tag}').prototype`,
    objectGroup,
  });
  const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: result.objectId!, objectGroup });
  const { result: count } = await cdp.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await cdp.send('Runtime.releaseObjectGroup', { objectGroup });
  return count.value as number;
}

/** Seconds until it is over. */
async function timed(work: Promise<void>): Promise<number> {
  const start = performance.now();
  await work;
  return Math.round((performance.now() - start) / 1000);
}

function tell(what: string, figures: readonly (readonly [name: string, figure: number, bound: number])[]): void {
  console.log(what);
  for (const [name, figure, bound] of figures) {
    const isOver = !(figure <= bound);
    if (isOver) over += 1;
    console.log(
      `${isOver ? ' OVER' : '   ok'} ${figure.toFixed(bound === 0 ? 0 : 1).padStart(9)}  ${name}, at most ${bound}`,
    );
  }
}
