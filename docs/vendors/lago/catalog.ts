import { decimal, isZero, movePoint, plus, times } from '../decimal-text.ts';
import type {
  ChargeDocument,
  IntervalDocument,
  MeterDocument,
  PlanDocument,
  PriceDocument,
  TierDocument,
} from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import type { TranslatedCatalog } from '../refusals.ts';
import { namesOf, planOrContact } from '../refusals.ts';
import type { LagoCharge, LagoFixedCharge, LagoMetric, LagoPlan, LagoRange, LagoTax } from './objects.ts';

export interface LagoTerms {
  readonly metrics: readonly LagoMetric[];
  /** Digits of the currency's minor unit, as ISO 4217 has them: what `_cents` counts. */
  readonly minorDigits: number;
  /** Whether the first range's flat amount is charged without usage. Lago does so since June 2026; older ones do not. */
  readonly zeroUsageFlat: 'none' | 'charged';
}

/** What the plan's own fee is called: Lago has no charge for it. */
export const SUBSCRIPTION_FEE = 'subscription';

export function lagoCatalog(
  terms: LagoTerms & { readonly currency: string; readonly plans: readonly LagoPlan[] },
): TranslatedCatalog {
  const { currency } = terms;
  const refused: Untranslatable[] = [];
  const plans = terms.plans.map((plan) => {
    const translate = () => {
      if (plan.amount_currency !== currency) throw new Untranslatable(plan.code, `it is in ${plan.amount_currency}`);
      return { ...lagoPlan(plan, terms), ...trialOf(plan) };
    };
    return planOrContact(named(plan), translate, refused);
  });
  const charges = terms.plans.flatMap((plan) => plan.charges);
  const meters = terms.metrics.filter(isTold).map((metric) => meterOf(metric, charges));
  return { catalog: { version: 1, currency, meters, plans }, refused };
}

/**
 * A plan without its trial, which is over for whoever has the plan.
 *
 * @throws Untranslatable with the id of the charge that our contract cannot say.
 */
export function lagoPlan(plan: LagoPlan, terms: LagoTerms): PlanDocument {
  const interval = INTERVALS.get(plan.interval);
  if (interval === undefined) throw new Untranslatable(plan.code, `an interval of "${plan.interval}"`);
  if (plan.usage_thresholds?.length) throw new Untranslatable(plan.code, 'invoices come at usage thresholds');
  const { minimum_commitment: minimum } = plan;
  if (minimum && isMonthly(plan.bill_charges_monthly, plan))
    throw new Untranslatable(plan.code, 'a minimum over several invoices');
  const fee = movePoint(decimal(plan.amount_cents, plan.code), terms.minorDigits);
  return {
    ...namesOf(named(plan)),
    interval,
    // The first day of the calendar's period, or of the subscription's, is where the next one begins.
    first_period: 'stub',
    proration: { unit: 'day' },
    // Coupons are shared over the fees to more than cents before taxes are computed.
    rounding: { shares_scale: 7 },
    ...(minimum ? { commitment: commitmentOf(plan.code, minimum.amount_cents, terms) } : {}),
    charges: [
      ...(isZero(fee) ? [] : [subscriptionFee(plan, fee)]),
      ...(plan.fixed_charges ?? []).map((charge) => fixedCharge(charge, plan)),
      ...plan.charges.map((charge) => usageCharge(charge, plan, terms)),
    ],
  };
}

const INTERVALS = new Map<string, IntervalDocument>([
  ['weekly', { unit: 'week', count: 1 }],
  ['monthly', { unit: 'month', count: 1 }],
  ['quarterly', { unit: 'month', count: 3 }],
  ['semiannual', { unit: 'month', count: 6 }],
  ['yearly', { unit: 'year', count: 1 }],
]);
const MONTHLY: IntervalDocument = { unit: 'month', count: 1 };

/** The switch is for plans of a year or half a year; elsewhere nobody heeds it. */
function isMonthly(isSaid: boolean | null | undefined, { interval }: LagoPlan): boolean {
  return Boolean(isSaid) && (interval === 'yearly' || interval === 'semiannual');
}

/** Charges by single events: Lago tells their number and their sum, and only its list of events tells each. */
export function isPerEvent({ charge_model, properties }: LagoCharge): boolean {
  const { fixed_amount, free_units_per_events, free_units_per_total_aggregation } = properties;
  const bounds = [properties.per_transaction_min_amount, properties.per_transaction_max_amount];
  const said = [fixed_amount, free_units_per_events, free_units_per_total_aggregation].filter((value) => value != null);
  const isBounded = bounds.some((bound) => bound != null && bound !== '');
  return charge_model === 'percentage' && (isBounded || said.some((value) => !isZero(decimal(value, charge_model))));
}

/** The taxes of a charge that are not the customer's: its own, else its plan's. */
export function ownTaxes(charge: { readonly taxes?: readonly LagoTax[] }, plan: LagoPlan): readonly LagoTax[] {
  return charge.taxes?.length ? charge.taxes : (plan.taxes ?? []);
}

export function categoryOf(taxes: readonly LagoTax[]): string {
  return taxes
    .map(({ code }) => code)
    .sort()
    .join('+');
}

function named({ code, name, invoice_display_name, description }: LagoPlan) {
  return { id: code, name: invoice_display_name || name, description };
}

/** In a trial of Lago's the plan's fee is free and usage is billed; in one of ours nothing is. */
function trialOf({ code, trial_period, charges, fixed_charges = [] }: LagoPlan): { readonly trial_days?: number } {
  const days = Number(trial_period ?? 0);
  if (days === 0) return {};
  if (charges.length + fixed_charges.length > 0) throw new Untranslatable(code, 'usage is billed in its trial');
  return { trial_days: days };
}

function commitmentOf(code: string, cents: number, { minorDigits }: LagoTerms) {
  const amount = movePoint(decimal(cents, code), minorDigits);
  return { amount, basis: 'before_discounts', prorated: true } as const;
}

function subscriptionFee(plan: LagoPlan, amount: string): ChargeDocument {
  return {
    id: SUBSCRIPTION_FEE,
    name: plan.invoice_display_name || plan.name,
    timing: timingOf(plan),
    ...taxCategory({}, plan),
    model: 'flat',
    amount,
  };
}

function fixedCharge(charge: LagoFixedCharge, plan: LagoPlan): ChargeDocument {
  const { lago_id, properties, units, charge_model } = charge;
  if (charge_model !== 'standard' || properties.amount === undefined) {
    throw new Untranslatable(lago_id, `a fixed charge by "${charge_model}"`);
  }
  return {
    id: lago_id,
    name: charge.invoice_display_name || charge.code,
    timing: timingOf(charge),
    ...(isMonthly(plan.bill_fixed_charges_monthly, plan) ? { interval: MONTHLY } : {}),
    ...(charge.prorated ? {} : { proration: { unit: 'none' } }),
    ...taxCategory(charge, plan),
    model: 'flat',
    amount: times(decimal(properties.amount, lago_id), decimal(units, lago_id)),
  };
}

function usageCharge(charge: LagoCharge, plan: LagoPlan, terms: LagoTerms): ChargeDocument {
  const { lago_id, billable_metric_code, min_amount_cents } = charge;
  const metric = terms.metrics.find(({ code }) => code === billable_metric_code);
  if (metric === undefined) throw new Untranslatable(lago_id, `the metric ${billable_metric_code} is missing`);
  const reason = whyNot(charge, metric);
  if (reason !== null) throw new Untranslatable(lago_id, reason);
  const minimum = movePoint(decimal(min_amount_cents, lago_id), terms.minorDigits);
  return {
    id: lago_id,
    name: charge.invoice_display_name || metric.name,
    timing: 'in_arrears',
    ...(isMonthly(plan.bill_charges_monthly, plan) ? { interval: MONTHLY } : {}),
    ...(isZero(minimum) ? {} : { minimum_amount: minimum }),
    ...taxCategory(charge, plan),
    ...priceOf(charge, metric, terms),
  };
}

/** What a charge does that our contract has no word for. */
function whyNot({ properties, ...charge }: LagoCharge, metric: LagoMetric): string | null {
  if (!isTold(metric)) return `a metric by "${metric.aggregation_type}"`;
  if (charge.pay_in_advance) return 'each event is billed as it happens';
  if (!charge.invoiceable) return 'it is not on the invoice';
  if (charge.prorated) return 'units are prorated by the day they were added';
  if (charge.filters?.length) return 'its price differs by filters: make a metric of each';
  if (properties.pricing_group_keys?.length || properties.grouped_by?.length) return 'each group is priced by itself';
  if (charge.applied_pricing_unit) return 'it is priced in units of its own';
  return null;
}

function isTold({ aggregation_type }: LagoMetric): boolean {
  return AGGREGATIONS.has(aggregation_type);
}

const AGGREGATIONS = new Map<string, MeterDocument['aggregation']>([
  ['count_agg', 'sum'],
  ['sum_agg', 'sum'],
  ['max_agg', 'max'],
  ['unique_count_agg', 'unique'],
  ['latest_agg', 'last'],
]);

function meterOf(
  { code, name, aggregation_type, recurring }: LagoMetric,
  charges: readonly LagoCharge[],
): MeterDocument {
  const own = charges.filter(({ billable_metric_code }) => billable_metric_code === code);
  const isMoney = own.some(({ charge_model }) => charge_model.endsWith('percentage'));
  // What is kept from one period to the next is a level.
  const byDay = recurring ? 'last' : (AGGREGATIONS.get(aggregation_type) ?? 'sum');
  return {
    id: code,
    name,
    ...(isMoney ? { kind: 'money' } : {}),
    aggregation: own.some(isPerEvent) ? 'events' : byDay,
  };
}

function timingOf({ pay_in_advance }: { readonly pay_in_advance: boolean }): 'in_advance' | 'in_arrears' {
  return pay_in_advance ? 'in_advance' : 'in_arrears';
}

function taxCategory(
  charge: { readonly taxes?: readonly LagoTax[] },
  plan: LagoPlan,
): { readonly tax_category?: string } {
  const taxes = ownTaxes(charge, plan);
  return taxes.length === 0 ? {} : { tax_category: categoryOf(taxes) };
}

function priceOf(charge: LagoCharge, metric: LagoMetric, { zeroUsageFlat }: LagoTerms): PriceDocument {
  const { lago_id: id, charge_model, properties } = charge;
  const meter = { meter: metric.code };
  const text = (value: string | undefined): string => {
    if (value === undefined) throw new Untranslatable(id, 'a price of it is missing');
    return decimal(value, id);
  };
  const tiers = (ranges: readonly LagoRange[] | undefined) => ({
    ...meter,
    ...convertOf(metric),
    tiers: tiersOf(id, ranges ?? []),
    zero_usage_flat: zeroUsageFlat,
  });
  switch (charge_model) {
    case 'standard':
      return { model: 'per_unit', ...meter, ...convertOf(metric), unit_amount: text(properties.amount) };
    case 'package':
      return {
        model: 'per_unit',
        ...meter,
        ...convertOf(metric),
        unit_amount: text(properties.amount),
        included: { quantity: decimal(properties.free_units ?? 0, id) },
        package: { size: text(properties.package_size?.toString()), rounding: 'up' },
      };
    case 'graduated':
      return { model: 'graduated', ...tiers(properties.graduated_ranges) };
    case 'graduated_percentage':
      return { model: 'graduated', ...tiers(properties.graduated_percentage_ranges) };
    case 'volume':
      return { model: 'volume', ...tiers(properties.volume_ranges) };
    case 'percentage':
      return isPerEvent(charge)
        ? { model: 'per_event', ...meter, ...perEvent(charge) }
        : { model: 'per_unit', ...meter, rate_pct: text(properties.rate) };
    default:
      throw new Untranslatable(id, `a charge by "${charge_model}"`);
  }
}

function perEvent({ lago_id: id, properties }: LagoCharge) {
  const optional = <K extends string>(key: K, value: string | number | null | undefined) =>
    value == null || value === '' ? {} : ({ [key]: decimal(value, id) } as Record<K, string>);
  return {
    rate_pct: decimal(properties.rate ?? 0, id),
    ...optional('fixed_amount', properties.fixed_amount),
    ...optional('free_events', properties.free_units_per_events),
    ...optional('free_amount', properties.free_units_per_total_aggregation),
    ...optional('event_minimum', properties.per_transaction_min_amount),
    ...optional('event_maximum', properties.per_transaction_max_amount),
  };
}

/** A metric that is rounded is so before it is priced. */
function convertOf({ code, rounding_function, rounding_precision }: LagoMetric) {
  if (!rounding_function) return {};
  const digits = rounding_precision ?? 0;
  const increment = digits > 0 ? movePoint('1', digits) : `1${'0'.repeat(-digits)}`;
  const mode = ({ round: 'half_away', ceil: 'ceil', floor: 'floor' } as const)[rounding_function];
  if (mode === undefined) throw new Untranslatable(code, `rounded by "${rounding_function}"`);
  return { convert: { round: { increment, mode } } };
}

/**
 * Ranges are whole numbers, each from one after the last (0 to 10, 11 to 20), or adjacent (0 to 0.5, 0.5 to 2): either way a
 * tier goes up to `to_value` and includes it, and what lies between 10 and 11 belongs to the second. Of ranges that are
 * neither all the one nor all the other Lago counts units twice, or not at all.
 */
function tiersOf(id: string, ranges: readonly LagoRange[]): TierDocument[] {
  const froms = ranges.slice(1).map(({ from_value }) => decimal(from_value, id));
  const ends = ranges.slice(0, -1).map(({ to_value }) => decimal(to_value ?? 0, id));
  const follows = (step: string): boolean =>
    froms.every((from, index) => isZero(plus(from, times('-1', plus(ends[index] ?? '0', step)))));
  if (ranges.length === 0) throw new Untranslatable(id, 'it has no ranges');
  if (!follows('1') && !follows('0')) throw new Untranslatable(id, 'its ranges have gaps or overlap');
  return ranges.map(({ to_value, flat_amount, per_unit_amount, rate }) => ({
    up_to: to_value === null ? null : decimal(to_value, id),
    ...(rate === undefined ? { unit_amount: decimal(per_unit_amount ?? 0, id) } : { rate_pct: decimal(rate, id) }),
    flat_amount: decimal(flat_amount, id),
  }));
}
