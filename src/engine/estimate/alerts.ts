import type { Account } from '../facts/account.ts';
import { DAY_MS } from '../time/calendar.ts';
import type { Catalog, Meter } from '../facts/catalog.ts';
import type { Credit } from '../facts/credit.ts';
import { runOutOf } from './credit-estimate.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { max, ZERO } from '../numbers/decimal.ts';
import type { Estimate } from './estimate.ts';
import { estimate } from './estimate.ts';
import { totalOf } from '../invoice/estimate-invoice.ts';
import { inSteps } from '../usage/in-steps.ts';
import { expectedTotal } from '../forecast/invoice-forecast.ts';
import type { Consent, Limit } from '../facts/limit.ts';
import { LIKELY, type LimitEstimate } from './limit-estimate.ts';
import type { MeterForecast, ReachedSpan } from '../forecast/meter-forecast.ts';
import { oncePerPair } from '../once.ts';
import { pricedQuantities } from '../forecast/priced-quantities.ts';
import { AS_IS } from '../usage/scenario.ts';
import { limitsOf, takesOf } from '../invoice/situation.ts';
import { stopUsage } from '../stops/stop.ts';
import { unusualDay } from '../usage-forecast/unusual-day.ts';

/** Something a customer should hear of, with or without an open page. Money in the account's currency. */
export type Alert = LimitAlert | CreditAlert | UsageAlert;
export type UsageAlert = UnusualDayAlert | HighUsageAlert;

interface AlertBase {
  /** The same facts give the same id: account / period / what / threshold / by. Hosts send each id once. */
  readonly id: string;
  readonly currency: string;
  /** The next invoice as it is expected: the mean of its forecast, where it has one; `null` = no price. */
  readonly total: Decimal | null;
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
  /** The consent that holds now, where it ends before the period does: `limit.at` holds again from then on. */
  readonly ending: Consent | null;
  readonly isBound: boolean;
  readonly used: Decimal;
  readonly expected: Decimal | null;
  readonly reached: ReachedSpan | null;
  /** The share of futures, 0 to 1, in which usage would reach the bound if it stopped nothing; `null` = no forecast. */
  readonly chance: number | null;
  /** Whether the invoice will come to more than the bound whatever is used: a commitment asks for it. */
  readonly unavoidable: boolean;
  /** What is expected beyond a bound that stops usage; `null` = it does not, or nothing is. */
  readonly notServed: Decimal | null;
}

/** A credit whose end stops usage is used up, or will probably be in this period, or by the fees of the next invoice. */
export interface CreditAlert extends AlertBase {
  readonly kind: 'credit';
  readonly credit: Credit;
  /** Whose units it pays; `null` = it is of money. */
  readonly meter: Meter | null;
  readonly by: 'fact' | 'forecast';
  /** When it is probably used up; `null` = it is, or nobody knows. */
  readonly reached: ReachedSpan | null;
  /** Where fees alone use it up: when, and usage stops from then on; `null` = they do not. */
  readonly from: number | null;
}

/** A day far beyond what its weekday and the days before explain. */
export interface UnusualDayAlert extends AlertBase {
  readonly kind: 'unusual_day';
  readonly meter: Meter;
  /** Local day number. */
  readonly day: number;
  readonly value: number;
  readonly usual: number;
  /** What the part beyond the usual costs on the next invoice; `null` = not of this period, days do not add up, or no price. */
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

/**
 * What `pb-limit`, `pb-credit` and `pb-unusual-usage` tell on a page, for a server that sends mail. Facts only: no what-if
 * leads to an alert.
 */
export function alerts(catalog: Catalog, account: Account): Alert[] {
  const asIs = estimate(catalog, account);
  return [...limitAlerts(asIs), ...creditAlerts(asIs), ...allUsageAlerts(asIs)];
}

/** What is unusual about the usage itself; worked out once for two documents, whatever is tried out. */
export function unusualUsage(shown: Estimate, account: Account): readonly UsageAlert[] {
  return usageAlertsOf(shown.catalog, account, shown);
}

const usageAlertsOf = oncePerPair((catalog: Catalog, account: Account, shown: Estimate) =>
  allUsageAlerts(shown.isWhatIf ? estimate(catalog, account) : shown),
);

function allUsageAlerts(asIs: Estimate): UsageAlert[] {
  return asIs.meters.flatMap(({ meter, forecast }) =>
    // What is made of others has no unusual day of its own.
    forecast === null || meter.sumOf !== null ? [] : usageAlerts(forecast, asIs),
  );
}

function limitAlerts(asIs: Estimate): LimitAlert[] {
  return asIs.limits.flatMap((state) => {
    const isReached = state.used.gte(state.bound);
    // A limit of 0 is reached by who has used nothing: no news.
    const isNews = state.threshold !== null || (isReached && !state.used.isZero());
    const facts = isNews ? [limitAlert(state, 'fact', asIs)] : [];
    const isLikely = !isReached && (state.unavoidable || (state.chance ?? 0) >= LIKELY);
    return isLikely ? [...facts, limitAlert(state, 'forecast', asIs)] : facts;
  });
}

function limitAlert(state: LimitEstimate, by: LimitAlert['by'], asIs: Estimate): LimitAlert {
  const { limit, bound, ending, used, expected, reached } = state;
  // A threshold may lie beyond the limit: half as much again.
  const passed = state.threshold ?? bound;
  const threshold = by === 'forecast' || (used.gte(bound) && passed.lt(bound)) ? bound : passed;
  return {
    kind: 'limit',
    ...alertBase(asIs, [limit.id, threshold.toString(), by]),
    limit,
    meter: meterOf(asIs, limit),
    by,
    threshold,
    bound,
    ending,
    isBound: threshold.eq(bound),
    used,
    expected,
    reached,
    chance: state.chance,
    unavoidable: state.unavoidable,
    notServed: state.notServed,
  };
}

function creditAlerts(asIs: Estimate): CreditAlert[] {
  return asIs.stoppingCredits.flatMap(({ credit, state }): CreditAlert[] => {
    if (state === 'ok') return [];
    const by = state === 'stops' ? 'forecast' : 'fact';
    return [
      {
        kind: 'credit',
        ...alertBase(asIs, ['credit', credit.id, state === 'fees' ? state : by]),
        credit,
        meter: meterOf(asIs, credit),
        by,
        reached: by === 'fact' ? null : runOutOf(credit, asIs),
        from: state === 'fees' ? asIs.invoice.issuedAt : null,
      },
    ];
  });
}

function usageAlerts(forecast: MeterForecast, asIs: Estimate): UsageAlert[] {
  return [unusualAlert(forecast, asIs), highAlert(forecast, asIs)].filter((alert) => alert !== null);
}

function unusualAlert({ meter, history, firstDay }: MeterForecast, asIs: Estimate): UnusualDayAlert | null {
  const found = unusualDay(history);
  if (found === null) return null;
  const { index, value, usual } = found;
  const day = firstDay - history.values.length + index;
  const isOfPeriod = asIs.period !== null && day >= asIs.period.startDay;
  // Of an average, a peak or a last day it is not the day's excess that is billed.
  const adds = history.aggregation === 'sum' || history.aggregation === 'unique';
  const excess = inSteps(value - usual, meter);
  const cost = isOfPeriod && adds ? costBetween(asIs, meter, (expected) => [expected.minus(excess), expected]) : null;
  // By its own day, not by the period: the day stays what it was when the next period begins.
  const base = alertBase(asIs, ['unusual', meter.id], day);
  return { kind: 'unusual_day', ...base, meter, day, value, usual, cost };
}

function highAlert(forecast: MeterForecast, asIs: Estimate): HighUsageAlert | null {
  const { meter, history } = forecast;
  if (history.kind !== 'increments' || history.aggregation !== 'sum') return null;
  const end = history.values.length - history.elapsed;
  const before = history.values.slice(Math.max(0, end - history.periodDays), end);
  const known = before.filter((value) => value !== null);
  const sum = known.reduce((total, value) => total + value, 0);
  // Days that are missing counted as much as the others did.
  const former = inSteps(known.length === 0 ? 0 : (sum / known.length) * history.periodDays, meter);
  const isKnown = known.length * 2 > history.periodDays && before.length === history.periodDays;
  const expected = asIs.meters.find((other) => other.meter.id === meter.id)?.expected ?? ZERO;
  // A limit that stops usage may leave it where it was.
  const least = Math.min(forecast.quantile(0.1), expected.toNumber());
  if (!isKnown || former.lte(0) || least < HIGH * former.toNumber()) return null;
  const cost = costBetween(asIs, meter, () => [former, expected]);
  return { kind: 'high_usage', ...alertBase(asIs, ['high', meter.id]), meter, expected, former, cost };
}

/**
 * What the next invoice, as it is expected, gains between two quantities of a meter.
 * @param between the two quantities, from the expected one
 */
function costBetween(
  { catalog, account, period, ownPlan }: Estimate,
  meter: Meter,
  between: (expected: Decimal) => readonly [Decimal, Decimal],
): Decimal | null {
  const priced = pricedQuantities(catalog, account, AS_IS, period);
  const expected = priced.get(meter.id);
  if (ownPlan === null || expected === undefined) return null;
  const limits = limitsOf(account, ownPlan, AS_IS);
  const bill = { catalog, account, plan: ownPlan, takes: takesOf(account, AS_IS) };
  const situation = { catalog, account, ownPlan, period };
  const [from, to] = between(expected.quantity).map((quantity) => {
    const wanted = new Map(priced).set(meter.id, { ...expected, quantity: max(ZERO, quantity) });
    const { served } = stopUsage({ bill, situation, wanted, limits });
    return totalOf({ ...bill, quantities: served }, situation);
  }) as [Decimal | null, Decimal | null];
  return from === null || to === null ? null : to.minus(from);
}

/**
 * What every alert has.
 * @param parts what its id says beside whose it is, and when
 * @param day local day that it belongs to
 */
function alertBase(asIs: Estimate, parts: readonly string[], day = asIs.period?.startDay): AlertBase {
  const { account, currency, forecast, invoice } = asIs;
  const date = day === undefined ? '' : new Date(day * DAY_MS).toISOString().slice(0, 10);
  return { id: [account?.id ?? '', date, ...parts].join('/'), currency, total: expectedTotal(forecast, invoice) };
}

function meterOf({ catalog }: Estimate, { meter }: Limit | Credit): Meter | null {
  return catalog.meters.find(({ id }) => id === meter) ?? null;
}
