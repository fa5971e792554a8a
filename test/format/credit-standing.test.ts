import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { AS_IS, withQuantity } from '../../src/engine/usage/scenario.ts';
import { createFormat } from '../../src/format/create-format.ts';
import { creditStandings } from '../../src/format/credit-standing.ts';
import { smallEstimate } from '../support/small-documents.ts';

const CALLS = { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.03' };
const FEE = { id: 'fee', model: 'flat', amount: '40' };

/** What is said where somebody with 1,000 calls tries out 9,000. */
function said(charges: readonly object[], credit: object): readonly string[] {
  const shown = smallEstimate(
    [{ charges }],
    {
      usage: { calls: { quantity: '1000' } },
      credits: [{ id: 'c', name: 'Prepaid', unit: 'USD', when_empty: 'block', ...credit }],
    },
    withQuantity('calls', new Decimal(9000), 'exactly')(AS_IS),
  );
  return shown.stoppingCredits.flatMap((stop) =>
    creditStandings(createFormat('en'), stop, shown).map(({ text }) => text),
  );
}

describe('creditStandings', () => {
  it('says how much more it would take for what is tried out', () => {
    expect(said([CALLS], { balance: '200' })).to.deep.equal([
      'Usage stops when Prepaid is used up.',
      'For these quantities it would take $70.00 more.',
    ]);
    expect(said([CALLS], { balance: '10' })).to.deep.equal([
      'Usage has stopped: Prepaid is used up.',
      'For these quantities it would take $260.00 more.',
    ]);
    expect(said([CALLS], { unit: 'calls', balance: '2500' })[1]).to.equal(
      'For these quantities it would take 6,500 calls more.',
    );
  });

  it('says nothing of what is not used up, and of fees from when on they stop usage', () => {
    expect(said([CALLS], { balance: '270' })).to.deep.equal([]);
    expect(said([FEE, CALLS], { balance: '40' })).to.deep.equal([
      'Usage stops from April\u00a01, 2026 on: fees alone use up Prepaid.',
    ]);
  });
});
