import { decimal, isNegative, isZero, minus, movePoint, plus, rounded, times } from '../decimal-text.ts';
import type { DiscountDocument, TaxDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money, unitPrice } from './catalog.ts';
import type { PaddleFacts } from './facts.ts';
import type { PaddleDiscount, PaddleItem } from './objects.ts';
import { recurringLine } from './recurring-line.ts';

/** A subscription has one discount at most. */
export function discountsOf(facts: PaddleFacts, behavior: TaxDocument['behavior']): DiscountDocument[] {
  const { subscription, discount } = facts;
  const own = subscription.discount;
  if (own !== null && discount?.id !== own.id)
    throw new Untranslatable(own.id, 'the discount is missing: say discount');
  const restricted = discount ? restrictedTo(discount) : null;
  const items = subscription.items.filter(
    ({ price, product }) => !restricted || restricted.includes(price.id) || restricted.includes(product.id),
  );
  const isOn = checkPreview(facts, items);
  if (own === null || discount === undefined) return [];
  const value = valueOf(discount, facts);
  if (isOn) checkAmount(discount, items, facts, behavior);
  return [
    {
      id: own.id,
      name: discount.description,
      ...value,
      scope: 'invoice',
      ...(restricted ? { charges: items.map(({ price }) => price.id) } : {}),
      ...(own.starts_at === null ? {} : { starts_at: own.starts_at }),
      ...(own.ends_at === null ? {} : { ends_at: own.ends_at }),
    },
  ];
}

/** Null is all; so is a list of none. */
export function restrictedTo({ restrict_to }: PaddleDiscount): readonly string[] | null {
  return restrict_to?.length ? restrict_to : null;
}

function valueOf(discount: PaddleDiscount, facts: PaddleFacts) {
  const { id, type, amount, currency_code } = discount;
  if (type === 'percentage') return { kind: 'percent', value: decimal(amount, id) } as const;
  if (type !== 'flat') throw new Untranslatable(id, `a discount by "${type}"`);
  if (currency_code !== facts.currency) throw new Untranslatable(id, `its amount is in ${currency_code}`);
  return { kind: 'fixed', value: money(amount, id, facts) } as const;
}

/** Paddle says whether the next transaction has a discount: where its dates say otherwise, one of the two is not understood. */
function checkPreview({ subscription }: PaddleFacts, items: readonly PaddleItem[]): boolean {
  const { id, discount, next_transaction, next_billed_at } = subscription;
  if (!next_transaction) return false;
  const at = Date.parse(next_billed_at ?? '');
  const isOn =
    discount !== null &&
    !(discount.starts_at !== null && at < Date.parse(discount.starts_at)) &&
    !(discount.ends_at !== null && at >= Date.parse(discount.ends_at));
  const isNone = isZero(next_transaction.details.totals.discount);
  if (!isOn && !isNone) throw new Untranslatable(id, 'its next transaction has a discount that it has not');
  // Nothing comes off what costs nothing.
  const isDue = items.some(({ price }) => !isZero(price.unit_price.amount));
  if (isOn && isNone && isDue) throw new Untranslatable(id, 'its next transaction has none of its discount');
  return isOn;
}

/** Paddle does not tell how it rounds: what it takes off must be what we do, off prices as they are said. */
function checkAmount(
  { id, type, amount }: PaddleDiscount,
  items: readonly PaddleItem[],
  { subscription, ...terms }: PaddleFacts,
  behavior: TaxDocument['behavior'],
): void {
  const { line_items = [], totals } = subscription.next_transaction?.details ?? {};
  const recurring = subscription.items.map((item) => recurringLine(item, subscription));
  const others = line_items.filter((line) => !recurring.includes(line) && !isZero(line.totals.discount));
  const base = [
    ...items.map(({ price, quantity }) => times(unitPrice(price, terms), String(quantity))),
    ...others.map((line) => line.totals.subtotal),
  ].reduce(plus, '0');
  const left = items.map((item) => recurringLine(item, subscription)?.totals.total ?? '0').reduce(plus, '0');
  const off = behavior === 'inclusive' ? minus(base, left) : (totals?.discount ?? '0');
  const most = isNegative(minus(base, amount)) ? base : amount;
  const wanted = type === 'percentage' ? rounded(movePoint(times(base, amount), 2)) : most;
  if (!isZero(minus(off, wanted))) throw new Untranslatable(id, 'its next transaction has another amount off');
}
