import { expect } from 'chai';
import fc from 'fast-check';
import { ContractError, parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { loadExamples } from './load-docs.ts';

const examples = await loadExamples();

type Container = Record<string, unknown>;

interface Mutation {
  /** Which of a document's fields, from 0 to 1. */
  readonly place: number;
  readonly kind: 'replace' | 'delete' | 'add' | 'copy';
  readonly value: unknown;
  readonly name: string;
}

const values: readonly unknown[] = [
  ...[null, undefined, 0, -1, Infinity, NaN, true, [], {}, [[]], [null], { id: 'x' }],
  ...[
    '',
    'x',
    '-1',
    '0',
    '1e5',
    '-0',
    '999999999999999999',
    '0.00000000000000000001',
    '2026-13-45',
    '2026-02-29T23:59:60Z',
  ],
  ...['\ud800', '__proto__', 'constructor', 'javascript:1', 'USD', 'EUR', 'per_event', 'volume', 'block', 'events'],
];

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom('replace', 'replace', 'delete', 'add', 'copy'),
  value: fc.constantFrom(...values),
  name: fc.constantFrom('surcharge', 'x_note', '__proto__', 'toString', 'amount', 'tiers', 'id'),
});

function fieldsOf(document: unknown): { readonly owner: Container; readonly field: string }[] {
  if (typeof document !== 'object' || document === null) return [];
  const owner = document as Container;
  return Object.keys(owner).flatMap((field) => [{ owner, field }, ...fieldsOf(owner[field])]);
}

function mutate(document: unknown, { place, kind, value, name }: Mutation): void {
  const fields = fieldsOf(document);
  const target = fields[Math.floor(place * fields.length)];
  if (target === undefined) return;
  const { owner, field } = target;
  const define = (key: string, given: unknown) =>
    Object.defineProperty(owner, key, { value: given, enumerable: true, configurable: true, writable: true });
  if (kind === 'delete') Reflect.deleteProperty(owner, field);
  else if (kind === 'replace') define(field, structuredClone(value));
  else if (kind === 'add') define(name, structuredClone(value));
  else define(field, structuredClone(fields[Math.floor((1 - place) * fields.length) % fields.length]?.owner));
}

/** Reads a document; a refusal must say where and why, and nothing else may be thrown. */
function outcome(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    expect(error.issues).not.to.be.empty;
    for (const { message } of error.issues)
      expect(message).to.match(/^(is|must|has|exceeds|excludes) (?!.*(undefined|NaN|not allowed))/);
    return 'refused';
  }
}

describe('parseCatalog and parseAccount, with mutated documents', () => {
  it('read each or refuse it with a reason, and throw nothing else', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (example, mutations) => {
          const { catalog, account } = structuredClone(example);
          for (const each of mutations) mutate({ catalog, account }, each);
          seen.add(`catalog ${outcome(() => parseCatalog(catalog))}`);
          seen.add(`account ${outcome(() => parseAccount(account))}`);
        },
      ),
      { numRuns: 3000, seed: 20261122 },
    );
    expect(seen.size).to.equal(4);
  });
});
