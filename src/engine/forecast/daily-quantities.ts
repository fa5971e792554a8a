import type { Account, Usage, UsageSeries } from '../facts/account.ts';
import type { Meter } from '../facts/catalog.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import { listOf } from '../list-of.ts';

/**
 * What a meter had counted by the end of each day of the period so far, as its series tells; the last one is
 * what is counted now. `null` = there is no series. For charts: floats, never for what is due.
 */
export function dailyQuantities(meter: Meter, usage: Usage, period: EstimatePeriod): readonly number[] | null {
  const { series, quantity } = usage;
  if (series === null) return null;
  const days = listOf(period.day, (index) => series.values[period.startDay + index - series.fromDay] ?? null);
  const now = quantity.toNumber();
  if (series.of === 'cumulative') return between([...days.slice(0, -1), now]);
  const known = days.filter((value) => value !== null);
  // What was counted on days that nobody knows about is spread over them.
  const perUnknown = Math.max(0, now - known.reduce((sum, value) => sum + value, 0)) / (days.length - known.length);
  const counted = accumulate(days, perUnknown, { aggregation: meter.aggregation, of: series.of });
  return [...counted.slice(0, -1), now];
}

/** Readings that rise evenly over days without one: what the next one adds belongs to some of them. */
function between(readings: readonly (number | null)[]): number[] {
  const counted: number[] = [];
  for (const [index, reading] of readings.entries()) {
    if (reading === null) continue;
    const [before, missing] = [counted.at(-1) ?? 0, index + 1 - counted.length];
    const perDay = (reading - before) / missing;
    for (let day = 1; day < missing; day += 1) counted.push(before + day * perDay);
    counted.push(reading);
  }
  return counted;
}

function accumulate(
  days: readonly (number | null)[],
  perUnknown: number,
  { aggregation, of }: Pick<Meter, 'aggregation'> & Pick<UsageSeries, 'of'>,
): number[] {
  let [sum, known, top, last, all] = [0, 0, 0, 0, 0];
  return days.map((value) => {
    all += value ?? perUnknown;
    if (value !== null) {
      sum += value;
      known += 1;
      top = Math.max(top, value);
      last = value;
    }
    switch (aggregation) {
      case 'average':
        return sum / Math.max(known, 1);
      case 'max':
        return top;
      default:
        return of === 'levels' ? last : all;
    }
  });
}

/** Whether there is a series that says anything about the current period. */
export function hasDays(account: Account, period: EstimatePeriod): boolean {
  return [...account.usage.values()].some(
    ({ series }) => series !== null && series.fromDay + series.values.length > period.startDay,
  );
}
