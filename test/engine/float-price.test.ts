import { expect } from 'chai';
import type { MeteredCharge } from '../../src/engine/facts/charge.ts';
import { compileCurve, costAt } from '../../src/engine/pricing/curve.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { floatPrice } from '../../src/engine/pricing/float-price.ts';
import { round, type RoundingMode } from '../../src/engine/numbers/rounding.ts';
import { documents } from '../support/forecast-documents.ts';

const tiers = [
  { up_to: '10.5', unit_amount: '1.5', flat_amount: '3' },
  { up_to: '100', unit_amount: '0.333' },
  { up_to: null, unit_amount: '0.1', flat_amount: '7' },
];
const bounded = tiers.slice(0, 2);

const charges: readonly (readonly [string, object])[] = [
  ['graduated', { model: 'graduated', tiers }],
  ['volume, bounds exclusive', { model: 'volume', tiers, tier_bound: 'exclusive' }],
  [
    'stairstep, charged at zero',
    {
      model: 'stairstep',
      tiers: [
        { up_to: '10', flat_amount: '5' },
        { up_to: null, flat_amount: '9' },
      ],
      zero_usage_flat: 'charged',
    },
  ],
  ['free beyond', { model: 'graduated', tiers: bounded, beyond_last: 'free' }],
  ['not sold beyond', { model: 'graduated', tiers: bounded, beyond_last: 'not_sold' }],
  ['not sold from the bound on', { model: 'volume', tiers: bounded, beyond_last: 'not_sold', tier_bound: 'exclusive' }],
  ...['free', 'not_sold'].flatMap((policy) =>
    ['up', 'down', 'nearest'].map(
      (rounding) =>
        [
          `${policy} beyond, in packages ${rounding}`,
          { model: 'graduated', tiers: bounded, beyond_last: policy, package: { size: '7', rounding } },
        ] as const,
    ),
  ),
  ['a cliff', { model: 'graduated', tiers, included: { quantity: '20', mode: 'cliff' } }],
  [
    'included, with a minimum quantity',
    { model: 'per_unit', unit_amount: '2', included: { quantity: '3' }, minimum_quantity: '5' },
  ],
  [
    'converted and rounded up',
    {
      model: 'per_unit',
      unit_amount: '4',
      convert: { multiply_by: '3', divide_by: '7', round: { increment: '0.5', mode: 'up' } },
    },
  ],
  ['converted', { model: 'graduated', tiers, convert: { divide_by: '3' } }],
  ['packages down', { model: 'per_unit', unit_amount: '10', package: { size: '7', rounding: 'down' } }],
  ['packages to the nearest', { model: 'per_unit', unit_amount: '10', package: { size: '7', rounding: 'nearest' } }],
  ['packages of each tier', { model: 'graduated', tiers, package: { size: '4', scope: 'tier' } }],
  ['bounds of the amount', { model: 'per_unit', unit_amount: '1.111', minimum_amount: '12', maximum_amount: '80' }],
  ['mirrored below zero', { model: 'graduated', tiers, negative: 'mirror' }],
  ['refused below zero', { model: 'per_unit', unit_amount: '1', negative: 'refuse' }],
];

describe('floatPrice', () => {
  for (const [name, charge] of charges) {
    it(`agrees with the curve: ${name}`, () => {
      const { catalog } = documents({ usage: {}, elapsed: 1, charges: [{ id: 'c', meter: 'calls', ...charge }] });
      const [read] = catalog.plans[0]!.charges as MeteredCharge[];
      const curve = compileCurve(read!);
      for (const mode of ['half_away', 'up', 'down', 'ceil', 'floor'] as readonly RoundingMode[]) {
        const price = floatPrice(curve, { quantityDigits: 1, scale: 2, mode });
        for (let tenths = -300; tenths <= 3000; tenths += 5) {
          const cost = costAt(curve, new Decimal(tenths).div(10));
          const wanted = typeof cost === 'string' ? NaN : round(cost, 2, mode).times(100).toNumber() + 0;
          expect(price(tenths) + 0, `${tenths / 10}, ${mode}`).to.deep.equal(wanted);
        }
      }
    });
  }

  it('takes another allowance than the curve was compiled with', () => {
    const { catalog } = documents({
      usage: {},
      elapsed: 1,
      charges: [{ id: 'c', meter: 'calls', model: 'per_unit', unit_amount: '2', included: { quantity: '3' } }],
    });
    const price = floatPrice(compileCurve(catalog.plans[0]!.charges[0] as MeteredCharge), {
      quantityDigits: 0,
      scale: 2,
      mode: 'half_away',
    });
    expect([price(10), price(10, 4), price(10, 12)]).to.deep.equal([2000, 1200, 0]);
  });
});
