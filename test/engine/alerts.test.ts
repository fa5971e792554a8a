import { expect } from 'chai';
import type { Alert, HighUsageAlert, LimitAlert, UnusualDayAlert } from '../../src/engine/estimate/alerts.ts';
import { alerts, unusualUsage } from '../../src/engine/estimate/alerts.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withQuantity, type Scenario } from '../../src/engine/usage/scenario.ts';
import { documents, usualDays, type Documents } from '../support/forecast-documents.ts';

const usual = { usage: { calls: { values: usualDays(70) } }, elapsed: 10 } satisfies Documents;
const counted = usualDays(70)
  .slice(-10)
  .reduce((sum, value) => sum + value, 0);

function alertsOf(given: Documents): Alert[] {
  const { catalog, account } = documents(given);
  return alerts(catalog, account);
}

function onLimit(limit: object): LimitAlert[] {
  return alertsOf({ ...usual, account: { limits: [{ id: 'l', ...limit }] } }) as LimitAlert[];
}

describe('alerts', () => {
  it('has nothing to say of a usual month', () => {
    expect(alertsOf(usual)).to.deep.equal([]);
  });

  const cases: readonly (readonly [string, object, readonly string[]])[] = [
    ['far from a limit', { meter: 'calls', quantity: '50000' }, []],
    ['a limit that is probably reached', { meter: 'calls', quantity: '2000' }, ['acme/2024-03-01/l/2000/forecast']],
    [
      'a threshold in per cent that is passed',
      { meter: 'calls', quantity: '50000', thresholds_pct: ['1', '80'] },
      ['acme/2024-03-01/l/500/fact'],
    ],
    [
      'a threshold in units that is passed',
      { meter: 'calls', quantity: '50000', thresholds: ['700', '45000'] },
      ['acme/2024-03-01/l/700/fact'],
    ],
    [
      'the highest of several',
      { meter: 'calls', quantity: '1200', thresholds_pct: ['50', '80'] },
      ['acme/2024-03-01/l/960/fact', 'acme/2024-03-01/l/1200/forecast'],
    ],
    [
      'a threshold beyond a limit that only notifies',
      { meter: 'calls', quantity: '500', thresholds_pct: ['80', '100', '150'], thresholds: ['90000'] },
      ['acme/2024-03-01/l/750/fact'],
    ],
    ['a limit that is reached', { meter: 'calls', quantity: '500' }, ['acme/2024-03-01/l/500/fact']],
    [
      'a budget, by fact and by forecast',
      { on: 'invoice', amount: '120', thresholds_pct: ['80'] },
      ['acme/2024-03-01/l/96/fact', 'acme/2024-03-01/l/120/forecast'],
    ],
    ['a budget that stops', { on: 'invoice', amount: '150', effect: 'block' }, ['acme/2024-03-01/l/150/forecast']],
    ['a threshold in money', { on: 'invoice', amount: '900', thresholds: ['60'] }, ['acme/2024-03-01/l/60/fact']],
    [
      'a consent that moves the bound',
      { meter: 'calls', quantity: '500', consent: { quantity: '90000', until: '2024-04-01' } },
      [],
    ],
    [
      'a consent that has ended',
      { meter: 'calls', quantity: '500', consent: { quantity: '90000', until: '2024-03-05' } },
      ['acme/2024-03-01/l/500/fact'],
    ],
  ];
  for (const [name, limit, ids] of cases) {
    it(`tells of ${name}`, () => {
      expect(onLimit({ thresholds_pct: [], ...limit }).map(({ id }) => id)).to.deep.equal(ids);
    });
  }

  it('tells of a limit of none only who has used some', () => {
    const meters = [{ id: 'calls' }, { id: 'exports', aggregation: 'last' }];
    const limits = [{ id: 'none', meter: 'exports', quantity: '0', effect: 'block' }];
    const ids = (quantity: number) =>
      alertsOf({
        ...usual,
        meters,
        plan: { limits },
        usage: { ...usual.usage, exports: { values: [], quantity } },
      }).map(({ id }) => id);
    expect(ids(0)).to.deep.equal([]);
    expect(ids(1)).to.deep.equal(['acme/2024-03-01/none/0/fact']);
  });

  it('says of a limit what a mail needs', () => {
    const [alert] = onLimit({ meter: 'calls', quantity: '2000', effect: 'block', thresholds_pct: [] });
    const { catalog, account } = documents({
      ...usual,
      account: { limits: [{ id: 'l', meter: 'calls', quantity: '2000', effect: 'block' }] },
    });
    const { invoice } = estimate(catalog, account);
    expect(alert).to.include({ kind: 'limit', by: 'forecast', isBound: true, currency: 'EUR' });
    expect(alert!.meter!.id).to.equal('calls');
    expect(alert!.used.toNumber()).to.equal(counted);
    expect(alert!.expected!.gt(2000)).to.equal(true);
    expect(alert!.notServed!.eq(alert!.expected!.minus(2000))).to.equal(true);
    expect(alert!.chance).to.be.greaterThan(0.9);
    expect(alert!.reached!.from).to.be.at.most(alert!.reached!.likely);
    expect(alert!.total!.eq(invoice.total!)).to.equal(true);
    expect(alert!.total!.toNumber()).to.equal(200);
  });

  it('expects of an invoice what its page and its mail do, the mean of its futures', () => {
    const charges = [
      { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '1', included: { quantity: '2700' } },
    ];
    const limits = [
      { id: 'calls', meter: 'calls', quantity: '2000' },
      { id: 'budget', on: 'invoice', amount: '20' },
    ];
    const { catalog, account } = documents({ ...usual, charges, account: { limits } });
    const { forecast, invoice } = estimate(catalog, account);
    const mean = forecast!.mean.toFixed(2);
    expect(invoice.total!.toFixed(2)).not.to.equal(mean);
    const [onCalls, onInvoice] = alerts(catalog, account) as LimitAlert[];
    expect([onCalls!.total!.toFixed(2), onInvoice!.total!.toFixed(2)]).to.deep.equal([mean, mean]);
    expect(onInvoice!.expected!.toFixed(2)).to.equal(mean);
  });

  it('says the same of the same facts, and new things of a new period', () => {
    const limit = { account: { limits: [{ id: 'l', meter: 'calls', quantity: '500' }] } };
    const ids = (more: object): string[] => alertsOf({ ...usual, ...limit, ...more }).map(({ id }) => id);
    expect(ids({})).to.deep.equal(ids({ usage: { calls: { values: usualDays(70), quantity: counted + 1 } } }));
    expect(ids({})).not.to.deep.equal(ids({ elapsed: 40 }));
  });

  it('tells of an unusual day with what it cost on the invoice to come', () => {
    const values = [...usualDays(69), 1500];
    const [alert, ...more] = alertsOf({ ...usual, usage: { calls: { values } } }).filter(
      ({ kind }) => kind === 'unusual_day',
    ) as UnusualDayAlert[];
    expect(more).to.deep.equal([]);
    expect(alert!.id).to.equal('acme/2024-03-10/unusual/calls');
    expect(alert!.value).to.equal(1500);
    expect(alert!.cost!.toNumber()).to.be.closeTo((1500 - alert!.usual) * 0.1, 0.06);
  });

  it('tells a page the same, whatever is tried out when it asks first', () => {
    const values = [...usualDays(69), 1500];
    const edits = [(scenario: Scenario) => scenario, withQuantity('calls', new Decimal('9'), 'exactly')];
    const told = edits.map((edit) => {
      const { catalog, account } = documents({ ...usual, usage: { calls: { values } } });
      return unusualUsage(estimate(catalog, account, edit(AS_IS)), account).map(({ id, total }) => `${id} ${total}`);
    });
    expect(told[0]).to.deep.equal(
      alertsOf({ ...usual, usage: { calls: { values } } }).map(({ id, total }) => `${id} ${total}`),
    );
    expect(told[1]).to.deep.equal(told[0]);
  });

  it('costs an unusual day what it takes from an allowance that will be used up', () => {
    const values = [...usualDays(69), 1500];
    const charge = (quantity: string) => [
      { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10', included: { quantity } },
    ];
    const cost = (quantity: string) =>
      (
        alertsOf({ ...usual, usage: { calls: { values } }, charges: charge(quantity) }).find(
          ({ kind }) => kind === 'unusual_day',
        ) as UnusualDayAlert
      ).cost!.toNumber();
    // Not used up as yet, but it will be.
    expect(cost('2500')).to.be.greaterThan(100);
    expect(cost('90000')).to.equal(0);
  });

  it('gives an unusual day a cost only where the days of a period add up', () => {
    const values = [...usualDays(69), 1500];
    const costOf = (aggregation: string) =>
      (
        alertsOf({ usage: { calls: { values } }, elapsed: 10, meters: [{ id: 'calls', aggregation }] }).find(
          ({ kind }) => kind === 'unusual_day',
        ) as UnusualDayAlert
      ).cost;
    for (const aggregation of ['sum', 'unique']) expect(costOf(aggregation)!.toNumber()).to.be.closeTo(139, 5);
    for (const aggregation of ['average', 'last', 'max']) expect(costOf(aggregation)).to.equal(null);
  });

  it('costs no more than a budget that stops lets through', () => {
    const values = [...usualDays(69), 1500];
    const cost = (amount: string) =>
      (
        alertsOf({
          usage: { calls: { values } },
          elapsed: 10,
          account: { limits: [{ on: 'invoice', amount, effect: 'block' }] },
        }).find(({ kind }) => kind === 'unusual_day') as UnusualDayAlert
      ).cost!.toNumber();
    expect(cost('900')).to.be.closeTo(139, 5);
    // Both with and without that day the budget is used up.
    expect(cost('240')).to.be.closeTo(0, 0.2);
  });

  it('keeps the id of an unusual day when the next period begins, and costs it nothing there', () => {
    const values = [...usualDays(69), 1500];
    const told = (elapsed: number) =>
      alertsOf({ usage: { calls: { values } }, elapsed }).find(({ kind }) => kind === 'unusual_day') as UnusualDayAlert;
    const before = told(29);
    expect(before.id).to.equal('acme/2024-03-29/unusual/calls');
    expect(before.cost).not.to.equal(null);
    const after = told(0);
    expect(after.id).to.equal('acme/2024-02-29/unusual/calls');
    expect(after.cost).to.equal(null);
  });

  it('tells of high usage with what it costs', () => {
    const values = [...usualDays(60), ...usualDays(15).map((value) => value * 3)];
    const [alert] = alertsOf({ usage: { calls: { values } }, elapsed: 15 }).filter(
      ({ kind }) => kind === 'high_usage',
    ) as HighUsageAlert[];
    expect(alert!.id).to.equal('acme/2024-03-01/high/calls');
    expect(alert!.expected.div(alert!.former).toNumber()).to.be.within(2.2, 3.5);
    expect(alert!.cost!.toNumber()).to.be.closeTo(alert!.expected.minus(alert!.former).toNumber() * 0.1, 0.02);
  });

  it('does not tell of high usage where a limit stops it before', () => {
    const values = [...usualDays(60), ...usualDays(10).map((value) => value * 3)];
    const kinds = (quantity: string, effect: string) =>
      alertsOf({
        usage: { calls: { values } },
        elapsed: 10,
        account: { limits: [{ meter: 'calls', quantity, effect, thresholds_pct: [] }] },
      }).map(({ kind }) => kind);
    expect(kinds('4000', 'block')).to.deep.equal(['limit']);
    expect(kinds('4000', 'notify')).to.deep.equal(['limit', 'high_usage']);
    expect(kinds('5000', 'block')).to.deep.equal(['limit', 'high_usage']);
  });

  it('tells no cost where the invoice has no price: in another currency, on a plan without one, with an unknown add-on', () => {
    const values = [...usualDays(60), ...usualDays(15).map((value) => value * 3)];
    const subscription = { plan: 'own', anchor: '2024-03-01' };
    const costOf = (more: object) =>
      alertsOf({ usage: { calls: { values } }, elapsed: 15, ...more }).map((alert) => 'cost' in alert && alert.cost);
    expect(costOf({})).to.have.length(1).and.not.to.include(null);
    for (const more of [
      { account: { currency: 'USD' } },
      { plan: { contact: true } },
      { plan: { minimum_amount: 'much' } },
      { account: { subscription: { ...subscription, scheduled: [{ at: '2024-03-20', plan: 'elsewhere' }] } } },
      { account: { subscription: { ...subscription, add_ons: ['elsewhere'] } } },
    ])
      expect(costOf(more), JSON.stringify(more)).to.deep.equal([null]);
  });

  it('does not take missing days for low usage', () => {
    const late = usualDays(70).map((value, day) => (day >= 32 && day < 58 ? null : value));
    expect(alertsOf({ ...usual, usage: { calls: { values: late } } })).to.deep.equal([]);
  });
});
