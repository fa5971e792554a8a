import { expect } from 'chai';
import fc from 'fast-check';
import { compareBills } from '../oracle/compare-bills.ts';
import { compareBreakEvens } from '../oracle/compare-break-evens.ts';
import { comparePrices } from '../oracle/compare-prices.ts';
import { compareRegular, regularCases } from '../oracle/compare-regular.ts';
import { compareStubs, stubCases } from '../oracle/compare-stubs.ts';
import { compareSwitches, switchCases } from '../oracle/compare-switches.ts';
import { MODELS, priceCases } from '../oracle/price-cases.ts';
import { billCases } from '../oracle/random-bill.ts';
import { planPairs } from '../oracle/random-plan.ts';

// A second, naive implementation that starts from the raw documents. `npm run oracle` tries it a hundred thousand times.
const SEED = 22_112_026;

function agrees<T>(cases: fc.Arbitrary<T>, compare: (each: T) => readonly unknown[], numRuns: number): void {
  fc.assert(
    fc.property(cases, (each) => {
      expect(compare(each)).to.deep.equal([]);
    }),
    { numRuns, seed: SEED },
  );
}

describe('the engine and the oracle', () => {
  for (const model of MODELS) {
    it(`agree on random prices of the model ${model}`, () => {
      agrees(priceCases(model, 10), comparePrices, 40);
    });
  }

  it('agree beyond a last tier that no whole package ends in: nothing more is charged than at its end', () => {
    for (const model of ['graduated', 'volume', 'stairstep']) {
      const tiers = [10, 15].map((to, index) => ({
        up_to: String(to),
        flat_amount: String(9 - 4 * index),
        ...(model === 'stairstep' ? {} : { unit_amount: String(2 - index) }),
      }));
      for (const rounding of ['down', 'nearest']) {
        const charge = { id: 'c', meter: 'm', model, tiers, beyond_last: 'free', package: { size: '10', rounding } };
        const quantities = ['10', '14', '15', '16', '19', '20', '40'];
        expect(comparePrices({ charge, quantities, seats: '0', picker: '0', events: [] })).to.deep.equal([]);
      }
    }
  });

  it('agree on how random bills are settled', () => {
    agrees(billCases(6), compareBills, 120);
  });

  it('agree on bills past what a float can count', () => {
    agrees(billCases(17), compareBills, 40);
  });

  it('agree on fees of part months in zones that change their clocks', () => {
    agrees(stubCases, compareStubs, 25);
  });

  it('agree on what a switch in mid-period returns and costs', () => {
    agrees(switchCases, compareSwitches, 150);
  });

  it('agree on what plans of all intervals come to beside each other, and which of them cannot be told', () => {
    agrees(regularCases, compareRegular, 150);
  });

  it('agree on which of two plans is cheaper at every quantity', () => {
    agrees(planPairs, compareBreakEvens, 5);
  }).timeout(60_000);
});
