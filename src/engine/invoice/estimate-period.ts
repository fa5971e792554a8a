import type { Account } from '../facts/account.ts';
import type { Plan } from '../facts/catalog.ts';
import { billingPeriod } from './invoice-schedule.ts';
import { oncePerPair } from '../once.ts';
import { localDay } from '../time/time-zone.ts';

/** The customer's current billing period, in instants and in local days; where the subscription ends before it, up to there. */
export interface EstimatePeriod {
  readonly start: number;
  readonly end: number;
  /** Local day numbers (days since 1970-01-01) of the first day and the day after the last. */
  readonly startDay: number;
  readonly endDay: number;
  readonly days: number;
  /** Today, 1 = the first day. */
  readonly day: number;
}

/** How many periods after the current one have passed by the end of a local day, with its part of one that has begun. */
export function periodsAfter(account: Account, plan: Plan): (day: number) => number {
  const dayAfter = (instant: number): number => localDay(instant - 1, account.timeZone) + 1;
  let { end } = billingPeriod(account, plan);
  const first = dayAfter(end);
  const passed: number[] = [];
  return (day) => {
    for (let count = Math.round(passed.at(-1) ?? 0); day - first >= passed.length; count += 1) {
      ({ end } = billingPeriod({ ...account, asOf: end }, plan));
      const length = dayAfter(end) - first - passed.length;
      for (let part = 1; part <= length; part += 1) passed.push(count + part / length);
    }
    return passed[day - first] ?? 0;
  };
}

/** Of an account's plan; the same for each step of a slider. */
export const estimatePeriod = oncePerPair((account: Account, plan: Plan): EstimatePeriod => {
  const { start, end: regularEnd } = billingPeriod(account, plan);
  // Nothing is used after a subscription, or expected to be.
  const { endsAt } = account.subscription;
  const end = endsAt !== null && endsAt > start ? Math.min(endsAt, regularEnd) : regularEnd;
  const startDay = localDay(start, account.timeZone);
  const endDay = Math.max(startDay + 1, localDay(end, account.timeZone));
  const today = Math.min(Math.max(localDay(account.asOf, account.timeZone), startDay), endDay - 1);
  return { start, end, startDay, endDay, days: endDay - startDay, day: today - startDay + 1 };
});
