import { expect } from 'chai';
import { parseCatalog } from '../../src/contract/index.ts';
import { sameInterval } from '../../src/engine/time/period.ts';
import { priceHeadline } from '../../src/engine/comparison/price-headline.ts';

const fee = { id: 'fee', name: 'Fee', model: 'flat', amount: '49' };
const calls = (more: object) => ({ id: 'calls', name: 'Calls', model: 'per_unit', meter: 'calls', ...more });

const payments = (more: object) => ({ id: 'payments', model: 'per_event', meter: 'payments', ...more });

/** "amount[%] [per size] [meter] [every interval] [+ usage] [at least minimum]" of a plan with these charges. */
function headline(...charges: readonly object[]): string {
  return headlineOf({ charges });
}

function headlineOf(terms: object): string {
  const [plan] = parseCatalog({
    version: 1,
    currency: 'USD',
    meters: [
      ...['calls', 'seats'].map((id) => ({ id, unit: { other: id } })),
      { id: 'sales', kind: 'money' },
      { id: 'payments', kind: 'money', aggregation: 'events' },
    ],
    plans: [{ id: 'team', name: 'Team', ...terms }],
  }).plans;
  const found = priceHeadline(plan!, (id) => id === 'seats');
  if (found === null) return 'none';
  const { amount, percent, packageSize, meter, plusUsage, minimum, interval } = found;
  const size = packageSize ? `per ${packageSize.toFixed()}` : '';
  const every = sameInterval(interval, plan!.interval) ? '' : `every ${interval.count} ${interval.unit}`;
  return [
    `${amount.toFixed()}${percent ? '%' : ''}`,
    size,
    meter,
    every,
    plusUsage && '+ usage',
    minimum && `at least ${minimum.toFixed()}`,
  ]
    .filter(Boolean)
    .join(' ');
}

describe('priceHeadline', () => {
  for (const [why, charges, expected] of [
    ['nothing', [], '0'],
    ['a fee', [fee], '49'],
    [
      'fees by the month and by the year, never divided',
      [fee, { ...fee, id: 'platform', amount: '1200', interval: { unit: 'year' } }],
      '1788 every 1 year',
    ],
    ['a fee of its own interval', [{ ...fee, interval: { unit: 'week', count: 2 } }], '49 every 2 week'],
    [
      'fees by three months and by seven, with no third lost',
      [7, 3].map((count) => ({ ...fee, id: `m${count}`, amount: '3', interval: { unit: 'month', count } })),
      '10 every 7 month',
    ],
    [
      'fees by the day and by the week',
      ['day', 'week'].map((unit) => ({ ...fee, id: unit, amount: '5', interval: { unit } })),
      '40 every 1 week',
    ],
    [
      'a fee beside one of nothing',
      [
        { ...fee, amount: '0', interval: { unit: 'year' } },
        { ...fee, id: 'own' },
      ],
      '49',
    ],
    ['fees by the month and by the week', [fee, { ...fee, id: 'weekly', interval: { unit: 'week' } }], 'none'],
    ['a minimum of units that cost nothing', [calls({ unit_amount: '0', minimum_amount: '9' })], '9'],
    ['a fee before usage', [calls({ unit_amount: '0.002' }), fee], '49 + usage'],
    ['an add-on is no part of it', [{ ...fee, id: 'more', optional: true }, calls({ unit_amount: '2' })], '2 calls'],
    [
      'a seat before usage',
      [calls({ unit_amount: '2' }), calls({ id: 'seats', meter: 'seats', unit_amount: '12' })],
      '12 seats + usage',
    ],
    ['a one-time charge is no part of it', [{ ...fee, timing: 'once' }, calls({ unit_amount: '2' })], '2 calls'],
    ['usage that costs nothing is not named beside a fee', [fee, calls({ unit_amount: '0' })], '49'],
    ['a share of each payment', [payments({ rate_pct: '1.5', fixed_amount: '0.3' })], '1.5% payments'],
    ['a fee of each payment', [payments({ fixed_amount: '0.3' })], '0.3 payments'],
    ['payments beside a fee', [fee, payments({ rate_pct: '1.5' })], '49 + usage'],
    ['payments that cost nothing', [fee, payments({})], '49'],
    ['steps', [calls({ model: 'stairstep', tiers: [{ up_to: null, flat_amount: '15' }] })], '15'],
    [
      'steps beside a fee',
      [fee, calls({ model: 'stairstep', tiers: [{ up_to: null, flat_amount: '15' }] })],
      '49 + usage',
    ],
    ['a package', [calls({ unit_amount: '5', package: { size: '1000' } })], '5 per 1000 calls'],
    [
      'a converted quantity is priced as it is counted',
      [calls({ unit_amount: '0.10', convert: { divide_by: '1024', round: { increment: '1', mode: 'up' } } })],
      '0.1 per 1024 calls',
    ],
    ['a weight', [calls({ unit_amount: '0.10', convert: { multiply_by: '3' } })], '0.3 calls'],
    [
      'the first tier that costs something',
      [
        calls({
          model: 'graduated',
          tiers: [
            { up_to: '100', unit_amount: '0' },
            { up_to: null, unit_amount: '0.5' },
          ],
        }),
      ],
      '0.5 calls',
    ],
    ['a share', [calls({ model: 'graduated', meter: 'sales', tiers: [{ up_to: null, rate_pct: '2' }] })], '2% sales'],
    [
      'a share of every hundredth',
      [
        calls({
          model: 'graduated',
          meter: 'sales',
          convert: { divide_by: '100' },
          tiers: [{ up_to: null, rate_pct: '2' }],
        }),
      ],
      '0.02% sales',
    ],
  ] as const) {
    it(`is ${expected}: ${why}`, () => {
      expect(headline(...charges)).to.equal(expected);
    });
  }

  for (const [why, terms, expected] of [
    ['a plan’s own minimum is no price of nothing', { minimum_amount: '50' }, '50'],
    ['a fee below it', { minimum_amount: '50', charges: [fee] }, '50'],
    ['a fee above it', { minimum_amount: '20', charges: [fee, calls({ unit_amount: '2' })] }, '49 + usage'],
    [
      'usage beside one that is less than a unit',
      { minimum_amount: '1', charges: [calls({ unit_amount: '2' })] },
      '2 calls at least 1',
    ],
    ['usage beside it', { minimum_amount: '50', charges: [calls({ unit_amount: '2' })] }, '2 calls at least 50'],
    [
      'usage with a minimum of its own, beside a fee',
      { minimum_amount: '50', charges: [fee, calls({ unit_amount: '2', minimum_amount: '9' })] },
      '49 + usage at least 58',
    ],
    [
      'a commitment of each period, and a minimum below it',
      { commitment: { amount: '100' }, minimum_amount: '50', charges: [calls({ unit_amount: '2' })] },
      '2 calls at least 100',
    ],
    [
      'none of a commitment over a time of its own',
      {
        commitment: { amount: '100', period: { start: '2026-01-01', end: '2027-01-01' } },
        charges: [calls({ unit_amount: '2' })],
      },
      '2 calls',
    ],
    [
      'a minimum of each month, beside a fee of a year',
      { minimum_amount: '50', charges: [{ ...fee, interval: { unit: 'year' } }, calls({ unit_amount: '2' })] },
      '49 every 1 year + usage at least 600',
    ],
    [
      'a minimum of each week, which months have no number of',
      { charges: [fee, calls({ unit_amount: '2', minimum_amount: '9', interval: { unit: 'week' } })] },
      '49 + usage',
    ],
    [
      'a minimum of what costs nothing, beside usage',
      { charges: [calls({ unit_amount: '0', minimum_amount: '9' }), calls({ id: 'more', unit_amount: '2' })] },
      '9 + usage',
    ],
    ['a plan whose price is asked for', { contact: true, charges: [fee] }, 'none'],
    ['a plan that cannot be read', { charges: [{ ...fee, model: 'later' }] }, 'none'],
  ] as const) {
    it(`is ${expected}: ${why}`, () => {
      expect(headlineOf(terms)).to.equal(expected);
    });
  }
});
