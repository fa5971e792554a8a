import type { Account, Usage } from '../facts/account.ts';
import type { Meter } from '../facts/catalog.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import { listOf } from '../list-of.ts';
import { localDay, startOfLocalDay } from '../time/time-zone.ts';
import { toDaily } from '../usage-forecast/to-daily.ts';
import type { UsageHistory } from '../usage-forecast/usage-history.ts';

/**
 * What is known of a meter day by day, as the forecast reads it. Without a series there is only what the
 * period has counted, and no day of it: the forecast of a sum is then run-rate with a wide band, and says so; a
 * level has no past at all. `null` = nothing to forecast from.
 */
export function meterHistory(
  meter: Meter,
  usage: Usage,
  account: Account,
  period: EstimatePeriod,
): UsageHistory | null {
  // Bought seats change by decision, not by habit: nobody is told of a seat that nobody asked for.
  if (meter.kind === 'seats' && meter.aggregation !== 'unique') return null;
  // Nobody has counted what comes after the facts.
  const counted = Math.min(usage.completeUntil ?? account.asOf, account.asOf);
  const until = Math.min(Math.max(counted, period.start), period.end);
  const lastDay = period.endDay - 1;
  // Where a period ends in the midst of a day, its last one is not over before.
  const today = until < period.end ? Math.min(localDay(until, account.timeZone), lastDay) : period.endDay;
  const elapsed = today - period.startDay;
  const begun = startOfLocalDay(today, account.timeZone);
  const over = today === lastDay ? period.end : startOfLocalDay(today + 1, account.timeZone);
  const fraction = (until - begun) / (over - begun);
  const aggregation = meter.aggregation === 'events' ? 'sum' : meter.aggregation;
  const soFar = usage.quantity.toNumber();
  // What is counted includes today's part, whether or not the series has it yet.
  const partialOf = (value: number | null) => (elapsed < period.days && fraction > 0 ? { value, fraction } : null);
  const known = { aggregation, elapsed, periodDays: period.days, soFar };
  if (usage.series === null) {
    if (aggregation !== 'sum') return null;
    const values = listOf(elapsed, () => null);
    return { ...known, kind: 'increments', values, partial: partialOf(null) };
  }
  const { of, fromDay, values } = usage.series;
  const length = Math.max(0, today - fromDay);
  const daily = of === 'cumulative' ? toDaily(withNow(values, length, soFar), period.startDay - fromDay) : values;
  return {
    ...known,
    kind: of === 'levels' ? 'levels' : 'increments',
    values: listOf(Math.max(length, elapsed), (index) => {
      const value = daily[index + length - Math.max(length, elapsed)] ?? null;
      // A correction takes back what was counted; it is no day's usage.
      return value === null ? null : Math.max(0, value);
    }),
    partial: partialOf(daily[length] ?? null),
  };
}

/** Readings of a cumulative series up to now: what is counted by now is the latest one. */
function withNow(values: readonly (number | null)[], today: number, soFar: number): readonly (number | null)[] {
  return values.length > today ? values : [...values, ...listOf(today - values.length, () => null), soFar];
}
