import type { PendingItemDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money } from './catalog.ts';
import type { StripeFacts } from './facts.ts';
import type { StripeInvoiceItem } from './objects.ts';

/** A tax category without a rate. */
export const UNTAXED = 'untaxed';

/** What is on the next invoice already, such as what a change in mid-period left. */
export function pendingItemsOf(facts: StripeFacts): PendingItemDocument[] {
  const currency = facts.currency.toUpperCase();
  return ownPending(facts).map(({ id, description, amount, discountable, discounts, tax_rates, ...item }) => {
    if (item.currency.toUpperCase() !== currency) throw new Untranslatable(id, `it is in ${item.currency}`);
    if (discounts?.length) throw new Untranslatable(id, 'it has discounts of its own');
    if (tax_rates?.length) throw new Untranslatable(id, 'it has tax rates of its own');
    return { id, name: description ?? id, amount: money(amount, currency, id), discountable };
  });
}

/** Those that are for the subscription, or for whatever invoice comes first. */
export function ownPending({ subscription, pendingItems }: StripeFacts): readonly StripeInvoiceItem[] {
  return pendingItems.filter(({ parent }) => {
    const id = parent?.subscription_details?.subscription;
    return id === undefined || id === subscription.id;
  });
}

/** A balance above 0 is added to what is due of the next invoice: no tax is on it, and no discount. */
export function debtOf({ customer: { id, balance }, currency }: StripeFacts): PendingItemDocument[] {
  if (balance <= 0) return [];
  const amount = money(balance, currency, id);
  return [{ id: 'balance', name: 'Balance', amount, discountable: false, tax_category: UNTAXED }];
}
