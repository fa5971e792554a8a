import { beforeTrueUp } from '../invoice/before-true-up.ts';
import type { ForecastOptions, InvoiceForecast, Range } from './invoice-forecast.ts';
import { forecastInvoice } from './invoice-forecast.ts';
import { listOf } from '../list-of.ts';
import type { Bound, ReachedSpan } from './meter-forecast.ts';
import { dayPastBound, spanAround } from './meter-forecast.ts';
import type { Draft } from '../invoice/issue-invoice.ts';

/** How the invoice's total may stand at the end of a day to come. */
export interface FanDay {
  /** Local day number. */
  readonly day: number;
  readonly mean: number;
  readonly range80: Range;
  readonly range95: Range;
}

/** Days of the fan, and futures on each: enough for the eye. */
const DAYS = 6;
const PER_DAY = 256;

/**
 * A few days between now and the period's end, the last one included; `null` = nothing is uncertain.
 * @param end what is known of the last day: its forecast, as far as a budget lets it come
 * @param stop what a budget leaves of the days before
 */
export function fanOf(
  draft: Draft,
  options: ForecastOptions,
  end = forecastInvoice(draft, options),
  stop = (forecast: InvoiceForecast) => forecast,
): readonly FanDay[] | null {
  const days = fanDays(options.forecasts);
  const until = beforeTrueUp(draft);
  const fan = days.flatMap((day, index): FanDay[] => {
    const isLast = index === days.length - 1;
    const forecast = isLast ? end : forecastInvoice(until, { ...options, count: PER_DAY, day });
    if (forecast === null) return [];
    const { mean, range80, range95 } = isLast ? forecast : stop(forecast);
    return [{ day, mean, range80, range95 }];
  });
  return fan.length === 0 ? null : fan;
}

/** Some of the days from today on, evenly apart, with the period's last one; none where nothing is uncertain. */
export function fanDays(forecasts: ForecastOptions['forecasts']): readonly number[] {
  const meters = [...forecasts.values()].filter(({ spread }) => spread !== 'none');
  const daysAhead = Math.max(0, ...meters.map((forecast) => forecast.daysAhead));
  const first = meters.find((forecast) => forecast.daysAhead === daysAhead);
  if (first === undefined) return [];
  const from = Math.max(first.today, first.firstDay);
  const days = first.firstDay + daysAhead - from;
  const steps = Math.min(DAYS, days);
  return listOf(steps, (index) => from + Math.round(((index + 1) * days) / steps) - 1);
}

/** What a total has come to by the end of a local day. */
interface Known {
  readonly day: number;
  readonly amount: number;
}

/**
 * When the total probably reaches an amount, read between the days of the fan; `null` = not in this period.
 * @param now from where it goes on to the first of them, below the bound
 */
export function fanReached(fan: readonly FanDay[] | null, bound: Bound, now: Known): ReachedSpan | null {
  if (fan === null) return null;
  const past = (at: (day: FanDay) => number): number | null =>
    dayPastBound(bound, (amount) => dayPast([now, ...fan.map((day) => ({ day: day.day, amount: at(day) }))], amount));
  const from = past(({ range80 }) => range80.high);
  if (from === null) return null;
  const likely = past(({ mean }) => mean);
  const to = likely === null ? null : past(({ range80 }) => range80.low);
  return spanAround(from, likely ?? (fan.at(-1) as FanDay).day, to);
}

function dayPast(days: readonly Known[], bound: number): number | null {
  const index = days.findIndex(({ amount }) => amount >= bound);
  if (index < 0) return null;
  const [before, after] = [days[index - 1], days[index]!];
  if (before === undefined) return after.day;
  const share = (bound - before.amount) / (after.amount - before.amount);
  return Math.min(after.day, Math.ceil(before.day + share * (after.day - before.day)));
}
