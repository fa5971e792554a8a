import { expect } from 'chai';
import * as z from 'zod';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { contractSchemas, type JsonSchema } from '../tools/json-schemas.ts';
import { readReference } from '../tools/reference.ts';
import { issuesOf } from './refusal.ts';
import { loadExamples, loadReference } from './load-docs.ts';

const markdown = await loadReference();
const examples = await loadExamples();
const { catalog, account, contradictions } = contractSchemas(readReference(markdown));

// zod's own reader of JSON Schema: what comes back validates as the schema says, not as the parser does.
const validator = (schema: JsonSchema) => {
  const read = z.fromJSONSchema(schema);
  return (document: unknown): boolean => read.safeParse(document).success;
};
const isCatalog = validator(catalog);
const isAccount = validator(account);

describe('the JSON Schemas', () => {
  it('say what the reference says, field by field', () => {
    expect(contradictions).to.deep.equal([]);
  });

  it('would contradict a reference with another default, another choice, a field too many or too few', () => {
    const edit = (from: string | RegExp, to: string) => {
      const edited = markdown.replace(from, to);
      expect(edited).not.to.equal(markdown);
      return contractSchemas(readReference(edited)).contradictions;
    };
    expect(edit('`"half_away"`', '`"half_even"`')).to.deep.equal(['Rounding.mode has the default "half_away"']);
    expect(edit('`count`, `seats`, `money`', '`count`, `money`')).to.deep.equal([
      'Meter.kind may be count, seats, money',
    ]);
    expect(edit('`free_events`', '`gratis`')).to.have.members([
      'Charge or Charge per event has no row for free_events',
      'Charge per event has a row for gratis, the parser has not',
    ]);
    expect(edit(/(\| `time_zone` .*?)\*\*needed\*\*/, '$1`null`')).to.deep.equal([
      'Account.time_zone is needed',
      'Account.time_zone has the default undefined',
    ]);
  });

  it('describe every field', () => {
    const undescribed = JSON.stringify(catalog).match(/"description":""/g);
    expect(undescribed).to.equal(null);
    expect(JSON.stringify(account)).to.contain("Where the customer's days begin");
  });

  for (const { name, catalog: rawCatalog, account: rawAccount } of examples) {
    it(`accept the documents of ${name}`, () => {
      expect([isCatalog(rawCatalog), isAccount(rawAccount)]).to.deep.equal([true, true]);
    });
  }

  const good = examples.find(({ name }) => name === 'graduated') as { catalog: object; account: object };
  const charge = (more: object) => ({
    ...good.catalog,
    plans: [{ id: 'p', charges: [{ id: 'c', model: 'flat', amount: '1', ...more }] }],
  });

  for (const [why, document] of [
    ['another version', { ...good.catalog, version: 2 }],
    ['no currency', { ...good.catalog, currency: undefined }],
    ['no plans', { ...good.catalog, plans: [] }],
    ['51 plans', { ...good.catalog, plans: Array.from({ length: 51 }, (_, index) => ({ id: `p${index}` })) }],
    ['a plan by number', { ...good.catalog, plans: [7] }],
    ['an unknown model', charge({ model: 'magic' })],
    ['an amount by number', charge({ amount: 1 })],
    ['an unknown field in a charge', charge({ fee: '1' })],
    [
      'a package of 0',
      charge({ model: 'per_unit', meter: 'm', amount: undefined, unit_amount: '1', package: { size: '0' } }),
    ],
    ['a next catalog that is none', { ...good.catalog, next: { version: 1 } }],
  ] as const) {
    it(`refuse a catalog with ${why}, as the parser does`, () => {
      const wire = JSON.parse(JSON.stringify(document)) as unknown;
      expect(isCatalog(wire)).to.equal(false);
      const refused = issuesOf(() => parseCatalog(wire)).length > 0;
      expect(refused || parseCatalog(wire).plans.some(({ problems }) => problems.length > 0)).to.equal(true);
    });
  }

  for (const [why, more] of [
    ['half a revision', { revision: 1.5 }],
    ['an instant in words', { as_of: 'now' }],
    ['no subscription', { subscription: null }],
    ['a subscription to nothing', { subscription: { anchor: '2026-01-01' } }],
    ['usage by number', { usage: { calls: { quantity: 5 } } }],
    ['an unknown field in a credit', { credits: [{ id: 'c', unit: 'USD', balance: '1', fee: '1' }] }],
    ['an unknown kind of tax', { tax: { behavior: 'maybe' } }],
  ] as const) {
    it(`refuse an account with ${why}, as the parser does`, () => {
      const wire = { ...good.account, ...more };
      expect(isAccount(wire)).to.equal(false);
      expect(issuesOf(() => parseAccount(wire))).not.to.be.empty;
    });
  }

  it('let fields that start with x_ be inside a charge', () => {
    expect(isCatalog(charge({ x_sku: 7 }))).to.equal(true);
  });
});
