import type { Account } from '../facts/account.ts';
import type { Bill } from './bill.ts';
import type { Catalog, Plan } from '../facts/catalog.ts';
import type { EstimatePeriod } from './estimate-period.ts';
import { invariant } from '../invariant.ts';
import type { Limit } from '../facts/limit.ts';
import type { Interval } from '../time/period.ts';
import { roughDays, sameInterval } from '../time/period.ts';
import type { Scenario } from '../usage/scenario.ts';

/** Facts that stay the same whatever a visitor tries out. */
export interface Situation {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly ownPlan: Plan | null;
  readonly period: EstimatePeriod | null;
}

/** Whether the plan that is priced is somebody's: chosen, or the account's, and not only shown in place of one that nobody knows. */
export function isPlanKnown({
  account,
  ownPlan,
  scenario,
}: Pick<Situation, 'account' | 'ownPlan'> & { readonly scenario: Scenario }): boolean {
  return account === null || ownPlan !== null || scenario.plan !== null;
}

/** The plan that is priced: the scenario's, else the account's, else the catalog's first that has a price. */
export function chosenPlan(catalog: Catalog, ownPlan: Plan | null, { plan }: Scenario): Plan {
  const wished = plan === null || plan === ownPlan?.id ? null : catalog.plans.find(({ id }) => id === plan);
  const priced = catalog.plans.find(
    ({ contact, problems, charges }) => !contact && problems.length === 0 && charges.length > 0,
  );
  const chosen = wished ?? ownPlan ?? priced ?? catalog.plans[0];
  invariant(chosen, 'a catalog has at least one plan');
  return chosen;
}

/** The shortest interval at which usage is billed: what "a period" of usage means in comparisons. */
export function usageInterval(catalog: Catalog, ownPlan: Plan | null): Interval {
  return shortestInterval(ownPlan === null ? catalog.plans : [ownPlan]);
}

/** Of some plans and their charges. */
export function shortestInterval(plans: readonly Plan[]): Interval {
  const intervals = plans.flatMap((plan) => [
    plan.interval,
    ...plan.charges.flatMap(({ interval }) => (interval === null ? [] : [interval])),
  ]);
  return intervals.reduce((a, b) => (roughDays(b) < roughDays(a) ? b : a));
}

/** Whether an invoice on a plan is for a period like the account's own; where there is none, any is. */
export function isOfUsage(plan: Plan, { ownPlan }: Pick<Situation, 'ownPlan'>): boolean {
  return ownPlan === null || plan === ownPlan || sameInterval(plan.interval, shortestInterval([ownPlan]));
}

/**
 * The limits that hold on a plan: the plan's, the account's, and one that is being tried out in place of its like.
 * @param plan `null` = nobody knows it
 */
export function limitsOf(account: Account | null, plan: Plan | null, { limit }: Scenario): Limit[] {
  const held = [...(plan?.limits ?? []), ...(account?.limits ?? [])];
  return limit === null ? held : [...held.filter(({ id }) => id !== limit.id), limit];
}

/**
 * The limits that can be held against a plan's price: a budget is for one billing period, so it says nothing of a year on
 * another plan. Limits on meters, and the plan's own, always can.
 */
export function holdingOn(limits: readonly Limit[], plan: Plan, situation: Situation): readonly Limit[] {
  return isOfUsage(plan, situation)
    ? limits
    : limits.filter((limit) => limit.meter !== null || plan.limits.includes(limit));
}

export function takesOf(account: Account | null, scenario: Scenario): Bill['takes'] {
  return (charge) => scenario.addOns.get(charge) ?? account?.subscription.addOns.includes(charge) ?? false;
}
