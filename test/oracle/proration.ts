import { dateAt, daysBetween, dayStart, monthsLater, nextDate, thirtieths } from './days.ts';
import type { Exact } from './exact.ts';
import { exact } from './exact.ts';

/** A fee of a subscription that may begin or end within its month. */
export interface StubCase {
  readonly zone: string;
  readonly anchor: string;
  readonly unit: string;
  readonly terminationDay: boolean;
  readonly amount: string;
  readonly asOf: string;
  readonly startedAt: string;
  readonly endsAt: string | null;
}

/** The month around an instant, counted from the anchor one by one. */
export function monthAround(
  { anchor, zone }: Pick<StubCase, 'anchor' | 'zone'>,
  at: number,
): { start: number; end: number } {
  let months = -1200;
  while (dayStart(monthsLater(anchor, months + 12), zone) <= at) months += 12;
  while (dayStart(monthsLater(anchor, months + 1), zone) <= at) months += 1;
  return { start: dayStart(monthsLater(anchor, months), zone), end: dayStart(monthsLater(anchor, months + 1), zone) };
}

/** The part of the month's fee for the time that is served, unrounded. */
export function stubFee(stub: StubCase): Exact {
  const { zone, unit } = stub;
  const month = monthAround(stub, Date.parse(stub.asOf));
  const started = Date.parse(stub.startedAt);
  const start = started > month.start && started < month.end ? started : month.start;
  const end =
    stub.endsAt === null
      ? month.end
      : Math.max(month.start, Math.min(month.end, servedUntil(stub, Date.parse(stub.endsAt))));
  const length = (from: number, to: number): number => {
    if (unit === 'second') return to - from;
    const [first, last] = [dateAt(from, zone), dateAt(to, zone)];
    return unit === 'day' ? daysBetween(first, last) : thirtieths(last) - thirtieths(first);
  };
  return unit === 'none'
    ? exact(stub.amount)
    : exact(stub.amount)
        .times(length(start, Math.max(start, end)))
        .div(length(month.start, month.end));
}

/** A day is served whole or not at all; whether the last one is, is the plan's choice. */
function servedUntil({ unit, zone, terminationDay }: StubCase, endsAt: number): number {
  if (unit === 'second') return endsAt;
  const last = dateAt(endsAt, zone);
  return dayStart(terminationDay ? nextDate(last) : last, zone);
}
