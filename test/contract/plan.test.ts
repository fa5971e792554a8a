import { expect } from 'chai';
import { parseCatalog } from '../../src/contract/index.ts';
import type { Meter } from '../../src/engine/facts/catalog.ts';
import type { MeteredCharge } from '../../src/engine/facts/charge.ts';
import { catalogWith, issuesOf, planWith } from './refusal.ts';

const UNKNOWN = 'is an unknown field, which may change a price';
const AT_LEAST_0 = 'must be a decimal of at least 0, such as "12.50"';
const ABOVE_0 = 'must be a decimal above 0, such as "12.50"';

const perUnit = (more: object) => ({ id: 'c', model: 'per_unit', meter: 'calls', unit_amount: '1', ...more });
const graduated = (tiers: readonly object[], more: object = {}) => ({
  id: 'c',
  model: 'graduated',
  meter: 'calls',
  tiers,
  ...more,
});
const open = { up_to: null, unit_amount: '1' };

/** What is refused in a charge: why it is here, the charge, path inside it, message. */
const CHARGES: readonly [string, unknown, string, string][] = [
  ['no object', 7, '', 'must be an object'],
  ['no model', { id: 'c' }, '.model', 'must be flat or per_unit or graduated or volume or stairstep or per_event'],
  [
    'an unknown model',
    { id: 'c', model: 'magic' },
    '.model',
    'must be flat or per_unit or graduated or volume or stairstep or per_event',
  ],
  [
    'a model named like a method',
    { id: 'c', model: 'toString' },
    '.model',
    'must be flat or per_unit or graduated or volume or stairstep or per_event',
  ],
  ['a flat fee without an amount', { id: 'c', model: 'flat' }, '.amount', 'is missing'],
  ['an amount as a number', { id: 'c', model: 'flat', amount: 99.5 }, '.amount', 'must be a string, such as "99.5"'],
  ['an amount with an exponent', { id: 'c', model: 'flat', amount: '1e3' }, '.amount', AT_LEAST_0],
  ['an amount with a plus', { id: 'c', model: 'flat', amount: '+1' }, '.amount', AT_LEAST_0],
  ['an amount with a leading zero', { id: 'c', model: 'flat', amount: '01' }, '.amount', AT_LEAST_0],
  ['an amount with spaces', { id: 'c', model: 'flat', amount: ' 1' }, '.amount', AT_LEAST_0],
  ['an amount of 19 digits', { id: 'c', model: 'flat', amount: '1'.repeat(19) }, '.amount', AT_LEAST_0],
  ['an amount with 21 decimals', { id: 'c', model: 'flat', amount: `0.${'1'.repeat(21)}` }, '.amount', AT_LEAST_0],
  ['a negative amount', { id: 'c', model: 'flat', amount: '-1' }, '.amount', AT_LEAST_0],
  ['NaN', { id: 'c', model: 'flat', amount: 'NaN' }, '.amount', AT_LEAST_0],
  ['Infinity', { id: 'c', model: 'flat', amount: JSON.parse('1e400') as number }, '.amount', 'must be a string'],
  ['a field of another model', { id: 'c', model: 'flat', amount: '1', meter: 'calls' }, '.meter', UNKNOWN],
  ['an unknown field', perUnit({ surcharge: '1' }), '.surcharge', UNKNOWN],
  ['a prototype key', { ...perUnit({}), ['__proto__']: {} }, '.__proto__', UNKNOWN],
  ['no price', { id: 'c', model: 'per_unit', meter: 'calls' }, '.unit_amount', 'is missing (or a rate_pct)'],
  ['two prices', perUnit({ rate_pct: '1' }), '.rate_pct', 'excludes unit_amount'],
  ['an unknown meter', perUnit({ meter: 'nope' }), '.meter', 'is no meter of the catalog: nope'],
  [
    'an unknown meter of an allowance',
    perUnit({ included: { quantity: '1', per: 'nope' } }),
    '.included.per',
    'is no meter of the catalog: nope',
  ],
  [
    'a share of something else than money',
    perUnit({ unit_amount: undefined, rate_pct: '1' }),
    '.meter',
    'must be a meter of money: the charge is a share of it',
  ],
  ['a timing of its own', perUnit({ timing: 'sometimes' }), '.timing', 'must be in_advance or in_arrears or once'],
  ['a flag as text', perUnit({ optional: 'yes' }), '.optional', 'must be true or false'],
  ['a package of 0', perUnit({ package: { size: '0' } }), '.package.size', ABOVE_0],
  ['a package of 0.00', perUnit({ package: { size: '0.00' } }), '.package.size', ABOVE_0],
  ['an unknown field of a package', perUnit({ package: { size: '1', grace: '1' } }), '.package.grace', UNKNOWN],
  ['a division by 0', perUnit({ convert: { divide_by: '0' } }), '.convert.divide_by', ABOVE_0],
  [
    'an increment of 0',
    perUnit({ convert: { round: { increment: '0', mode: 'up' } } }),
    '.convert.round.increment',
    ABOVE_0,
  ],
  [
    'a rounding without a mode',
    perUnit({ convert: { round: { increment: '1' } } }),
    '.convert.round.mode',
    'is missing',
  ],
  ['a negative allowance', perUnit({ included: { quantity: '-1' } }), '.included.quantity', AT_LEAST_0],
  ['a negative minimum', perUnit({ minimum_quantity: '-1' }), '.minimum_quantity', AT_LEAST_0],
  [
    'a ceiling below the floor',
    perUnit({ minimum_amount: '5', maximum_amount: '4' }),
    '.maximum_amount',
    'must not be below minimum_amount',
  ],
  ['an interval of 0', perUnit({ interval: { unit: 'month', count: 0 } }), '.interval.count', 'must be at least 1'],
  [
    'an interval of a half',
    perUnit({ interval: { unit: 'month', count: 1.5 } }),
    '.interval.count',
    'must be an integer',
  ],
  [
    'an interval over the bound',
    perUnit({ interval: { unit: 'month', count: 1001 } }),
    '.interval.count',
    'exceeds the bound of 1000',
  ],
  ['no tiers', { id: 'c', model: 'volume', meter: 'calls' }, '.tiers', 'is missing'],
  ['an empty list of tiers', graduated([]), '.tiers', 'must not be empty'],
  [
    'tiers out of order',
    graduated([{ ...open, up_to: '10' }, { ...open, up_to: '9' }, open]),
    '.tiers.1.up_to',
    'must be above the bound before it, 10',
  ],
  [
    'two tiers of one bound',
    graduated([{ ...open, up_to: '10' }, { ...open, up_to: '10.0' }, open]),
    '.tiers.1.up_to',
    'must be above the bound before it, 10',
  ],
  ['an open tier before another', graduated([open, open]), '.tiers.0.up_to', 'is missing: only the last tier is open'],
  [
    'a bounded last tier',
    graduated([{ ...open, up_to: '10' }]),
    '.beyond_last',
    'is missing: the last tier ends at 10',
  ],
  ['a negative bound', graduated([{ ...open, up_to: '-1' }, open]), '.tiers.0.up_to', AT_LEAST_0],
  ['an unknown field in a tier', graduated([{ ...open, fee: '1' }]), '.tiers.0.fee', UNKNOWN],
  ['a tier without a price', graduated([{ up_to: null }]), '.tiers.0.unit_amount', 'is missing (or a rate_pct)'],
  ['a tier with two prices', graduated([{ ...open, rate_pct: '1' }]), '.tiers.0.rate_pct', 'excludes unit_amount'],
  [
    'a step without a flat amount',
    { ...graduated([open]), model: 'stairstep' },
    '.tiers.0.flat_amount',
    'is missing: a step has one',
  ],
  [
    'a step with a price by unit',
    { ...graduated([{ ...open, flat_amount: '1' }]), model: 'stairstep' },
    '.tiers.0',
    'has no place in a step',
  ],
  ['a tier package of 0', graduated([{ ...open, package_size: '0' }]), '.tiers.0.package_size', ABOVE_0],
  ['too many tiers', graduated(Array.from({ length: 201 }, () => open)), '.tiers', 'exceeds the bound of 200 entries'],
  [
    'another meter for tiers that are not by volume',
    graduated([open], { tier_by: 'editors' }),
    '.tier_by',
    'is for the volume model',
  ],
  [
    'an unknown meter for tiers',
    { ...graduated([open], { tier_by: 'nope' }), model: 'volume' },
    '.tier_by',
    'is no meter of the catalog: nope',
  ],
  [
    'events of a meter without any',
    { id: 'c', model: 'per_event', meter: 'calls', fixed_amount: '1' },
    '.meter',
    'must be a meter that aggregates events',
  ],
  [
    'a share of events that are no money',
    { id: 'c', model: 'per_event', meter: 'tickets', rate_pct: '1' },
    '.meter',
    'must be a meter of money: the charge is a share of it',
  ],
  [
    'a fee ceiling below its floor',
    { id: 'c', model: 'per_event', meter: 'payments', event_minimum: '2', event_maximum: '1' },
    '.event_maximum',
    'must not be below event_minimum',
  ],
  ['an empty id', perUnit({ id: '' }), '.id', 'must not be empty'],
  ['a name over the bound', perUnit({ name: 'x'.repeat(2001) }), '.name', 'exceeds the bound of 2000 characters'],
  [
    'too many fields',
    perUnit(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`x_${index}`, 1]))),
    '',
    'exceeds the bound of 100 entries',
  ],
];

/** What is refused in the rest of a plan: why it is here, the plan's fields, path, message. */
const PLANS: readonly [string, object, string, string][] = [
  ['an unknown field', { setup_fee: '1' }, 'setup_fee', UNKNOWN],
  ['an interval without a unit', { interval: { count: 1 } }, 'interval.unit', 'is missing'],
  [
    'an unknown unit of interval',
    { interval: { unit: 'quarter' } },
    'interval.unit',
    'must be day or week or month or year',
  ],
  ['a rank as text', { rank: 'first' }, 'rank', 'must be an integer'],
  ['two charges of one id', { charges: [perUnit({}), perUnit({})] }, 'charges.1.id', 'is there twice'],
  [
    'too many charges',
    { charges: Array.from({ length: 201 }, () => perUnit({})) },
    'charges',
    'exceeds the bound of 200 entries',
  ],
  [
    'too many features',
    { features: Array.from({ length: 101 }, () => ({ text: 'x' })) },
    'features',
    'exceeds the bound of 100 entries',
  ],
  [
    'a limit of an unknown meter',
    { limits: [{ meter: 'nope', quantity: '1' }] },
    'limits.0.meter',
    'is no meter of the catalog: nope',
  ],
  ['a limit of nothing', { limits: [{ quantity: '1' }] }, 'limits.0', 'must say meter and quantity, or on and amount'],
  [
    'a ceiling below the floor',
    { minimum_amount: '5', maximum_amount: '4' },
    'maximum_amount',
    'must not be below minimum_amount',
  ],
  [
    'a limit of two things',
    { limits: [{ meter: 'calls', quantity: '1', on: 'invoice' }] },
    'limits.0',
    'must say meter and quantity, or on and amount',
  ],
  [
    'a limit in the wrong measure',
    { limits: [{ meter: 'calls', amount: '1' }] },
    'limits.0',
    'must say meter and quantity, or on and amount',
  ],
  [
    'two limits of one meter without ids',
    {
      limits: [
        { meter: 'calls', quantity: '1' },
        { meter: 'calls', quantity: '2' },
      ],
    },
    'limits.1.id',
    'is there twice',
  ],
  [
    'a discount over 100 %',
    { discounts: [{ id: 'd', kind: 'percent', value: '100.01' }] },
    'discounts.0.value',
    'must be at most 100 per cent',
  ],
  [
    'a tier of a discount over 100 %',
    { discounts: [{ id: 'd', kind: 'percent', tiers: [{ up_to: null, value: '101' }] }] },
    'discounts.0.tiers.0.value',
    'must be at most 100 per cent',
  ],
  ['a negative discount', { discounts: [{ id: 'd', kind: 'fixed', value: '-1' }] }, 'discounts.0.value', AT_LEAST_0],
  [
    'a discount of nothing',
    { discounts: [{ id: 'd', kind: 'fixed' }] },
    'discounts.0.value',
    'is needed, or tiers, not both',
  ],
  [
    'a discount of two things',
    { discounts: [{ id: 'd', kind: 'fixed', value: '1', tiers: [{ value: '1' }] }] },
    'discounts.0.value',
    'is needed, or tiers, not both',
  ],
  [
    'discount tiers out of order',
    {
      discounts: [
        { id: 'd', kind: 'fixed', tiers: [{ up_to: '2', value: '1' }, { up_to: '1', value: '1' }, { value: '2' }] },
      ],
    },
    'discounts.0.tiers.1.up_to',
    'must be above the bound before it, 2',
  ],
  [
    'discount tiers that end',
    { discounts: [{ id: 'd', kind: 'fixed', tiers: [{ up_to: '2', value: '1' }] }] },
    'discounts.0.tiers.0.up_to',
    'must be open (null) in the last tier',
  ],
  [
    'a discount that ends before it starts',
    { discounts: [{ id: 'd', kind: 'fixed', value: '1', starts_at: '2026-02-01', ends_at: '2026-02-01' }] },
    'discounts.0.ends_at',
    'must be after starts_at',
  ],
  [
    'a discount on an unknown charge',
    { discounts: [{ id: 'd', kind: 'fixed', value: '1', charges: ['nope'] }] },
    'discounts.0.charges',
    'is no charge of the plan: nope',
  ],
  [
    'an unknown field of a discount',
    { discounts: [{ id: 'd', kind: 'fixed', value: '1', stackable: false }] },
    'discounts.0.stackable',
    UNKNOWN,
  ],
  [
    'two discounts of one id',
    {
      discounts: [
        { id: 'd', kind: 'fixed', value: '1' },
        { id: 'd', kind: 'fixed', value: '2' },
      ],
    },
    'discounts.1.id',
    'is there twice',
  ],
  ['an unknown field of a commitment', { commitment: { amount: '1', rollover: true } }, 'commitment.rollover', UNKNOWN],
  [
    'an unknown field of a commitment’s period',
    { commitment: { amount: '1', period: { start: '2026-01-01', end: '2026-02-01', zone: 'UTC' } } },
    'commitment.period.zone',
    UNKNOWN,
  ],
  [
    'a commitment’s period without length',
    { commitment: { amount: '1', period: { start: '2026-01-01', end: '2026-01-01' } } },
    'commitment.period.end',
    'must be after the start',
  ],
  [
    '30 February',
    { commitment: { amount: '1', period: { start: '2026-02-30', end: '2026-04-01' } } },
    'commitment.period.start',
    'must be a date or an RFC 3339 instant with its offset',
  ],
  [
    'a local time without an offset',
    { discounts: [{ id: 'd', kind: 'fixed', value: '1', ends_at: '2026-02-01T00:00:00' }] },
    'discounts.0.ends_at',
    'must be a date or an RFC 3339 instant with its offset',
  ],
  [
    'an hour that no day has',
    { discounts: [{ id: 'd', kind: 'fixed', value: '1', ends_at: '2026-02-01T25:00:00Z' }] },
    'discounts.0.ends_at',
    'must be a date or an RFC 3339 instant with its offset',
  ],
  ['a negative trial', { trial_days: -1 }, 'trial_days', 'must be at least 0'],
];

describe('parseCatalog, inside a plan', () => {
  for (const [why, charge, path, message] of CHARGES) {
    it(`names ${why} as the reason that the plan has no price`, () => {
      const plan = planWith({ name: 'Team', charges: [perUnit({ id: 'first' }), charge] });
      expect(plan.problems).to.deep.include({ path: `charges.1${path}`, message });
      expect(plan).to.include({ id: 'plan', name: 'Team' });
      expect(plan.charges).to.deep.equal([]);
    });
  }

  for (const [why, fields, path, message] of PLANS) {
    it(`names ${why} as the reason that the plan has no price`, () => {
      expect(planWith(fields).problems).to.deep.equal([{ path, message }]);
    });
  }

  it('leaves the other plans alone', () => {
    const raw = catalogWith({ charges: [perUnit({})] });
    const { plans } = parseCatalog({ ...raw, plans: [{ id: 'odd', model: '?' }, ...raw.plans] });
    expect(plans.map(({ id, problems, charges }) => [id, problems.length, charges.length])).to.deep.equal([
      ['odd', 1, 0],
      ['plan', 0, 1],
    ]);
  });

  it('keeps as much of an unpriceable plan’s face as is good', () => {
    const plan = planWith({
      name: 'Team',
      family: 7,
      rank: 3,
      interval: { unit: 'year' },
      description: 'For teams',
      features: [{ text: 'SSO' }],
      charges: 'none',
    });
    expect(plan).to.deep.include({
      name: 'Team',
      family: 'plan',
      rank: 3,
      interval: { unit: 'year', count: 1 },
      description: 'For teams',
    });
    expect(plan.features).to.deep.equal([{ text: 'SSO', included: true }]);
  });

  it('lists 20 problems at most, each with a path and a message of bounded length', () => {
    const many = planWith({ charges: Array.from({ length: 200 }, () => ({ id: 'c', model: 'flat', amount: '-1' })) });
    expect(many.problems).to.have.length(20);
    const long = planWith({ ['x'.repeat(3000)]: 1, charges: [perUnit({ meter: 'm'.repeat(1999) })] });
    expect(long.problems[0]?.path).to.have.length(200);
    const unknown = planWith({ charges: [perUnit({ meter: 'm'.repeat(1999) })] });
    expect(unknown.problems[0]?.message.length).to.be.at.most(200);
  });

  it('lets fields whose names start with x_ be anywhere', () => {
    const tier = { ...open, x_note: 1 };
    const discounts = [{ id: 'd', kind: 'percent', value: '5', x_campaign: 'spring' }];
    const plan = planWith({
      x_source: {},
      charges: [graduated([tier], { x_sku: 7, included: { quantity: '1', x_why: '' } })],
      discounts,
    });
    expect(plan.problems).to.deep.equal([]);
    expect(JSON.stringify(plan)).not.to.contain('x_').and.not.to.contain('spring');
  });

  it('is not led astray by what a page has added to Object.prototype', () => {
    Object.defineProperty(Object.prototype, 'surcharge', { value: 1, enumerable: true, configurable: true });
    let problems: unknown;
    try {
      ({ problems } = planWith({ charges: [perUnit({ package: { size: '10' } })] }));
    } finally {
      delete (Object.prototype as { surcharge?: number }).surcharge;
    }
    expect(problems).to.deep.equal([]);
  });

  it('refuses the catalog for a plan that cannot be named', () => {
    const plans = (...list: unknown[]) => issuesOf(() => parseCatalog({ ...catalogWith({}), plans: list }));
    expect(plans(7)).to.deep.equal([{ path: 'plans.0', message: 'must be an object' }]);
    expect(plans({ id: 'a' }, { name: 'Team' })).to.deep.equal([{ path: 'plans.1.id', message: 'is missing' }]);
    expect(plans({ id: 'a' }, { id: 'a' })).to.deep.equal([{ path: 'plans.1.id', message: 'is there twice' }]);
    expect(plans()).to.deep.equal([{ path: 'plans', message: 'must not be empty' }]);
  });

  it('fills in the defaults of a plan', () => {
    const { meters, plans } = parseCatalog(catalogWith({}));
    expect((meters[0] as Meter).step.toString()).to.equal('1');
    expect(plans).to.deep.equal([
      {
        id: 'plan',
        family: 'plan',
        rank: 0,
        name: 'plan',
        description: null,
        interval: { unit: 'month', count: 1 },
        charges: [],
        limits: [],
        features: [],
        contact: false,
        action: null,
        trialDays: null,
        proration: { unit: 'day', changeDay: 'new', terminationDay: true },
        firstPeriod: 'full',
        rounding: { mode: 'half_away', at: 'line', scale: null, sharesScale: null },
        discounts: [],
        commitment: null,
        minimumAmount: null,
        maximumAmount: null,
        problems: [],
      },
    ]);
  });

  it('fills in the defaults of a charge, which depend on its model', () => {
    const { charges } = planWith({
      charges: [
        { id: 'base', model: 'flat', amount: '9.90' },
        perUnit({ name: '' }),
        graduated([open], { id: 'tiers' }),
        { id: 'fees', model: 'per_event', meter: 'payments', fixed_amount: '1' },
      ],
    });
    const common = {
      description: null,
      interval: null,
      optional: false,
      taxCategory: null,
      minimumAmount: null,
      maximumAmount: null,
      discountable: true,
      counted: true,
      proration: null,
      rounding: null,
    };
    const pipeline = { negative: 'clamp', convert: null, minimumQuantity: null, included: null, package: null };
    const tiers = [{ upTo: null, unitAmount: '1', percent: false, flatAmount: '0', packageSize: null }];
    const choices = { tierBound: 'inclusive', zeroUsageFlat: 'none', beyondLast: 'last', tierBy: null };
    expect(JSON.parse(JSON.stringify(charges))).to.deep.equal([
      { ...common, id: 'base', name: 'base', model: 'flat', timing: 'in_advance', amount: '9.9' },
      {
        ...common,
        ...pipeline,
        ...choices,
        id: 'c',
        name: 'c',
        model: 'per_unit',
        meter: 'calls',
        timing: 'in_arrears',
        tiers,
      },
      {
        ...common,
        ...pipeline,
        ...choices,
        id: 'tiers',
        name: 'tiers',
        model: 'graduated',
        meter: 'calls',
        timing: 'in_arrears',
        tiers,
      },
      {
        ...common,
        id: 'fees',
        name: 'fees',
        model: 'per_event',
        meter: 'payments',
        timing: 'in_arrears',
        ratePct: '0',
        fixedAmount: '1',
        freeEvents: null,
        freeAmount: null,
        eventMinimum: null,
        eventMaximum: null,
      },
    ]);
  });

  it('reads every choice of a charge', () => {
    const { charges, problems } = planWith({
      charges: [
        graduated([{ up_to: '10', rate_pct: '2.5', flat_amount: '1', package_size: '5' }], {
          meter: 'sales',
          negative: 'mirror',
          convert: { multiply_by: '3', divide_by: '7', round: { increment: '0.5', mode: 'half_even' } },
          minimum_quantity: '3',
          included: { quantity: '2', per: 'editors', mode: 'cliff' },
          package: { size: '100', rounding: 'none', scope: 'tier' },
          tier_bound: 'exclusive',
          zero_usage_flat: 'charged',
          beyond_last: 'not_sold',
          minimum_amount: '1',
          maximum_amount: '9',
          timing: 'once',
          optional: true,
          tax_category: 'usage',
          discountable: false,
          counts_toward_commitment: false,
          interval: { unit: 'week', count: 2 },
          proration: { unit: 'fixed_30', change_day: 'old', termination_day: false },
          rounding: { mode: 'floor', at: 'invoice', scale: -1, shares_scale: 3 },
        }),
      ],
    });
    expect(problems).to.deep.equal([]);
    expect(JSON.parse(JSON.stringify(charges[0]))).to.deep.include({
      negative: 'mirror',
      convert: { multiplyBy: '3', divideBy: '7', round: { increment: '0.5', mode: 'half_even' } },
      minimumQuantity: '3',
      included: { quantity: '2', per: 'editors', mode: 'cliff' },
      package: { size: '100', rounding: 'none', scope: 'tier' },
      tiers: [{ upTo: '10', unitAmount: '0.025', percent: true, flatAmount: '1', packageSize: '5' }],
      tierBound: 'exclusive',
      zeroUsageFlat: 'charged',
      beyondLast: 'not_sold',
      minimumAmount: '1',
      maximumAmount: '9',
      timing: 'once',
      optional: true,
      taxCategory: 'usage',
      discountable: false,
      counted: false,
      interval: { unit: 'week', count: 2 },
      proration: { unit: 'fixed_30', changeDay: 'old', terminationDay: false },
      rounding: { mode: 'floor', at: 'invoice', scale: -1, sharesScale: 3 },
    });
  });

  for (const model of ['graduated', 'volume', 'stairstep']) {
    it(`reads tiers that are ${model}`, () => {
      const tiers = [
        { up_to: '5', flat_amount: '20' },
        { up_to: '10', flat_amount: '35' },
      ];
      const { charges, problems } = planWith({ charges: [{ ...graduated(tiers, { beyond_last: 'free' }), model }] });
      expect(problems).to.deep.equal([]);
      expect(
        (charges[0] as MeteredCharge).tiers.map(({ upTo, flatAmount }) => [String(upTo), String(flatAmount)]),
      ).to.deep.equal([
        ['5', '20'],
        ['10', '35'],
      ]);
    });
  }

  it('keeps decimals exact, to 18 digits and 20 decimals', () => {
    const price = '123456789012345678.12345678901234567891';
    const { charges } = planWith({ charges: [perUnit({ unit_amount: price })] });
    expect((charges[0] as MeteredCharge).tiers[0]?.unitAmount.toString()).to.equal(
      '123456789012345678.12345678901234567891',
    );
  });

  it('freezes what it hands out', () => {
    const plan = planWith({ charges: [graduated([open])] });
    expect(Object.isFrozen(plan)).to.equal(true);
    expect(Object.isFrozen(plan.charges)).to.equal(true);
    expect(Object.isFrozen((plan.charges[0] as MeteredCharge).tiers[0])).to.equal(true);
  });
});
