import { expect } from 'chai';
import { addMonths, civilDate, dayNumber, dayOf, daysInMonth } from '../../src/engine/time/calendar.ts';
import {
  intervalsIn,
  isBoundary,
  longestOf,
  periodContaining,
  roughDays,
  sameInterval,
  stubbed,
} from '../../src/engine/time/period.ts';
import type { Interval } from '../../src/engine/time/period.ts';
import { prorate, shareOf, splitAt, untilTermination } from '../../src/engine/time/proration.ts';
import type { Proration } from '../../src/engine/time/proration.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { instantOf, isTimeZone, localDay, startOfLocalDay, wallTime } from '../../src/engine/time/time-zone.ts';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z');
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });

describe('calendar', () => {
  it('reads the days that there are', () => {
    expect(['1970-01-01', '1970-01-02', '1969-12-31', '2024-02-29', '0001-01-01'].map(dayNumber)).to.deep.equal([
      0, 1, -1, 19782, -719162,
    ]);
    for (const wrong of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-01-00',
      '2024-01-32',
      '24-01-01',
      '2024-1-1',
      ' 2024-01-01',
      '2024-01-01 ',
    ]) {
      expect(dayNumber(wrong), wrong).to.be.NaN;
    }
  });

  it('goes from days to dates and back', () => {
    for (const text of ['2024-02-29', '1999-12-31', '2000-03-01']) {
      const day = dayNumber(text);
      expect(dayOf(civilDate(day))).to.equal(day);
    }
    expect(civilDate(19782)).to.deep.equal({ year: 2024, month: 2, day: 29 });
  });

  it('knows leap years and the ends of months', () => {
    expect([
      daysInMonth(2024, 2),
      daysInMonth(2023, 2),
      daysInMonth(2000, 2),
      daysInMonth(1900, 2),
      daysInMonth(2023, 4),
      daysInMonth(2023, 12),
    ]).to.deep.equal([29, 28, 29, 28, 30, 31]);
  });

  it('adds months, clamped to their ends', () => {
    const from = { year: 2024, month: 1, day: 31 };
    expect(
      [1, 2, 12, 13, -1, -2, -13]
        .map((months) => addMonths(from, months))
        .map(({ year, month, day }) => `${year}-${month}-${day}`),
    ).to.deep.equal(['2024-2-29', '2024-3-31', '2025-1-31', '2025-2-28', '2023-12-31', '2023-11-30', '2022-12-31']);
  });
});

describe('time zones', () => {
  it('show what the clock on the wall shows', () => {
    expect(iso(wallTime(at('2026-03-29T00:59:59Z'), 'Europe/Berlin'))).to.equal('2026-03-29T01:59:59Z');
    expect(iso(wallTime(at('2026-03-29T01:00:00Z'), 'Europe/Berlin'))).to.equal('2026-03-29T03:00:00Z');
    expect(iso(wallTime(at('2026-01-01T00:00:00Z'), 'Asia/Kathmandu'))).to.equal('2026-01-01T05:45:00Z');
    expect(wallTime(1234567890123, 'UTC')).to.equal(1234567890123);
    expect(wallTime(1234567890123, 'Asia/Tokyo') - 1234567890123).to.equal(9 * 3_600_000);
    expect(wallTime(-1, 'Asia/Tokyo')).to.equal(9 * 3_600_000 - 1);
  });

  it('tell the first of two instants with the same time, and the change where there is none', () => {
    expect(iso(instantOf(at('2026-10-25T02:30:00Z'), 'Europe/Berlin'))).to.equal('2026-10-25T00:30:00Z');
    expect(iso(instantOf(at('2026-03-29T02:30:00Z'), 'Europe/Berlin'))).to.equal('2026-03-29T01:00:00Z');
    expect(iso(instantOf(at('2026-06-01T00:00:00Z'), 'America/New_York'))).to.equal('2026-06-01T04:00:00Z');
    expect(instantOf(42, 'UTC')).to.equal(42);
  });

  it('begin a day where midnight is skipped with the change', () => {
    expect(iso(startOfLocalDay(dayNumber('2026-03-08'), 'America/Havana'))).to.equal('2026-03-08T05:00:00Z');
    expect(iso(startOfLocalDay(dayNumber('2026-03-09'), 'America/Havana'))).to.equal('2026-03-09T04:00:00Z');
    expect(localDay(at('2026-03-08T04:59:59Z'), 'America/Havana')).to.equal(dayNumber('2026-03-07'));
    expect(localDay(at('2026-03-08T05:00:00Z'), 'America/Havana')).to.equal(dayNumber('2026-03-08'));
  });

  it('leave out a day that a country has skipped', () => {
    expect(iso(startOfLocalDay(dayNumber('2011-12-30'), 'Pacific/Apia'))).to.equal('2011-12-30T10:00:00Z');
    expect(iso(startOfLocalDay(dayNumber('2011-12-31'), 'Pacific/Apia'))).to.equal('2011-12-30T10:00:00Z');
  });

  it('are known by name or not', () => {
    expect(['UTC', 'Europe/Paris', 'Nowhere/Land', ''].map(isTimeZone)).to.deep.equal([true, true, false, false]);
  });
});

describe('periods', () => {
  const month: Interval = { unit: 'month', count: 1 };

  it('keep the time of day on the wall when clocks change', () => {
    const { start, end } = periodContaining(
      at('2026-01-15T08:00:00Z'),
      month,
      at('2026-04-01T00:00:00Z'),
      'Europe/Berlin',
    );
    expect([iso(start), iso(end)]).to.deep.equal(['2026-03-15T08:00:00Z', '2026-04-15T07:00:00Z']);
  });

  it('count days and weeks by the calendar', () => {
    const week = periodContaining(
      at('2026-03-23T23:00:00Z'),
      { unit: 'week', count: 1 },
      at('2026-03-30T00:00:00Z'),
      'Europe/Berlin',
    );
    expect([iso(week.start), iso(week.end)]).to.deep.equal(['2026-03-23T23:00:00Z', '2026-03-30T22:00:00Z']);
    const days = periodContaining(
      at('2026-03-01T00:00:00Z'),
      { unit: 'day', count: 10 },
      at('2026-02-28T23:59:59Z'),
      'UTC',
    );
    expect([iso(days.start), iso(days.end)]).to.deep.equal(['2026-02-19T00:00:00Z', '2026-03-01T00:00:00Z']);
  });

  it('begin on their boundary and nowhere else', () => {
    const anchor = at('2026-01-31T10:00:00Z');
    expect(
      ['2026-02-28T10:00:00Z', '2026-02-28T09:59:59Z', '2026-03-31T10:00:00Z', '2026-03-28T10:00:00Z'].map((text) =>
        isBoundary(anchor, month, at(text), 'UTC'),
      ),
    ).to.deep.equal([true, false, true, false]);
  });

  it('begin late where they are stubs', () => {
    const whole = span('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z');
    const stub = (text: string | null): string => iso(stubbed(whole, text === null ? null : at(text)).start);
    expect([
      stub(null),
      stub('2026-03-09T00:00:00Z'),
      stub('2026-02-01T00:00:00Z'),
      stub('2026-03-01T00:00:00Z'),
      stub('2026-04-01T00:00:00Z'),
    ]).to.deep.equal([
      '2026-03-01T00:00:00Z',
      '2026-03-09T00:00:00Z',
      '2026-03-01T00:00:00Z',
      '2026-03-01T00:00:00Z',
      '2026-03-01T00:00:00Z',
    ]);
  });

  it('lie in one another a whole number of times, or not', () => {
    const of = (unit: Interval['unit'], count = 1): Interval => ({ unit, count });
    const RATIOS: readonly (readonly [Interval, Interval, number | null])[] = [
      [of('year'), of('month'), 12],
      [of('month', 3), of('month'), 3],
      [of('month'), of('year'), 1 / 12],
      [of('week'), of('day'), 7],
      [of('week', 2), of('week'), 2],
      [of('month'), of('week'), null],
      [of('day'), of('month'), null],
      [of('month'), of('month'), 1],
    ];
    for (const [whole, part, ratio] of RATIOS)
      expect(intervalsIn(whole, part), `${whole.unit} of ${part.unit}`).to.equal(ratio);
    expect([
      sameInterval(of('year'), of('month', 12)),
      sameInterval(of('week'), of('day', 7)),
      sameInterval(of('month'), of('day', 30)),
      sameInterval(of('month'), of('year')),
      sameInterval(of('week'), of('day', 6)),
    ]).to.deep.equal([true, true, false, false, false]);
    expect(longestOf([of('month'), of('month', 3), of('month', 2)])).to.deep.equal(of('month', 3));
    expect(longestOf([of('month'), of('year'), of('week', 99)])).to.deep.equal(of('year'));
    expect(longestOf([])).to.equal(undefined);
  });
});

describe('roughDays', () => {
  it('puts intervals in the order of their lengths', () => {
    const lengths = [
      ['day', 6],
      ['week', 1],
      ['week', 4],
      ['month', 1],
      ['day', 31],
      ['month', 11],
      ['year', 1],
      ['month', 13],
    ] as const;
    const days = lengths.map(([unit, count]) => roughDays({ unit, count }));
    expect(days.toSorted((a, b) => a - b)).to.deep.equal(days);
    expect(roughDays({ unit: 'week', count: 1 })).to.equal(7);
  });
});

describe('proration', () => {
  const month = span('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z');
  const rule = (more: Partial<Proration> = {}): Proration => ({
    unit: 'day',
    changeDay: 'new',
    terminationDay: true,
    ...more,
  });

  it('shares a period by days, by time, by thirty days or not at all', () => {
    const rest = span('2026-03-10T12:00:00Z', '2026-04-01T00:00:00Z');
    const shares = (['day', 'second', 'fixed_30', 'none'] as const).map((unit) => shareOf(rest, month, unit, 'UTC'));
    expect(shares.map(({ part, whole }) => `${part.toFixed()}/${whole.toFixed()}`)).to.deep.equal([
      '22/31',
      '1857600000/2678400000',
      '21/30',
      '1/1',
    ]);
  });

  it('counts the 31st as the 30th where all months have thirty days', () => {
    const rest = span('2026-03-31T00:00:00Z', '2026-04-01T00:00:00Z');
    expect(shareOf(rest, month, 'fixed_30', 'UTC').part.toFixed()).to.equal('1');
    const february = span('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z');
    expect(shareOf(february, february, 'fixed_30', 'UTC').whole.toFixed()).to.equal('30');
  });

  it('multiplies first and divides last', () => {
    expect(
      prorate(new Decimal(1), { part: new Decimal(2), whole: new Decimal(3) })
        .times(3)
        .toFixed(20),
    ).to.equal('2.00000000000000000000');
    expect(prorate(new Decimal('0.1'), { part: new Decimal(3), whole: new Decimal(3) }).toFixed()).to.equal('0.1');
  });

  it('gives the day of a change to one plan or the other, within the period', () => {
    const middle = (text: string, more?: Partial<Proration>): string =>
      iso(splitAt(month, at(text), rule(more), 'UTC')[0].end);
    expect(middle('2026-03-10T12:00:00Z')).to.equal('2026-03-10T00:00:00Z');
    expect(middle('2026-03-10T12:00:00Z', { changeDay: 'old' })).to.equal('2026-03-11T00:00:00Z');
    expect(middle('2026-03-10T12:00:00Z', { unit: 'second' })).to.equal('2026-03-10T12:00:00Z');
    expect(middle('2026-05-10T12:00:00Z')).to.equal('2026-04-01T00:00:00Z');
    expect(middle('2026-01-10T12:00:00Z')).to.equal('2026-03-01T00:00:00Z');
    const [before, after] = splitAt(month, at('2026-03-10T12:00:00Z'), rule(), 'UTC');
    expect([before.start, after.start, after.end]).to.deep.equal([month.start, before.end, month.end]);
  });

  it('bills the day of a termination or not, within the period', () => {
    const end = (text: string, more?: Partial<Proration>): string =>
      iso(untilTermination(month, at(text), rule(more), 'UTC').end);
    expect(end('2026-03-10T12:00:00Z')).to.equal('2026-03-11T00:00:00Z');
    expect(end('2026-03-10T12:00:00Z', { terminationDay: false })).to.equal('2026-03-10T00:00:00Z');
    expect(end('2026-03-10T12:00:00Z', { unit: 'second' })).to.equal('2026-03-10T12:00:00Z');
    expect(end('2026-02-10T12:00:00Z')).to.equal('2026-03-01T00:00:00Z');
    expect(end('2026-06-10T12:00:00Z')).to.equal('2026-04-01T00:00:00Z');
    expect(untilTermination(month, at('2026-03-10T12:00:00Z'), rule(), 'UTC').start).to.equal(month.start);
  });
});
