import { expect } from 'chai';
import { orbAccount, type OrbFacts } from '../../docs/vendors/orb/account.ts';
import { orbCatalog } from '../../docs/vendors/orb/catalog.ts';
import type {
  OrbAdjustment,
  OrbPlan,
  OrbPrice,
  OrbPriceInterval,
  OrbSubscription,
} from '../../docs/vendors/orb/objects.ts';
import { Untranslatable } from '../../docs/vendors/documents.ts';
import { invoiceOf } from './read-documents.ts';

const METRIC = { id: 'calls', name: 'Calls', aggregation: 'sum' } as const;
// The examples of Orb's own page on how an invoice is worked out.
const TIERED: Partial<OrbPrice> = {
  model_type: 'tiered',
  tiered_config: {
    tiers: [
      { first_unit: 0, last_unit: 10_000, unit_amount: '0.001' },
      { first_unit: 10_001, last_unit: 100_000, unit_amount: '0.0008' },
      { first_unit: 100_001, last_unit: null, unit_amount: '0.0005' },
    ],
  },
};
const BOUNDS = [
  adjustment('minimum', { minimum_amount: '50.00' }),
  adjustment('maximum', { maximum_amount: '500.00' }),
  adjustment('percentage_discount', { percentage_discount: 0.1 }),
];

describe('docs/vendors/orb', () => {
  it("comes to what Orb's example of tiers does, with its tax of 8 %", () => {
    const tax = { behavior: 'exclusive', rates: { standard: [{ name: 'Tax', rate_pct: '8' }] } } as const;
    const facts = factsOf([price(TIERED)], { used: 150_000, tax });
    expect(readOrb(facts)).to.deep.include({
      lines: { calls_price: '107.00' },
      taxes: ['8.56'],
      total: '115.56',
      period: ['2026-03-01T08:00:00.000Z', '2026-04-01T07:00:00.000Z'],
      problems: [],
    });
  });

  it("comes to what Orb's example of adjustments does: a percentage, then the least and the most", () => {
    const compute = price({ unit_config: { unit_amount: '0.10' } });
    const total = (used: number) => readOrb(factsOf([compute], { used, adjustments: BOUNDS })).total;
    // 20.00 − 10 % = 18.00, and 50.00 at least; 90.00 of 1,000; 500.00 at most of 6,000.
    expect(total(200)).to.equal('50.00');
    expect(total(1000)).to.equal('90.00');
    expect(total(6000)).to.equal('500.00');
  });

  it('takes units off before they are priced, amounts before percentages', () => {
    const adjustments = [
      adjustment('percentage_discount', { percentage_discount: 0.15 }),
      adjustment('amount_discount', { amount_discount: '20.00' }),
      adjustment('usage_discount', { usage_discount: 100 }),
    ];
    const facts = factsOf([price({ unit_config: { unit_amount: '1.00' } })], { used: 220, adjustments });
    // 120 − 20.00 = 100.00, − 15 %.
    expect(readOrb(facts).total).to.equal('85.00');
  });

  it('prices packages that are begun, and the whole quantity by its tier', () => {
    const packages = price({ model_type: 'package', package_config: { package_amount: '5.00', package_size: 1000 } });
    expect(readOrb(factsOf([packages], { used: 2001 })).total).to.equal('15.00');
    const tiers = [
      { maximum_units: 100, unit_amount: '0.10' },
      { maximum_units: null, unit_amount: '0.05' },
    ];
    const bulk = price({ model_type: 'bulk', bulk_config: { tiers } });
    expect(readOrb(factsOf([bulk], { used: 100 })).total).to.equal('10.00');
    expect(readOrb(factsOf([bulk], { used: 101 })).total).to.equal('5.05');
  });

  it('has fees in advance of the next period, in the quantity that holds now', () => {
    const fee = fixed({ unit_config: { unit_amount: '12.00' }, fixed_price_quantity: 3 });
    const transitions = [{ effective_date: '2026-03-01T08:00:00Z', quantity: 5 }];
    const facts = factsOf([fee, price({ unit_config: { unit_amount: '0.1' } })], { used: 10 });
    expect(readOrb(facts).lines).to.deep.equal({ fee: '36.00', calls_price: '1.00' });
    expect(orbAccount(facts).subscription.plan).to.equal('team');
    const [first, ...others] = facts.subscription.price_intervals;
    const price_intervals = [{ ...first!, fixed_fee_quantity_transitions: transitions }, ...others];
    const changed = { ...facts, subscription: { ...facts.subscription, price_intervals } };
    expect(readOrb(changed).lines).to.deep.equal({ fee: '60.00', calls_price: '1.00' });
    expect(orbAccount(changed).subscription.plan).to.include({ id: 'sub', family: 'team', rank: 0 });
    // Its trial, which is over, puts it on "contact us" for others.
    const tried = { ...facts, plans: facts.plans.map((plan) => ({ ...plan, trial_config: { trial_period: 14 } })) };
    expect(orbAccount(tried).subscription.plan).to.include({ id: 'sub', family: 'team' });
    const larger = [{ ...planOf([]), id: 'plan_0' }, ...facts.plans];
    expect(orbAccount({ ...changed, plans: larger }).subscription.plan).to.include({ rank: 1 });
  });

  it('has the next fee in the quantity that is booked for it', () => {
    const fee = fixed({ unit_config: { unit_amount: '12.00' }, fixed_price_quantity: 3 });
    const changing = (effective_date: string, each = fee) => {
      const price_intervals = [intervalOf(each, { fixed_fee_quantity_transitions: [{ effective_date, quantity: 5 }] })];
      return factsOf([each], { subscription: { price_intervals } });
    };
    expect(readOrb(changing('2026-04-01T07:00:00Z')).lines).to.deep.equal({ fee: '60.00' });
    expect(readOrb(changing('2026-04-02T07:00:00Z')).lines).to.deep.equal({ fee: '36.00' });
    const arrears = { ...fee, billing_mode: 'in_arrears' } as const;
    for (const within of [changing('2026-03-25T07:00:00Z'), changing('2026-03-10T08:00:00Z', arrears)]) {
      expect(() => orbAccount(within)).to.throw(Untranslatable, 'fee: its quantity changes within the current period');
    }
  });

  it("has a year's fee beside monthly usage in the month that it is due in", () => {
    const year = { duration: 12, duration_unit: 'month' } as const;
    const fee = fixed({ billing_cycle_configuration: year, unit_config: { unit_amount: '990.00' } });
    const usage = price({ unit_config: { unit_amount: '0.10' } });
    const [start_date, end_date] = ['2025-04-01T07:00:00Z', '2026-04-01T07:00:00Z'];
    const own = { current_billing_period_start_date: start_date, current_billing_period_end_date: end_date };
    const yearly = (said: Partial<OrbSubscription>, interval: Partial<OrbPriceInterval>) => {
      const line = { subtotal: '990.00', start_date, end_date: '2027-01-01T08:00:00Z', price: { id: 'fee' } };
      return {
        ...factsOf([fee, usage], {
          used: 10,
          subscription: {
            start_date,
            price_intervals: [intervalOf(fee, { start_date, ...own, ...interval }), intervalOf(usage)],
            ...said,
          },
        }),
        invoices: [{ invoice_number: 'ORB-1', status: 'paid', line_items: [line] }],
      };
    };
    expect(readOrb(yearly({}, {})).lines).to.deep.equal({ fee: '990.00', calls_price: '1.00' });
    const later = {
      start_date: '2026-01-01T08:00:00Z',
      current_billing_period_start_date: '2026-01-01T08:00:00Z',
      current_billing_period_end_date: '2027-01-01T08:00:00Z',
    };
    expect(readOrb(yearly({ end_date: '2026-06-01T07:00:00Z' }, later)).lines).to.deep.equal({ calls_price: '1.00' });
    expect(() => orbAccount(yearly({ end_date: '2026-06-01T07:00:00Z' }, {}))).to.throw(
      Untranslatable,
      'sub: it ends within a period that fees are in advance of',
    );
    const shifted = { current_billing_period_end_date: '2026-04-15T07:00:00Z' };
    expect(() => orbAccount(yearly({}, shifted))).to.throw(Untranslatable, 'fee: its periods have another anchor');
  });

  it('calls twelve months a year', () => {
    const year = { duration: 12, duration_unit: 'month' } as const;
    const yearly = { billing_cycle_configuration: year, invoicing_cycle_configuration: year };
    const fee = fixed({ ...yearly, unit_config: { unit_amount: '990.00' } });
    const [plan] = catalogOf([planOf([fee, price(TIERED)])]).catalog.plans;
    expect(plan?.interval).to.deep.equal({ unit: 'year', count: 1 });
    expect(plan?.charges?.map(({ interval }) => interval)).to.deep.equal([undefined, { unit: 'month', count: 1 }]);
  });

  it("has a customer's own discount beside the plan of the catalog, on its prices alone and until its end", () => {
    const facts = factsOf([price(TIERED)], { used: 12 });
    const off = { ...adjustment('percentage_discount', { percentage_discount: 0.15 }), reason: 'Launch' };
    const accountWith = (end_date: string | null, plans = facts.plans) => {
      const adjustment_intervals = [{ adjustment: off, start_date: '2026-01-01T08:00:00Z', end_date }];
      return { ...facts, plans, subscription: { ...facts.subscription, adjustment_intervals } };
    };
    const launch = { name: 'Launch', value: '15.00', charges: ['calls_price'] };
    const endless = orbAccount(accountWith(null));
    expect(endless.subscription.plan).to.equal('team');
    expect(endless.discounts[0]).to.deep.include(launch).and.not.to.have.property('ends_at');
    const end = '2026-06-01T07:00:00Z';
    expect(orbAccount(accountWith(end)).discounts[0]).to.deep.include({ ...launch, ends_at: end });
    const full = Number(readOrb(facts).total);
    expect(Number(readOrb(accountWith(end)).total)).to.be.closeTo(full * 0.85, 0.005);
    // Where the plan has discounts of its own, their order is one matter: the plan is written out.
    const other = accountWith(end, [
      planOf([price(TIERED)], [adjustment('amount_discount', { amount_discount: '1' })]),
    ]);
    expect(orbAccount(other).discounts).to.deep.equal([]);
    expect(orbAccount(other).subscription.plan).to.include({ id: 'sub' });
  });

  it('draws blocks from what is in arrears before tax, the balance after it', () => {
    const tax = { behavior: 'exclusive', rates: { standard: [{ name: 'Tax', rate_pct: '10' }] } } as const;
    const block = {
      id: 'block',
      effective_date: null,
      expiry_date: null,
      per_unit_cost_basis: '1.00',
      filters: [],
    };
    const prices = [fixed({ unit_config: { unit_amount: '40.00' } }), price({ unit_config: { unit_amount: '1.00' } })];
    const facts = factsOf(prices, { used: 60, tax });
    const credits = [{ block, opening: '100.00' }];
    const customer = { ...facts.subscription.customer, balance: '4.00' };
    const subscription = { ...facts.subscription, customer };
    // 60.00 of usage are paid; 40.00 + 10 % = 44.00, of which 4.00.
    expect(readOrb({ ...facts, subscription, credits })).to.deep.include({ total: '44.00', due: '40.00' });
    const filters = [{ field: 'price_id', operator: 'includes', values: ['calls_price'] }];
    const blocks = [...credits, { block: { ...block, id: 'bound', filters }, opening: '5.00' }];
    const [wide, narrow] = orbAccount({ ...facts, credits: blocks }).credits;
    expect(narrow?.priority).to.be.below(wide?.priority ?? NaN);
    expect(narrow?.charges).to.deep.equal(['calls_price']);
    const debt = { ...subscription, customer: { ...customer, balance: '-4.00' } };
    expect(readOrb({ ...facts, subscription: debt })).to.deep.include({ taxes: ['10.00'], due: '114.00' });
  });

  it('rounds tax line by line', () => {
    const tax = { behavior: 'exclusive', rates: { standard: [{ name: 'Tax', rate_pct: '10' }] } } as const;
    const prices = [fixed({ unit_config: { unit_amount: '0.05' } }), price({ unit_config: { unit_amount: '0.05' } })];
    expect(readOrb(factsOf(prices, { used: 1, tax })).total).to.equal('0.12');
  });

  it('gives the days of the customer', () => {
    const facts = factsOf([price(TIERED)], { used: 12 });
    const windows = [
      { quantity: 5, timeframe_start: '2026-03-01T08:00:00Z' },
      { quantity: 7, timeframe_start: '2026-03-02T08:00:00Z' },
    ];
    const days = [{ billable_metric: { id: 'calls' }, usage: windows }];
    expect(orbAccount({ ...facts, days }).usage['calls']?.series).to.deep.equal({
      of: 'increments',
      from: '2026-03-01',
      values: ['5', '7'],
    });
  });

  it('counts periods from a day that a month may not have', () => {
    const period = {
      current_billing_period_start_date: '2026-02-28T08:00:00Z',
      current_billing_period_end_date: '2026-03-31T07:00:00Z',
    };
    const start_date = '2026-01-31T08:00:00Z';
    const price_intervals = [intervalOf(price(TIERED), { ...period, start_date })];
    const subscription = { billing_cycle_day: 31, start_date, ...period, price_intervals };
    const facts = factsOf([price(TIERED)], { subscription });
    expect(readOrb(facts).period).to.deep.equal(['2026-02-28T08:00:00.000Z', '2026-03-31T07:00:00.000Z']);
  });

  it('refuses by its id what our contract cannot say', () => {
    const gap = [
      { first_unit: 0, last_unit: 10, unit_amount: '1' },
      { first_unit: 15, last_unit: null, unit_amount: '2' },
    ];
    const refusals: readonly (readonly [readonly OrbPrice[], readonly OrbAdjustment[], string])[] = [
      [[price({ model_type: 'matrix' })], [], 'calls_price: a price by "matrix"'],
      [[price({ ...TIERED, tiered_config: { tiers: gap } })], [], 'calls_price: its tiers have gaps or overlap'],
      [[price({ currency: 'credits' })], [], 'calls_price: it is in credits'],
      [[price({ dimensional_price_configuration: {} })], [], 'calls_price: its price differs by dimensions'],
      [[price({ billable_metric: { id: 'other' } })], [], 'calls_price: its metric is missing'],
      [[price(TIERED), fixed({})], BOUNDS, 'minimum: a minimum of a part of the invoice'],
      [[price(TIERED)], [adjustment('tiered_percentage_discount', {})], 'an adjustment by'],
      [
        [price(TIERED)],
        [adjustment('amount_discount', { filters: [{ field: 'item_id', operator: 'includes', values: [] }] })],
        'it is for other prices than those of a list',
      ],
    ];
    for (const [prices, adjustments, message] of refusals) {
      const { catalog, refused } = catalogOf([planOf(prices, adjustments)]);
      expect(catalog.plans).to.deep.equal([{ id: 'team', name: 'Team', contact: true }]);
      expect(refused[0]?.message).to.include(message);
    }
    expect(catalogOf([{ ...planOf([price(TIERED)]), plan_phases: [{}] }]).refused).to.have.length(1);
    expect(catalogOf([{ ...planOf([price(TIERED)]), trial_config: { trial_period: 14 } }]).refused).to.have.length(1);
  });

  it('refuses an account that would be wrong', () => {
    const refusals: readonly (readonly [Partial<OrbSubscription>, string])[] = [
      [{ status: 'upcoming' }, 'sub: its status is "upcoming"'],
      [{ invoicing_threshold: '10.00' }, 'sub: an invoice comes at a threshold'],
      [{ trial_info: { end_date: '2026-03-25T07:00:00Z' } }, 'sub: it is in its trial'],
      [{ end_date: '2026-03-25T07:00:00Z' }, 'sub: it has a part of a period'],
      [
        { start_date: '2026-03-05T08:00:00Z', current_billing_period_start_date: '2026-03-05T08:00:00Z' },
        'sub: it has a part of a period',
      ],
    ];
    for (const [subscription, message] of refusals) {
      const facts = factsOf([price(TIERED)], { subscription });
      expect(() => orbAccount(facts), message).to.throw(Untranslatable, message);
    }
    const [arrears, ahead] = [price(TIERED), fixed({ unit_config: { unit_amount: '1' } })];
    const changing = (each: OrbPrice, dates: { start_date?: string; end_date?: string }) => {
      const all = factsOf([arrears, ahead]);
      const price_intervals = all.subscription.price_intervals.map((one) =>
        one.price === each ? { ...one, ...dates } : one,
      );
      return { ...all, subscription: { ...all.subscription, price_intervals } };
    };
    const within = 'it begins or ends within what the next invoice is for';
    const [later, end] = ['2026-03-28T07:00:00Z', '2026-04-01T07:00:00Z'];
    expect(() => orbAccount(changing(arrears, { start_date: later }))).to.throw(
      Untranslatable,
      `calls_price: ${within}`,
    );
    expect(() => orbAccount(changing(ahead, { end_date: end }))).to.throw(Untranslatable, `fee: ${within}`);
    expect(orbAccount(changing(arrears, { end_date: end })).usage).to.have.property('calls');
    const leaving = changing(ahead, { end_date: end });
    expect(
      orbAccount({ ...leaving, subscription: { ...leaving.subscription, end_date: end } }).subscription,
    ).to.include({
      ends_at: end,
    });
    const next = '2026-04-15T07:00:00Z';
    for (const dates of [{ end_date: next }, { start_date: next }]) {
      expect(() => orbAccount(changing(ahead, dates))).to.throw(Untranslatable, `fee: ${within}`);
    }
    expect(orbAccount(changing(arrears, { end_date: next })).usage).to.have.property('calls');
    const ends = (all: OrbFacts, end_date: string) => ({ ...all, subscription: { ...all.subscription, end_date } });
    expect(() => orbAccount(ends(factsOf([arrears, ahead]), next))).to.throw(
      Untranslatable,
      'sub: it ends within a period that fees are in advance of',
    );
    for (const all of [ends(factsOf([arrears]), next), ends(factsOf([arrears, ahead]), '2026-05-01T07:00:00Z')]) {
      expect(readOrb(all).problems).to.deep.equal([]);
    }
    const half = price({ ...TIERED, billing_cycle_configuration: { duration: 6, duration_unit: 'month' } });
    const halfYear = (current_billing_period_start_date: string) => {
      const own = { current_billing_period_start_date, current_billing_period_end_date: '2026-07-01T07:00:00Z' };
      return factsOf([half, ahead], { subscription: { price_intervals: [intervalOf(half, own), intervalOf(ahead)] } });
    };
    const whole = halfYear('2026-01-01T08:00:00Z');
    expect(orbAccount(whole).subscription.anchor).to.equal('2026-01-01');
    expect(() => orbAccount(ends(whole, end))).to.throw(Untranslatable, 'calls_price: it has a part of a period');
    expect(() => orbAccount(halfYear('2026-02-10T08:00:00Z'))).to.throw(
      Untranslatable,
      'sub: from which month its periods count is not told',
    );
    const discounted = factsOf([arrears], {
      adjustments: [adjustment('amount_discount', { amount_discount: '1.00' })],
    });
    const ending = discounted.subscription.adjustment_intervals.map((each) => ({ ...each, end_date: later }));
    expect(() =>
      orbAccount({ ...discounted, subscription: { ...discounted.subscription, adjustment_intervals: ending } }),
    ).to.throw(Untranslatable, `amount_discount: ${within}`);
    const least = factsOf([price(TIERED)], { adjustments: BOUNDS });
    const owing = { ...least.subscription, customer: { ...least.subscription.customer, balance: '-1.00' } };
    const reason = 'sub: a minimum beside credits or a negative balance';
    expect(() => orbAccount({ ...least, subscription: owing })).to.throw(Untranslatable, reason);
    const block = { id: 'block', effective_date: null, expiry_date: null, per_unit_cost_basis: null, filters: [] };
    expect(() => orbAccount({ ...least, credits: [{ block, opening: 1 }] })).to.throw(Untranslatable, reason);
    const unbilled = { ...factsOf([fixed({ unit_config: { unit_amount: '1' } })]), invoices: [] };
    expect(() => orbAccount(unbilled)).to.throw(Untranslatable, 'fee: no invoice given bills its current period');
  });
});

function readOrb(facts: OrbFacts) {
  const { catalog, refused } = orbCatalog(facts);
  expect(refused).to.deep.equal([]);
  return invoiceOf(catalog, orbAccount(facts));
}

function catalogOf(plans: readonly OrbPlan[]) {
  return orbCatalog({ currency: 'USD', metrics: [METRIC], plans });
}

function planOf(prices: readonly OrbPrice[], adjustments: readonly OrbAdjustment[] = []): OrbPlan {
  return { id: 'plan_1', external_plan_id: 'team', name: 'Team', currency: 'USD', prices, adjustments };
}

function factsOf(
  prices: readonly OrbPrice[],
  {
    used = 0,
    adjustments = [],
    subscription,
    tax = { behavior: 'none' },
  }: {
    used?: number;
    adjustments?: readonly OrbAdjustment[];
    subscription?: Partial<OrbSubscription>;
    tax?: OrbFacts['tax'];
  } = {},
): OrbFacts {
  const plan = planOf(prices, adjustments);
  const [start_date, end_date] = ['2026-03-01T08:00:00Z', '2026-04-01T07:00:00Z'];
  const since = { start_date: '2026-01-01T08:00:00Z', end_date: null };
  const line = { subtotal: '36.00', start_date, end_date, price: { id: 'fee' } };
  return {
    currency: 'USD',
    metrics: [METRIC],
    revision: 1,
    asOf: '2026-03-20T12:00:00Z',
    plans: [plan],
    usage: [{ billable_metric: { id: 'calls' }, usage: [{ quantity: used, timeframe_start: start_date }] }],
    invoices: [{ invoice_number: 'ORB-1', status: 'paid', line_items: [line] }],
    credits: [],
    tax,
    subscription: {
      id: 'sub',
      status: 'active',
      ...since,
      billing_cycle_day: 1,
      current_billing_period_start_date: start_date,
      current_billing_period_end_date: end_date,
      invoicing_threshold: null,
      trial_info: { end_date: null },
      pending_subscription_change: null,
      customer: { id: 'cus', timezone: 'America/Los_Angeles', balance: '0.00' },
      plan,
      price_intervals: prices.map((each) => intervalOf(each)),
      adjustment_intervals: adjustments.map((each) => ({ adjustment: each, ...since })),
      ...subscription,
    },
  };
}

function intervalOf(price: OrbPrice, said: Partial<OrbPriceInterval> = {}): OrbPriceInterval {
  return {
    price,
    start_date: '2026-01-01T08:00:00Z',
    end_date: null,
    current_billing_period_start_date: '2026-03-01T08:00:00Z',
    current_billing_period_end_date: '2026-04-01T07:00:00Z',
    fixed_fee_quantity_transitions: null,
    ...said,
  };
}

function price(said: Partial<OrbPrice>): OrbPrice {
  return {
    id: 'calls_price',
    name: 'Calls',
    currency: 'USD',
    price_type: 'usage_price',
    cadence: 'monthly',
    billing_mode: 'in_arrears',
    billing_cycle_configuration: { duration: 1, duration_unit: 'month' },
    invoicing_cycle_configuration: null,
    billable_metric: { id: 'calls' },
    fixed_price_quantity: null,
    dimensional_price_configuration: null,
    model_type: 'unit',
    ...said,
  };
}

function fixed(said: Partial<OrbPrice>): OrbPrice {
  return price({
    id: 'fee',
    name: 'Fee',
    price_type: 'fixed_price',
    billing_mode: 'in_advance',
    billable_metric: null,
    fixed_price_quantity: 1,
    unit_config: { unit_amount: '1.00' },
    ...said,
  });
}

function adjustment(adjustment_type: string, said: Partial<OrbAdjustment>): OrbAdjustment {
  return { id: adjustment_type, adjustment_type, reason: null, filters: [], ...said };
}
