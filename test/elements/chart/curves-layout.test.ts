import { expect } from 'chai';
import type { Plan } from '../../../src/engine/facts/catalog.ts';
import { Decimal } from '../../../src/engine/numbers/decimal.ts';
import { heightAt, layOutCurves, reachOf } from '../../../src/elements/chart/curves-layout.ts';

const plan = (id: string) => ({ id }) as Plan;
const [a, b, c] = [plan('a'), plan('b'), plan('c')];

/** A curve by its vertices; a cost of `null` is no price there. */
const curve = (of: Plan, ...points: readonly (readonly [number, number | null])[]) => ({
  plan: of,
  points: points.map(([quantity, cost]) => ({
    quantity: new Decimal(quantity),
    cost: cost === null ? null : new Decimal(cost),
  })),
});
const facts = { reach: 100, place: null, stopOf: () => Infinity, rows: 10 };

describe('layOutCurves', () => {
  it('places vertices from the start and from the top, and cuts them at the right end', () => {
    const { lines, x, y } = layOutCurves({ ...facts, curves: [curve(a, [0, 0], [50, 100], [200, 400])] });
    expect(lines[0]!.path).to.equal('M0 100L50 50L100 0');
    expect([x(25), y(50)]).to.deep.equal([25, 75]);
  });

  it('draws the rest apart from where a plan stops', () => {
    const [line] = layOutCurves({ ...facts, stopOf: () => 50, curves: [curve(a, [0, 0], [200, 400])] }).lines;
    expect([line!.path, line!.beyond]).to.deep.equal(['M0 100L50 50', 'M50 50L100 0']);
    expect(line!.stop).to.deep.equal({ x: 50, y: 50 });
  });

  it('breaks a line where there is no price, and ends it at the last one', () => {
    const [line] = layOutCurves({ ...facts, curves: [curve(a, [0, 0], [10, 100], [11, null], [200, null])] }).lines;
    expect(line!.path).to.equal('M0 100L10 0');
    expect(line!.end).to.equal(0);
  });

  it('lets a plan of many times the cost leave at the top, and keeps what the visitor pays in view', () => {
    const curves = [curve(a, [0, 0], [100, 10]), curve(b, [0, 0], [100, 20]), curve(c, [0, 0], [100, 1000])];
    const { lines, yTicks } = layOutCurves({ ...facts, curves });
    expect(yTicks.at(-1)!.value).to.equal(60);
    expect(lines.map(({ isAbove }) => isAbove)).to.deep.equal([false, false, true]);
    expect(lines[2]!.label, 'its name has a place').to.be.within(0, 100);
    const seen = layOutCurves({ ...facts, curves, place: 50 });
    expect(seen.y(500)).to.be.at.least(0);
  });

  it('gives each name its own room', () => {
    const curves = [a, b, c].map((of) => curve(of, [0, 5], [100, 5]));
    const labels = layOutCurves({ ...facts, curves })
      .lines.map(({ label }) => label)
      .sort((one, other) => one - other);
    labels.slice(1).forEach((label, index) => expect(label - labels[index]!).to.be.at.least(10 - 1e-9));
  });

  it('draws costs below zero, and plans that cost nothing', () => {
    expect(layOutCurves({ ...facts, curves: [curve(a, [0, -10], [100, 10])] }).yTicks[0]!.value).to.equal(-10);
    expect(layOutCurves({ ...facts, curves: [curve(a, [0, 0], [100, 0])] }).lines[0]!.path).to.equal('M0 100L100 100');
  });
});

describe('reachOf', () => {
  it('leaves room beyond the visitor’s place, in round steps', () => {
    expect([1, 8_000, 9_999, 10_001, 60_000].map((place) => reachOf(place, 1e6))).to.deep.equal([
      2, 20_000, 20_000, 50_000, 200_000,
    ]);
  });

  it('goes no further than there is something to draw, and all the way where no place is known', () => {
    expect([reachOf(900, 1000), reachOf(null, 1000), reachOf(0, 1000)]).to.deep.equal([1000, 1000, 1000]);
  });
});

describe('heightAt', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 10, y: 100 },
    { x: 11, y: null },
  ];

  it('lies between two points, and nowhere without a price', () => {
    expect([0, 5, 10, 10.5, 11, 20].map((at) => heightAt(points, at))).to.deep.equal([0, 50, 100, null, null, null]);
  });
});
