import type { Numeric } from '../decimal-text.ts';
import { decimal, isZero, plus, times } from '../decimal-text.ts';
import type {
  ChargeDocument,
  DiscountDocument,
  IntervalDocument,
  MeterDocument,
  PlanDocument,
  PriceDocument,
  TierDocument,
} from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import type { TranslatedCatalog } from '../refusals.ts';
import { namesOf, planOrContact } from '../refusals.ts';
import type { OrbAdjustment, OrbCycle, OrbFilter, OrbMetric, OrbPlan, OrbPrice } from './objects.ts';

export interface OrbTerms {
  readonly currency: string;
  readonly metrics: readonly OrbMetric[];
}

export function orbCatalog(terms: OrbTerms & { readonly plans: readonly OrbPlan[] }): TranslatedCatalog {
  const refused: Untranslatable[] = [];
  const plans = terms.plans.map((plan) => {
    const translate = () => {
      if (plan.plan_phases?.length) throw new Untranslatable(plan.id, 'it has phases');
      if (plan.trial_config?.trial_period) throw new Untranslatable(plan.id, 'what its trial bills is not told');
      return orbPlan(plan, terms);
    };
    return planOrContact(named(plan), translate, refused);
  });
  const meters = terms.metrics.map(({ id, name, aggregation }): MeterDocument => ({ id, name, aggregation }));
  return { catalog: { version: 1, currency: terms.currency, meters, plans }, refused };
}

/** @throws Untranslatable with the id of the price or adjustment that our contract cannot say. */
export function orbPlan(plan: OrbPlan, terms: OrbTerms): PlanDocument {
  const { prices, adjustments } = plan;
  const [first] = prices;
  if (first === undefined) throw new Untranslatable(plan.id, 'it has no price');
  const interval = intervalOf(first.billing_cycle_configuration);
  return {
    ...namesOf(named(plan)),
    interval,
    first_period: 'stub',
    charges: prices.map((price) => chargeOf(price, interval, adjustments, terms)),
    discounts: discountsOf(adjustments),
    ...bound('minimum_amount', 'minimum', plan),
    ...bound('maximum_amount', 'maximum', plan),
  };
}

/** Amounts come off before percentages. */
export function discountsOf(adjustments: readonly OrbAdjustment[]): DiscountDocument[] {
  return [...ofType('amount_discount', adjustments), ...ofType('percentage_discount', adjustments)].map(discountOf);
}

/** The prices that filters are about; null = all. */
export function pricesOf(id: string, filters: readonly OrbFilter[]): readonly string[] | null {
  const [filter, ...others] = filters;
  if (filter === undefined) return null;
  if (others.length > 0 || filter.field !== 'price_id' || filter.operator !== 'includes') {
    throw new Untranslatable(id, 'it is for other prices than those of a list');
  }
  return filter.values;
}

function named({ id, external_plan_id, name, description }: OrbPlan) {
  return { id: external_plan_id || id, name, description };
}

/** Orb has no years. */
export function intervalOf({ duration, duration_unit }: OrbCycle): IntervalDocument {
  const isYear = duration_unit === 'month' && duration === 12;
  return isYear ? { unit: 'year', count: 1 } : { unit: duration_unit, count: duration };
}

function chargeOf(
  price: OrbPrice,
  planInterval: IntervalDocument,
  adjustments: readonly OrbAdjustment[],
  terms: OrbTerms,
): ChargeDocument {
  const { id, name, cadence, billing_mode, invoicing_cycle_configuration, price_type } = price;
  const interval = intervalOf(price.billing_cycle_configuration);
  const isSame = (other: IntervalDocument) => other.unit === interval.unit && other.count === interval.count;
  if (price.currency !== terms.currency) throw new Untranslatable(id, `it is in ${price.currency}`);
  if (price.dimensional_price_configuration) throw new Untranslatable(id, 'its price differs by dimensions');
  if (invoicing_cycle_configuration && !isSame(intervalOf(invoicing_cycle_configuration))) {
    throw new Untranslatable(id, 'invoiced in another cycle');
  }
  return {
    id,
    name,
    timing: cadence === 'one_time' ? 'once' : billing_mode,
    ...(isSame(planInterval) || cadence === 'one_time' ? {} : { interval }),
    ...(price_type === 'fixed_price' ? fixedFee(price) : usagePrice(price, adjustments, terms)),
  };
}

function fixedFee({ id, model_type, unit_config, fixed_price_quantity }: OrbPrice): PriceDocument {
  if (model_type !== 'unit' || !unit_config) throw new Untranslatable(id, `a fixed fee by "${model_type}"`);
  const quantity = decimal(fixed_price_quantity ?? 1, id);
  return { model: 'flat', amount: times(decimal(unit_config.unit_amount, id), quantity) };
}

function usagePrice(price: OrbPrice, adjustments: readonly OrbAdjustment[], { metrics }: OrbTerms): PriceDocument {
  const { id, model_type, billable_metric, billing_mode } = price;
  const meter = metrics.find((metric) => metric.id === billable_metric?.id)?.id;
  if (meter === undefined) throw new Untranslatable(id, 'its metric is missing');
  if (billing_mode !== 'in_arrears') throw new Untranslatable(id, 'usage in advance');
  if (price.unit_config?.prorated || price.tiered_config?.prorated) throw new Untranslatable(id, 'prorated usage');
  const quantity = { meter, ...freeUnits(id, adjustments) };
  if (model_type === 'unit' && price.unit_config) {
    return { model: 'per_unit', ...quantity, unit_amount: decimal(price.unit_config.unit_amount, id) };
  }
  if (model_type === 'package' && price.package_config) {
    const { package_amount, package_size } = price.package_config;
    const size = { size: decimal(package_size, id), rounding: 'up' } as const;
    return { model: 'per_unit', ...quantity, unit_amount: decimal(package_amount, id), package: size };
  }
  if (model_type === 'tiered' && price.tiered_config) {
    const { tiers } = price.tiered_config;
    checkFirstUnits(price);
    const list = tiers.map(({ last_unit, unit_amount }) => tierOf(id, last_unit, unit_amount));
    return { model: 'graduated', ...quantity, tiers: list, zero_usage_flat: 'none' };
  }
  if (model_type === 'bulk' && price.bulk_config) {
    const list = price.bulk_config.tiers.map((tier) => tierOf(id, tier.maximum_units, tier.unit_amount));
    return { model: 'volume', ...quantity, tiers: list, zero_usage_flat: 'none' };
  }
  throw new Untranslatable(id, `a price by "${model_type}"`);
}

/** A usage discount comes off the quantity, before it is priced. */
function freeUnits(id: string, adjustments: readonly OrbAdjustment[]) {
  const own = ofType('usage_discount', adjustments).filter(
    (one) => pricesOf(one.id, one.filters)?.includes(id) ?? true,
  );
  if (own.length === 0) return {};
  return { included: { quantity: own.map((one) => decimal(one.usage_discount ?? 0, one.id)).reduce(plus) } };
}

function tierOf(id: string, last: Numeric | null, unitAmount: string): TierDocument {
  return { up_to: last === null ? null : decimal(last, id), unit_amount: decimal(unitAmount, id) };
}

/** A tier begins beyond the last one's end, which is said as that end, or as one more. */
function checkFirstUnits({ id, tiered_config }: OrbPrice): void {
  const tiers = tiered_config?.tiers ?? [];
  for (const [index, { first_unit }] of tiers.slice(1).entries()) {
    const gap = plus(decimal(first_unit, id), times('-1', decimal(tiers[index]?.last_unit ?? 0, id)));
    if (!isZero(gap) && !isZero(plus(gap, '-1'))) throw new Untranslatable(id, 'its tiers have gaps or overlap');
  }
}

function ofType(type: string, adjustments: readonly OrbAdjustment[]): readonly OrbAdjustment[] {
  const strange = adjustments.find((one) => !TYPES.has(one.adjustment_type));
  if (strange) throw new Untranslatable(strange.id, `an adjustment by "${strange.adjustment_type}"`);
  return adjustments.filter((one) => one.adjustment_type === type);
}

const TYPES = new Set(['usage_discount', 'amount_discount', 'percentage_discount', 'minimum', 'maximum']);

function discountOf({ id, reason, filters, end_date, ...off }: OrbAdjustment): DiscountDocument {
  const charges = pricesOf(id, filters);
  const { amount_discount, percentage_discount } = off;
  const isAmount = amount_discount !== undefined;
  return {
    id,
    name: reason || 'Discount',
    kind: isAmount ? 'fixed' : 'percent',
    value: isAmount ? decimal(amount_discount, id) : times(decimal(percentage_discount ?? 0, id), '100'),
    scope: 'invoice',
    ...(charges ? { charges } : {}),
    ...(end_date ? { ends_at: end_date } : {}),
  };
}

/** Orb's bounds come after discounts, as those of our plans do; those of our charges come before, and are no counterpart. */
function bound(field: 'minimum_amount' | 'maximum_amount', type: string, { prices, adjustments }: OrbPlan) {
  const [one, ...others] = ofType(type, adjustments);
  if (one === undefined) return {};
  const covered = pricesOf(one.id, one.filters);
  const isWhole = covered === null || prices.every(({ id }) => covered.includes(id));
  const arrears = prices.every(({ billing_mode, cadence }) => billing_mode === 'in_arrears' && cadence !== 'one_time');
  if (!isWhole || !arrears || others.length > 0) throw new Untranslatable(one.id, `a ${type} of a part of the invoice`);
  return { [field]: decimal(one[field] ?? 0, one.id) };
}
