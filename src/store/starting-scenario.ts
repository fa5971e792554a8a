import type { Catalog } from '../engine/facts/catalog.ts';
import { kept } from '../engine/once.ts';
import { AS_IS, withQuantities, type Scenario } from '../engine/usage/scenario.ts';

const started = new WeakMap<Catalog, Scenario>();

/** Where a visitor starts: as is with an account, else from scratch at the first of the catalog's examples. */
export function startingScenario(catalog: Catalog | undefined, hasAccount: boolean): Scenario {
  if (hasAccount || catalog === undefined) return AS_IS;
  return kept(started, catalog, () => withQuantities(catalog.examples[0]?.quantities ?? new Map())(AS_IS));
}
