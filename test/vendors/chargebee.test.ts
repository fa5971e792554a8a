import { expect } from 'chai';
import { chargebeeAccount } from '../../docs/vendors/chargebee/account.ts';
import { chargebeeCatalog, type ChargebeePlan } from '../../docs/vendors/chargebee/catalog.ts';
import type { ChargebeeFacts } from '../../docs/vendors/chargebee/facts.ts';
import type {
  ChargebeeCoupon,
  ChargebeeDiscount,
  ChargebeeEstimate,
  ChargebeeInvoice,
  ChargebeeItem,
  ChargebeeItemPrice,
  ChargebeeSubscription,
  ChargebeeSubscriptionItem,
  ChargebeeTier,
} from '../../docs/vendors/chargebee/objects.ts';
import { Untranslatable } from '../../docs/vendors/documents.ts';
import { invoiceOf } from './read-documents.ts';

// A site in Paris that bills by the day: terms end a second before midnight there.
const ZONE = 'Europe/Paris';
const START = seconds('2026-02-28T00:00:00+01:00');
const END = seconds('2026-03-30T23:59:59+02:00');
const AS_OF = seconds('2026-03-20T12:00:00Z');

const ITEMS: readonly ChargebeeItem[] = [
  { id: 'silver', name: 'silver', external_name: 'Silver', metered: false },
  { id: 'seats', name: 'Seats', unit: 'seat', metered: false },
  { id: 'calls', name: 'API calls', unit: 'call', metered: true, usage_calculation: 'sum_of_usages' },
  { id: 'setup', name: 'Setup', metered: false },
];
const TERMS = { currency: 'USD', minorDigits: 2, billingMode: 'day', items: ITEMS } as const;
const silver = priceOf('silver', { item_type: 'plan', pricing_model: 'flat_fee', price: 20_000 });
const seats = priceOf('seats', { price: 1200 });
const calls = priceOf('calls', { price: 2 });
const setup: ChargebeeItemPrice = {
  ...priceOf('setup', { item_type: 'charge' }),
  price: 7900,
  pricing_model: 'flat_fee',
};

describe('docs/vendors/chargebee: item prices', () => {
  // The reference's example of a stairstep: 1 to 10 users for 10, to 25 for 20, to 50 for 45, above for 100.
  const users = steps([10, 1000], [25, 2000], [50, 4500], [null, 10_000]);
  const falling = steps([5, 700], [10, 650], [null, 600]);
  // Chargebee's page on packages: 1.25 for each million, and a whole one for the first ten.
  const tokens = [{ starting_unit: 1, price: 125, pricing_type: 'package', package_size: 1_000_000 }];
  const pack = { pricing_type: 'package', package_size: 10 };
  const packs = steps([25, 100], [null, 50]).map((tier) => ({ ...tier, ...pack }));
  const cases: readonly (readonly [name: string, price: Partial<ChargebeeItemPrice>, used: string, amount: string])[] =
    [
      ['a stairstep at its bound', { pricing_model: 'stairstep', tiers: users }, '25', '20.00'],
      ['a stairstep beyond it', { pricing_model: 'stairstep', tiers: users }, '26', '45.00'],
      ['a stairstep in the open tier', { pricing_model: 'stairstep', tiers: users }, '51', '100.00'],
      ['a stairstep without usage, which is not invoiced', { pricing_model: 'stairstep', tiers: users }, '0', '0.00'],
      ['tiers, which fill one after the other', { pricing_model: 'tiered', tiers: falling }, '6', '41.50'],
      ['volume, all at the price of its tier', { pricing_model: 'volume', tiers: falling }, '6', '39.00'],
      ['free units before', { price: 250, free_quantity: 10 }, '12', '5.00'],
      // The page on rounding: 4.4556 a unit, 10.625 units, 47.34075.
      ['decimals, in full until the line', { price: 446, price_in_decimal: '4.4556' }, '10.625', '47.34'],
      ['packages, whole ones in each tier', { pricing_model: 'tiered', tiers: packs }, '31', '3.50'],
      ['a million in one package', { pricing_model: 'tiered', tiers: tokens }, '1000000', '1.25'],
      ['ten in one package', { pricing_model: 'tiered', tiers: tokens }, '10', '1.25'],
      ['a million and a half in two', { pricing_model: 'volume', tiers: tokens }, '1500000', '2.50'],
      [
        'tiers of decimals, which begin where the last ends',
        {
          pricing_model: 'tiered',
          tiers: [
            { starting_unit_in_decimal: '0', ending_unit_in_decimal: '0.5', price_in_decimal: '10' },
            { starting_unit_in_decimal: '0.5', price_in_decimal: '2.5' },
          ],
        },
        '2.5',
        '10.00',
      ],
    ];

  for (const [name, price, used, amount] of cases) {
    it(`come to what Chargebee says: ${name}`, () => {
      const own = { ...calls, ...price };
      const { lines } = readChargebee(factsOf([itemOf(silver), itemOf(own)], { used: [used] }));
      expect(lines['calls-USD']).to.equal(amount);
    });
  }

  it('count cents, two of them in every currency that is not zero-decimal', () => {
    const inCurrency = (currency_code: string, minorDigits: 0 | 2) => {
      const facts = factsOf([itemOf({ ...silver, currency_code, price: 1100 })], {
        currency: currency_code,
        minorDigits,
      });
      return readChargebee(facts).total;
    };
    expect(inCurrency('USD', 2)).to.equal('11.00');
    expect(inCurrency('JPY', 0)).to.equal('1100');
    expect(inCurrency('KWD', 2)).to.equal('11.000');
    const inYen = { ...calls, currency_code: 'JPY', price: 4, price_in_decimal: '4.4556' };
    const items = [itemOf({ ...silver, currency_code: 'JPY', price: 0 }), itemOf(inYen)];
    expect(readChargebee(factsOf(items, { currency: 'JPY', minorDigits: 0, used: ['10.625'] })).total).to.equal('47');
  });

  it('have the days of a trial, and months and years of one item as one family', () => {
    const yearly = {
      ...silver,
      id: 'silver-USD-yearly',
      period_unit: 'year' as const,
      trial_period: 14,
      trial_period_unit: 'day' as const,
    };
    const { catalog } = catalogOf([{ price: silver, rank: 1 }, { price: yearly }]);
    expect(
      catalog.plans.map(({ id, name, family, rank, interval, trial_days }) => [
        id,
        name,
        family,
        rank,
        interval?.unit,
        trial_days,
      ]),
    ).to.deep.equal([
      ['silver-USD', 'silver USD', 'silver', 1, 'month', undefined],
      ['silver-USD-yearly', 'silver USD', 'silver', undefined, 'year', 14],
    ]);
  });

  it('are refused by the id of what our contract cannot say, and their plan is on "contact us"', () => {
    const refusals: readonly (readonly [Partial<ChargebeeItemPrice>, string])[] = [
      [{ currency_code: 'EUR' }, 'it is in EUR'],
      [{ period_unit: 'year' }, "its period is not the plan's"],
      [{ pricing_model: 'tiered', tiers: [] }, 'it has no tiers'],
      [{ pricing_model: 'tiered', tiers: steps([10, 100]) }, 'its last tier is not the open one'],
      [
        { pricing_model: 'tiered', tiers: [...steps([10, 100]), { starting_unit: 13, price: 1 }] },
        'its tiers have gaps',
      ],
      [{ pricing_model: 'tiered', tiers: [...steps([null, 1]), ...steps([null, 2])] }, 'its last tier is not the open'],
      [{ pricing_model: 'tiered', tiers: falling, free_quantity: 5 }, 'a free quantity beside tiers'],
      [
        { pricing_model: 'tiered', tiers: [{ starting_unit: 1, price: 1, pricing_type: 'flat_fee' }] },
        'a tier by "flat_fee"',
      ],
      [{ pricing_model: 'stairstep', tiers: tokens }, 'some of its tiers are sold by packages'],
      [{ pricing_model: 'flat_fee' }, 'a flat fee that is metered'],
      [{ pricing_model: 'percent' }, 'a price by "percent"'],
      [{ item_id: 'other' }, 'the item other is missing'],
      [{ usage_accumulation_reset_frequency: 'never' }, 'its usage is never reset'],
      [{ price_in_decimal: '1e-7' }, '1e-7 is not an exact decimal'],
      [{ item_type: 'charge', pricing_model: 'tiered', tiers: falling }, 'a one-time charge with tiers'],
    ];
    for (const [said, reason] of refusals) {
      const { catalog, refused } = catalogOf([planOf(silver, { ...calls, ...said })]);
      expect(catalog.plans).to.deep.equal([{ id: 'silver-USD', name: 'silver USD', family: 'silver', contact: true }]);
      expect(refused.map(({ object }) => object)).to.deep.equal(['calls-USD']);
      expect(refused[0]?.message).to.include(reason);
    }
    const { price: _, ...unpriced } = silver;
    expect(catalogOf([{ price: unpriced }]).refused[0]?.message).to.equal('silver-USD: it has no price');
    const long = { ...silver, trial_period: 1, trial_period_unit: 'month' as const };
    expect(catalogOf([{ price: long }]).refused[0]?.message).to.include('a trial of months');
    const { period: _period, ...endless } = silver;
    expect(catalogOf([{ price: endless }]).refused[0]?.message).to.equal('silver-USD: it has no period');
  });

  it('of an item that counts in another way leave its meter out, with the reason', () => {
    const items = ITEMS.map((item) => (item.id === 'calls' ? { ...item, usage_calculation: 'average' } : item));
    const { catalog, refused } = chargebeeCatalog({ ...TERMS, items, plans: [planOf(silver, calls)] });
    expect(catalog.meters).to.deep.equal([]);
    expect(refused[0]?.message).to.equal('calls: its usages are counted by "average"');
  });
});

describe('docs/vendors/chargebee: the next invoice', () => {
  const items = [itemOf(silver), itemOf(seats, { quantity: 3 }), itemOf(calls)];
  const facts = factsOf(items, { used: ['100000', '50000'] });

  it('has the next fees in advance and the usage of the term that ends, at midnight of the site', () => {
    expect(readChargebee(facts)).to.deep.equal({
      lines: { 'silver-USD': '200.00', 'seats-USD': '36.00', 'calls-USD': '3000.00' },
      taxes: [],
      subtotal: '3236.00',
      total: '3236.00',
      due: '3236.00',
      // From the 31st: clamped in February, back in March, and to summer time.
      period: ['2026-02-27T23:00:00.000Z', '2026-03-30T22:00:00.000Z'],
      problems: [],
    });
  });

  it('comes at the second where the site bills by time', () => {
    const [current_term_start, current_term_end] = [1612964957, 1615384157];
    const subscription = {
      ...facts.subscription,
      started_at: current_term_start,
      current_term_start,
      current_term_end,
    };
    const invoices = [invoiceOfTerm(items, { date_from: current_term_start, date_to: current_term_end })];
    const timed = { ...facts, timeZone: 'UTC', billingMode: 'second', asOf: current_term_start + 86_400 } as const;
    expect(readChargebee({ ...timed, subscription, invoices, usages: [] }).period).to.deep.equal([
      '2021-02-10T13:49:17.000Z',
      '2021-03-10T13:49:17.000Z',
    ]);
  });

  it('ends at the second that Chargebee says, whatever the clock of the site does in between', () => {
    const [current_term_start, current_term_end] = [seconds('2026-03-10T13:49:17Z'), seconds('2026-04-10T13:49:17Z')];
    const subscription = { ...facts.subscription, current_term_start, current_term_end };
    const invoices = [invoiceOfTerm(items, { date_from: current_term_start, date_to: current_term_end })];
    const timed = { ...facts, billingMode: 'second', subscription, invoices, usages: [] } as const;
    expect(readChargebee(timed).period?.[1]).to.equal('2026-04-10T13:49:17.000Z');
  });

  it("comes to what the reference's estimate comes to, with taxes within the prices by line", () => {
    // 1,000 and 100 cents with 10 per cent within them: 91 and 9.
    const basic = { ...silver, price: 1000 };
    const pass = { ...seats, price: 100 };
    const own = [itemOf(basic), itemOf(pass, { quantity: 1 })];
    const estimate = estimateOf(own, [['Tax', 10]], 'tax_inclusive');
    expect(readChargebee({ ...factsOf(own), estimate })).to.deep.include({
      taxes: ['1.00'],
      total: '11.00',
      due: '11.00',
    });
  });

  it('takes taxes from the renewal estimate, by tax profile, or says that they are unknown', () => {
    expect(chargebeeAccount(facts).tax).to.deep.equal({ behavior: 'unknown' });
    const estimate = estimateOf(items, [
      ['GST', 5],
      ['PST', 7],
    ]);
    expect(readChargebee({ ...facts, estimate }).taxes).to.deep.equal(['161.80', '226.52']);
    const books = { ...calls, tax_detail: { tax_profile_id: 'books' } };
    const mixed = factsOf([itemOf(silver), itemOf(books)], { used: ['100'] });
    const [line] = estimateOf([itemOf(silver)], [['VAT', 20]]).line_items;
    const half = { ...estimateOf([itemOf(silver)], [['VAT', 20]]), line_items: [line!] };
    expect(chargebeeAccount({ ...mixed, estimate: half }).tax).to.deep.equal({ behavior: 'unknown' });
    const untaxed = { ...calls, is_taxable: false };
    const some = { ...factsOf([itemOf(silver), itemOf(untaxed)], { used: ['100'] }), estimate: half };
    expect(readChargebee(some)).to.deep.include({ subtotal: '202.00', taxes: ['40.00'], total: '242.00' });
    const behavior = (said: Partial<ChargebeeEstimate>) =>
      chargebeeAccount({ ...facts, estimate: { ...estimateOf(items, []), ...said } }).tax.behavior;
    expect(behavior({})).to.equal('none');
    expect(behavior({ line_items: [{ ...line!, tax_exempt_reason: 'reverse_charge' }] })).to.equal('reverse_charge');
    const freeOnly = {
      line_items: estimateOf(items, []).line_items.map((each) => ({ ...each, discount_amount: 100 })),
    };
    expect(behavior(freeOnly)).to.equal('unknown');
    // A line of nothing, such as usage of which there was none, has no tax to tell a rate by.
    const nothing = { ...half, line_items: [line!, { ...line!, id: 'li_0', entity_id: 'calls-USD', amount: 0 }] };
    expect(chargebeeAccount({ ...facts, estimate: nothing }).tax.behavior).to.equal('exclusive');
    const given = {
      ...half,
      line_items: [line!, { ...line!, id: 'li_0', entity_id: 'calls-USD', discount_amount: 100 }],
    };
    expect(chargebeeAccount({ ...facts, estimate: given }).tax.behavior).to.equal('exclusive');
    const partial = estimateOf(items, [['VAT', 20]]).line_item_taxes!.map((tax) => ({
      ...tax,
      is_partial_tax_applied: true,
    }));
    expect(behavior({ line_item_taxes: partial })).to.equal('unknown');
    const twice = estimateOf(items, [['VAT', 20]]).line_item_taxes!.slice(0, 1);
    expect(behavior({ line_item_taxes: twice })).to.equal('unknown');
  });

  it("takes discounts off in Chargebee's order of eight", () => {
    // The reference's example: 200.00 and 20.00, 10.00 off the plan, 1 per cent off the add-on, 5.00 off the invoice: 204.80.
    const addOn = { ...seats, price: 2000 };
    const own = factsOf([itemOf(silver), itemOf(addOn, { quantity: 1 })]);
    const coupons = [
      couponOf('FIVE', { discount_type: 'fixed_amount', discount_amount: 500 }),
      couponOf('ONE', { discount_percentage: 1, ...only('addon', 'seats-USD') }),
      couponOf('TEN', { discount_type: 'fixed_amount', discount_amount: 1000, ...only('plan', 'silver-USD') }),
    ];
    const subscription = { ...own.subscription, coupons: coupons.map(({ id }) => ({ coupon_id: id })) };
    const account = { ...own, coupons, subscription };
    expect(chargebeeAccount(account).discounts.map(({ id }) => id)).to.deep.equal([
      'TEN:silver-USD',
      'ONE:seats-USD',
      'FIVE',
    ]);
    expect(readChargebee(account).total).to.equal('204.80');
    // The other one (where its page takes 0.02 for 1 per cent of 20.00): 5.00 by hand, and 2.00 by a coupon, which comes first.
    const byHand = discountOf('hand', { type: 'fixed_amount', amount: 500 });
    const two = couponOf('TWO', { discount_type: 'fixed_amount', discount_amount: 200 });
    const second = {
      ...own,
      coupons: [two, coupons[1]!],
      subscription: { ...subscription, coupons: [{ coupon_id: 'TWO' }, { coupon_id: 'ONE' }], discounts: [byHand] },
    };
    expect(chargebeeAccount(second).discounts.map(({ id }) => id)).to.deep.equal(['ONE:seats-USD', 'TWO', 'hand']);
    expect(readChargebee(second).total).to.equal('212.80');
  });

  it('has discounts for as long as they last', () => {
    const coupons = [couponOf('ALL', { discount_percentage: 10, ...all('plan') })];
    const last = (said: Partial<ChargebeeCoupon>, applied: object) =>
      chargebeeAccount({
        ...facts,
        coupons: [{ ...coupons[0]!, ...said }],
        subscription: { ...facts.subscription, coupons: [{ coupon_id: 'ALL', ...applied }] },
      }).discounts[0];
    expect(last({}, {})).to.not.have.any.keys('remaining_invoices', 'ends_at');
    expect(last({ duration_type: 'one_time' }, {})).to.include({ remaining_invoices: 1 });
    expect(last({ duration_type: 'one_time' }, { applied_count: 1 })).to.equal(undefined);
    // It is on the invoices that are made until then: on the next one all of it, or none.
    expect(last({ duration_type: 'limited_period' }, { apply_till: END + 1 })).to.equal(undefined);
    expect(last({ duration_type: 'limited_period' }, { apply_till: END + 2 })).to.include({
      ends_at: '2026-03-30T22:00:01Z',
    });
    const item = discountOf('hand', { percentage: 50, apply_on: 'specific_item_price', item_price_id: 'calls-USD' });
    const subscription = { ...facts.subscription, discounts: [item] };
    expect(readChargebee({ ...facts, subscription }).total).to.equal('1736.00');
  });

  it('draws promotional credits before tax, then what was refunded, then what was paid too much', () => {
    const balance = { promotional_credits: 23_600, refundable_credits: 10_000, excess_payments: 500 };
    const customer = {
      ...facts.customer,
      balances: [
        { ...balance, currency_code: 'USD' },
        { ...balance, currency_code: 'EUR' },
      ],
    };
    const estimate = estimateOf(items, [['VAT', 20]]);
    // 3,236.00 − 236.00 = 3,000.00; + 20 % = 3,600.00; − 100.00 − 5.00.
    expect(readChargebee({ ...facts, customer, estimate })).to.deep.include({
      subtotal: '3000.00',
      taxes: ['600.00'],
      total: '3600.00',
      due: '3495.00',
    });
    expect(
      chargebeeAccount({ ...facts, customer }).credits.map(({ id, applied, source }) => [id, applied, source]),
    ).to.deep.equal([
      ['promotional_credits', 'before_tax', 'granted'],
      ['refundable_credits', 'after_tax', 'granted'],
      ['excess_payments', 'after_tax', 'purchased'],
    ]);
  });

  it('has the unbilled charges, less the discounts that they have', () => {
    // Chargebee's example: 30.00 for an add-on in mid-term, 79.00 for a migration.
    const charge = { subscription_id: 'sub_1', currency_code: 'USD', is_voided: false };
    const unbilledCharges = [
      {
        ...charge,
        id: 'li_1',
        entity_id: 'seats-USD',
        description: 'Custom report',
        amount: 3500,
        discount_amount: 500,
      },
      { ...charge, id: 'li_2', description: 'Migration support', amount: 7900 },
      { ...charge, id: 'li_3', amount: 100, is_voided: true },
      { ...charge, id: 'li_4', amount: 100, subscription_id: 'sub_2' },
    ];
    expect(readChargebee({ ...facts, unbilledCharges })).to.deep.include({ total: '3345.00' });
    const estimate = estimateOf(items, [['VAT', 20]]);
    expect(() => chargebeeAccount({ ...facts, unbilledCharges, estimate })).to.throw(
      Untranslatable,
      'li_2: whether it is taxed is not told',
    );
    const known = { ...facts, unbilledCharges: unbilledCharges.slice(0, 1), estimate };
    expect(readChargebee(known)).to.deep.include({ subtotal: '3266.00', taxes: ['653.20'] });
  });

  it('takes a discount of the whole invoice off unbilled charges, which have it when they are invoiced', () => {
    const charge = { subscription_id: 'sub_1', currency_code: 'USD', is_voided: false, entity_id: 'setup-USD' };
    const unbilledCharges = [
      { ...charge, id: 'li_1', amount: 7900 },
      // This one has had it.
      { ...charge, id: 'li_2', amount: 1000, discount_amount: 100 },
    ];
    const withCoupon = (coupon: ChargebeeCoupon): ChargebeeFacts => ({
      ...on({ coupons: [{ coupon_id: coupon.id }] }),
      coupons: [coupon],
      unbilledCharges,
      itemPrices: [setup],
    });
    // (3,236.00 + 79.00) less ten per cent, and 9.00.
    expect(readChargebee(withCoupon(couponOf('TEN', { discount_percentage: 10 }))).total).to.equal('2992.50');
    const ofPlan = couponOf('PLAN', { discount_percentage: 10, ...only('plan', 'silver-USD') });
    expect(readChargebee(withCoupon(ofPlan)).total).to.equal('3304.00');
    const ofSetup = couponOf('SETUP', { discount_percentage: 10, ...all('charge') });
    expect(() => chargebeeAccount(withCoupon(ofSetup))).to.throw(
      Untranslatable,
      'li_1: a discount of its item is on it',
    );
    const byHand = discountOf('hand', { percentage: 50, apply_on: 'specific_item_price', item_price_id: 'setup-USD' });
    const held = { ...withCoupon(ofPlan), ...on({ discounts: [byHand] }), unbilledCharges, itemPrices: [setup] };
    expect(() => chargebeeAccount(held)).to.throw(Untranslatable, 'li_1: a discount of its item is on it');
  });

  it('names the plan of the catalog with what is taken, and writes out other prices', () => {
    const optional = { type: 'optional', price: calls } as const;
    const plan: ChargebeePlan = {
      price: silver,
      attached: [{ type: 'mandatory', price: seats }, optional, { type: 'recommended', price: setup }],
    };
    const listed = { ...facts, plans: [plan], itemPrices: [setup] };
    expect(chargebeeAccount(listed).subscription).to.deep.include({ plan: 'silver-USD', add_ons: ['calls-USD'] });
    expect(readChargebee(listed).total).to.equal('3236.00');
    const own = {
      ...listed,
      subscription: {
        ...facts.subscription,
        subscription_items: [{ ...items[0]!.item, unit_price: 15_000 }, items[1]!.item, items[2]!.item],
      },
    };
    expect(chargebeeAccount(own).subscription.plan).to.include({
      id: 'sub_1',
      name: 'silver USD',
      family: 'silver',
      rank: 0,
    });
    expect(readChargebee(own).total).to.equal('3186.00');
    // Its trial of a month, which is over, puts it on "contact us" for others.
    const tried = { ...silver, trial_period: 1, trial_period_unit: 'month' as const };
    const after = { ...facts, plans: [planOf(tried, seats, calls)] };
    expect(chargebeeAccount(after).subscription.plan).to.include({ id: 'sub_1', family: 'silver' });
    const without = { ...facts, plans: [planOf(silver, calls)], itemPrices: [seats] };
    expect(() => chargebeeAccount(without)).to.throw(Untranslatable, 'seats-USD: the catalog does not count seats');
    const former = { ...without, formerPlans: [planOf(silver, seats)] };
    expect(readChargebee(former).total).to.equal('3236.00');
    expect(
      chargebeeAccount({
        ...facts,
        plans: [planOf(silver, seats, calls, priceOf('silver', { id: 'more-USD', price: 1 }))],
      }).subscription.plan,
    ).to.include({ id: 'sub_1' });
  });

  it('has the tiers and the allowance of the subscription', () => {
    const volume = { ...calls, pricing_model: 'volume', tiers: steps([100, 10], [null, 5]) };
    const base = factsOf([itemOf(silver), itemOf(volume)], { used: ['200'] });
    expect(readChargebee(base).lines['calls-USD']).to.equal('10.00');
    const item_tiers = steps([100, 10], [null, 4]).map((tier) => ({ ...tier, item_price_id: 'calls-USD' }));
    expect(readChargebee({ ...base, subscription: { ...base.subscription, item_tiers } }).lines['calls-USD']).to.equal(
      '8.00',
    );
    const free = factsOf([itemOf(silver), itemOf(seats, { quantity: 5, free_quantity: 2 })]);
    expect(readChargebee(free).lines['seats-USD']).to.equal('36.00');
    // What the subscription says is said of it alone, in cents or in decimals.
    const decimals = { ...seats, price_in_decimal: '12', free_quantity_in_decimal: '0' };
    const kept = factsOf([itemOf(silver), itemOf(decimals, { quantity: 5, unit_price: 1000, free_quantity: 2 })]);
    expect(readChargebee(kept).lines['seats-USD']).to.equal('30.00');
  });

  it('counts the usages of the term as the item says', () => {
    const usages = [
      { item_price_id: 'calls-USD', usage_date: START - 60, quantity: '1000' },
      { item_price_id: 'calls-USD', usage_date: START + 200, quantity: '5.5' },
      { item_price_id: 'calls-USD', usage_date: START + 100, quantity: '7' },
      { item_price_id: 'other', usage_date: START, quantity: '9' },
    ];
    const by = (usage_calculation: string) => {
      const list = ITEMS.map((item) => (item.id === 'calls' ? { ...item, usage_calculation } : item));
      return chargebeeAccount({ ...facts, usages, items: list }).usage['calls']?.quantity;
    };
    expect(by('sum_of_usages')).to.equal('12.5');
    expect(by('max_usage')).to.equal('7');
    expect(by('last_usage')).to.equal('5.5');
    expect(() => by('')).to.throw(Untranslatable, 'calls-USD: its usages are counted by ""');
    expect(chargebeeAccount({ ...facts, usages: [] }).usage['calls']?.quantity).to.equal('0');
    // A site that counts events has no usages: what is not told is not 0.
    const { usages: _, ...untold } = facts;
    expect(chargebeeAccount(untold).usage).to.not.have.property('calls');
    expect(readChargebee(untold).problems.map(({ kind }) => kind)).to.deep.equal(['not_reported']);
  });

  it('has nothing in a trial, and the first fees at its end', () => {
    const trial = inTrial();
    expect(readChargebee(trial)).to.deep.include({
      lines: { 'silver-USD': '200.00', 'seats-USD': '36.00', 'calls-USD': '0.00' },
      period: ['2026-03-10T23:00:00.000Z', '2026-03-24T23:00:00.000Z'],
    });
    // Items say it too, as the plan's is the subscription's, and go on to say it when it is over.
    const { trial_end } = trial.subscription;
    const subscription_items = items.map(({ item }) => ({ ...item, trial_end: trial_end! }));
    expect(readChargebee(inTrial({ subscription_items })).total).to.equal('236.00');
    expect(readChargebee(on({ subscription_items: subscription_items.map(overSince(START)) })).total).to.equal(
      '3236.00',
    );
  });

  it('has a one-time charge of the plan no second time where the trial had it', () => {
    const charged = { item_price_id: 'setup-USD', item_type: 'charge', charge_once: true } as const;
    const subscription_items = [...items.map(({ item }) => item), charged];
    const trial = inTrial({ subscription_items, charged_items: [{ item_price_id: 'setup-USD' }] });
    expect(readChargebee({ ...trial, plans: [planOf(silver, seats, calls, setup)] }).total).to.equal('236.00');
  });

  it('has no fees after a trial that ends with a cancellation', () => {
    const ended = '2026-03-25';
    const endOf = (said: ChargebeeFacts) => chargebeeAccount(said).subscription.ends_at;
    expect(endOf(inTrial())).to.equal(undefined);
    expect(endOf(inTrial({ trial_end_action: 'cancel_subscription' }))).to.equal(ended);
    expect(endOf(inTrial({ cancelled_at: seconds('2026-03-24T23:59:59+01:00') }))).to.equal(ended);
    const byPlan = inTrial({ trial_end_action: 'plan_default' });
    const ending = { ...silver, trial_end_action: 'cancel_subscription' };
    expect(endOf(byPlan)).to.equal(undefined);
    expect(endOf({ ...byPlan, plans: [planOf(ending, seats, calls)] })).to.equal(ended);
    expect(readChargebee(inTrial({ trial_end_action: 'cancel_subscription' })).total).to.equal('0.00');
  });

  it('bills the usage alone where the subscription ends with the term', () => {
    const subscription = { ...facts.subscription, status: 'non_renewing', cancelled_at: END };
    expect(chargebeeAccount({ ...facts, subscription }).subscription.ends_at).to.equal('2026-03-31');
    expect(readChargebee({ ...facts, subscription }).lines).to.deep.equal({ 'calls-USD': '3000.00' });
    expect(readChargebee(on({ remaining_billing_cycles: 0 })).lines).to.deep.equal({ 'calls-USD': '3000.00' });
    // Of a contract they are the rest of its term, which may be followed by another.
    const contract = (action_at_term_end: string) =>
      readChargebee(on({ remaining_billing_cycles: 0, contract_term: { action_at_term_end } })).total;
    expect(contract('cancel')).to.equal('3000.00');
    expect(contract('renew')).to.equal('3236.00');
    expect(contract('evergreen')).to.equal('3236.00');
  });

  it('has one-time charges of the subscription no second time', () => {
    const subscription = {
      ...facts.subscription,
      subscription_items: [
        ...items.map(({ item }) => item),
        { item_price_id: 'setup-USD', item_type: 'charge' as const, charge_once: true },
      ],
      charged_items: [{ item_price_id: 'setup-USD' }],
    };
    const plans = [{ ...planOf(silver, seats, calls, setup) }];
    expect(readChargebee({ ...facts, subscription, plans, itemPrices: [setup] }).total).to.equal('3236.00');
    const { charged_items: _, ...uncharged } = subscription;
    expect(() => chargebeeAccount({ ...facts, subscription: uncharged })).to.throw(
      Untranslatable,
      'setup-USD: when it will be charged is not told',
    );
  });

  it('tells past invoices with the term that they look back on, but for the first one', () => {
    expect(chargebeeAccount(facts).billed[0]).to.deep.equal({
      charge: 'silver-USD',
      amount: '200.00',
      period: { start: '2026-02-28', end: '2026-03-31' },
      invoice: 'INV-1',
    });
    expect(chargebeeAccount(facts).last_invoices).to.deep.equal([
      {
        id: 'INV-1',
        period: { start: '2026-01-28', end: '2026-02-28' },
        total: '236.00',
        lines: [
          { charge: 'silver-USD', quantity: '1', amount: '200.00' },
          { charge: 'seats-USD', quantity: '3', amount: '36.00' },
        ],
      },
    ]);
    const first = { ...facts, invoices: facts.invoices.map((invoice) => ({ ...invoice, first_invoice: true })) };
    expect(chargebeeAccount(first).last_invoices).to.deep.equal([]);
    const shared = facts.invoices.map((invoice) => ({
      ...invoice,
      line_items: [...invoice.line_items, { ...invoice.line_items[0]!, subscription_id: 'sub_2' }],
    }));
    expect(chargebeeAccount({ ...facts, invoices: shared }).last_invoices).to.deep.equal([]);
    expect(chargebeeAccount({ ...facts, invoices: shared }).billed[0]?.amount).to.equal('200.00');
    // A change within the term bills a part of it.
    const partly = { date_from: seconds('2026-03-10T00:00:00+01:00'), date_to: END };
    const changed = { ...facts, invoices: [{ ...invoiceOfTerm(items, partly), id: 'INV-2' }, ...facts.invoices] };
    expect(chargebeeAccount(changed).last_invoices.map(({ id }) => id)).to.deep.equal(['INV-1']);
    expect(readChargebee(changed).total).to.equal('3236.00');
    // What has metered items is pending for some days: it bills the term, and is no past invoice yet.
    const pending = { ...facts, invoices: facts.invoices.map((invoice) => ({ ...invoice, status: 'pending' })) };
    expect(readChargebee(pending).total).to.equal('3236.00');
    expect(chargebeeAccount(pending).last_invoices).to.deep.equal([]);
  });

  it('is refused where it would be wrong', () => {
    const criteria = couponOf('C', {
      discount_percentage: 10,
      ...only('plan', ''),
      item_constraints: [{ item_type: 'plan', constraint: 'criteria' }],
    });
    const refusals: readonly (readonly [Partial<ChargebeeFacts>, string])[] = [
      [on({ status: 'paused' }), 'sub_1: its status is "paused"'],
      [on({ currency_code: 'EUR' }), 'sub_1: it is in EUR'],
      [on({ has_scheduled_changes: true }), 'sub_1: a change is booked: say scheduled'],
      [on({ has_scheduled_advance_invoices: true }), 'sub_1: some of it is billed ahead of its term'],
      [on({ pause_date: END }), 'sub_1: it will be paused'],
      [on({ free_period: 1 }), 'sub_1: it has a free period'],
      [on({ current_term_start: START - 40 * 86_400 }), "sub_1: its term is longer than its plan's period"],
      [on({ subscription_items: [items[1]!.item] }), 'sub_1: it has no plan'],
      [on({ next_billing_at: seconds('2026-05-01T00:00:00+02:00') }), 'sub_1: it is billed at another time'],
      [on({ status: 'non_renewing', cancelled_at: END + 86_400 }), 'sub_1: it ends within a later term'],
      [on({ subscription_items: [items[0]!.item, { ...items[1]!.item, billing_cycles: 3 }] }), 'seats-USD: it ends'],
      [
        on({ subscription_items: [items[0]!.item, { ...items[1]!.item, trial_end: END }] }),
        'seats-USD: it has a trial',
      ],
      [on({ subscription_items: [...items.map(({ item }) => item), items[1]!.item] }), 'seats-USD: a second price'],
      [{ plans: [] }, 'silver-USD: its item price is missing'],
      [owed(undefined), 'cus_1: its balances by currency are missing'],
      [{ invoices: [] }, 'silver-USD: no invoice given bills its current term'],
      [{ invoices: facts.invoices.map((each) => ({ ...each, status: 'voided' })) }, 'silver-USD: no invoice given'],
      [{ estimate: { ...estimateOf(items, []), round_off_amount: -20 } }, 'sub_1: the site rounds its total'],
      [on({ coupons: [{ coupon_id: 'X' }] }), 'X: the coupon is missing'],
      [{ ...on({ coupons: [{ coupon_id: 'C' }] }), coupons: [criteria] }, 'C: a coupon for items by criteria'],
      [
        { ...on({ coupons: [{ coupon_id: 'C' }] }), coupons: [{ ...criteria, apply_on: 'each_unit' }] },
        'C: a coupon on "each_unit"',
      ],
      [on({ discounts: [discountOf('d', { type: 'offer_quantity' })] }), 'd: a discount by "offer_quantity"'],
      [
        on({ discounts: [{ ...discountOf('d', { type: 'fixed_amount', amount: 1 }), currency_code: 'EUR' }] }),
        'd: its amount is in EUR',
      ],
      [
        {
          unbilledCharges: [
            { id: 'li_1', subscription_id: 'sub_1', currency_code: 'EUR', amount: 1, is_voided: false },
          ],
        },
        'li_1: it is in EUR',
      ],
    ];
    for (const [change, message] of refusals) {
      expect(() => chargebeeAccount({ ...facts, ...change }), message).to.throw(Untranslatable, message);
    }
    const booked = { ...facts, ...on({ has_scheduled_changes: true }), scheduled: [] };
    expect(chargebeeAccount(booked).subscription.plan).to.equal('silver-USD');
    // As every subscription says it.
    const said = on({ next_billing_at: END + 1, subscription_items: [{ ...items[0]!.item, billing_cycles: 3 }] });
    expect(readChargebee({ ...said, usages: [], plans: [planOf(silver)] }).total).to.equal('200.00');

    expect(chargebeeAccount({ ...facts, ...owed([]) }).credits).to.deep.equal([]);

    function owed(balances: readonly [] | undefined): Partial<ChargebeeFacts> {
      return { customer: { ...facts.customer, promotional_credits: 100, ...(balances && { balances }) } };
    }
  });

  function on(subscription: Partial<ChargebeeSubscription>): ChargebeeFacts {
    return { ...facts, subscription: { ...facts.subscription, ...subscription } };
  }

  function inTrial(said: Partial<ChargebeeSubscription> = {}): ChargebeeFacts {
    const { current_term_start: _, current_term_end: __, ...rest } = facts.subscription;
    const trial = { started_at: seconds('2026-03-11T00:00:00+01:00'), trial_end: seconds('2026-03-24T23:59:59+01:00') };
    return { ...facts, subscription: { ...rest, status: 'in_trial', ...trial, ...said }, invoices: [], usages: [] };
  }

  function overSince(trial_end: number) {
    return (item: ChargebeeSubscriptionItem) => ({ ...item, trial_end });
  }
});

function readChargebee(facts: ChargebeeFacts) {
  const { catalog, refused } = chargebeeCatalog(facts);
  expect(refused).to.deep.equal([]);
  return invoiceOf(catalog, chargebeeAccount(facts));
}

function catalogOf(plans: readonly ChargebeePlan[]) {
  return chargebeeCatalog({ ...TERMS, plans });
}

function planOf(price: ChargebeeItemPrice, ...others: readonly ChargebeeItemPrice[]): ChargebeePlan {
  return { price, attached: others.map((other) => ({ type: 'mandatory', price: other }) as const) };
}

interface Own {
  readonly item: ChargebeeSubscriptionItem;
  readonly price: ChargebeeItemPrice;
}

function itemOf(price: ChargebeeItemPrice, said: Partial<ChargebeeSubscriptionItem> = {}): Own {
  return { price, item: { item_price_id: price.id, item_type: price.item_type, ...said } };
}

function factsOf(
  own: readonly Own[],
  { used = [], ...said }: { used?: readonly string[]; currency?: string; minorDigits?: 0 | 2 } = {},
): ChargebeeFacts {
  const currency = said.currency ?? 'USD';
  const [plan, ...others] = own.map(({ price }) => price);
  return {
    ...TERMS,
    ...said,
    revision: 1,
    asOf: AS_OF,
    timeZone: ZONE,
    plans: [planOf(plan!, ...others)],
    usages: used.map((quantity, index) => ({ item_price_id: 'calls-USD', usage_date: START + index, quantity })),
    invoices: [invoiceOfTerm(own, { date_from: START, date_to: END, currency })],
    unbilledCharges: [],
    coupons: [],
    customer: { id: 'cus_1', promotional_credits: 0, refundable_credits: 0, excess_payments: 0 },
    subscription: {
      id: 'sub_1',
      customer_id: 'cus_1',
      currency_code: currency,
      status: 'active',
      started_at: seconds('2026-01-31T00:00:00+01:00'),
      current_term_start: START,
      current_term_end: END,
      has_scheduled_changes: false,
      has_scheduled_advance_invoices: false,
      subscription_items: own.map(({ item }) => item),
    },
  };
}

function priceOf(item_id: string, said: Partial<ChargebeeItemPrice>): ChargebeeItemPrice {
  return {
    id: `${item_id}-USD`,
    name: `${item_id} USD`,
    item_id,
    item_type: 'addon',
    currency_code: 'USD',
    pricing_model: 'per_unit',
    period: 1,
    period_unit: 'month',
    free_quantity: 0,
    is_taxable: true,
    ...said,
  };
}

function steps(...list: readonly (readonly [to: number | null, price: number])[]): ChargebeeTier[] {
  return list.map(([to, price], index) => ({
    starting_unit: index === 0 ? 1 : (list[index - 1]![0] ?? 0) + 1,
    ...(to === null ? {} : { ending_unit: to }),
    price,
  }));
}

function invoiceOfTerm(
  own: readonly Own[],
  { date_from, date_to, currency = 'USD' }: { date_from: number; date_to: number; currency?: string },
): ChargebeeInvoice {
  const advance = own.filter(({ price }) => price.item_id !== 'calls');
  const line_items = advance.map(({ item, price }) => {
    const quantity = item.quantity ?? 1;
    const line = { id: `li_${price.id}`, subscription_id: 'sub_1', entity_id: price.id, date_from, date_to };
    return { ...line, quantity, amount: (price.price ?? 0) * quantity };
  });
  const total = line_items.reduce((sum, { amount }) => sum + amount, 0);
  return { id: 'INV-1', status: 'paid', currency_code: currency, total, line_items };
}

function estimateOf(
  own: readonly Own[],
  taxes: readonly (readonly [name: string, rate: number])[],
  price_type: ChargebeeEstimate['price_type'] = 'tax_exclusive',
): ChargebeeEstimate {
  const line_items = own.map(({ price: { id } }) => {
    return { id: `li_${id}`, subscription_id: 'sub_1', entity_id: id, date_from: END, date_to: END, amount: 100 };
  });
  const line_item_taxes = line_items.flatMap(({ id }) =>
    taxes.map(([tax_name, tax_rate]) => ({ line_item_id: id, tax_name, tax_rate, is_partial_tax_applied: false })),
  );
  return { price_type, round_off_amount: 0, line_items, line_item_taxes };
}

function couponOf(id: string, said: Partial<ChargebeeCoupon>): ChargebeeCoupon {
  const base = { id, name: id, discount_type: 'percentage', currency_code: 'USD', duration_type: 'forever' } as const;
  return { ...base, apply_on: 'invoice_amount', ...said };
}

function only(item_type: string, item_price_id: string) {
  const item_constraints = [{ item_type, constraint: 'specific', item_price_ids: [item_price_id] }];
  return { apply_on: 'each_specified_item', item_constraints } as const;
}

function all(item_type: string) {
  return { apply_on: 'each_specified_item', item_constraints: [{ item_type, constraint: 'all' }] } as const;
}

function discountOf(id: string, said: Partial<ChargebeeDiscount>): ChargebeeDiscount {
  const base = { id, type: 'percentage', currency_code: 'USD', duration_type: 'forever' } as const;
  return { ...base, apply_on: 'invoice_amount', ...said };
}

function seconds(text: string): number {
  return Date.parse(text) / 1000;
}
