import type { Decimal } from '../engine/numbers/decimal.ts';
import type { LimitEstimate } from '../engine/estimate/estimate.ts';
import type { Format } from './format.ts';

/**
 * A limit as it holds: 20,000 calls (30,000 calls until 25 November), where a consent ends before the period does.
 * @param write an amount of it
 * @param limit its name, where it has one: your limit of 20,000 calls
 */
export function describeBound(
  format: Format,
  { limit: { at }, bound, ending }: Pick<LimitEstimate, 'limit' | 'bound' | 'ending'>,
  { write, limit, timeZone }: { write: (amount: Decimal) => string; limit?: string; timeZone: string | undefined },
): string {
  if (ending === null) return bound.eq(at) && limit !== undefined ? limit : write(bound);
  // The end is the first instant after it.
  const date = format.date(ending.until - 1, 'long', timeZone);
  return format.text('limit.until', { limit: limit ?? write(at), quantity: write(bound), date });
}
