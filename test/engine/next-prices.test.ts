import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Plan } from '../../src/engine/facts/catalog.ts';
import type { PlanEstimate } from '../../src/engine/estimate/estimate.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withAddOn, withQuantity } from '../../src/engine/usage/scenario.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';

type Json = Readonly<Record<string, unknown>>;

/** By the last instant of the period nothing more is expected: 8,000 calls and 5 editors. Team is 240.00. */
const customer = (more: Json = {}) => exampleAccount({ as_of: '2026-11-30T22:59:59Z', ...more });
const charges = (fee: string, perCall: string, perEditor = '12') => [
  { id: 'fee', name: 'Platform fee', model: 'flat', amount: fee },
  { id: 'calls', name: 'API calls', model: 'per_unit', meter: 'calls', unit_amount: perCall },
  { id: 'editors', name: 'Editors', model: 'per_unit', meter: 'editors', unit_amount: perEditor },
];
const team = (more: Json = {}) => ({ id: 'team', name: 'Team', charges: charges('110', '0.01'), ...more });

function ownPlan(next: Json, account: Json = customer(), more: Json = {}, scenario = AS_IS): PlanEstimate {
  const following = { ...exampleCatalog(), plans: [team()], effective_from: '2027-01-01', ...next };
  const catalog = parseCatalog({ ...exampleCatalog(more), next: following });
  const { plans, plan } = estimate(catalog, parseAccount(account), scenario);
  return plans.find((one) => one.plan === plan)!;
}
const nextCost = (...facts: Parameters<typeof ownPlan>) => ownPlan(...facts).next?.cost?.toFixed(2) ?? null;

/** The next invoice of a customer whose fee for November is billed: usage in arrears of that month, the fee of the next one. */
function nextLines(next: Json, { account = {}, today = {}, scenario = AS_IS }: NextFacts = {}) {
  const following = { ...exampleCatalog(), plans: [team()], effective_from: '2026-12-01', ...next };
  const catalog = parseCatalog({ ...exampleCatalog(today), next: following });
  const { invoice } = estimate(catalog, parseAccount(customer({ billed: [NOVEMBER], ...account })), scenario);
  const lines = invoice.lines.map(({ id, amount }) => `${id} ${amount?.toFixed(2)}`);
  return [...lines, invoice.total?.toFixed(2)].join(', ');
}
interface NextFacts {
  readonly account?: Json;
  readonly today?: Json;
  readonly scenario?: typeof AS_IS;
}
const NOVEMBER = { charge: 'fee', amount: '100', period: { start: '2026-11-01', end: '2026-12-01' } };

describe('a plan in the price list that follows', () => {
  it('is priced at the same quantities, for a full period', () => {
    expect(ownPlan({}).cost?.toFixed(2)).to.equal('240.00');
    expect(nextCost({})).to.equal('250.00');
  });

  it('is priced at what is tried out', () => {
    expect(nextCost({}, customer(), {}, withQuantity('calls', '10000', 'exactly')(AS_IS))).to.equal('270.00');
  });

  it('keeps the customer’s own discounts, as long as they do not end', () => {
    const discount = { id: 'friend', name: 'Friend', kind: 'percent', value: '10', scope: 'invoice' };
    expect(nextCost({}, customer({ discounts: [discount] }))).to.equal('225.00');
    expect(nextCost({}, customer({ discounts: [{ ...discount, ends_at: '2027-06-01' }] }))).to.equal('250.00');
  });

  it('is held against the customer’s own commitment in place of each plan’s, for as long as the plan’s interval is', () => {
    const plans = [
      team({ commitment: { amount: '270' } }),
      { ...team({ interval: { unit: 'year', count: 1 } }), id: 'yearly', rank: 2 },
    ];
    const costs = (commitment: Json | null) => {
      const catalog = parseCatalog(exampleCatalog({ plans }));
      return estimate(catalog, parseAccount(customer({ commitment }))).plans.map(({ cost }) => cost?.toFixed(2));
    };
    // A year: 110, 960 for calls and 60 for editors.
    expect(costs(null)).to.deep.equal(['270.00', '1130.00']);
    expect(costs({ amount: '255' })).to.deep.equal(['255.00', '3060.00']);
    expect(costs({ amount: '3', period: { start: '2026-01-01', end: '2027-01-01' } })).to.deep.equal([
      '250.00',
      '1130.00',
    ]);
    expect(nextCost({}, customer({ commitment: { amount: '300' } }))).to.equal('300.00');
  });

  it('counts a pool by the weights of its own list', () => {
    const pool = (weight: string) => [
      ...exampleCatalog().meters,
      { id: 'pool', sum_of: [{ meter: 'calls', multiply_by: weight }, { meter: 'editors' }] },
    ];
    const perPoint = { id: 'pool', name: 'Points', model: 'per_unit', meter: 'pool', unit_amount: '0.01' };
    const plans = [team({ charges: [perPoint] })];
    const one = ownPlan({ meters: pool('3'), plans }, customer(), { meters: pool('2'), plans });
    expect(one.cost?.toFixed(2)).to.equal('160.05');
    expect(one.next?.cost?.toFixed(2)).to.equal('240.05');
  });

  it('is none where the list that follows has no such plan, or another currency', () => {
    expect(nextCost({ plans: [team({ id: 'other' })] })).to.equal(null);
    expect(nextCost({ currency: 'EUR' })).to.equal(null);
  });

  it('is none where it has no price for this usage, or would stop it', () => {
    expect(nextCost({ plans: [team({ contact: true })] })).to.equal(null);
    expect(nextCost({ plans: [team({ charges: [{ id: 'x', model: 'no such model' }] })] })).to.equal(null);
    const other = { ...team(), id: 'other' };
    expect(nextCost({ plans: [team({ charges: charges('110', '0.01').slice(0, 2) }), other] })).to.equal(null);
    const limits = [{ id: 'l', meter: 'calls', quantity: '7999', effect: 'block' }];
    expect(nextCost({ plans: [team({ limits })] })).to.equal(null);
    expect(nextCost({ plans: [team({ limits: [{ ...limits[0], quantity: '8000' }] })] })).to.equal('250.00');
  });

  it('is none where it no longer has an add-on that is taken: nobody knows whether that goes on', () => {
    const addOn = (amount: string) => ({ id: 'support', name: 'Support', model: 'flat', amount, optional: true });
    const subscription = { plan: 'team', anchor: '2026-11-01', add_ons: ['support'] };
    const today = { plans: [team({ charges: [...charges('100', '0.01'), addOn('20')] })] };
    const following = (...more: readonly Json[]) => ({
      plans: [team({ charges: [...charges('110', '0.01'), ...more] })],
    });
    expect(nextCost(following(addOn('25')), customer({ subscription }), today)).to.equal('275.00');
    expect(nextCost(following(), customer({ subscription }), today)).to.equal(null);
    expect(nextCost(following(), customer(), today)).to.equal('250.00');
  });

  it('is none of a plan that is in no list today', () => {
    const subscription = { plan: { ...team(), charges: charges('90', '0.01') }, anchor: '2026-11-01' };
    expect(ownPlan({}, customer({ subscription })).cost?.toFixed(2)).to.equal('230.00');
    expect(nextCost({}, customer({ subscription }))).to.equal(null);
  });

  it('is none where no list follows', () => {
    const { plans } = estimate(parseCatalog(exampleCatalog()), parseAccount(customer()));
    expect(plans.map(({ next }) => next)).to.deep.equal([null, null, null]);
  });

  it('ends there: it has no next itself, is nobody’s own, and nothing is due for it', () => {
    const { next } = ownPlan({});
    expect([next?.next, next?.switchNow, next?.range, next?.cheapestShare]).to.deep.equal([null, null, null, null]);
    expect((next?.plan as Plan).id).to.equal('team');
  });
});

describe('the next invoice, where a price list follows', () => {
  const more = { plans: [team({ charges: charges('110', '0.02') })] };

  it('has what is charged in advance at the prices that hold then, and usage at those it was made at', () => {
    expect(nextLines(more)).to.equal('fee 110.00, calls 80.00, editors 60.00, 250.00');
    expect(nextLines({ ...more, effective_from: '2026-11-20' })).to.equal(nextLines(more));
    expect(nextLines({ ...more, effective_from: '2026-12-02' })).to.equal(
      'fee 100.00, calls 80.00, editors 60.00, 240.00',
    );
  });

  it('goes by the customer’s days, as the day is told', () => {
    for (const zone of ['Pacific/Auckland', 'Europe/Paris', 'America/Los_Angeles']) {
      const account = { time_zone: zone, as_of: '2026-11-30T09:00:00Z' };
      const fee = (from: string) => nextLines({ ...more, effective_from: from }, { account }).split(',')[0];
      expect([fee('2026-12-01T10:00:00Z'), fee('2026-12-02T10:00:00Z')], zone).to.deep.equal([
        'fee 110.00',
        'fee 100.00',
      ]);
    }
  });

  it('has a fee that nobody has billed yet as it is today', () => {
    expect(nextLines(more, { account: { billed: [] } })).to.equal('fee 100.00, calls 80.00, editors 60.00, 240.00');
    const two = (fee: string) => [...charges(fee, '0.01'), { id: 'support', model: 'flat', amount: fee }];
    const today = { plans: [team({ charges: two('100') })] };
    expect(nextLines({ plans: [team({ charges: two('110') })] }, { today })).to.equal(
      'fee 110.00, calls 80.00, editors 60.00, support 100.00, 350.00',
    );
  });

  it('has a fee of another interval in its own month only', () => {
    const yearly = (amount: string) => [
      ...charges('110', '0.01'),
      { id: 'domain', model: 'flat', amount, interval: { unit: 'year' } },
    ];
    const today = { plans: [team({ charges: yearly('30') })] };
    const year = { charge: 'domain', amount: '30', period: { start: '2026-11-01', end: '2027-11-01' } };
    const account = { billed: [NOVEMBER, year] };
    expect(nextLines({ plans: [team({ charges: yearly('36') })] }, { account, today })).to.equal(
      'fee 110.00, calls 80.00, editors 60.00, 250.00',
    );
  });

  it('is settled with today’s discounts, once', () => {
    const less = (value: string) => ({
      discounts: [{ id: 'volume', name: 'Volume', kind: 'fixed', value, scope: 'invoice' }],
    });
    const today = { plans: [team({ charges: charges('100', '0.01'), ...less('20') })] };
    expect(nextLines({ plans: [team(less('30'))] }, { today })).to.equal(
      'fee 110.00, calls 80.00, editors 60.00, volume -20.00, 230.00',
    );
  });

  it('has the fee of a plan that is booked as the list has it that holds then', () => {
    const subscription = { plan: 'team', anchor: '2026-11-01', scheduled: [{ at: '2026-12-01', plan: 'starter' }] };
    const starter = { ...team({ charges: charges('15', '0.01') }), id: 'starter', rank: 0 };
    expect(nextLines({ plans: [starter, team()] }, { account: { subscription } })).to.equal(
      'fee 15.00, calls 80.00, editors 60.00, 155.00',
    );
  });

  it('has today’s fee where the list that follows has no price for it, and where the plan is in no list', () => {
    const kept = 'fee 100.00, calls 80.00, editors 60.00, 240.00';
    expect(nextLines({ plans: [team({ id: 'other' })] })).to.equal(kept);
    expect(nextLines({ plans: [team({ contact: true })] })).to.equal(kept);
    expect(nextLines({ ...more, currency: 'EUR' })).to.equal(kept);
    const subscription = { plan: team({ charges: charges('100', '0.01') }), anchor: '2026-11-01' };
    expect(nextLines(more, { account: { subscription } })).to.equal(kept);
    const addOn = { id: 'support', name: 'Support', model: 'flat', amount: '20', optional: true };
    const today = { plans: [team({ charges: [...charges('100', '0.01'), addOn] })] };
    const taken = { plan: 'team', anchor: '2026-11-01', add_ons: ['support'] };
    const billed = [NOVEMBER, { ...NOVEMBER, charge: 'support', amount: '20' }];
    expect(nextLines(more, { account: { subscription: taken, billed }, today })).to.equal(
      'fee 100.00, calls 80.00, editors 60.00, support 20.00, 260.00',
    );
    expect(nextLines(more, { today, scenario: withAddOn('support', false)(AS_IS) })).to.equal(
      'fee 110.00, calls 80.00, editors 60.00, 250.00',
    );
  });
});

describe('a period that begins once the prices hold that were announced', () => {
  const DECEMBER = { as_of: '2026-12-10T09:00:00Z', billed: [] };
  const ESPECIALLY = { id: 'especially', name: 'Especially', charges: charges('90', '0.01') };
  function at(next: Json, account: Json = {}) {
    const following = { ...exampleCatalog(), plans: [team()], effective_from: '2026-12-01', ...next };
    const catalog = parseCatalog({ ...exampleCatalog(), next: following });
    const { catalog: list, invoice } = estimate(catalog, parseAccount(customer({ ...DECEMBER, ...account })));
    return [list === catalog ? 'today' : 'next', invoice.lines[0]?.amount?.toFixed(2)].join(' ');
  }

  it('is priced by them, whoever still sends the former list', () => {
    expect(at({})).to.equal('next 110.00');
    expect(at({ effective_from: '2026-11-20' })).to.equal('next 110.00');
    expect(at({ effective_from: '2026-12-02' })).to.equal('today 100.00');
    const later = { subscription: { plan: 'team', anchor: '2026-11-02' } };
    expect(at({ effective_from: '2026-12-02' }, later)).to.equal('next 110.00');
    expect(at({ effective_from: '2026-12-03' }, later)).to.equal('today 100.00');
  });

  it('goes by the customer’s days', () => {
    const inAuckland = { time_zone: 'Pacific/Auckland' };
    expect(at({ effective_from: '2026-12-01T10:00:00Z' }, inAuckland)).to.equal('next 110.00');
    expect(at({ effective_from: '2026-12-01T11:00:00Z' }, inAuckland)).to.equal('today 100.00');
  });

  it('has no more news of them', () => {
    const following = { ...exampleCatalog(), plans: [team()], effective_from: '2026-12-01' };
    const catalog = parseCatalog({ ...exampleCatalog(), next: following });
    const { catalog: list, plans } = estimate(catalog, parseAccount(customer(DECEMBER)));
    expect([list.next, ...plans.map(({ next }) => next)]).to.deep.equal([null, null]);
  });

  it('keeps the list that knows the account’s plan and currency', () => {
    expect(at({ plans: [ESPECIALLY] })).to.equal('today 100.00');
    expect(at({ currency: 'EUR' })).to.equal('today 100.00');
    const written = { subscription: { plan: team({ charges: charges('70', '0.01') }), anchor: '2026-11-01' } };
    expect(at({}, written)).to.equal('next 70.00');
    const ofNext = { subscription: { plan: 'especially', anchor: '2026-11-01' } };
    expect(at({ plans: [ESPECIALLY] }, ofNext)).to.equal('next 90.00');
    expect(at({ plans: [ESPECIALLY], effective_from: '2026-12-11' }, ofNext)).to.match(/^today/);
  });
});
