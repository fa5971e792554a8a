import type { Account } from '../facts/account.ts';
import type { Catalog, Meter } from '../facts/catalog.ts';
import { countedQuantities } from '../usage/counted-quantities.ts';
import { Decimal, max, min, ZERO } from '../numbers/decimal.ts';
import { expectedQuantity } from './expected-quantity.ts';
import { projectEvents } from '../usage/project-events.ts';
import type { Stop } from '../facts/limit.ts';
import { stopOf } from '../facts/limit.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import { forecastMeters } from './forecast-meters.ts';
import { inSteps } from '../usage/in-steps.ts';
import { aheadOf } from './meter-forecast.ts';
import type { PricedQuantity, Quantities } from '../usage/quantities.ts';
import { metersById, quantitiesOf } from '../usage/quantities.ts';
import type { Scenario } from '../usage/scenario.ts';
import { dayEnding } from '../time/time-zone.ts';

/** What each meter is priced at: the visitor's hand first, else the forecast, else an example. */
export function pricedQuantities(
  catalog: Catalog,
  account: Account | null,
  scenario: Scenario,
  period: EstimatePeriod | null,
): ReadonlyMap<string, PricedQuantity> {
  const priced = new Map<string, PricedQuantity>();
  const fromScratch = account === null || scenario.mode === 'scratch';
  for (const meter of catalog.meters) {
    const wished = scenario.mode === 'current' && !fromScratch ? undefined : scenario.quantities.get(meter.id);
    const known: PricedQuantity | null = wished
      ? { quantity: wished.quantity, source: 'scenario', kind: wished.kind }
      : basisOf(meter, catalog, fromScratch ? null : account, period);
    if (known !== null) priced.set(meter.id, known);
  }
  return priced;
}

function basisOf(
  meter: Meter,
  catalog: Catalog,
  account: Account | null,
  period: EstimatePeriod | null,
): PricedQuantity | null {
  if (account === null || period === null) {
    if (meter.sumOf !== null) return null;
    return { quantity: catalog.examples[0]?.quantities.get(meter.id) ?? ZERO, source: 'example', kind: 'exactly' };
  }
  const usage = account.usage.get(meter.id);
  if (usage === undefined) return null;
  const forecast = forecastMeters(catalog, account, period).get(meter.id);
  const quantity = expectedQuantity(meter, usage.quantity, forecast);
  // What will probably stay as it is may change all the same.
  const isUncertain = forecast !== undefined && forecast.spread !== 'none';
  return {
    quantity,
    source: isUncertain ? 'forecast' : 'counted',
    kind: isUncertain ? 'about' : 'exactly',
  };
}

/**
 * What meters will have come to by an instant of the period, of what is wanted of them by its end: what their forecast says; of
 * what is tried out as large a part of what is to come as of the time that is left, as nobody says how it comes together.
 */
export function wantedBy(
  instant: number,
  priced: ReadonlyMap<string, PricedQuantity>,
  {
    catalog,
    account,
    period,
  }: { readonly catalog: Catalog; readonly account: Account; readonly period: EstimatePeriod },
): ReadonlyMap<string, PricedQuantity> {
  const { asOf, timeZone, usage } = account;
  const share = (instant - asOf) / (period.end - asOf);
  return new Map(
    [...priced].map(([id, known]) => {
      const counted = usage.get(id)?.quantity ?? ZERO;
      const forecast = known.source === 'forecast' ? forecastMeters(catalog, account, period).get(id) : null;
      const toCome = forecast
        ? new Decimal(forecast.meanAt(aheadOf(forecast, dayEnding(instant, timeZone)))).minus(counted)
        : known.quantity.minus(counted).times(share);
      return [id, { ...known, quantity: counted.plus(inSteps(toCome, metersById(catalog).get(id)!)) }];
    }),
  );
}

/**
 * The quantities an invoice is priced at: where a limit stops usage, no more than it lets through, except what
 * has been counted already.
 */
export function servedQuantities(
  catalog: Catalog,
  account: Account | null,
  priced: ReadonlyMap<string, PricedQuantity>,
  limits: readonly Stop[],
): Quantities {
  const meters = metersById(catalog);
  const served = new Map<string, Decimal>();
  const events = new Map<string, readonly Decimal[]>();
  const fit = (id: string, quantity: Decimal): Decimal => {
    const stop = limits.length === 0 ? null : stopAt(id, limits, { catalog, account });
    return stop === null ? quantity : min(quantity, stop);
  };
  for (const [id, { quantity }] of priced) {
    const most = fit(id, quantity);
    served.set(id, most);
    const meter = meters.get(id);
    if (meter?.aggregation !== 'events') continue;
    const list = projectEvents(account?.usage.get(id)?.events ?? [], most, meter.typicalEvent);
    if (list !== null) events.set(id, list);
  }
  const quantities: Quantities = {
    ...quantitiesOf(catalog, served, events),
    isTried: (id) => ['scenario', 'example'].includes(priced.get(id)?.source ?? ''),
  };
  if (limits.length === 0) return quantities;
  // A limit on a meter that is made of others stops their sum.
  for (const { id, sumOf } of catalog.meters) {
    const sum = sumOf === null || served.has(id) ? null : quantities.of(id);
    if (sum !== null && fit(id, sum).lt(sum)) served.set(id, fit(id, sum));
  }
  return quantities;
}

/** Where a limit stops a meter, but for what is counted of it already; `null` = none does. */
export function stopAt(
  meter: string,
  limits: readonly Stop[],
  { catalog, account }: { readonly catalog: Catalog; readonly account: Account | null },
): Decimal | null {
  const stop = stopOf(limits, meter, account?.asOf ?? null);
  return stop && max(stop, (account && countedQuantities(catalog, account).of(meter)) ?? stop);
}
