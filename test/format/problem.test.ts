import { expect } from 'chai';
import { RequestError, type RequestFailure } from '../../src/client/request-error.ts';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { createFormat } from '../../src/format/create-format.ts';
import { describeAge, describeError, describeProblem } from '../../src/format/problem.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';

const english = createFormat('en');
const INTERNAL = describeError(english, new Error('anything'));

describe('describeError', () => {
  const reasons = Object.keys({
    offline: 1,
    network: 1,
    timeout: 1,
    redirected: 1,
    unauthorized: 1,
    forbidden: 1,
    'not-found': 1,
    'rate-limited': 1,
    rejected: 1,
    server: 1,
    'not-json': 1,
    'bad-encoding': 1,
    'too-large': 1,
    'too-deep': 1,
    'bad-url': 1,
    token: 1,
  } satisfies Record<RequestFailure, 1>) as RequestFailure[];

  it('has a sentence of its own for every reason, without a secret', () => {
    const sentences = reasons.map((reason) =>
      describeError(english, new RequestError(reason, 'https://x.test/?key=secret')),
    );
    expect(new Set([...sentences, INTERNAL])).to.have.length(reasons.length + 1);
    for (const sentence of sentences)
      expect(sentence)
        .to.match(/^[A-Z].*\.$/)
        .and.not.to.contain('secret');
  });

  it('names the first place where a document is wrong', () => {
    const refusal = (parse: () => unknown): Error => {
      try {
        parse();
      } catch (error) {
        return error as Error;
      }
      throw new Error('it was accepted');
    };
    const catalog = refusal(() => parseCatalog({ ...exampleCatalog(), currency: 7 }));
    expect(describeError(english, catalog)).to.contain('price list').and.to.contain('currency');
    const account = refusal(() => parseAccount(null));
    expect(describeError(english, account)).to.contain('account').and.not.to.equal(INTERNAL);
  });

  it('says of any other error only that it is ours', () => {
    expect(INTERNAL).not.to.contain('anything');
    expect(describeError(english, Object.assign(new Error('x'), { reason: 'unheard-of' }))).to.equal(INTERNAL);
  });
});

describe('describeAge', () => {
  it('says since when, and why', () => {
    const problem = new RequestError('server', 'https://x.test/');
    expect(describeAge(english, 25 * 60_000, false, problem))
      .to.contain('25 minutes ago')
      .and.to.contain('problem');
    expect(describeAge(english, 25 * 60_000, true, problem))
      .to.contain('offline')
      .and.to.contain('25 minutes ago');
    expect(describeAge(english, 25 * 60_000, false, null)).to.equal('Updated 25 minutes ago.');
  });
});

describe('describeProblem', () => {
  const wordsFor = (catalog: object, account: object) => {
    const result = estimate(parseCatalog(exampleCatalog(catalog)), parseAccount(exampleAccount(account)));
    return result.problems.map((problem) => describeProblem(english, problem, result));
  };

  it('names meters, charges and plans as the price list does', () => {
    expect(wordsFor({}, { usage: { calls: { quantity: '1' } } })).to.deep.equal([
      'Editors: usage is not reported, so it has no price here.',
    ]);
    const scheduled = [{ at: '2026-11-30', plan: 'nowhere' }];
    const subscription = { plan: 'team', anchor: '2026-11-01', scheduled };
    expect(wordsFor({}, { subscription }).join()).to.contain('“nowhere”');
    expect(wordsFor({}, { currency: 'EUR' }).join())
      .to.contain('EUR')
      .and.to.contain('USD');
    expect(
      wordsFor(
        {},
        { usage: { calls: { quantity: '1' }, editors: { quantity: '1' }, faxes: { quantity: '2' } } },
      ).join(),
    ).to.contain('“faxes”');
    expect(wordsFor({}, { credits: [{ id: 'pack', unit: 'faxes', balance: '1' }] })).to.deep.equal([
      'The account names “faxes” (credits), which the price list does not have.',
    ]);
  });

  it('says which quantity is below zero, and of what single amounts are missing', () => {
    const result = estimate(parseCatalog(exampleCatalog()), parseAccount(exampleAccount()));
    const wordsOf = (kind: 'negative' | 'no_events') =>
      describeProblem(english, { kind, meter: 'calls', charge: 'calls', plan: 'team' }, result);
    expect(wordsOf('negative')).to.equal('API calls: the quantity is below zero, which has no price here.');
    expect(wordsOf('no_events')).to.equal('API calls: single amounts are not reported, so it has no price here.');
  });
});
