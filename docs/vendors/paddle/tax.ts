import { isNegative, isZero, minus, plus, rounded, times } from '../decimal-text.ts';
import type { TaxDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { productOf, unitPrice } from './catalog.ts';
import type { PaddleFacts } from './facts.ts';
import type { PaddleItem, PaddlePreviewLine } from './objects.ts';
import { recurringLine } from './recurring-line.ts';

/** Whether tax is within the prices, or comes on top, as the preview has it: the account's setting may go by the country. */
export function behaviorOf(facts: PaddleFacts): TaxDocument['behavior'] {
  const { subscription } = facts;
  const lines = subscription.items.flatMap((item) => {
    const line = recurringLine(item, subscription);
    return line ? [lineBehavior(item, line, facts)] : [];
  });
  const told = new Set(lines.filter((behavior) => behavior !== null));
  if (lines.length === 0 || told.size > 1) return 'unknown';
  return [...told][0] ?? 'exclusive';
}

export function taxOf(facts: PaddleFacts): TaxDocument {
  const { subscription, plans, taxLines = [] } = facts;
  const behavior = behaviorOf(facts);
  const preview = subscription.next_transaction?.details.line_items ?? [];
  // The preview knows better what this customer pays.
  const rates = new Map([...taxLines, ...preview].map((line) => [line.product.tax_category, line.tax_rate]));
  const prices = [
    ...plans.flatMap((plan) => plan.prices),
    ...subscription.items.map(({ product }) => ({ id: '', product })),
  ];
  const categories = prices.flatMap(({ product }) => (product ? [product.tax_category] : []));
  const isKnown = categories.every((category) => rates.has(category));
  if (behavior === 'unknown' || !isKnown || (behavior === 'exclusive' && preview.some(isOther))) {
    return { behavior: 'unknown' };
  }
  if ([...rates.values()].every((rate) => Number(rate) === 0)) return { behavior: 'none' };
  const byCategory = [...rates].map(([category, rate]) => {
    return [category, [{ name: 'Tax', rate_pct: times(rate, '100') }]] as const;
  });
  return { behavior, rounding: 'line', rates: { standard: [], ...Object.fromEntries(byCategory) } };
}

/** Null = no tax is on it, or it is free, so it tells nothing. */
function lineBehavior(
  item: PaddleItem,
  { tax_rate, unit_totals: { subtotal } }: PaddlePreviewLine,
  facts: PaddleFacts,
): 'exclusive' | 'inclusive' | null {
  const price = { ...item.price, product: item.product };
  const unit = unitPrice(price, facts);
  if (subtotal === unit) return Number(tax_rate) === 0 || isZero(unit) ? null : 'exclusive';
  const off = minus(times(subtotal, plus('1', tax_rate)), unit);
  const isNear = !isNegative(plus(off, '1')) && !isNegative(minus('1', off));
  if (!isNear) throw new Untranslatable(price.id, `${productOf(price).name} is billed at another price: ${subtotal}`);
  return 'inclusive';
}

/** Whether Paddle rounds a tax to another cent than we do: its halves go down, ours go up. */
function isOther({ tax_rate, totals: { subtotal, discount, tax } }: PaddlePreviewLine): boolean {
  return !isZero(minus(tax, rounded(times(minus(subtotal, discount), tax_rate))));
}
