import { expect } from 'chai';
import fc from 'fast-check';
import { forecastUsage, type UsageForecast } from '../../src/engine/usage-forecast/forecast-usage.ts';
import { toDaily } from '../../src/engine/usage-forecast/to-daily.ts';
import type { UsageHistory } from '../../src/engine/usage-forecast/usage-history.ts';

const WEEK = [10, 12, 11, 13, 12, 4, 3];
const days = (count: number, value: (day: number) => number): number[] =>
  Array.from({ length: count }, (_, day) => value(day));
const weekly = (count: number): number[] => days(count, (day) => WEEK[day % 7]!);
const total = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** A history of a sum whose facts are those of its days, unless said otherwise. */
function historyOf(
  values: readonly (number | null)[],
  elapsed: number,
  more: Partial<UsageHistory> = {},
): UsageHistory {
  const soFar = total(values.slice(values.length - elapsed));
  return { values, kind: 'increments', aggregation: 'sum', elapsed, periodDays: 30, soFar, ...more };
}

const width = (forecast: UsageForecast): number => forecast.quantile(0.9) - forecast.quantile(0.1);

describe('forecastUsage', () => {
  describe('point forecast', () => {
    const rows: readonly (readonly [why: string, history: UsageHistory, expected: number, tolerance: number])[] = [
      [
        'a steady meter goes on',
        historyOf(
          days(90, () => 10),
          10,
        ),
        300,
        1e-9,
      ],
      ['a weekly rhythm is followed, not averaged', historyOf(weekly(95), 5), total(weekly(120).slice(90)), 6],
      [
        'a period just begun rests on the days before it',
        historyOf(
          days(60, () => 7),
          0,
        ),
        210,
        1e-9,
      ],
      ['one day is known', historyOf([8], 1), 240, 1e-9],
      ['two days of a new customer', historyOf([8, 8], 2), 240, 1e-9],
      [
        'one wild day does not repeat itself',
        historyOf(
          days(70, (day) => (day === 66 ? 1000 : 10)),
          10,
        ),
        290 + 1000,
        1,
      ],
      [
        'a new level is believed after a week',
        historyOf(
          days(70, (day) => (day < 60 ? 10 : 30)),
          10,
        ),
        900,
        1,
      ],
      [
        'growth carries the level of now',
        historyOf(
          days(70, (day) => day),
          10,
        ),
        645 + 20 * 66,
        60,
      ],
      [
        'a usage that ceased stays ceased',
        historyOf(
          days(70, (day) => (day < 40 ? 10 : 0)),
          10,
        ),
        0,
        1,
      ],
      [
        'missing days are left out, not zero',
        historyOf(
          days(70, () => 10).map((v, i) => (i % 5 ? v : null)),
          10,
          { soFar: 100 },
        ),
        300,
        1e-6,
      ],
      [
        'late days count by the fact',
        historyOf([...days(67, () => 10), null, null, null], 10, { soFar: 100 }),
        300,
        1e-6,
      ],
      [
        'days that are late by four weeks',
        historyOf([...days(67, () => 10), ...new Array<null>(28).fill(null)], 28, { soFar: 280 }),
        300,
        1e-6,
      ],
      ['no day is known, but the quantity is', historyOf([], 6, { soFar: 60 }), 300, 1e-6],
      [
        'only a part of today is known',
        historyOf([], 0, { soFar: 5, partial: { value: 5, fraction: 0.5 } }),
        300,
        1e-6,
      ],
      [
        'a quarter of an hour is not blown up',
        historyOf([], 0, { soFar: 1, partial: { value: 1, fraction: 0.01 } }),
        120,
        2,
      ],
      [
        'half of today is over',
        historyOf(
          days(70, () => 10),
          10,
          { soFar: 105, partial: { value: 5, fraction: 0.5 } },
        ),
        300,
        1e-6,
      ],
      [
        'an average of levels',
        historyOf(
          days(70, () => 40),
          10,
          { kind: 'levels', aggregation: 'average', soFar: 40 },
        ),
        40,
        1e-6,
      ],
      [
        'an average that changed',
        historyOf(
          days(70, (d) => (d < 60 ? 40 : 10)),
          10,
          { kind: 'levels', aggregation: 'average', soFar: 10 },
        ),
        10,
        4,
      ],
      [
        'the last of levels',
        historyOf(
          days(70, () => 8),
          10,
          { kind: 'levels', aggregation: 'last', soFar: 8 },
        ),
        8,
        1e-6,
      ],
      [
        'the last of growing levels',
        historyOf(
          days(120, (day) => 100 + day),
          20,
          { kind: 'levels', aggregation: 'last', soFar: 219 },
        ),
        229,
        4,
      ],
      [
        'a peak that is not reached again',
        historyOf(
          days(70, (d) => (d === 62 ? 50 : 8)),
          10,
          { kind: 'levels', aggregation: 'max', soFar: 50 },
        ),
        50,
        1e-9,
      ],
      [
        'an odd period',
        historyOf(
          days(20, () => 10),
          3,
          { periodDays: 7 },
        ),
        70,
        1e-6,
      ],
    ];
    for (const [why, history, expected, tolerance] of rows) {
      it(why, () => expect(forecastUsage(history).median).to.be.closeTo(expected, tolerance));
    }
  });

  describe('spread', () => {
    it('is none and the quantity certain when the period is complete', () => {
      const forecast = forecastUsage(historyOf(weekly(90), 30));
      expect(forecast.spread).to.equal('none');
      expect([forecast.mean, forecast.quantile(0.025), forecast.quantile(0.975)]).to.deep.equal(
        Array(3).fill(forecast.median),
      );
      expect(forecast.daysAhead).to.equal(0);
    });

    it('is none where nothing was ever used', () => {
      for (const history of [
        historyOf([], 0),
        historyOf(
          days(100, () => 0),
          10,
        ),
        historyOf([null, null], 2),
      ]) {
        const forecast = forecastUsage(history);
        expect([forecast.spread, forecast.mean, forecast.quantile(0.99)]).to.deep.equal(['none', 0, 0]);
      }
    });

    it('is named little until the method could be tried on the past, and wider until then', () => {
      const few = forecastUsage(historyOf(weekly(10), 5));
      const many = forecastUsage(historyOf(weekly(200), 5));
      expect([few.spread, many.spread]).to.deep.equal(['little-history', 'history']);
      expect(width(few)).to.be.greaterThan(2 * width(many));
    });

    it('is wider for a meter that was hard to forecast', () => {
      const wild = forecastUsage(
        historyOf(
          days(120, (day) => 10 * 3 ** Math.sin(day * day)),
          10,
        ),
      );
      expect(width(wild)).to.be.greaterThan(
        3 *
          width(
            forecastUsage(
              historyOf(
                days(120, () => 10),
                10,
              ),
            ),
          ),
      );
    });

    it('narrows as the period goes by', () => {
      const widths = [5, 10, 15, 20, 25, 29].map((elapsed) =>
        width(forecastUsage(historyOf(weekly(90 + elapsed), elapsed))),
      );
      expect(widths).to.deep.equal(widths.toSorted((a, b) => b - a));
    });

    it('fans out from now to the final distribution', () => {
      const forecast = forecastUsage(historyOf(weekly(100), 10));
      const at = (ahead: number): number => forecast.quantileAt(0.9, ahead) - forecast.quantileAt(0.1, ahead);
      const widths = days(forecast.daysAhead + 1, at);
      expect(widths[0]).to.equal(0);
      expect(widths).to.deep.equal(widths.toSorted((a, b) => a - b));
      expect(forecast.quantileAt(0.3, forecast.daysAhead)).to.equal(forecast.quantile(0.3));
    });
  });

  describe('unique', () => {
    it('expects fewer new ones the further a period goes', () => {
      const history = historyOf([20, 12, 8, 6, 5, 4, 4, 3, 3, 3], 10, { aggregation: 'unique' });
      const sum = forecastUsage({ ...history, aggregation: 'sum' });
      expect(forecastUsage(history).median).to.be.within(history.soFar + 1, sum.median - 10);
    });

    it('learns from earlier periods how many come late', () => {
      const period = days(30, (day) => (day < 10 ? 10 : 0));
      const history = historyOf([...period, ...period, ...period, ...period.slice(0, 10)], 10, {
        aggregation: 'unique',
      });
      expect(forecastUsage(history).median).to.be.within(100, 140);
    });

    it('takes levels for the least that can have been there', () => {
      const history = historyOf(
        days(40, () => 9),
        10,
        { kind: 'levels', aggregation: 'unique', soFar: 12 },
      );
      expect(forecastUsage(history).median).to.equal(12);
    });
  });

  describe('laws', () => {
    const histories = fc.record({
      values: fc.array(fc.oneof({ weight: 8, arbitrary: fc.nat(1000) }, fc.constant(0), fc.constant(null)), {
        maxLength: 130,
      }),
      kind: fc.constantFrom('increments' as const, 'levels' as const),
      aggregation: fc.constantFrom(
        'sum' as const,
        'average' as const,
        'max' as const,
        'last' as const,
        'unique' as const,
      ),
      elapsed: fc.nat(31),
      soFar: fc.nat(50_000),
      fraction: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    type Drawn = typeof histories extends fc.Arbitrary<infer T> ? T : never;
    const build = ({ fraction, ...drawn }: Drawn, factor = 1): UsageHistory => ({
      ...drawn,
      values: drawn.values.map((value) => (value === null ? null : value * factor)),
      elapsed: Math.min(drawn.elapsed, drawn.values.length),
      soFar: drawn.soFar * factor,
      periodDays: 31,
      partial: fraction === null ? null : { value: 3 * factor, fraction },
    });
    const ps = [0, 0.01, 0.025, 0.06, 0.1, 0.3, 0.5, 0.8, 0.9, 0.97, 1];

    it('quantiles never fall, lie around median and mean, and are finite', () => {
      fc.assert(
        fc.property(histories, fc.nat(31), (drawn, ahead) => {
          const forecast = forecastUsage(build(drawn));
          const finals = ps.map((p) => forecast.quantile(p));
          const fan = ps.map((p) => forecast.quantileAt(p, Math.min(ahead, forecast.daysAhead)));
          for (const values of [finals, fan]) {
            expect(values.every(Number.isFinite)).to.equal(true);
            expect(values).to.deep.equal(values.toSorted((a, b) => a - b));
          }
          expect(forecast.median).to.equal(forecast.quantile(0.5));
          expect(forecast.mean).to.be.within(finals[0]! * (1 - 1e-12), finals.at(-1)! * (1 + 1e-12));
        }),
      );
    });

    it('what is counted is never taken back', () => {
      fc.assert(
        fc.property(histories, fc.nat(31), (drawn, ahead) => {
          fc.pre(drawn.aggregation !== 'average' && drawn.aggregation !== 'last');
          const forecast = forecastUsage(build(drawn));
          expect(forecast.quantile(0)).to.be.at.least(drawn.soFar);
          expect(forecast.quantileAt(0, Math.min(ahead, forecast.daysAhead))).to.be.at.least(drawn.soFar);
        }),
      );
    });

    it('the same past gives the same forecast, and a thousandfold past a thousandfold one', () => {
      fc.assert(
        fc.property(histories, (drawn) => {
          const [one, same, thousand] = [build(drawn), build(drawn), build(drawn, 1000)].map((history) =>
            forecastUsage(history),
          );
          for (const p of ps) {
            expect(same!.quantile(p)).to.equal(one!.quantile(p));
            expect(thousand!.quantile(p)).to.be.closeTo(1000 * one!.quantile(p), 1e-5 * (1 + one!.quantile(p)));
          }
          expect(thousand!.spread).to.equal(one!.spread);
        }),
      );
    });

    it('a draw by quantile has the mean that is given', () => {
      const forecast = forecastUsage(historyOf(weekly(50), 12));
      const draws = days(100_000, (draw) => forecast.quantile((draw + 0.5) / 100_000));
      expect(total(draws) / draws.length / forecast.mean).to.be.closeTo(1, 1e-6);
    });
  });
});

describe('toDaily', () => {
  const rows: readonly (readonly [
    why: string,
    cumulative: readonly (number | null)[],
    daily: readonly (number | null)[],
    start?: number,
  ])[] = [
    ['takes differences', [3, 5, 9], [3, 2, 4]],
    ['sees a counter begin again', [3, 5, 2, 2], [3, 2, 2, 0]],
    ['spreads a gap evenly, for its sum is known', [2, null, null, 8], [2, 2, 2, 2]],
    ['leaves late readings open', [2, 4, null], [2, 2, null]],
    ['spreads an opening gap too', [null, 6], [3, 3]],
    ['spreads a gap in which a period began from there on', [2, 4, null, null, 3], [null, 2, null, 1.5, 1.5], 3],
    ['spreads it over all its days where a counter goes on', [2, 4, null, null, 7], [null, 2, 1, 1, 1], 3],
    ['has nothing of nothing', [], []],
    ['knows a period that begins from a correction in it', [3, 5, 2, 4, 3, 6], [null, 2, 2, 2, null, 3], 2],
    ['does not put a period that has begun on the first day of a series', [90, 95, 99], [null, 5, 4], -9],
    ['knows the first day of a period', [null, 5, 9], [2.5, 2.5, 4], 0],
  ];
  for (const [why, cumulative, daily, start] of rows)
    it(why, () => expect(toDaily(cumulative, start)).to.deep.equal(daily));

  describe('rare events', () => {
    const rare = (length: number, every: number): number[] =>
      Array.from({ length }, (_, day) => ((day * 7919) % every === 0 ? 1 + (day % 2) : 0));

    it('expects as many a day as there were, where the middle day has none', () => {
      const values = rare(80, 4);
      const soFar = values.slice(-20).reduce((sum, value) => sum + value, 0);
      const { mean, median, quantile } = forecastUsage({
        values,
        kind: 'increments',
        aggregation: 'sum',
        elapsed: 20,
        periodDays: 30,
        soFar,
      });
      const perDay = values.slice(-56).reduce((sum, value) => sum + value, 0) / 56;
      expect(mean - soFar).to.be.closeTo(10 * perDay, 1);
      expect(median).to.be.at.most(mean);
      expect(quantile(0.975)).to.be.lessThan(soFar + 30 * perDay);
      expect(quantile(0.025)).to.be.at.least(soFar);
    });

    it('leaves a weekly day off to the weekly rhythm', () => {
      const values = Array.from({ length: 84 }, (_, day) => (day % 7 < 4 ? 100 : 0));
      const { mean } = forecastUsage({
        values,
        kind: 'increments',
        aggregation: 'sum',
        elapsed: 14,
        periodDays: 28,
        soFar: 800,
      });
      expect(mean).to.be.closeTo(1600, 40);
    });
  });
});
