import type { Account } from './account.ts';
import type { Catalog, Meter } from './catalog.ts';
import { Decimal, ZERO } from './decimal.ts';
import type { Estimate } from './estimate.ts';
import { estimate } from './estimate.ts';
import type { Limit } from './limit.ts';
import type { LimitEstimate } from './limit-estimate.ts';
import type { MeterForecast, ReachedSpan } from './meter-forecast.ts';
import { nextInvoice, ownPlanOf } from './next-invoice.ts';
import { withOne } from './plan-cost.ts';
import { countedQuantities } from './priced-quantities.ts';
import { unusualDay } from './usage-forecast/unusual-day.ts';

/** Something a customer should hear of, with or without an open page. Money in the account's currency. */
export type Alert = LimitAlert | UnusualDayAlert | HighUsageAlert;

interface AlertBase {
  /** The same facts give the same id: account / period / what / threshold / by. Hosts send each id once. */
  readonly id: string;
  readonly currency: string;
}

/** A threshold or a limit is reached, or will probably be. */
export interface LimitAlert extends AlertBase {
  readonly kind: 'limit';
  readonly limit: Limit;
  /** `null` = the invoice. */
  readonly meter: Meter | null;
  readonly by: 'fact' | 'forecast';
  /** What was, or will probably be, passed: units or money; the bound itself where that is it. */
  readonly threshold: Decimal;
  readonly bound: Decimal;
  readonly isBound: boolean;
  readonly used: Decimal;
  readonly expected: Decimal | null;
  readonly reached: ReachedSpan | null;
  /** The next invoice as it is expected. */
  readonly total: Decimal | null;
}

/** A day far beyond what its weekday and the days before explain. */
export interface UnusualDayAlert extends AlertBase {
  readonly kind: 'unusual_day';
  readonly meter: Meter;
  /** Local day number. */
  readonly day: number;
  readonly value: number;
  readonly usual: number;
  /** What the part beyond the usual costs on the next invoice; `null` = not of this period, or no price. */
  readonly cost: Decimal | null;
}

/** A meter that will probably end far above the period before. */
export interface HighUsageAlert extends AlertBase {
  readonly kind: 'high_usage';
  readonly meter: Meter;
  readonly expected: Decimal;
  /** The same number of days before this period. */
  readonly former: Decimal;
  /** What the difference costs on the next invoice; `null` = no price. */
  readonly cost: Decimal | null;
}

/** From how much of the former period on usage is high, if it is that in nine of ten futures. */
const HIGH = 1.5;
/** From which chance on a forecast is worth an alert. */
const LIKELY = 0.5;

/**
 * What `pb-limit` and `pb-unusual-usage` tell on a page, for a server that sends mail. Facts only: no what-if
 * leads to an alert.
 */
export function alerts(catalog: Catalog, account: Account): Alert[] {
  const asIs = estimate(catalog, account);
  return [
    ...limitAlerts(asIs, account),
    ...asIs.meters.flatMap((meter) => (meter.forecast === null ? [] : usageAlerts(meter.forecast, asIs, account))),
  ];
}

function limitAlerts(asIs: Estimate, account: Account): LimitAlert[] {
  return asIs.limits.flatMap((state) => {
    const facts =
      state.threshold === null && state.used.lt(state.bound) ? [] : [limitAlert(state, 'fact', asIs, account)];
    const isReached = state.used.gte(state.bound);
    const isLikely = !isReached && (state.chance ?? 0) >= LIKELY;
    return isLikely ? [...facts, limitAlert(state, 'forecast', asIs, account)] : facts;
  });
}

function limitAlert(state: LimitEstimate, by: LimitAlert['by'], asIs: Estimate, account: Account): LimitAlert {
  const { limit, bound, used, expected, reached } = state;
  const threshold = by === 'forecast' || used.gte(bound) ? bound : (state.threshold ?? bound);
  return {
    kind: 'limit',
    id: idOf(asIs, account, [limit.id, threshold.toString(), by]),
    currency: asIs.currency,
    limit,
    meter: asIs.catalog.meters.find(({ id }) => id === limit.meter) ?? null,
    by,
    threshold,
    bound,
    isBound: threshold.eq(bound),
    used,
    expected,
    reached,
    total: asIs.invoice.total,
  };
}

function usageAlerts(forecast: MeterForecast, asIs: Estimate, account: Account): Alert[] {
  return [unusualAlert(forecast, asIs, account), highAlert(forecast, asIs, account)].filter((alert) => alert !== null);
}

function unusualAlert(
  { meter, history, firstDay }: MeterForecast,
  asIs: Estimate,
  account: Account,
): UnusualDayAlert | null {
  const found = unusualDay(history);
  if (found === null) return null;
  const day = firstDay - history.values.length + found.index;
  const inPeriod = asIs.period !== null && day >= asIs.period.startDay;
  const counted = countedQuantities(asIs.catalog, account).of(meter.id);
  const excess = new Decimal(found.value - found.usual).div(meter.step).round().times(meter.step);
  const cost =
    inPeriod && counted !== null
      ? costBetween(asIs, account, meter, { from: Decimal.max(0, counted.minus(excess)), to: counted })
      : null;
  return {
    kind: 'unusual_day',
    id: idOf(asIs, account, ['unusual', meter.id, String(day)]),
    currency: asIs.currency,
    meter,
    day,
    value: found.value,
    usual: found.usual,
    cost,
  };
}

function highAlert(forecast: MeterForecast, asIs: Estimate, account: Account): HighUsageAlert | null {
  const { meter, history } = forecast;
  if (history.kind !== 'increments' || history.aggregation !== 'sum') return null;
  const end = history.values.length - history.elapsed;
  const before = history.values.slice(Math.max(0, end - history.periodDays), end);
  const former = before.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  if (before.length < history.periodDays || former <= 0 || forecast.quantile(0.1) < HIGH * former) return null;
  const expected = asIs.meters.find((other) => other.meter === meter)?.expected ?? ZERO;
  const last = new Decimal(former).div(meter.step).round().times(meter.step);
  return {
    kind: 'high_usage',
    id: idOf(asIs, account, ['high', meter.id]),
    currency: asIs.currency,
    meter,
    expected,
    former: last,
    cost: costBetween(asIs, account, meter, { from: last, to: expected }),
  };
}

/** What the next invoice's total gains between two quantities of a meter. */
function costBetween(
  { catalog }: Estimate,
  account: Account,
  meter: Meter,
  { from, to }: { readonly from: Decimal; readonly to: Decimal },
): Decimal | null {
  const plan = ownPlanOf({ catalog, account });
  if (plan === null) return null;
  const quantities = countedQuantities(catalog, account);
  const totalAt = (quantity: Decimal): Decimal | null => {
    const takes = (charge: string): boolean => account.subscription.addOns.includes(charge);
    return nextInvoice({ catalog, account, plan, takes, quantities: withOne(quantities, meter.id, quantity) }).total;
  };
  const [low, high] = [totalAt(from), totalAt(to)];
  return low === null || high === null ? null : high.minus(low);
}

function idOf({ period }: Estimate, account: Account, parts: readonly string[]): string {
  const start = period === null ? '' : new Date(period.startDay * 86_400_000).toISOString().slice(0, 10);
  return [account.id ?? '', start, ...parts].join('/');
}
