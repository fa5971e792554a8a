import { expect } from 'chai';
import { rankDependence } from '../../src/engine/usage-forecast/rank-dependence.ts';
import { unusualDay } from '../../src/engine/usage-forecast/unusual-day.ts';
import type { UsageHistory } from '../../src/engine/usage-forecast/usage-history.ts';

/** An even spread over 0 … 1 that looks random: the fractional parts of multiples of an irrational number. */
const spread = (index: number, seed: number): number => ((index + 1) * seed * Math.SQRT2) % 1;

function historyOf(values: readonly (number | null)[], more: Partial<UsageHistory> = {}): UsageHistory {
  return { values, kind: 'increments', aggregation: 'sum', elapsed: 5, periodDays: 30, soFar: 0, ...more };
}

const weekly = (weeks: number, level: (week: number) => number): number[] =>
  Array.from({ length: weeks * 7 }, (_, day) => level(Math.floor(day / 7)) * [10, 12, 11, 13, 12, 4, 3][day % 7]!);

describe('unusualDay', () => {
  const usual = weekly(10, () => 1);
  const withDay = (index: number, value: number): number[] => usual.with(index, value);

  it('sees a day far above its weekday', () => {
    const found = unusualDay(historyOf(withDay(69, 30)))!;
    expect([found.index, found.value]).to.deep.equal([69, 30]);
    expect(found.usual).to.be.within(3, 4);
  });

  const rows: readonly (readonly [why: string, history: UsageHistory, index: number | undefined])[] = [
    ['still says so two days later', historyOf(withDay(67, 90)), 67],
    ['does not repeat it for ever', historyOf(withDay(66, 90)), undefined],
    ['names the latest of two', historyOf(withDay(67, 90).with(69, 60)), 69],
    ['knows that a weekday is no weekend', historyOf(usual.slice(0, 67)), undefined],
    ['minds a weekday value on a weekend', historyOf(withDay(69, 13)), 69],
    ['is quiet about a day below the usual', historyOf(withDay(66, 0)), undefined],
    ['is quiet within a fortnight', historyOf(usual.slice(0, 13).with(12, 500)), undefined],
    ['is quiet where days differ wildly anyway', historyOf(usual.map((v, i) => v * 20 ** spread(i, 7))), undefined],
    ['is quiet about levels', historyOf(withDay(69, 90), { kind: 'levels' }), undefined],
    ['is quiet about a meter never used', historyOf(usual.map(() => 0)), undefined],
    ['is quiet about missing days', historyOf([...usual, null, null]), undefined],
  ];
  for (const [why, history, index] of rows) it(why, () => expect(unusualDay(history)?.index).to.equal(index));
});

describe('rankDependence', () => {
  const a = historyOf(weekly(26, (week) => 1 + spread(week, 3)));
  const opposite = historyOf(weekly(26, (week) => 1 / (1 + spread(week, 3))));
  const other = historyOf(weekly(26, (week) => 1 + spread(week, 5)));

  it('is high for meters that move together, whatever their size', () => {
    expect(rankDependence(a, a)).to.be.within(0.7, 1);
    expect(rankDependence(a, historyOf(a.values.map((value) => 1000 * value! ** 2)))).to.be.within(0.7, 1);
  });

  it('is low for meters that move against each other, and near 0 for strangers', () => {
    expect(rankDependence(a, opposite)).to.be.within(-1, -0.7);
    expect(rankDependence(a, other)).to.be.within(-0.35, 0.35);
  });

  it('is the same either way round', () => {
    expect(rankDependence(a, other)).to.be.closeTo(rankDependence(other, a), 1e-12);
  });

  it('claims less with fewer weeks, and nothing under seven', () => {
    const last = (weeks: number): UsageHistory => historyOf(a.values.slice(-7 * weeks));
    expect(rankDependence(last(12), last(12))).to.be.within(0.3, rankDependence(a, a) - 0.05);
    expect(rankDependence(last(6), last(6))).to.equal(0);
  });

  it('lines both up at the last day that both know', () => {
    const late = historyOf(a.values.slice(0, -3), { elapsed: 2 });
    expect(rankDependence(a, late)).to.be.closeTo(rankDependence(late, late), 1e-12);
  });

  it('is 0 where one of them never varies, was never used or has gaps for weeks', () => {
    const still = historyOf(a.values.map(() => 5));
    const unused = historyOf(a.values.map(() => 0));
    const gone = historyOf(a.values.map((value, day) => (day % 14 < 7 ? null : value)));
    for (const dull of [still, unused, gone, historyOf([])]) expect(rankDependence(a, dull)).to.equal(0);
  });
});
