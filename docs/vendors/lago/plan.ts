import type { PlanDocument } from '../documents.ts';
import { lagoCatalog, lagoPlan } from './catalog.ts';
import type { LagoFacts } from './facts.ts';

/** The plan of the catalog if it is priced alike; else the customer's own, as where it has overrides. */
export function ownPlan(facts: LagoFacts): string | PlanDocument {
  const { subscription, plans } = facts;
  const own = lagoPlan(subscription.plan, facts);
  const listed = plans.find(({ code }) => code === subscription.plan.code);
  if (listed === undefined) return own;
  // As visitors see it, since one on "contact us" has no price there.
  const [offered] = lagoCatalog({ ...facts, currency: subscription.plan.amount_currency, plans: [listed] }).catalog
    .plans;
  if (JSON.stringify({ ...offered, trial_days: undefined }) === JSON.stringify(own)) return own.id;
  return { ...own, id: subscription.external_id, family: own.id, rank: plans.indexOf(listed) };
}
