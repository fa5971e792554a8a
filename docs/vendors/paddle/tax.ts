import { isNegative, isZero, plus, times } from '../decimal-text.ts';
import type { TaxDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { productOf, unitPrice } from './catalog.ts';
import type { PaddleFacts } from './facts.ts';
import type { PaddleItem, PaddlePreviewLine } from './objects.ts';
import { recurringLine } from './pending.ts';

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
  const rates = new Map([...preview, ...taxLines].map((line) => [line.product.tax_category, line.tax_rate]));
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

/** Null = no tax is on it, so it tells nothing. */
function lineBehavior(
  item: PaddleItem,
  { tax_rate, unit_totals: { subtotal } }: PaddlePreviewLine,
  facts: PaddleFacts,
): 'exclusive' | 'inclusive' | null {
  const price = { ...item.price, product: item.product };
  const unit = unitPrice(price, facts);
  if (subtotal === unit) return Number(tax_rate) === 0 ? null : 'exclusive';
  const off = plus(times(subtotal, plus('1', tax_rate)), times('-1', unit));
  const isNear = !isNegative(plus(off, '1')) && !isNegative(plus('1', times('-1', off)));
  if (!isNear) throw new Untranslatable(price.id, `${productOf(price).name} is billed at another price: ${subtotal}`);
  return 'inclusive';
}

/** Half a cent and more between a tax of Paddle's and the exact one: its halves go down, ours go up, so no tax is known to the cent. */
function isOther({ tax_rate, totals: { subtotal, discount, tax } }: PaddlePreviewLine): boolean {
  const exact = times(plus(subtotal, times('-1', discount)), tax_rate);
  const twice = times(plus(tax, times('-1', exact)), '2');
  return [plus('1', twice), plus('1', times('-1', twice))].some((room) => isNegative(room) || isZero(room));
}
