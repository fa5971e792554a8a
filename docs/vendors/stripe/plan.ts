import type { PlanDocument } from '../documents.ts';
import type { StripePlan } from './catalog.ts';
import { productOf, stripePlan } from './catalog.ts';
import type { StripeFacts } from './facts.ts';

/** The plan of the catalog that has the same recurring prices; else one of its own, as for grandfathered customers. */
export function ownPlan(facts: StripeFacts): string | PlanDocument {
  const prices = facts.subscription.items.data.map(({ price }) => price);
  const { id } = facts.subscription;
  const known = knownPlan(facts);
  // Translated in either case, so that what cannot be is refused by the price's name.
  const plan = stripePlan(known ?? { id, name: (prices[0] && productOf(prices[0]).name) ?? id, prices }, facts);
  return known && facts.plans.includes(known) ? known.id : plan;
}

export function knownPlan({ subscription, plans, formerPlans = [] }: StripeFacts): StripePlan | undefined {
  const key = keyOf(subscription.items.data.map(({ price }) => price));
  return [...plans, ...formerPlans].find(
    ({ prices }) => keyOf(prices.filter(({ type }) => type === 'recurring')) === key,
  );
}

function keyOf(prices: readonly { readonly id: string }[]): string {
  return JSON.stringify(prices.map(({ id }) => id).sort());
}
