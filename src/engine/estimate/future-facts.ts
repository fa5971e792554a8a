import { forecastMeters } from '../forecast/forecast-meters.ts';
import type { FutureFacts, FutureStop } from '../forecast/future-quantities.ts';
import { futureStops } from '../stops/held-limits.ts';
import type { Stop } from '../facts/limit.ts';
import type { Draft } from '../invoice/issue-invoice.ts';
import { kept } from '../once.ts';
import type { PricedQuantity, Quantities } from '../usage/quantities.ts';
import type { Situation } from '../invoice/situation.ts';

/** What the futures of an account are drawn from; `null` = there is nothing to forecast. */
export function futureFacts(
  situation: Situation,
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
  const { catalog, account, period } = situation;
  if (account === null || period === null) return null;
  const stops = new Map<string, readonly FutureStop[]>();
  return {
    forecasts: forecastMeters(catalog, account, period),
    wanted,
    fromScratch,
    quantities,
    stopsOf: (meter) => kept(stops, meter, () => futureStops(meter, situation, { wanted, limits })),
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
