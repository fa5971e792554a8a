import type { Account } from '../facts/account.ts';
import type { AfterDiscount } from '../invoice/after-discounts.ts';
import { afterDiscounts } from '../invoice/after-discounts.ts';
import { commitmentOf, takenCharges } from '../invoice/bill.ts';
import type { Catalog, Plan } from '../facts/catalog.ts';
import type { Change } from '../invoice/change-since.ts';
import type { CommitmentEstimate } from './commitment-estimate.ts';
import { estimateCommitment } from './commitment-estimate.ts';
import { comparePlans } from './compare-plans.ts';
import type { Comparison } from '../comparison/comparison.ts';
import type { Credit } from '../facts/credit.ts';
import type { CreditEstimate } from './credit-estimate.ts';
import { estimateCredits } from './credit-estimate.ts';
import type { CreditStop } from '../stops/credit-stop.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { spentOf, startOf, totalOf } from '../invoice/estimate-invoice.ts';
import { estimateLimits } from './estimate-limits.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import { estimatePeriod } from '../invoice/estimate-period.ts';
import type { EstimateProblem } from '../invoice/estimate-problem.ts';
import { documentProblems, withoutPrice } from '../invoice/estimate-problem.ts';
import type { FanDay } from '../forecast/fan.ts';
import type { InvoiceForecast } from '../forecast/invoice-forecast.ts';
import { expectedTotal } from '../forecast/invoice-forecast.ts';
import type { Invoice } from '../invoice/invoice.ts';
import { lastInstant } from '../facts/limit.ts';
import type { LimitEstimate } from './limit-estimate.ts';
import type { MeterEstimate } from './meter-estimate.ts';
import { estimateMeters } from './meter-estimate.ts';
import { ownPlanOf } from '../invoice/invoice-schedule.ts';
import { kept, lazyKind, once } from '../once.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome.ts';
import { ownFacts } from './own-facts.ts';
import type { PlanEstimate } from '../comparison/plan-estimate.ts';
import { estimatePlans, lineProblems } from '../comparison/plan-estimate.ts';
import { pricedQuantities, servedQuantities } from '../forecast/priced-quantities.ts';
import type { Scenario } from '../usage/scenario.ts';
import { AS_IS } from '../usage/scenario.ts';
import { listInForce } from '../invoice/price-list.ts';
import type { Situation } from '../invoice/situation.ts';
import {
  chosenPlan,
  holdingOn,
  isOfUsage,
  isPlanKnown,
  limitsOf,
  takesOf,
  usageInterval,
} from '../invoice/situation.ts';
import { spendAhead } from './spend-ahead.ts';
import type { Stopped } from '../stops/stop.ts';
import { stopUsage } from '../stops/stop.ts';
import { switchInvoice } from '../invoice/switch-invoice.ts';
import { topUps } from '../stops/top-up.ts';

/** Everything a widget can show. Parts that cost something to work out are worked out when asked for. */
export interface Estimate {
  /** The price list that the account's period is priced by. */
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
  /** Those of them that stop usage once they are empty. */
  readonly stoppingCredits: readonly CreditStop[];
  /** Of those that do, how much more it would take of each for all that is wanted, in its own unit; none where nobody knows. */
  readonly topUps: ReadonlyMap<Credit, Decimal>;
  readonly commitment: CommitmentEstimate | null;
  /** Why the next invoice (without a what-if) differs from the last one; `null` = there is none. */
  readonly change: Change | null;
  /** Whether the visitor has changed anything of an account's; never without one, where all is tried out. */
  readonly isWhatIf: boolean;
  /**
   * The plans of one interval over one meter, each held against the plan `than` (by id; without it the own plan, else the
   * priced one), whose interval it is; `null` = no such meter, or nothing to compare.
   */
  compare(meter: string, than?: string): Comparison | null;
}

const lazyEstimate = lazyKind<Estimate>();

/**
 * Facts and what-if to everything that can be shown. Pure: no clock, no locale; the same three values always
 * give the same estimate.
 * @param list in force, or with the one that is (`next`)
 * @param account `null` = from scratch
 */
export function estimate(list: Catalog, account: Account | null, scenario: Scenario = AS_IS): Estimate {
  const catalog = listInForce(list, account);
  const ownPlan = ownPlanOf({ catalog, account });
  const plan = chosenPlan(catalog, ownPlan, scenario);
  const period = account === null || ownPlan === null ? null : estimatePeriod(account, ownPlan);
  const { next } = catalog;
  const situation: Situation = { catalog, account, ownPlan, period };
  // A plan that is only shown in place of one that nobody knows holds back nothing, and includes nothing.
  const isKnown = isPlanKnown({ account, ownPlan, scenario });
  const limits = limitsOf(account, isKnown ? plan : null, scenario);
  const holding = holdingOn(limits, plan, situation);
  const wanted = pricedQuantities(catalog, account, scenario, period);
  const takes = takesOf(account, scenario);
  const plain = { catalog, account, plan, takes };
  const stopFacts = { bill: plain, situation, wanted, limits: holding };
  const stopped = stopUsage(stopFacts);
  const outcomeAt = (left: Stopped): Outcome =>
    outcomeOf(plain, situation, { wanted, fromScratch: scenario.mode === 'scratch', stopped: left });
  const outcome = outcomeAt(stopped);
  const { bill, draft, invoice, futures, forecast, fan } = outcome;
  const wantedQuantities = once(() =>
    stopped.stops.length === 0 ? stopped.served : servedQuantities(catalog, account, wanted, []),
  );
  const own = ownFacts(situation);
  const isWhatIf =
    account !== null &&
    (scenario.mode !== 'current' ||
      (scenario.plan !== null && plan !== ownPlan) ||
      scenario.addOns.size > 0 ||
      scenario.limit !== null);
  const asIs = once(() => (isWhatIf ? own.asIs() : invoice()));
  const meters = once(() =>
    estimateMeters({
      catalog,
      account,
      plan,
      charges: isKnown ? takenCharges(bill) : [],
      period,
      expected: own.expected(),
      wanted,
      served: stopped.served,
      limits,
      forecasts: futures?.forecasts ?? new Map(),
    }),
  );
  const plans = once(() =>
    estimatePlans({
      catalog,
      account,
      ownPlan,
      ownBill: own.bill,
      selected: plan,
      wanted: wantedQuantities(),
      takes: bill.takes,
      usageInterval: usageInterval(catalog, ownPlan),
      until: lastInstant(situation),
      futures: futures === null ? null : { ...futures, stopsOf: () => [] },
      next: next && { catalog: next, wanted: () => servedQuantities(next, account, wanted, []) },
    }),
  );
  const limitEstimates = () =>
    estimateLimits(limits, situation, {
      stopped,
      meters: meters(),
      accrued: own.accrued(),
      open: outcome.open,
      commitment: commitmentOf(bill),
      totalAt: (quantities) => totalOf({ ...plain, quantities }, situation),
      spentAt: (quantities) => spentOf({ ...plain, quantities }, situation),
    });
  /** What would come if no credit stopped it: when they are used up. */
  const unstopped = once(() => (stopped.credits.length === 0 ? outcome : outcomeAt(stopUsage(stopFacts, []))));
  const dueNow = () => (account === null ? startOf(bill) : switchInvoice(own.bill(), bill));
  const credits = () => {
    const [from, soFar, whole] = [own.bill(), own.accruedDraft(), unstopped().draft()];
    if (period === null || from === null || soFar === null || whole === null) return [];
    return estimateCredits({
      account: from.account,
      plan: from.plan,
      charges: takenCharges(bill),
      invoice: invoice(),
      ...spendAhead(unstopped(), situation, { own: from, accrued: soFar, draft: whole, period }),
    });
  };
  const commitment = () => {
    const [known, drafted] = [commitmentOf(bill), draft()];
    return account === null || known === null || drafted === null
      ? null
      : estimateCommitment(known, account, {
          draft: drafted,
          invoice: invoice(),
          // A budget stops totals, not what each future counts.
          futures: stopped.open === stopped.served ? futures : null,
        });
  };
  const ending = () => {
    const drafted = draft();
    return drafted === null ? [] : afterDiscounts(drafted, invoice());
  };
  const comparisons = new Map<string, Comparison | null>();
  const problems = () => [
    ...documentProblems(catalog, account, plan),
    ...lineProblems(plan, invoice()),
    ...withoutPrice(bill),
  ];
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
      stoppingCredits: stopped.credits,
      compare(meter, than = (ownPlan ?? plan).id) {
        return kept(comparisons, JSON.stringify([meter, than]), () =>
          comparePlans(meter, { than, plans: plans(), meters: meters(), bill, wanted: wantedQuantities(), ownPlan }),
        );
      },
    },
    {
      meters,
      invoice,
      asIs,
      difference: () => {
        const [now, before] = [invoice().total, asIs().total];
        const isComparable = isOfUsage(plan, situation);
        return isWhatIf && isComparable && now !== null && before !== null ? now.minus(before) : null;
      },
      accrued: own.accrued,
      dueNow,
      plans,
      costByDay: () => (invoice().total === null ? null : own.costByDay()),
      forecast,
      uncertainty: () => {
        const [known, { total }] = [forecast(), invoice()];
        return known === null || total === null ? null : expectedTotal(known, invoice())!.minus(total);
      },
      fan,
      afterDiscounts: ending,
      credits,
      topUps: () => topUps(stopFacts, stopped, wantedQuantities()),
      commitment,
      change: own.change,
      limits: limitEstimates,
      problems,
    },
  );
}

export type { AfterDiscount } from '../invoice/after-discounts.ts';
export type { CheaperInterval } from '../comparison/break-even.ts';
export type { BreakEven, Comparison, CostCurve } from '../comparison/comparison.ts';
export type { Change, ChangedLine } from '../invoice/change-since.ts';
export type { CommitmentEstimate } from './commitment-estimate.ts';
export type { CreditEstimate } from './credit-estimate.ts';
export type { CreditStop } from '../stops/credit-stop.ts';
export type { FanDay } from '../forecast/fan.ts';
export type { InvoiceForecast, Range } from '../forecast/invoice-forecast.ts';
export type { MeterForecast, ReachedSpan } from '../forecast/meter-forecast.ts';
export type { LimitEstimate } from './limit-estimate.ts';
export type { MeterEstimate } from './meter-estimate.ts';
export type { SeatEstimate } from './seat-estimate.ts';
export type { SliderScale } from './slider-scale.ts';
export type { OtherInterval, PlanEstimate } from '../comparison/plan-estimate.ts';
export type { PriceHeadline } from '../comparison/price-headline.ts';
export type { EstimatePeriod } from '../invoice/estimate-period.ts';
export type { EstimateProblem } from '../invoice/estimate-problem.ts';
