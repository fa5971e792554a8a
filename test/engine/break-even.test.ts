import { expect } from 'chai';
import { parseCatalog } from '../../src/contract/index.ts';
import { breakEven } from '../../src/engine/comparison/break-even.ts';
import { cheaperIntervals } from '../../src/engine/comparison/comparison.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { CheaperInterval } from '../../src/engine/estimate/estimate.ts';
import { planCost } from '../../src/engine/comparison/plan-cost.ts';
import { quantitiesOf, withOne } from '../../src/engine/usage/quantities.ts';
import { smallEstimate } from '../support/small-documents.ts';

type Json = Readonly<Record<string, unknown>>;

const calls = (charge: Json): Json => ({ id: 'calls', meter: 'calls', ...charge });
const fee = (amount: string): Json => ({ id: 'fee', model: 'flat', amount });
/** A plan that said nothing of calls would be compared with none that charges for them. */
const flat = (amount: string): Json => ({ charges: [fee(amount), perCall('0')] });
const perCall = (amount: string, more: Json = {}): Json => calls({ model: 'per_unit', unit_amount: amount, ...more });

/** The intervals of the last plan against the one before, and what trying quantities one by one says of each. */
function intervalsOf(
  plans: readonly Json[],
  last: number,
  storage?: string,
): { readonly got: string[]; readonly tried: string[] } {
  const other = storage === undefined ? {} : { storage: { quantity: storage } };
  const shown = smallEstimate(plans, { usage: { calls: { quantity: '0' }, ...other } });
  const [than, plan] = shown.plans.slice(-2).map((one) => one.plan);
  const comparison = shown.compare('calls', than!.id)!;
  const { intervals } = comparison.breakEvens.find((one) => one.plan === plan)!;
  const places = [plan, than].map((one) => comparison.curves.findIndex((curve) => curve.plan === one));
  const quantities = Array.from({ length: last }, (_, quantity) => new Decimal(quantity));
  return {
    got: quantities.map((quantity) => intervals.find((one) => holds(one, quantity))!.cheaper),
    tried: quantities.map((quantity) => {
      const [a, b] = places.map((place) => comparison.costsAt(quantity)[place]!) as [Decimal, Decimal];
      return a.eq(b) ? 'tie' : a.lt(b) ? 'a' : 'b';
    }),
  };
}

function holds({ from, to }: CheaperInterval, quantity: Decimal): boolean {
  return quantity.gte(from) && (to === null || quantity.lte(to));
}

const YEAR = { unit: 'year', count: 1 };
const MONTH = { unit: 'month', count: 1 };
/** Somebody's own: what others of a year are compared by is what is used in a month. */
const monthly: Json = { interval: MONTH, charges: [perCall('1')] };

describe('breakEven', () => {
  const weighted = (model: string, more: Json): Json => ({ id: 'w', meter: 'weighted', model, ...more });
  const percent = (value: string, charges?: readonly string[]): Json => ({
    id: 'off',
    kind: 'percent',
    value,
    charges,
  });
  const PAIRS: readonly (readonly [why: string, plans: readonly Json[], last?: number, storage?: string])[] = [
    [
      'a flat amount that falls due with the first unit',
      [
        { charges: [fee('40'), perCall('0.46')] },
        {
          charges: [
            calls({
              model: 'stairstep',
              beyond_last: 'last',
              tiers: [
                { up_to: '350', flat_amount: '150' },
                { up_to: '1000', flat_amount: '300' },
              ],
            }),
          ],
        },
      ],
    ],
    [
      'a tier that the started package reaches before the units do',
      [
        { charges: [perCall('0.03')] },
        {
          charges: [
            calls({
              model: 'graduated',
              package: { size: '700' },
              tiers: [
                { up_to: '2500', unit_amount: '0.05', flat_amount: '60' },
                { unit_amount: '0.01', flat_amount: '5' },
              ],
            }),
          ],
        },
      ],
      2600,
    ],
    [
      'a first tier that begins with a whole package',
      [
        { charges: [perCall('0.08')] },
        {
          charges: [
            calls({
              model: 'stairstep',
              beyond_last: 'last',
              included: { quantity: '500' },
              package: { size: '700', rounding: 'down' },
              tiers: [{ up_to: '4200', flat_amount: '150' }],
            }),
          ],
        },
      ],
      2600,
    ],
    [
      'a last tier beyond which nothing more is charged',
      [
        { charges: [fee('21'), perCall('0.06')] },
        {
          charges: [calls({ model: 'graduated', beyond_last: 'free', tiers: [{ up_to: '800', unit_amount: '0.1' }] })],
        },
      ],
    ],
    ...['up', 'down'].map((rounding): readonly [string, readonly Json[]] => [
      `a last tier beyond which nothing more is charged, in packages ${rounding} that do not fill it`,
      [
        { charges: [fee('21'), perCall('0.06')] },
        {
          charges: [
            calls({
              model: 'graduated',
              beyond_last: 'free',
              package: { size: '70', rounding },
              tiers: [{ up_to: '800', unit_amount: '7' }],
            }),
          ],
        },
      ],
    ]),
    [
      'a floor and a commitment, of which more usage takes both',
      [
        { charges: [perCall('0.48')] },
        { charges: [perCall('0.1')], minimum_amount: '100', commitment: { amount: '450' } },
      ],
    ],
    [
      'a commitment that counts what a discount takes off again',
      [flat('470'), { charges: [perCall('0.5')], commitment: { amount: '500' }, discounts: [percent('10')] }],
    ],
    [
      'a commitment that counts what a maximum takes off again',
      [flat('395'), { charges: [perCall('0.5')], commitment: { amount: '400' }, maximum_amount: '150' }],
    ],
    [
      'a commitment beside a maximum that falls on what does not count',
      [
        flat('260'),
        {
          charges: [{ ...fee('100'), counts_toward_commitment: false }, perCall('0.5')],
          commitment: { amount: '200', basis: 'after_discounts' },
          maximum_amount: '150',
        },
      ],
    ],
    [
      'a discount that is rounded more than what it is taken off',
      [
        { charges: [fee('4.4'), perCall('0.0001')] },
        { rounding: { scale: 0 }, charges: [perCall('0.01', { rounding: { scale: 2 } })], discounts: [percent('10')] },
      ],
    ],
    [
      'a discount that is none before what is given back is used up',
      [
        { charges: [fee('2.86'), perCall('0.1169')] },
        {
          charges: [
            fee('40'),
            { id: 'back', model: 'per_unit', meter: 'storage', negative: 'mirror', unit_amount: '0.1' },
            perCall('0.2'),
          ],
          discounts: [percent('50', ['back', 'calls'])],
        },
      ],
      600,
      '-600',
    ],
    [
      'a pool that picks the tier of one of its parts',
      [
        { charges: [fee('70'), weighted('per_unit', { unit_amount: '0' })] },
        {
          charges: [
            calls({
              model: 'volume',
              tier_by: 'weighted',
              tiers: [{ up_to: '900', unit_amount: '0.2' }, { unit_amount: '0.1' }],
            }),
          ],
        },
      ],
      800,
      '20',
    ],
    [
      'a pool that begins below nothing',
      [
        { charges: [fee('40'), perCall('0.1')] },
        {
          charges: [
            fee('100'),
            weighted('graduated', {
              negative: 'mirror',
              tiers: [{ up_to: '300', unit_amount: '0.01' }, { unit_amount: '0.2' }],
            }),
          ],
        },
      ],
      700,
      '-1000',
    ],
    [
      'a charge that reaches its maximum',
      [{ charges: [fee('21'), perCall('0.06')] }, { charges: [perCall('0.1', { maximum_amount: '80' })] }],
    ],
    [
      'a charge that leaves its minimum',
      [{ charges: [fee('28'), perCall('0.1')] }, { charges: [perCall('0.13', { minimum_amount: '80' })] }],
    ],
    [
      'a plan that rounds to whole units of money',
      [{ charges: [fee('40'), perCall('0.071')] }, { rounding: { scale: 0 }, charges: [fee('40.5'), perCall('0.07')] }],
    ],
    [
      'a charge that rounds to tens',
      [{ charges: [fee('3'), perCall('0.0107')] }, { charges: [perCall('0.011', { rounding: { scale: -1 } })] }],
    ],
    [
      'a discount whose tier is reached by what rounding leaves off',
      [
        flat('325'),
        {
          charges: [fee('66.772'), perCall('0.30035')],
          discounts: [
            {
              id: 'spend',
              kind: 'percent',
              tiers: [
                { up_to: '350', value: '0' },
                { up_to: null, value: '15' },
              ],
            },
          ],
        },
      ],
    ],
    [
      'tiers of a year, over what is used in a month',
      [
        monthly,
        { interval: YEAR, charges: [fee('50'), perCall('0.8')] },
        {
          interval: YEAR,
          charges: [calls({ model: 'volume', tiers: [{ up_to: '1200', unit_amount: '1' }, { unit_amount: '0.5' }] })],
        },
      ],
    ],
    [
      'an allowance of a year',
      [
        monthly,
        { interval: YEAR, charges: [fee('1000'), perCall('0.4')] },
        { interval: YEAR, charges: [fee('500'), perCall('2', { included: { quantity: '2400' } })] },
      ],
    ],
    [
      'packages that are rounded each month of a year',
      [
        monthly,
        { interval: YEAR, charges: [fee('150'), perCall('0.09')] },
        { interval: YEAR, charges: [perCall('36', { interval: MONTH, package: { size: '400' } })] },
      ],
    ],
  ];

  for (const [why, plans, last = 1200, storage] of PAIRS) {
    it(`finds what trying every quantity shows: ${why}`, () => {
      const { got, tried } = intervalsOf(plans, last, storage);
      expect(got).to.deep.equal(tried);
    });
  }

  it('finds where a plan is the cheaper beyond quantities at which both cost the same', () => {
    const tiers = (low: string, high: string): Json =>
      calls({
        model: 'graduated',
        tiers: [{ up_to: '100000', unit_amount: '0.01' }, { up_to: '200000', unit_amount: low }, { unit_amount: high }],
      });
    const plans = [
      { charges: [fee('20'), tiers('0.002', '0.002')] },
      { charges: [fee('20'), tiers('0.001', '0.004')] },
    ];
    const comparison = smallEstimate(plans, { usage: { calls: { quantity: '0' } } }).compare('calls')!;
    const { intervals } = comparison.breakEvens[0]!;
    const at = (quantity: number) => intervals.find((one) => holds(one, new Decimal(quantity)))!.cheaper;
    expect([50, 100_010, 249_990, 250_010].map(at)).to.deep.equal(['tie', 'a', 'a', 'b']);
  });

  it('finds the one quantity from which a plan is the dearer, whose discount is shared before another looks at a part', () => {
    const discounts = [
      { id: 'half', kind: 'percent', value: '50', scope: 'invoice', charges: ['fee'] },
      { id: 'fixed', kind: 'fixed', value: '17.3', scope: 'line' },
      { id: 'tenth', kind: 'percent', value: '10', scope: 'line' },
    ];
    const plans = [flat('152.2'), { charges: [fee('0.9'), perCall('0.00015')], discounts }];
    const { intervals } = smallEstimate(plans, { usage: { calls: { quantity: '0' } } }).compare('calls')!
      .breakEvens[0]!;
    expect(intervals.map(({ cheaper, to }) => `${cheaper} to ${String(to)}`)).to.deep.equal([
      'a to 1239433',
      'tie to 1239499',
      'b to null',
    ]);
  });

  it('says after few prices that two plans cost the same but for rounding, or for packages', () => {
    const one = { charges: [fee('20'), perCall('0.002')] };
    for (const other of [one, { charges: [fee('20'), perCall('2', { package: { size: '1000' } })] }]) {
      let prices = 0;
      const costs = [one, other].map((plan) => {
        const { catalog, plans } = smallEstimate([plan]);
        const quantities = quantitiesOf(catalog, new Map());
        const bill = { catalog, account: null, plan: plans[0]!.plan, quantities, takes: () => false };
        const cost = planCost(bill, { unit: 'month', count: 1 }, 'calls');
        return { ...cost, at: (quantity: Decimal) => ((prices += 1), cost.at(quantity)) };
      });
      const intervals = breakEven(costs[0]!, costs[1]!, new Decimal(1));
      expect(intervals.at(-1)?.cheaper).to.equal('close');
      expect(prices).to.be.below(4000);
    }
  });

  it('tells from where on a plan is the cheaper, not of the few quantities before at which rounding makes it so', () => {
    const plans = [{ charges: [fee('20'), perCall('0.002')] }, { charges: [fee('99'), perCall('0.0012')] }];
    const [told] = smallEstimate(plans, { usage: { calls: { quantity: '0' } } }).compare('calls')!.breakEvens;
    const { intervals, nearest } = told!;
    const write = ({ from, to }: CheaperInterval) => `${String(from)} to ${String(to)}`;
    expect(intervals.filter(({ cheaper }) => cheaper === 'a').map(write)).to.deep.equal([
      '98753 to 98754',
      '98758 to null',
    ]);
    expect(cheaperIntervals(intervals).map(write)).to.deep.equal(['98758 to null']);
    expect(write(nearest!)).to.equal('98758 to null');
  });

  it('keeps each of two that lie apart, or are as wide', () => {
    const one = (from: number, to: number | null): CheaperInterval => ({
      from: new Decimal(from),
      to: to === null ? null : new Decimal(to),
      cheaper: 'a',
    });
    const apart = [one(0, 0), one(2, 90), one(1000, 1005), one(1100, null)];
    const alike = [one(1001, 1008), one(1011, 1018)];
    expect([apart, alike].map(cheaperIntervals)).to.deep.equal([apart, alike]);
  });

  it('moves a meter by every part of it that moves', () => {
    const catalog = parseCatalog({
      version: 1,
      currency: 'USD',
      meters: [
        { id: 'calls' },
        { id: 'storage' },
        { id: 'twice', sum_of: [{ meter: 'calls', multiply_by: '2' }, { meter: 'storage' }, { meter: 'calls' }] },
      ],
      plans: [{ id: 'own' }],
    });
    const given = new Map([
      ['calls', new Decimal(5)],
      ['storage', new Decimal(7)],
    ]);
    const moved = withOne(quantitiesOf(catalog, given), 'calls', new Decimal(10));
    expect(moved.of('twice')!.toNumber()).to.equal(37);
  });

  it('moves no meter that is counted itself, though it is made of the one that moves', () => {
    const price = (amount: string): Json => weighted('per_unit', { unit_amount: amount });
    const plans = [{ charges: [price('0.10')] }, { charges: [fee('100'), price('0.01')] }];
    const comparisonAt = (usage: Json) =>
      smallEstimate(plans, { as_of: '2026-03-31T23:59:59Z', usage }).compare('calls')!;
    const parts = { calls: { quantity: '400' }, storage: { quantity: '20' } };
    const cost = (usage: Json) =>
      comparisonAt(usage)
        .costsAt(new Decimal(5000))
        .map((amount) => amount?.toNumber());
    expect(cost(parts)).to.deep.equal([1002, 200.2]);
    expect(cost({ ...parts, weighted: { quantity: '300' } })).to.deep.equal([30, 103]);
  });
});
