// npm run oracle -- --prices 100000 [--seed 1]: random prices of every model, by the product and by the naive second implementation.
import fc from 'fast-check';
import { comparePrices } from '../oracle/compare-prices.ts';
import { MODELS, priceCases } from '../oracle/price-cases.ts';

const PER_CHARGE = 25;
const SHOWN = 5;

const prices = option('--prices', 100_000);
const seed = option('--seed', 1);
let isDifferent = false;
for (const model of MODELS) {
  const cases = fc.sample(priceCases(model, PER_CHARGE), { numRuns: Math.ceil(prices / PER_CHARGE), seed });
  const found = cases.flatMap((each) => comparePrices(each).map((difference) => ({ ...difference, charge: each.charge, seats: each.seats, picker: each.picker })));
  console.log(`${model.padEnd(22)} ${cases.length * PER_CHARGE} prices, ${found.length} differ`);
  for (const difference of found.slice(0, SHOWN)) console.log(JSON.stringify(difference));
  if (found.length > 0) isDifferent = true;
}
if (isDifferent) process.exitCode = 1;

function option(name: string, preset: number): number {
  const at = process.argv.indexOf(name);
  const value = at < 0 ? preset : Number(process.argv[at + 1]);
  if (!(value > 0)) throw new Error(`${name} wants a number above 0.`);
  return value;
}
