import { forecastMeters } from './forecast-meters.ts';
import type { FutureFacts } from './future-quantities.ts';
import type { Stop } from './limit.ts';
import type { Draft } from './next-invoice.ts';
import { stopAt } from './priced-quantities.ts';
import type { PricedQuantity, Quantities } from './quantities.ts';
import type { Situation } from './situation.ts';

/** What the futures of an account are drawn from; `null` = there is nothing to forecast. */
export function futureFacts(
  { catalog, account, period }: Situation,
  {
    wanted,
    fromScratch,
    limits,
    quantities,
  }: {
    readonly wanted: ReadonlyMap<string, PricedQuantity>;
    readonly fromScratch: boolean;
    readonly limits: readonly Stop[];
    readonly quantities: Quantities;
  },
): FutureFacts | null {
  if (account === null || period === null) return null;
  return {
    forecasts: forecastMeters(catalog, account, period),
    wanted,
    fromScratch,
    quantities,
    stopAt: (meter) => stopAt(meter, limits, { catalog, account }),
  };
}

/** What is drawn from futures, where there are any. */
export function drawn<T>(
  draft: Draft | null,
  futures: FutureFacts | null,
  draw: (draft: Draft, futures: FutureFacts) => T | null,
): T | null {
  return draft === null || futures === null ? null : draw(draft, futures);
}
