import { decimal } from '../decimal-text.ts';
import type { TaxDocument } from '../documents.ts';
import type { StripeFacts } from './facts.ts';

/** Rates that are Stripe Tax's, or differ by item, are known when an invoice is made, not before. */
export function taxOf({ subscription, customer }: StripeFacts): TaxDocument {
  if (customer.tax_exempt === 'exempt') return { behavior: 'none' };
  if (customer.tax_exempt === 'reverse') return { behavior: 'reverse_charge' };
  const byItem = subscription.items.data.some(({ tax_rates }) => tax_rates !== null && tax_rates.length > 0);
  if (subscription.automatic_tax.enabled || byItem) return { behavior: 'unknown' };
  const rates = subscription.default_tax_rates ?? [];
  const inclusive = rates.filter((rate) => rate.inclusive).length;
  if (rates.length === 0) return { behavior: 'none' };
  const isMixed = inclusive !== 0 && inclusive !== rates.length;
  if (isMixed || rates.some(({ rate_type }) => rate_type === 'flat_amount')) return { behavior: 'unknown' };
  const standard = rates.map(({ id, display_name, percentage }) => ({
    name: display_name,
    rate_pct: decimal(percentage, id),
  }));
  return { behavior: inclusive > 0 ? 'inclusive' : 'exclusive', rates: { standard } };
}
