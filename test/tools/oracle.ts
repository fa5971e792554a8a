// npm run oracle -- --prices 100000 [--seed 1]: random prices of every model and random bills, by the product and by the naive second implementation.
import fc from 'fast-check';
import { compareBills } from '../oracle/compare-bills.ts';
import { compareBreakEvens } from '../oracle/compare-break-evens.ts';
import { comparePrices } from '../oracle/compare-prices.ts';
import { compareRegular, regularCases } from '../oracle/compare-regular.ts';
import { compareStubs, stubCases } from '../oracle/compare-stubs.ts';
import { compareSwitches, switchCases } from '../oracle/compare-switches.ts';
import { MODELS, priceCases } from '../oracle/price-cases.ts';
import { billCases } from '../oracle/random-bill.ts';
import { planPairs } from '../oracle/random-plan.ts';

const PER_CHARGE = 25;
const SHOWN = 5;

const prices = option('--prices', 100_000);
const seed = option('--seed', 1);
let isDifferent = false;
const only = process.argv.includes('--no-prices') ? [] : MODELS;
for (const model of only) {
  const cases = fc.sample(priceCases(model, PER_CHARGE), { numRuns: Math.ceil(prices / PER_CHARGE), seed });
  const found = cases.flatMap((each) =>
    comparePrices(each).map((difference) => ({
      ...difference,
      charge: each.charge,
      seats: each.seats,
      picker: each.picker,
    })),
  );
  console.log(`${model.padEnd(22)} ${cases.length * PER_CHARGE} prices, ${found.length} differ`);
  for (const difference of found.slice(0, SHOWN)) console.log(JSON.stringify(difference));
  if (found.length > 0) isDifferent = true;
}
for (const digits of [6, 17]) {
  check(
    `bills, ${digits} digits`,
    fc.sample(billCases(digits), { numRuns: Math.ceil(prices / 10), seed }),
    compareBills,
  );
}
check('fees of part months', fc.sample(stubCases, { numRuns: Math.ceil(prices / 50), seed }), compareStubs);
check('switches', fc.sample(switchCases, { numRuns: Math.ceil(prices / 20), seed }), compareSwitches);
check('regular periods', fc.sample(regularCases, { numRuns: Math.ceil(prices / 20), seed }), compareRegular);
check('break-evens', fc.sample(planPairs, { numRuns: Math.ceil(prices / 500), seed }), compareBreakEvens);
if (isDifferent) process.exitCode = 1;

function check<T>(name: string, cases: readonly T[], compare: (each: T) => readonly string[]): void {
  const found = cases.flatMap((each) =>
    compare(each)
      .slice(0, 1)
      .map((difference) => ({ difference, each })),
  );
  console.log(`${name.padEnd(22)} ${cases.length} tried, ${found.length} differ`);
  for (const { difference, each } of found.slice(0, SHOWN)) console.log(difference, JSON.stringify(each));
  if (found.length > 0) isDifferent = true;
}

function option(name: string, preset: number): number {
  const at = process.argv.indexOf(name);
  const value = at < 0 ? preset : Number(process.argv[at + 1]);
  if (!(value > 0)) throw new Error(`${name} wants a number above 0.`);
  return value;
}
