import { expect } from 'chai';
import fc from 'fast-check';
import { layOutCosts, type Bound, type CostChartFacts } from '../../../src/elements/chart/cost-chart.ts';

/** November 2026 on its 22nd day. */
const START = 20_758;
const bound = (amount: number): Bound => ({ name: '', amount, text: `limit ${amount}` });
const FACTS: CostChartFacts = {
  startDay: START,
  days: 30,
  today: START + 21,
  costs: Array.from({ length: 22 }, (_, day) => 100 + 10 * day),
  now: 310,
  end: 400,
  asIs: null,
  fan: [
    { day: START + 25, mean: 350, range80: { low: 340, high: 365 }, range95: { low: 330, high: 380 } },
    { day: START + 29, mean: 400, range80: { low: 380, high: 430 }, range95: { low: 370, high: 460 } },
  ],
  bounds: [bound(500)],
  read: (amount) => amount.toFixed(),
};

describe('layOutCosts', () => {
  it('runs from the first day to the last, from nothing to a round amount above all', () => {
    const { points, yTicks, xTicks, now, soFar } = layOutCosts(FACTS);
    expect(points[0]).to.include({ day: START, x: 0, amount: 100 });
    expect(points.at(-1)).to.include({ day: START + 29, x: 100, amount: 400, isExpected: true });
    expect(yTicks.map(({ amount }) => amount)).to.deep.equal([0, 200, 400, 600]);
    expect(xTicks.map(({ day }) => day - START)).to.deep.equal([0, 7, 14, 21, 29]);
    expect(now).to.include({ day: START + 21, amount: 310 });
    expect(soFar).to.match(/^M0 /);
  });

  it('names the first and the last day, and of those between what leaves these room', () => {
    const daysOf = (days: number) => layOutCosts({ ...FACTS, days }).xTicks.map(({ day }) => day - START);
    expect(daysOf(1)).to.deep.equal([0]);
    expect(daysOf(15)).to.deep.equal([0, 7, 14]);
    expect(daysOf(31)).to.deep.equal([0, 7, 14, 21, 30]);
    expect(daysOf(365)).to.deep.equal([0, 91, 182, 273, 364]);
  });

  it('draws what is known at once where nobody has counted day by day', () => {
    const { points, soFar, ahead } = layOutCosts({ ...FACTS, costs: null, fan: null });
    expect(points.map(({ day }) => day - START)).to.deep.equal([21, 29]);
    expect(soFar).to.match(/^M[^L]+$/);
    expect(ahead).to.match(/^M.+L100 /);
  });

  it('has nothing ahead on the last day, nor where what is tried out does not go on from here', () => {
    for (const facts of [
      { ...FACTS, today: START + 29 },
      { ...FACTS, end: null },
    ]) {
      const { ahead, likely, ends } = layOutCosts(facts);
      expect([ahead, likely, ends]).to.deep.equal(['', '', []]);
    }
  });

  it('writes the expected amount beside its dot, and the likely ones around it', () => {
    const fan = FACTS.fan!.map((day) => ({ ...day, range80: { low: 395, high: 405 } }));
    const [end, high, low] = layOutCosts({ ...FACTS, fan }).ends;
    expect([end, high, low].map((label) => label?.text)).to.deep.equal(['400', '405', '395']);
    expect(end!.label).to.be.closeTo(end!.y, 0.01);
    expect(high!.label).to.be.above(end!.label);
    expect(low!.label).to.be.below(end!.label);
  });

  it('writes no likely amount that reads like the expected one', () => {
    const fan = FACTS.fan!.map((day) => ({ ...day, range80: { low: 400.1, high: 405 } }));
    expect(layOutCosts({ ...FACTS, fan }).ends.map(({ name }) => name)).to.deep.equal(['end', 'high']);
  });

  it('leaves today’s words the room before them where those at the end need what is after, and that off the bounds', () => {
    const fan = [{ ...FACTS.fan![1]!, mean: 312, range80: { low: 311, high: 313 } }];
    const flat = { ...FACTS, end: 312, fan, bounds: [bound(280)] };
    const { now, bounds } = layOutCosts(flat);
    expect(layOutCosts(FACTS).now.after).to.equal(true);
    expect(now.after).to.equal(false);
    expect(bounds[0]!.label - now.label).to.satisfy((apart: number) => Math.abs(apart) >= 9 - 1e-9);
  });

  it('crosses no bound with today’s words', () => {
    const fan = [{ ...FACTS.fan![1]!, mean: 615, range80: { low: 614, high: 616 } }];
    const { now, bounds } = layOutCosts({ ...FACTS, now: 597, end: 615, fan, bounds: [bound(500)] });
    expect(now.after).to.equal(true);
    expect(Math.abs(now.label - bounds[0]!.y)).to.be.at.least(5.399);
    expect(now.label).to.be.within(0, now.y - 9);
  });

  it('leaves out a bound that is far above everything', () => {
    const { bounds } = layOutCosts({ ...FACTS, bounds: [bound(5000), bound(500)] });
    expect(bounds.map(({ text }) => text)).to.deep.equal(['limit 500']);
  });

  it('holds all that it draws, the rarest of the futures too', () => {
    const fan = FACTS.fan!.map((day) => ({ ...day, range95: { low: -40, high: 900 } }));
    const { yTicks, possible } = layOutCosts({ ...FACTS, fan, bounds: [] });
    expect(yTicks.at(0)!.amount).to.be.at.most(-40);
    expect(yTicks.at(-1)!.amount).to.be.at.least(900);
    const heights = [...possible.matchAll(/[ML][\d.-]+ ([\d.-]+)/g)].map(([, y]) => Number(y));
    expect(heights).to.have.length(5);
    // Were any cut off, two would lie on one edge.
    for (const y of heights) expect(y).to.be.within(0, 100);
    expect(Math.min(...heights)).to.be.greaterThan(0);
    // Where nothing of it is drawn, it takes no room.
    expect(layOutCosts({ ...FACTS, fan, end: null, bounds: [] }).yTicks.at(-1)!.amount).to.be.lessThan(900);
  });

  it('goes below zero where the invoice does', () => {
    const { yTicks, now } = layOutCosts({ ...FACTS, costs: [-50], now: -50, today: START, end: 20, fan: null });
    expect(yTicks[0]!.amount).to.be.at.most(-50);
    expect(now.y).to.be.at.least(0);
  });

  it('marks the way without the what-if on the side where the expected one is not', () => {
    const above = layOutCosts({ ...FACTS, asIs: 450 }).asIsLabel!;
    expect(above.label).to.be.above(above.y);
    const below = layOutCosts({ ...FACTS, asIs: 350 }).asIsLabel!;
    expect(below.label).to.be.below(below.y);
  });

  it('gives every label room of its own, whatever the amounts', () => {
    const amount = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.array(amount.map(bound), { maxLength: 3 }),
        fc.integer({ min: 0, max: 28 }),
        (now, end, bounds, day) => {
          const range = { low: 0.98 * end, high: 1.01 * end };
          const fan = [{ day: START + 29, mean: end, range80: range, range95: range }];
          const layout = layOutCosts({ ...FACTS, costs: null, now, end, bounds, fan, today: START + day });
          const atStart = layout.bounds.map(({ label }) => label);
          if (layout.now.x < 60) atStart.push(layout.now.label);
          for (const bound of layout.bounds)
            expect(Math.abs(bound.y - layout.now.label), 'off the bound').to.be.at.least(5.399);
          for (const labels of [atStart, layout.ends.map(({ label }) => label)]) {
            const sorted = [...labels].sort((a, b) => a - b);
            for (const [index, label] of sorted.slice(1).entries())
              expect(label - sorted[index]!).to.be.at.least(8.999);
          }
        },
      ),
    );
  });
});
