import type { FanDay } from './fan.ts';
import { fanReached } from './fan.ts';
import { forecastMeters } from './forecast-meters.ts';
import type { InvoiceForecast } from './invoice-forecast.ts';
import type { Invoice } from './invoice.ts';
import type { LimitEstimate } from './limit-estimate.ts';
import { estimateLimit } from './limit-estimate.ts';
import type { Limit } from './limit.ts';
import type { MeterEstimate } from './meter-estimate.ts';
import { chancePast, reachedSpan } from './meter-forecast.ts';
import type { Situation } from './situation.ts';

/** Each limit against what is counted, what is expected and what futures say; none where nothing is counted. */
export function estimateLimits(
  limits: readonly Limit[],
  { catalog, account, period }: Situation,
  {
    holding,
    meters,
    accrued,
    invoice,
    forecast,
    fan,
  }: {
    readonly holding: readonly Limit[];
    readonly meters: readonly MeterEstimate[];
    readonly accrued: Invoice | null;
    readonly invoice: Invoice;
    readonly forecast: () => InvoiceForecast | null;
    readonly fan: () => readonly FanDay[] | null;
  },
): LimitEstimate[] {
  const forecasts = account === null || period === null ? null : forecastMeters(catalog, account, period);
  return limits.flatMap((limit) => {
    const meter = meters.find((candidate) => candidate.meter.id === limit.meter);
    const used = limit.meter === null ? accrued?.total : meter?.used;
    if (used === null || used === undefined) return [];
    const isHeld = holding.includes(limit);
    const expected = !isHeld ? null : limit.meter === null ? invoice.total : (meter?.quantity ?? null);
    const usage = limit.meter === null ? undefined : forecasts?.get(limit.meter);
    return [
      estimateLimit(limit, {
        now: account?.asOf ?? null,
        used,
        expected,
        reached: (bound) =>
          limit.meter === null
            ? fanReached(isHeld ? fan() : null, bound.toNumber())
            : usage === undefined
              ? null
              : reachedSpan(usage, bound.toNumber()),
        chance: (bound) =>
          limit.meter === null
            ? ((isHeld ? forecast()?.chanceOver(bound) : null) ?? null)
            : usage === undefined
              ? null
              : chancePast(usage, bound.toNumber()),
      }),
    ];
  });
}
