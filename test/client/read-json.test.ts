import { expect } from 'chai';
import { readJson } from '../../src/client/read-json.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('readJson', () => {
  it('reads what a document holds', () => {
    expect(readJson(' {"a": ["b\\"]", {"c": null}]} ')).to.deep.equal({ a: ['b"]', { c: null }] });
  });

  it('refuses what is nested too deep, a hundred thousand times too', () => {
    expect(readJson(nested(64))).to.be.an('array');
    expect(() => readJson(nested(65)))
      .to.throw()
      .with.property('reason', 'too-deep');
    expect(() => readJson(nested(100_000)))
      .to.throw()
      .with.property('reason', 'too-deep');
    expect(() => readJson('{"a":'.repeat(100_000)))
      .to.throw()
      .with.property('reason', 'too-deep');
  });

  it('counts no brackets inside strings', () => {
    const text = `\\\\\\"${'['.repeat(100)}`;
    expect(readJson(`["${text}"]`)).to.deep.equal([`\\"${'['.repeat(100)}`]);
  });

  for (const text of ['', '<!doctype html><title>Sign in</title>', '{"plan": "te', 'NaN', '{"a": 1e}', "{'a': 1}"]) {
    it(`refuses ${text || 'nothing at all'}`, () => {
      expect(() => readJson(text))
        .to.throw()
        .with.property('reason', 'not-json');
    });
  }
});
