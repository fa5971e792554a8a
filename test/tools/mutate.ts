/**
 * Mutated documents: `npm run mutate -- [--count 10000] [--seed 1] [--mounted 300]`.
 *
 * Each pair is loaded by the page's own client after a good one. What comes of it must be a clear error beside the last
 * good data, no price with the reason why, or exactly the price that the oracle (test/oracle) reckons from the same raw
 * JSON. Some are mounted in a browser besides: no widget may stay blank. Exits with 1 where anything else happens.
 */
import { parseArgs } from 'node:util';
import { judge, type Outcome } from './mutate/judge.ts';
import { mountPairs } from './mutate/mount-pairs.ts';
import { mutatedPairs } from './mutate/mutated-pairs.ts';

const SHOWN = 10;

const { values: asked } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    mounted: { type: 'string', default: '300' },
  },
});
const [count, seed, mounted] = [asked.count, asked.seed, asked.mounted].map(Number) as [number, number, number];

// Until the end is reached: what ends before has found nothing.
process.exitCode = 1;

const uncaught: unknown[] = [];
process.on('uncaughtException', (error) => uncaught.push(error));
process.on('unhandledRejection', (error) => uncaught.push(error));

const outcomes = new Map<Outcome, number>();
let wrong = 0;
let slowestMs = 0;
for (const pair of mutatedPairs(count, seed)) {
  const start = performance.now();
  const { outcome, faults } = await judge(pair);
  slowestMs = Math.max(slowestMs, performance.now() - start);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if (outcome === 'WRONG' && (wrong += 1) <= SHOWN) {
    console.log(`${pair.good.name}, seed ${pair.seed}: ${faults.slice(0, 3).join('\n  ')}`);
  }
}
console.log(`${count} pairs of documents, seed ${seed}; the slowest took ${Math.round(slowestMs)} ms`);
for (const [outcome, times] of [...outcomes].sort()) console.log(`${String(times).padStart(8)}  ${outcome}`);
console.log(`${wrong} wrong prices or unclear outcomes, ${uncaught.length} uncaught errors`);
for (const error of uncaught.slice(0, SHOWN)) console.log(error);
const isPriced = outcomes.has('the price of the oracle');

if (mounted > 0) {
  // Another part of the seeds than above, so that they say something new.
  const blank = await mountPairs([...mutatedPairs(mounted, seed + 1)]);
  console.log(`${mounted} pairs mounted in a browser: ${blank.length} blank widgets, hangs, errors or silent troubles`);
  for (const fault of blank.slice(0, SHOWN)) console.log(fault);
  wrong += blank.length;
}
if (isPriced && wrong === 0 && uncaught.length === 0) process.exitCode = 0;
