import { expect } from 'chai';
import { estimatePeriod } from '../../src/engine/invoice/estimate-period.ts';
import { drawFutures } from '../../src/engine/forecast/futures.ts';
import { forecastInvoice, futuresFor } from '../../src/engine/forecast/invoice-forecast.ts';
import { forecastMeters } from '../../src/engine/forecast/forecast-meters.ts';
import { draftNextInvoice } from '../../src/engine/invoice/next-invoice.ts';
import { pricedQuantities, servedQuantities } from '../../src/engine/forecast/priced-quantities.ts';
import { AS_IS } from '../../src/engine/usage/scenario.ts';
import { sortedQuantile } from '../../src/engine/forecast/sorted-quantile.ts';
import { documents } from '../support/forecast-documents.ts';
import { random, randomPlan } from '../support/random-plans.ts';

describe('drawFutures', () => {
  const correlation = [
    [1, 0.7, -0.4],
    [0.7, 1, 0],
    [-0.4, 0, 1],
  ];

  it('spreads the probabilities of each meter evenly, to the last one', () => {
    for (const draws of drawFutures(500, correlation)) {
      expect([...draws].sort((a, b) => a - b)).to.deep.equal(
        Array.from({ length: 500 }, (_, index) => (index + 0.5) / 500),
      );
    }
  });

  it('lets meters move together as far as they are correlated', () => {
    const draws = drawFutures(4096, correlation);
    for (const [row, values] of correlation.entries()) {
      for (const [column, wanted] of values.entries()) {
        // Spearman's rank correlation of a Gaussian copula.
        const spearman = (6 / Math.PI) * Math.asin(wanted / 2);
        expect(ranksTogether(draws[row]!, draws[column]!)).to.be.closeTo(spearman, 0.02);
      }
    }
  });

  it('gives the mean of what is not linear', () => {
    const [a, b] = drawFutures(4096, [
      [1, 0],
      [0, 1],
    ]);
    const mean = a!.reduce((sum, p, index) => sum + Math.max(p, b![index]!), 0) / 4096;
    expect(mean).to.be.closeTo(2 / 3, 0.001);
  });

  it('damps a correlation that cannot be', () => {
    const draws = drawFutures(100, [
      [1, 0.95, -0.95],
      [0.95, 1, 0.95],
      [-0.95, 0.95, 1],
    ]);
    expect(draws.every((values) => values.every((p) => p > 0 && p < 1))).to.equal(true);
  });

  it('draws as many meters as there are', () => {
    const identity = Array.from({ length: 40 }, (_, row) =>
      Array.from({ length: 40 }, (__, column) => (row === column ? 1 : 0)),
    );
    const draws = drawFutures(futuresFor(40), identity);
    expect(draws).to.have.length(40);
    for (const [place, draw] of draws.entries()) {
      for (const other of draws.slice(0, place)) expect(Math.abs(ranksTogether(draw, other))).to.be.lessThan(0.1);
    }
  });

  function ranksTogether(a: Float64Array, b: Float64Array): number {
    const dot = (x: Float64Array, y: Float64Array): number =>
      x.reduce((sum, p, index) => sum + (p - 0.5) * (y[index]! - 0.5), 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }
});

describe('futuresFor', () => {
  it('gives as many as have ranges as wide as those of ten thousand, within 2 %, for plans of one to six meters', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const widths = widthsOf(seed);
      const [few, many] = [widths(), widths(10_000)];
      for (const [index, width] of few.entries()) expect(width / many[index]!, `plan ${seed}`).to.be.within(0.98, 1.02);
    }
  }).timeout(20_000);

  it('gives as many as have the quantiles of sums of random draws', () => {
    const next = random(3);
    const cost = (p: number, q: number): number => Math.exp(2 * p) + 3 * Math.max(0, q - 0.4);
    const atRandom = Float64Array.from({ length: 200_000 }, () => cost(next(), next())).sort();
    const [first, second] = drawFutures(futuresFor(2), [
      [1, 0],
      [0, 1],
    ]);
    const drawn = first!.map((p, index) => cost(p, second![index]!)).sort();
    for (const p of [0.025, 0.1, 0.5, 0.9, 0.975]) {
      expect(sortedQuantile(drawn, p)).to.be.closeTo(sortedQuantile(atRandom, p), 0.03);
    }
  });

  /** The widths of both ranges, by the number of futures; without one, of as many as a slider step takes. */
  function widthsOf(seed: number): (count?: number) => readonly [number, number] {
    const { catalog, account } = documents(randomPlan(seed));
    const plan = catalog.plans[0]!;
    const period = estimatePeriod(account, plan);
    const wanted = pricedQuantities(catalog, account, AS_IS, period);
    const quantities = servedQuantities(catalog, account, wanted, []);
    const draft = draftNextInvoice({ catalog, account, plan, quantities, takes: () => false });
    const facts = {
      forecasts: forecastMeters(catalog, account, period),
      wanted,
      fromScratch: false,
      quantities,
      stopsOf: () => [],
    };
    return (count) => {
      const { range80, range95 } = forecastInvoice(draft, { ...facts, count })!;
      return [range80.high - range80.low, range95.high - range95.low];
    };
  }
});
