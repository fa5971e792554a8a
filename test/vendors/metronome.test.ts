import { expect } from 'chai';
import { Untranslatable } from '../../docs/vendors/documents.ts';
import { metronomeAccount } from '../../docs/vendors/metronome/account.ts';
import { metronomeCatalog, type MetronomeFee, type MetronomePlan } from '../../docs/vendors/metronome/catalog.ts';
import type { MetronomeFacts } from '../../docs/vendors/metronome/facts.ts';
import type {
  MetronomeBalance,
  MetronomeContract,
  MetronomeCreditType,
  MetronomeInvoice,
  MetronomeListedRate,
  MetronomeProduct,
  MetronomeRate,
  MetronomeSubscription,
} from '../../docs/vendors/metronome/objects.ts';
import { invoiceOf } from './read-documents.ts';

const CENTS = { id: '2714e483-4ff1-48e4-9e25-ac732e8f24f2', name: 'USD (cents)' };
const UNITS = { id: 'fa2f1b3d-9d52-4951-a099-25991fd394d6', name: 'cloud consumption units' };
const CPU = product('cpu', { name: 'CPU hours', billable_metric_id: 'hours' });
const LICENSE = product('license', { name: 'License' }, 'SUBSCRIPTION');
const TERMS = {
  fiat: CENTS,
  metrics: [{ id: 'hours', name: 'CPU hours', aggregation_type: 'SUM' }],
  products: [CPU, LICENSE],
  roundedAt: 'line',
} as const;
const [SEPTEMBER, OCTOBER, NOVEMBER] = [
  '2024-09-01T00:00:00.000Z',
  '2024-10-01T00:00:00.000Z',
  '2024-11-01T00:00:00.000Z',
];

describe('docs/vendors/metronome: rates', () => {
  const cases: readonly (readonly [name: string, rate: MetronomeRate, hours: number, amount: string])[] = [
    ['cents with a fraction', flat(0.25), 1488, '3.72'],
    ['whole cents', flat(100), 63, '63.00'],
    ['tiers by their widths: within the first', tiered([10, 200], [20, 100], [undefined, 50]), 10, '20.00'],
    ['tiers by their widths: within the second', tiered([10, 200], [20, 100], [undefined, 50]), 15, '25.00'],
    ['tiers by their widths: beyond the second', tiered([10, 200], [20, 100], [undefined, 50]), 40, '45.00'],
  ];
  for (const [name, rate, hours, amount] of cases) {
    it(`count ${name}`, () => {
      expect(readMetronome(factsOf([usage(rate)], { hours }))).to.deep.include({
        lines: { cpu: amount },
        problems: [],
      });
    });
  }

  it('count euros where the unit has no cents', () => {
    const fiat = { id: 'eur', name: 'EUR' };
    const facts = { ...factsOf([usage(flat(10, fiat))], { hours: 2 }), fiat };
    expect(metronomeAccount(facts).currency).to.equal('EUR');
    expect(readMetronome(facts).total).to.equal('20.00');
  });

  it('have full tiers of whole yen and of thousandths of a dinar, where lines are rounded', () => {
    const plan = (fiat: MetronomeCreditType, price: number) => ({
      ...TERMS,
      fiat,
      plans: [planOf([usage({ ...tiered([3, price], [undefined, 1]), credit_type: fiat })])],
    });
    const [yen, dinar] = [
      { id: 'jpy', name: 'JPY' },
      { id: 'kwd', name: 'KWD' },
    ];
    expect(metronomeCatalog(plan(yen, 0.5)).refused[0]?.message).to.include('a full tier is not whole cents');
    expect(metronomeCatalog(plan(yen, 2)).refused).to.deep.equal([]);
    expect(metronomeCatalog(plan(dinar, 0.005)).refused).to.deep.equal([]);
    expect(metronomeCatalog(plan(dinar, 0.0005)).refused).to.have.length(1);
  });

  it('of groups, which are lines of their own, are those of the whole where that comes to the same', () => {
    const by = (aggregation_type: string, roundedAt: 'line' | 'invoice') => {
      const products = [product('cpu', { billable_metric_id: 'hours', presentation_group_key: ['region'] })];
      const metrics = [{ id: 'hours', name: 'CPU hours', aggregation_type }];
      return metronomeCatalog({ ...TERMS, products, metrics, roundedAt, plans: [planOf([usage(flat(0.4))])] }).refused;
    };
    expect(by('SUM', 'invoice')).to.deep.equal([]);
    for (const refused of [by('SUM', 'line'), by('MAX', 'invoice'), by('UNIQUE', 'invoice')]) {
      expect(refused[0]?.message).to.equal('cpu: each group is a line, which the whole does not tell');
    }
  });

  it('convert what is counted, then round it', () => {
    const megabytes = product('cpu', {
      billable_metric_id: 'hours',
      quantity_conversion: { conversion_factor: 1024, operation: 'DIVIDE' },
      quantity_rounding: { decimal_places: 0, rounding_method: 'ROUND_UP' },
    });
    const facts = factsOf([usage(flat(100))], { hours: 2049 });
    expect(readMetronome({ ...facts, products: [megabytes, LICENSE] }).total).to.equal('3.00');
    const half = { decimal_places: 1, rounding_method: 'ROUND_HALF_UP' } as const;
    const rounded = product('cpu', { billable_metric_id: 'hours', quantity_rounding: half });
    const tenths = { ...factsOf([usage(flat(100))], { hours: 2.25 }), products: [rounded, LICENSE] };
    expect(readMetronome(tenths).total).to.equal('2.30');
  });

  it('have the fraction of a cent rounded where the vendor does', () => {
    const storage = product('storage', { billable_metric_id: 'hours' });
    const two = [usage(flat(0.4)), usage(flat(0.4), { product_id: 'storage' })];
    const facts = { ...factsOf(two, { hours: 1 }), products: [CPU, storage] };
    expect(readMetronome(facts).total).to.equal('0.00');
    expect(readMetronome({ ...facts, roundedAt: 'invoice' }).total).to.equal('0.01');
  });

  it('are refused by the product of what our contract cannot say, and their plan is on "contact us"', () => {
    const grouped = product('cpu', { billable_metric_id: 'hours', presentation_group_key: ['region'] });
    const refusals: readonly (readonly [MetronomeListedRate, string, MetronomeProduct?])[] = [
      [usage({ rate_type: 'PERCENTAGE', price: 0.1 }), 'a rate by "PERCENTAGE"'],
      [usage({ rate_type: 'CUSTOM' }), 'a rate by "CUSTOM"'],
      [usage(flat(1, UNITS)), 'it is in cloud consumption units'],
      [usage(tiered([10, 1])), 'not the last one, or no one, is open'],
      [usage(tiered([3, 0.5], [undefined, 1])), 'a full tier is not whole cents'],
      [usage(flat(1), { pricing_group_values: { region: 'eu' } }), 'its price differs by dimensions'],
      [usage(flat(1)), 'a product of type "COMPOSITE"', product('cpu', {}, 'COMPOSITE')],
      [usage(flat(1)), 'its metric is missing', product('cpu', { billable_metric_id: 'other' })],
      [usage(tiered([undefined, 1])), 'each group is a line', grouped],
      [usage(flat(1), { product_id: 'other' }), 'the product is missing'],
    ];
    for (const [rate, reason, other = CPU] of refusals) {
      const plan = planOf([rate]);
      const { catalog, refused } = metronomeCatalog({ ...TERMS, products: [other, LICENSE], plans: [plan] });
      expect(catalog.plans, reason).to.deep.equal([{ id: 'basic', name: 'Basic', contact: true }]);
      expect(refused.map(({ object }) => object)).to.deep.equal([rate.product_id]);
      expect(refused[0]?.message).to.include(reason);
    }
    const off = usage({ rate_type: 'CUSTOM' }, { entitled: false });
    expect(metronomeCatalog({ ...TERMS, plans: [planOf([off])] }).refused).to.deep.equal([]);
    const fractions = usage(tiered([3, 0.5], [undefined, 1]));
    expect(metronomeCatalog({ ...TERMS, roundedAt: 'invoice', plans: [planOf([fractions])] }).refused).to.deep.equal(
      [],
    );
    const noRate = planOf([usage(flat(1))], [fee({})]);
    expect(metronomeCatalog({ ...TERMS, plans: [noRate] }).refused[0]?.message).to.include('no one rate for MONTHLY');
    const sql = [{ id: 'hours', name: 'CPU hours' }];
    expect(metronomeCatalog({ ...TERMS, metrics: sql, plans: [planOf([usage(flat(1))])] }).refused).to.have.length(1);
    expect(() => metronomeCatalog({ ...TERMS, fiat: UNITS, plans: [] })).to.throw(Untranslatable, 'it is no currency');
  });
});

describe('docs/vendors/metronome: a contract', () => {
  const rates = [usage(flat(100)), licensed(2000)];
  const facts = factsOf(rates, { hours: 63, subscriptions: [subscription({})] });

  it('has its usage and the next fee on one invoice', () => {
    expect(readMetronome(facts)).to.deep.equal({
      lines: { license: '40.00', cpu: '63.00' },
      taxes: [],
      subtotal: '103.00',
      total: '103.00',
      due: '103.00',
      period: ['2024-09-01T00:00:00.000Z', '2024-10-01T00:00:00.000Z'],
      problems: [],
    });
    expect(metronomeAccount(facts).billed).to.deep.equal([
      { charge: 'license', amount: '40.00', period: { start: SEPTEMBER, end: OCTOBER }, invoice: 'inv' },
    ]);
  });

  it('is a plan of the catalog if it comes to the same, else written out with its overrides', () => {
    expect(metronomeAccount(facts).subscription.plan).to.equal('basic');
    const rebated = facts.rates.map((rate) =>
      rate.product_id === 'cpu' ? { ...rate, override_rate: flat(90) } : rate,
    );
    const other = { ...facts, rates: rebated };
    expect(metronomeAccount(other).subscription.plan).to.deep.include({ id: 'contract', name: 'My contract' });
    expect(readMetronome(other).lines).to.deep.equal({ license: '40.00', cpu: '56.70' });
  });

  it("reads the contract and the commit of Metronome's own API reference", () => {
    const [start, end] = ['2020-02-01T00:00:00.000Z', '2021-02-01T00:00:00.000Z'];
    const commit = {
      id: '62c0cb84-bf3f-48b9-9bcf-a8ddf8c1cf35',
      type: 'PREPAID',
      name: 'My test commit',
      product: { id: '2e30f074-d04c-412e-a134-851ebfa5ceb2', name: 'My product A' },
      rollover_fraction: 0.1,
      access_schedule: { credit_type: CENTS, schedule_items: [segment(start, end, 10_000_000)] },
      invoice_schedule: {
        credit_type: CENTS,
        schedule_items: [{ id: 'f15e4e23', amount: 10_000_000, timestamp: '2020-03-01T00:00:00.000Z' }],
        do_not_invoice: false,
      },
    } as const;
    const reference = factsOf([usage(flat(50))], {
      contract: {
        id: 'd7abd0cd-4ae9-4db7-8676-e986a4ebd8dc',
        starting_at: '2020-01-01T00:00:00.000Z',
        ending_before: '2022-01-01T00:00:00.000Z',
        usage_statement_schedule: { frequency: 'MONTHLY', billing_anchor_date: '2020-01-01T00:00:00.000Z' },
        scheduled_charges_on_usage_invoices: 'ALL',
        commits: [commit],
        usage_filter: [],
      },
    });
    const ledger = [{ type: 'PREPAID_COMMIT_SEGMENT_START', timestamp: start, amount: 10_000_000 }];
    const february = { ...counted(300), start_timestamp: start, end_timestamp: '2020-02-21T00:00:00Z' };
    const given = { asOf: '2020-02-20T00:00:00Z', usage: [february], balances: [{ ...commit, priority: 100, ledger }] };
    // The commit pays the 150.00 of usage, and is paid for itself on the same invoice.
    expect(readMetronome({ ...reference, ...given })).to.deep.include({
      lines: { cpu: '150.00', f15e4e23: '100000.00', [commit.id]: '-150.00' },
      total: '100000.00',
    });
  });

  it('has seats that can be counted, and those that are booked', () => {
    const quantity_schedule = [
      { quantity: 2, starting_at: '2024-01-01T00:00:00Z' },
      { quantity: 5, starting_at: OCTOBER },
    ];
    const growing = factsOf(rates, { hours: 63, subscriptions: [subscription({ quantity_schedule })] });
    expect(readMetronome(growing).lines).to.deep.equal({ license: '100.00', cpu: '63.00' });
    const seats = { ...growing, seats: ['license'] };
    expect(metronomeAccount(seats).usage['license']).to.deep.equal({ quantity: '2' });
    expect(metronomeAccount(seats).subscription).to.deep.include({
      plan: 'basic',
      scheduled: [{ at: OCTOBER, quantities: { license: '5' } }],
    });
    expect(readMetronome(seats).lines).to.deep.equal({ license: '100.00', cpu: '63.00' });
  });

  it("draws what a credit held before the period: Metronome's example of a ledger", () => {
    const ledger = [
      { type: 'CREDIT_SEGMENT_START', timestamp: SEPTEMBER, amount: 10_000 },
      { type: 'CREDIT_AUTOMATED_INVOICE_DEDUCTION', timestamp: OCTOBER, amount: -6300 },
      { type: 'CREDIT_EXPIRATION', timestamp: OCTOBER, amount: -3700 },
    ];
    const paid = { ...factsOf([usage(flat(100))], { hours: 63 }), balances: [balance({ ledger })] };
    expect(metronomeAccount(paid).credits[0]).to.deep.include({ balance: '100.00', granted: '100.00' });
    expect(readMetronome(paid)).to.deep.include({ total: '0.00', due: '0.00' });
    const spent = [...ledger.slice(0, 1), { type: 'CREDIT_MANUAL', timestamp: SEPTEMBER, amount: -6000 }];
    expect(readMetronome({ ...paid, balances: [balance({ ledger: spent })] }).total).to.equal('23.00');
    const overdrawn = [{ type: 'CREDIT_MANUAL', timestamp: SEPTEMBER, amount: -1 }];
    expect(metronomeAccount({ ...paid, balances: [balance({ ledger: overdrawn })] }).credits[0]?.balance).to.equal('0');
  });

  it('burns balances down in the order of Metronome', () => {
    const bought = { schedule_items: [{ id: 'x', amount: 5000, timestamp: SEPTEMBER }] };
    const till = (ending_before: string) => ({
      credit_type: CENTS,
      schedule_items: [{ id: 's', amount: 1, starting_at: SEPTEMBER, ending_before }],
    });
    const balances = [
      balance({ id: 'late', priority: 2 }),
      balance({ id: 'paid', type: 'PREPAID', priority: 1, invoice_schedule: bought }),
      balance({ id: 'free', priority: 1, access_schedule: till('2025-03-01T00:00:00Z') }),
      balance({ id: 'sooner', priority: 1, access_schedule: till('2025-01-01T00:00:00Z') }),
      balance({ id: 'bound', priority: 1, applicable_product_ids: ['cpu'] }),
      balance({ id: 'tagged', priority: 3, applicable_product_tags: ['compute'] }),
      balance({ id: 'rolled', priority: 9, type: 'PREPAID', rolled_over_from: {} }),
    ];
    const credits = metronomeAccount({ ...factsOf([usage(flat(100))]), balances }).credits;
    expect(credits.map(({ id }) => id)).to.deep.equal(['rolled', 'bound', 'sooner', 'free', 'paid', 'late', 'tagged']);
    expect(credits.map(({ priority }) => priority)).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    expect(credits.find(({ id }) => id === 'paid')?.source).to.equal('purchased');
    // What ends with the period pays no fee of the next one.
    const chargesOf = (each: MetronomeBalance) => metronomeAccount({ ...facts, balances: [each] }).credits[0]?.charges;
    expect(chargesOf(balances[0]!)).to.deep.equal(['cpu']);
    expect(chargesOf(balances[2]!)).to.have.members(['cpu', 'license']);
  });

  it('draws no balance for some products after one for others too, which leaves nobody knows what', () => {
    const long = { credit_type: CENTS, schedule_items: [segment(SEPTEMBER, NOVEMBER)] };
    const [wide, narrow] = [
      balance({ id: 'wide', priority: 1, access_schedule: long }),
      balance({ id: 'narrow', priority: 2, access_schedule: long, applicable_product_ids: ['cpu'] }),
    ];
    expect(() => metronomeAccount({ ...facts, balances: [wide, narrow] })).to.throw(
      Untranslatable,
      'narrow: a credit that is drawn before it pays other charges too',
    );
    expect(metronomeAccount({ ...facts, balances: [{ ...narrow, priority: 0 }, wide] }).credits).to.have.length(2);
  });

  it('takes what was changed by hand for drawn, whatever its time is', () => {
    const entry = (type: string, timestamp: string, amount: number) => ({ type, timestamp, amount });
    const ledger = [
      entry('CREDIT_SEGMENT_START', SEPTEMBER, 10_000),
      entry('CREDIT_MANUAL', '2024-09-28T00:00:00Z', -6000),
      entry('CREDIT_MANUAL', NOVEMBER, -1000),
    ];
    const paid = { ...factsOf([usage(flat(100))], { hours: 63 }), balances: [balance({ ledger })] };
    expect(readMetronome(paid).total).to.equal('23.00');
  });

  it('has no further fee of a subscription that ends with the period, and the one that follows at its new rate', () => {
    const leaving = factsOf(rates, { hours: 63, subscriptions: [subscription({ ending_before: OCTOBER })] });
    expect(readMetronome(leaving)).to.deep.include({ lines: { cpu: '63.00' }, total: '63.00' });
    const dearer = (at: string): MetronomeFacts => ({
      ...facts,
      rates: facts.rates.flatMap((rate) =>
        rate.product_id === 'cpu'
          ? [rate]
          : [
              { ...rate, ending_before: at },
              { ...rate, starting_at: at, list_rate: flat(2500) },
            ],
      ),
    });
    expect(readMetronome(dearer(OCTOBER)).lines).to.deep.equal({ license: '50.00', cpu: '63.00' });
    expect(readMetronome(dearer(NOVEMBER)).lines).to.deep.equal({ license: '40.00', cpu: '63.00' });
    expect(() => metronomeAccount(dearer('2024-10-15T00:00:00Z'))).to.throw(
      Untranslatable,
      'license: its rate changes',
    );
    // What was a price within the period that is billed already is over.
    expect(readMetronome(dearer('2024-09-15T00:00:00Z')).lines['license']).to.equal('50.00');
  });

  it("has a year's fee in its month, and refuses what changes within its year", () => {
    const [begin, end] = ['2023-10-01T00:00:00Z', '2024-10-01T00:00:00Z'];
    const annual = (said: Partial<MetronomeSubscription>, contract: Partial<MetronomeContract> = {}) =>
      yearly(said, { billing_anchor_date: begin, starting_at: begin, ending_before: end, contract });
    expect(readMetronome(annual({})).lines).to.deep.equal({ license: '400.00', cpu: '63.00' });
    const [earlier, next] = ['2024-03-15T00:00:00Z', '2025-03-15T00:00:00Z'];
    const changed = [{ quantity: 2, starting_at: earlier }];
    const refusals: readonly (readonly [MetronomeFacts, string])[] = [
      [annual({ quantity_schedule: changed }), 'sub: its quantity changes'],
      [annual({ collection_schedule: 'ARREARS', quantity_schedule: changed }), 'sub: its quantity changes'],
      [annual({}, { ending_before: next }), 'sub: it begins or ends within'],
      [annual({ ending_before: next }), 'sub: it begins or ends within'],
    ];
    for (const [account, message] of refusals) {
      expect(() => metronomeAccount(account), message).to.throw(Untranslatable, message);
    }
    expect(readMetronome(annual({}, { ending_before: OCTOBER })).lines).to.deep.equal({ cpu: '63.00' });
    // In the months before, its end and that of the contract change nothing.
    const running = (contract: Partial<MetronomeContract>) =>
      yearly({}, { billing_anchor_date: '2024-01-01T00:00:00Z', starting_at: '2024-01-01T00:00:00Z', contract });
    for (const contract of [{}, { ending_before: '2025-01-01T00:00:00Z' }, { ending_before: next }]) {
      expect(readMetronome(running(contract)).lines).to.deep.equal({ cpu: '63.00' });
    }

    function yearly(
      said: Partial<MetronomeSubscription>,
      {
        billing_anchor_date,
        starting_at,
        ending_before = '2025-01-01T00:00:00Z',
        contract,
      }: {
        billing_anchor_date: string;
        starting_at: string;
        ending_before?: string;
        contract: Partial<MetronomeContract>;
      },
    ): MetronomeFacts {
      const own = subscription({
        starting_at,
        subscription_rate: { billing_frequency: 'ANNUAL', product: { id: 'license', name: 'License' } },
        quantity_schedule: [{ quantity: 2, starting_at }],
        billing_periods: { current: { starting_at, ending_before } },
        ...said,
      });
      const annualRate = usage(flat(20_000), { product_id: 'license', product_tags: [], billing_frequency: 'ANNUAL' });
      const line = { type: 'subscription', subscription_id: 'sub', total: 40_000, starting_at, ending_before };
      const all = factsOf([usage(flat(100)), annualRate], {
        hours: 63,
        contract: {
          starting_at,
          usage_statement_schedule: { frequency: 'MONTHLY', billing_anchor_date },
          subscriptions: [own],
          ...contract,
        },
      });
      return { ...all, invoices: [invoice({ line_items: [line] })] };
    }
  });

  it('draws from no balance that is not its own, or not now', () => {
    const balances = [
      balance({ contract: { id: 'other' } }),
      balance({ applicable_contract_ids: ['other'] }),
      balance({ archived_at: SEPTEMBER }),
      balance({ applicable_product_ids: ['13a2179b-f0cb-460b-85a1-cd42964ca533'] }),
      balance({ access_schedule: { schedule_items: [segment(NOVEMBER, '2024-12-01T00:00:00Z')] } }),
      balance({ access_schedule: { schedule_items: [segment(OCTOBER, NOVEMBER)] }, applicable_product_ids: ['cpu'] }),
    ];
    expect(metronomeAccount({ ...facts, balances }).credits).to.deep.equal([]);
  });

  it('has a postpaid commit as its commitment, with what was invoiced of it', () => {
    const year = {
      credit_type: CENTS,
      schedule_items: [segment('2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z', 100_000)],
    };
    const ledger = [
      { type: 'POSTPAID_COMMIT_INITIAL_BALANCE', timestamp: '2024-01-01T00:00:00Z', amount: 100_000 },
      { type: 'POSTPAID_COMMIT_AUTOMATED_INVOICE_DEDUCTION', timestamp: SEPTEMBER, amount: -40_000 },
      { type: 'POSTPAID_COMMIT_AUTOMATED_INVOICE_DEDUCTION', timestamp: OCTOBER, amount: -6300 },
    ];
    const postpaid = balance({ type: 'POSTPAID', access_schedule: year, ledger });
    const committed = { ...facts, balances: [postpaid] };
    expect(metronomeAccount(committed).commitment).to.deep.equal({
      amount: '1000.00',
      period: { start: '2024-01-01T00:00:00Z', end: '2025-01-01T00:00:00Z' },
      counted: '400.00',
      basis: 'before_discounts',
      prorated: false,
    });
    expect(readMetronome(committed).total).to.equal('103.00');
    // Its last month: 1,000.00 − 400.00 − 63.00 are charged with the usage, where scheduled charges are.
    const ending = balance({
      type: 'POSTPAID',
      ledger,
      access_schedule: { credit_type: CENTS, schedule_items: [segment('2024-01-01T00:00:00Z', OCTOBER, 100_000)] },
      invoice_schedule: { schedule_items: [{ id: 't', amount: 100_000, timestamp: OCTOBER }] },
    });
    const last = factsOf([usage(flat(100))], { hours: 63, contract: { scheduled_charges_on_usage_invoices: 'ALL' } });
    expect(readMetronome({ ...last, balances: [ending] }).total).to.equal('600.00');
    const alone = { ...last, contract: { ...last.contract, scheduled_charges_on_usage_invoices: undefined } };
    const { scheduled_charges_on_usage_invoices: _, ...separate } = alone.contract;
    expect(() => metronomeAccount({ ...last, contract: separate, balances: [ending] })).to.throw(
      Untranslatable,
      'balance: its true-up has an invoice of its own',
    );
  });

  it('has the scheduled charges and purchases that are on the usage invoice', () => {
    const item = (id: string, timestamp: string) => ({ id, amount: 100_000, timestamp });
    const contract: Partial<MetronomeContract> = {
      scheduled_charges_on_usage_invoices: 'ALL',
      scheduled_charges: [
        {
          id: 'c',
          product: { name: 'Platform fee' },
          schedule: { schedule_items: [item('a', OCTOBER), item('b', NOVEMBER)] },
        },
      ],
      commits: [
        {
          id: 'd',
          type: 'PREPAID',
          name: 'Prepaid',
          product: { name: 'Commit' },
          invoice_schedule: { schedule_items: [item('e', OCTOBER)] },
        },
        {
          id: 'f',
          type: 'PREPAID',
          product: { name: 'Commit' },
          invoice_schedule: { do_not_invoice: true, schedule_items: [item('g', OCTOBER)] },
        },
      ],
    };
    const charged = factsOf([usage(flat(100))], { hours: 63, contract });
    expect(metronomeAccount(charged).pending_items).to.deep.equal([
      { id: 'a', name: 'Platform fee', amount: '1000.00', discountable: false },
      { id: 'e', name: 'Prepaid', amount: '1000.00', discountable: false },
    ]);
    // Credits pay for usage, and not for these.
    expect(readMetronome({ ...charged, balances: [balance({})] }).total).to.equal('2000.00');
    const { scheduled_charges_on_usage_invoices: _, ...separate } = charged.contract;
    expect(metronomeAccount({ ...charged, contract: separate }).pending_items).to.deep.equal([]);
  });

  it('gives the days of UTC and the past invoices', () => {
    const day = (start_timestamp: string, value: number | null) => ({ ...counted(value), start_timestamp });
    const days = [day('2024-09-03T00:00:00Z', 7), day(SEPTEMBER, null)];
    const past = invoice({
      id: 'august',
      type: 'USAGE',
      start_timestamp: '2024-08-01T00:00:00Z',
      end_timestamp: SEPTEMBER,
      total: 14_392,
      line_items: [
        { type: 'usage', product_id: 'cpu', quantity: 1488, total: 20_000 },
        { type: 'applied_commit_or_credit', product_id: 'cpu', total: -5608 },
      ],
    });
    const account = metronomeAccount({ ...facts, days, invoices: [...facts.invoices, past] });
    expect(account.usage['hours']?.series).to.deep.equal({
      of: 'increments',
      from: '2024-09-01',
      values: ['0', '0', '7'],
    });
    expect(account.last_invoices).to.deep.equal([
      {
        id: 'august',
        period: { start: '2024-08-01T00:00:00Z', end: SEPTEMBER },
        total: '143.92',
        lines: [{ charge: 'cpu', quantity: '1488', amount: '200.00' }],
      },
    ]);
  });

  it('is refused where it would be wrong', () => {
    const within = '2024-09-25T00:00:00Z';
    const long = { credit_type: CENTS, schedule_items: [segment(SEPTEMBER, NOVEMBER)] };
    const entry = (type: string) => ({ type, timestamp: SEPTEMBER, amount: -1 });
    const refusals: readonly (readonly [MetronomeFacts, string])[] = [
      [on({ archived_at: SEPTEMBER }), 'contract: it is archived'],
      [on({ starting_at: NOVEMBER }), 'contract: it has not begun'],
      [on({ ending_before: SEPTEMBER }), 'contract: it has ended'],
      [on({ discounts: [{}] }), 'contract: it has scheduled discounts'],
      [on({ usage_filter: [{}] }), "contract: its usage is a part of the customer's"],
      [on({ hierarchy_configuration: {} }), "contract: it pays for other customers' usage"],
      [on({ spend_threshold_configuration: { is_enabled: true } }), 'contract: an invoice comes at a threshold'],
      [on({ prepaid_balance_threshold_configuration: { is_enabled: true } }), 'contract: its balance is recharged'],
      [
        on({ recurring_commits: [{ id: 'r', starting_at: SEPTEMBER }], scheduled_charges_on_usage_invoices: 'ALL' }),
        'contract: a commit is bought with each invoice',
      ],
      [
        on({ usage_statement_schedule: { frequency: 'DAILY', billing_anchor_date: SEPTEMBER } }),
        'contract: a frequency of',
      ],
      [rated({ starting_at: within }), 'cpu: its rate changes within what'],
      [rated({ ending_before: within }), 'cpu: its rate changes within what'],
      [
        sold({ billing_cycle_config: { invoice_placement: 'ON_SCHEDULED_INVOICE' } }),
        'sub: it has an invoice of its own',
      ],
      [unplaced(), 'sub: it has an invoice of its own, or its place is not told'],
      [sold({ billing_periods: {} }), 'sub: its periods have another anchor'],
      [sold({ ending_before: within }), 'sub: it begins or ends within'],
      [sold({ ending_before: '2024-10-15T00:00:00Z' }), 'sub: it begins or ends within'],
      [sold({ collection_schedule: 'ARREARS', starting_at: '2024-09-05T00:00:00Z' }), 'sub: it begins or ends within'],
      [sold({ quantity_schedule: [{ quantity: 2, starting_at: within }] }), 'sub: its quantity changes within'],
      [
        sold({ quantity_schedule: [{ quantity: 2, starting_at: '2024-09-05T00:00:00Z' }] }),
        'sub: its quantity changes',
      ],
      [{ ...facts, invoices: [] }, 'sub: no invoice given bills its current period'],
      [{ ...facts, invoices: [...facts.invoices, ...facts.invoices] }, 'sub: several lines bill its current period'],
      [{ ...facts, usage: [counted(1), counted(2)] }, 'hours: several figures for the current period'],
      [{ ...facts, usage: [{ ...counted(1), start_timestamp: within }] }, 'hours: its usage is of another time'],
      [{ ...facts, usage: [counted(-1)] }, 'hours: what less than no usage is billed as is not told'],
      [having({ rate_type: 'COMMIT_RATE' }), 'balance: what it pays has a price of its own'],
      [having({ specifiers: [{}] }), 'balance: it is for usage by other marks'],
      [
        having({ access_schedule: { credit_type: UNITS, schedule_items: [segment(SEPTEMBER, OCTOBER)] } }),
        'balance: it is in',
      ],
      [having({}, balance({ id: 'other', priority: 1 })), 'balance: its priority is not told'],
      [having({ type: 'POSTPAID' }, balance({ id: 'other', priority: 1 })), 'balance: a postpaid commit beside'],
      [having({ type: 'POSTPAID', applicable_product_ids: ['cpu'] }), 'balance: a postpaid commit for some products'],
      [having({ access_schedule: { schedule_items: [segment(within, NOVEMBER)] } }), 'balance: a segment of it holds'],
      [having({ access_schedule: { schedule_items: [segment(SEPTEMBER, within)] } }), 'balance: a segment of it holds'],
      [
        having({ access_schedule: { schedule_items: [segment(SEPTEMBER, OCTOBER), segment(SEPTEMBER, NOVEMBER)] } }),
        'balance: a segment of it holds for a part of the current period',
      ],
      [{ ...facts, balances: [withoutLedger()] }, 'balance: its ledger is missing'],
      [having({ subscription_config: { allocation: 'INDIVIDUAL' } }), "balance: it is for each seat's own usage"],
      [
        having({ access_schedule: { schedule_items: [segment(OCTOBER, NOVEMBER)] } }),
        'balance: it begins with the next period',
      ],
      [on({ recurring_credits: [{ id: 'r', starting_at: SEPTEMBER }] }), 'r: it begins with the next period'],
      [on({ overrides: [{ id: 'o', is_commit_specific: true }] }), 'o: what a commit pays has a price of its own'],
      [
        having({ type: 'POSTPAID', access_schedule: long, ledger: [entry('POSTPAID_COMMIT_MANUAL')] }),
        'balance: its ledger was changed',
      ],
      [
        having({
          type: 'POSTPAID',
          access_schedule: long,
          invoice_schedule: { schedule_items: [{ id: 't', amount: 9000, timestamp: NOVEMBER }] },
        }),
        'balance: its true-up is of another amount',
      ],
      [
        {
          ...on({ scheduled_charges_on_usage_invoices: 'ALL' }),
          balances: [
            balance({
              type: 'POSTPAID',
              invoice_schedule: { schedule_items: [{ id: 't', amount: 10_000, timestamp: OCTOBER }] },
            }),
          ],
        },
        'balance: whether fees in advance of what follows count',
      ],
    ];
    for (const [account, message] of refusals) {
      expect(() => metronomeAccount(account), message).to.throw(Untranslatable, message);
    }
    const settled = sold({
      proration: { invoice_behavior: 'BILL_IMMEDIATELY' },
      quantity_schedule: [{ quantity: 4, starting_at: '2024-09-05T00:00:00Z' }],
    });
    expect(readMetronome(settled).lines['license']).to.equal('80.00');
    expect(metronomeAccount(on({ ending_before: OCTOBER })).subscription).to.include({ ends_at: OCTOBER });
    const forUsage = { id: 'r', starting_at: SEPTEMBER, applicable_product_ids: ['cpu'] };
    const over = { id: 'r', starting_at: SEPTEMBER, ending_before: OCTOBER };
    expect(metronomeAccount(on({ recurring_credits: [forUsage, over] })).credits).to.deep.equal([]);

    function on(contract: Partial<MetronomeContract>): MetronomeFacts {
      return { ...facts, contract: { ...facts.contract, ...contract } };
    }

    function sold(said: Partial<MetronomeSubscription>): MetronomeFacts {
      return on({ subscriptions: [subscription(said)] });
    }

    function unplaced(): MetronomeFacts {
      const { billing_cycle_config: _, ...rest } = subscription({});
      return on({ subscriptions: [rest] });
    }

    function rated(said: { starting_at?: string; ending_before?: string }): MetronomeFacts {
      return { ...facts, rates: facts.rates.map((rate) => (rate.product_id === 'cpu' ? { ...rate, ...said } : rate)) };
    }

    function having(said: Partial<MetronomeBalance>, ...others: readonly MetronomeBalance[]): MetronomeFacts {
      return { ...facts, balances: [balance(said), ...others] };
    }

    function withoutLedger(): MetronomeBalance {
      const { ledger: _, ...rest } = balance({});
      return rest;
    }
  });
});

function readMetronome(facts: MetronomeFacts) {
  const { catalog, refused } = metronomeCatalog(facts);
  expect(refused).to.deep.equal([]);
  return invoiceOf(catalog, metronomeAccount(facts));
}

function product(id: string, current: Partial<MetronomeProduct['current']>, type = 'USAGE'): MetronomeProduct {
  return { id, type, current: { name: id, ...current } };
}

function flat(price: number, credit_type = CENTS): MetronomeRate {
  return { rate_type: 'FLAT', price, credit_type };
}

function tiered(...tiers: readonly (readonly [size: number | undefined, price: number])[]): MetronomeRate {
  return {
    rate_type: 'TIERED',
    credit_type: CENTS,
    tiers: tiers.map(([size, price]) => (size === undefined ? { price } : { price, size })),
  };
}

function usage(rate: MetronomeRate, said: Partial<MetronomeListedRate> = {}): MetronomeListedRate {
  return {
    product_id: 'cpu',
    product_tags: ['compute'],
    entitled: true,
    starting_at: '2020-01-01T00:00:00Z',
    rate,
    ...said,
  };
}

function licensed(price: number): MetronomeListedRate {
  return usage(flat(price), { product_id: 'license', product_tags: [], billing_frequency: 'MONTHLY' });
}

function fee(said: Partial<MetronomeFee>): MetronomeFee {
  return { product: 'license', frequency: 'MONTHLY', collection: 'ADVANCE', quantity: 2, ...said };
}

function planOf(rates: readonly MetronomeListedRate[], fees: readonly MetronomeFee[] = []): MetronomePlan {
  return { id: 'basic', name: 'Basic', frequency: 'MONTHLY', rates, fees };
}

function factsOf(
  rates: readonly MetronomeListedRate[],
  {
    hours = 0,
    subscriptions = [],
    contract = {},
  }: {
    hours?: number;
    subscriptions?: readonly MetronomeSubscription[];
    contract?: Partial<MetronomeContract>;
  } = {},
): MetronomeFacts {
  return {
    ...TERMS,
    revision: 1,
    asOf: '2024-09-20T12:00:00Z',
    contract: {
      id: 'contract',
      customer_id: 'customer',
      name: 'My contract',
      starting_at: '2024-01-01T00:00:00Z',
      usage_statement_schedule: { frequency: 'MONTHLY', billing_anchor_date: '2024-01-01T00:00:00Z' },
      subscriptions,
      scheduled_charges: [],
      commits: [],
      ...contract,
    },
    rates: rates.map(({ rate, ...rest }) => ({ ...rest, list_rate: rate })),
    plans: [planOf(rates, subscriptions.length === 0 ? [] : [fee({})])],
    usage: [counted(hours)],
    balances: [],
    invoices: [
      invoice({
        line_items: [
          { type: 'subscription', subscription_id: 'sub', total: 4000, starting_at: SEPTEMBER, ending_before: OCTOBER },
        ],
      }),
    ],
    tax: { behavior: 'none' },
  };
}

function counted(value: number | null) {
  return {
    billable_metric_id: 'hours',
    start_timestamp: SEPTEMBER,
    end_timestamp: '2024-09-21T00:00:00Z',
    value,
  };
}

function subscription(said: Partial<MetronomeSubscription>): MetronomeSubscription {
  return {
    id: 'sub',
    collection_schedule: 'ADVANCE',
    subscription_rate: { billing_frequency: 'MONTHLY', product: { id: 'license', name: 'License' } },
    proration: { invoice_behavior: 'BILL_ON_NEXT_COLLECTION_DATE' },
    quantity_schedule: [{ quantity: 2, starting_at: '2024-01-01T00:00:00Z' }],
    starting_at: '2024-01-01T00:00:00Z',
    billing_periods: { current: { starting_at: SEPTEMBER, ending_before: OCTOBER } },
    billing_cycle_config: { invoice_placement: 'ON_USAGE_INVOICE' },
    ...said,
  };
}

function segment(starting_at: string, ending_before: string, amount = 10_000) {
  return { id: 'segment', amount, starting_at, ending_before };
}

function balance(said: Partial<MetronomeBalance>): MetronomeBalance {
  return {
    id: 'balance',
    type: 'CREDIT',
    product: { name: 'Credit' },
    access_schedule: { credit_type: CENTS, schedule_items: [segment(SEPTEMBER, OCTOBER)] },
    ledger: [{ type: 'CREDIT_SEGMENT_START', timestamp: SEPTEMBER, amount: 10_000 }],
    ...said,
  };
}

function invoice(said: Partial<MetronomeInvoice>): MetronomeInvoice {
  return {
    id: 'inv',
    type: 'SCHEDULED',
    status: 'FINALIZED',
    contract_id: 'contract',
    credit_type: CENTS,
    total: 4000,
    line_items: [],
    ...said,
  };
}
