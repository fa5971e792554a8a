import type { Account } from '../facts/account.ts';
import type { Bill } from '../invoice/bill.ts';
import { hasAddOnsOf, isPriceable, takenCharges } from '../invoice/bill.ts';
import type { Catalog, Plan } from '../facts/catalog.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { HUNDRED } from '../numbers/decimal.ts';
import type { EstimateProblem } from '../invoice/estimate-problem.ts';
import { isCharged, planProblems } from '../invoice/estimate-problem.ts';
import type { FutureFacts, FutureQuantities } from '../forecast/future-quantities.ts';
import { futureQuantities } from '../forecast/future-quantities.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { InvoiceForecast, Range } from '../forecast/invoice-forecast.ts';
import { forecastInvoice } from '../forecast/invoice-forecast.ts';
import type { Limit } from '../facts/limit.ts';
import { effectiveBound } from '../facts/limit.ts';
import { lazyKind, once } from '../once.ts';
import type { Interval } from '../time/period.ts';
import { intervalsIn, sameInterval } from '../time/period.ts';
import type { PriceHeadline } from './price-headline.ts';
import { priceHeadline } from './price-headline.ts';
import type { Quantities } from '../usage/quantities.ts';
import { quickCost } from './quick-cost.ts';
import { draftRegularInvoice, regularInvoice } from '../invoice/regular-invoice.ts';
import { switchInvoice } from '../invoice/switch-invoice.ts';

/** One plan beside the others. */
export interface PlanEstimate {
  readonly plan: Plan;
  /** `own`: the account's; `contact`: no public price; `unpriceable`: see `problems`. */
  readonly status: 'own' | 'offered' | 'contact' | 'unpriceable';
  /** Whether it is the one that is priced now. */
  readonly selected: boolean;
  readonly headline: PriceHeadline | null;
  /** A full regular period at the priced quantities, recurring discounts only; `null` = no price here. */
  readonly invoice: Invoice | null;
  /** Its amount before tax and credits; `null` = no price here. */
  readonly cost: Decimal | null;
  /** `cost` minus that of the own (else the selected) plan; `null` where intervals differ or either is unknown. */
  readonly difference: Decimal | null;
  readonly otherIntervals: readonly OtherInterval[];
  /** The first limit that would stop this usage; `null` = it can carry it. */
  readonly blockedBy: Limit | null;
  /** `cost` in 8 of 10 futures; `null` = nothing about it is uncertain, or no price here. */
  readonly range: Range | null;
  /** The share of futures, 0 to 1, in which it is the cheapest that can carry the usage, among plans of its interval; `null` = no forecast. */
  readonly cheapestShare: number | null;
  /** The lowest cost among the plans of its interval that can carry this usage; ties are all cheapest, a plan without others to compare is not. */
  readonly cheapest: boolean;
  readonly intent: 'current' | 'start' | 'trial' | 'upgrade' | 'downgrade' | 'interval' | 'contact';
  /** What is due or returned at once on a switch; `null` = nothing, or no account. */
  readonly switchNow: Invoice | null;
  readonly problems: readonly EstimateProblem[];
  /** The same plan in the price list that follows (`catalog.next`); `null` = it is in none, or has no price for this usage, or for an add-on that is taken. */
  readonly next: PlanEstimate | null;
  /** Whether it says what a meter costs on it, by what is taken of it, or no plan charges for that. */
  covers(meter: string): boolean;
}

/** The same family at another interval. */
export interface OtherInterval {
  readonly plan: string;
  readonly interval: Interval;
  /** Saved by it at these quantities, in per cent of this plan over the same time; `null` = not comparable. */
  readonly savedPct: Decimal | null;
}

export interface PlanComparisonFacts {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly ownPlan: Plan | null;
  /** What a switch returns is of this, whatever is tried out; `null` = there is none. */
  readonly ownBill: () => (Bill & { readonly account: Account }) | null;
  readonly selected: Plan;
  /** What is wanted, before any plan's limits stop it. */
  readonly wanted: Quantities;
  readonly takes: Bill['takes'];
  readonly usageInterval: Interval;
  /** The instant up to which a plan's limits have to let it through. */
  readonly until: number | null;
  /** `null` = nothing is uncertain. No plan's limits stop these. */
  readonly futures: FutureFacts | null;
  /** The price list that follows, and what it counts of the same usage; `null` = none is known. */
  readonly next: { readonly catalog: Catalog; readonly wanted: () => Quantities } | null;
}

/** Every plan of the catalog, and the account's own where it is in none, by rank. Prices are worked out when asked for. */
export function estimatePlans(facts: PlanComparisonFacts): readonly PlanEstimate[] {
  const { catalog, ownPlan } = facts;
  const missing = ownPlan !== null && !catalog.plans.includes(ownPlan) ? [ownPlan] : [];
  const plans = [...catalog.plans, ...missing].sort((a, b) => a.rank - b.rank);
  const forecasts = new Map(plans.map((plan) => [plan, once(() => planForecast(billOf(plan, facts), facts))]));
  const forecastOf = (plan: Plan): InvoiceForecast | null => forecasts.get(plan)?.() ?? null;
  const shares = once(() => cheapestShares(all, facts, forecastOf));
  const next = once(() => nextPlans(facts));
  const all: readonly PlanEstimate[] = plans.map((plan) =>
    estimatePlan(plan, facts, { all: () => all, shares, next, forecastOf }),
  );
  return all;
}

/** Amounts in another currency are held against nothing. */
function nextPlans(facts: PlanComparisonFacts): readonly PlanEstimate[] {
  const { catalog, next } = facts;
  if (next === null || next.catalog.currency !== catalog.currency) return [];
  const now = { ownPlan: null, ownBill: () => null, futures: null, next: null };
  return estimatePlans({ ...facts, ...now, catalog: next.catalog, wanted: next.wanted() });
}

const lazyPlan = lazyKind<PlanEstimate>();

function billOf(plan: Plan, { catalog, account, wanted, takes }: PlanComparisonFacts): Bill {
  return { catalog, account, plan, quantities: wanted, takes };
}

/** What the estimates of plans share. */
interface PlanRivals {
  readonly all: () => readonly PlanEstimate[];
  readonly shares: () => ReadonlyMap<Plan, number> | null;
  readonly next: () => readonly PlanEstimate[];
  readonly forecastOf: (plan: Plan) => InvoiceForecast | null;
}

function estimatePlan(
  plan: Plan,
  facts: PlanComparisonFacts,
  { all, shares, next, forecastOf }: PlanRivals,
): PlanEstimate {
  const { ownPlan, selected, wanted } = facts;
  const bill = billOf(plan, facts);
  const priced = isPriceable(bill);
  const invoice = once(() => (priced ? regularInvoice(bill, facts.usageInterval) : null));
  const cost = once(() => (priced ? (quickCost(bill, facts.usageInterval) ?? invoice()?.subtotal ?? null) : null));
  return lazyPlan(
    {
      plan,
      status: plan === ownPlan ? 'own' : plan.contact ? 'contact' : priced ? 'offered' : 'unpriceable',
      selected: plan === selected,
      intent: intentOf(plan, ownPlan),
      covers: (meter) => isCovered(bill, meter),
    },
    {
      headline: () => priceHeadline(plan, (meter) => wanted.meter(meter)?.kind === 'seats'),
      invoice,
      cost,
      difference: () => {
        const reference = all().find((other) => other.plan === (ownPlan ?? selected));
        return reference === undefined || !sameInterval(reference.plan.interval, plan.interval)
          ? null
          : minus(cost(), reference.cost);
      },
      otherIntervals: () =>
        all()
          .filter(
            (other) =>
              other.plan.family === plan.family &&
              other.plan !== plan &&
              !sameInterval(other.plan.interval, plan.interval),
          )
          .map((other) => ({
            plan: other.plan.id,
            interval: other.plan.interval,
            savedPct: savedPct(plan, cost(), other),
          })),
      blockedBy: () => firstStop(plan, wanted, facts.until),
      range: () => (priced ? (forecastOf(plan)?.range80 ?? null) : null),
      cheapestShare: () => shares()?.get(plan) ?? null,
      cheapest: () => isCheapest(all().find((other) => other.plan === plan) as PlanEstimate, all()),
      switchNow: () => switchInvoice(facts.ownBill(), bill),
      problems: () => [
        ...planProblems(plan),
        ...lineProblems(plan, invoice()),
        ...(priced ? uncoveredUsage(bill) : []),
      ],
      // A plan that is in no list keeps its prices; of an add-on that is gone nobody knows the price.
      next: () =>
        (facts.catalog.plans.includes(plan) &&
          next().find((one) => one.plan.id === plan.id && canCarry(one) && hasAddOnsOf(one.plan, bill))) ||
        null,
    },
  );
}

/** Usage that other plans charge for and this one does not name: nobody knows whether it is included. */
function uncoveredUsage(bill: Bill): EstimateProblem[] {
  return bill.catalog.meters
    .filter(({ id }) => bill.quantities.of(id)?.gt(0) === true && !isCovered(bill, id))
    .map(({ id }) => ({ kind: 'usage_without_charge', meter: id }));
}

function isCovered(bill: Bill, meter: string): boolean {
  const { catalog, plan } = bill;
  return (
    isCharged(catalog, takenCharges(bill), meter) ||
    plan.limits.some((limit) => limit.meter === meter) ||
    !catalog.plans.some(({ charges }) => isCharged(catalog, charges, meter))
  );
}

/** The lines of an invoice that have no price, as problems of the plan. */
export function lineProblems(plan: Plan, invoice: Invoice | null): EstimateProblem[] {
  return (invoice?.lines ?? []).flatMap((line): EstimateProblem[] => {
    if (line.problem === null) return [];
    if (line.problem === 'not_sold' || line.problem === 'uneven')
      return [{ kind: line.problem, plan: plan.id, charge: line.name }];
    return [{ kind: line.problem, plan: plan.id, charge: line.name, meter: line.meter ?? '' }];
  });
}

function isCheapest(estimate: PlanEstimate, all: readonly PlanEstimate[]): boolean {
  const { cost } = estimate;
  if (!canCarry(estimate) || cost === null) return false;
  const rivals = rivalsOf(estimate, all);
  // Also the only one whose limits let it, but never the only one whose cost is known.
  return rivals.length > 1 && rivals.every((other) => !canCarry(other) || cost.lte(other.cost as Decimal));
}

/** Those of its interval whose cost is known, itself among them where its own is. */
function rivalsOf({ plan }: PlanEstimate, all: readonly PlanEstimate[]): PlanEstimate[] {
  return all.filter(
    (other) => other.cost !== null && other.problems.length === 0 && sameInterval(other.plan.interval, plan.interval),
  );
}

/** Enough for a range beside others and a share of a hundred; every plan is priced in all of them. */
const PLAN_FUTURES = 1024;

function planForecast(bill: Bill, { futures, usageInterval }: PlanComparisonFacts): InvoiceForecast | null {
  return futures === null
    ? null
    : forecastInvoice(draftRegularInvoice(bill, usageInterval), {
        ...futures,
        quantities: bill.quantities,
        count: PLAN_FUTURES,
        amount: 'subtotal',
      });
}

/** In how many futures each plan is the cheapest; where several are, each counts. */
function cheapestShares(
  all: readonly PlanEstimate[],
  { futures, wanted, until }: PlanComparisonFacts,
  forecastOf: PlanRivals['forecastOf'],
): ReadonlyMap<Plan, number> | null {
  if (futures === null) return null;
  const shares = new Map<Plan, number>();
  const compared = all.filter((one) => {
    const rivals = rivalsOf(one, all);
    return rivals.length > 1 && rivals.includes(one);
  });
  if (compared.length === 0) return shares;
  const drawn = futureQuantities(PLAN_FUTURES, futures);
  const costs = new Map(
    compared.map((one) => {
      const totals =
        forecastOf(one.plan)?.totals ??
        new Float64Array(PLAN_FUTURES).fill(one.invoice?.subtotal?.toNumber() ?? Infinity);
      return [one, withStops(totals, { plan: one.plan, drawn, wanted, until })] as const;
    }),
  );
  for (const [one, own] of costs) {
    const rivals = rivalsOf(one, all).map((other) => costs.get(other)!);
    const won = own.filter((cost, index) => cost < Infinity && rivals.every((other) => cost <= other[index]!));
    shares.set(one.plan, won.length / PLAN_FUTURES);
  }
  return shares;
}

/** A future that a plan's limits would stop, or that it does not sell, is no future of that plan. */
function withStops(
  totals: Float64Array,
  {
    plan,
    drawn,
    wanted,
    until,
  }: {
    readonly plan: Plan;
    readonly drawn: FutureQuantities;
    readonly wanted: Quantities;
    readonly until: number | null;
  },
): Float64Array {
  const stops = meterStops(plan).map((limit) => ({
    quantities: drawn.of(limit.meter),
    fixed: wanted.of(limit.meter)?.toNumber() ?? 0,
    bound: effectiveBound(limit, until).toNumber(),
  }));
  return totals.map((total, index) =>
    Number.isNaN(total) || stops.some(({ quantities, fixed, bound }) => (quantities?.[index] ?? fixed) > bound)
      ? Infinity
      : total,
  );
}

function canCarry({ blockedBy, problems }: PlanEstimate): boolean {
  return blockedBy === null && problems.length === 0;
}

function firstStop(plan: Plan, wanted: Quantities, until: number | null): Limit | null {
  return meterStops(plan).find((limit) => wanted.of(limit.meter)?.gt(effectiveBound(limit, until))) ?? null;
}

/** The limits of a plan that stop usage of a meter. */
function meterStops({ limits }: Plan): (Limit & { readonly meter: string })[] {
  return limits.filter(
    (limit): limit is Limit & { readonly meter: string } => limit.meter !== null && limit.effect === 'block',
  );
}

/** By rank, never by price. */
function intentOf(plan: Plan, ownPlan: Plan | null): PlanEstimate['intent'] {
  if (plan === ownPlan) return 'current';
  if (plan.contact) return 'contact';
  if (ownPlan === null) return plan.trialDays ? 'trial' : 'start';
  if (plan.family === ownPlan.family) return sameInterval(plan.interval, ownPlan.interval) ? 'start' : 'interval';
  return plan.rank < ownPlan.rank ? 'downgrade' : 'upgrade';
}

function savedPct(plan: Plan, cost: Decimal | null, other: PlanEstimate): Decimal | null {
  const times = intervalsIn(other.plan.interval, plan.interval);
  if (times === null || cost === null || other.cost === null || !cost.gt(0)) return null;
  const here = cost.times(times);
  return here.minus(other.cost).times(HUNDRED).div(here);
}

function minus(a: Decimal | null, b: Decimal | null): Decimal | null {
  return a === null || b === null ? null : a.minus(b);
}
