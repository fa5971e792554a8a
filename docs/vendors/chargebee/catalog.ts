import { decimal, isZero, minus, movePoint } from '../decimal-text.ts';
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
import type { ChargebeeItem, ChargebeeItemPrice, ChargebeeTier } from './objects.ts';

export interface ChargebeePlan {
  /** The price of a plan's item. Other prices of the item are the same plan by another interval. */
  readonly price: ChargebeeItemPrice;
  /** Prices of the items that are attached to it, in its currency and period. */
  readonly attached?: readonly ChargebeeAttached[];
  readonly description?: string;
  readonly rank?: number;
}

export interface ChargebeeAttached {
  /** Of the attached item: what is mandatory is always on it, the rest may be taken. */
  readonly type: 'mandatory' | 'recommended' | 'optional';
  readonly price: ChargebeeItemPrice;
}

export interface ChargebeeTerms {
  readonly currency: string;
  /** What whole amounts count: 2, and 0 for what Chargebee's list marks as zero-decimal. Chargebee has no three. */
  readonly minorDigits: 0 | 2;
  /** The site's billing mode; "milliseconds" are seconds here. */
  readonly billingMode: 'day' | 'second';
  /** The items of all prices. */
  readonly items: readonly ChargebeeItem[];
}

/** The tax category of what has none. */
export const UNTAXED = 'untaxed';

export function chargebeeCatalog(
  terms: ChargebeeTerms & {
    readonly plans: readonly ChargebeePlan[];
    /** Those that are sold no more: their quantities are counted still. */
    readonly formerPlans?: readonly ChargebeePlan[];
  },
): TranslatedCatalog {
  const refused: Untranslatable[] = [];
  const plans = terms.plans.map((plan) =>
    planOrContact(named(plan), () => ({ ...chargebeePlan(plan, terms), ...trialOf(plan.price) }), refused),
  );
  const priced = terms.plans.filter((_, index) => !plans[index]?.contact);
  const counted = [...priced, ...(terms.formerPlans ?? [])].flatMap(pricesOf).filter(isCounted);
  const ids = [...new Set(counted.map(({ item_id }) => item_id))];
  const meters = terms.items
    .filter(({ id }) => ids.includes(id))
    .flatMap((item) => unlessRefused(() => meterOf(item), refused) ?? []);
  return { catalog: { version: 1, currency: terms.currency, meters, plans }, refused };
}

/**
 * A plan without its trial, which is over for whoever has the plan.
 *
 * @throws Untranslatable with the id of the item price that our contract cannot say.
 */
export function chargebeePlan(plan: ChargebeePlan, terms: ChargebeeTerms): PlanDocument {
  const interval = intervalOf(plan.price);
  return {
    ...namesOf(named(plan)),
    interval,
    first_period: 'stub',
    proration: { unit: terms.billingMode },
    charges: [
      chargeOf(plan.price, interval, terms),
      ...(plan.attached ?? []).map(({ price, type }) => ({
        ...chargeOf(price, interval, terms),
        ...(type === 'mandatory' ? {} : ({ optional: true } as const)),
      })),
    ],
  };
}

export function pricesOf({ price, attached = [] }: ChargebeePlan): ChargebeeItemPrice[] {
  return [price, ...attached.map((other) => other.price)];
}

/** Whether so many are bought or used; a one-time charge is bought when it is, and never again. */
export function isCounted({ pricing_model, item_type }: ChargebeeItemPrice): boolean {
  return pricing_model !== 'flat_fee' && item_type !== 'charge';
}

export function itemOf({ id, item_id }: ChargebeeItemPrice, { items }: ChargebeeTerms): ChargebeeItem {
  const item = items.find((other) => other.id === item_id);
  if (item === undefined) throw new Untranslatable(id, `the item ${item_id} is missing`);
  return item;
}

/** A whole amount of a document. */
export function money(amount: number, place: string, { minorDigits }: ChargebeeTerms): string {
  return movePoint(decimal(amount, place), minorDigits);
}

/** What taxes go by: the price's profile, or none where it is not taxed. */
export function taxCategory({ is_taxable, tax_detail }: ChargebeeItemPrice): string {
  return is_taxable === false ? UNTAXED : (tax_detail?.tax_profile_id ?? 'standard');
}

/** A number as it is said with decimals, else without. */
export function quantityOf(whole: number | undefined, inDecimal: string | undefined, place: string): string {
  return decimal(inDecimal ?? whole ?? 0, place);
}

function named({ price, description, rank }: ChargebeePlan) {
  return { id: price.id, name: price.external_name || price.name, description, family: price.item_id, rank };
}

function intervalOf({ id, period, period_unit }: ChargebeeItemPrice): IntervalDocument {
  if (period === undefined || period_unit === undefined) throw new Untranslatable(id, 'it has no period');
  return { unit: period_unit, count: period };
}

function trialOf({ id, trial_period = 0, trial_period_unit }: ChargebeeItemPrice): { readonly trial_days?: number } {
  if (trial_period === 0) return {};
  if (trial_period_unit !== 'day') throw new Untranslatable(id, 'a trial of months has no number of days');
  return { trial_days: trial_period };
}

function chargeOf(price: ChargebeeItemPrice, planInterval: IntervalDocument, terms: ChargebeeTerms): ChargeDocument {
  const { id, item_type } = price;
  const { metered } = itemOf(price, terms);
  if (price.currency_code !== terms.currency) throw new Untranslatable(id, `it is in ${price.currency_code}`);
  if (price.usage_accumulation_reset_frequency === 'never') throw new Untranslatable(id, 'its usage is never reset');
  if (item_type !== 'charge') {
    const { unit, count } = intervalOf(price);
    // By itself where a site bills in several frequencies, else with the plan, for as many times as it fits.
    if (unit !== planInterval.unit || count !== planInterval.count) {
      throw new Untranslatable(id, "its period is not the plan's: when it is billed is a matter of the site");
    }
  }
  return {
    id,
    name: price.external_name || price.name,
    timing: item_type === 'charge' ? 'once' : metered ? 'in_arrears' : 'in_advance',
    tax_category: taxCategory(price),
    ...priceOf(price, metered, terms),
  };
}

function priceOf(price: ChargebeeItemPrice, metered: boolean, terms: ChargebeeTerms): PriceDocument {
  const { id, item_id, item_type, pricing_model, tiers } = price;
  const free = quantityOf(price.free_quantity, price.free_quantity_in_decimal, id);
  if (!isZero(free) && pricing_model !== 'per_unit') throw new Untranslatable(id, 'a free quantity beside tiers');
  if (pricing_model === 'flat_fee') {
    if (metered) throw new Untranslatable(id, 'a flat fee that is metered');
    return { model: 'flat', amount: amountOf(price, id, terms) };
  }
  const model = TIERED.get(pricing_model);
  if (pricing_model === 'per_unit') {
    if (item_type === 'charge') return { model: 'flat', amount: amountOf(price, id, terms) };
    const included = isZero(free) ? {} : { included: { quantity: free } };
    return { model: 'per_unit', meter: item_id, ...included, unit_amount: amountOf(price, id, terms) };
  }
  if (model === undefined) throw new Untranslatable(id, `a price by "${pricing_model}"`);
  if (item_type === 'charge') throw new Untranslatable(id, 'a one-time charge with tiers');
  return { model, meter: item_id, ...tiersOf(id, model, tiers ?? [], terms), zero_usage_flat: 'none' };
}

const TIERED = new Map<string, 'graduated' | 'volume' | 'stairstep'>([
  ['tiered', 'graduated'],
  ['volume', 'volume'],
  ['stairstep', 'stairstep'],
]);

function amountOf(
  { price, price_in_decimal }: Pick<ChargebeeTier, 'price' | 'price_in_decimal'>,
  id: string,
  terms: ChargebeeTerms,
): string {
  if (price_in_decimal !== undefined) return decimal(price_in_decimal, id);
  if (price === undefined) throw new Untranslatable(id, 'it has no price');
  return money(price, id, terms);
}

/** A tier ends with its last unit; the next one begins with one more, or (in decimals) where it ends. */
function tiersOf(
  id: string,
  model: 'graduated' | 'volume' | 'stairstep',
  tiers: readonly ChargebeeTier[],
  terms: ChargebeeTerms,
) {
  const bounds = tiers.map((tier) => {
    const { starting_unit: from, ending_unit: to } = tier;
    return {
      from: quantityOf(from, tier.starting_unit_in_decimal, id),
      to:
        to === undefined && tier.ending_unit_in_decimal === undefined
          ? null
          : quantityOf(to, tier.ending_unit_in_decimal, id),
    };
  });
  if (bounds.length === 0) throw new Untranslatable(id, 'it has no tiers');
  for (const [index, { from }] of bounds.slice(1).entries()) {
    const gap = minus(from, bounds[index]?.to ?? '0');
    if (!isZero(gap) && !isZero(minus(gap, '1'))) throw new Untranslatable(id, 'its tiers have gaps or overlap');
  }
  if (bounds.slice(0, -1).some(({ to }) => to === null) || bounds.at(-1)?.to !== null) {
    throw new Untranslatable(id, 'its last tier is not the open one');
  }
  const packages = tiers.map((tier) => packageOf(id, tier));
  const size = packages.find((own) => own !== null);
  if (size !== undefined && (packages.includes(null) || model === 'stairstep')) {
    throw new Untranslatable(id, 'some of its tiers are sold by packages');
  }
  return {
    ...(size === undefined ? {} : { package: { size, rounding: 'up', scope: 'tier' } as const }),
    tiers: tiers.map((tier, index): TierDocument => {
      const amount = amountOf(tier, id, terms);
      const own = packages[index];
      return {
        up_to: bounds[index]?.to ?? null,
        ...(model === 'stairstep' ? { flat_amount: amount } : { unit_amount: amount }),
        ...(own ? { package_size: own } : {}),
      };
    }),
  };
}

function packageOf(id: string, { pricing_type = 'per_unit', package_size }: ChargebeeTier): string | null {
  if (pricing_type === 'package' && package_size !== undefined) return decimal(package_size, id);
  if (pricing_type !== 'per_unit') throw new Untranslatable(id, `a tier by "${pricing_type}"`);
  return null;
}

function meterOf({ id, name, external_name, unit, metered, usage_calculation = '' }: ChargebeeItem): MeterDocument {
  const words = { id, name: external_name || name, ...(unit ? { unit: { other: unit } } : {}) };
  if (!metered) return { ...words, kind: 'seats', aggregation: 'last' };
  const aggregation = AGGREGATIONS.get(usage_calculation);
  if (aggregation === undefined) throw new Untranslatable(id, `its usages are counted by "${usage_calculation}"`);
  return { ...words, aggregation };
}

const AGGREGATIONS = new Map<string, MeterDocument['aggregation']>([
  ['sum_of_usages', 'sum'],
  ['max_usage', 'max'],
  ['last_usage', 'last'],
]);
