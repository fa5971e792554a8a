import type { PerEventCharge } from '../facts/charge.ts';
import { Decimal, HUNDRED, ONE, sum, within } from '../numbers/decimal.ts';
import { boundSteps } from './explain.ts';
import type { Step } from './line.ts';

/** What a charge per event came to. */
export interface EventsPrice {
  readonly exact: Decimal;
  readonly steps: readonly Step[];
}

/**
 * Prices events one by one. Free events and free amount run down together in event order, and whichever is
 * used up first ends both; the event that crosses pays its rate on the part beyond and its whole fixed fee
 * (the rule of Lago's percentage charges).
 */
export function priceEvents(charge: PerEventCharge, events: readonly Decimal[]): EventsPrice {
  const paid = paidEvents(charge, events);
  const rate = charge.ratePct.div(HUNDRED);
  const raw = paid.map((base) => base.times(rate).plus(charge.fixedAmount));
  const bounded = raw.map((fee) => within(fee, charge.eventMinimum, charge.eventMaximum));
  const unbounded = sum(raw);
  const exact = sum(bounded);
  const paidBase = sum(paid);
  const count = new Decimal(paid.length);
  const steps: Step[] = [
    {
      kind: 'events',
      events: events.length,
      paidEvents: count,
      base: sum(events),
      paidBase,
      ratePct: charge.ratePct,
      amount: paidBase.times(rate),
    },
  ];
  if (!charge.fixedAmount.isZero()) {
    steps.push({
      kind: 'event_fees',
      events: count,
      fixedAmount: charge.fixedAmount,
      amount: charge.fixedAmount.times(count),
    });
  }
  if (!exact.eq(unbounded)) {
    const raised = bounded.filter((fee, index) => fee.gt(raw[index] as Decimal)).length;
    const lowered = bounded.filter((fee, index) => fee.lt(raw[index] as Decimal)).length;
    steps.push({ kind: 'event_bounds', raised, lowered, amount: exact.minus(unbounded) });
  }
  steps.push(...boundSteps(charge, exact, 1));
  return { exact: within(exact, charge.minimumAmount, charge.maximumAmount), steps };
}

/** The value of each event that pays, free parts taken off. */
function paidEvents(charge: PerEventCharge, events: readonly Decimal[]): Decimal[] {
  let freeEvents = charge.freeEvents;
  let freeAmount = charge.freeAmount;
  let open = freeEvents !== null || freeAmount !== null;
  const paid: Decimal[] = [];
  for (const value of events) {
    if (freeEvents?.lt(1) === true || freeAmount?.isZero() === true) open = false;
    if (!open) {
      paid.push(value);
      continue;
    }
    if (freeEvents !== null) freeEvents = freeEvents.minus(ONE);
    if (freeAmount !== null && value.gt(freeAmount)) {
      paid.push(value.minus(freeAmount));
      open = false;
    } else if (freeAmount !== null) {
      freeAmount = freeAmount.minus(value);
    }
  }
  return paid;
}
