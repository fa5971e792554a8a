import type { Catalog, Meter, Plan } from '../../engine/facts/catalog.ts';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import type { CheaperInterval, Estimate, MeterEstimate, PlanEstimate } from '../../engine/estimate/estimate.ts';
import { effectiveBound, lastInstant } from '../../engine/facts/limit.ts';
import type { Interval } from '../../engine/time/period.ts';
import type { Format } from '../../format/format.ts';

/** What a plan asks before anybody knows a quantity: "$99.00 a month + usage", "2% of Sales", "Free". */
export function headlineWords(format: Format, { meters, currency }: Catalog, { plan, headline }: PlanEstimate): string {
  if (headline === null) return format.text(plan.contact ? 'comparison.on_request' : 'comparison.no_price');
  const { amount, percent, interval, packageSize, plusUsage, minimum } = headline;
  const meter = meters.find(({ id }) => id === headline.meter);
  if (amount.isZero() && !plusUsage) return format.text('comparison.free');
  let price = percent ? format.percent(amount) : format.price(amount, currency);
  if (percent && meter) {
    price = format.text('comparison.share_of', { percent: price, meter: meter.name });
  } else if (meter) {
    price = packageSize
      ? format.text('unit_price.package', { price, quantity: packageSize, unit: format.unit(meter.unit, packageSize) })
      : format.text('unit_price.unit', { price, unit: format.unit(meter.unit, 1) });
  }
  if (!meter || isLevel(meter)) price = format.per(price, interval);
  if (plusUsage) price = format.text('comparison.plus_usage', { price });
  if (!minimum) return price;
  return format.text('comparison.at_least', { price, minimum: format.per(format.money(minimum, currency), interval) });
}

/**
 * Quantities as they are counted: what adds up, by its interval; seats and levels, by themselves. Money, and units that
 * several meters share, do not say what they are of: there the meter's name does.
 */
export function usageWords(
  format: Format,
  meters: readonly MeterEstimate[],
  { currency, interval }: { readonly currency: string; readonly interval: Interval },
): string[] {
  return meters.map(({ meter, quantity }) => {
    const counted = format.quantity(quantity!, meter, currency);
    const words = isLevel(meter) ? counted : format.per(counted, interval);
    const isPlain =
      meter.kind !== 'money' && meters.filter((other) => other.meter.unit.other === meter.unit.other).length < 2;
    return isPlain ? words : format.text('comparison.usage_of', { meter: meter.name, quantity: words });
  });
}

/** What is along an axis: what adds up, by its interval. */
export function axisWords(format: Format, meter: Meter, interval: Interval): string {
  return isLevel(meter) ? meter.name : format.per(meter.name, interval);
}

/** What the button says: the plan's own words, else what it comes to for this visitor. */
export function actionWords(format: Format, { plan, intent }: PlanEstimate): string {
  if (plan.action?.label) return plan.action.label;
  if (intent === 'current') return '';
  if (intent !== 'interval') return format.text(`comparison.${intent}`);
  const { unit, count } = plan.interval;
  return format.text(`comparison.to.${unit}`, { count });
}

/** Where a plan is the cheaper of two: "cheaper than Team from 41,251 calls"; `null` = nowhere. */
export function cheaperWords(
  format: Format,
  interval: Pick<CheaperInterval, 'from' | 'to'> | null,
  { than, meter, currency }: { readonly than: Plan; readonly meter: Meter; readonly currency: string },
): string {
  const { from, to } = interval ?? { from: null, to: null };
  const key = !from ? 'never' : from.isZero() ? (to ? 'up_to' : 'always') : to ? 'between' : 'from';
  const write = (quantity: Decimal | null) => (quantity ? format.quantity(quantity, meter, currency) : '');
  return format.text(`comparison.cheaper_${key}`, { than: than.name, from: write(from), to: write(to) });
}

/** Which limit stands in the way. */
export function blockedWords(format: Format, estimate: Estimate, { blockedBy }: PlanEstimate): string | null {
  const { catalog, currency } = estimate;
  const meter = catalog.meters.find(({ id }) => id === blockedBy?.meter);
  if (!blockedBy || !meter) return null;
  const at = effectiveBound(blockedBy, lastInstant(estimate));
  return format.text('comparison.blocked', {
    count: at,
    unit: format.unit(meter.unit, at),
    quantity: format.quantity(at, meter, currency),
  });
}

function isLevel({ kind, aggregation }: Meter): boolean {
  return kind === 'seats' || ['max', 'last', 'average'].includes(aggregation);
}
