import { minus } from '../decimal-text.ts';
import type { PendingItemDocument, TaxDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money, taxCategory } from './catalog.ts';
import { isDiscounted } from './discounts.ts';
import type { ChargebeeFacts } from './facts.ts';
import type { ChargebeeUnbilledCharge } from './objects.ts';
import { knownPrices } from './plan.ts';
import type { Term } from './term.ts';

/** Charges that the next invoice will have, less the discounts that they have already; the others come off with it. */
export function pendingItemsOf(facts: ChargebeeFacts, term: Term, { behavior }: TaxDocument): PendingItemDocument[] {
  const prices = knownPrices(facts);
  const isTaxed = behavior === 'exclusive' || behavior === 'inclusive';
  return ownUnbilled(facts).map((charge) => {
    const { id, description, entity_id, amount, discount_amount = 0 } = charge;
    if (charge.currency_code !== facts.currency) throw new Untranslatable(id, `it is in ${charge.currency_code}`);
    const price = prices.find((other) => other.id === entity_id);
    if (price === undefined && isTaxed) throw new Untranslatable(id, 'whether it is taxed is not told');
    const discountable = discount_amount === 0;
    if (discountable && price && isDiscounted(price, facts, term)) {
      throw new Untranslatable(id, 'a discount of its item is on it');
    }
    return {
      id,
      name: description || id,
      amount: minus(money(amount, id, facts), money(discount_amount, id, facts)),
      discountable,
      ...(price ? { tax_category: taxCategory(price) } : {}),
    };
  });
}

export function ownUnbilled({ subscription, unbilledCharges }: ChargebeeFacts): readonly ChargebeeUnbilledCharge[] {
  return unbilledCharges.filter(({ subscription_id, is_voided }) => subscription_id === subscription.id && !is_voided);
}
