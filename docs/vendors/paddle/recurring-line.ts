import { isZero, minus } from '../decimal-text.ts';
import type { PaddleItem, PaddlePreviewLine, PaddleSubscription } from './objects.ts';

/** The line that bills an item for the whole period that begins. */
export function recurringLine(
  { price, quantity }: PaddleItem,
  { next_transaction }: PaddleSubscription,
): PaddlePreviewLine | undefined {
  return next_transaction?.details.line_items.find(({ price_id, proration, ...line }) => {
    const isWhole =
      !proration ||
      (isZero(minus(proration.rate, '1')) &&
        Date.parse(proration.billing_period.starts_at) === Date.parse(next_transaction.billing_period.starts_at));
    return price_id === price.id && line.quantity === quantity && isWhole;
  });
}
