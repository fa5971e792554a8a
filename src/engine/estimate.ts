import type { Account } from './account.ts';
import { beforeTrueUp } from './before-true-up.ts';
import type { Bill } from './bill.ts';
import type { Catalog, Plan } from './catalog.ts';
import type { Comparison } from './comparison.ts';
import { compareOver } from './comparison.ts';
import type { Change } from './change-since.ts';
import { changeSince } from './change-since.ts';
import type { CommitmentEstimate } from './commitment-estimate.ts';
import { estimateCommitment } from './commitment-estimate.ts';
import { costByDay } from './cost-by-day.ts';
import type { CreditEstimate } from './credit-estimate.ts';
import { estimateCredits } from './credit-estimate.ts';
import { Decimal, max } from './decimal.ts';
import type { EstimatePeriod } from './estimate-period.ts';
import { estimatePeriod } from './estimate-period.ts';
import type { EstimateProblem } from './estimate-problem.ts';
import { documentProblems } from './estimate-problem.ts';
import { invariant } from './invariant.ts';
import type { Invoice } from './invoice.ts';
import type { FanDay } from './fan.ts';
import { fanOf, fanReached } from './fan.ts';
import type { FutureFacts } from './future-quantities.ts';
import type { InvoiceForecast } from './invoice-forecast.ts';
import { forecastInvoice, stoppedAt } from './invoice-forecast.ts';
import type { Limit } from './limit.ts';
import { stopOf } from './limit.ts';
import { forecastMeters } from './forecast-meters.ts';
import { chancePast, reachedSpan } from './meter-forecast.ts';
import { minorDigits } from './money.ts';
import type { LimitEstimate } from './limit-estimate.ts';
import { estimateLimit } from './limit-estimate.ts';
import type { MeterEstimate } from './meter-estimate.ts';
import { estimateMeters } from './meter-estimate.ts';
import type { Draft } from './next-invoice.ts';
import { draftNextInvoice, ownPlanOf } from './next-invoice.ts';
import { lazyKind, once } from './once.ts';
import type { Interval } from './period.ts';
import { roughDays, sameInterval } from './period.ts';
import { planCost } from './plan-cost.ts';
import type { PlanEstimate } from './plan-estimate.ts';
import { estimatePlans, lineProblems } from './plan-estimate.ts';
import { isPriceable, plainFacts } from './bill.ts';
import { issueInvoice, unpricedInvoice } from './issue-invoice.ts';
import { countedQuantities, pricedQuantities, servedQuantities } from './priced-quantities.ts';
import type { PricedQuantity, Quantities } from './quantities.ts';
import { draftRegularInvoice, startInvoice } from './regular-invoice.ts';
import type { Scenario } from './scenario.ts';
import { AS_IS } from './scenario.ts';
import { stopUsage } from './stop.ts';
import { moneyAhead, unitsAhead, withoutCredits } from './spend-ahead.ts';
import { switchInvoice } from './switch-invoice.ts';

/** Everything a widget can show. Parts that cost something to work out are worked out when asked for. */
export interface Estimate {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly scenario: Scenario;
  readonly currency: string;
  /** `null` where there is no account: nobody's period. */
  readonly period: EstimatePeriod | null;
  /** The plan that is priced: the scenario's, else the account's, else the catalog's first that has a price. */
  readonly plan: Plan;
  /** The account's own plan; `null` without an account. */
  readonly ownPlan: Plan | null;
  readonly meters: readonly MeterEstimate[];
  /** At the priced quantities, on the priced plan: the next invoice; on another plan than the own, a regular period. */
  readonly invoice: Invoice;
  /** The same without the visitor's what-if. */
  readonly asIs: Invoice;
  /** `invoice.total` − `asIs.total`; `null` where either is unknown, of another interval, or nothing is tried out. */
  readonly difference: Decimal | null;
  /** What the period has cost so far, at the quantities counted, before any true-up; `null` without an account. */
  readonly accrued: Invoice | null;
  /** Due at once for a switch or a start; `null` = nothing is due now. */
  readonly dueNow: Invoice | null;
  readonly plans: readonly PlanEstimate[];
  /** Total (with tax, before credits) by the end of each day so far; `null` where days are unknown. For the chart. */
  readonly costByDay: readonly number[] | null;
  /** What the invoice will probably come to; `null` = nothing about it is uncertain, or nobody knows. */
  readonly forecast: InvoiceForecast | null;
  /** Mean of the futures less the total at the priced quantities, in whole minor units; `null` = no forecast. */
  readonly uncertainty: Decimal | null;
  /** How the total may grow from now to the period's end, a few days of it; `null` = no forecast. For the chart. */
  readonly fan: readonly FanDay[] | null;
  readonly limits: readonly LimitEstimate[];
  readonly problems: readonly EstimateProblem[];
  /** What the invoice would be once a discount on it has ended, one per discount with an end, soonest first. */
  readonly afterDiscounts: readonly AfterDiscount[];
  /** Credits of money and of units: what they pay, when they run out, what expires unused. */
  readonly credits: readonly CreditEstimate[];
  readonly commitment: CommitmentEstimate | null;
  /** Why the next invoice (without a what-if) differs from the last one; `null` = there is none. */
  readonly change: Change | null;
  /** Whether the visitor has changed anything. */
  readonly isWhatIf: boolean;
  /**
   * The plans of one interval over one meter, each held against the plan `than` (by id; without it the own plan, else the
   * priced one), whose interval it is; `null` = no such meter, or nothing to compare.
   */
  compare(meter: string, than?: string): Comparison | null;
}

/** The price after an intro price or promotion. */
export interface AfterDiscount {
  readonly id: string;
  readonly name: string;
  readonly endsAt: number;
  /** With exclusive tax, before credits, at the same quantities. */
  readonly total: Decimal;
}

const lazyEstimate = lazyKind<Estimate>()([
  'meters',
  'invoice',
  'asIs',
  'difference',
  'accrued',
  'dueNow',
  'plans',
  'costByDay',
  'forecast',
  'uncertainty',
  'fan',
  'afterDiscounts',
  'credits',
  'commitment',
  'change',
  'limits',
  'problems',
]);

/**
 * Facts and what-if to everything that can be shown. Pure: no clock, no locale; the same three values always
 * give the same estimate.
 * @param account `null` = from scratch
 */
export function estimate(catalog: Catalog, account: Account | null, scenario: Scenario = AS_IS): Estimate {
  const ownPlan = ownPlanOf({ catalog, account });
  const plan = chosenPlan(catalog, ownPlan, scenario);
  const period = account === null || ownPlan === null ? null : estimatePeriod(account, ownPlan);
  const situation: Situation = { catalog, account, ownPlan, period };
  const limits = limitsOf(account, plan, scenario);
  const holding = holdingOn(limits, plan, situation);
  const wanted = pricedQuantities(catalog, account, scenario, period);
  const takes = takesOf(account, scenario);
  const { open, served, ceiling } = stopUsage({
    catalog,
    account,
    wanted,
    limits: holding,
    totalAt: (quantities) => totalOf({ catalog, account, plan, takes, quantities }, situation),
  });
  const bill: Bill = { catalog, account, plan, quantities: served, takes };
  const wantedQuantities = once(() => (limits.length === 0 ? served : servedQuantities(catalog, account, wanted, [])));
  const expected = once(() => expectedQuantities(situation));
  const isWhatIf =
    account !== null &&
    (scenario.mode !== 'current' ||
      (scenario.plan !== null && plan !== ownPlan) ||
      scenario.addOns.size > 0 ||
      scenario.limit !== null);
  const draft = once(() => draftOf(bill, situation));
  const invoice = once(() => invoiceOf(bill, draft()));
  const futures = futureFacts(situation, { wanted, limits: holding, quantities: open });
  // What limits on the invoice are held against: what would come if no budget stopped it.
  const openDraft = once(() => (open === served ? draft() : draftOf({ ...bill, quantities: open }, situation)));
  const openForecast = once(() => drawn(openDraft(), futures, forecastInvoice));
  const openFan = once(() => drawn(openDraft(), futures, fanOf));
  const forecast = once(() => {
    const known = openForecast();
    return known === null || ceiling === null ? known : stoppedAt(known, ceiling.toNumber());
  });
  const fan = once(() =>
    ceiling === null ? openFan() : drawn(openDraft(), futures, (...facts) => fanOf(...facts, ceiling.toNumber())),
  );
  const asIs = once(() => (isWhatIf ? asIsInvoice(situation, expected()) : invoice()));
  const accruedDraft = once(() => {
    const own = account === null || ownPlan === null ? null : draftOf(ownBill(situation, account, ownPlan), situation);
    return own && beforeTrueUp(own);
  });
  const accrued = once(() =>
    account === null || ownPlan === null ? null : invoiceOf(ownBill(situation, account, ownPlan), accruedDraft()),
  );
  const meters = once(() =>
    estimateMeters({
      catalog,
      account,
      plan,
      period,
      expected: expected(),
      wanted,
      served,
      limits,
      forecasts: futures?.forecasts ?? new Map(),
    }),
  );
  const plans = once(() =>
    estimatePlans({
      catalog,
      account,
      ownPlan,
      selected: plan,
      wanted: wantedQuantities(),
      takes: bill.takes,
      usageInterval: usageInterval(catalog, ownPlan),
      futures: futures === null ? null : { ...futures, stopAt: () => null },
    }),
  );
  const limitEstimates = once(() =>
    estimateLimits(limits, situation, {
      holding,
      meters: meters(),
      accrued: accrued(),
      invoice: open === served ? invoice() : invoiceOf(bill, openDraft()),
      forecast: openForecast,
      fan: openFan,
    }),
  );
  const days = once(() =>
    account === null || ownPlan === null || period === null || invoice().total === null
      ? null
      : costByDay(ownBill(situation, account, ownPlan), period),
  );
  const dueNow = once(() =>
    account === null
      ? startOf(bill)
      : ownPlan === null || plan === ownPlan || !isPriceable(bill)
        ? null
        : switchInvoice(ownBill(situation, account, ownPlan), bill),
  );
  const credits = once(() => {
    const [soFar, whole] = [accruedDraft(), draft()];
    if (account === null || period === null || ownPlan === null || soFar === null || whole === null) return [];
    const isFree = whole.facts.credits.every(({ applied }) => applied === 'after_tax');
    const money = once(() =>
      moneyAhead(
        {
          accrued: soFar,
          draft: whole,
          fan: isFree ? fan() : drawn(withoutCredits(whole), futures, fanOf),
        },
        period,
      ),
    );
    const counted = countedQuantities(catalog, account);
    return estimateCredits({
      account,
      plan: ownPlan,
      invoice: invoice(),
      money,
      units: (credit) => unitsAhead(credit, bill, { counted, futures, period }),
    });
  });
  const commitment = once(() => {
    const known = account?.commitment ?? plan.commitment;
    return account === null || known === null || draft() === null
      ? null
      : estimateCommitment(known, account, { draft: draft() as Draft, invoice: invoice(), futures });
  });
  const afterDiscounts = once(() => (draft() === null ? [] : withoutEnding(draft() as Draft, invoice())));
  const change = once(() => changeOf(situation, expected()));
  const comparisons = new Map<string, Comparison | null>();
  const compare = (meter: string, than: string): Comparison | null =>
    compareMeter(meter, {
      than,
      plans: plans(),
      meters: meters(),
      bill,
      wanted: wantedQuantities(),
      ownPlan,
    });
  const problems = once(() => [...documentProblems(catalog, account, plan), ...lineProblems(plan, invoice())]);
  return lazyEstimate(
    {
      catalog,
      account,
      scenario,
      currency: catalog.currency,
      period,
      plan,
      ownPlan,
      isWhatIf,
      compare(meter, than = (ownPlan ?? plan).id) {
        const key = JSON.stringify([meter, than]);
        const known = comparisons.get(key);
        if (known !== undefined) return known;
        const comparison = compare(meter, than);
        comparisons.set(key, comparison);
        return comparison;
      },
    },
    {
      meters,
      invoice,
      asIs,
      difference: () => {
        const [now, before] = [invoice().total, asIs().total];
        const isComparable = ownPlan === null || isOfUsage(plan, situation);
        return isWhatIf && isComparable && now !== null && before !== null ? now.minus(before) : null;
      },
      accrued,
      dueNow,
      plans,
      costByDay: days,
      forecast,
      uncertainty: () => {
        const [known, { total }] = [forecast(), invoice()];
        return known === null || total === null
          ? null
          : new Decimal(known.mean).toDecimalPlaces(minorDigits(catalog.currency)).minus(total);
      },
      fan,
      afterDiscounts,
      credits,
      commitment,
      change,
      limits: limitEstimates,
      problems,
    },
  );
}

interface Situation {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly ownPlan: Plan | null;
  readonly period: EstimatePeriod | null;
}

/** The shortest interval at which usage is billed: what "a period" of usage means in comparisons. */
export function usageInterval(catalog: Catalog, ownPlan: Plan | null): Interval {
  const plans = ownPlan === null ? catalog.plans : [ownPlan];
  const intervals = plans.flatMap((plan) => [
    plan.interval,
    ...plan.charges.flatMap(({ interval }) => (interval === null ? [] : [interval])),
  ]);
  return intervals.reduce((a, b) => (roughDays(b) < roughDays(a) ? b : a));
}

function chosenPlan(catalog: Catalog, ownPlan: Plan | null, { plan }: Scenario): Plan {
  const wished = plan === null || plan === ownPlan?.id ? null : catalog.plans.find(({ id }) => id === plan);
  const priced = catalog.plans.find(
    ({ contact, problems, charges }) => !contact && problems.length === 0 && charges.length > 0,
  );
  const chosen = wished ?? ownPlan ?? priced ?? catalog.plans[0];
  invariant(chosen, 'a catalog has at least one plan');
  return chosen;
}

/** The limits that hold on a plan: the plan's, the account's, and one that is being tried out in place of its like. */
function limitsOf(account: Account | null, plan: Plan, { limit }: Scenario): Limit[] {
  const held = [...plan.limits, ...(account?.limits ?? [])];
  return limit === null ? held : [...held.filter(({ id }) => id !== limit.id), limit];
}

/**
 * The limits that can be held against a plan's price: a budget is for one billing period, so it says nothing of a year on
 * another plan. Limits on meters, and the plan's own, always can.
 */
function holdingOn(limits: readonly Limit[], plan: Plan, situation: Situation): readonly Limit[] {
  return situation.ownPlan === null || isOfUsage(plan, situation)
    ? limits
    : limits.filter((limit) => limit.meter !== null || plan.limits.includes(limit));
}

/** Whether an invoice on a plan is for a period like the account's own. */
export function isOfUsage(plan: Plan, { catalog, ownPlan }: Pick<Situation, 'catalog' | 'ownPlan'>): boolean {
  return plan === ownPlan || sameInterval(plan.interval, usageInterval(catalog, ownPlan));
}

function takesOf(account: Account | null, scenario: Scenario): Bill['takes'] {
  return (charge) => scenario.addOns.get(charge) ?? account?.subscription.addOns.includes(charge) ?? false;
}

/** Plans of one interval over one meter; events are no quantity, so a meter of events has no such picture. */
function compareMeter(
  id: string,
  {
    than,
    plans,
    meters,
    bill,
    wanted,
    ownPlan,
  }: {
    readonly than: string;
    readonly plans: readonly PlanEstimate[];
    readonly meters: readonly MeterEstimate[];
    readonly bill: Bill;
    readonly wanted: Quantities;
    readonly ownPlan: Plan | null;
  },
): Comparison | null {
  const meter = meters.find((candidate) => candidate.meter.id === id);
  const reference = plans.find(({ plan }) => plan.id === than)?.plan;
  if (reference === undefined || meter === undefined) return null;
  const interval = usageInterval(bill.catalog, ownPlan);
  const compared = plans
    .filter(({ plan, invoice }) => invoice !== null && sameInterval(plan.interval, reference.interval))
    .map(({ plan }) => ({ plan, cost: planCost({ ...bill, plan, quantities: wanted }, interval, id) }));
  if (meter.meter.aggregation === 'events' || meter.meter.sumOf !== null || compared.length < 2) return null;
  const reach = meter.slider.positions.at(-1) ?? meter.meter.step;
  return compareOver(meter.meter, compared, { reference, quantity: meter.quantity, reach });
}

/** The account's own bill, without a what-if. */
function ownBill({ catalog }: Situation, account: Account, plan: Plan): Bill & { readonly account: Account } {
  return { catalog, account, plan, quantities: countedQuantities(catalog, account), takes: takesOf(account, AS_IS) };
}

function expectedQuantities(situation: Situation): Quantities {
  const { catalog, account, ownPlan, period } = situation;
  const plan = ownPlan ?? chosenPlan(catalog, null, AS_IS);
  const takes = takesOf(account, AS_IS);
  return stopUsage({
    catalog,
    account,
    wanted: pricedQuantities(catalog, account, AS_IS, period),
    limits: ownPlan === null ? [] : limitsOf(account, ownPlan, AS_IS),
    totalAt: (quantities) => totalOf({ catalog, account, plan, takes, quantities }, situation),
  }).served;
}

/** The total of a bill; `null` = it has none. */
function totalOf(bill: Bill, situation: Situation): Decimal | null {
  return invoiceOf(bill, draftOf(bill, situation)).total;
}

/** What is drawn from futures, where there are any. */
function drawn<T>(
  draft: Draft | null,
  futures: FutureFacts | null,
  draw: (draft: Draft, futures: FutureFacts) => T | null,
): T | null {
  return draft === null || futures === null ? null : draw(draft, futures);
}

/** The next invoice on the own plan, else a regular period. `null` = plan or currency leave a doubt. */
function draftOf(bill: Bill, { catalog, account, ownPlan }: Situation): Draft | null {
  const { plan } = bill;
  if (!isPriceable(bill) || (account !== null && ownPlan === null)) return null;
  if (account !== null && plan === ownPlan) return draftNextInvoice({ ...bill, account });
  return draftRegularInvoice(bill, usageInterval(catalog, ownPlan));
}

/** A wrong price is worse than none: without a draft the invoice has no total. */
function invoiceOf(bill: Bill, draft: Draft | null): Invoice {
  return draft === null ? unpricedInvoice(plainFacts(bill)) : issueInvoice(draft.lines, draft.facts);
}

/** What the futures of an account are drawn from; `null` = there is nothing to forecast. */
function futureFacts(
  { catalog, account, period }: Situation,
  {
    wanted,
    limits,
    quantities,
  }: {
    readonly wanted: ReadonlyMap<string, PricedQuantity>;
    readonly limits: readonly Limit[];
    readonly quantities: Quantities;
  },
): FutureFacts | null {
  if (account === null || period === null) return null;
  return {
    forecasts: forecastMeters(catalog, account, period),
    wanted,
    quantities,
    stopAt: (meter) => {
      const stop = stopOf(limits, meter, account.asOf);
      return stop === null ? null : max(stop, account.usage.get(meter)?.quantity ?? stop);
    },
  };
}

function asIsInvoice(situation: Situation, quantities: Quantities): Invoice {
  const { catalog, account, ownPlan } = situation;
  const plan = ownPlan ?? chosenPlan(catalog, null, AS_IS);
  const bill = { catalog, account, plan, quantities, takes: takesOf(account, AS_IS) };
  return invoiceOf(bill, draftOf(bill, situation));
}

/** The same lines without each discount that has an end and is on the invoice now. */
function withoutEnding({ lines, facts }: Draft, invoice: Invoice): AfterDiscount[] {
  const taken = new Set(invoice.lines.filter(({ kind }) => kind === 'discount').map(({ id }) => id));
  return facts.discounts
    .flatMap(({ id, name, endsAt }) => {
      if (endsAt === null || !taken.has(id)) return [];
      const { total } = issueInvoice(lines, {
        ...facts,
        discounts: facts.discounts.filter((other) => other.id !== id),
      });
      return total === null ? [] : [{ id, name, endsAt, total }];
    })
    .sort((a, b) => a.endsAt - b.endsAt);
}

function changeOf(situation: Situation, quantities: Quantities): Change | null {
  const { account, ownPlan } = situation;
  if (account === null || ownPlan === null) return null;
  const bill = { ...ownBill(situation, account, ownPlan), quantities };
  const draft = draftOf(bill, situation);
  return draft === null ? null : changeSince(bill, draft, invoiceOf(bill, draft));
}

function startOf(bill: Bill): Invoice | null {
  const invoice = startInvoice(bill);
  return invoice.lines.length === 0 || invoice.total?.isZero() === true ? null : invoice;
}

function estimateLimits(
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

export type { CheaperInterval } from './break-even.ts';
export type { BreakEven, Comparison, CostCurve } from './comparison.ts';
export type { Change, ChangedLine } from './change-since.ts';
export type { CommitmentEstimate } from './commitment-estimate.ts';
export type { CreditEstimate } from './credit-estimate.ts';
export type { FanDay } from './fan.ts';
export type { InvoiceForecast } from './invoice-forecast.ts';
export type { ReachedSpan } from './meter-forecast.ts';
export type { LimitEstimate } from './limit-estimate.ts';
export type { MeterEstimate } from './meter-estimate.ts';
export type { SeatEstimate } from './seat-estimate.ts';
export type { SliderScale } from './slider-scale.ts';
export type { OtherInterval, PlanEstimate } from './plan-estimate.ts';
export type { PriceHeadline } from './price-headline.ts';
export type { EstimatePeriod } from './estimate-period.ts';
export type { EstimateProblem } from './estimate-problem.ts';
