import { expect } from 'chai';
import { parseCatalog } from '../../src/contract/index.ts';
import { catalogWith } from './refusal.ts';

describe('warnOnce', () => {
  it('tells the console of a link that was left out, once however often the document is read', () => {
    const said: unknown[] = [];
    const { warn } = console;
    console.warn = (...words: unknown[]) => said.push(...words);
    try {
      for (let time = 0; time < 3; time += 1) parseCatalog({ ...catalogWith({}), contact: 'javascript:alert(1)' });
    } finally {
      console.warn = warn;
    }
    expect(said).to.deep.equal(['plainbill: contact is no http(s), mailto or same-site address: the link is left out']);
  });
});
