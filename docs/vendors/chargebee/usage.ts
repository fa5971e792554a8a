import { decimal, isNegative, minus, plus } from '../decimal-text.ts';
import type { UsageDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isCounted, itemOf, pricesOf, quantityOf } from './catalog.ts';
import type { ChargebeeFacts } from './facts.ts';
import { ownItems } from './plan.ts';
import type { Term } from './term.ts';

/** Quantities that are bought, and what the usages of the current term make. */
export function usageOf(facts: ChargebeeFacts, term: Term): Record<string, UsageDocument> {
  const { plans, formerPlans = [] } = facts;
  const meters = new Set(
    [...plans, ...formerPlans]
      .flatMap(pricesOf)
      .filter(isCounted)
      .map(({ item_id }) => item_id),
  );
  const usage: Record<string, UsageDocument> = {};
  for (const { item, price } of ownItems(facts).filter((own) => isCounted(own.price))) {
    const { id, item_id } = price;
    if (!meters.has(item_id)) throw new Untranslatable(id, `the catalog does not count ${item_id}: say formerPlans`);
    if (usage[item_id]) throw new Untranslatable(id, 'a second price of the same item');
    const { metered, usage_calculation } = itemOf(price, facts);
    if (metered && facts.usages === undefined) continue;
    const quantity = metered
      ? counted(id, usage_calculation, facts, term)
      : quantityOf(item.quantity ?? 1, item.quantity_in_decimal, id);
    usage[item_id] = { quantity };
  }
  return usage;
}

function counted(id: string, by: string | undefined, { usages = [], asOf }: ChargebeeFacts, { start }: Term): string {
  const own = usages
    .filter(({ item_price_id, usage_date: date }) => item_price_id === id && date >= start && date <= asOf)
    .sort((a, b) => a.usage_date - b.usage_date)
    .map(({ quantity }) => decimal(quantity, id));
  if (by === 'sum_of_usages') return own.reduce(plus, '0');
  if (by === 'last_usage') return own.at(-1) ?? '0';
  if (by === 'max_usage') return own.reduce((most, one) => (isNegative(minus(most, one)) ? one : most), '0');
  throw new Untranslatable(id, `its usages are counted by "${by}"`);
}
