import type { EstimatePeriod } from '../invoice/estimate-period.ts';

/** How much may be spent by the end of a local day, money or units: fewer in one of ten cases, on average, more in one of ten. */
export interface SpendDay {
  readonly day: number;
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

/** From some day on, a period comes to more by an amount: probably from `mean` on, perhaps from `high`, at the latest from `low`. */
export interface Rise {
  readonly by: number;
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

/** This period, and those after it. */
export interface Ahead {
  readonly period: EstimatePeriod;
  /** How many periods after this one have passed by the end of a day, with its part of one that has begun. */
  readonly periodsBy: (day: number) => number;
}

/** Spending day by day: in this period as it is expected, in further ones the same again, and what they rise by. */
export interface Spend extends Ahead {
  /** Days in order, the first one today, the last one the period's. */
  readonly days: readonly SpendDay[];
  readonly rises: readonly Rise[];
}

/** What invoices come to before any credit. */
export interface MoneySpend extends Spend {
  /** How much of it a unit of money pays that is drawn before tax: more than one where tax comes on top. */
  readonly perUntaxed: number;
}

/** What is known to be spent by a day. */
export function certainly(day: number, amount: number): SpendDay {
  return { day, low: amount, mean: amount, high: amount };
}

/** A rise that certainly begins once a day is over. */
export function risenAfter(day: number, by: number): Rise {
  return { by, low: day, mean: day, high: day };
}

/** Spent by the end of a day, from today on. */
export function spentBy(
  { period, periodsBy, days, rises }: Spend,
  day: number,
  which: 'low' | 'mean' | 'high',
): number {
  const last = period.endDay - 1;
  const total = days.at(-1)?.[which] ?? 0;
  if (day >= last) {
    // This period's own is in its days.
    const passed = periodsBy(day);
    const risen = (rise: Rise): number => rise.by * (passed - periodsBy(Math.min(day, rise[which])));
    return rises.reduce((sum, rise) => sum + risen(rise), total * (1 + passed));
  }
  const after = days.findIndex((point) => point.day >= day);
  const [from, to] = [days[after - 1], days[after]];
  if (from === undefined || to === undefined) return to?.[which] ?? 0;
  return from[which] + ((to[which] - from[which]) * (day - from.day)) / (to.day - from.day);
}
