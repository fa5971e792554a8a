import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { Step } from '../../src/engine/pricing/line.ts';
import { AS_IS, withQuantities } from '../../src/engine/usage/scenario.ts';
import { accruedOf, plain, smallEstimate } from '../support/small-documents.ts';

const TIERS = [
  { up_to: '100', unit_amount: '0.10', flat_amount: '5' },
  { up_to: '200', unit_amount: '0.05' },
  { up_to: null, unit_amount: '0.01', flat_amount: '2' },
];

/** A charge, what was counted, and how its price is explained. */
interface Row {
  readonly why: string;
  readonly charge: object;
  readonly usage: object;
  readonly steps: readonly string[];
}

const TABLE: readonly Row[] = [
  {
    why: 'the tiers that were reached, the last of them as the current one',
    charge: { meter: 'calls', model: 'graduated', tiers: TIERS },
    usage: { calls: { quantity: '150' } },
    steps: ['tier 0 0-100: 100 × 0.1 + 5 = 15', 'tier 1 100-200: 50 × 0.05 + 0 = 2.5 here'],
  },
  {
    why: 'every tier up to the open one',
    charge: { meter: 'calls', model: 'graduated', tiers: TIERS },
    usage: { calls: { quantity: '250.5' } },
    steps: [
      'tier 0 0-100: 100 × 0.1 + 5 = 15',
      'tier 1 100-200: 100 × 0.05 + 0 = 5',
      'tier 2 200-∞: 50.5 × 0.01 + 2 = 2.505 here',
    ],
  },
  {
    why: 'of a volume price only the tier that prices everything',
    charge: { meter: 'calls', model: 'volume', tiers: TIERS },
    usage: { calls: { quantity: '150' } },
    steps: ['tier 1 100-200: 150 × 0.05 + 0 = 7.5 here'],
  },
  {
    why: 'of a step its flat amount, whatever the quantity',
    charge: {
      meter: 'seats',
      model: 'stairstep',
      tiers: [
        { up_to: '5', flat_amount: '20' },
        { up_to: null, flat_amount: '35' },
      ],
    },
    usage: { seats: { quantity: '7' } },
    steps: ['tier 1 5-∞: 7 × 0 + 35 = 35 here'],
  },
  {
    why: 'nothing where nothing was used',
    charge: { meter: 'calls', model: 'graduated', tiers: TIERS },
    usage: { calls: { quantity: '0' } },
    steps: [],
  },
  {
    why: 'the first flat amount where no usage costs it',
    charge: { meter: 'calls', model: 'graduated', tiers: TIERS, zero_usage_flat: 'charged' },
    usage: { calls: { quantity: '0' } },
    steps: ['tier 0 0-100: 0 × 0.1 + 5 = 5 here'],
  },
  {
    why: 'conversion, rounding and what is included, in this order',
    charge: {
      meter: 'calls',
      model: 'per_unit',
      unit_amount: '3',
      convert: { divide_by: '1000', round: { increment: '1', mode: 'up' } },
      included: { quantity: '1' },
    },
    usage: { calls: { quantity: '2500' } },
    steps: [
      'converted 2500 × 1 ÷ 1000 = 2.5',
      'rounded 2.5 to 3 by 1',
      'included 1 of 1 deduct',
      'tier 0 0-∞: 2 × 3 + 0 = 6 here',
    ],
  },
  {
    why: 'no rounding where there was nothing to round',
    charge: {
      meter: 'calls',
      model: 'per_unit',
      unit_amount: '3',
      convert: { multiply_by: '2', round: { increment: '1', mode: 'up' } },
    },
    usage: { calls: { quantity: '4' } },
    steps: ['converted 4 × 2 ÷ 1 = 8', 'tier 0 0-∞: 8 × 3 + 0 = 24 here'],
  },
  {
    why: 'the smallest quantity that is billed',
    charge: { meter: 'seats', model: 'per_unit', unit_amount: '12', minimum_quantity: '3' },
    usage: { seats: { quantity: '2' } },
    steps: ['minimum 2 to 3', 'tier 0 0-∞: 3 × 12 + 0 = 36 here'],
  },
  {
    why: 'packages of the whole quantity',
    charge: {
      meter: 'calls',
      model: 'per_unit',
      unit_amount: '5',
      package: { size: '1000' },
      included: { quantity: '500' },
    },
    usage: { calls: { quantity: '2100' } },
    steps: ['included 500 of 500 deduct', 'packages 1600 = 2 of 1000', 'tier 0 0-∞: 2 × 5 + 0 = 10 (2000 units) here'],
  },
  {
    why: 'packages of each tier by itself',
    charge: {
      meter: 'calls',
      model: 'graduated',
      package: { size: '100', scope: 'tier' },
      tiers: [
        { up_to: '250', unit_amount: '1' },
        { up_to: null, unit_amount: '0.5', package_size: '40' },
      ],
    },
    usage: { calls: { quantity: '300' } },
    steps: ['tier 0 0-250: 3 × 1 + 0 = 3 (250 units)', 'tier 1 250-∞: 2 × 0.5 + 0 = 1 (50 units) here'],
  },
  {
    why: 'an allowance per seat that a cliff ends',
    charge: {
      meter: 'calls',
      model: 'per_unit',
      unit_amount: '0.5',
      included: { quantity: '10', per: 'seats', mode: 'cliff' },
    },
    usage: { calls: { quantity: '41' }, seats: { quantity: '4' } },
    steps: ['included 0 of 40 cliff per seats', 'tier 0 0-∞: 41 × 0.5 + 0 = 20.5 here'],
  },
  {
    why: 'nothing to pay below the cliff',
    charge: {
      meter: 'calls',
      model: 'per_unit',
      unit_amount: '0.5',
      included: { quantity: '10', per: 'seats', mode: 'cliff' },
    },
    usage: { calls: { quantity: '40' }, seats: { quantity: '4' } },
    steps: ['included 40 of 40 cliff per seats'],
  },
  {
    why: 'a minimum that was not reached, and from where it was raised',
    charge: { meter: 'sales', model: 'per_unit', rate_pct: '2', minimum_amount: '50' },
    usage: { sales: { quantity: '1000' } },
    steps: ['tier 0 0-∞: 1000 × 0.02 + 0 = 20 here', 'minimum_amount 50 from 20'],
  },
  {
    why: 'a maximum that was passed',
    charge: { meter: 'sales', model: 'per_unit', rate_pct: '2', maximum_amount: '50' },
    usage: { sales: { quantity: '4000' } },
    steps: ['tier 0 0-∞: 4000 × 0.02 + 0 = 80 here', 'maximum_amount 50 from 80'],
  },
  {
    why: 'no bound that is just met',
    charge: { meter: 'sales', model: 'per_unit', rate_pct: '2', minimum_amount: '50', maximum_amount: '50' },
    usage: { sales: { quantity: '2500' } },
    steps: ['tier 0 0-∞: 2500 × 0.02 + 0 = 50 here'],
  },
  {
    why: 'a quantity below nothing, counted as nothing',
    charge: { meter: 'calls', model: 'per_unit', unit_amount: '1' },
    usage: { calls: { quantity: '-7' } },
    steps: ['clamped -7 to 0'],
  },
  {
    why: 'a correction, priced as what it takes back',
    charge: { meter: 'calls', model: 'per_unit', unit_amount: '1', negative: 'mirror' },
    usage: { calls: { quantity: '-7' } },
    steps: ['clamped -7 to 7', 'tier 0 0-∞: 7 × 1 + 0 = -7 here'],
  },
  {
    why: 'a meter that others make up',
    charge: { meter: 'weighted', model: 'per_unit', unit_amount: '1' },
    usage: { calls: { quantity: '3' }, storage: { quantity: '4' } },
    steps: ['weighted calls 3 × 2 and storage 4 × 1 = 10', 'tier 0 0-∞: 10 × 1 + 0 = 10 here'],
  },
  {
    why: 'no parts where the meter itself is reported',
    charge: { meter: 'weighted', model: 'per_unit', unit_amount: '1' },
    usage: { calls: { quantity: '3' }, storage: { quantity: '4' }, weighted: { quantity: '11' } },
    steps: ['tier 0 0-∞: 11 × 1 + 0 = 11 here'],
  },
  {
    why: 'events, their fees and what bounds changed of them',
    charge: {
      meter: 'payments',
      model: 'per_event',
      rate_pct: '2',
      fixed_amount: '0.50',
      free_events: '1',
      event_minimum: '1',
      event_maximum: '9',
    },
    usage: { payments: { events: ['30', '10', '100', '1000'] } },
    steps: ['events 3 of 4, 1110 of 1140 at 2 = 22.2', 'fees 3 × 0.5 = 1.5', 'bounds 1 raised 1 lowered -11.2'],
  },
  {
    why: 'no fees and no bounds where there are none, and the charge as a whole at its minimum',
    charge: { meter: 'payments', model: 'per_event', rate_pct: '2', minimum_amount: '5' },
    usage: { payments: { events: ['30', '10'] } },
    steps: ['events 2 of 2, 40 of 40 at 2 = 0.8', 'minimum_amount 5 from 0.8'],
  },
  {
    why: 'a charge per event at its maximum',
    charge: { meter: 'payments', model: 'per_event', fixed_amount: '3', maximum_amount: '5' },
    usage: { payments: { events: ['30', '10'] } },
    steps: ['events 2 of 2, 40 of 40 at 0 = 0', 'fees 2 × 3 = 6', 'maximum_amount 5 from 6'],
  },
];

function words(step: Step): string {
  switch (step.kind) {
    case 'tier': {
      const units = step.packageSize === null ? '' : ` (${plain(step.units)} units)`;
      const price = `${plain(step.quantity)} × ${plain(step.unitAmount)} + ${plain(step.flatAmount)} = ${plain(step.amount)}`;
      return `tier ${step.index} ${plain(step.from)}-${step.upTo === null ? '∞' : plain(step.upTo)}: ${price}${units}${step.current ? ' here' : ''}`;
    }
    case 'converted':
      return `converted ${plain(step.from)} × ${plain(step.multiplyBy)} ÷ ${plain(step.divideBy)} = ${plain(step.to)}`;
    case 'rounded':
      return `rounded ${plain(step.from)} to ${plain(step.to)} by ${plain(step.increment)}`;
    case 'included':
      return `included ${plain(step.used)} of ${plain(step.quantity)} ${step.mode}${step.per === null ? '' : ` per ${step.per}`}`;
    case 'minimum_quantity':
      return `minimum ${plain(step.from)} to ${plain(step.to)}`;
    case 'packages':
      return `packages ${plain(step.units)} = ${plain(step.packages)} of ${plain(step.size)}`;
    case 'clamped':
      return `clamped ${plain(step.from)} to ${plain(step.to)}`;
    case 'weighted':
      return `weighted ${step.parts.map((part) => `${part.meter} ${plain(part.quantity)} × ${plain(part.multiplyBy)}`).join(' and ')} = ${plain(step.quantity)}`;
    case 'unit_credit':
      return `credit ${step.id} ${plain(step.quantity)}`;
    case 'events':
      return `events ${plain(step.paidEvents)} of ${step.events}, ${plain(step.paidBase)} of ${plain(step.base)} at ${plain(step.ratePct)} = ${plain(step.amount)}`;
    case 'event_fees':
      return `fees ${plain(step.events)} × ${plain(step.fixedAmount)} = ${plain(step.amount)}`;
    case 'event_bounds':
      return `bounds ${step.raised} raised ${step.lowered} lowered ${plain(step.amount)}`;
    case 'minimum_amount':
    case 'maximum_amount':
      return `${step.kind} ${plain(step.bound)} from ${plain(step.from)}`;
    case 'prorated':
      return `prorated ${plain(step.part)}/${plain(step.whole)} ${step.unit} = ${plain(step.amount)}`;
    case 'trial':
      return `trial ${plain(step.amount)}`;
    case 'billed':
      return `billed ${step.intervals} = ${plain(step.amount)}`;
  }
}

function stepsOf(charge: object, account: Readonly<Record<string, unknown>>, plan: object = {}): string[] {
  const { lines } = accruedOf({ ...plan, charges: [{ id: 'c', ...charge }] }, account);
  return (lines.find(({ id }) => id === 'c')?.steps ?? []).map(words);
}

describe('the steps of a line', () => {
  for (const { why, charge, usage, steps } of TABLE) {
    it(`say ${why}`, () => {
      expect(stepsOf(charge, { usage })).to.deep.equal(steps);
    });
  }

  it('say what a weighted sum is made of, but not where a quantity of its own takes its place', () => {
    const charge = { meter: 'weighted', model: 'per_unit', unit_amount: '1' };
    const usage = { calls: { quantity: '5' }, storage: { quantity: '2' } };
    const own = (quantities: Readonly<Record<string, number>>) => {
      const given = new Map(Object.entries(quantities).map(([meter, quantity]) => [meter, new Decimal(quantity)]));
      const scenario = withQuantities(given, 'scratch')(AS_IS);
      const { invoice } = smallEstimate([{ charges: [{ id: 'c', ...charge }] }], {}, scenario);
      return invoice.lines[0]?.steps.map(({ kind }) => kind);
    };
    expect(stepsOf(charge, { usage })[0]).to.match(/^weighted/);
    expect([own({ weighted: 12, calls: 5, storage: 2 }), own({ weighted: 13, calls: 5, storage: 2 })]).to.deep.equal([
      ['weighted', 'tier'],
      ['tier'],
    ]);
  });

  it('say which credits paid units, before packages are made of the rest', () => {
    const credits = [
      { id: 'later', unit: 'calls', balance: '900', priority: 2 },
      { id: 'first', unit: 'calls', balance: '300', priority: 1 },
      { id: 'not_for_it', unit: 'calls', balance: '50', priority: 0, charges: ['other'] },
    ];
    const charge = { meter: 'calls', model: 'per_unit', unit_amount: '5', package: { size: '1000' } };
    expect(stepsOf(charge, { usage: { calls: { quantity: '2500' } }, credits })).to.deep.equal([
      'credit first 300',
      'credit later 900',
      'packages 1300 = 2 of 1000',
      'tier 0 0-∞: 2 × 5 + 0 = 10 (2000 units) here',
    ]);
    expect(stepsOf(charge, { usage: { calls: { quantity: '1000' } }, credits })).to.deep.equal([
      'credit first 300',
      'credit later 700',
    ]);
  });

  it('say which credits paid units, after what is included', () => {
    const credits = [{ id: 'k', unit: 'calls', balance: '900' }];
    const charge = { meter: 'calls', model: 'per_unit', unit_amount: '5', included: { quantity: '10' } };
    expect(stepsOf(charge, { usage: { calls: { quantity: '30' } }, credits })).to.deep.equal([
      'included 10 of 10 deduct',
      'credit k 20',
    ]);
    expect(
      stepsOf({ ...charge, minimum_amount: '7' }, { usage: { calls: { quantity: '30' } }, credits }),
    ).to.deep.equal(['included 10 of 10 deduct', 'credit k 20', 'minimum_amount 7 from 0']);
  });

  it('say nothing of a line that has no price', () => {
    const charge = { meter: 'calls', model: 'per_unit', unit_amount: '5' };
    expect(stepsOf(charge, { subscription: { status: 'trialing', trial_ends_at: '2026-03-20' } })).to.deep.equal([]);
  });

  it('say how often an interval is billed in a longer one', () => {
    const charge = { meter: 'calls', model: 'per_unit', unit_amount: '5', interval: { unit: 'month' } };
    const yearly = { interval: { unit: 'year' }, charges: [{ id: 'c', ...charge }] };
    const { plans } = smallEstimate([yearly], { as_of: '2026-03-31T23:00:00Z', usage: { calls: { quantity: '2' } } });
    expect(plans[0]?.invoice?.lines[0]?.steps.map(words)).to.deep.equal([
      'tier 0 0-∞: 2 × 5 + 0 = 10 here',
      'billed 12 = 120',
    ]);
  });

  it('say what part of a period a fee is for', () => {
    const plan = { first_period: 'stub' };
    const charge = { model: 'flat', amount: '31', timing: 'in_arrears' };
    expect(stepsOf(charge, { subscription: { started_at: '2026-03-08' } }, plan)).to.deep.equal([
      'prorated 24/31 day = 24',
    ]);
    expect(stepsOf(charge, {}, plan)).to.deep.equal([]);
  });

  it('say what a trial leaves out', () => {
    const charge = { meter: 'calls', model: 'per_unit', unit_amount: '2' };
    const subscription = { status: 'trialing', trial_ends_at: '2026-03-20' };
    expect(stepsOf(charge, { subscription, usage: { calls: { quantity: '3' } } })).to.deep.equal([
      'tier 0 0-∞: 3 × 2 + 0 = 6 here',
      'trial 6',
    ]);
  });
});

describe('a line', () => {
  const charge = { id: 'c', meter: 'calls', model: 'per_unit', unit_amount: '2.50' };
  const lineOf = (more: object, usage: object = { calls: { quantity: '4' } }) =>
    accruedOf({ charges: [{ ...charge, ...more }] }, { usage }).lines[0];

  it('says what a unit costs on average, where there is one', () => {
    expect(plain(lineOf({ included: { quantity: '2' } })?.averageUnitPrice)).to.equal('1.25');
    expect(lineOf({}, { calls: { quantity: '0' } })?.averageUnitPrice).to.equal(null);
    expect(lineOf({}, {})?.averageUnitPrice).to.equal(null);
    const tiers = [{ up_to: '3', unit_amount: '1' }];
    const sold = { id: 'c', meter: 'calls', model: 'volume', beyond_last: 'not_sold', tiers };
    expect(accruedOf({ charges: [sold] }, { usage: { calls: { quantity: '4' } } }).lines[0]?.averageUnitPrice).to.equal(
      null,
    );
  });

  it('says what the next unit costs, but not in a trial', () => {
    const line = lineOf({});
    expect(plain(line?.next?.amount)).to.equal('2.5');
    expect(line?.next).to.equal(line?.next);
    const subscription = { status: 'trialing', trial_ends_at: '2026-03-20' };
    const trial = accruedOf({ charges: [charge] }, { subscription, usage: { calls: { quantity: '4' } } });
    expect(trial.lines[0]?.next).to.equal(null);
    expect(lineOf({}, {})?.next).to.equal(null);
  });

  it('of a fee has neither meter nor quantity, nor a next unit', () => {
    const fee = accruedOf({ charges: [{ id: 'fee', model: 'flat', amount: '5' }] }).lines[0];
    expect([fee?.meter, fee?.quantity, fee?.averageUnitPrice, fee?.next]).to.deep.equal([null, null, null, null]);
    expect(fee?.steps).to.deep.equal([]);
  });

  it('of events has no next unit', () => {
    const events = { id: 'e', meter: 'payments', model: 'per_event', fixed_amount: '1' };
    const line = accruedOf({ charges: [events] }, { usage: { payments: { events: ['2', '3'] } } }).lines[0];
    expect([plain(line?.quantity), line?.next]).to.deep.equal(['5', null]);
  });
});
