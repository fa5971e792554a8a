import { isZero, plus } from '../decimal-text.ts';
import type { PendingItemDocument, TaxDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money } from './catalog.ts';
import { restrictedTo } from './discounts.ts';
import type { PaddleFacts } from './facts.ts';
import { recurringLine } from './recurring-line.ts';

/** What is on the next transaction besides the recurring items: one-time charges, and parts of periods. */
export function pendingItemsOf(facts: PaddleFacts, behavior: TaxDocument['behavior']): PendingItemDocument[] {
  const { subscription, discount } = facts;
  const lines = subscription.next_transaction?.details.line_items ?? [];
  const recurring = subscription.items.map((item) => recurringLine(item, subscription));
  const missing = subscription.items.find((_, index) => recurring[index] === undefined);
  if (subscription.next_transaction && missing) {
    throw new Untranslatable(missing.price.id, 'its next transaction has it for no whole period');
  }
  return lines
    .filter((line) => !recurring.includes(line))
    .map((line, index): PendingItemDocument => {
      const id = `${line.price_id ?? 'item'}_${index}`;
      const { subtotal, tax, discount: off } = line.totals;
      const isDiscounted = !isZero(off);
      if (isDiscounted && ((discount && restrictedTo(discount)) || behavior === 'inclusive')) {
        throw new Untranslatable(id, 'a discount is on a charge that is no item');
      }
      const amount = behavior === 'inclusive' ? plus(subtotal, tax) : subtotal;
      return {
        id,
        name: line.product.name,
        amount: money(amount, id, facts),
        discountable: isDiscounted,
        tax_category: line.product.tax_category,
      };
    });
}
