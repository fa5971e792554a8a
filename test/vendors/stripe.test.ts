import { expect } from 'chai';
import { stripeAccount } from '../../docs/vendors/stripe/account.ts';
import { stripeCatalog, type StripePlan } from '../../docs/vendors/stripe/catalog.ts';
import type { StripeFacts } from '../../docs/vendors/stripe/facts.ts';
import type {
  StripeCoupon,
  StripeInvoice,
  StripeInvoiceLine,
  StripeItem,
  StripePrice,
  StripeSubscription,
} from '../../docs/vendors/stripe/objects.ts';
import { Untranslatable } from '../../docs/vendors/documents.ts';
import { invoiceOf } from './read-documents.ts';

const START = seconds('2026-01-31T10:00:00Z');
const PERIOD = { start: seconds('2026-02-28T10:00:00Z'), end: seconds('2026-03-31T10:00:00Z') };
const AS_OF = seconds('2026-03-20T12:00:00Z');
const METER = {
  id: 'mtr_calls',
  display_name: 'API calls',
  default_aggregation: { formula: 'sum' },
};

describe('docs/vendors/stripe: prices', () => {
  // Stripe's own page on tiers: 1 to 5 at 7, 6 to 10 at 6.50, above at 6.
  const fonts = [
    { up_to: 5, unit_amount_decimal: '700', flat_amount_decimal: null },
    { up_to: 10, unit_amount_decimal: '650', flat_amount_decimal: null },
    { up_to: null, unit_amount_decimal: '600', flat_amount_decimal: null },
  ];
  // The same page: 0.05 cents each, and 30 of them round to 2 cents. Flat fee and overage: 1,000 included, then 0.04.
  const cases: readonly (readonly [name: string, price: Partial<StripePrice>, used: number, amount: string])[] = [
    ['volume within a tier', { ...tiers('volume', fonts) }, 5, '35.00'],
    ['volume beyond its bound', { ...tiers('volume', fonts) }, 6, '39.00'],
    ['volume in the open tier', { ...tiers('volume', fonts) }, 25, '150.00'],
    ['graduated within a tier', { ...tiers('graduated', fonts) }, 5, '35.00'],
    ['graduated beyond its bound', { ...tiers('graduated', fonts) }, 6, '41.50'],
    ['graduated in the open tier', { ...tiers('graduated', fonts) }, 20, '127.50'],
    ['fractions of a cent', { unit_amount_decimal: '0.05' }, 30, '0.02'],
    ['a price object of the library', { unit_amount_decimal: { toString: () => '0.05' } }, 30, '0.02'],
    ['packages that are begun', { unit_amount_decimal: '1000', transform_quantity: by(100, 'up') }, 101, '20.00'],
    ['packages that are full', { unit_amount_decimal: '1000', transform_quantity: by(100, 'down') }, 199, '10.00'],
    [
      'an allowance as a free tier',
      tiers('graduated', [
        { up_to: 1000, unit_amount_decimal: '0', flat_amount_decimal: null },
        { up_to: null, unit_amount_decimal: '4', flat_amount_decimal: null },
      ]),
      2500,
      '60.00',
    ],
  ];

  for (const [name, price, used, amount] of cases) {
    it(`come to what Stripe says: ${name}`, () => {
      const facts = factsOf([itemOf(metered(price))], { used });
      expect(readStripe(facts)).to.deep.include({ lines: { price_calls: amount }, total: amount, problems: [] });
    });
  }

  it('charge the flat amount of a first tier without usage as somebody has seen it', () => {
    const first = { up_to: 10, unit_amount_decimal: '100', flat_amount_decimal: '500' };
    const price = metered(
      tiers('graduated', [first, { up_to: null, unit_amount_decimal: '50', flat_amount_decimal: null }]),
    );
    const facts = factsOf([itemOf(price)], { used: 0 });
    expect(() => stripeAccount(facts)).to.throw(Untranslatable, 'price_calls: its first tier has a flat amount');
    expect(readStripe({ ...facts, zeroUsageFlat: 'charged' }).total).to.equal('5.00');
    expect(readStripe({ ...facts, zeroUsageFlat: 'none' }).total).to.equal('0.00');
    const used = factsOf([itemOf(price)], { used: 3 });
    expect(readStripe({ ...used, zeroUsageFlat: 'none' }).total).to.equal('8.00');
  });

  it('count the minor units that Stripe counts', () => {
    const inCurrency = (currency: string) => {
      const price = { ...metered({ unit_amount_decimal: '1100' }), currency };
      return readStripe(factsOf([itemOf(price)], { used: 1, currency })).total;
    };
    expect(inCurrency('jpy')).to.equal('1100');
    expect(inCurrency('kwd')).to.equal('1.100');
    // Two digits at Stripe that ISO 4217 does not have.
    expect(inCurrency('isk')).to.equal('11');
  });

  it('are refused by the id of what our contract cannot say, and their plan is on "contact us"', () => {
    const refusals: readonly (readonly [Partial<StripePrice>, string])[] = [
      [{ currency: 'eur' }, 'it is in EUR'],
      [{ custom_unit_amount: {} }, 'customers choose its amount'],
      [tiers('graduated', undefined), 'its tiers are missing'],
      [{ recurring: { ...recurring('metered'), meter: null } }, 'metered without a billing meter'],
      [{ unit_amount_decimal: '1e-7' }, '1e-7 is not an exact decimal'],
      [
        tiers('graduated', [
          { up_to: 100, unit_amount_decimal: '0.333', flat_amount_decimal: null },
          { up_to: null, unit_amount_decimal: '0.2', flat_amount_decimal: null },
        ]),
        'a full tier of it has a fraction of a cent',
      ],
    ];
    for (const [price, reason] of refusals) {
      const { catalog, refused } = catalogOf([planOf([metered(price)])]);
      expect(catalog.plans).to.deep.equal([{ id: 'team', name: 'Team', contact: true }]);
      expect(refused.map(({ object }) => object)).to.deep.equal(['price_calls']);
      expect(refused[0]?.message).to.include(reason);
    }
  });
});

describe('docs/vendors/stripe: meters', () => {
  it('that count in another way are left out, with the reason', () => {
    const meter = { ...METER, default_aggregation: { formula: 'median' } };
    const { catalog, refused } = stripeCatalog({ currency: 'usd', plans: [], meters: [meter] });
    expect(catalog.meters).to.deep.equal([]);
    expect(refused[0]?.message).to.equal('mtr_calls: a meter by "median"');
  });
});

describe('docs/vendors/stripe: the next invoice', () => {
  const base = licensed('price_base', { unit_amount_decimal: '9900' });
  const editors = licensed(
    'price_editors',
    { unit_amount_decimal: '1200' },
    { id: 'prod_editors', name: 'Editors', unit_label: 'editor' },
  );
  const calls = metered({ unit_amount_decimal: '0.2' });
  const items = [itemOf(base, { quantity: 1 }), itemOf(editors, { quantity: 3 }), itemOf(calls)];
  const facts = factsOf(items, {
    used: 150_000,
    invoices: [invoice([lineOf('price_base', 9900, 1), lineOf('price_editors', 3600, 3)])],
    plans: [planOf([base, editors, calls])],
  });

  it('has the next fees in advance and the usage of the period that ends, at the hour of the anchor in UTC', () => {
    expect(readStripe(facts)).to.deep.equal({
      lines: { price_base: '99.00', price_editors: '36.00', price_calls: '300.00' },
      taxes: [],
      subtotal: '435.00',
      total: '435.00',
      due: '435.00',
      // From the 31st: clamped in February, back in March.
      period: ['2026-02-28T10:00:00.000Z', '2026-03-31T10:00:00.000Z'],
      problems: [],
    });
  });

  it('names the plan of the catalog, and writes out one that is in no catalog', () => {
    expect(stripeAccount(facts).subscription.plan).to.equal('team');
    expect(stripeAccount({ ...facts, plans: [planOf([calls, editors, base])] }).subscription.plan).to.equal('team');
    const own = stripeAccount({ ...facts, plans: [planOf([base, { ...editors, id: 'price_other' }, calls])] });
    expect(own.subscription.plan).to.include({ id: 'sub_1', name: 'Base' });
    expect(() => stripeAccount({ ...facts, plans: [planOf([base, calls])] })).to.throw(
      Untranslatable,
      'si_price_editors: the catalog does not count prod_editors: say formerPlans',
    );
    const setup: StripePrice = { ...base, id: 'price_setup', type: 'one_time', recurring: null };
    const formerPlans = [{ ...planOf([base, calls, editors, setup], 'team-2024'), family: 'team', rank: 2 }];
    const former = { ...facts, plans: [planOf([base, calls])], formerPlans };
    expect(stripeAccount(former).subscription.plan).to.include({ id: 'team-2024', family: 'team', rank: 2 });
    expect(readStripe(former).total).to.equal('435.00');
    expect(stripeCatalog(former).catalog.meters.map(({ id }) => id)).to.deep.equal(['mtr_calls', 'prod_editors']);
    expect(
      readStripe({ ...facts, plans: [planOf([base, calls, editors]), planOf([base, calls], 'small')] }).total,
    ).to.equal('435.00');
  });

  it('bills usage by the month beside a fee by the year', () => {
    const yearly = { ...base, id: 'price_year', recurring: { ...recurring('licensed'), interval: 'year' as const } };
    const year = { start: START, end: seconds('2027-01-31T10:00:00Z') };
    const fee = itemOf(yearly, { quantity: 1, current_period_start: year.start, current_period_end: year.end });
    const invoices = [invoice([{ ...lineOf('price_year', 99_000, 1), period: year }])];
    expect(readStripe(factsOf([fee, itemOf(calls)], { used: 150_000, invoices }))).to.deep.include({
      lines: { price_calls: '300.00' },
      period: ['2026-02-28T10:00:00.000Z', '2026-03-31T10:00:00.000Z'],
    });
  });

  it('carries what a change in mid-period left: half of 10 back, half of 20 charged', () => {
    const half = { start: seconds('2026-03-16T00:00:00Z'), end: PERIOD.end };
    const pendingItems = [
      pending('ii_old', { amount: -500, description: 'Unused time', price: 'price_old', period: half }),
      pending('ii_new', { amount: 1000, description: 'Remaining time', price: 'price_new', period: half }),
    ];
    const changed = licensed('price_new', { unit_amount_decimal: '2000' });
    const stranger = pending('ii_other', { amount: 700, description: 'Other', price: 'price_new', period: half });
    const parent = { subscription_details: { subscription: 'sub_2' } };
    const account = {
      ...factsOf([itemOf(changed, { quantity: 1 })]),
      pendingItems: [...pendingItems, { ...stranger, parent }],
    };
    expect(readStripe(account).total).to.equal('25.00');
    expect(stripeAccount(account).billed).to.deep.equal([
      {
        charge: 'price_new',
        amount: '10.00',
        period: { start: '2026-02-28T10:00:00Z', end: '2026-03-31T10:00:00Z' },
      },
    ]);
  });

  it("takes coupons off before tax: those of an item first, a product's off its own prices, percentages as written", () => {
    const product = coupon({ percent_off: 25.5, applies_to: { products: ['prod_editors'] } });
    const discounts = [
      discount('di_product', product),
      discount('di_all', coupon({ amount_off: 1000, currency: 'usd' })),
    ];
    const subscription = { ...facts.subscription, discounts, default_tax_rates: [vat(19, false)] };
    // 36.00 − 9.18 = 26.82; 435.00 − 9.18 − 10.00 = 415.82; 19 % of it is 79.01.
    expect(readStripe({ ...facts, subscription })).to.deep.include({
      subtotal: '415.82',
      taxes: ['79.01'],
      total: '494.83',
    });
    const ofItem = items.map((item) =>
      item.price === calls ? { ...item, discounts: [discount('di_item', coupon({ percent_off: 50 }))] } : item,
    );
    const both = { ...subscription, default_tax_rates: [], items: listOf(ofItem) };
    expect(stripeAccount({ ...facts, subscription: both }).discounts.map(({ id }) => id)).to.deep.equal([
      'di_item',
      'di_product',
      'di_all',
    ]);
    expect(readStripe({ ...facts, subscription: both }).total).to.equal('265.82');
  });

  it('finds the coupon of an item, which lies deeper than Stripe expands, among those asked for by id', () => {
    const ofItem = items.map((item) =>
      item.price === calls
        ? { ...item, discounts: [{ ...discount('di_item', null), source: { coupon: 'HALF' } }] }
        : item,
    );
    const account = { ...facts, subscription: { ...facts.subscription, items: listOf(ofItem) } };
    expect(() => stripeAccount(account)).to.throw(Untranslatable, 'di_item: the coupon HALF is missing');
    expect(readStripe({ ...account, coupons: [{ ...coupon({ percent_off: 50 }), id: 'HALF' }] }).total).to.equal(
      '285.00',
    );
  });

  it('takes the discount of the customer where the subscription has none, and one for once off one invoice', () => {
    const once = discount('di_once', coupon({ percent_off: 10, duration: 'once' }));
    const account = { ...facts, customer: { ...facts.customer, discount: once } };
    expect(readStripe(account).total).to.equal('391.50');
    expect(stripeAccount(account).discounts[0]).to.include({ remaining_invoices: 1 });
  });

  it('draws billing credits from usage before tax, the balance of the customer after it', () => {
    const credits = [grant('cg_paid', 'paid', 50, 10_000), grant('cg_free', 'promotional', 50, 5000)];
    const subscription = { ...facts.subscription, default_tax_rates: [vat(20, false)] };
    const customer = { ...facts.customer, balance: -2500 };
    // 435.00 − 150.00 of 300.00 for usage = 285.00; + 20 % = 342.00; − 25.00.
    expect(readStripe({ ...facts, subscription, credits, customer })).to.deep.include({
      subtotal: '285.00',
      taxes: ['57.00'],
      total: '342.00',
      due: '317.00',
    });
    const voided = [{ ...credits[0]!, grant: { ...credits[0]!.grant, voided_at: START } }];
    expect(stripeAccount({ ...facts, credits: voided }).credits).to.deep.equal([]);
    const bound = [{ ...credits[0]!, grant: { ...credits[0]!.grant, applicability_config: scope(['price_other']) } }];
    expect(readStripe({ ...facts, credits: bound }).due).to.equal('435.00');
  });

  it('adds what a customer owes without tax on it', () => {
    const subscription = { ...facts.subscription, default_tax_rates: [vat(20, false)] };
    const account = { ...facts, subscription, customer: { ...facts.customer, balance: 700 } };
    expect(readStripe(account)).to.deep.include({ taxes: ['87.00'], due: '529.00' });
  });

  it('says of taxes what is known before an invoice is made', () => {
    const behavior = (subscription: Partial<StripeSubscription>, exempt?: 'exempt' | 'reverse') =>
      stripeAccount({
        ...facts,
        subscription: { ...facts.subscription, ...subscription },
        customer: { ...facts.customer, tax_exempt: exempt ?? 'none' },
      }).tax.behavior;
    expect(behavior({})).to.equal('none');
    expect(behavior({ automatic_tax: { enabled: true } })).to.equal('unknown');
    expect(behavior({ default_tax_rates: [vat(19, true)] })).to.equal('inclusive');
    expect(behavior({ default_tax_rates: [vat(19, true), vat(5, false)] })).to.equal('unknown');
    expect(behavior({ default_tax_rates: [vat(19, false)] }, 'reverse')).to.equal('reverse_charge');
    expect(behavior({ default_tax_rates: [vat(19, false)] }, 'exempt')).to.equal('none');
  });

  it('has nothing in a trial, which begins with the subscription, and the first fees at its end', () => {
    const trial_end = seconds('2026-03-25T10:00:00Z');
    const start_date = seconds('2026-03-11T10:00:00Z');
    const trial = { status: 'trialing', start_date, trial_end, billing_cycle_anchor: trial_end } as const;
    const subscription = { ...facts.subscription, ...trial };
    // A one-time price of the plan comes with the first invoice, when the trial begins, or not at all.
    const setup: StripePrice = { ...base, id: 'price_setup', type: 'one_time', recurring: null };
    const plans = [planOf([base, editors, calls, setup])];
    expect(readStripe({ ...facts, plans, subscription, invoices: [] })).to.deep.include({
      lines: { price_base: '99.00', price_editors: '36.00', price_calls: '0.00' },
      total: '135.00',
      period: ['2026-03-11T10:00:00.000Z', '2026-03-25T10:00:00.000Z'],
    });
  });

  it('gives a day of UTC for each day, with the days that had nothing', () => {
    const day = (date: string, aggregated_value: number) => {
      const start_time = seconds(`${date}T00:00:00Z`);
      return { aggregated_value, start_time, end_time: start_time + 86_400 };
    };
    const days = [day('2026-03-03', 7), day('2026-03-01', 5)];
    const usage = { mtr_calls: { total: facts.usage['mtr_calls']!.total, days } };
    expect(stripeAccount({ ...facts, usage }).usage['mtr_calls']?.series).to.deep.equal({
      of: 'increments',
      from: '2026-03-01',
      values: ['5', '0', '7'],
    });
    expect(readStripe({ ...facts, usage }).total).to.equal('435.00');
  });

  it('says until when a count is complete', () => {
    expect(stripeAccount(facts).usage['mtr_calls']).to.deep.equal({ quantity: '150000' });
    const late = { ...facts, asOf: AS_OF + 60 };
    expect(stripeAccount(late).usage['mtr_calls']?.complete_until).to.equal('2026-03-20T12:00:00Z');
  });

  it('tells past invoices, but for the first one, which looks back on nothing', () => {
    const past = invoice([lineOf('price_calls', 20_000, 100_000)], { period_start: START, period_end: PERIOD.start });
    const account = stripeAccount({ ...facts, invoices: [...facts.invoices, past] });
    expect(account.last_invoices).to.deep.equal([
      {
        id: 'A-1',
        period: { start: '2026-01-31T10:00:00Z', end: '2026-02-28T10:00:00Z' },
        total: '200.00',
        lines: [{ charge: 'price_calls', quantity: '100000', amount: '200.00' }],
      },
    ]);
  });

  it('has a one-time price no second time', () => {
    const setup: StripePrice = { ...base, id: 'price_setup', type: 'one_time', recurring: null };
    const plans = [planOf([base, editors, calls, setup])];
    const subscription = { ...facts.subscription, start_date: PERIOD.start };
    expect(readStripe({ ...facts, plans, subscription }).total).to.equal('435.00');
  });

  it('is refused where it would be wrong', () => {
    const refusals: readonly (readonly [Partial<StripeFacts>, string])[] = [
      [{ invoices: [] }, 'si_price_base: no invoice given bills its current period'],
      [{ invoices: facts.invoices.map((each) => ({ ...each, status: 'void' })) }, 'si_price_base: no invoice given'],
      [
        { invoices: [invoice([{ ...lineOf('price_base', 9900, 1), period: { start: START, end: PERIOD.start } }])] },
        'si_price_base: no invoice given',
      ],
      [usedUp(2 ** 53 + 2), 'mtr_calls: 9007199254740994 is not an exact decimal'],
      [usedUp(1e21), 'mtr_calls: 1e+21 is not an exact decimal'],
      [on({ schedule: 'sub_sched_1' }), 'sub_1: a schedule will change it'],
      [on({ pause_collection: { behavior: 'void' } }), 'sub_1: its invoices are paused'],
      [on({ billing_thresholds: { amount_gte: 5000 } }), 'sub_1: an invoice comes at a threshold'],
      [on({ status: 'incomplete' }), 'sub_1: its status is "incomplete"'],
      [on({ items: listOf([itemOf(base, { quantity: 2 })]) }), 'si_price_base: several of a product without'],
      [on({ discounts: [discount('di_1', null)] }), 'di_1: it has no coupon'],
      [on({ discounts: ['di_2'] }), 'di_2: ask for it with expand'],
      [on({ items: listOf([itemOf({ ...base, product: 'prod_base' })]) }), 'price_base: its product is missing'],
      [on({ items: listOf([itemOf(calls, { current_trial: {} })]) }), 'si_price_calls: it has a trial of its own'],
      [on({ billing_schedules: [{}] }), 'sub_1: some of it is billed ahead'],
    ];
    for (const [change, message] of refusals) {
      expect(() => stripeAccount({ ...facts, ...change }), message).to.throw(Untranslatable, message);
    }
    expect(stripeAccount({ ...facts, ...on({ schedule: 'sub_sched_1' }), scheduled: [] }).subscription.plan).to.equal(
      'team',
    );

    function usedUp(aggregated_value: number): Partial<StripeFacts> {
      const total = { aggregated_value, start_time: PERIOD.start, end_time: AS_OF };
      return { usage: { mtr_calls: { total } } };
    }

    function on(subscription: Partial<StripeSubscription>): Partial<StripeFacts> {
      return { subscription: { ...facts.subscription, ...subscription } };
    }
  });
});

function readStripe(facts: StripeFacts) {
  const { catalog, refused } = stripeCatalog(facts);
  expect(refused).to.deep.equal([]);
  return invoiceOf(catalog, stripeAccount(facts));
}

function catalogOf(plans: readonly StripePlan[]) {
  return stripeCatalog({ currency: 'usd', plans, meters: [METER] });
}

function planOf(prices: readonly StripePrice[], id = 'team'): StripePlan {
  return { id, name: 'Team', prices };
}

function factsOf(
  items: readonly StripeItem[],
  { used = 0, ...said }: Partial<StripeFacts> & { used?: number } = {},
): StripeFacts {
  const currency = said.currency ?? 'usd';
  return {
    currency,
    revision: 1,
    asOf: AS_OF,
    plans: [planOf(items.map(({ price }) => price))],
    meters: [METER],
    usage: { mtr_calls: { total: { aggregated_value: used, start_time: PERIOD.start, end_time: AS_OF } } },
    invoices: [],
    pendingItems: [],
    credits: [],
    customer: { id: 'cus_1', balance: 0, discount: null, tax_exempt: 'none' },
    subscription: {
      id: 'sub_1',
      currency,
      status: 'active',
      start_date: START,
      billing_cycle_anchor: START,
      trial_end: null,
      cancel_at: null,
      schedule: null,
      pause_collection: null,
      billing_thresholds: null,
      automatic_tax: { enabled: false },
      default_tax_rates: [],
      discounts: [],
      items: listOf(items),
    },
    ...said,
  };
}

function itemOf(price: StripePrice, said: Partial<StripeItem> = {}): StripeItem {
  return {
    id: `si_${price.id}`,
    price,
    current_period_start: PERIOD.start,
    current_period_end: PERIOD.end,
    tax_rates: [],
    discounts: [],
    ...said,
  };
}

function licensed(id: string, said: Partial<StripePrice>, product = { id: 'prod_base', name: 'Base', unit_label: '' }) {
  return { ...metered(said), id, product, recurring: recurring('licensed') };
}

function metered(said: Partial<StripePrice>): StripePrice {
  return {
    id: 'price_calls',
    type: 'recurring',
    currency: 'usd',
    nickname: null,
    product: { id: 'prod_calls', name: 'API calls', unit_label: null },
    billing_scheme: 'per_unit',
    unit_amount_decimal: null,
    custom_unit_amount: null,
    tiers_mode: null,
    transform_quantity: null,
    recurring: recurring('metered'),
    ...said,
  };
}

function recurring(usage_type: 'licensed' | 'metered') {
  return {
    interval: 'month',
    interval_count: 1,
    usage_type,
    meter: usage_type === 'metered' ? 'mtr_calls' : null,
  } as const;
}

function tiers(tiers_mode: 'graduated' | 'volume', list: StripePrice['tiers']): Partial<StripePrice> {
  return { billing_scheme: 'tiered', tiers_mode, ...(list ? { tiers: list } : {}) };
}

function by(divide_by: number, round: 'up' | 'down') {
  return { divide_by, round };
}

function lineOf(price: string, amount: number, quantity: number): StripeInvoiceLine {
  return { amount, quantity, period: PERIOD, pricing: { price_details: { price } } };
}

function invoice(lines: readonly StripeInvoiceLine[], said: Partial<StripeInvoice> = {}): StripeInvoice {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const period = { period_start: PERIOD.start, period_end: PERIOD.start };
  return { id: 'in_1', number: 'A-1', status: 'paid', ...period, total, lines: listOf(lines), ...said };
}

function pending(
  id: string,
  { price, ...said }: { amount: number; description: string; price: string; period: { start: number; end: number } },
) {
  return {
    id,
    currency: 'usd',
    discountable: false,
    discounts: [],
    tax_rates: [],
    parent: { subscription_details: { subscription: 'sub_1' } },
    pricing: { price_details: { price } },
    ...said,
  };
}

function coupon(said: Partial<StripeCoupon>): StripeCoupon {
  return {
    id: 'Z4OV52SU',
    name: 'Sale',
    percent_off: null,
    amount_off: null,
    currency: null,
    duration: 'forever',
    ...said,
  };
}

function discount(id: string, of: StripeCoupon | null) {
  return { id, end: null, source: { coupon: of } };
}

function vat(percentage: number, inclusive: boolean) {
  return { id: 'txr_1', display_name: 'VAT', inclusive, percentage };
}

function grant(id: string, category: 'paid' | 'promotional', priority: number, value: number) {
  const amount = { monetary: { currency: 'usd', value } };
  const dates = { effective_at: START, expires_at: null, voided_at: null };
  return {
    grant: { id, name: null, category, priority, amount, applicability_config: scope(), ...dates },
    available: amount,
  };
}

function scope(ids?: readonly string[]) {
  return { scope: ids ? { prices: ids.map((id) => ({ id })) } : { price_type: 'metered' as const } };
}

function listOf<T>(data: readonly T[]) {
  return { data, has_more: false };
}

function seconds(instant: string): number {
  return Date.parse(instant) / 1000;
}
