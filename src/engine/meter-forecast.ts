import type { Account } from './account.ts';
import type { Catalog, Meter } from './catalog.ts';
import type { EstimatePeriod } from './estimate-period.ts';
import { meterHistory } from './meter-history.ts';
import { poolForecast } from './pool-forecast.ts';
import type { ForecastConstants } from './usage-forecast/constants.ts';
import { shipped } from './usage-forecast/constants.ts';
import type { UsageForecast } from './usage-forecast/forecast-usage.ts';
import { forecastUsage } from './usage-forecast/forecast-usage.ts';
import type { UsageHistory } from './usage-forecast/usage-history.ts';

/** What a meter will probably have counted at the period's end, and what that rests on. */
export interface MeterForecast extends UsageForecast {
  readonly meter: Meter;
  readonly history: UsageHistory;
  /** Local day number of the first day that is still uncertain. */
  readonly firstDay: number;
}

/** Days on which something is probably reached: likely first and last (8 of 10 cases), and the middle one. Local day numbers. */
export interface ReachedSpan {
  readonly from: number;
  readonly likely: number;
  /** `null` = perhaps not before the period's end. */
  readonly to: number | null;
}

const forecasts = new WeakMap<Account, WeakMap<Catalog, ReadonlyMap<string, MeterForecast>>>();

/**
 * One forecast for each meter that is reported with a past, and for each that is made of such; worked out once
 * per pair of documents, since a visitor's what-if changes neither.
 * @param constants of the first call for a pair of documents; the judge of forecasts gives its own.
 */
export function forecastMeters(
  catalog: Catalog,
  account: Account,
  period: EstimatePeriod,
  constants: ForecastConstants = shipped,
): ReadonlyMap<string, MeterForecast> {
  let ofAccount = forecasts.get(account);
  if (ofAccount === undefined) forecasts.set(account, (ofAccount = new WeakMap()));
  let known = ofAccount.get(catalog);
  if (known === undefined) ofAccount.set(catalog, (known = forecastAll(catalog, account, period, constants)));
  return known;
}

function forecastAll(
  catalog: Catalog,
  account: Account,
  period: EstimatePeriod,
  constants: ForecastConstants,
): ReadonlyMap<string, MeterForecast> {
  const known = new Map<string, MeterForecast>();
  for (const meter of catalog.meters) {
    const usage = account.usage.get(meter.id);
    const history = usage === undefined ? null : meterHistory(meter, usage, account, period);
    if (history === null) continue;
    const firstDay = period.startDay + history.elapsed;
    known.set(meter.id, { ...forecastUsage(history, constants), meter, history, firstDay });
  }
  for (const meter of catalog.meters) {
    const pool = account.usage.has(meter.id) ? null : poolForecast(meter, { account, known, period });
    if (pool !== null) known.set(meter.id, pool);
  }
  return known;
}

/** When a quantity is probably passed; `null` = it is passed already, or in fewer than one of ten futures. */
export function reachedSpan(forecast: MeterForecast, bound: number): ReachedSpan | null {
  const early = firstPast(forecast, bound, 0.9);
  if (forecast.history.soFar >= bound || early === null) return null;
  const likely = firstPast(forecast, bound, 0.5);
  return {
    from: early,
    likely: likely ?? forecast.firstDay + forecast.daysAhead - 1,
    to: likely === null ? null : firstPast(forecast, bound, 0.1),
  };
}

/** The day by whose end the p-quantile is past a bound. */
function firstPast({ daysAhead, firstDay, quantileAt }: MeterForecast, bound: number, p: number): number | null {
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    if (quantileAt(p, ahead) >= bound) return firstDay + ahead - 1;
  }
  return null;
}

/** The share of futures, 0 to 1, in which a quantity is passed by the period's end: where the quantiles cross it. */
export function chancePast({ quantile }: MeterForecast, bound: number): number {
  if (quantile(0.999) <= bound) return 0;
  if (quantile(0.001) > bound) return 1;
  let [low, high] = [0.001, 0.999];
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if (quantile(middle) > bound) high = middle;
    else low = middle;
  }
  return 1 - (low + high) / 2;
}
