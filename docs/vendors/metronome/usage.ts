import { decimal } from '../decimal-text.ts';
import type { BookedChangeDocument, SeriesDocument, UsageDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isBefore, isSame } from '../period-at.ts';
import type { MetronomeFacts } from './facts.ts';
import { quantityAt, runningFees } from './fees.ts';
import type { MetronomeUsage } from './objects.ts';
import { currentPeriod } from './period.ts';

export function usageOf(facts: MetronomeFacts): Record<string, UsageDocument> {
  const { usage, days = [], asOf, metrics } = facts;
  const { start } = currentPeriod(facts);
  const seats = seatsOf(facts).map(({ id, fee }) => [id, { quantity: decimal(quantityAt(fee, asOf), id) }] as const);
  const counted = usage.map(({ billable_metric_id: id, start_timestamp, end_timestamp, value }) => {
    const others = usage.filter((one) => one.billable_metric_id === id);
    if (others.length > 1) throw new Untranslatable(id, 'several figures for the current period');
    if (!isSame(start_timestamp, start)) throw new Untranslatable(id, 'its usage is of another time than the period');
    if ((value ?? 0) < 0) throw new Untranslatable(id, 'what less than no usage is billed as is not told');
    const aggregation = metrics.find((metric) => metric.id === id)?.aggregation_type?.toUpperCase();
    const own = days.filter((day) => day.billable_metric_id === id);
    const series = seriesOf(own, aggregation);
    return [
      id,
      {
        quantity: decimal(value ?? 0, id),
        ...(isBefore(end_timestamp, asOf) ? { complete_until: end_timestamp } : {}),
        ...(series ? { series } : {}),
      },
    ] as const;
  });
  return Object.fromEntries([...seats, ...counted]);
}

/** Seats that the next period begins with, where they are others. */
export function bookedSeats(facts: MetronomeFacts): BookedChangeDocument[] {
  const { end } = currentPeriod(facts);
  const quantities = seatsOf(facts)
    .filter(({ fee }) => quantityAt(fee, end) !== quantityAt(fee, facts.asOf))
    .map(({ id, fee }) => [id, decimal(quantityAt(fee, end), id)] as const);
  const booked: Readonly<Record<string, string>> = Object.fromEntries(quantities);
  return quantities.length === 0 ? [] : [{ at: end, quantities: booked }];
}

function seatsOf(facts: MetronomeFacts) {
  return runningFees(facts)
    .map((fee) => ({ id: fee.subscription_rate.product.id, fee }))
    .filter(({ id }) => facts.seats?.includes(id));
}

/** Days of UTC. One that is missing added nothing, and nobody knows its level; unique ones do not add up. */
function seriesOf(days: readonly MetronomeUsage[], aggregation: string | undefined): SeriesDocument | null {
  if (days.length === 0 || aggregation === 'UNIQUE') return null;
  const isAdded = aggregation === 'SUM' || aggregation === 'COUNT';
  const none = isAdded ? '0' : null;
  const byDay = new Map(
    days.map(({ billable_metric_id: id, start_timestamp, value }) => [
      Math.floor(Date.parse(start_timestamp) / DAY),
      value === null ? none : decimal(value, id),
    ]),
  );
  const [first, last] = [Math.min(...byDay.keys()), Math.max(...byDay.keys())];
  return {
    of: isAdded ? 'increments' : 'levels',
    from: new Date(first * DAY).toISOString().slice(0, 10),
    values: Array.from({ length: last - first + 1 }, (_, index) => byDay.get(first + index) ?? none),
  };
}

const DAY = 86_400_000;
