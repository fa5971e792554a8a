import type { Account } from '../facts/account.ts';
import type { Catalog } from '../facts/catalog.ts';
import type { Quantities } from './quantities.ts';
import { quantitiesOf } from './quantities.ts';

/** What is counted so far. */
export function countedQuantities(catalog: Catalog, account: Account): Quantities {
  const entries = [...account.usage];
  return quantitiesOf(
    catalog,
    new Map(entries.map(([meter, { quantity }]) => [meter, quantity])),
    new Map(entries.flatMap(([meter, { events }]) => (events === null ? [] : [[meter, events] as const]))),
  );
}
