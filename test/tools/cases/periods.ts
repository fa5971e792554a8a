import { daysInMonth } from '../../../src/engine/time/calendar.ts';
import { estimateOf } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { optional, text, unknownWord } from './case.ts';
import type { Documents } from './documents.ts';
import { documentsOf } from './documents.ts';
import { instantOf, iso, localDate, zoneOf } from './spans.ts';

const EVERY: Readonly<Record<string, readonly [unit: string, count: number]>> = {
  day: ['day', 1],
  week: ['week', 1],
  month: ['month', 1],
  quarter: ['month', 3],
  half_year: ['month', 6],
  semi_annual: ['month', 6],
  year: ['year', 1],
};

function intervalOf(input: Input): { unit: string; count: number } {
  const every = text(input, 'every', 'month');
  const [unit, times] = EVERY[every] ?? unknownWord('every', every);
  return { unit, count: times * Number(text(input, 'count', '1')) };
}

/** The period around an instant, counted from an anchor. */
export function periodContaining(input: Input, { currency }: Context): Answer {
  const zone = zoneOf(input);
  const anchor = instantOf(text(input, 'anchor'), zone);
  const at = instantOf(text(input, 'at'), zone);
  const when = { currency, zone, anchor, at, plan: { interval: intervalOf(input) } };
  const period = periodIn(documents(when));
  const floor = optional(input, 'end_not_before');
  const end = floor === null ? period.end : notBefore(instantOf(floor, zone), period, when);
  return { got: { period_start: iso(period.start), period_end: iso(end) }, wholeWay: true };
}

/** A floor is the end of a trial: nothing is billed before it. */
function notBefore(floor: number, period: { readonly end: number }, when: When): number {
  if (floor <= period.end) return period.end;
  return estimateOf(documents({ ...when, trialEndsAt: floor })).invoice.issuedAt ?? period.end;
}

/** Periods that begin on a day of the month, the first one with the subscription. */
export function periodByBillingDay(input: Input, { currency }: Context): Answer {
  const zone = zoneOf(input);
  const start = text(input, 'start');
  const interval = intervalOf(input);
  const months = interval.unit === 'year' ? 12 * interval.count : interval.count;
  const anchor = instantOf(billingDayBefore(start, Number(text(input, 'billing_day')), months), zone);
  const at = instantOf(text(input, 'at'), zone);
  const plan = { interval, first_period: 'stub' };
  const period = periodIn(documents({ currency, zone, anchor, at, plan, startedAt: instantOf(start, zone) }));
  const shown = (instant: number): string => (zone === 'UTC' ? iso(instant) : localDate(instant, zone));
  return { got: { period_start: shown(period.start), period_end: shown(period.end) }, wholeWay: true };
}

/** A date on the billing day, some intervals before the start's month, in a month that is long enough for that day. */
function billingDayBefore(start: string, day: number, months: number): string {
  const [year = 0, month = 1] = start.split('-').map(Number);
  const candidates = Array.from({ length: 10 }, (_, back) => {
    const index = year * 12 + month - 1 - back * months;
    return { year: Math.floor(index / 12), month: (index % 12) + 1 };
  });
  const best = candidates.reduce((a, b) => (daysInMonth(b.year, b.month) > daysInMonth(a.year, a.month) ? b : a));
  const clamped = Math.min(day, daysInMonth(best.year, best.month));
  return `${best.year}-${String(best.month).padStart(2, '0')}-${String(clamped).padStart(2, '0')}`;
}

interface When {
  readonly currency: string;
  readonly zone: string;
  readonly anchor: number;
  readonly at: number;
  readonly startedAt?: number;
  readonly trialEndsAt?: number;
  readonly plan: Readonly<Record<string, unknown>>;
}

export function documents({ currency, zone, anchor, at, startedAt, trialEndsAt, plan }: When): Documents {
  return documentsOf({
    currency,
    rounding: null,
    lines: [],
    timeZone: zone,
    asOf: iso(at),
    plan,
    subscription: {
      anchor: iso(anchor),
      started_at: startedAt === undefined ? null : iso(startedAt),
      ...(trialEndsAt === undefined ? {} : { trial_ends_at: iso(trialEndsAt), status: 'trialing' }),
    },
  });
}

export function periodIn(wire: Documents): { readonly start: number; readonly end: number } {
  const { period } = estimateOf(wire);
  if (period === null) throw new Error('the estimate has no period');
  return period;
}
