import { expect } from 'chai';
import { unusualUsage } from '../../src/engine/estimate/alerts.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withQuantity } from '../../src/engine/usage/scenario.ts';
import { smallEstimate } from '../support/small-documents.ts';

const plan = { charges: [{ id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '1' }] };

/** 30,000 calls counted near the end of a month. */
function near(asOf: string, anchor: string, zone: string): Estimate {
  return smallEstimate([plan], {
    as_of: asOf,
    time_zone: zone,
    subscription: { anchor },
    usage: { calls: { quantity: '30000' } },
  });
}

describe('meterHistory', () => {
  it('never expects less than is counted, in the last hour of a day of 25', () => {
    const { forecast, accrued } = near('2026-10-25T22:30:00Z', '2026-09-26', 'Europe/Paris');
    expect(Math.min(...forecast!.totals)).to.be.at.least(accrued!.total!.toNumber());
    expect(forecast!.mean).to.be.within(30_000, 30_060);
  });

  it('expects of today what is left of it, also where its day is not in the series yet', () => {
    const days = Array.from({ length: 89 }, (_, day) => String(990 + (day % 3) * 10));
    const at = (values: readonly string[]) =>
      smallEstimate([plan], {
        as_of: '2026-03-31T18:00:00Z',
        usage: { calls: { quantity: '30750', series: { of: 'increments', from: '2026-01-01', values } } },
      }).forecast!;
    expect(at(days).mean).to.be.within(30_950, 31_050);
    expect(at(days).mean).to.be.closeTo(at([...days, '750']).mean, 20);
  });

  it('takes no count for complete beyond the instant of the document', () => {
    const values = Array.from({ length: 89 }, (_, day) => (day < 88 ? '1000' : '300'));
    const of = (more: object) =>
      smallEstimate([plan], {
        as_of: '2026-03-30T08:00:00Z',
        usage: { calls: { quantity: '29300', series: { of: 'increments', from: '2026-01-01', values }, ...more } },
      }).forecast?.mean;
    expect(of({})).to.be.within(30_500, 31_500);
    for (const until of ['2026-03-31', '2026-04-01']) expect(of({ complete_until: until })).to.equal(of({}));
  });

  it('goes on from a correction below zero instead of from nothing', () => {
    const mirrored = { charges: [{ ...plan.charges[0], negative: 'mirror' }] };
    const days = Array.from({ length: 68 }, (_, day) => (day === 65 ? '-60000' : '1000'));
    const of = (usage: object) =>
      smallEstimate([mirrored], { as_of: '2026-03-10', usage: { calls: { quantity: '-50000', ...usage } } });
    const alone = of({});
    expect(alone.invoice.total!.toNumber()).to.equal(-50_000);
    expect(alone.invoice.total!.eq(alone.accrued!.total!)).to.equal(true);
    const { forecast, meters } = of({ series: { of: 'increments', from: '2026-01-01', values: days } });
    expect(forecast!.mean).to.be.within(-30_000, -26_000);
    expect(meters[0]!.expected!.toNumber()).to.be.within(-30_000, -26_000);
  });

  it('takes a reading that falls within the period for a correction, not for a day of that much usage', () => {
    const readings = Array.from({ length: 68 }, (_, day) => 1000 * (day < 59 ? day + 1 : day - 58));
    const of = (values: readonly number[]) =>
      smallEstimate([plan], {
        as_of: '2026-03-10',
        usage: {
          calls: {
            quantity: String(values.at(-1)),
            series: { of: 'cumulative', from: '2026-01-01', values: values.map(String) },
          },
        },
      });
    const corrected = of(readings.map((reading, day) => (day < 65 ? reading : reading - 1500)));
    expect(corrected.meters[0]!.forecast!.history.values.slice(-4)).to.deep.equal([1000, null, 1000, 1000]);
    expect(unusualUsage(corrected, corrected.account!)).to.deep.equal([]);
    expect(corrected.forecast!.mean).to.be.closeTo(of(readings).forecast!.mean - 1500, 100);
  });

  it('does not take for a day of usage what was counted before a cumulative series begins', () => {
    const from = (day: number) =>
      smallEstimate([plan], {
        as_of: '2026-03-21',
        usage: {
          calls: {
            quantity: '20000',
            series: {
              of: 'cumulative',
              from: `2026-03-${String(day).padStart(2, '0')}`,
              values: Array.from({ length: 21 - day }, (_, index) => String(1000 * (day + index))),
            },
          },
        },
      }).meters[0]!.forecast!.median;
    for (const day of [1, 12, 19]) expect(from(day)).to.be.closeTo(31_000, 10);
  });

  it('prices what is tried out, also after a correction that outweighs what will come', () => {
    const values = Array.from({ length: 68 }, () => '1000');
    const account = {
      as_of: '2026-03-10',
      usage: { calls: { quantity: '-50000', series: { of: 'increments', from: '2026-01-01', values } } },
    };
    const tried = withQuantity('calls', new Decimal(5000), 'about')(AS_IS);
    const { invoice, forecast } = smallEstimate([plan], account, tried);
    expect(forecast?.mean ?? invoice.total!.toNumber()).to.equal(5000);
  });

  it('expects more until a period is over, also where it ends in the midst of a day', () => {
    const at = (hour: string) => near(`2026-03-31T${hour}:00Z`, '2026-01-01T00:00:00Z', 'America/New_York');
    const means = ['08:00', '16:00', '22:00'].map((hour) => at(hour).forecast!.mean);
    expect(means[0]).to.be.greaterThan(means[1]!);
    expect(means[1]).to.be.greaterThan(means[2]!);
    expect(means[2]).to.be.greaterThan(30_000);
    expect(at('22:00').period!.day).to.equal(31);
  });
});
