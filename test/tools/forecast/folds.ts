import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shipped, type ForecastConstants } from '../../../src/engine/usage-forecast/constants.ts';
import type { RunRateTable } from './run-rate.ts';
import { seriesKeys, type Series } from './series.ts';

export const FOLDS_FILE = fileURLToPath(new URL('../../data/forecast-folds.json', import.meta.url));

/** What a fit came to: the forecast's constants, and run-rate's pooled errors beside them. */
export interface Fitted {
  readonly constants: ForecastConstants;
  readonly runRate: RunRateTable;
}

/** Written by the fit: each fold's constants come from all series but its own. */
export interface Folds {
  /** By a series' key (both of `seriesKeys`) the fold that it is in. */
  readonly foldOf: Readonly<Record<string, number>>;
  readonly folds: readonly Fitted[];
  /** Run-rate's errors over all series, beside the constants that ship. */
  readonly runRate: RunRateTable;
}

/** What a series may be judged by: nothing that it was itself part of. */
export function judgedBy(folds: Folds, series: Series): Fitted & { readonly wasFitted: boolean } {
  const fold = seriesKeys(series)
    .map((key) => folds.foldOf[key])
    .find((index) => index !== undefined);
  if (fold === undefined) return { constants: shipped, runRate: folds.runRate, wasFitted: false };
  return { ...folds.folds[fold]!, wasFitted: true };
}

/** @throws where the constants were never fitted. */
export function readFolds(): Folds {
  if (!existsSync(FOLDS_FILE)) throw new Error('No folds: run `npm run forecast:fit -- FILE` first.');
  return JSON.parse(readFileSync(FOLDS_FILE, 'utf8')) as Folds;
}

/**
 * The fold of each series. Series of one group or of one repository resemble each other, so both stay together: groups that
 * share a repository (the part of a source before `@`) are one fold.
 */
export function assignFolds(list: readonly Series[]): readonly number[] {
  const parent = new Map<string, string>();
  const root = (name: string): string => {
    const up = parent.get(name) ?? name;
    return up === name ? name : root(up);
  };
  for (const { group, source } of list) parent.set(root(`group ${group}`), root(`source ${source.split('@')[0]!}`));
  const roots = list.map(({ group }) => root(`group ${group}`));
  const order = [...new Set(roots)];
  return roots.map((name) => order.indexOf(name));
}
