import type { Account, Usage } from './account.ts';
import type { Meter } from './catalog.ts';
import { Decimal } from './decimal.ts';
import type { Span } from './period.ts';

/**
 * What a meter will have counted at the period's end if it goes on as so far: sums grow with the days,
 * levels and counts of people stay. Whole steps of the meter.
 */
export function expectedQuantity(meter: Meter, usage: Usage, account: Account, period: Span): Decimal {
  const { aggregation, step } = meter;
  if (aggregation !== 'sum' && aggregation !== 'events') return usage.quantity;
  const until = Math.min(Math.max(usage.completeUntil ?? account.asOf, period.start), period.end);
  const elapsed = until - period.start;
  if (elapsed <= 0 || usage.quantity.lte(0)) return usage.quantity;
  const rest = usage.quantity.times(period.end - until).div(elapsed);
  return usage.quantity.plus(rest.div(step).round().times(step));
}

/**
 * Events that add up to another total: as many more of the average event as it takes, or the first ones up
 * to it. `null` where nobody knows how large an event is.
 */
export function projectEvents(events: readonly Decimal[], total: Decimal, typical: Decimal | null): readonly Decimal[] | null {
  const known = events.reduce((sum, value) => sum.plus(value), new Decimal(0));
  if (total.lte(known)) return upTo(events, total);
  const average = known.gt(0) ? known.div(events.length) : typical;
  if (average === null || average.lte(0)) return null;
  const more = total.minus(known);
  const count = Math.min(Math.max(1, more.div(average).round().toNumber()), MOST_EVENTS);
  return [...events, ...Array.from({ length: count }, () => more.div(count))];
}

/** As many events as a document may list. */
const MOST_EVENTS = 10_000;

function upTo(events: readonly Decimal[], total: Decimal): readonly Decimal[] {
  const kept: Decimal[] = [];
  let left = total;
  for (const value of events) {
    if (left.lte(0)) break;
    kept.push(Decimal.min(value, left));
    left = left.minus(value);
  }
  return kept;
}
