import { expect } from 'chai';
import { parseInline } from '../../src/contract/index.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { issuesOf } from './refusal.ts';

describe('parseInline', () => {
  it('reads both documents of a script element, or either', () => {
    const [catalog, account] = [exampleCatalog(), exampleAccount()];
    const both = parseInline(JSON.stringify({ catalog, account }));
    expect([both.catalog?.currency, both.account?.revision]).to.deep.equal(['USD', 1]);
    expect(parseInline(JSON.stringify({ catalog })).account).to.equal(null);
    expect(parseInline(JSON.stringify({ catalog: null, account })).catalog).to.equal(null);
    expect(parseInline('{}')).to.deep.equal({ catalog: null, account: null });
  });

  for (const [text, message] of [
    ['', 'is not JSON'],
    ['{"catalog": ', 'is not JSON'],
    ['[]', 'must be an object'],
    ['7', 'must be an object'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(issuesOf(() => parseInline(text))).to.deep.equal([{ path: '', message }]);
    });
  }

  it('refuses what either document is refused for', () => {
    expect(issuesOf(() => parseInline(JSON.stringify({ catalog: exampleCatalog({ version: 3 }) })))).to.deep.equal([
      { path: 'version', message: 'must be 1' },
    ]);
  });
});
