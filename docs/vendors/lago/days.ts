import { localDate } from '../local-date.ts';
import type { LagoSubscription } from './objects.ts';

/** Whether the current period may not be served in full: a first one by the calendar, or one that is known to be the last. */
export function isPartial(subscription: LagoSubscription, zone: string): boolean {
  const { billing_time, started_at, current_billing_period_started_at, ending_at } = subscription;
  const isFirst = localDate(started_at, zone) === localDate(current_billing_period_started_at, zone);
  return ending_at !== null || (billing_time === 'calendar' && isFirst);
}

/** The first day of a week (a Monday), a month, a quarter, a half-year and a year: so are all calendar periods from it. */
export const CALENDAR = '1973-01-01';
