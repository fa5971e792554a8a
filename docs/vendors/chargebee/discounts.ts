import { decimal } from '../decimal-text.ts';
import type { DiscountDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money } from './catalog.ts';
import type { ChargebeeFacts } from './facts.ts';
import type { ChargebeeAppliedCoupon, ChargebeeCoupon, ChargebeeDiscount, ChargebeeItemPrice } from './objects.ts';
import { ownItems } from './plan.ts';
import type { Term } from './term.ts';
import { instant } from './term.ts';

/** Off items before off the invoice; of each, amounts before percentages, and coupons before manual discounts. */
export function discountsOf(facts: ChargebeeFacts, term: Term): DiscountDocument[] {
  const { coupons = [], discounts = [] } = facts.subscription;
  return [
    ...coupons.map((applied) => ofCoupon(applied, facts, term)),
    ...discounts.map((discount) => ofDiscount(discount, facts, term)),
  ]
    .sort((a, b) => a.order - b.order)
    .flatMap(({ documents }) => documents);
}

/** Whether the invoice at the term's end has a discount that is for this item, and not for all. */
export function isDiscounted(price: ChargebeeItemPrice, facts: ChargebeeFacts, term: Term): boolean {
  const { coupons = [], discounts = [] } = facts.subscription;
  const byCoupon = coupons.some((applied) => {
    const coupon = couponOf(applied, facts);
    const isOfItems = coupon.apply_on !== 'invoice_amount' && isFor(coupon, price);
    return isOfItems && !isOver(coupon.duration_type, applied, term);
  });
  const byHand = discounts.some((own) => own.item_price_id === price.id && !isOver(own.duration_type, own, term));
  return byCoupon || byHand;
}

interface Ordered {
  /** Place in Chargebee's order of eight. */
  readonly order: number;
  readonly documents: readonly DiscountDocument[];
}

function ofCoupon(applied: ChargebeeAppliedCoupon, facts: ChargebeeFacts, term: Term): Ordered {
  const id = applied.coupon_id;
  const coupon = couponOf(applied, facts);
  const { apply_on, discount_type, discount_percentage, discount_amount, currency_code, duration_type } = coupon;
  const off = { type: discount_type, percentage: discount_percentage, amount: discount_amount, currency_code };
  const common = {
    id,
    name: coupon.invoice_name || coupon.name,
    ...valueOf(id, off, facts),
    scope: 'invoice',
    ...untilOf(duration_type, applied),
  } as const;
  const order = (apply_on === 'invoice_amount' ? 4 : 0) + (common.kind === 'fixed' ? 0 : 2);
  if (isOver(duration_type, applied, term)) return { order, documents: [] };
  if (apply_on === 'invoice_amount') return { order, documents: [common] };
  // An amount comes off each item.
  const charges = ownItems(facts).flatMap(({ price }) => (isFor(coupon, price) ? [price.id] : []));
  return { order, documents: charges.map((charge) => ({ ...common, id: `${id}:${charge}`, charges: [charge] })) };
}

function ofDiscount(discount: ChargebeeDiscount, facts: ChargebeeFacts, term: Term): Ordered {
  const { id, invoice_name, apply_on, item_price_id, duration_type } = discount;
  const value = valueOf(id, discount, facts);
  const isOfItem = apply_on === 'specific_item_price';
  const charges = isOfItem ? { charges: item_price_id === undefined ? [] : [item_price_id] } : {};
  const terms = { scope: 'invoice', ...charges, ...untilOf(duration_type, discount) } as const;
  const documents = isOver(duration_type, discount, term)
    ? []
    : [{ id, name: invoice_name || 'Discount', ...value, ...terms }];
  return { order: (isOfItem ? 1 : 5) + (value.kind === 'fixed' ? 0 : 2), documents };
}

function couponOf({ coupon_id: id }: ChargebeeAppliedCoupon, { coupons }: ChargebeeFacts): ChargebeeCoupon {
  const coupon = coupons.find((other) => other.id === id);
  if (coupon === undefined) throw new Untranslatable(id, 'the coupon is missing');
  const isKnown = coupon.apply_on === 'invoice_amount' || coupon.apply_on === 'each_specified_item';
  if (!isKnown) throw new Untranslatable(id, `a coupon on "${coupon.apply_on}"`);
  return coupon;
}

/** Whether a coupon that is for items is for this one. */
function isFor({ id, item_constraints = [] }: ChargebeeCoupon, price: ChargebeeItemPrice): boolean {
  const own = item_constraints.find(({ item_type }) => item_type === price.item_type);
  if (own?.constraint === 'criteria') throw new Untranslatable(id, 'a coupon for items by criteria');
  return (
    own?.constraint === 'all' || (own?.constraint === 'specific' && own.item_price_ids?.includes(price.id)) || false
  );
}

function valueOf(
  id: string,
  off: {
    type: string;
    percentage?: number | undefined;
    amount?: number | undefined;
    currency_code?: string | undefined;
  },
  facts: ChargebeeFacts,
) {
  const { type, percentage, amount, currency_code } = off;
  if (type === 'percentage' && percentage !== undefined) {
    return { kind: 'percent', value: decimal(percentage, id) } as const;
  }
  if (type !== 'fixed_amount' || amount === undefined) throw new Untranslatable(id, `a discount by "${type}"`);
  if (currency_code !== facts.currency) throw new Untranslatable(id, `its amount is in ${currency_code}`);
  return { kind: 'fixed', value: money(amount, id, facts) } as const;
}

interface Applied {
  readonly apply_till?: number;
  readonly applied_count?: number;
}

function untilOf(duration: ChargebeeCoupon['duration_type'], { apply_till }: Applied) {
  if (duration === 'one_time') return { remaining_invoices: 1 };
  return apply_till === undefined ? {} : { ends_at: instant(apply_till) };
}

/** Whether it is not on the invoice at the term's end: what is limited is on those that are made before it ends. */
function isOver(
  duration: ChargebeeCoupon['duration_type'],
  { applied_count = 0, apply_till = Infinity }: Applied,
  { end }: Term,
): boolean {
  return duration === 'one_time' ? applied_count > 0 : apply_till <= end;
}
