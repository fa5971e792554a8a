import type { Account } from '../facts/account.ts';
import type { Catalog } from '../facts/catalog.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import type { MeterForecast } from './meter-forecast.ts';
import { meterHistory } from './meter-history.ts';
import { oncePerPair } from '../once.ts';
import { poolForecast } from './pool-forecast.ts';
import type { ForecastConstants } from '../usage-forecast/constants.ts';
import { shipped } from '../usage-forecast/constants.ts';
import { forecastUsage } from '../usage-forecast/forecast-usage.ts';

/**
 * One forecast for each meter that is reported with a past, and for each that is made of such; worked out once
 * per pair of documents, since a visitor's what-if changes neither.
 * @param constants of the first call for a pair of documents; the judge of forecasts gives its own.
 */
export const forecastMeters = oncePerPair(forecastAll);

function forecastAll(
  catalog: Catalog,
  account: Account,
  period: EstimatePeriod,
  constants: ForecastConstants = shipped,
): ReadonlyMap<string, MeterForecast> {
  const known = new Map<string, MeterForecast>();
  const today = period.startDay + period.day - 1;
  for (const meter of catalog.meters) {
    const usage = account.usage.get(meter.id);
    const history = usage === undefined ? null : meterHistory(meter, usage, account, period);
    if (history === null) continue;
    const firstDay = period.startDay + history.elapsed;
    known.set(meter.id, { ...forecastUsage(history, constants), meter, history, firstDay, today });
  }
  for (const meter of catalog.meters) {
    const pool = account.usage.has(meter.id) ? null : poolForecast(meter, { account, known, period });
    if (pool !== null) known.set(meter.id, pool);
  }
  return known;
}
