import { onlyGrows, type Meter } from '../facts/catalog.ts';
import type { UsageForecast } from '../usage-forecast/forecast-usage.ts';
import type { UsageHistory } from '../usage-forecast/usage-history.ts';

/** What a meter will probably have counted at the period's end, and what that rests on. */
export interface MeterForecast extends UsageForecast {
  readonly meter: Meter;
  readonly history: UsageHistory;
  /** Local day number of the first day that is still uncertain. */
  readonly firstDay: number;
  /** That of the documents: late counts leave days before it uncertain, but nothing will be on these. */
  readonly today: number;
}

/** Days on which something is probably reached: likely first and last (8 of 10 cases), and the middle one. Local day numbers. */
export interface ReachedSpan {
  readonly from: number;
  readonly likely: number;
  /** `null` = perhaps not before the period's end. */
  readonly to: number | null;
}

/**
 * A span in order, also where it is a mean that says what is likely: means may lie outside of 8 of 10 cases. More usage may
 * come to less, so that it ends before it begins.
 */
export function spanAround(early: number, likely: number, late: number | null): ReachedSpan {
  const [from, to] = late === null || early <= late ? [early, late] : [late, early];
  return { from, likely: Math.min(Math.max(from, likely), to ?? Infinity), to };
}

/** Days of a forecast until the end of a local day. */
export function aheadOf({ firstDay, daysAhead }: MeterForecast, day: number): number {
  return Math.min(Math.max(day - firstDay + 1, 0), daysAhead);
}

/** A bound, and another that takes its place from the first instant of a local day on: what is past that is past it then. */
export interface Bound {
  readonly at: number;
  readonly then: { readonly at: number; readonly day: number } | null;
}

/** The day on which a bound is passed, by that on which any is; `null` = on none. */
export function dayPastBound({ at, then }: Bound, dayPast: (bound: number) => number | null): number | null {
  const [day, later] = [dayPast(at), then && dayPast(then.at)];
  return later === null ? day : Math.min(day ?? Infinity, Math.max(later, then!.day));
}

/** When a quantity is probably reached; `null` = it is reached already, or in fewer than one of ten futures. */
export function reachedSpan(forecast: MeterForecast, bound: Bound): ReachedSpan | null {
  const past = (p: number): number | null =>
    dayPastBound(bound, (at) => firstPast(forecast, reachedFrom(forecast, at), p));
  const early = past(0.9);
  if (forecast.history.soFar >= bound.at || early === null) return null;
  const likely = past(0.5);
  return {
    from: early,
    likely: likely ?? forecast.firstDay + forecast.daysAhead - 1,
    to: likely === null ? null : past(0.1),
  };
}

/** The day by whose end the p-quantile is past a bound. */
function firstPast({ daysAhead, firstDay, today, quantileAt }: MeterForecast, bound: number, p: number): number | null {
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    if (quantileAt(p, ahead) >= bound) return Math.max(today, firstDay + ahead - 1);
  }
  return null;
}

/** The share of futures, 0 to 1, in which a quantity is reached by the period's end: where the quantiles cross it. */
export function chancePast(forecast: MeterForecast, bound: number): number {
  const { quantile } = forecast;
  const from = reachedFrom(forecast, bound);
  if (quantile(0.999) < from) return 0;
  if (quantile(0.001) >= from) return 1;
  let [low, high] = [0.001, 0.999];
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (quantile(middle) >= from) high = middle;
    else low = middle;
  }
  return 1 - (low + high) / 2;
}

/** What floats leave over of a whole number of steps. */
const HAIR = 1e-9;

/** Futures come in whole steps: from which quantile on one is rounded to a bound, or beyond it. */
function reachedFrom({ meter, history }: MeterForecast, bound: number): number {
  const step = meter.step.toNumber();
  const counted = onlyGrows(meter) ? history.soFar : 0;
  return counted + (Math.ceil((bound - counted) / step - HAIR) - 0.5) * step;
}
