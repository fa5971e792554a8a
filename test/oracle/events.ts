import { exact, Exact, NOUGHT } from './exact.ts';
import type { WireCharge } from './wire.ts';

/**
 * Event after event: the free events and the free amount run down together, the first one used up ends both;
 * half a free event frees none. The event that crosses pays its rate on the part beyond and its whole fixed amount.
 */
export function priceEvents(charge: WireCharge, events: readonly string[]): Exact {
  let freeEvents = charge.free_events == null ? null : exact(charge.free_events);
  let freeAmount = charge.free_amount == null ? null : exact(charge.free_amount);
  let free =
    (freeEvents !== null || freeAmount !== null) && freeEvents?.lt(1) !== true && freeAmount?.isZero() !== true;
  let total = NOUGHT;
  for (const event of events) {
    let paid = exact(event);
    let whollyFree = false;
    if (free) {
      const covered = freeAmount === null ? paid : Exact.min(paid, freeAmount);
      paid = paid.minus(covered);
      whollyFree = paid.isZero();
      freeAmount = freeAmount?.minus(covered) ?? null;
      freeEvents = freeEvents?.minus(1) ?? null;
      free = freeAmount?.lte(0) !== true && freeEvents?.lt(1) !== true;
    }
    if (!whollyFree) total = total.plus(priceEvent(charge, paid));
  }
  return total;
}

function priceEvent(charge: WireCharge, base: Exact): Exact {
  let price = base
    .times(charge.rate_pct ?? '0')
    .div(100)
    .plus(charge.fixed_amount ?? '0');
  if (charge.event_minimum != null && price.lt(charge.event_minimum)) price = exact(charge.event_minimum);
  if (charge.event_maximum != null && price.gt(charge.event_maximum)) price = exact(charge.event_maximum);
  return price;
}
