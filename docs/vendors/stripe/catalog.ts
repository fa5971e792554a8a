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
import { namesOf, planOrContact, unlessRefused } from '../refusals.ts';
import type { Numeric } from '../decimal-text.ts';
import { decimal, isWhole, isZero, movePoint, times } from '../decimal-text.ts';
import type { StripeMeter, StripePrice, StripeProduct, StripeTier } from './objects.ts';

/** What is sold as one plan: Stripe knows prices, and which of them belong together is said here. */
export interface StripePlan {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** The same for the monthly and the yearly form of a plan. */
  readonly family?: string;
  readonly rank?: number;
  readonly trialDays?: number;
  /** The first one's interval is the plan's. */
  readonly prices: readonly StripePrice[];
}

export interface StripeTerms {
  readonly currency: string;
  /**
   * Whether the flat amount of a first tier is charged where nothing was used. The API does not say it, so a price with
   * such an amount is refused until somebody has looked at an invoice of theirs.
   */
  readonly zeroUsageFlat?: 'none' | 'charged';
}

export function stripeCatalog(
  terms: StripeTerms & {
    readonly plans: readonly StripePlan[];
    readonly meters: readonly StripeMeter[];
    /** Those that are sold no more: their seats are counted still. */
    readonly formerPlans?: readonly StripePlan[];
  },
): TranslatedCatalog {
  const refused: Untranslatable[] = [];
  const plans = terms.plans.map((plan) => planOrContact(plan, () => stripePlan(plan, terms), refused));
  const priced = terms.plans.filter((_, index) => !plans[index]?.contact);
  const meters = [
    ...terms.meters.flatMap((meter) => unlessRefused(() => billingMeter(meter), refused) ?? []),
    ...[...priced, ...(terms.formerPlans ?? [])].flatMap(
      ({ prices }) => unlessRefused(() => prices.filter(isCounted).map(seatMeter), refused) ?? [],
    ),
  ];
  const byId = new Map(meters.map((meter) => [meter.id, meter]));
  return {
    catalog: { version: 1, currency: terms.currency.toUpperCase(), meters: [...byId.values()], plans },
    refused,
  };
}

/** @throws Untranslatable with the id of the price that our contract cannot say. */
export function stripePlan(plan: StripePlan, terms: StripeTerms): PlanDocument {
  const recurring = plan.prices.filter(({ type }) => type === 'recurring');
  const first = recurring[0] ?? plan.prices[0];
  if (first === undefined) throw new Untranslatable(plan.id, 'it has no price');
  const interval = intervalOf(first) ?? { unit: 'month', count: 1 };
  return {
    ...namesOf(plan),
    interval,
    ...(plan.trialDays === undefined ? {} : { trial_days: plan.trialDays }),
    // A trial, or a start before the anchor, is the rest of a period.
    first_period: 'stub',
    // Stripe counts seconds, from an anchor in UTC.
    proration: { unit: 'second' },
    charges: plan.prices.map((price) => chargeOf(price, interval, terms)),
  };
}

/** Whether a licensed price is of so many: of a product with a unit label, or one whose price depends on how many. */
export function isCounted(price: StripePrice): boolean {
  const { type, recurring, billing_scheme, transform_quantity } = price;
  const depends = billing_scheme === 'tiered' || Boolean(transform_quantity);
  const isLicensed = type === 'recurring' && recurring?.usage_type === 'licensed';
  return isLicensed && (depends || Boolean(productOf(price).unit_label));
}

export function productOf({ id, product }: StripePrice): StripeProduct {
  if (typeof product === 'string') throw new Untranslatable(id, 'its product is missing: ask for it with expand');
  return product;
}

/** Amounts have the currency's minor unit as Stripe counts it, which is ISO 4217's but for MGA, ISK and UGX. */
export function money(value: Numeric, currency: string, place: string): string {
  return movePoint(decimal(value, place), minorDigits(currency));
}

function minorDigits(currency: string): number {
  const code = currency.toUpperCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

// MGA has 2 digits in ISO 4217. ISK and UGX have none there, and here 2, which are always "00".
const ZERO_DECIMAL = new Set(
  ['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA'].concat(['PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']),
);
const THREE_DECIMAL = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

function chargeOf(price: StripePrice, planInterval: IntervalDocument, terms: StripeTerms): ChargeDocument {
  const { id, nickname, recurring } = price;
  const currency = price.currency.toUpperCase();
  if (currency !== terms.currency.toUpperCase()) throw new Untranslatable(id, `it is in ${currency}`);
  if (price.custom_unit_amount) throw new Untranslatable(id, 'customers choose its amount');
  const interval = intervalOf(price);
  const differs = interval !== null && (interval.unit !== planInterval.unit || interval.count !== planInterval.count);
  return {
    id,
    name: nickname || productOf(price).name || id,
    timing: recurring === null ? 'once' : recurring.usage_type === 'metered' ? 'in_arrears' : 'in_advance',
    ...(differs ? { interval } : {}),
    ...priceOf(price, terms),
  };
}

function intervalOf({ recurring }: StripePrice): IntervalDocument | null {
  return recurring && { unit: recurring.interval, count: recurring.interval_count };
}

function priceOf(price: StripePrice, terms: StripeTerms): PriceDocument {
  const meter = meterOf(price);
  if (meter === null) {
    if (price.billing_scheme === 'tiered') throw new Untranslatable(price.id, 'a one-time price with tiers');
    return { model: 'flat', amount: unitAmount(price) };
  }
  if (price.billing_scheme === 'tiered') return { meter, ...tiered(price, terms) };
  const transform = price.transform_quantity;
  return {
    model: 'per_unit',
    meter,
    unit_amount: unitAmount(price),
    ...(transform ? { package: { size: String(transform.divide_by), rounding: transform.round } } : {}),
  };
}

/** What a price counts; null = nothing, it is charged once per interval. */
function meterOf(price: StripePrice): string | null {
  if (price.recurring?.usage_type !== 'metered') return isCounted(price) ? productOf(price).id : null;
  if (price.recurring.meter === null) {
    throw new Untranslatable(price.id, 'metered without a billing meter (usage records, which are no more)');
  }
  return price.recurring.meter;
}

function unitAmount({ id, currency, unit_amount_decimal }: StripePrice): string {
  if (unit_amount_decimal === null) throw new Untranslatable(id, 'it has no unit_amount_decimal');
  return money(unit_amount_decimal, currency, id);
}

function tiered(price: StripePrice, { zeroUsageFlat }: StripeTerms) {
  const { id, currency, tiers, tiers_mode } = price;
  if (!tiers || !tiers_mode) throw new Untranslatable(id, 'its tiers are missing: ask for them with expand');
  if (price.transform_quantity) throw new Untranslatable(id, 'tiers with transform_quantity');
  if (tiers_mode === 'graduated') checkTierCents(id, tiers);
  const flat = tiers[0]?.flat_amount_decimal;
  const hasFlat = flat != null && !isZero(decimal(flat, id));
  if (hasFlat && zeroUsageFlat === undefined) {
    throw new Untranslatable(id, 'its first tier has a flat amount: say zeroUsageFlat');
  }
  return {
    model: tiers_mode,
    tiers: tiers.map(({ up_to, unit_amount_decimal, flat_amount_decimal }): TierDocument => ({
      up_to: up_to === null ? null : decimal(up_to, id),
      unit_amount: money(unit_amount_decimal ?? 0, currency, id),
      flat_amount: money(flat_amount_decimal ?? 0, currency, id),
    })),
    zero_usage_flat: zeroUsageFlat ?? 'none',
  } as const;
}

/**
 * An invoice of Stripe has a line for each tier of a graduated price, each rounded to a cent; ours has one. They agree
 * where full tiers come to whole cents, as nearly all do, and only the last one begun is rounded.
 */
function checkTierCents(id: string, tiers: readonly StripeTier[]): void {
  let before = 0;
  for (const { up_to, unit_amount_decimal, flat_amount_decimal } of tiers) {
    const flat = decimal(flat_amount_decimal ?? 0, id);
    const full = up_to === null ? '0' : times(decimal(up_to - before, id), decimal(unit_amount_decimal ?? 0, id));
    if (!isWhole(flat) || !isWhole(full)) throw new Untranslatable(id, 'a full tier of it has a fraction of a cent');
    before = up_to ?? before;
  }
}

function billingMeter({ id, display_name, default_aggregation: { formula } }: StripeMeter): MeterDocument {
  const aggregation = AGGREGATIONS.get(formula);
  if (aggregation === undefined) throw new Untranslatable(id, `a meter by "${formula}"`);
  return { id, name: display_name, aggregation };
}

const AGGREGATIONS = new Map<string, MeterDocument['aggregation']>([
  ['sum', 'sum'],
  ['count', 'sum'],
  ['last', 'last'],
]);

function seatMeter(price: StripePrice): MeterDocument {
  const { id, name, unit_label } = productOf(price);
  const unit = unit_label ? { unit: { other: unit_label } } : {};
  return { id, name: name ?? id, kind: 'seats', aggregation: 'last', ...unit };
}
