import { expect } from 'chai';
import type { CasesReport } from './run-cases.ts';
import { runCases } from './run-cases.ts';

const TAXI = {
  id: 'taxi',
  model: 'per_unit',
  currency: 'USD',
  input: { unit_amount: '2.50', quantity: '4' },
  expected: { amount: '10' },
};
const seats = (minimum: string, amount: string): object => ({
  ...TAXI,
  id: 'seats',
  model: 'seat',
  input: { calc: 'seats', seat_price: '3', seats: '2', minimum_seats: minimum },
  expected: { amount },
});

function run(...cases: readonly object[]): CasesReport {
  return runCases([{ name: 'facts.json', text: JSON.stringify({ cases }) }]);
}

describe('runCases', () => {
  it('counts what agrees by model and by calculation, and what went the whole way from JSON', () => {
    const { lines, holds } = run(TAXI, seats('5', '15.0'));
    expect(holds).to.equal(true);
    expect(lines.map((line) => line.replace(/ +/g, ' '))).to.deep.equal([
      'all 2 of 2 agree, 2 the whole way from JSON',
      'calc (the model) 1 of 1 agree, 1 the whole way from JSON',
      'calc seats 1 of 1 agree, 1 the whole way from JSON',
      'model per_unit 1 of 1 agree, 1 the whole way from JSON',
      'model seat 1 of 1 agree, 1 the whole way from JSON',
      '2 passed, 0 failed',
    ]);
  });

  it('does not hold where one case differs, and says by what', () => {
    const { lines, holds } = run(TAXI, { ...TAXI, expected: { amount: '10.000000001', total: '10' } });
    expect(holds).to.equal(false);
    expect(lines[0]).to.equal('taxi (per_unit): amount: expected 10.000000001, got 10');
    expect(lines.at(-1)).to.equal('1 passed, 1 failed');
  });

  it('does not hold where a file has no case, whatever the others have', () => {
    for (const text of ['[]', '{"cases": []}', '{}', '', 'null']) {
      const { lines, holds } = runCases([
        { name: 'facts.json', text: JSON.stringify([TAXI]) },
        { name: 'empty.json', text },
      ]);
      expect(holds, text).to.equal(false);
      expect(lines[0]).to.equal('empty.json: no case in it');
    }
    expect(runCases([]).holds).to.equal(false);
  });

  it('does not hold where it meets a calculation that it does not attempt', () => {
    const { lines, holds } = run({ ...TAXI, input: { calc: 'alchemy' } });
    expect(holds).to.equal(false);
    expect(lines.slice(0, 2)).to.deep.equal([
      'taxi: alchemy is not attempted',
      'taxi (alchemy): expected {amount: 10}, got no translation for alchemy',
    ]);
  });

  it('does not guess at a word that it does not know', () => {
    const { lines, holds } = run({ ...TAXI, input: { ...TAXI.input, negative: 'perhaps' } });
    expect(holds).to.equal(false);
    expect(lines[0]).to.match(/got The word "perhaps" of negative is not known\.$/);
  });

  it('does not take a case that expects nothing, or what the product does not say, for one that agrees', () => {
    expect(run({ ...TAXI, expected: {} }).holds).to.equal(false);
    expect(run({ ...TAXI, expected: { nothing_of_the_kind: '1' } }).holds).to.equal(false);
  });
});
