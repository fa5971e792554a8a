const DAY_MS = 86_400_000;

/** A billing period in local days (days since 1970-01-01), half open. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** Where today lies in a subscription that is counted in months from its anchor. */
export interface Cycle {
  /** Local day of the anchor. */
  readonly anchor: number;
  readonly today: number;
  /** The period that holds today, then the ones before it, newest first. */
  readonly periods: readonly [Period, ...Period[]];
}

/**
 * A monthly cycle in which today is about the `dayOfPeriod`-th day: whenever somebody opens the demo,
 * the period is well under way.
 */
export function monthlyCycle(today: number, dayOfPeriod: number, startedMonthsAgo: number): Cycle {
  const anchor = addMonths(today - dayOfPeriod + 1, -startedMonthsAgo);
  let current = startedMonthsAgo;
  while (addMonths(anchor, current + 1) <= today) current += 1;
  while (addMonths(anchor, current) > today) current -= 1;
  const period = (n: number): Period => ({ start: addMonths(anchor, n), end: addMonths(anchor, n + 1) });
  const earlier = Array.from({ length: current }, (_, index) => period(current - 1 - index));
  return { anchor, today, periods: [period(current), ...earlier] };
}

/** Counted in calendar months and clamped to the month's end: 31 January + 1 is 28 or 29 February. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const nextFirst = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 1);
  const lastOfMonth = (nextFirst - first) / DAY_MS;
  return first / DAY_MS + Math.min(date.getUTCDate(), lastOfMonth) - 1;
}

/** The local day on which an instant falls. */
export function localDay(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return Date.parse(parts.format(instant)) / DAY_MS;
}

/** How much of its local day has passed at an instant, from 0 to 1. */
export function passedOfDay(instant: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const [hours = 0, minutes = 0, seconds = 0] = clock.format(instant).split(':').map(Number);
  return (hours * 3600 + minutes * 60 + seconds) / 86_400;
}

/** `2026-11-22` */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Sunday. */
export function weekday(day: number): number {
  return new Date(day * DAY_MS).getUTCDay();
}
