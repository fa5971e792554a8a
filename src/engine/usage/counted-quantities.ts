import type { Account } from '../facts/account.ts';
import type { Catalog } from '../facts/catalog.ts';
import type { Decimal } from '../numbers/decimal.ts';
import type { Quantities } from './quantities.ts';
import { quantitiesOf } from './quantities.ts';

/**
 * What is counted so far.
 * @param then what some meters had counted at another time, in its place
 */
export function countedQuantities(
  catalog: Catalog,
  account: Account,
  then: Iterable<readonly [string, Decimal]> = [],
): Quantities {
  const entries = [...account.usage];
  return quantitiesOf(
    catalog,
    new Map([...entries.map(([meter, { quantity }]) => [meter, quantity] as const), ...then]),
    new Map(entries.flatMap(([meter, { events }]) => (events === null ? [] : [[meter, events] as const]))),
  );
}
