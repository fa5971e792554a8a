import { expect } from 'chai';
import { lagoAccount } from '../../docs/vendors/lago/account.ts';
import { lagoCatalog } from '../../docs/vendors/lago/catalog.ts';
import type { LagoFacts } from '../../docs/vendors/lago/facts.ts';
import type {
  LagoAppliedCoupon,
  LagoCharge,
  LagoCoupon,
  LagoFee,
  LagoInvoice,
  LagoMetric,
  LagoPlan,
  LagoProperties,
  LagoSubscription,
  LagoTax,
} from '../../docs/vendors/lago/objects.ts';
import { Untranslatable } from '../../docs/vendors/documents.ts';
import { invoiceOf } from './read-documents.ts';

const VAT: LagoTax = { code: 'vat', name: 'VAT', rate: 20 };
const METRIC: LagoMetric = { code: 'calls', name: 'Calls', aggregation_type: 'sum_agg', recurring: false };

describe('docs/vendors/lago: charges', () => {
  const graduated = [range(0, 10, '10', '2'), range(11, 20, '5', '3'), range(21, null, '5', '3')];
  const adjacent = [range(0, '0.1', '10'), range('0.1', 1, '5'), range(1, null, '2')];
  const volume = [range(0, 100, '2', '10'), range(101, 200, '1'), range(201, null, '0.5', '50')];
  const shares = [
    { from_value: 0, to_value: 1000, rate: '1', flat_amount: '200' },
    { from_value: 1001, to_value: null, rate: '2', flat_amount: '300' },
  ];
  // What Lago's own tests and pages expect.
  const cases: readonly (readonly [model: string, properties: LagoProperties, units: string, amount: string])[] = [
    ['standard', { amount: '5.12345' }, '10', '51.23'],
    ['graduated', { graduated_ranges: graduated }, '0', '2.00'],
    ['graduated', { graduated_ranges: graduated }, '1', '12.00'],
    ['graduated', { graduated_ranges: graduated }, '11', '110.00'],
    ['graduated', { graduated_ranges: graduated }, '12', '115.00'],
    ['graduated', { graduated_ranges: graduated }, '21', '163.00'],
    ['graduated', { graduated_ranges: adjacent }, '0.05', '0.50'],
    ['graduated', { graduated_ranges: adjacent }, '0.5', '3.00'],
    ['volume', { volume_ranges: volume }, '1', '12.00'],
    ['volume', { volume_ranges: volume }, '100', '210.00'],
    ['volume', { volume_ranges: volume }, '100.5', '100.50'],
    ['volume', { volume_ranges: volume }, '300', '200.00'],
    ['package', { amount: '100', free_units: 0, package_size: 10 }, '121', '1300.00'],
    ['package', { amount: '100', free_units: 10, package_size: 10 }, '121', '1200.00'],
    ['package', { amount: '100', free_units: 200, package_size: 10 }, '121', '0.00'],
    ['percentage', { rate: '1.5', fixed_amount: '0', free_units_per_events: null }, '200', '3.00'],
    ['graduated_percentage', { graduated_percentage_ranges: shares }, '0', '200.00'],
    ['graduated_percentage', { graduated_percentage_ranges: shares }, '500', '205.00'],
    ['graduated_percentage', { graduated_percentage_ranges: shares }, '1050', '511.00'],
  ];

  for (const [charge_model, properties, units, amount] of cases) {
    it(`come to what Lago says: ${charge_model}, ${units}, ${amount}`, () => {
      const facts = factsOf(planOf({ charges: [charge({ charge_model, properties })] }), { units });
      expect(readLago(facts)).to.deep.include({ lines: { charge: amount }, total: amount, problems: [] });
    });
  }

  it('by single events need the events, and are not reported without them', () => {
    const properties = {
      rate: '1.2',
      fixed_amount: '0.10',
      free_units_per_events: 3,
      free_units_per_total_aggregation: '500',
    };
    const facts = factsOf(planOf({ charges: [charge({ charge_model: 'percentage', properties })] }), { units: '450' });
    const events = { calls: ['200', '100', '100', '50'] };
    // The first three are free, and the fourth is not, though 500 are not reached.
    expect(readLago({ ...facts, events }).total).to.equal('0.70');
    expect(readLago(facts).total).to.equal(null);
  });

  it('charge the first flat amount without usage as the version of Lago does', () => {
    const charges = [charge({ charge_model: 'volume', properties: { volume_ranges: volume } })];
    const facts = factsOf(planOf({ charges }), { units: '0' });
    expect(readLago({ ...facts, zeroUsageFlat: 'charged' }).total).to.equal('10.00');
    expect(readLago({ ...facts, zeroUsageFlat: 'none' }).total).to.equal('0.00');
  });

  it('round a metric before it is priced', () => {
    const total = (metric: Partial<LagoMetric>) =>
      readLago({
        ...factsOf(planOf({ charges: [charge({ properties: { amount: '1' } })] }), { units: '123.4567' }),
        metrics: [{ ...METRIC, ...metric }],
      }).total;
    expect(total({ rounding_function: 'round' })).to.equal('123.00');
    expect(total({ rounding_function: 'round', rounding_precision: -1 })).to.equal('120.00');
    expect(total({ rounding_function: 'ceil', rounding_precision: 1 })).to.equal('123.50');
  });

  it('have a least amount', () => {
    const least = charge({ properties: { amount: '1' }, min_amount_cents: 3000 });
    expect(readLago(factsOf(planOf({ charges: [least] }), { units: '8' })).total).to.equal('30.00');
    const subscription = { ending_at: '2026-03-20T00:00:00Z' };
    expect(() => lagoAccount(factsOf(planOf({ charges: [least] }), { subscription }))).to.throw(
      Untranslatable,
      'sub: the minimum of a part of a period',
    );
  });

  it('are refused by the id of what our contract cannot say, and their plan is on "contact us"', () => {
    const overlap = [range(0, '0.01', '0'), range('0.01', 10, '10'), range(11, null, '5')];
    const refusals: readonly (readonly [Partial<LagoCharge>, string])[] = [
      [{ charge_model: 'dynamic' }, 'a charge by "dynamic"'],
      [{ charge_model: 'graduated', properties: { graduated_ranges: overlap } }, 'its ranges have gaps or overlap'],
      [{ filters: [{}] }, 'its price differs by filters'],
      [{ properties: { amount: '1', pricing_group_keys: ['region'] } }, 'each group is priced by itself'],
      [{ pay_in_advance: true }, 'each event is billed as it happens'],
      [{ prorated: true }, 'units are prorated'],
      [{ invoiceable: false }, 'it is not on the invoice'],
      [{ billable_metric_code: 'other' }, 'the metric other is missing'],
    ];
    for (const [said, reason] of refusals) {
      const { catalog, refused } = catalogOf([planOf({ charges: [charge(said)] })]);
      expect(catalog.plans).to.deep.equal([{ id: 'team', name: 'Team', contact: true }]);
      expect(refused.map(({ object }) => object)).to.deep.equal(['charge']);
      expect(refused[0]?.message).to.include(reason);
    }
    expect(catalogOf([planOf({ usage_thresholds: [{}] })]).refused).to.have.length(1);
    expect(catalogOf([planOf({ amount_currency: 'USD' })]).refused).to.have.length(1);
    expect(catalogOf([planOf({ trial_period: 5, charges: [charge({})] })]).refused).to.have.length(1);
    const minimum = { minimum_commitment: { amount_cents: 1 }, bill_charges_monthly: true };
    expect(catalogOf([planOf({ ...minimum, interval: 'yearly' })]).refused).to.have.length(1);
    expect(catalogOf([planOf(minimum)]).refused).to.have.length(0);
    expect(catalogOf([planOf({ trial_period: 5 })]).catalog.plans[0]).to.include({ trial_days: 5 });
  });
});

describe('docs/vendors/lago: the next invoice', () => {
  const usage = charge({ properties: { amount: '0.2' } });
  const plan = planOf({ amount_cents: 5000, pay_in_advance: true, charges: [usage] });
  const facts = factsOf(plan, { units: '100', invoices: [invoice([fee('subscription', 5000)])] });

  it('has the next fee in advance and the usage of the period that ends, by the days of the customer', () => {
    expect(readLago(facts)).to.deep.equal({
      lines: { subscription: '50.00', charge: '20.00' },
      taxes: [],
      subtotal: '70.00',
      total: '70.00',
      due: '70.00',
      period: ['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
      problems: [],
    });
    expect(lagoAccount(facts).billed).to.deep.equal([
      {
        charge: 'subscription',
        amount: '50.00',
        period: { start: '2026-02-28T23:00:00Z', end: '2026-03-31T22:00:00Z' },
        invoice: 'LAG-1',
      },
    ]);
  });

  it("reads the plan of Lago's own API reference, and refuses two charges of it by name", () => {
    const requests = charge({
      lago_id: 'requests',
      charge_model: 'package',
      min_amount_cents: 3000,
      properties: { amount: '30', free_units: 100, package_size: 1000 },
    });
    const cpu = charge({
      lago_id: 'cpu',
      billable_metric_code: 'cpu',
      charge_model: 'graduated',
      properties: { graduated_ranges: [range(0, 10, '0.5', '10'), range(11, null, '0.4')] },
    });
    const storage = charge({
      lago_id: 'storage',
      billable_metric_code: 'storage',
      charge_model: 'volume',
      properties: { volume_ranges: [range(0, 100, '0'), range(101, null, '0.5')] },
    });
    const reference = planOf({
      amount_cents: 10_000,
      pay_in_advance: true,
      bill_charges_monthly: true,
      charges: [requests, cpu, storage],
      taxes: [VAT],
    });
    const seats = charge({ lago_id: 'seats', filters: [{ values: { region: ['Europe'] } }] });
    const payments = charge({
      lago_id: 'payments',
      charge_model: 'percentage',
      pay_in_advance: true,
      invoiceable: false,
    });
    const codes = ['calls', 'cpu', 'storage'];
    const account = {
      ...factsOf(reference, { invoices: [invoice([fee('subscription', 10_000)])] }),
      metrics: codes.map((code) => ({ ...METRIC, code })),
      usage: { charges_usage: [counted('calls', '1250'), counted('cpu', '15'), counted('storage', '150')] },
    };
    expect(readLago(account)).to.deep.include({
      lines: { subscription: '100.00', requests: '60.00', cpu: '17.00', storage: '75.00' },
      taxes: ['50.40'],
      total: '302.40',
    });
    for (const other of [seats, payments]) {
      expect(catalogOf([{ ...reference, charges: [other] }]).refused[0]?.object).to.equal(other.lago_id);
    }
  });

  it('counts anniversaries from the first, clamped to the end of a month', () => {
    const subscription: Partial<LagoSubscription> = {
      billing_time: 'anniversary',
      subscription_at: '2026-01-31T08:00:00Z',
      started_at: '2026-01-31T08:00:00Z',
    };
    const own = planOf({ amount_cents: 5000, charges: [usage] });
    expect(readLago(factsOf(own, { subscription })).period).to.deep.equal([
      '2026-02-27T23:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
  });

  it('prorates a first period by days', () => {
    const subscription = { started_at: '2022-08-10T09:00:00Z', subscription_at: '2022-08-10T09:00:00Z' };
    const own = factsOf(planOf({ amount_cents: 5000 }), { subscription, asOf: '2022-08-20T00:00:00Z' });
    expect(readLago(own).total).to.equal('35.48');
  });

  it('takes coupons off before tax and draws credits after it', () => {
    const account = {
      ...facts,
      defaultTaxes: [{ ...VAT, rate: 10 }],
      appliedCoupons: [applied({ amount_cents: 1000 })],
      coupons: [coupon({})],
      wallets: [wallet(1, 3000)],
    };
    // 70.00 − 10.00 = 60.00, + 10 % = 66.00, − 30.00.
    expect(readLago(account)).to.deep.include({ subtotal: '60.00', taxes: ['6.00'], total: '66.00', due: '36.00' });
    const creditNotes = [
      { lago_id: 'cn', number: 'CN-1', credit_status: 'available', currency: 'EUR', balance_amount_cents: 643 },
    ];
    expect(readLago({ ...account, creditNotes }).due).to.equal('29.57');
    expect(lagoAccount({ ...account, creditNotes }).credits.map(({ priority }) => priority)).to.deep.equal([0, 1]);
  });

  it('shares a coupon over lines of several taxes, which are rounded in one sum', () => {
    const other = { ...METRIC, code: 'other', name: 'Other' };
    const charges = [
      charge({ lago_id: 'none', properties: { amount: '0.5' }, taxes: [{ code: 'zero', name: 'Zero', rate: 0 }] }),
      charge({ lago_id: 'thirty', properties: { amount: '0.3' }, taxes: [VAT] }),
      charge({ lago_id: 'twenty', properties: { amount: '1' }, billable_metric_code: 'other', taxes: [VAT] }),
    ];
    const own = planOf({ amount_cents: 10_000, charges });
    const account: LagoFacts = {
      ...factsOf(own, { units: '100' }),
      metrics: [METRIC, other],
      usage: { charges_usage: [counted('calls', '100'), counted('calls', '100'), counted('other', '20')] },
      defaultTaxes: [{ code: 'ten', name: 'Ten', rate: 10 }],
      appliedCoupons: [applied({ amount_cents: 1000 })],
      coupons: [coupon({})],
    };
    expect(readLago(account)).to.deep.include({ subtotal: '190.00', total: '209.00' });
  });

  it('rounds taxes in one sum, and shares a coupon to more than cents', () => {
    const other = { ...METRIC, code: 'other', name: 'Other' };
    const ten: LagoTax = { code: 'ten', name: 'Ten', rate: 10 };
    const two = (prices: readonly [string, string], taxes: readonly [LagoTax, LagoTax]): LagoFacts => {
      const charges = [
        charge({ lago_id: 'one', properties: { amount: prices[0] }, taxes: [taxes[0]] }),
        charge({ lago_id: 'two', properties: { amount: prices[1] }, taxes: [taxes[1]], billable_metric_code: 'other' }),
      ];
      const facts = factsOf(planOf({ charges }));
      const charges_usage = [counted('calls', '1'), counted('other', '1')];
      return { ...facts, metrics: [METRIC, other], usage: { charges_usage } };
    };
    // Half a cent of each.
    expect(readLago(two(['0.05', '0.05'], [ten, { ...ten, code: 'city', name: 'City' }])).total).to.equal('0.11');
    // 0.14 off 10.00 and 20.00: 0.0466667 and 0.0933333, so 5.3748 of tax; to cents it would be 5.3752.
    const shared = two(['10', '20'], [ten, { code: 'high', name: 'High', rate: 22 }]);
    const coupons = { appliedCoupons: [applied({ amount_cents: 14 })], coupons: [coupon({})] };
    expect(readLago({ ...shared, ...coupons }).total).to.equal('35.23');
  });

  it('takes the older coupon first', () => {
    const account = {
      ...facts,
      appliedCoupons: [
        applied({ lago_id: 'new', amount_cents: 1000, created_at: '2026-02-01T00:00:00Z' }),
        applied({ lago_id: 'old', amount_cents: null, percentage_rate: '10' }),
      ],
      coupons: [coupon({})],
    };
    // 70.00 − 7.00 − 10.00.
    expect(readLago(account).total).to.equal('53.00');
  });

  it('keeps what is left of a coupon for once, and counts the periods of one that recurs', () => {
    const once = applied({ frequency: 'once', amount_cents: 10_000, amount_cents_remaining: 1200 });
    const general = { ...facts, coupons: [coupon({})] };
    expect(lagoAccount({ ...general, appliedCoupons: [once] }).discounts[0]).to.include({
      value: '12.00',
      remaining_amount: '12.00',
    });
    const twice = applied({ frequency: 'recurring', percentage_rate: '10', amount_cents: null });
    const account = { ...general, appliedCoupons: [{ ...twice, frequency_duration_remaining: 2 }] };
    expect(lagoAccount(account).discounts[0]).to.include({ kind: 'percent', value: '10', remaining_invoices: 2 });
    expect(readLago(account).total).to.equal('63.00');
  });

  it('has coupons for a metric before the others, off its charges, and none for another plan', () => {
    const account = {
      ...facts,
      appliedCoupons: [
        applied({ lago_id: 'all', coupon_code: 'ALL', percentage_rate: '10', amount_cents: null }),
        applied({ lago_id: 'metric', coupon_code: 'METRIC', percentage_rate: '50', amount_cents: null }),
        applied({ lago_id: 'plan', coupon_code: 'PLAN', percentage_rate: '50', amount_cents: null }),
      ],
      coupons: [
        coupon({ code: 'ALL' }),
        coupon({ code: 'METRIC', limited_billable_metrics: true, billable_metric_codes: ['calls'] }),
        coupon({ code: 'PLAN', limited_plans: true, plan_codes: ['other'] }),
      ],
    };
    expect(lagoAccount(account).discounts.map(({ id }) => id)).to.deep.equal(['metric', 'all']);
    expect(readLago(account).total).to.equal('54.00');
  });

  it('lets a wallet pay what it is for', () => {
    const bound = (applies_to: object) => readLago({ ...facts, wallets: [{ ...wallet(1, 10_000), applies_to }] }).due;
    expect(bound({})).to.equal('0.00');
    expect(bound({ fee_types: ['charge'] })).to.equal('50.00');
    expect(bound({ fee_types: ['subscription'] })).to.equal('20.00');
    expect(bound({ billable_metric_codes: ['calls'] })).to.equal('50.00');
    expect(() => bound({ fee_types: ['commitment'] })).to.throw(
      Untranslatable,
      'wallet: it is for fees of "commitment"',
    );
  });

  it('trues a minimum commitment up', () => {
    const own = planOf({
      amount_cents: 10_000,
      minimum_commitment: { amount_cents: 1_000_000 },
      charges: [charge({ properties: { amount: '0.3' } })],
    });
    expect(readLago(factsOf(own, { units: '100' })).lines).to.deep.equal({
      subscription: '100.00',
      charge: '30.00',
      true_up: '9870.00',
    });
    const subscription = {
      started_at: '2026-03-10T00:00:00Z',
      current_billing_period_started_at: '2026-03-10T00:00:00Z',
    };
    // Of 22 days of 31 it is 7096.77, and the fee 70.97.
    expect(readLago(factsOf(own, { units: '100', subscription })).lines).to.deep.equal({
      subscription: '70.97',
      charge: '30.00',
      true_up: '6995.80',
    });
  });

  it('bills usage of a yearly plan by the month, and fixed charges in full', () => {
    const fixed = {
      lago_id: 'setup',
      code: 'setup',
      invoice_display_name: 'Support',
      charge_model: 'standard',
      pay_in_advance: false,
      prorated: false,
      properties: { amount: '12.5' },
      units: 3,
    };
    const yearly = { interval: 'yearly', bill_charges_monthly: true, bill_fixed_charges_monthly: true };
    const own = planOf({ ...yearly, amount_cents: 120_000, charges: [usage], fixed_charges: [fixed] });
    const subscription = { started_at: '2026-03-10T00:00:00Z' };
    expect(readLago(factsOf(own, { units: '100', subscription })).lines).to.deep.equal({
      setup: '37.50',
      charge: '20.00',
    });
  });

  it('writes out a plan that has overrides', () => {
    expect(lagoAccount(facts).subscription.plan).to.equal('team');
    const own = { ...plan, amount_cents: 4000 };
    const account = lagoAccount({ ...facts, subscription: { ...facts.subscription, plan: own } });
    expect(account.subscription.plan).to.include({ id: 'sub', family: 'team', rank: 0, name: 'Team' });
    const plans = [{ ...plan, code: 'small' }, plan];
    const later = lagoAccount({ ...facts, plans, subscription: { ...facts.subscription, plan: own } });
    expect(later.subscription.plan).to.include({ rank: 1 });
    // Its trial is over, which puts it on "contact us" for others.
    const tried = { ...plan, trial_period: 5 };
    const subscription = { ...facts.subscription, plan: tried, trial_ended_at: '2022-08-13T00:00:00Z' };
    const after = lagoAccount({ ...facts, plans: [tried], subscription });
    expect(after.subscription.plan).to.include({ id: 'sub', family: 'team' });
  });

  it('tells past invoices before credits, without what is no charge of the plan', () => {
    const past = invoice(
      [
        fee('charge', 2000, { lago_charge_id: 'charge', units: '100', ...february() }),
        fee('commitment', 1000, february()),
      ],
      { sub_total_including_taxes_amount_cents: 3600 },
    );
    expect(lagoAccount({ ...facts, invoices: [...facts.invoices, past] }).last_invoices[1]).to.deep.equal({
      id: 'LAG-1',
      period: { start: '2026-01-31T23:00:00Z', end: '2026-02-28T23:00:00Z' },
      total: '36.00',
      lines: [{ charge: 'charge', quantity: '100', amount: '20.00' }],
    });
  });

  it('is refused where it would be wrong', () => {
    const committed = { ...plan, minimum_commitment: { amount_cents: 1 } };
    const refusals: readonly (readonly [LagoFacts, string])[] = [
      [{ ...facts, invoices: [] }, 'subscription: no invoice given bills its current period'],
      [on({ status: 'terminated' }), 'sub: its status is "terminated"'],
      [on({ plan: { ...plan, trial_period: '5.0' }, trial_ended_at: null }), 'sub: in a trial of Lago'],
      [
        { ...on({ plan: committed }), appliedCoupons: [applied({})], coupons: [coupon({})] },
        'sub: coupons beside a minimum commitment',
      ],
      [{ ...facts, appliedCoupons: [applied({})] }, 'applied: the coupon SALE is missing'],
      [
        { ...facts, usage: { charges_usage: [counted('calls', '1'), counted('calls', '2')] } },
        'calls: two charges count it differently',
      ],
    ];
    for (const [account, message] of refusals) {
      expect(() => lagoAccount(account), message).to.throw(Untranslatable, message);
    }

    function on(subscription: Partial<LagoSubscription>): LagoFacts {
      return { ...facts, subscription: { ...facts.subscription, ...subscription } };
    }
  });
});

function readLago(facts: LagoFacts) {
  const { catalog, refused } = lagoCatalog({ ...facts, currency: 'EUR' });
  expect(refused).to.deep.equal([]);
  return invoiceOf(catalog, lagoAccount(facts));
}

function catalogOf(plans: readonly LagoPlan[]) {
  return lagoCatalog({ currency: 'EUR', plans, metrics: [METRIC], minorDigits: 2, zeroUsageFlat: 'charged' });
}

function factsOf(
  plan: LagoPlan,
  {
    units = '0',
    subscription,
    ...said
  }: Partial<Omit<LagoFacts, 'subscription'>> & { units?: string; subscription?: Partial<LagoSubscription> } = {},
): LagoFacts {
  return {
    metrics: [METRIC],
    minorDigits: 2,
    zeroUsageFlat: 'charged',
    revision: 1,
    asOf: '2026-03-20T12:00:00Z',
    plans: [plan],
    customer: { external_id: 'cus', applicable_timezone: 'Europe/Paris', taxes: [] },
    usage: { charges_usage: [counted('calls', units)] },
    invoices: [],
    appliedCoupons: [],
    coupons: [],
    wallets: [],
    creditNotes: [],
    defaultTaxes: [],
    ...said,
    subscription: {
      external_id: 'sub',
      status: 'active',
      billing_time: 'calendar',
      subscription_at: '2022-08-08T00:00:00Z',
      started_at: '2022-08-08T00:00:00Z',
      current_billing_period_started_at: '2026-02-28T23:00:00Z',
      ending_at: null,
      trial_ended_at: null,
      next_plan_code: null,
      downgrade_plan_date: null,
      plan,
      ...subscription,
    },
  };
}

function planOf(said: Partial<LagoPlan>): LagoPlan {
  return {
    code: 'team',
    name: 'Team',
    interval: 'monthly',
    amount_cents: 0,
    amount_currency: 'EUR',
    trial_period: 0,
    pay_in_advance: false,
    bill_charges_monthly: null,
    charges: [],
    ...said,
  };
}

function charge(said: Partial<LagoCharge>): LagoCharge {
  return {
    lago_id: 'charge',
    billable_metric_code: 'calls',
    invoice_display_name: null,
    charge_model: 'standard',
    pay_in_advance: false,
    invoiceable: true,
    prorated: false,
    min_amount_cents: 0,
    properties: {},
    ...said,
  };
}

function range(
  from_value: number | string,
  to_value: number | string | null,
  per_unit_amount: string,
  flat_amount = '0',
) {
  return { from_value, to_value, per_unit_amount, flat_amount };
}

function counted(code: string, units: string) {
  return { units, billable_metric: { code } };
}

function invoice(fees: readonly LagoFee[], said: Partial<LagoInvoice> = {}): LagoInvoice {
  return {
    number: 'LAG-1',
    invoice_type: 'subscription',
    status: 'finalized',
    currency: 'EUR',
    sub_total_including_taxes_amount_cents: 5000,
    fees,
    ...said,
  };
}

function fee(type: string, amount_cents: number, said: Partial<LagoFee> = {}): LagoFee {
  return {
    lago_charge_id: null,
    external_subscription_id: 'sub',
    amount_cents,
    units: '1.0',
    from_date: '2026-02-28T23:00:00Z',
    to_date: '2026-03-31T21:59:59Z',
    item: { type },
    ...said,
  };
}

/** February in Paris, as Lago has it: up to its last second. */
function february() {
  return { from_date: '2026-01-31T23:00:00Z', to_date: '2026-02-28T22:59:59Z' };
}

function applied(said: Partial<LagoAppliedCoupon>): LagoAppliedCoupon {
  return {
    lago_id: 'applied',
    coupon_code: 'SALE',
    coupon_name: 'Sale',
    status: 'active',
    amount_cents: 1000,
    amount_cents_remaining: null,
    amount_currency: 'EUR',
    percentage_rate: null,
    frequency: 'forever',
    frequency_duration_remaining: null,
    created_at: '2026-01-01T00:00:00Z',
    ...said,
  };
}

function coupon(said: Partial<LagoCoupon>): LagoCoupon {
  return { code: 'SALE', limited_plans: false, limited_billable_metrics: false, ...said };
}

function wallet(priority: number, balance_cents: number) {
  return {
    lago_id: 'wallet',
    name: null,
    status: 'active',
    currency: 'EUR',
    priority,
    balance_cents,
    expiration_at: null,
  };
}
