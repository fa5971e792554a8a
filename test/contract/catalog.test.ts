import { expect } from 'chai';
import { type ContractIssue, ContractError, parseCatalog } from '../../src/contract/index.ts';
import type { Catalog } from '../../src/engine/facts/catalog.ts';
import { issuesOf } from './refusal.ts';

const GOOD = {
  version: 1,
  currency: 'EUR',
  meters: [{ id: 'calls' }, { id: 'images' }],
  plans: [{ id: 'free' }],
};

/** What refuses the whole document: why it is here, the fields, path, message. */
const REFUSALS: readonly [string, object, string, string][] = [
  ['another version', { version: 2 }, 'version', 'must be 1'],
  ['a version as text', { version: '1' }, 'version', 'must be 1'],
  ['no currency', { currency: undefined }, 'currency', 'is missing'],
  ['a currency that is no code', { currency: 'euro' }, 'currency', 'must be an ISO 4217 code such as EUR'],
  ['no plans', { plans: undefined }, 'plans', 'is missing'],
  ['plans that are no list', { plans: {} }, 'plans', 'must be a list'],
  ['an empty list of plans', { plans: [] }, 'plans', 'must not be empty'],
  [
    'over 50 plans',
    { plans: Array.from({ length: 51 }, (_, index) => ({ id: `p${index}` })) },
    'plans',
    'exceeds the bound of 50 entries',
  ],
  [
    'over 200 meters',
    { meters: Array.from({ length: 201 }, (_, index) => ({ id: `m${index}` })) },
    'meters',
    'exceeds the bound of 200 entries',
  ],
  [
    'over 200 meters, of which none is read',
    { meters: Array.from({ length: 201 }, () => null) },
    'meters',
    'exceeds the bound of 200 entries',
  ],
  ['two meters of one id', { meters: [{ id: 'a' }, { id: 'a' }] }, 'meters.1.id', 'is there twice'],
  ['a meter without an id', { meters: [{ name: 'Calls' }] }, 'meters.0.id', 'is missing'],
  ['an unknown kind', { meters: [{ id: 'a', kind: 'time' }] }, 'meters.0.kind', 'must be count or seats or money'],
  [
    'an unknown aggregation',
    { meters: [{ id: 'a', aggregation: 'median' }] },
    'meters.0.aggregation',
    'must be sum or max or last or average or unique or events',
  ],
  [
    'unit words without the general one',
    { meters: [{ id: 'a', unit: { one: 'call' } }] },
    'meters.0.unit.other',
    'is missing',
  ],
  ['a step of 0', { meters: [{ id: 'a', step: '0' }] }, 'meters.0.step', 'must be a decimal above 0, such as "12.50"'],
  [
    'a text over the bound',
    { meters: [{ id: 'a', counts: 'x'.repeat(2001) }] },
    'meters.0.counts',
    'exceeds the bound of 2000 characters',
  ],
  ['a sum of nothing', { meters: [{ id: 'a', sum_of: [] }] }, 'meters.0.sum_of', 'must not be empty'],
  [
    'a sum of an unknown meter',
    { meters: [{ id: 'a', sum_of: [{ meter: 'b' }] }] },
    'meters.0.sum_of.0.meter',
    'is no meter that counts by itself: b',
  ],
  [
    'a sum of itself',
    { meters: [{ id: 'a', sum_of: [{ meter: 'a' }] }] },
    'meters.0.sum_of.0.meter',
    'is no meter that counts by itself: a',
  ],
  [
    'a sum of sums',
    {
      meters: [
        { id: 'a' },
        { id: 'b', sum_of: [{ meter: 'a' }] },
        { id: 'c', sum_of: [{ meter: 'a' }, { meter: 'b' }] },
      ],
    },
    'meters.2.sum_of.1.meter',
    'is no meter that counts by itself: b',
  ],
  [
    'a negative weight',
    { meters: [{ id: 'a' }, { id: 'b', sum_of: [{ meter: 'a', multiply_by: '-1' }] }] },
    'meters.1.sum_of.0.multiply_by',
    'must be a decimal of at least 0, such as "12.50"',
  ],
  [
    'an example of an unknown meter',
    { examples: [{ name: 'Small', quantities: { seats: '1' } }] },
    'examples.0.quantities.seats',
    'is no meter of the catalog',
  ],
  [
    'an example below 0',
    { examples: [{ name: 'Small', quantities: { calls: '-1' } }] },
    'examples.0.quantities.calls',
    'must be a decimal of at least 0, such as "12.50"',
  ],
  [
    'an example by number',
    { examples: [{ name: 'Small', quantities: { calls: 5 } }] },
    'examples.0.quantities.calls',
    'must be a string, such as "5"',
  ],
  [
    'an example by list',
    { examples: [{ name: 'Small', quantities: ['5'] }] },
    'examples.0.quantities',
    'must be an object',
  ],
  [
    'over 20 examples',
    { examples: Array.from({ length: 21 }, () => ({ name: 'x', quantities: {} })) },
    'examples',
    'exceeds the bound of 20 entries',
  ],
  ['a contact that is no text', { contact: 7 }, 'contact', 'must be a string, such as "7"'],
  [
    'a date that is none',
    { effective_from: '2026-13-01' },
    'effective_from',
    'must be a date or an RFC 3339 instant with its offset',
  ],
  ['a next price list without its date', { next: GOOD }, 'next.effective_from', 'is missing'],
  [
    'a next price list that is wrong',
    { next: { ...GOOD, currency: 'x' } },
    'next.currency',
    'must be an ISO 4217 code such as EUR',
  ],
  ['a next price list that is none', { next: 7 }, 'next', 'must be an object'],
];

const withProto = (json: string) => JSON.parse(json) as unknown;

describe('parseCatalog', () => {
  for (const [why, fields, path, message] of REFUSALS) {
    it(`refuses ${why}`, () => {
      expect(issuesOf(() => parseCatalog({ ...GOOD, ...fields }))).to.deep.include({ path, message });
    });
  }

  for (const raw of [undefined, null, 7, 'text', true, [], [GOOD]]) {
    it(`refuses ${JSON.stringify(raw) ?? 'nothing'}`, () => {
      const [issue] = issuesOf(() => parseCatalog(raw));
      expect(issue).to.deep.equal({ path: '', message: raw === undefined ? 'is missing' : 'must be an object' });
    });
  }

  it('says which document was refused, the first reason, and how many more there are', () => {
    const read = () => parseCatalog({ ...GOOD, currency: 'x', meters: [{ id: '' }] });
    expect(read).to.throw(
      ContractError,
      'catalog refused: currency: must be an ISO 4217 code such as EUR (and 1 more)',
    );
    try {
      read();
    } catch (error) {
      expect(error).to.include({ name: 'ContractError', document: 'catalog' });
    }
  });

  it('reads meters, with their defaults', () => {
    const meters = [
      { id: 'calls' },
      {
        id: 'sales',
        name: 'Sales',
        kind: 'money',
        aggregation: 'events',
        typical_event: '40',
        step: '0.01',
        counts: 'Paid orders.',
        unit: { one: 'euro', few: 'euros', other: 'euros' },
      },
      { id: 'pool', sum_of: [{ meter: 'calls' }, { meter: 'sales', multiply_by: '0.5' }] },
    ];
    const read = parseCatalog({ ...GOOD, meters }).meters;
    const plain = { kind: 'count', aggregation: 'sum', counts: null, step: '1', typicalEvent: null, sumOf: null };
    expect(JSON.parse(JSON.stringify(read))).to.deep.equal([
      { ...plain, id: 'calls', name: 'calls', unit: { other: 'calls' } },
      {
        ...plain,
        id: 'sales',
        name: 'Sales',
        kind: 'money',
        aggregation: 'events',
        typicalEvent: '40',
        step: '0.01',
        counts: 'Paid orders.',
        unit: { one: 'euro', few: 'euros', other: 'euros' },
      },
      {
        ...plain,
        id: 'pool',
        name: 'pool',
        unit: { other: 'pool' },
        sumOf: [
          { meter: 'calls', multiplyBy: '1' },
          { meter: 'sales', multiplyBy: '0.5' },
        ],
      },
    ]);
  });

  it('ranks plans without a rank by their place, and keeps the others’', () => {
    const { plans } = parseCatalog({ ...GOOD, plans: [{ id: 'a' }, { id: 'b', rank: 7 }, { id: 'c' }] });
    expect(plans.map(({ rank }) => rank)).to.deep.equal([0, 7, 2]);
  });

  it('takes a bare date as the first instant of that day in UTC', () => {
    expect(parseCatalog({ ...GOOD, effective_from: '2027-01-01' }).effectiveFrom).to.equal(Date.UTC(2027, 0, 1));
  });

  it('keeps the next price list, but not what would follow that', () => {
    const next = { ...GOOD, effective_from: '2027-01-01', next: { ...GOOD, effective_from: '2028-01-01' } };
    const catalog = parseCatalog({ ...GOOD, next });
    expect(catalog.next?.effectiveFrom).to.equal(Date.UTC(2027, 0, 1));
    expect(catalog.next?.next).to.equal(null);
  });

  it('ignores unknown fields where they cannot change a price', () => {
    const raw = {
      ...GOOD,
      surprise: 1,
      meters: [{ id: 'calls', color: 'crimson' }],
      plans: [{ id: 'free', features: [{ text: 'SSO', icon: 'key' }] }],
    };
    const catalog = parseCatalog(raw);
    expect(catalog.plans[0]?.problems).to.deep.equal([]);
    expect(JSON.stringify(catalog)).not.to.contain('crimson').and.not.to.contain('surprise').and.not.to.contain('icon');
  });

  it('takes the names of prototypes as ids like any other, save the one that no object can have as a field', () => {
    const ids = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    const quantities = Object.fromEntries(ids.map((id) => [id, '5']));
    const catalog = parseCatalog({
      ...GOOD,
      meters: ids.map((id) => ({ id })),
      examples: [{ name: 'Odd', quantities }],
    });
    expect([...(catalog.examples[0]?.quantities.keys() ?? [])]).to.deep.equal(ids);
    const examples = [{ name: 'Odd', quantities: withProto('{"__proto__": "5"}') }];
    expect(issuesOf(() => parseCatalog({ ...GOOD, examples }))).to.deep.equal([
      { path: 'examples.0.quantities.__proto__', message: 'is no id' },
    ]);
    const polluted = parseCatalog(withProto(`{"__proto__": {"contact": "/x"}, ${JSON.stringify(GOOD).slice(1)}`));
    expect(polluted.contact).to.equal(null);
  });

  it('shows any character as it came, and replaces half of one', () => {
    const name = 'a\u0000\u202e<b>\u{1f600}\ud83d';
    const [meter] = parseCatalog({ ...GOOD, meters: [{ id: 'calls', name }] }).meters;
    expect(meter?.name).to.equal('a\u0000\u202e<b>\u{1f600}\ufffd');
  });

  it('leaves out a link that leads nowhere good, and says so', () => {
    const warnings: ContractIssue[] = [];
    const plans = [
      { id: 'free', action: { url: 'javascript:alert(1)', label: 'Go' } },
      { id: 'team', action: { url: '/team', label: null } },
    ];
    const next = { ...GOOD, contact: 'ftp://example.com', effective_from: '2027-01-01' };
    const catalog = parseCatalog({ ...GOOD, contact: '//evil.example', plans, next }, (issue) => warnings.push(issue));
    expect(catalog.contact).to.equal(null);
    expect(catalog.plans.map(({ action }) => action)).to.deep.equal([
      { url: null, label: 'Go' },
      { url: '/team', label: null },
    ]);
    expect(catalog.next?.contact).to.equal(null);
    const message = 'is no http(s), mailto or same-site address: the link is left out';
    expect(warnings).to.deep.equal([
      { path: 'contact', message },
      { path: 'plans.0.action.url', message },
      { path: 'next.contact', message },
    ]);
  });

  it('refuses for another reason without a word about links', () => {
    const warnings: ContractIssue[] = [];
    const read = (): Catalog =>
      parseCatalog({ ...GOOD, currency: 'x', contact: 'tel:1' }, (issue) => warnings.push(issue));
    expect(issuesOf(read).map(({ path }) => path)).to.deep.equal(['currency', 'contact']);
    expect(warnings).to.deep.equal([]);
  });

  it('does not change what it reads', () => {
    const raw = JSON.stringify({ ...GOOD, contact: 'tel:1', plans: [{ id: 'free', x_note: { a: [1] } }] });
    const document = JSON.parse(raw) as unknown;
    parseCatalog(document);
    expect(JSON.stringify(document)).to.equal(raw);
  });
});
