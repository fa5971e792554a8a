import { decimal, isWhole, isZero, plus, times } from '../decimal-text.ts';
import type {
  ChargeDocument,
  DiscountDocument,
  IntervalDocument,
  LimitDocument,
  MeterDocument,
  PlanDocument,
  PriceDocument,
} from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { ratio } from '../period-at.ts';
import type { TranslatedCatalog } from '../refusals.ts';
import { namesOf, planOrContact } from '../refusals.ts';
import { intervalOf } from './cadence.ts';
import type {
  OpenMeterFeature,
  OpenMeterMeter,
  OpenMeterPlan,
  OpenMeterPrice,
  OpenMeterRateCard,
  OpenMeterTier,
} from './objects.ts';

export interface OpenMeterTerms {
  readonly currency: string;
  /** Digits of the currency's minor unit, as ISO 4217 has them: each line is rounded to them. */
  readonly minorDigits: number;
  /** Those that rate cards name. */
  readonly features: readonly OpenMeterFeature[];
  readonly meters: readonly OpenMeterMeter[];
}

/** What a plan's phase and a subscription's have in common. */
export interface OpenMeterOffer {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly currency: string;
  readonly billingCadence: string;
  readonly proRatingConfig?: { readonly enabled: boolean };
  readonly settlementMode?: string;
  readonly rateCards: readonly OpenMeterRateCard[];
  readonly limits: readonly LimitDocument[];
}

export function openMeterCatalog(
  terms: OpenMeterTerms & { readonly plans: readonly OpenMeterPlan[] },
): TranslatedCatalog {
  const refused: Untranslatable[] = [];
  const plans = terms.plans.map((plan) => {
    const names = { id: plan.key, name: plan.name, description: plan.description };
    return planOrContact(names, () => ({ ...listedPlan(plan, terms), ...trialOf(plan) }), refused);
  });
  const cards = terms.plans.flatMap(({ phases }) => phases).flatMap(({ rateCards }) => rateCards);
  const meters = terms.features.flatMap((feature) => meterOf(feature, cards, terms));
  return { catalog: { version: 1, currency: terms.currency, meters, plans }, refused };
}

/** A plan as its last phase has it, without its trial, which is over for whoever pays. */
function listedPlan(plan: OpenMeterPlan, terms: OpenMeterTerms): PlanDocument {
  const rateCards = plan.phases.at(-1)?.rateCards ?? [];
  const offer = { ...plan, id: plan.key, rateCards };
  return openMeterPlan({ ...offer, limits: limitsOf(offer, terms) }, terms);
}

/** @throws Untranslatable with the key of the rate card that our contract cannot say. */
export function openMeterPlan(offer: OpenMeterOffer, terms: OpenMeterTerms): PlanDocument {
  const { id, currency, billingCadence, proRatingConfig, settlementMode, rateCards, limits } = offer;
  if (currency !== terms.currency) throw new Untranslatable(id, `it is in ${currency}`);
  if (settlementMode === 'credit_only') throw new Untranslatable(id, 'it is settled against credits alone');
  const interval = intervalOf(billingCadence, id);
  return {
    ...namesOf(offer),
    interval,
    // A phase that begins between two anchors has the rest until the next one.
    first_period: 'stub',
    proration: { unit: (proRatingConfig?.enabled ?? true) ? 'second' : 'none' },
    charges: rateCards.flatMap((card) => chargeOf(card, interval, terms)),
    discounts: rateCards.flatMap(discountOf),
    ...(limits.length === 0 ? {} : { limits }),
  };
}

/** The meter of a rate card's feature; null = it is not counted, or in a way that our contract has no word for. */
export function meterOfFeature(key: string | undefined, terms: OpenMeterTerms): string | null {
  const feature = terms.features.find((one) => one.key === key);
  const meter = terms.meters.find(({ slug }) => slug === feature?.meterSlug);
  return feature && meter && AGGREGATIONS.has(meter.aggregation) ? feature.key : null;
}

/** Per cent that come off each line. */
function percentageOf({ key, discounts }: OpenMeterRateCard): string {
  return decimal(discounts?.percentage?.percentage ?? 0, key);
}

/** Phases before the last one, if nothing is charged in them. */
function trialOf({ phases }: OpenMeterPlan): { readonly trial_days?: number } {
  const earlier = phases.slice(0, -1);
  const days = earlier.map(({ key, duration, rateCards }) => {
    if (rateCards.some(({ price }) => price !== null)) throw new Untranslatable(key, 'a phase with prices of its own');
    const { unit, count } = intervalOf(duration ?? '', key);
    if (unit === 'month' || unit === 'year') throw new Untranslatable(key, `a trial of ${duration}, which is no days`);
    return unit === 'week' ? 7 * count : count;
  });
  return days.length === 0 ? {} : { trial_days: days.reduce((sum, each) => sum + each) };
}

const AGGREGATIONS = new Map<string, MeterDocument['aggregation']>([
  ['SUM', 'sum'],
  ['COUNT', 'sum'],
  ['MAX', 'max'],
  ['UNIQUE_COUNT', 'unique'],
  ['LATEST', 'last'],
]);

/** A feature may filter what its meter counts: what is priced is the feature. */
function meterOf(
  { key, name, meterSlug }: OpenMeterFeature,
  cards: readonly OpenMeterRateCard[],
  { meters }: OpenMeterTerms,
): MeterDocument[] {
  const meter = meters.find(({ slug }) => slug === meterSlug);
  const aggregation = AGGREGATIONS.get(meter?.aggregation ?? '');
  if (aggregation === undefined) return [];
  const isMoney = cards.some(({ featureKey, price }) => featureKey === key && price?.type === 'dynamic');
  return [{ id: key, name, ...(isMoney ? { kind: 'money' } : {}), aggregation }];
}

/** A limit of the billing period; one of a day or a week is none of it. */
function limitsOf(
  { id, billingCadence, rateCards }: { id: string; billingCadence: string; rateCards: readonly OpenMeterRateCard[] },
  terms: OpenMeterTerms,
): LimitDocument[] {
  const interval = intervalOf(billingCadence, id);
  return rateCards.flatMap(({ key, featureKey, billingCadence: own, entitlementTemplate: template }) => {
    const meter = meterOfFeature(featureKey, terms);
    if (template?.type !== 'metered' || template.issueAfterReset === undefined || meter === null) return [];
    if (ratio(intervalOf(template.usagePeriod ?? own ?? billingCadence, key), interval) !== 1) return [];
    return [limitOf(meter, decimal(template.issueAfterReset, key), template.isSoftLimit)];
  });
}

export function limitOf(meter: string, quantity: string, isSoft: boolean | undefined): LimitDocument {
  return { id: meter, meter, quantity, effect: isSoft ? 'notify' : 'block' };
}

function chargeOf(card: OpenMeterRateCard, planInterval: IntervalDocument, terms: OpenMeterTerms): ChargeDocument[] {
  const { key, name, billingCadence, price, unitConfig } = card;
  const meter = meterOfFeature(card.featureKey, terms);
  if (unitConfig) throw new Untranslatable(key, 'its units are converted');
  // What is free is said to be: else nobody knows whether other plans charge for something that this one has not.
  if (price === null) {
    return meter === null ? [] : [{ id: key, name, timing: 'in_arrears', model: 'per_unit', meter, unit_amount: '0' }];
  }
  const interval = billingCadence === null ? planInterval : intervalOf(billingCadence, key);
  const periods = ratio(interval, planInterval);
  if (periods === null || periods < 1) throw new Untranslatable(key, 'billed less often than it is counted');
  // What is counted is asked for from the plan's period on.
  if (price.type !== 'flat' && periods !== 1) throw new Untranslatable(key, 'its usage is of several periods');
  const { minimumAmount, maximumAmount } = price;
  const isBound = minimumAmount !== undefined || maximumAmount !== undefined;
  // OpenMeter's bounds come after the percentage, ours before.
  if (isBound && !isZero(percentageOf(card))) throw new Untranslatable(key, 'a percentage beside a bound');
  return [
    {
      id: key,
      name,
      timing: timingOf(card, price),
      ...(periods === 1 ? {} : { interval }),
      ...(minimumAmount === undefined ? {} : { minimum_amount: decimal(minimumAmount, key) }),
      ...(maximumAmount === undefined ? {} : { maximum_amount: decimal(maximumAmount, key) }),
      ...priceOf(card, price, meter, terms),
    },
  ];
}

function timingOf({ key, billingCadence }: OpenMeterRateCard, price: OpenMeterPrice): ChargeDocument['timing'] {
  if (price.type !== 'flat') return 'in_arrears';
  const term = price.paymentTerm ?? 'in_advance';
  if (billingCadence !== null) return term;
  if (term === 'in_arrears') throw new Untranslatable(key, 'charged once, when its phase ends');
  return 'once';
}

function priceOf(
  card: OpenMeterRateCard,
  price: OpenMeterPrice,
  meter: string | null,
  terms: OpenMeterTerms,
): PriceDocument {
  const { key, discounts } = card;
  const text = (value: string | undefined): string => {
    if (value === undefined) throw new Untranslatable(key, 'a price of it is missing');
    return decimal(value, key);
  };
  if (price.type === 'flat') return { model: 'flat', amount: text(price.amount) };
  if (meter === null) throw new Untranslatable(key, 'its feature is not metered, or in a way that has no counterpart');
  const free = discounts?.usage?.quantity;
  const quantity = { meter, ...(free === undefined ? {} : { included: { quantity: decimal(free, key) } }) };
  switch (price.type) {
    case 'unit':
      return { model: 'per_unit', ...quantity, unit_amount: text(price.amount) };
    case 'package': {
      const size = { size: text(price.quantityPerPackage), rounding: 'up' } as const;
      return { model: 'per_unit', ...quantity, unit_amount: text(price.amount), package: size };
    }
    case 'dynamic':
      return { model: 'per_unit', ...quantity, rate_pct: times(decimal(price.multiplier ?? '1', key), '100') };
    case 'tiered':
      return { ...quantity, ...tiered(card, price, terms) };
    default:
      throw new Untranslatable(key, `a price by "${price.type}"`);
  }
}

function tiered(card: OpenMeterRateCard, { mode, tiers = [] }: OpenMeterPrice, terms: OpenMeterTerms) {
  const { key } = card;
  if (mode !== 'graduated' && mode !== 'volume') throw new Untranslatable(key, `tiers by "${mode}"`);
  const list = tiers.map((tier) => tierOf(tier, key));
  if (list.length === 0 || list.findIndex(({ up_to }) => up_to === null) !== list.length - 1) {
    throw new Untranslatable(key, 'of its tiers not the last one, or no one, is open');
  }
  checkRounding(card, mode, list, terms);
  return { model: mode, tiers: list, zero_usage_flat: 'charged' } as const;
}

function tierOf({ upToAmount, flatPrice, unitPrice }: OpenMeterTier, key: string) {
  return {
    up_to: upToAmount == null ? null : decimal(upToAmount, key),
    unit_amount: decimal(unitPrice?.amount ?? '0', key),
    flat_amount: decimal(flatPrice?.amount ?? '0', key),
  };
}

/** Each tier's units and its flat amount are lines, rounded by themselves with their discounts; ours is one line. */
function checkRounding(
  card: OpenMeterRateCard,
  mode: 'graduated' | 'volume',
  tiers: readonly ReturnType<typeof tierOf>[],
  { minorDigits }: OpenMeterTerms,
): void {
  const cents = '1'.padEnd(minorDigits + 1, '0');
  const share = percentageOf(card);
  const isExact = (amount: string) => {
    const inCents = times(amount, cents);
    return isWhole(inCents) && isWhole(times(times(inCents, share), '0.01'));
  };
  const isRounded = tiers.some(({ up_to, unit_amount, flat_amount }, index) => {
    const start = tiers[index - 1]?.up_to ?? '0';
    const isAlone = mode === 'volume' && isZero(unit_amount);
    const full = mode === 'volume' || up_to === null ? '0' : times(plus(up_to, times(start, '-1')), unit_amount);
    return !isExact(full) || (!isAlone && !isExact(flat_amount));
  });
  if (isRounded) throw new Untranslatable(card.key, 'a full tier, or its discount, is not whole cents');
}

function discountOf(card: OpenMeterRateCard): DiscountDocument[] {
  const value = percentageOf(card);
  if (card.price === null || isZero(value)) return [];
  const id = `${card.key}:discount`;
  return [{ id, name: 'Discount', kind: 'percent', value, scope: 'invoice', charges: [card.key] }];
}
