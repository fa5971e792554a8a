import type { Catalog, Meter } from '../facts/catalog.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { ZERO } from '../numbers/decimal.ts';
import { kept } from '../once.ts';

/** What each meter is priced at. `null` = not reported, which is never 0. */
export interface Quantities {
  of(meter: string): Decimal | null;
  /** The single amounts of an `events` meter; `null` = unknown. */
  events(meter: string): readonly Decimal[] | null;
  meter(id: string): Meter | null;
  /** Whether it is what somebody tries out: what is booked does not take its place. */
  isTried?(meter: string): boolean;
}

/**
 * Quantities of a catalog's meters from plain ones; a meter made of others is their weighted sum, unless it
 * is given itself.
 */
export function quantitiesOf(
  catalog: Catalog,
  given: ReadonlyMap<string, Decimal>,
  events: ReadonlyMap<string, readonly Decimal[]> = new Map(),
): Quantities {
  const meters = metersById(catalog);
  const of = (id: string): Decimal | null => given.get(id) ?? weightedSum(meters.get(id) ?? null, of);
  return { of, events: (id) => events.get(id) ?? null, meter: (id) => meters.get(id) ?? null };
}

/** The same quantities, one meter's replaced; meters that are made of it follow, where they are not counted themselves. */
export function withOne(quantities: Quantities, id: string, quantity: Decimal): Quantities {
  const of = (other: string): Decimal | null => {
    if (other === id) return quantity;
    const [meter, known] = [quantities.meter(other), quantities.of(other)];
    const sum = weightedSum(meter, (part) => quantities.of(part));
    return sum !== null && known?.eq(sum) ? weightedSum(meter, of) : known;
  };
  return { ...quantities, of, events: (other) => (other === id ? [quantity] : quantities.events(other)) };
}

/** The same once what is booked has happened. */
export function withBooked(quantities: Quantities, booked: ReadonlyMap<string, Decimal>): Quantities {
  return [...booked].reduce((all, [id, quantity]) => withOne(all, id, quantity), quantities);
}

const indices = new WeakMap<Catalog, ReadonlyMap<string, Meter>>();

/** The meters of a catalog by id; looked up often, so kept with the catalog. */
export function metersById(catalog: Catalog): ReadonlyMap<string, Meter> {
  return kept(indices, catalog, () => new Map(catalog.meters.map((meter) => [meter.id, meter])));
}

/** What a meter that is made of others comes to; `null` = it is not, or one of them is not reported. */
export function weightedSum(meter: Meter | null, of: (id: string) => Decimal | null): Decimal | null {
  if (!meter?.sumOf) return null;
  let sum = ZERO;
  for (const part of meter.sumOf) {
    const quantity = of(part.meter);
    if (quantity === null) return null;
    sum = sum.plus(quantity.times(part.multiplyBy));
  }
  return sum;
}

export type QuantitySource = 'counted' | 'forecast' | 'scenario' | 'example' | 'scheduled' | 'unknown';

/** What one meter is priced at, and why. */
export interface PricedQuantity {
  readonly quantity: Decimal;
  readonly source: QuantitySource;
  readonly kind: 'about' | 'exactly';
}
