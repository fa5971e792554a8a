import type { PlanDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import type { ChargebeePlan } from './catalog.ts';
import { chargebeeCatalog, chargebeePlan, pricesOf } from './catalog.ts';
import type { ChargebeeFacts } from './facts.ts';
import type { ChargebeeItemPrice, ChargebeeSubscriptionItem } from './objects.ts';

/** A recurring item of the subscription with its price as this customer has it. */
export interface OwnItem {
  readonly item: ChargebeeSubscriptionItem;
  readonly price: ChargebeeItemPrice;
}

export function ownItems(facts: ChargebeeFacts): OwnItem[] {
  const { subscription_items, item_tiers = [], charged_items = [], ...subscription } = facts.subscription;
  return subscription_items.flatMap((item) => {
    const id = item.item_price_id;
    if (item.item_type === 'charge') {
      const isOver = item.charge_once !== false && charged_items.some(({ item_price_id }) => item_price_id === id);
      if (!isOver) throw new Untranslatable(id, 'when it will be charged is not told');
      return [];
    }
    // Those of the plan's item are the subscription's.
    const { billing_cycles, trial_end = 0 } = item.item_type === 'plan' ? {} : item;
    if (billing_cycles !== undefined) throw new Untranslatable(id, 'it ends after some billing cycles');
    const isOver = trial_end <= facts.asOf || trial_end === subscription.trial_end;
    if (!isOver) throw new Untranslatable(id, 'it has a trial of its own');
    const listed = knownPrices(facts).find((price) => price.id === id);
    if (listed === undefined) throw new Untranslatable(id, 'its item price is missing');
    const tiers = item_tiers.filter(({ item_price_id }) => item_price_id === id);
    return [{ item, price: { ...ownPrice(listed, item), ...(tiers.length > 0 ? { tiers } : {}) } }];
  });
}

export function knownPrices({ plans, formerPlans = [], itemPrices = [] }: ChargebeeFacts): ChargebeeItemPrice[] {
  return [...itemPrices, ...[...plans, ...formerPlans].flatMap(pricesOf)];
}

/** What an item says of its price or allowance, in cents or in decimals, holds instead of both. */
function ownPrice(listed: ChargebeeItemPrice, item: ChargebeeSubscriptionItem): ChargebeeItemPrice {
  const { unit_price, unit_price_in_decimal, free_quantity, free_quantity_in_decimal } = item;
  const isPriced = unit_price !== undefined || unit_price_in_decimal !== undefined;
  const isAllowed = free_quantity !== undefined || free_quantity_in_decimal !== undefined;
  const { usage_accumulation_reset_frequency = listed.usage_accumulation_reset_frequency } = item;
  return {
    ...listed,
    usage_accumulation_reset_frequency,
    ...(isPriced ? { price: unit_price, price_in_decimal: unit_price_in_decimal } : {}),
    ...(isAllowed ? { free_quantity, free_quantity_in_decimal } : {}),
  };
}

export function planPrice(facts: ChargebeeFacts): ChargebeeItemPrice {
  const own = ownItems(facts).find(({ item }) => item.item_type === 'plan');
  if (own === undefined) throw new Untranslatable(facts.subscription.id, 'it has no plan');
  return own.price;
}

/** The plan of the catalog and what is taken with it, if this customer has them at their prices; else one of its own. */
export function ownPlan(facts: ChargebeeFacts): { readonly plan: string | PlanDocument; readonly add_ons?: string[] } {
  const price = planPrice(facts);
  const addOns = ownItems(facts).filter(({ item }) => item.item_type === 'addon');
  const attached = addOns.map((addOn) => ({ price: addOn.price, type: 'mandatory' }) as const);
  const own = chargebeePlan({ price, attached }, facts);
  const listed = facts.plans.find((plan) => plan.price.id === price.id);
  if (listed && fits(own, listed, facts)) {
    const optional = (listed.attached ?? []).filter(({ type }) => type !== 'mandatory').map((other) => other.price.id);
    return { plan: own.id, add_ons: addOns.map((addOn) => addOn.price.id).filter((id) => optional.includes(id)) };
  }
  const rank = listed && (listed.rank ?? facts.plans.indexOf(listed));
  return { plan: { ...own, id: facts.subscription.id, ...(rank === undefined ? {} : { rank }) } };
}

/** Whether a plan of the catalog comes to what this customer has, with some of its add-ons. */
function fits(own: PlanDocument, listed: ChargebeePlan, facts: ChargebeeFacts): boolean {
  // As visitors see it, since one on "contact us" has no price there.
  const [offered] = chargebeeCatalog({ ...facts, plans: [listed] }).catalog.plans;
  const charges = (offered?.charges ?? []).filter(({ timing }) => timing !== 'once');
  const known = new Map(charges.map(({ optional: _, ...charge }) => [charge.id, JSON.stringify(charge)]));
  const taken = new Map((own.charges ?? []).map((charge) => [charge.id, JSON.stringify(charge)]));
  const isTaken = charges.every(({ id, optional }) => optional || taken.has(id));
  return isTaken && [...taken].every(([id, charge]) => known.get(id) === charge);
}
