import { decimal } from '../decimal-text.ts';
import type { SeriesDocument, UsageDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isCounted, productOf } from './catalog.ts';
import type { StripeFacts } from './facts.ts';
import { instant } from './instant.ts';
import type { StripeSummary } from './objects.ts';

export function seats({ subscription, plans, formerPlans = [] }: StripeFacts): Record<string, UsageDocument> {
  const prices = [...plans, ...formerPlans].flatMap((plan) => plan.prices);
  const meters = new Set(prices.filter(isCounted).map((price) => productOf(price).id));
  const usage: Record<string, UsageDocument> = {};
  for (const { id, price, quantity } of subscription.items.data.filter((item) => isCounted(item.price))) {
    const meter = productOf(price).id;
    if (!meters.has(meter))
      throw new Untranslatable(id, `the catalog does not count ${meter}: say formerPlans to both`);
    if (usage[meter]) throw new Untranslatable(id, 'a second item of the same product');
    usage[meter] = { quantity: decimal(quantity ?? 0, id) };
  }
  return usage;
}

export function metered({ usage, meters, asOf }: StripeFacts): Record<string, UsageDocument> {
  const formulas = new Map(meters.map(({ id, default_aggregation: { formula } }) => [id, formula]));
  return Object.fromEntries(
    Object.entries(usage).map(([id, { total, days = [] }]) => [
      id,
      {
        quantity: decimal(total?.aggregated_value ?? 0, id),
        ...(total !== null && total.end_time < asOf ? { complete_until: instant(total.end_time) } : {}),
        ...(days.length === 0
          ? {}
          : { series: seriesOf(days, formulas.get(id) === 'last' ? 'levels' : 'increments', id) }),
      },
    ]),
  );
}

/** Days without events have no summary: they added nothing, and nobody knows their level. */
function seriesOf(days: readonly StripeSummary[], of: SeriesDocument['of'], id: string): SeriesDocument {
  const byDay = new Map(days.map((day) => [Math.floor(day.start_time / DAY), decimal(day.aggregated_value, id)]));
  const [first, last] = [Math.min(...byDay.keys()), Math.max(...byDay.keys())];
  const none = of === 'increments' ? '0' : null;
  return {
    of,
    from: instant(first * DAY).slice(0, 10),
    values: Array.from({ length: last - first + 1 }, (_, index) => byDay.get(first + index) ?? none),
  };
}

const DAY = 86_400;
