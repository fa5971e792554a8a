import { parseAccount } from '../../../src/contract/account.ts';
import { parseCatalog } from '../../../src/contract/catalog.ts';
import type { Account } from '../../../src/engine/facts/account.ts';
import type { Catalog } from '../../../src/engine/facts/catalog.ts';
import { Decimal, max, min } from '../../../src/engine/numbers/decimal.ts';
import { estimatePeriod } from '../../../src/engine/invoice/estimate-period.ts';
import { estimate } from '../../../src/engine/estimate/estimate.ts';
import { effectiveBound } from '../../../src/engine/facts/limit.ts';
import { forecastMeters } from '../../../src/engine/forecast/forecast-meters.ts';
import { nextInvoice } from '../../../src/engine/invoice/next-invoice.ts';
import { quantitiesOf } from '../../../src/engine/usage/quantities.ts';
import type { Fitted } from './folds.ts';
import { groupBy } from './group-by.ts';
import { mean, originsOf, PERIOD_DAYS, sum, type Origin } from './origin.ts';
import { plansFor, TERMS, type PlanKind, type PlanLevel } from './plans.ts';
import { runRate, runRateBand } from './run-rate.ts';
import type { Series } from './series.ts';

/** One forecast of an invoice and what became of it; shares and scores as parts of the actual total. */
export interface JudgedInvoice {
  readonly series: Series;
  readonly kind: string;
  readonly elapsed: number;
  readonly inside80: boolean;
  readonly inside95: boolean;
  /** Whether the 80 % range is one amount. */
  readonly isPoint: boolean;
  readonly score: number;
  readonly runRateScore: number;
  /** The headline (mean of the futures) less the actual total. */
  readonly error: number;
  readonly runRateError: number;
  /** Whether some future was above what a limit lets through. */
  readonly isBeyondLimit: boolean;
}

/** Fewer days than usage is judged at: each is priced on every kind of plan, and the whole run takes about two minutes. */
const ELAPSED_DAYS: readonly number[] = [5, 15, 25];
/** Real dates, so that the product's own calendar is judged too; any would do. */
const FIRST_DAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
/** As many days of the past as the forecast reads (sixteen tries a week apart, from six weeks before each), and more. */
const PAST_DAYS = 190;
const RECENT_DAYS = 60;

/** Forecasts the invoice of every origin of a series on every kind of plan, from documents of the days before it only. */
export function judgeInvoices(series: Series, fitted: Fitted): readonly JudgedInvoice[] {
  const step = series.values.every((value) => Number.isInteger(value)) ? '1' : '0.001';
  return [...groupBy(originsOf(series, ELAPSED_DAYS), ({ start }) => start).values()].flatMap((origins) => {
    const level = { usual: usualPeriod(series, origins[0]!, Number(step)), step };
    const plans = plansFor(level);
    const catalog = parseCatalog(catalogOf(plans, level));
    return origins.flatMap((origin) => {
      const open = parseAccount(accountOf(series, origin, Infinity));
      return plans.map((plan) => judgeOne(series, origin, { plan, catalog, open, fitted, step }));
    });
  });
}

interface Setting {
  readonly plan: PlanKind;
  readonly catalog: Catalog;
  /** The account where nothing stops usage. */
  readonly open: Account;
  readonly fitted: Fitted;
  readonly step: string;
}

function judgeOne(series: Series, origin: Origin, { plan, catalog, open, fitted, step }: Setting): JudgedInvoice {
  const whole = (quantity: number): Decimal => new Decimal(quantity).div(step).round().times(step);
  const cap = catalog.plans.find(({ id }) => id === plan.name)?.limits[0]?.at ?? null;
  const isCut = cap !== null && cap.lt(origin.soFar);
  const account = onPlan(isCut ? parseAccount(accountOf(series, origin, cap.toNumber())) : open, plan);
  const price = pricer(catalog, account, { cap, whole });
  // The first to ask decides the constants: a series of the fit is judged by a fold that does not know it.
  const ownPlan = catalog.plans.find(({ id }) => id === plan.name)!;
  forecastMeters(catalog, account, estimatePeriod(account, ownPlan), fitted.constants);
  const { forecast, invoice } = estimate(catalog, account);

  const actual = price(origin.actual);
  const certain = invoice.total!.toNumber();
  const range80 = forecast?.range80 ?? { low: certain, high: certain };
  const range95 = forecast?.range95 ?? { low: certain, high: certain };
  const most = price(Infinity);
  const [low, high] = runRateBand(series, origin, fitted.runRate)
    .map(price)
    .toSorted((a, b) => a - b) as [number, number];
  return {
    series,
    kind: plan.name,
    elapsed: origin.elapsed,
    inside80: isInside(range80, actual),
    inside95: isInside(range95, actual),
    isPoint: range80.high - range80.low < CENT,
    score: intervalScore(range80, actual) / actual,
    runRateScore: intervalScore({ low, high }, actual) / actual,
    error: ((forecast?.mean ?? certain) - actual) / actual,
    runRateError: (price(runRate(origin)) - actual) / actual,
    isBeyondLimit: forecast !== null && forecast.totals.some((total) => total > most + CENT),
  };
}

/** What a period usually counts, by the days before it: the plan was chosen before the period began. */
function usualPeriod({ values }: Series, { start }: Origin, step: number): number {
  const recent = values.slice(Math.max(0, start - RECENT_DAYS), start);
  return Math.max(step * 100, mean(recent) * PERIOD_DAYS);
}

function catalogOf(plans: readonly PlanKind[], { step }: PlanLevel): object {
  return { version: 1, currency: 'EUR', meters: [{ id: 'usage', step }], plans: plans.map(({ plan }) => plan) };
}

/** The same customer on another plan, with the terms that it is judged with. */
function onPlan(account: Account, { name, terms }: PlanKind): Account {
  return {
    ...account,
    subscription: { ...account.subscription, plan: name },
    limits: terms === 'budget' ? account.limits : [],
  };
}

/** The account document at an origin. Where a cap stops usage, nothing more is counted in its period. */
function accountOf({ values }: Series, { start, elapsed }: Origin, cap: number): object {
  const first = Math.max(0, start + elapsed - PAST_DAYS);
  let left = cap;
  const counted = values.slice(start, start + elapsed).map((value) => {
    const served = Math.min(value, left);
    left -= served;
    return served;
  });
  const past = [...values.slice(first, start), ...counted];
  return {
    version: 1,
    revision: 1,
    as_of: dateAt(start + elapsed),
    time_zone: 'UTC',
    currency: 'EUR',
    subscription: { plan: 'per unit', anchor: dateAt(start) },
    usage: {
      usage: {
        quantity: decimal(sum(counted)),
        series: { of: 'increments', from: dateAt(first), values: past.map(decimal) },
      },
    },
    tax: { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } },
    ...TERMS,
  };
}

/** The total that a period's usage comes to: exactly, by the same documents. */
function pricer(
  catalog: Catalog,
  account: Account,
  { cap, whole }: { readonly cap: Decimal | null; readonly whole: (quantity: number) => Decimal },
): (quantity: number) => number {
  const plan = catalog.plans.find(({ id }) => id === account.subscription.plan)!;
  const budget = account.limits[0] === undefined ? null : effectiveBound(account.limits[0], account.asOf);
  const counted = account.usage.get('usage')!.quantity;
  const open = (quantity: Decimal): Decimal => {
    const quantities = quantitiesOf(catalog, new Map([['usage', quantity]]));
    return nextInvoice({ catalog, account, plan, takes: () => false, quantities }).total!;
  };
  // A budget stops what is to come, never what is counted already.
  const most = budget === null ? null : max(budget, open(counted));
  return (quantity) => {
    if (quantity === Infinity && cap === null) return most?.toNumber() ?? Infinity;
    const wished = quantity === Infinity ? cap! : whole(quantity);
    const total = open(cap === null ? wished : max(counted, min(wished, cap)));
    return (most === null ? total : min(total, most)).toNumber();
  };
}

const dateAt = (day: number): string => new Date(FIRST_DAY_MS + day * DAY_MS).toISOString().slice(0, 10);
const decimal = (value: number): string => new Decimal(value.toFixed(6)).toString();

/** Half a minor unit is no miss: nobody pays it. */
const CENT = 0.005;

function isInside({ low, high }: { readonly low: number; readonly high: number }, actual: number): boolean {
  return actual >= low - CENT && actual <= high + CENT;
}

/** Width + 10 × the distance by which the actual lies outside (Gneiting and Raftery 2007), for the 80 % range. */
function intervalScore({ low, high }: { readonly low: number; readonly high: number }, actual: number): number {
  return high - low + 10 * Math.max(0, low - actual, actual - high);
}
