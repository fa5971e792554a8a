import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate } from '../../src/engine/estimate.ts';
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
});
