import { Decimal } from '../../../src/engine/numbers/decimal.ts';

/** Quantities at which a series' plans change their price, so that each kind of plan matters to each series. */
export interface PlanLevel {
  /** What a period of 30 days usually counts, in whole steps of the meter; above 0. */
  readonly usual: number;
  /** The meter's step, as a decimal. */
  readonly step: string;
}

/** One kind of plan, as a document says it; the usage of a usual period comes to about 1000 before discount and tax. */
export interface PlanKind {
  readonly name: string;
  readonly plan: object;
  /** What of the account's terms holds on it. */
  readonly terms: 'none' | 'budget';
}

/** Terms of every account; each kind of plan says which of them it is judged with. */
export const TERMS = {
  limits: [{ on: 'invoice', amount: '1400.00', effect: 'block' }],
};

/** The kinds that are judged, their bounds set by what a usual period counts. */
export function plansFor({ usual, step }: PlanLevel): readonly PlanKind[] {
  const digits = step.split('.')[1]?.length ?? 0;
  const units = (share: number): string => Math.max(Number(step), usual * share).toFixed(digits);
  const price = (share: number): string => new Decimal((1000 * share) / usual).toSignificantDigits(4).toString();
  const usage = { id: 'usage', meter: 'usage' };
  const plain = { ...usage, model: 'per_unit', unit_amount: price(1) };
  const tiers = (list: readonly (readonly [number | null, object])[]): object[] =>
    list.map(([bound, rest]) => ({ up_to: bound === null ? null : units(bound), ...rest }));
  const kind = (name: string, charge: object, more: object = {}, terms: PlanKind['terms'] = 'none'): PlanKind => ({
    name,
    plan: planOf(name, charge, more),
    terms,
  });
  return [
    kind('per unit', plain),
    kind('allowance, then a price', { ...plain, included: { quantity: units(1) } }),
    kind('graduated', {
      ...usage,
      model: 'graduated',
      tiers: tiers([
        [0.5, { unit_amount: price(1.5) }],
        [1, { unit_amount: price(1) }],
        [null, { unit_amount: price(0.5) }],
      ]),
    }),
    kind('packages', {
      ...usage,
      model: 'per_unit',
      unit_amount: '100.00',
      package: { size: units(0.1) },
    }),
    kind('stairstep', {
      ...usage,
      model: 'stairstep',
      tiers: tiers([
        [0.5, { flat_amount: '500' }],
        [0.75, { flat_amount: '700' }],
        [1, { flat_amount: '900' }],
        [1.25, { flat_amount: '1100' }],
        [1.5, { flat_amount: '1300' }],
        [2, { flat_amount: '1600' }],
        [null, { flat_amount: '2500' }],
      ]),
    }),
    kind('volume that falls', {
      ...usage,
      model: 'volume',
      tiers: tiers([
        [0.5, { unit_amount: price(1.2) }],
        [1, { unit_amount: price(1) }],
        [1.5, { unit_amount: price(0.7) }],
        [null, { unit_amount: price(0.6) }],
      ]),
    }),
    kind('minimum', plain, { minimum_amount: '1000.00' }),
    kind('hard cap', plain, { limits: [{ meter: 'usage', quantity: units(1.1), effect: 'block' }] }),
    kind('budget that stops', plain, {}, 'budget'),
  ];
}

function planOf(name: string, charge: object, more: object): object {
  return {
    id: name,
    interval: { unit: 'day', count: 30 },
    charges: [{ id: 'base', model: 'flat', amount: '100.00', timing: 'in_arrears' }, charge],
    discounts: [{ id: 'ten', kind: 'percent', value: '10', scope: 'invoice' }],
    ...more,
  };
}
