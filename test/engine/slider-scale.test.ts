import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { sliderScale } from '../../src/engine/estimate/slider-scale.ts';

const all = (quantities: readonly number[]) => quantities.map((quantity) => new Decimal(quantity));

describe('sliderScale', () => {
  for (const { why, marks, bounds = [], step, last } of [
    { why: 'one seat where 25 are taken', marks: [25], step: 1, last: 50 },
    { why: 'one in a hundred', marks: [50], step: 1, last: 100 },
    { why: 'round steps of calls', marks: [15_000], step: 500, last: 30_000 },
    { why: 'round steps of very many', marks: [1_250_000], step: 25_000, last: 2_500_000 },
    { why: 'the same where a price changes', marks: [15_000], bounds: [10_000], step: 200, last: 30_000 },
  ]) {
    it(`goes in steps small enough to choose with: ${why}`, () => {
      const scale = sliderScale({ unit: new Decimal(1), bounds: all(bounds), marks: all(marks) });
      const [zero, first] = scale.positions;
      expect([zero, first, scale.positions.at(-1)].map(Number)).to.deep.equal([0, step, last]);
      expect(scale.positions.length).to.be.within(50, 102);
      expect(scale.ticks.map((tick) => scale.positions[tick]!.toNumber())).to.deep.equal(bounds);
    });
  }
});
