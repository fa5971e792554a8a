import { isZero, plus, times } from '../decimal-text.ts';
import type { PendingItemDocument, TaxDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money } from './catalog.ts';
import { restrictedTo } from './discounts.ts';
import type { PaddleFacts } from './facts.ts';
import type { PaddleItem, PaddlePreviewLine, PaddleSubscription } from './objects.ts';

/** What is on the next transaction besides the recurring items: one-time charges, and parts of periods. */
export function pendingItemsOf(facts: PaddleFacts, behavior: TaxDocument['behavior']): PendingItemDocument[] {
  const { subscription, discount } = facts;
  const lines = subscription.next_transaction?.details.line_items ?? [];
  const recurring = subscription.items.map((item) => recurringLine(item, subscription));
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

/** The line that bills an item for the whole period that begins. */
export function recurringLine(
  { price, quantity }: PaddleItem,
  { next_transaction }: PaddleSubscription,
): PaddlePreviewLine | undefined {
  return next_transaction?.details.line_items.find(({ price_id, proration, ...line }) => {
    const isWhole =
      !proration ||
      (isZero(plus(proration.rate, times('-1', '1'))) &&
        Date.parse(proration.billing_period.starts_at) === Date.parse(next_transaction.billing_period.starts_at));
    return price_id === price.id && line.quantity === quantity && isWhole;
  });
}
