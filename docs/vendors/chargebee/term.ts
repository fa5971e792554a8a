import { laterDay, localDate } from '../local-date.ts';
import { Untranslatable } from '../documents.ts';
import type { ChargebeeFacts } from './facts.ts';
import type { ChargebeeItemPrice } from './objects.ts';

/** The current term, half open. By the day it begins and ends at the site's midnight, and Chargebee says its last second. */
export interface Term {
  readonly start: number;
  readonly end: number;
}

export function termOf({ subscription, billingMode }: ChargebeeFacts): Term {
  const { id, status, current_term_start, current_term_end, trial_end, started_at } = subscription;
  const inTrial = status === 'in_trial';
  const [start, end] = inTrial ? [started_at, trial_end] : [current_term_start, current_term_end];
  if (start === undefined || end === undefined) throw new Untranslatable(id, 'it has no current term');
  return { start, end: opened(end, billingMode) };
}

/** From when terms are counted: the start of this one if it is whole, else its end, where the next one begins. */
export function anchorOf(term: Term, facts: ChargebeeFacts, plan: ChargebeeItemPrice): string {
  const { period = 1, period_unit = 'month' } = plan;
  const [first, next] = [dayOf(term.start, facts), dayOf(term.end, facts)];
  const isWhole = laterDay(first, period, period_unit) === next && clock(term.start, facts) === clock(term.end, facts);
  if (!isWhole && laterDay(next, -period, period_unit) > first && facts.subscription.status !== 'in_trial') {
    throw new Untranslatable(facts.subscription.id, "its term is longer than its plan's period");
  }
  return at(isWhole ? term.start : term.end, facts);
}

/** Whether it has as many days as the plan's period, whose first or last one a month's end may have moved. */
export function isWholeTerm({ start, end }: Term, facts: ChargebeeFacts, plan: ChargebeeItemPrice): boolean {
  const { period = 1, period_unit = 'month' } = plan;
  const [first, next] = [dayOf(start, facts), dayOf(end, facts)];
  return laterDay(first, period, period_unit) === next || laterDay(next, -period, period_unit) === first;
}

/** A boundary of terms: a day, or an instant. */
export function at(seconds: number, facts: ChargebeeFacts): string {
  return facts.billingMode === 'day' ? dayOf(seconds, facts) : instant(seconds);
}

/** The same of an end as Chargebee says it. */
export function boundary(end: number, facts: ChargebeeFacts): string {
  return at(opened(end, facts.billingMode), facts);
}

/** The end that is said by its last second where days are billed. */
export function opened(end: number, billingMode: ChargebeeFacts['billingMode']): number {
  return billingMode === 'day' && end % 60 === 59 ? end + 1 : end;
}

export function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** The time of day at the site: where it differs, as by summer time, terms are not counted by the site's clock. */
function clock(seconds: number, { timeZone }: ChargebeeFacts): string {
  return new Intl.DateTimeFormat('en', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }).format(seconds * 1000);
}

export function dayOf(seconds: number, { timeZone }: ChargebeeFacts): string {
  return localDate(instant(seconds), timeZone);
}
