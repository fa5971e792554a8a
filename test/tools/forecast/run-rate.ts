import { PERIOD_DAYS, sum, type Origin } from './origin.ts';
import { pooledQuantiles } from './pooled-quantiles.ts';
import type { Series } from './series.ts';

/** For each elapsed day the 10 % and 90 % quantile of the log error of the rest. */
export type RunRateTable = Readonly<Record<string, readonly [lower: number, upper: number]>>;

const FLOOR = 0.02;
const RECENT_DAYS = 60;

/** Total so far ÷ days so far × days in the period: what billing dashboards show. */
export const runRate = ({ soFar, elapsed }: Origin): number => (soFar / elapsed) * PERIOD_DAYS;

/** The 80 % band of run-rate: its forecast of the rest times the pooled errors. */
export function runRateBand(series: Series, origin: Origin, table: RunRateTable): readonly [number, number] {
  const floor = restFloor(series, origin);
  const rest = runRate(origin) - origin.soFar;
  const at = (error: number): number => origin.soFar + Math.max(0, (rest + floor) * Math.exp(error) - floor);
  const [lower, upper] = table[origin.elapsed]!;
  return [at(lower), at(upper)];
}

/** The pooled errors of run-rate on the series given, each series counting the same. */
export function fitRunRate(judged: readonly (readonly [Series, readonly Origin[]])[]): RunRateTable {
  const errors: Record<string, (readonly [number, number])[]> = {};
  for (const [series, origins] of judged) {
    for (const origin of origins) {
      const floor = restFloor(series, origin);
      const rest = runRate(origin) - origin.soFar;
      const error = Math.log((origin.actual - origin.soFar + floor) / (rest + floor));
      if (Number.isFinite(error)) (errors[origin.elapsed] ??= []).push([error, 1 / origins.length]);
    }
  }
  return Object.fromEntries(
    Object.entries(errors).map(([elapsed, list]) => [elapsed, pooledQuantiles(list, [0.1, 0.9]) as [number, number]]),
  );
}

/** Two per cent of a usual day for each day of the rest, so that zero has a logarithm: as for the forecast itself. */
function restFloor({ values }: Series, { start, elapsed }: Origin): number {
  const recent = values.slice(0, start + elapsed).slice(-RECENT_DAYS);
  return (FLOOR * sum(recent) * (PERIOD_DAYS - elapsed)) / recent.length;
}
