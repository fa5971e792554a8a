/**
 * Derives the constants of the usage forecast from a file of daily series:
 *
 *     npm run forecast:fit -- FILE…
 *
 * Writes src/engine/usage-forecast/constants.ts (from all series; it ships) and test/data/forecast-folds.json (per fold, from
 * the series outside it; it does not ship). The series themselves are not copied.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assignFolds, FOLDS_FILE, type Fitted, type Folds } from './forecast/folds.ts';
import { evidenceOf, fitConstants } from './forecast/fit-constants.ts';
import { originsOf, sum } from './forecast/origin.ts';
import { fitRunRate } from './forecast/run-rate.ts';
import { readSeries, seriesKeys } from './forecast/series.ts';

const CONSTANTS_FILE = path.resolve(import.meta.dirname, '../../src/engine/usage-forecast/constants.ts');

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('usage: npm run forecast:fit -- FILE…');
const list = readSeries(files).filter((series) => sum(originsOf(series).map(({ actual }) => actual)) > 0);
const foldOf = assignFolds(list);
const evidence = list.map(evidenceOf);

const fit = (belongs: (index: number) => boolean): Fitted => ({
  constants: fitConstants(evidence.filter((_, index) => belongs(index))),
  runRate: fitRunRate(list.filter((_, index) => belongs(index)).map((series) => [series, originsOf(series)])),
});
const all = fit(() => true);
const folds: Folds = {
  foldOf: Object.fromEntries(list.flatMap((series, index) => seriesKeys(series).map((key) => [key, foldOf[index]!]))),
  folds: Array.from({ length: Math.max(...foldOf) + 1 }, (_, fold) => fit((index) => foldOf[index] !== fold)),
  runRate: all.runRate,
};

const names = files.map((file) => path.basename(file)).join(', ');
const groups = new Set(list.map(({ group }) => group)).size;
writeFileSync(
  CONSTANTS_FILE,
  `// Written by \`npm run forecast:fit\` from ${names}: ${list.length} daily series of ${groups} kinds. Not to be edited.

/** What the forecast learned from the pasts of others. */
export interface ForecastConstants {
  /** Days after which a past day counts half as much for the level of today. */
  readonly halfLife: number;
  /** The relative error of the rest in units of its expected width, at each of \`PROBABILITIES\`. */
  readonly quantiles: readonly number[];
}

export const shipped: ForecastConstants = {
  halfLife: ${all.constants.halfLife},
  quantiles: [${all.constants.quantiles.join(', ')}],
};
`,
);
mkdirSync(path.dirname(FOLDS_FILE), { recursive: true });
writeFileSync(FOLDS_FILE, `${JSON.stringify(folds)}\n`);
console.log(`${list.length} series, ${folds.folds.length} folds`);
for (const { constants } of [all, ...folds.folds]) console.log(constants.halfLife, constants.quantiles.join(' '));
