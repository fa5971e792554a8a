import { decimal, isZero } from '../decimal-text.ts';
import type { DiscountDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money } from './catalog.ts';
import type { PaddleFacts } from './facts.ts';
import type { PaddleDiscount } from './objects.ts';

/** A subscription has one discount at most. */
export function discountsOf(facts: PaddleFacts): DiscountDocument[] {
  const { subscription, discount } = facts;
  const own = subscription.discount;
  checkPreview(facts);
  if (own === null) return [];
  if (discount?.id !== own.id) throw new Untranslatable(own.id, 'the discount is missing: say discount');
  const { id, description, restrict_to } = discount;
  const priced = subscription.items.filter(
    ({ price, product }) => restrict_to?.includes(price.id) || restrict_to?.includes(product.id),
  );
  return [
    {
      id,
      name: description,
      ...valueOf(discount, facts),
      scope: 'invoice',
      ...(restrict_to ? { charges: priced.map(({ price }) => price.id) } : {}),
      ...(own.starts_at === null ? {} : { starts_at: own.starts_at }),
      ...(own.ends_at === null ? {} : { ends_at: own.ends_at }),
    },
  ];
}

function valueOf(discount: PaddleDiscount, facts: PaddleFacts) {
  const { id, type, amount, currency_code } = discount;
  if (type === 'percentage') return { kind: 'percent', value: decimal(amount, id) } as const;
  if (type !== 'flat') throw new Untranslatable(id, `a discount by "${type}"`);
  if (currency_code !== facts.currency) throw new Untranslatable(id, `its amount is in ${currency_code}`);
  return { kind: 'fixed', value: money(amount, id, facts) } as const;
}

/** Paddle says whether the next transaction has a discount: where its dates say otherwise, one of the two is not understood. */
function checkPreview({ subscription: { id, discount, next_transaction, next_billed_at } }: PaddleFacts): void {
  if (!next_transaction) return;
  const at = Date.parse(next_billed_at ?? '');
  const isOn =
    discount !== null &&
    !(discount.starts_at !== null && at < Date.parse(discount.starts_at)) &&
    !(discount.ends_at !== null && at >= Date.parse(discount.ends_at));
  if (isOn === isZero(next_transaction.details.totals.discount)) {
    const reason = isOn ? 'has none of its discount' : 'has a discount that it has not';
    throw new Untranslatable(id, `its next transaction ${reason}`);
  }
}
