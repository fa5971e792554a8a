import { decimal } from '../decimal-text.ts';
import type { DiscountDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money, productOf } from './catalog.ts';
import type { StripeFacts } from './facts.ts';
import { instant } from './instant.ts';
import type { StripeCoupon, StripeDiscount, StripeItem } from './objects.ts';

/** Those of items first, as they come first; the customer's where the subscription has none. */
export function discountsOf({ subscription, customer, currency, coupons = [] }: StripeFacts): DiscountDocument[] {
  const items = subscription.items.data;
  const own = subscription.discounts.length > 0 ? subscription.discounts : customer.discount ? [customer.discount] : [];
  return [
    ...items.flatMap((item) =>
      item.discounts.map((discount) => discountOf(discount, { items: [item], isOfItem: true, currency, coupons })),
    ),
    ...own.map((discount) => discountOf(discount, { items, isOfItem: false, currency, coupons })),
  ];
}

function discountOf(
  discount: StripeDiscount | string,
  on: {
    readonly items: readonly StripeItem[];
    readonly isOfItem: boolean;
    readonly currency: string;
    readonly coupons: readonly StripeCoupon[];
  },
): DiscountDocument {
  if (typeof discount === 'string') throw new Untranslatable(discount, 'ask for it with expand');
  const { id, end } = discount;
  const coupon = couponOf(discount, on.coupons);
  const products = coupon.applies_to?.products;
  const priced = on.items.filter(({ price }) => !products || products.includes(productOf(price).id));
  return {
    id,
    name: coupon.name ?? coupon.id,
    ...valueOf(id, coupon, on.currency),
    scope: 'invoice',
    ...(on.isOfItem || products ? { charges: priced.map(({ price }) => price.id) } : {}),
    ...(end === null ? {} : { ends_at: instant(end) }),
    ...(coupon.duration === 'once' ? { remaining_invoices: 1 } : {}),
  };
}

function couponOf({ id, source: { coupon } }: StripeDiscount, coupons: readonly StripeCoupon[]): StripeCoupon {
  if (coupon === null) throw new Untranslatable(id, 'it has no coupon');
  if (typeof coupon !== 'string') return coupon;
  const known = coupons.find((other) => other.id === coupon);
  if (known === undefined) throw new Untranslatable(id, `the coupon ${coupon} is missing: say coupons`);
  return known;
}

function valueOf(id: string, coupon: StripeCoupon, currency: string) {
  const { percent_off, amount_off } = coupon;
  if (percent_off !== null) return { kind: 'percent', value: decimal(percent_off, id) } as const;
  if (amount_off === null) throw new Untranslatable(id, 'neither percent_off nor amount_off');
  if (coupon.currency?.toUpperCase() !== currency.toUpperCase()) {
    throw new Untranslatable(id, 'its amount is in another currency');
  }
  return { kind: 'fixed', value: money(amount_off, currency, id) } as const;
}
