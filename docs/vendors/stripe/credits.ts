import type { CreditDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money } from './catalog.ts';
import type { StripeFacts } from './facts.ts';
import { instant } from './instant.ts';
import type { StripeCredit } from './objects.ts';

export function balanceOf({ customer: { id, balance }, currency }: StripeFacts): CreditDocument[] {
  if (balance >= 0) return [];
  const terms = { priority: 0, source: 'granted', applied: 'after_tax' } as const;
  return [
    { id: 'balance', name: 'Balance', unit: currency.toUpperCase(), balance: money(-balance, currency, id), ...terms },
  ];
}

/** Credits of usage come before tax. Stripe draws them in the order that ours are drawn in. */
export function grantOf({ grant, available }: StripeCredit, { currency, subscription }: StripeFacts): CreditDocument[] {
  const { id, name, category, priority, amount, applicability_config, effective_at, expires_at, voided_at } = grant;
  if (voided_at !== null) return [];
  const { price_type, prices } = applicability_config.scope;
  if (price_type === undefined && prices === undefined) throw new Untranslatable(id, 'what it may pay is not known');
  if (amount.monetary === null || available.monetary === null) throw new Untranslatable(id, 'it is not money');
  if (amount.monetary.currency.toUpperCase() !== currency.toUpperCase()) return [];
  const usage = subscription.items.data.map(({ price }) => price).filter(({ recurring }) => recurring?.meter);
  const wanted = prices && new Set(prices.map((price) => price.id));
  return [
    {
      id,
      name: name ?? 'Credit',
      unit: currency.toUpperCase(),
      balance: money(available.monetary.value, currency, id),
      granted: money(amount.monetary.value, currency, id),
      priority: priority ?? 50,
      ...(expires_at === null ? {} : { expires_at: instant(expires_at) }),
      ...(effective_at === null ? {} : { granted_at: instant(effective_at) }),
      source: category === 'paid' ? 'purchased' : 'granted',
      applied: 'before_tax',
      charges: usage.map((price) => price.id).filter((price) => !wanted || wanted.has(price)),
    },
  ];
}
