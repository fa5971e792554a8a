import { expect } from 'chai';
import { fanReached, type FanDay } from '../../src/engine/forecast/fan.ts';
import type { ReachedSpan } from '../../src/engine/forecast/meter-forecast.ts';
import { estimated, usualDays } from '../support/forecast-documents.ts';

describe('fanOf', () => {
  it('opens from now to the forecast of the end', () => {
    const { fan, forecast, period, accrued } = estimated({ usage: { calls: { values: usualDays(70) } }, elapsed: 10 });
    const widths = fan!.map(({ range80 }) => range80.high - range80.low);
    expect(fan!.map(({ day }) => day - period!.startDay)).to.deep.equal([12, 16, 19, 22, 26, 29]);
    expect(widths).to.deep.equal([...widths].sort((a, b) => a - b));
    expect(fan!.at(-1)).to.deep.include({
      mean: forecast!.mean,
      range80: forecast!.range80,
      range95: forecast!.range95,
    });
    let last = accrued!.total!.toNumber();
    for (const { mean, range80, range95 } of fan!) {
      expect(mean).to.be.greaterThan(last);
      expect(range95.low).to.be.at.most(range80.low);
      expect(range95.high).to.be.at.least(range80.high);
      last = mean;
    }
  });

  it('has a day for each that is left, where few are', () => {
    const { fan } = estimated({ usage: { calls: { values: usualDays(87) } }, elapsed: 27 });
    expect(fan).to.have.length(3);
  });

  it('puts meters that are late on the same day as others', () => {
    const values = usualDays(70);
    const meters = [{ id: 'calls' }, { id: 'chats' }];
    const charges = meters.map(({ id }) => ({ id, meter: id, model: 'per_unit', unit_amount: '0.1' }));
    const late = { values: values.slice(0, -3), quantity: 600, completeUntil: '2024-03-08' };
    const { fan, forecast } = estimated({ meters, charges, usage: { calls: { values }, chats: late }, elapsed: 10 });
    expect(fan!.at(-1)!.mean).to.equal(forecast!.mean);
    expect(fan!.every(({ mean }, index) => index === 0 || mean > fan![index - 1]!.mean)).to.equal(true);
  });

  it('begins today where counts are late, and says of no day before that something is reached on it', () => {
    const { fan, limits, period } = estimated({
      usage: { calls: { values: usualDays(68), quantity: 800, completeUntil: '2024-03-09' } },
      elapsed: 14,
      account: {
        limits: [
          { meter: 'calls', quantity: '1000' },
          { on: 'invoice', amount: '100' },
        ],
      },
    });
    const today = period!.startDay + 14;
    expect(fan!.map(({ day }) => day - today)).to.deep.equal([2, 4, 7, 10, 12, 15]);
    for (const { reached } of limits) expect(reached!.from).to.be.at.least(today);
    expect(limits[0]!.reached).to.deep.equal({ from: today, likely: today, to: today });
  });
});

describe('fanReached', () => {
  const at = (day: number, low: number, mean: number, high: number): FanDay => ({
    day,
    mean,
    range80: { low, high },
    range95: { low, high },
  });
  const fan = [at(10, 80, 100, 120), at(20, 160, 200, 260), at(30, 240, 300, 400)];
  // An allowance that few futures pass, and those by far: the mean is above the range.
  const skewed = [at(10, 50, 70, 60), at(20, 70, 90, 70)];
  const cases: readonly (readonly [string, number, ReachedSpan | null, FanDay[]?])[] = [
    ['between two days of the fan', 150, { from: 13, likely: 15, to: 19 }],
    ['before the first', 60, { from: 5, likely: 6, to: 8 }],
    ['about the first', 90, { from: 8, likely: 9, to: 12 }],
    ['perhaps not before the end', 290, { from: 23, likely: 29, to: null }],
    ['probably not', 350, { from: 27, likely: 30, to: null }],
    ['not at all', 500, null],
    [
      'never before the earliest, where the mean passes it before nine of ten',
      65,
      { from: 15, likely: 15, to: 18 },
      skewed,
    ],
  ];
  for (const [name, bound, span, days = fan] of cases) {
    it(`finds the span: ${name}`, () => {
      expect(fanReached(days, { at: bound, then: null }, { day: 0, amount: 0 })).to.deep.equal(span);
    });
  }

  it('is nothing without a fan', () => {
    expect(fanReached(null, { at: 1, then: null }, { day: 0, amount: 0 })).to.equal(null);
  });
});
