import type { PlanDocument } from '../documents.ts';
import type { PaddlePlan } from './catalog.ts';
import { paddleCatalog, paddlePlan, recurring } from './catalog.ts';
import type { PaddleFacts } from './facts.ts';

/**
 * The plan of the catalog that has the same recurring prices at the same amounts; else one of its own, as for customers
 * who keep what a price once cost.
 */
export function ownPlan(facts: PaddleFacts): string | PlanDocument {
  const { subscription, plans } = facts;
  const { id, items } = subscription;
  const prices = items.map(({ price, product }) => ({ ...price, product }));
  const own = paddlePlan({ id, name: items[0]?.product.name ?? id, prices }, facts);
  const known = knownPlan(facts);
  if (known === undefined) return own;
  const names = { name: known.name, family: known.family ?? known.id };
  const rank = known.rank ?? plans.indexOf(known);
  const ranked = { ...own, ...names, ...(rank < 0 ? {} : { rank }) };
  if (!plans.includes(known)) return ranked;
  // As visitors see it, since one on "contact us" has no price there.
  const [offered] = paddleCatalog({ ...facts, plans: [known] }).catalog.plans;
  return offered && keyOf(offered) === keyOf(own) ? known.id : ranked;
}

export function knownPlan({ subscription, plans, formerPlans = [] }: PaddleFacts): PaddlePlan | undefined {
  const ids = (prices: readonly { readonly id: string }[]) => JSON.stringify(prices.map(({ id }) => id).sort());
  const own = ids(subscription.items.map(({ price }) => price));
  return [...plans, ...formerPlans].find((plan) => ids(recurring(plan)) === own);
}

function keyOf({ interval, charges = [] }: PlanDocument): string {
  const coming = charges.filter(({ timing }) => timing !== 'once');
  return JSON.stringify([interval, coming.sort((a, b) => (a.id < b.id ? -1 : 1))]);
}
