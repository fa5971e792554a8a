import type { Decimal } from '../numbers/decimal.ts';
import { min, sum } from '../numbers/decimal.ts';
import { listOf } from '../list-of.ts';

/**
 * Events that add up to another total: as many more of the average event as it takes, or the first ones up
 * to it. `null` where nobody knows how large an event is.
 */
export function projectEvents(
  events: readonly Decimal[],
  total: Decimal,
  typical: Decimal | null,
): readonly Decimal[] | null {
  const known = sum(events);
  // Events of nothing at the end are events too.
  if (total.eq(known)) return events;
  if (total.lt(known)) return upTo(events, total);
  const average = known.gt(0) ? known.div(events.length) : typical;
  if (average === null || average.lte(0)) return null;
  const more = total.minus(known);
  const count = Math.min(Math.max(1, more.div(average).round().toNumber()), MOST_EVENTS);
  return [...events, ...listOf(count, () => more.div(count))];
}

/** As many events as a document may list. */
const MOST_EVENTS = 10_000;

function upTo(events: readonly Decimal[], total: Decimal): readonly Decimal[] {
  const kept: Decimal[] = [];
  let left = total;
  for (const value of events) {
    if (left.lte(0)) break;
    kept.push(min(value, left));
    left = left.minus(value);
  }
  return kept;
}
