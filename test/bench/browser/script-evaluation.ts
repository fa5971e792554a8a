import type { Browser } from 'playwright-core';
import { median } from '../race.ts';
import type { Row } from '../row.ts';
import { pageOf, type Site } from './site.ts';

const LOADS = 30;
const FILES = ['plainbill', 'react-root'] as const;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds, by the clock and of the thread. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/**
 * What the main thread does from the moment at which a script has come until it has run: compiled, evaluated, elements
 * defined; for React, with an empty root rendered. Each load is a page of its own, in a context of its own, without caches.
 */
export async function scriptEvaluation(browser: Browser, { origin }: Site): Promise<Row> {
  const times = Object.fromEntries(FILES.map((file) => [file, [] as number[]]));
  for (let load = -1; load < LOADS; load += 1) {
    for (const file of load % 2 === 0 ? FILES : FILES.toReversed()) {
      const time = await evaluationOf(browser, origin, file);
      // The first load finds the browser cold.
      if (load >= 0) times[file]!.push(time);
    }
  }
  const [ours, theirs] = FILES.map((file) => median(times[file]!)) as [number, number];
  return {
    name: 'script evaluation ÷ React and React DOM with an empty root',
    ratio: ours / theirs,
    limit: 0.5,
    note: `${(ours / 1000).toFixed(1)} ms against ${(theirs / 1000).toFixed(1)} ms`,
  };
}

async function evaluationOf(browser: Browser, origin: string, file: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await browser.startTracing(page, { categories: ['devtools.timeline', 'v8'] });
  await page.goto(origin + pageOf([file]));
  const trace = await browser.stopTracing();
  await context.close();
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { readonly traceEvents: readonly TraceEvent[] };
  const found = traceEvents.filter(
    ({ name, ph, args }) => name === 'EvaluateScript' && ph === 'X' && args?.data?.url?.endsWith(`/${file}.js`),
  );
  if (found.length !== 1) throw new Error(`${file}.js was evaluated ${found.length} times`);
  return found[0]!.tdur ?? found[0]!.dur ?? NaN;
}
