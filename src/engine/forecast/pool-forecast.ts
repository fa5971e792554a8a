import type { Account } from '../facts/account.ts';
import type { Meter } from '../facts/catalog.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import { addTo } from './add-to.ts';
import { probabilitiesOf } from './future-quantities.ts';
import { listOf } from '../list-of.ts';
import type { MeterForecast } from './meter-forecast.ts';
import { aheadOf } from './meter-forecast.ts';
import { kept } from '../once.ts';
import { sortedQuantile } from './sorted-quantile.ts';
import type { UsageHistory } from '../usage-forecast/usage-history.ts';

/** A meter counted by others, with its weight. */
interface Part {
  readonly weight: number;
  readonly forecast: MeterForecast | null;
  readonly counted: number;
}

export interface PoolFacts {
  readonly account: Account;
  readonly known: ReadonlyMap<string, MeterForecast>;
  readonly period: EstimatePeriod;
}

/** Enough for a date and a chance; an invoice draws its own futures. */
const DRAWN = 1024;

/**
 * The forecast of a meter that is made of others: quantiles of sums are not sums of quantiles, so the parts are
 * drawn together. `null` = a part is not reported, or none has a forecast.
 */
export function poolForecast(meter: Meter, { account, known, period }: PoolFacts): MeterForecast | null {
  const parts = (meter.sumOf ?? []).map(({ meter: id, multiplyBy }): Part | null => {
    const counted = account.usage.get(id)?.quantity.toNumber();
    return counted === undefined ? null : { weight: multiplyBy.toNumber(), forecast: known.get(id) ?? null, counted };
  });
  const own = parts.filter((part) => part !== null);
  const uncertain = own.flatMap(({ forecast }) => (forecast === null || forecast.spread === 'none' ? [] : [forecast]));
  if (own.length < parts.length || uncertain.length === 0) return null;

  const firstDay = Math.min(...uncertain.map((forecast) => forecast.firstDay));
  const daysAhead = period.endDay - firstDay;
  const draws = probabilitiesOf(DRAWN, uncertain);
  const partAhead = (part: MeterForecast, ahead: number): number => aheadOf(part, firstDay + ahead - 1);
  const samples = new Map<number, Float64Array>();
  const sampleAt = (ahead: number): Float64Array =>
    kept(samples, ahead, () => {
      const sums = new Float64Array(DRAWN);
      for (const { weight, forecast, counted } of own) {
        const draw = forecast && draws[uncertain.indexOf(forecast)];
        addTo(sums, draw ? draw.map((p) => forecast.quantileAt(p, partAhead(forecast, ahead))) : counted, weight);
      }
      return sums.sort();
    });
  const quantileAt = (p: number, ahead: number): number => sortedQuantile(sampleAt(ahead), p);
  const quantile = (p: number): number => quantileAt(p, daysAhead);
  const meanAt = (ahead: number): number =>
    own.reduce((sum, { weight, forecast, counted }) => {
      return sum + weight * (forecast?.meanAt(partAhead(forecast, ahead)) ?? counted);
    }, 0);
  return {
    meter,
    firstDay,
    today: uncertain[0]!.today,
    daysAhead,
    mean: meanAt(daysAhead),
    median: quantile(0.5),
    spread: uncertain.some(({ spread }) => spread === 'little-history') ? 'little-history' : 'history',
    quantile,
    quantileAt,
    meanAt,
    history: pooledHistory(own, period.days - daysAhead, period),
  };
}

/** The parts' days added up as far as all know them: for what is shown, not for forecasts. */
function pooledHistory(parts: readonly Part[], elapsed: number, { days }: EstimatePeriod): UsageHistory {
  const pasts = parts.map(({ forecast }) => forecast?.history ?? null);
  const lengths = pasts.map((past) => (past === null ? 0 : past.values.length - past.elapsed));
  const before = Math.min(...lengths);
  const values = listOf(Math.max(0, before) + elapsed, (index) =>
    parts.reduce<number | null>((sum, { weight }, part) => {
      const value = pasts[part]?.values[index + lengths[part]! - Math.max(0, before)] ?? null;
      return sum === null || value === null ? null : sum + weight * value;
    }, 0),
  );
  const soFar = parts.reduce((sum, { weight, counted }) => sum + weight * counted, 0);
  return { values, kind: 'increments', aggregation: 'sum', elapsed, periodDays: days, soFar };
}
