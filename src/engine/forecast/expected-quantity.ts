import { Decimal, max, ZERO } from '../numbers/decimal.ts';
import { onlyGrows, type Meter } from '../facts/catalog.ts';
import { inSteps } from '../usage/in-steps.ts';
import type { MeterForecast } from './meter-forecast.ts';

/** The mean of a meter's forecast, for what only grows in whole steps beyond what is counted, which may lie between two. */
export function expectedQuantity(meter: Meter, counted: Decimal, forecast: MeterForecast | undefined): Decimal {
  if (forecast === undefined || forecast.daysAhead === 0 || !Number.isFinite(forecast.mean)) return counted;
  if (!onlyGrows(meter)) return inSteps(forecast.mean, meter);
  return counted.plus(max(ZERO, inSteps(new Decimal(forecast.mean).minus(counted), meter)));
}
