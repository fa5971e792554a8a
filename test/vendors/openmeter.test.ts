import { expect } from 'chai';
import { Untranslatable } from '../../docs/vendors/documents.ts';
import { openMeterAccount } from '../../docs/vendors/openmeter/account.ts';
import { openMeterCatalog } from '../../docs/vendors/openmeter/catalog.ts';
import type { OpenMeterFacts } from '../../docs/vendors/openmeter/facts.ts';
import type {
  OpenMeterCreditGrant,
  OpenMeterInvoice,
  OpenMeterItem,
  OpenMeterLine,
  OpenMeterPhase,
  OpenMeterPlan,
  OpenMeterPrice,
  OpenMeterRateCard,
  OpenMeterSubscription,
  OpenMeterSubscriptionPhase,
  OpenMeterTier,
} from '../../docs/vendors/openmeter/objects.ts';
import { invoiceOf } from './read-documents.ts';

const FEATURES = [
  { key: 'calls', name: 'Calls', meterSlug: 'calls_total' },
  { key: 'spend', name: 'Spend', meterSlug: 'spend_total' },
  { key: 'sso', name: 'Single sign-on' },
];
const METERS = [
  { slug: 'calls_total', aggregation: 'SUM' },
  { slug: 'spend_total', aggregation: 'SUM' },
];
const TERMS = { currency: 'USD', minorDigits: 2, features: FEATURES, meters: METERS };
const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
const APRIL = { from: '2026-04-01T00:00:00Z', to: '2026-05-01T00:00:00Z' };

// The figures of OpenMeter's own tests of how lines are rated, of a period that is billed at once.
const GRADUATED = tiered('graduated', [
  tier('5', '100', '0'),
  tier('10', '50'),
  tier('15', null, '5'),
  tier(null, null, '1'),
]);
const STEEPER = tiered('graduated', [
  tier('5', '100'),
  tier('10', '50'),
  tier('15', null, '10'),
  tier(null, null, '5'),
]);
const VOLUME = tiered('volume', [tier('5', '100'), tier('10', '150'), tier('15', null, '10'), tier(null, null, '5')]);

describe('docs/vendors/openmeter: prices', () => {
  const cases: readonly (readonly [price: OpenMeterPrice, units: number, amount: string])[] = [
    [{ type: 'unit', amount: '10' }, 0, '0.00'],
    [{ type: 'unit', amount: '100' }, 10, '1000.00'],
    [{ type: 'unit', amount: '10', minimumAmount: '100' }, 0, '100.00'],
    [{ type: 'unit', amount: '10', maximumAmount: '100' }, 10, '100.00'],
    [{ type: 'unit', amount: '10', maximumAmount: '100' }, 12, '100.00'],
    [{ type: 'package', amount: '15', quantityPerPackage: '10' }, 0, '0.00'],
    [{ type: 'package', amount: '15', quantityPerPackage: '10' }, 5, '15.00'],
    [{ type: 'package', amount: '15', quantityPerPackage: '10' }, 10, '15.00'],
    [{ type: 'package', amount: '15', quantityPerPackage: '10' }, 11, '30.00'],
    [{ type: 'package', amount: '15', quantityPerPackage: '10', maximumAmount: '100' }, 110, '100.00'],
    [{ type: 'package', amount: '10', quantityPerPackage: '20' }, 98, '50.00'],
    [{ type: 'package', amount: '10', quantityPerPackage: '20' }, 20.1, '20.00'],
    [{ type: 'dynamic', multiplier: '1' }, 0, '0.00'],
    [{ type: 'dynamic', multiplier: '1.33333' }, 10, '13.33'],
    [{ type: 'dynamic', multiplier: '1.33333', maximumAmount: '100' }, 120, '100.00'],
    [{ type: 'dynamic', minimumAmount: '100' }, 0, '100.00'],
    [GRADUATED, 22, '182.00'],
    [{ ...GRADUATED, maximumAmount: '170' }, 22, '170.00'],
    [{ ...GRADUATED, minimumAmount: '1000' }, 0, '1000.00'],
    [STEEPER, 0, '100.00'],
    [STEEPER, 3, '100.00'],
    [STEEPER, 5.001, '150.00'],
    [STEEPER, 22, '235.00'],
    [VOLUME, 0, '100.00'],
    [VOLUME, 3, '100.00'],
    [VOLUME, 5, '100.00'],
    [VOLUME, 14, '140.00'],
    [VOLUME, 15, '150.00'],
    [VOLUME, 16, '80.00'],
    [VOLUME, 100, '500.00'],
    [{ ...VOLUME, minimumAmount: '150' }, 0, '150.00'],
    [{ ...VOLUME, minimumAmount: '100' }, 100, '500.00'],
    [{ ...VOLUME, maximumAmount: '125' }, 7, '125.00'],
  ];
  for (const [price, units, amount] of cases) {
    const { type, mode = '', minimumAmount: least = '', maximumAmount: most = '' } = price;
    it(`come to what OpenMeter says: ${[type, mode, least, most, units, amount].filter(String).join(' ')}`, () => {
      expect(readOpenMeter(factsOf([card({ price })], { units })).total).to.equal(amount);
    });
  }

  it('come after units that are free and before a percentage', () => {
    const price = { type: 'unit', amount: '10' };
    const free = card({ price, discounts: { usage: { quantity: '5' } } });
    expect(readOpenMeter(factsOf([free], { units: 20 })).total).to.equal('150.00');
    const half = card({ price, discounts: { percentage: { percentage: 50 } } });
    expect(readOpenMeter(factsOf([half], { units: 20 })).total).to.equal('100.00');
    const packages = card({
      price: { type: 'package', amount: '15', quantityPerPackage: '10' },
      discounts: { usage: { quantity: '5' } },
    });
    expect(readOpenMeter(factsOf([packages], { units: 15 })).total).to.equal('15.00');
  });

  it('of nothing say that what is counted is included', () => {
    const free = card({ price: null });
    expect(readOpenMeter(factsOf([free], { units: 20 }))).to.deep.include({ total: '0.00', problems: [] });
    expect(catalogOf([planOf([card({ price: null, featureKey: 'sso' })])]).catalog.plans[0]?.charges).to.deep.equal([]);
  });

  it('are refused by the key of what our contract cannot say, and their plan is on "contact us"', () => {
    const unit = { type: 'unit', amount: '1' };
    const half = { percentage: { percentage: 50 } };
    const fractions = tiered('graduated', [tier('3', null, '0.333'), tier(null, null, '0.1')]);
    const odd = tiered('graduated', [tier('1', null, '0.05'), tier(null, null, '0.1')]);
    const refusals: readonly (readonly [Partial<OpenMeterRateCard>, string])[] = [
      [{ price: { type: 'formula' } }, 'a price by "formula"'],
      [{ price: { type: 'unit' } }, 'a price of it is missing'],
      [{ price: unit, featureKey: 'sso' }, 'its feature is not metered'],
      [{ price: unit, unitConfig: {} }, 'its units are converted'],
      [{ price: unit, billingCadence: 'P1D' }, 'billed less often than it is counted'],
      [{ price: unit, billingCadence: 'P1Y' }, 'its usage is of several periods'],
      [{ price: unit, billingCadence: 'P1M2D' }, 'a cadence of P1M2D'],
      [{ price: { ...unit, minimumAmount: '5' }, discounts: half }, 'a percentage beside a bound'],
      [{ price: fractions }, 'a full tier, or its discount, is not whole cents'],
      [{ price: odd, discounts: half }, 'a full tier, or its discount, is not whole cents'],
      [{ price: tiered('volume', [tier('5', null, '1')]) }, 'not the last one, or no one, is open'],
      [{ price: { type: 'flat', amount: '1', paymentTerm: 'in_arrears' }, billingCadence: null }, 'charged once'],
    ];
    for (const [said, reason] of refusals) {
      const { catalog, refused } = catalogOf([planOf([card(said)])]);
      expect(catalog.plans, reason).to.deep.equal([{ id: 'team', name: 'Team', contact: true }]);
      expect(refused.map(({ object }) => object)).to.deep.equal(['calls']);
      expect(refused[0]?.message).to.include(reason);
    }
    const average = [{ slug: 'calls_total', aggregation: 'AVG' }];
    expect(openMeterCatalog({ ...TERMS, meters: average, plans: [planOf([card({})])] }).refused).to.have.length(1);
    expect(catalogOf([{ ...planOf([card({})]), currency: 'EUR' }]).refused).to.have.length(1);
    expect(catalogOf([{ ...planOf([card({})]), settlementMode: 'credit_only' }]).refused).to.have.length(1);
    expect(catalogOf([planOf([card({ price: odd })])]).refused).to.deep.equal([]);
  });
});

describe('docs/vendors/openmeter: plans', () => {
  it('have a trial where nothing is charged before, and none in months or at a price', () => {
    const trial = { key: 'trial', duration: 'P2W', rateCards: [card({ price: null })] };
    const phases = (...earlier: OpenMeterPhase[]) => [
      ...earlier,
      { key: 'default', duration: null, rateCards: [card({})] },
    ];
    const planWith = (...earlier: OpenMeterPhase[]) => catalogOf([{ ...planOf([]), phases: phases(...earlier) }]);
    expect(planWith(trial).catalog.plans[0]).to.include({ trial_days: 14 });
    expect(planWith({ ...trial, duration: 'P1M' }).refused[0]?.message).to.equal(
      'trial: a trial of P1M, which is no days',
    );
    expect(planWith({ ...trial, rateCards: [card({})] }).refused[0]?.message).to.equal(
      'trial: a phase with prices of its own',
    );
  });

  it('have what entitlements issue for their period as limits, which block if they are not soft', () => {
    const limited = (said: object) =>
      catalogOf([planOf([card({ entitlementTemplate: { type: 'metered', issueAfterReset: 1000, ...said } })])]).catalog
        .plans[0]?.limits;
    const limit = { id: 'calls', meter: 'calls', quantity: '1000', effect: 'block' };
    expect(limited({})).to.deep.equal([limit]);
    expect(limited({ isSoftLimit: true })).to.deep.equal([{ ...limit, effect: 'notify' }]);
    expect(limited({ usagePeriod: 'P1D' })).to.equal(undefined);
    expect(limited({ type: 'boolean' })).to.equal(undefined);
  });

  it('price a meter of money by a share', () => {
    const { catalog } = catalogOf([
      planOf([card({ featureKey: 'spend', price: { type: 'dynamic', multiplier: '1.2' } })]),
    ]);
    expect(catalog.meters.map(({ id, kind }) => [id, kind])).to.deep.equal([
      ['calls', undefined],
      ['spend', 'money'],
    ]);
    expect(catalog.plans[0]?.charges?.[0]).to.include({ rate_pct: '120.0' });
  });
});

describe('docs/vendors/openmeter: the next invoice', () => {
  const cards = [fee({}), card({})];
  const facts = factsOf(cards, { units: 30, invoices: [invoice([line('base', '99')])] });

  it('has the next fee in advance and the usage of the period that ends', () => {
    expect(readOpenMeter(facts)).to.deep.equal({
      lines: { base: '99.00', calls: '3.00' },
      taxes: [],
      subtotal: '102.00',
      total: '102.00',
      due: '102.00',
      period: ['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'],
      problems: [],
    });
    const account = openMeterAccount(facts);
    expect(account.subscription.plan).to.equal('team');
    expect(account.billed).to.deep.equal([
      { charge: 'base', amount: '99', period: { start: MARCH.from, end: MARCH.to }, invoice: 'INV-1' },
    ]);
    // Until the hour in which it is collected is over.
    const gathered = [invoice([line('base', '99')], { status: 'gathering' })];
    expect(openMeterAccount({ ...facts, invoices: gathered }).billed[0]).to.not.have.property('invoice');
  });

  it('prorates the first part of a period by its seconds, as OpenMeter does its 10 of 31 days', () => {
    const activeFrom = '2026-03-22T00:00:00Z';
    const started = { activeFrom, phases: [phaseOf(cards, { activeFrom })] };
    const arrears = [fee({ price: { type: 'flat', amount: '100', paymentTerm: 'in_arrears' } })];
    const first = { ...started, phases: [phaseOf(arrears, { activeFrom })] };
    expect(readOpenMeter(factsOf(arrears, { subscription: first })).total).to.equal('32.26');
    const whole = { ...first, proRatingConfig: { enabled: false } };
    expect(readOpenMeter(factsOf(arrears, { subscription: whole })).total).to.equal('100.00');
  });

  it('counts periods from an anchor that a month may not have', () => {
    const subscription = { billingAnchor: '2025-01-30T15:00:00Z' };
    const at = { ...factsOf([card({})], { subscription }), asOf: '2026-02-13T20:00:00Z', usage: {} };
    expect(readOpenMeter(at).period).to.deep.equal(['2026-01-30T15:00:00.000Z', '2026-02-28T15:00:00.000Z']);
  });

  it('has a fee of a year, and one that was charged once, in the months that they are billed in', () => {
    const year = fee({ key: 'yearly', billingCadence: 'P1Y', price: { type: 'flat', amount: '1200' } });
    const setup = fee({ key: 'setup', billingCadence: null, price: { type: 'flat', amount: '500' } });
    const period = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
    const yearly = factsOf([year, setup, card({})], {
      units: 10,
      invoices: [invoice([line('yearly', '1200', { period })])],
    });
    expect(readOpenMeter(yearly)).to.deep.include({ lines: { calls: '1.00' }, total: '1.00' });
    const activeFrom = MARCH.from;
    const first = { activeFrom, billingAnchor: activeFrom, phases: [phaseOf([setup, card({})], { activeFrom })] };
    const begun = factsOf([setup, card({})], {
      units: 10,
      subscription: first,
      invoices: [invoice([line('setup', '500')])],
    });
    expect(readOpenMeter(begun).lines).to.deep.equal({ calls: '1.00' });
  });

  it("refuses what begins or ends within a year's fee that is on it", () => {
    const year = (paymentTerm: 'in_advance' | 'in_arrears') =>
      fee({ key: 'yearly', billingCadence: 'P1Y', price: { type: 'flat', amount: '1200', paymentTerm } });
    const on = (anchor: string, each: OpenMeterRateCard, said: Partial<OpenMeterSubscription> = {}) => {
      const [billingAnchor, activeFrom] = [`${anchor}T00:00:00Z`, '2025-01-01T00:00:00Z'];
      const phases = [phaseOf([each, card({})], { activeFrom })];
      const period = {
        from: `${anchor}T00:00:00Z`,
        to: `${Number(anchor.slice(0, 4)) + 1}${anchor.slice(4)}T00:00:00Z`,
      };
      const invoices = [invoice([line('yearly', '1200', { period })])];
      return factsOf([each, card({})], { invoices, subscription: { billingAnchor, activeFrom, phases, ...said } });
    };
    const [ahead, arrears] = [year('in_advance'), year('in_arrears')];
    const [due, running] = ['2025-04-01', '2026-01-01'];
    const late = '2026-09-01T00:00:00Z';
    expect(readOpenMeter(on(due, ahead)).total).to.equal('1200.00');
    expect(() => openMeterAccount(on(due, ahead, { activeTo: late }))).to.throw(Untranslatable, 'sub: it ends within');
    expect(readOpenMeter(on(running, ahead, { activeTo: late })).total).to.equal('0.00');
    expect(() => openMeterAccount(on(running, arrears, { activeTo: APRIL.from }))).to.throw(
      Untranslatable,
      'sub: it ends within a period that has fees',
    );
    const begun = phaseOf([arrears, card({})], { activeFrom: '2025-09-01T00:00:00Z' });
    const ramped = [
      phaseOf([card({})], { key: 'ramp', activeFrom: '2025-01-01T00:00:00Z', activeTo: begun.activeFrom }),
      begun,
    ];
    expect(() => openMeterAccount(on(due, arrears, { phases: ramped }))).to.throw(
      Untranslatable,
      'yearly: it begins or ends within what the next invoice is for',
    );
    expect(readOpenMeter(on(due, arrears)).total).to.equal('1200.00');
  });

  it('refuses a charge that comes once with it', () => {
    const setup = (activeFrom: string) => {
      const own = phaseOf([...cards, fee({ key: 'setup', billingCadence: null })]);
      const items = own.items.map((item) => (item.key === 'setup' ? { ...item, activeFrom } : item));
      const itemTimelines = Object.fromEntries(items.map((item) => [item.key, [item]]));
      const phases = [{ ...phaseOf(cards), itemTimelines }];
      return () => openMeterAccount({ ...facts, subscription: { ...facts.subscription, phases } });
    };
    for (const at of ['2026-03-30T00:00:00Z', APRIL.from, '2026-04-15T00:00:00Z']) {
      expect(setup(at)).to.throw(Untranslatable, 'setup: it begins or ends within what the next invoice is for');
    }
    expect(setup('2026-03-05T00:00:00Z')).to.not.throw();
    expect(setup('2026-05-01T00:00:00Z')).to.not.throw();
  });

  it('has the plan written out where items differ, in the order of the plan of the catalog', () => {
    const dearer = [card({ price: { type: 'unit', amount: '0.2' } }), fee({})];
    const other = { ...facts, subscription: { ...facts.subscription, phases: [phaseOf(dearer)] } };
    expect(openMeterAccount(other).subscription.plan).to.deep.include({ id: 'sub', family: 'team', rank: 0 });
    expect(readOpenMeter(other).lines).to.deep.equal({ base: '99.00', calls: '6.00' });
    const same = { ...facts, subscription: { ...facts.subscription, phases: [phaseOf([...cards].reverse())] } };
    expect(openMeterAccount(same).subscription.plan).to.equal('team');
    // An earlier phase at a price puts it on "contact us" for others.
    const [plan] = facts.plans;
    const ramp = { key: 'ramp', duration: 'P1M', rateCards: [fee({ price: { type: 'flat', amount: '9' } })] };
    const ramped = { ...facts, plans: [{ ...plan!, phases: [ramp, ...plan!.phases] }] };
    expect(openMeterAccount(ramped).subscription.plan).to.deep.include({ id: 'sub', family: 'team' });
    const { plan: _, ...custom } = facts.subscription;
    const own = openMeterAccount({ ...facts, subscription: { ...custom, name: 'Special' } }).subscription.plan;
    expect(own).to.deep.include({ id: 'sub', name: 'Special' });
  });

  it("says the customer's limit with all grants, and needs the entitlement's value for it", () => {
    const template = { type: 'metered', issueAfterReset: 1000 };
    const limited = [card({ entitlementTemplate: template })];
    const account = (entitlements: OpenMeterFacts['entitlements']) =>
      openMeterAccount({ ...factsOf(limited, { units: 30 }), entitlements }).subscription.plan;
    expect(account({ calls: { usage: 30, balance: 970, overage: 0 } })).to.equal('team');
    expect(account({ calls: { usage: 30, balance: 1470, overage: 0 } })).to.deep.include({
      limits: [{ id: 'calls', meter: 'calls', quantity: '1500', effect: 'block' }],
    });
    expect(account({ calls: { usage: 1030, balance: 0, overage: 30 } })).to.equal('team');
    expect(() => account({})).to.throw(Untranslatable, 'calls: its entitlement value is missing');
  });

  it('is the first one of a trial at its end', () => {
    const trial = phaseOf([card({ price: null })], { key: 'trial', activeFrom: MARCH.from, activeTo: APRIL.from });
    const then = phaseOf(cards, { activeFrom: APRIL.from });
    const subscription = { activeFrom: MARCH.from, phases: [trial, then] };
    const inTrial = factsOf(cards, { units: 30, subscription });
    const account = openMeterAccount(inTrial);
    expect(account.subscription).to.include({ plan: 'team', status: 'trialing', trial_ends_at: APRIL.from });
    expect(readOpenMeter(inTrial)).to.deep.include({ lines: { base: '99.00', calls: '0.00' }, total: '99.00' });
    const activeFrom = '2026-03-30T00:00:00Z';
    const uneven = [{ ...trial, activeTo: activeFrom }, phaseOf(cards, { activeFrom })];
    expect(() => openMeterAccount(factsOf(cards, { subscription: { ...subscription, phases: uneven } }))).to.throw(
      Untranslatable,
      'sub: its trial ends within a period that has fees',
    );
    const setup = fee({ key: 'setup', billingCadence: null, price: { type: 'flat', amount: '500' } });
    const yearly = fee({ billingCadence: 'P1Y' });
    const trying = (own: readonly OpenMeterRateCard[], said: Partial<OpenMeterSubscription> = {}) => {
      const phases = [trial, phaseOf(own, { activeFrom: APRIL.from })];
      return factsOf(own, { subscription: { ...subscription, phases, ...said } });
    };
    const since = '2026-02-01T00:00:00Z';
    const earlier = [phaseOf([], { key: 'trial', activeFrom: since, activeTo: APRIL.from })];
    const third = phaseOf([card({})], { key: 'third', activeFrom: '2026-04-15T00:00:00Z' });
    expect(readOpenMeter(trying([setup, card({})])).lines).to.deep.equal({ setup: '500.00', calls: '0.00' });
    const refusals: readonly (readonly [OpenMeterFacts, string])[] = [
      [trying([yearly]), 'sub: its trial ends within a period that has fees'],
      [trying(cards, { activeTo: '2026-04-15T00:00:00Z' }), 'base: its first period after the trial is not whole'],
      [trying(cards, { phases: [trial, then, third] }), 'base: its first period after the trial is not whole'],
      [
        trying([setup], { activeFrom: since, phases: [...earlier, phaseOf([setup], { activeFrom: APRIL.from })] }),
        'sub: its trial began before the current period',
      ],
    ];
    for (const [account, message] of refusals) {
      expect(() => openMeterAccount(account), message).to.throw(Untranslatable, message);
    }
    expect(readOpenMeter(trying(cards, { activeTo: '2026-03-31T00:00:00Z' })).total).to.equal('0.00');
  });

  it('has what somebody added to it, and nothing that comes on its own', () => {
    const manual = { id: 'line_1', name: 'Workshop', managedBy: 'manual', subscription: undefined };
    const added = [
      line('', '0', { ...manual, invoiceAt: MARCH.to, price: { type: 'flat', amount: '250.00' } }),
      line('', '0', { ...manual, invoiceAt: '2026-03-25T00:00:00Z', price: { type: 'flat', amount: '1.00' } }),
    ].map(({ subscription: _, ...each }) => each);
    const invoices = [...facts.invoices, invoice(added, { status: 'gathering' })];
    expect(openMeterAccount({ ...facts, invoices }).pending_items).to.deep.equal([
      { id: 'line_1', name: 'Workshop', amount: '250.00', discountable: false },
    ]);
    expect(readOpenMeter({ ...facts, invoices }).total).to.equal('352.00');
  });

  it('draws grants before tax, by priority, for the features that they are for', () => {
    const tax = { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } } as const;
    const bound = grant({ id: 'bound', priority: 1, filters: { features: ['calls'] } });
    const credits = [
      { grant: grant({ funding_method: 'invoice' }), opening: '10' },
      { grant: bound, opening: '50' },
      { grant: grant({ id: 'old', status: 'expired' }), opening: '50' },
      { grant: grant({ id: 'else', filters: { features: ['sso'] } }), opening: '50' },
    ];
    const paid = { ...facts, tax, credits };
    // 3.00 of usage by the grant for calls; 10.00 of 99.00; + 20 %.
    expect(readOpenMeter(paid)).to.deep.include({ taxes: ['17.80'], total: '106.80' });
    for (const part of [{ effective_at: '2026-03-05T00:00:00Z' }, { expires_at: '2026-03-30T00:00:00Z' }]) {
      const partial = { ...facts, credits: [{ grant: grant(part), opening: '1' }] };
      expect(() => openMeterAccount(partial)).to.throw(
        Untranslatable,
        'grant: it holds for a part of the current period',
      );
    }
    for (const part of [{ effective_at: APRIL.from, status: 'pending' }, { expires_at: APRIL.from }]) {
      const ending = (filters: OpenMeterCreditGrant['filters']) => ({
        ...facts,
        credits: [{ grant: grant({ ...part, ...(filters ? { filters } : {}) }), opening: '1' }],
      });
      expect(() => openMeterAccount(ending(undefined))).to.throw(
        Untranslatable,
        'grant: whether it pays the fees in advance of what follows is not told',
      );
      expect(openMeterAccount(ending({ features: ['calls'] })).subscription.plan).to.equal('team');
    }
    const reversed = credits.map((each) =>
      each.grant === bound ? { ...each, grant: { ...bound, priority: 11 } } : each,
    );
    expect(() => openMeterAccount({ ...paid, credits: reversed })).to.throw(
      Untranslatable,
      'bound: a credit that is drawn before it pays other charges too',
    );
    const [wide, narrow, ...others] = openMeterAccount(paid).credits;
    expect(others).to.deep.equal([]);
    expect(wide).to.deep.include({ priority: 10, source: 'purchased', applied: 'before_tax' });
    expect(narrow).to.deep.include({ priority: 1, source: 'granted', charges: ['calls'] });
  });

  it('gives the days of UTC, none for those without rows, and no sum of unique ones', () => {
    const rows = [
      { value: 7, windowStart: '2026-03-03T00:00:00Z' },
      { value: 5, windowStart: '2026-03-01T00:00:00Z' },
    ];
    const seriesOf = (aggregation: string) => {
      const usage = { calls: { total: { data: [] }, days: { data: rows } } };
      return openMeterAccount({ ...facts, usage, meters: [{ slug: 'calls_total', aggregation }] }).usage['calls']
        ?.series;
    };
    expect(seriesOf('SUM')).to.deep.equal({ of: 'increments', from: '2026-03-01', values: ['5', '0', '7'] });
    expect(seriesOf('LATEST')).to.deep.equal({ of: 'levels', from: '2026-03-01', values: ['5', null, '7'] });
    expect(seriesOf('UNIQUE_COUNT')).to.equal(undefined);
    const total = { from: MARCH.from, to: '2026-03-20T00:00:00Z', data: [] };
    expect(openMeterAccount({ ...facts, usage: { calls: { total } } }).usage['calls']).to.deep.equal({
      quantity: '0',
      complete_until: '2026-03-20T00:00:00Z',
    });
  });

  it('has past ones, each of the period that it looks back on', () => {
    const february = { from: '2026-02-01T00:00:00Z', to: MARCH.from };
    const usage = line('calls', '4.00', {
      period: february,
      quantity: '40',
      price: { type: 'unit', amount: '0.1' },
      totals: { amount: '4.00', chargesTotal: '1.00' },
    });
    const invoices = [invoice([line('base', '99'), usage], { totals: { total: '104.00' } })];
    expect(openMeterAccount({ ...facts, invoices }).last_invoices).to.deep.equal([
      {
        id: 'INV-1',
        period: { start: february.from, end: february.to },
        total: '104.00',
        lines: [
          { charge: 'base', amount: '99' },
          { charge: 'calls', quantity: '40', amount: '5.00' },
        ],
      },
    ]);
  });

  it('is refused where it would be wrong', () => {
    const within = '2026-03-30T00:00:00Z';
    const billed = line('calls', '1', {
      period: { from: MARCH.from, to: within },
      price: { type: 'unit', amount: '0.1' },
    });
    const edited = line('base', '9', { period: APRIL, managedBy: 'manual' });
    const phases = (...changed: OpenMeterItem[]) => [
      { ...phaseOf(cards), itemTimelines: { ...phaseOf(cards).itemTimelines, changed } },
    ];
    const [ahead, counted] = phaseOf(cards).items;
    const refusals: readonly (readonly [OpenMeterFacts, string])[] = [
      [on({ status: 'scheduled' }), 'sub: its status is "scheduled"'],
      [on({ activeTo: '2026-03-02T00:00:00Z' }), 'sub: it has ended'],
      [on({ currency: 'EUR' }), 'team: it is in EUR'],
      [on({ settlementMode: 'credit_only' }), 'team: it is settled against credits alone'],
      [on({ phases: [] }), 'sub: it has no phase now'],
      [on({ phases: [{ ...phaseOf(cards), discounts: {} }] }), 'default: discounts of a phase'],
      [on({ phases: phases({ ...ahead!, currency: 'credits' }) }), 'base: it is in credits'],
      [on({ alignment: { currentAlignedBillingPeriod: APRIL } }), 'sub: its billing period is another'],
      [on({ activeTo: within, phases: [phaseOf(cards, { activeTo: within })] }), 'sub: it ends within a period'],
      [on({ activeTo: '2026-04-15T00:00:00Z' }), 'sub: it ends within a period'],
      [
        on({
          phases: [phaseOf(cards, { activeTo: APRIL.from }), phaseOf(cards, { key: 'next', activeFrom: APRIL.from })],
        }),
        'next: a phase that begins within what the next invoice is for',
      ],
      [on({ phases: phases({ ...counted!, activeTo: within }) }), 'calls: it begins or ends within'],
      [on({ phases: phases({ ...counted!, activeFrom: within }) }), 'calls: it begins or ends within'],
      [on({ phases: phases({ ...ahead!, activeTo: APRIL.from }) }), 'base: it begins or ends within'],
      [{ ...facts, invoices: [] }, 'base: no invoice given bills its current period'],
      [
        { ...facts, invoices: [...facts.invoices, invoice([billed])] },
        'usage of the current period was billed already',
      ],
      [{ ...facts, invoices: [...facts.invoices, invoice([edited], { status: 'gathering' })] }, 'somebody changed it'],
      [usage({ data: [row(1), row(2)] }), 'calls: several figures for the current period'],
      [usage({ from: '2026-02-01T00:00:00Z', data: [row(1)] }), 'calls: its usage is of another time'],
      [usage({ data: [row(2 ** 60)] }), 'is not an exact decimal'],
    ];
    for (const [account, message] of refusals) {
      expect(() => openMeterAccount(account), message).to.throw(Untranslatable, message);
    }
    expect(openMeterAccount(on({ phases: phases({ ...counted!, activeTo: APRIL.from }) })).usage).to.have.property(
      'calls',
    );
    expect(openMeterAccount(on({ status: 'canceled', activeTo: APRIL.from })).subscription).to.include({
      ends_at: APRIL.from,
    });

    function on(subscription: Partial<OpenMeterSubscription>): OpenMeterFacts {
      return { ...facts, subscription: { ...facts.subscription, ...subscription } };
    }

    function usage(total: OpenMeterFacts['usage'][string]['total']): OpenMeterFacts {
      return { ...facts, usage: { calls: { total } } };
    }
  });
});

function readOpenMeter(facts: OpenMeterFacts) {
  const { catalog, refused } = openMeterCatalog(facts);
  expect(refused).to.deep.equal([]);
  return invoiceOf(catalog, openMeterAccount(facts));
}

function catalogOf(plans: readonly OpenMeterPlan[]) {
  return openMeterCatalog({ ...TERMS, plans });
}

function planOf(rateCards: readonly OpenMeterRateCard[]): OpenMeterPlan {
  return {
    id: 'plan_1',
    key: 'team',
    name: 'Team',
    currency: 'USD',
    billingCadence: 'P1M',
    phases: [{ key: 'default', duration: null, rateCards }],
  };
}

function card(said: Partial<OpenMeterRateCard>): OpenMeterRateCard {
  return {
    key: 'calls',
    name: 'Calls',
    featureKey: 'calls',
    billingCadence: 'P1M',
    price: { type: 'unit', amount: '0.1' },
    ...said,
  };
}

function fee(said: Partial<OpenMeterRateCard>): OpenMeterRateCard {
  return { key: 'base', name: 'Base', billingCadence: 'P1M', price: { type: 'flat', amount: '99' }, ...said };
}

function tiered(mode: 'graduated' | 'volume', tiers: readonly OpenMeterTier[]): OpenMeterPrice {
  return { type: 'tiered', mode, tiers };
}

function tier(upToAmount: string | null, flat: string | null, unit: string | null = null): OpenMeterTier {
  return {
    upToAmount,
    flatPrice: flat === null ? null : { amount: flat },
    unitPrice: unit === null ? null : { amount: unit },
  };
}

function factsOf(
  cards: readonly OpenMeterRateCard[],
  {
    units = 0,
    invoices = [],
    subscription,
  }: { units?: number; invoices?: readonly OpenMeterInvoice[]; subscription?: Partial<OpenMeterSubscription> } = {},
): OpenMeterFacts {
  return {
    ...TERMS,
    revision: 1,
    asOf: '2026-03-28T12:00:00Z',
    plans: [planOf(cards)],
    usage: { calls: { total: { data: units === 0 ? [] : [row(units)] } } },
    entitlements: {},
    invoices,
    credits: [],
    tax: { behavior: 'none' },
    subscription: {
      id: 'sub',
      name: 'Team',
      status: 'active',
      customerId: 'cus',
      plan: { id: 'plan_1', key: 'team' },
      currency: 'USD',
      activeFrom: '2026-01-01T00:00:00Z',
      billingCadence: 'P1M',
      billingAnchor: '2026-01-01T00:00:00Z',
      phases: [phaseOf(cards)],
      ...subscription,
    },
  };
}

function phaseOf(
  cards: readonly OpenMeterRateCard[],
  said: Partial<OpenMeterSubscriptionPhase> = {},
): OpenMeterSubscriptionPhase {
  const activeFrom = said.activeFrom ?? '2026-01-01T00:00:00Z';
  const items = cards.map(({ entitlementTemplate: template, ...each }): OpenMeterItem => {
    const currentUsagePeriod = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
    const entitlement = template && { type: template.type, isSoftLimit: false, currentUsagePeriod };
    return { ...each, id: each.key, activeFrom, ...(entitlement ? { included: { entitlement } } : {}) };
  });
  const itemTimelines = Object.fromEntries(items.map((item) => [item.key, [item]]));
  return { key: 'default', activeFrom, items, itemTimelines, ...said };
}

function row(value: number) {
  return { value, windowStart: '2026-03-01T00:00:00Z' };
}

function invoice(lines: readonly OpenMeterLine[], said: Partial<OpenMeterInvoice> = {}): OpenMeterInvoice {
  return {
    number: 'INV-1',
    type: 'standard',
    status: 'paid',
    currency: 'USD',
    totals: { total: '99' },
    lines,
    ...said,
  };
}

function line(item: string, amount: string, said: Partial<OpenMeterLine> = {}): OpenMeterLine {
  return {
    id: `line:${item}`,
    name: item,
    managedBy: 'subscription',
    period: MARCH,
    invoiceAt: MARCH.from,
    price: { type: 'flat', amount },
    totals: { amount, chargesTotal: '0' },
    subscription: { subscription: { id: 'sub' }, item: { id: item } },
    ...said,
  };
}

function grant(said: Partial<OpenMeterCreditGrant>): OpenMeterCreditGrant {
  return {
    id: 'grant',
    name: 'Credits',
    funding_method: 'none',
    currency: 'USD',
    amount: '100',
    status: 'active',
    ...said,
  };
}
