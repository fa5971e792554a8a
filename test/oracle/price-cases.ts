import fc from 'fast-check';
import type { MeteredModel } from './random-charge.ts';
import { amount, METERED, meteredCharge, perEventCharge, quantityFor } from './random-charge.ts';
import type { WireCatalog, WireCharge } from './wire.ts';

/** A charge at some quantities of its meter `m`, with what its other meters say. */
export interface PriceCase {
  readonly charge: WireCharge;
  readonly quantities: readonly string[];
  readonly seats: string;
  readonly picker: string;
  /** Events of the meter `e`, one list for each price. */
  readonly events: readonly (readonly string[])[];
}

/** Every model by name, the percentage ones among them. */
export const MODELS = [...METERED, 'graduated_percentage', 'volume_percentage', 'per_event'] as const;
export type ModelName = (typeof MODELS)[number];

export function priceCases(model: ModelName, perCharge: number): fc.Arbitrary<PriceCase> {
  const charges = chargesOf(model);
  return charges.chain((charge) =>
    fc.record({
      charge: fc.constant(charge),
      quantities: fc.array(quantityFor(charge), { minLength: perCharge, maxLength: perCharge }),
      seats: amount(3, 2),
      picker: quantityFor(charge).map((text) => text.replace('-', '')),
      events: model === 'per_event' ? eventLists(perCharge) : fc.constant([]),
    }),
  );
}

function chargesOf(model: ModelName): fc.Arbitrary<WireCharge> {
  if (model === 'per_event') return perEventCharge;
  const isShare = model.endsWith('_percentage');
  return meteredCharge((isShare ? model.replace('_percentage', '') : model) as MeteredModel, isShare);
}

function eventLists(count: number): fc.Arbitrary<string[][]> {
  const event = fc.oneof(amount(4, 2), fc.constant('0'), fc.constantFrom('1', '10', '100'));
  return fc.array(fc.array(event, { maxLength: 8 }), { minLength: count, maxLength: count });
}

/** The catalog that has nothing but this charge, and the meters that it may name. */
export function catalogOf(charge: WireCharge, currency = 'USD'): WireCatalog & { readonly version: 1 } {
  const money = { kind: 'money' };
  return {
    version: 1,
    currency,
    meters: [
      { id: 'm', aggregation: 'sum', ...(isShare(charge) ? money : {}) },
      { id: 'n', aggregation: 'sum' },
      { id: 's', kind: 'seats', aggregation: 'max' },
      { id: 'e', aggregation: 'events', ...money },
    ],
    plans: [{ id: 'p', charges: [charge] }],
  };
}

function isShare({ rate_pct: rate, tiers = [] }: WireCharge): boolean {
  return rate !== undefined || tiers.some(({ rate_pct: each }) => each !== undefined);
}
