import { expect } from 'chai';
import fc from 'fast-check';
import { niceTicks, spreadLabels } from '../../../src/elements/chart/axis.ts';

describe('niceTicks', () => {
  const cases: readonly [low: number, high: number, ticks: readonly number[]][] = [
    [0, 600, [0, 200, 400, 600]],
    [0, 480, [0, 200, 400, 600]],
    [0, 0.3, [0, 0.1, 0.2, 0.3]],
    [-50, 130, [-50, 0, 50, 100, 150]],
    [0, 0, [0, 0.25]],
    [7, 7, [7, 7.000002]],
    [0, 9_123_456_789, [0, 2_500_000_000, 5_000_000_000, 7_500_000_000, 10_000_000_000]],
  ];
  for (const [low, high, ticks] of cases) {
    it(`marks ${low} to ${high} at round values`, () => expect(niceTicks(low, high)).to.deep.equal(ticks));
  }

  it('covers any range in few equal steps', () => {
    const money = fc.maxSafeInteger().map((units) => units / 1000);
    fc.assert(
      fc.property(money, money, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = niceTicks(low, high);
        const slack = Math.max(high - low, Math.abs(low) / 1e6, Math.abs(high) / 1e6) * 1e-6;
        expect(ticks[0]).to.be.at.most(low + slack);
        expect(ticks.at(-1)).to.be.at.least(high - slack);
        expect(ticks.length).to.be.within(2, 7);
      }),
    );
  });
});

describe('spreadLabels', () => {
  it('leaves labels alone that do not touch', () => {
    expect(spreadLabels([20, 80], 10, 0, 100)).to.deep.equal([20, 80]);
  });

  it('moves those that touch to either side alike', () => {
    expect(spreadLabels([50, 52, 51, 80], 10, 0, 100)).to.deep.equal([41, 61, 51, 80]);
  });

  it('moves labels apart, keeps their order, and keeps them inside', () => {
    const places = fc.array(fc.integer({ min: -20, max: 120 }), { maxLength: 5 });
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 20 }), (ats, size) => {
        const middles = spreadLabels(ats, size, 0, 100);
        const placed = ats.map((at, index) => ({ at, middle: middles[index]! }));
        placed.sort((a, b) => a.middle - b.middle);
        for (const [index, { middle, at }] of placed.entries()) {
          expect(middle - size / 2).to.be.at.least(-1e-9);
          expect(middle + size / 2).to.be.at.most(100 + 1e-9);
          const next = placed[index + 1];
          if (!next) continue;
          expect(next.middle - middle).to.be.at.least(size - 1e-9);
          expect(next.at).to.be.at.least(at);
        }
      }),
    );
  });
});
