import { decimal } from '../decimal-text.ts';
import type { SeriesDocument, UsageDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isBefore, isSame } from '../period-at.ts';
import type { OpenMeterFacts } from './facts.ts';
import type { OpenMeterQueryResult } from './objects.ts';
import { currentPeriod } from './period.ts';

export function usageOf(facts: OpenMeterFacts): Record<string, UsageDocument> {
  const { usage, asOf, features, meters } = facts;
  const start = currentPeriod(facts).from;
  return Object.fromEntries(
    Object.entries(usage).map(([key, { total, days }]) => {
      const [row, ...others] = total.data;
      if (others.length > 0)
        throw new Untranslatable(key, 'several figures for the current period: ask for one customer');
      if (total.from && !isSame(total.from, start)) {
        throw new Untranslatable(key, 'its usage is of another time than the current billing period');
      }
      const slug = features.find((feature) => feature.key === key)?.meterSlug;
      const aggregation = meters.find((meter) => meter.slug === slug)?.aggregation;
      const series = days && seriesOf(days, aggregation, key);
      return [
        key,
        {
          quantity: decimal(row?.value ?? 0, key),
          ...(total.to && isBefore(total.to, asOf) ? { complete_until: total.to } : {}),
          ...(series ? { series } : {}),
        },
      ];
    }),
  );
}

/** Days without events have no row: they added nothing, and nobody knows their level. Unique ones do not add up. */
function seriesOf({ data }: OpenMeterQueryResult, aggregation: string | undefined, key: string): SeriesDocument | null {
  if (data.length === 0 || aggregation === 'UNIQUE_COUNT') return null;
  const byDay = new Map(data.map(({ value, windowStart }) => [Date.parse(windowStart) / DAY, decimal(value, key)]));
  const days = [...byDay.keys()];
  if (byDay.size < data.length || !days.every(Number.isInteger)) {
    throw new Untranslatable(key, 'its days are not those of UTC, or of several subjects');
  }
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const isAdded = aggregation === 'SUM' || aggregation === 'COUNT';
  return {
    of: isAdded ? 'increments' : 'levels',
    from: new Date(first * DAY).toISOString().slice(0, 10),
    values: Array.from({ length: last - first + 1 }, (_, index) => byDay.get(first + index) ?? (isAdded ? '0' : null)),
  };
}

const DAY = 86_400_000;
