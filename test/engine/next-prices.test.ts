import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Plan } from '../../src/engine/facts/catalog.ts';
import type { PlanEstimate } from '../../src/engine/estimate/estimate.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withQuantity } from '../../src/engine/usage/scenario.ts';
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
