import type { UsageHistory } from './usage-history.ts';

/** What the period counts of a run of days: their greatest, the last, or (for averages too, whose divisor is known) the sum. */
export function ofDays(aggregation: UsageHistory['aggregation'], days: readonly number[]): number {
  if (aggregation === 'max') return Math.max(0, ...days);
  if (aggregation === 'last') return days.at(-1) ?? 0;
  return days.reduce((sum, day) => sum + day, 0);
}
