import { decimal } from '../decimal-text.ts';
import type { TaxDocument } from '../documents.ts';
import { taxCategory, UNTAXED } from './catalog.ts';
import type { ChargebeeFacts } from './facts.ts';
import type { ChargebeeEstimate } from './objects.ts';
import { knownPrices } from './plan.ts';

type Line = ChargebeeEstimate['line_items'][number];
type Rates = NonNullable<TaxDocument['rates']>[string];

/** The taxes of the renewal estimate, by the tax profiles of its lines: another profile's rate is not known. */
export function taxOf(facts: ChargebeeFacts): TaxDocument {
  const { estimate } = facts;
  if (estimate === undefined) return UNKNOWN;
  const { line_items, line_item_taxes = [], price_type } = estimate;
  if (line_item_taxes.some(({ is_partial_tax_applied }) => is_partial_tax_applied)) return UNKNOWN;
  if (line_item_taxes.length === 0) {
    if (line_items.some(({ tax_exempt_reason }) => tax_exempt_reason === 'reverse_charge')) {
      return { behavior: 'reverse_charge' };
    }
    return line_items.some(isCharged) ? { behavior: 'none' } : UNKNOWN;
  }
  const prices = knownPrices(facts);
  const rates: Record<string, Rates> = { [UNTAXED]: [] };
  for (const line of line_items) {
    const price = prices.find(({ id }) => id === line.entity_id);
    // A line of nothing has no tax to tell a rate by.
    if (price === undefined || !isCharged(line)) continue;
    const own = ratesOf(line, line_item_taxes);
    const category = taxCategory(price);
    const known = rates[category];
    if (known && JSON.stringify(known) !== JSON.stringify(own)) return UNKNOWN;
    rates[category] = own;
  }
  if (prices.some((price) => rates[taxCategory(price)] === undefined)) return UNKNOWN;
  return {
    behavior: price_type === 'tax_inclusive' ? 'inclusive' : 'exclusive',
    rounding: 'line',
    rates: { standard: [], ...rates },
  };
}

function isCharged({ amount, discount_amount = 0 }: Line): boolean {
  return amount !== discount_amount;
}

const UNKNOWN: TaxDocument = { behavior: 'unknown' };

function ratesOf({ id }: Line, taxes: NonNullable<ChargebeeEstimate['line_item_taxes']>): Rates {
  return taxes
    .filter(({ line_item_id }) => line_item_id === id)
    .map(({ tax_name, tax_rate }) => ({ name: tax_name, rate_pct: decimal(tax_rate, id) }));
}
