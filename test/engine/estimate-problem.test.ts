import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withPlan, type Scenario } from '../../src/engine/usage/scenario.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';

const calls = (tiers: readonly object[]) => ({
  id: 'calls',
  name: 'API calls',
  model: 'graduated',
  meter: 'calls',
  tiers,
});

function planOf(charges: readonly object[]) {
  const plan = { id: 'team', name: 'Team', family: 'team', rank: 1, interval: { unit: 'month', count: 1 }, charges };
  return estimate(parseCatalog(exampleCatalog({ plans: [plan] })), parseAccount(exampleAccount()));
}

describe('documentProblems', () => {
  it('tells of one mistake in several places of a list once, and of each mistake', () => {
    const tiers = [
      { up_to: '10', unit_amount: '1', peak: '2' },
      { up_to: '20', unit_amount: '1', peak: '2' },
      { up_to: null, unit_amount: '1', peak: '2', valley: '3' },
    ];
    const paths = planOf([calls(tiers)]).problems.map((problem) => 'path' in problem && problem.path);
    expect(paths).to.deep.equal(['charges.0.tiers.0.peak', 'charges.0.tiers.2.valley']);
  });

  it('says of a plan that nobody knows only that', () => {
    const account = exampleAccount({ subscription: { plan: 'legacy', anchor: '2026-11-01', status: 'active' } });
    const catalog = exampleCatalog({
      plans: [
        { id: 'other', interval: { unit: 'month', count: 1 }, charges: [{ id: 'fee', model: 'flat', amount: '1' }] },
      ],
    });
    const { problems } = estimate(parseCatalog(catalog), parseAccount(account));
    expect(problems).to.deep.equal([{ kind: 'unknown_plan', plan: 'legacy' }]);
  });

  it('tells nothing of another plan in place of one that nobody knows', () => {
    const account = exampleAccount({
      subscription: { plan: 'legacy', anchor: '2026-11-01', status: 'active' },
      usage: { calls: { quantity: '7' } },
    });
    const charges = [{ ...calls([{ up_to: null, unit_amount: '1' }]), included: { quantity: '5' } }];
    const plan = { id: 'other', interval: { unit: 'month', count: 1 }, charges };
    const of = (scenario?: Scenario) => {
      const [meter] = estimate(parseCatalog(exampleCatalog({ plans: [plan] })), parseAccount(account), scenario).meters;
      return [meter!.meter.id, meter!.charged, meter!.included?.toFixed(), meter!.next?.amount.toFixed()];
    };
    expect(of()).to.deep.equal(['calls', false, undefined, undefined]);
    expect(of(withPlan('other')(AS_IS))).to.deep.equal(['calls', true, '5', '1']);
  });

  it('holds no limits of another plan against what is counted on one that nobody knows', () => {
    const account = exampleAccount({
      subscription: { plan: 'legacy', anchor: '2026-11-01', status: 'active' },
      usage: { calls: { quantity: '7' } },
      limits: [{ id: 'own', meter: 'calls', quantity: '9', effect: 'notify' }],
    });
    const limits = [{ id: 'theirs', meter: 'calls', quantity: '5', effect: 'block' }];
    const plan = {
      id: 'other',
      interval: { unit: 'month', count: 1 },
      charges: [calls([{ up_to: null, unit_amount: '1' }])],
      limits,
    };
    const of = (scenario?: Scenario) =>
      estimate(parseCatalog(exampleCatalog({ plans: [plan] })), parseAccount(account), scenario).limits;
    expect(of().map(({ limit, state }) => `${limit.id} ${state}`)).to.deep.equal(['own ok']);
    expect(of(withPlan('other')(AS_IS)).map(({ limit }) => limit.id)).to.deep.equal(['theirs', 'own']);
  });

  describe('names that an account has and the price list has not', () => {
    const subscription = { plan: 'team', anchor: '2026-11-01' };
    const credit = { id: 'credit', unit: 'USD', balance: '1' };
    const discount = { id: 'discount', kind: 'percent', value: '1' };
    const problemsOf = (account: object, catalog: object = {}) =>
      estimate(parseCatalog(exampleCatalog(catalog)), parseAccount(exampleAccount(account))).problems;
    const places: readonly (readonly [string, (meter: string, charge: string) => object])[] = [
      ['add_ons', (_, charge) => ({ subscription: { ...subscription, add_ons: [charge, charge] } })],
      [
        'scheduled',
        (meter) => ({
          subscription: { ...subscription, scheduled: [{ at: '2027-01-01', quantities: { [meter]: '1' } }] },
        }),
      ],
      ['credits', (meter) => ({ credits: [{ ...credit, unit: meter }] })],
      ['credits', (_, charge) => ({ credits: [{ ...credit, charges: [charge] }] })],
      ['discounts', (_, charge) => ({ discounts: [{ ...discount, charges: [charge] }] })],
      ['limits', (meter) => ({ limits: [{ meter, quantity: '1' }] })],
    ];

    for (const [field, accountWith] of places) {
      it(`are told of, once: ${field} ${JSON.stringify(accountWith('meter', 'charge'))}`, () => {
        expect(problemsOf(accountWith('cals', 'cals'))).to.deep.equal([{ kind: 'unknown_name', field, name: 'cals' }]);
        expect(problemsOf(accountWith('calls', 'fee'))).to.deep.equal([]);
      });
    }

    it('leave no total where they are add-ons, whose price nobody knows, and leave it as it is elsewhere', () => {
      const totalOf = (account: object) =>
        estimate(parseCatalog(exampleCatalog()), parseAccount(exampleAccount(account))).invoice.total?.toNumber();
      const total = totalOf({});
      expect(total).to.be.greaterThan(0);
      for (const [field, accountWith] of places)
        expect(totalOf(accountWith('cals', 'cals')), field).to.equal(field === 'add_ons' ? undefined : total);
    });

    it('may be those of a plan that does not tell its own', () => {
      const account = { discounts: [{ ...discount, charges: ['fee_of_old'] }] };
      const wrong = { id: 'old', charges: [{ id: 'fee_of_old', model: 'unheard-of' }] };
      const { plans } = exampleCatalog();
      expect(problemsOf(account, { plans: [...plans, wrong] })).to.deep.equal([]);
      expect(problemsOf({ ...account, subscription: { ...subscription, plan: 'enterprise' } })).to.not.deep.include({
        kind: 'unknown_name',
        field: 'discounts',
        name: 'fee_of_old',
      });
    });

    it('are looked for in a plan written out as well', () => {
      const plan = { id: 'old', charges: [{ id: 'old_fee', model: 'flat', amount: '1', optional: true }] };
      const own = (more: object) =>
        problemsOf({ usage: {}, subscription: { ...subscription, plan: { ...plan, ...more }, add_ons: ['old_fee'] } });
      expect(own({})).to.deep.equal([]);
      expect(own({ limits: [{ meter: 'cals', quantity: '1' }] })).to.deep.equal([
        { kind: 'unknown_name', field: 'limits', name: 'cals' },
      ]);
    });
  });
});
