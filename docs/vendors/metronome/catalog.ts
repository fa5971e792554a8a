import { decimal, isWhole, movePoint, plus, times } from '../decimal-text.ts';
import type {
  ChargeDocument,
  IntervalDocument,
  MeterDocument,
  PlanDocument,
  PriceDocument,
  TierDocument,
} from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { ratio } from '../period-at.ts';
import type { TranslatedCatalog } from '../refusals.ts';
import { namesOf, planOrContact } from '../refusals.ts';
import type {
  MetronomeCreditType,
  MetronomeFrequency,
  MetronomeListedRate,
  MetronomeMetric,
  MetronomeProduct,
  MetronomeRate,
} from './objects.ts';

export interface MetronomeTerms {
  /** The rate cards' `fiat_credit_type`. */
  readonly fiat: MetronomeCreditType;
  readonly metrics: readonly MetronomeMetric[];
  readonly products: readonly MetronomeProduct[];
  /** The ids of subscription products that are sold by the piece, such as seats. Of any other the quantity is in the fee. */
  readonly seats?: readonly string[];
  /** Where fractions of a cent are rounded. The reference does not say: look at a finalized invoice of yours. */
  readonly roundedAt: 'line' | 'invoice';
}

/** What is sold as one plan: Metronome knows rate cards and packages, and what they are called for visitors is said here. */
export interface MetronomePlan {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** The same for the monthly and the yearly form of a plan. */
  readonly family?: string;
  readonly rank?: number;
  /** Of usage statements. */
  readonly frequency: string;
  /** Those of the rate card that hold now. */
  readonly rates: readonly MetronomeListedRate[];
  readonly fees: readonly MetronomeFee[];
}

/** A subscription of a contract or a package. */
export interface MetronomeFee {
  readonly product: string;
  readonly name?: string;
  readonly frequency: MetronomeFrequency;
  readonly collection: 'ADVANCE' | 'ARREARS';
  readonly quantity: number;
}

export function metronomeCatalog(
  terms: MetronomeTerms & { readonly plans: readonly MetronomePlan[] },
): TranslatedCatalog {
  const refused: Untranslatable[] = [];
  const plans = terms.plans.map((plan) => planOrContact(plan, () => metronomePlan(plan, terms), refused));
  const seats = terms.products.filter(({ id }) => terms.seats?.includes(id));
  const meters = [...terms.metrics.flatMap(meterOf), ...seats.map(seatMeter)];
  return { catalog: { version: 1, currency: currencyOf(terms.fiat), meters, plans }, refused };
}

/** @throws Untranslatable with the id of the product that our contract cannot say. */
export function metronomePlan(plan: MetronomePlan, terms: MetronomeTerms): PlanDocument {
  const interval = intervalOf(plan.frequency, plan.id);
  const usage = plan.rates.filter(({ entitled, product_id }) => {
    return entitled && productOf(product_id, terms).type !== 'SUBSCRIPTION';
  });
  return {
    ...namesOf(plan),
    interval,
    first_period: 'stub',
    rounding: { at: terms.roundedAt },
    charges: [
      ...plan.fees.map((fee) => feeCharge(fee, plan, interval, terms)),
      ...usage.map((rate) => usageCharge(rate, terms)),
    ],
  };
}

/** What an amount is in the currency's major unit. Of the dollar Metronome counts cents, of other currencies no minor unit. */
export function money(value: number, unit: MetronomeCreditType | undefined, fiat: MetronomeCreditType, place: string) {
  if (unit !== undefined && unit.id !== fiat.id) throw new Untranslatable(place, `it is in ${unit.name}`);
  return movePoint(decimal(value, place), fiat.name.endsWith(CENTS) ? 2 : 0);
}

export function currencyOf({ name }: MetronomeCreditType): string {
  const code = name.endsWith(CENTS) ? name.slice(0, -CENTS.length) : name;
  if (!/^[A-Z]{3}$/.test(code)) throw new Untranslatable(name, 'it is no currency');
  return code;
}

/** How many of its smallest coin a currency has: of the yen one, of the dinar a thousand. */
function inMinor(fiat: MetronomeCreditType): string {
  const terms = { style: 'currency', currency: currencyOf(fiat) } as const;
  const digits = new Intl.NumberFormat('en', terms).resolvedOptions().maximumFractionDigits ?? 2;
  return '1'.padEnd(digits + 1, '0');
}

export function intervalOf(frequency: string, object: string): IntervalDocument {
  const interval = INTERVALS.get(frequency.toUpperCase());
  if (interval === undefined) throw new Untranslatable(object, `a frequency of "${frequency}"`);
  return interval;
}

const CENTS = ' (cents)';

const INTERVALS = new Map<string, IntervalDocument>([
  ['WEEKLY', { unit: 'week', count: 1 }],
  ['MONTHLY', { unit: 'month', count: 1 }],
  ['QUARTERLY', { unit: 'month', count: 3 }],
  ['ANNUAL', { unit: 'year', count: 1 }],
]);

function productOf(id: string, { products }: MetronomeTerms): MetronomeProduct {
  const product = products.find((one) => one.id === id);
  if (product === undefined) throw new Untranslatable(id, 'the product is missing');
  return product;
}

const AGGREGATIONS = new Map<string, MeterDocument['aggregation']>([
  ['SUM', 'sum'],
  ['COUNT', 'sum'],
  ['MAX', 'max'],
  ['LATEST', 'last'],
  ['UNIQUE', 'unique'],
]);

function meterOf({ id, name, aggregation_type }: MetronomeMetric): MeterDocument[] {
  const aggregation = AGGREGATIONS.get(aggregation_type?.toUpperCase() ?? '');
  return aggregation === undefined ? [] : [{ id, name, aggregation }];
}

function seatMeter({ id, current: { name } }: MetronomeProduct): MeterDocument {
  return { id, name, kind: 'seats', aggregation: 'last' };
}

function feeCharge(
  fee: MetronomeFee,
  { rates }: MetronomePlan,
  planInterval: IntervalDocument,
  terms: MetronomeTerms,
): ChargeDocument {
  const { product, frequency, collection, quantity } = fee;
  const own = rates.filter(({ product_id, billing_frequency }) => {
    return product_id === product && (billing_frequency ?? frequency) === frequency;
  });
  const [listed, ...others] = own.filter(({ entitled }) => entitled);
  if (listed === undefined || others.length > 0) throw new Untranslatable(product, `no one rate for ${frequency}`);
  const { rate_type, price, credit_type } = listed.rate;
  if ((rate_type !== 'FLAT' && rate_type !== 'SUBSCRIPTION') || price === undefined) {
    throw new Untranslatable(product, `a fee by "${rate_type}"`);
  }
  const interval = intervalOf(frequency, product);
  const periods = ratio(interval, planInterval);
  if (periods === null || periods < 1) throw new Untranslatable(product, 'a fee by a shorter period than usage has');
  const amount = money(price, credit_type, terms.fiat, product);
  return {
    id: product,
    name: fee.name ?? productOf(product, terms).current.name,
    timing: collection === 'ADVANCE' ? 'in_advance' : 'in_arrears',
    ...(periods === 1 ? {} : { interval }),
    ...(terms.seats?.includes(product)
      ? { model: 'per_unit', meter: product, unit_amount: amount }
      : { model: 'flat', amount: times(amount, decimal(quantity, product)) }),
  };
}

function usageCharge({ product_id: id, pricing_group_values, rate }: MetronomeListedRate, terms: MetronomeTerms) {
  const { type, current } = productOf(id, terms);
  const { billable_metric_id, presentation_group_key, quantity_rounding } = current;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  if (type !== 'USAGE') refuse(`a product of type "${type}"`);
  if (pricing_group_values && Object.keys(pricing_group_values).length > 0) refuse('its price differs by dimensions');
  const metric = terms.metrics.filter((one) => meterOf(one).length > 0).find((one) => one.id === billable_metric_id);
  if (metric === undefined) return refuse('its metric is missing, or has no counterpart');
  // Each group is a line of its own quantity, rounded by itself where lines are, and only the whole is known here.
  const [meter] = meterOf(metric);
  const isWholeOfGroups = meter?.aggregation === 'sum' && rate.rate_type === 'FLAT' && !quantity_rounding;
  if (presentation_group_key?.length && !(isWholeOfGroups && terms.roundedAt === 'invoice')) {
    refuse('each group is a line, which the whole does not tell');
  }
  const quantity = { meter: metric.id, ...convertOf(current, id) };
  const charge: ChargeDocument = {
    id,
    name: current.name,
    timing: 'in_arrears',
    ...priceOf(id, rate, quantity, terms),
  };
  return charge;
}

function convertOf({ quantity_conversion, quantity_rounding }: MetronomeProduct['current'], id: string) {
  if (!quantity_conversion && !quantity_rounding) return {};
  const factor = quantity_conversion && decimal(quantity_conversion.conversion_factor, id);
  const by = quantity_conversion?.operation === 'DIVIDE' ? 'divide_by' : 'multiply_by';
  const round = quantity_rounding && {
    increment: movePoint('1', quantity_rounding.decimal_places),
    mode: MODES[quantity_rounding.rounding_method],
  };
  return { convert: { ...(factor ? { [by]: factor } : {}), ...(round ? { round } : {}) } };
}

const MODES = { ROUND_UP: 'ceil', ROUND_DOWN: 'floor', ROUND_HALF_UP: 'half_away' } as const;

function priceOf(
  id: string,
  { rate_type, price, tiers = [], credit_type }: MetronomeRate,
  quantity: { readonly meter: string },
  terms: MetronomeTerms,
): PriceDocument {
  const amount = (value: number) => money(value, credit_type, terms.fiat, id);
  if (rate_type === 'FLAT' && price !== undefined) {
    return { model: 'per_unit', ...quantity, unit_amount: amount(price) };
  }
  if (rate_type !== 'TIERED' || tiers.length === 0) throw new Untranslatable(id, `a rate by "${rate_type}"`);
  let end = '0';
  const list = tiers.map(({ size, price: each }, index): TierDocument => {
    const isLast = index === tiers.length - 1;
    if (isLast !== (size === undefined))
      throw new Untranslatable(id, 'of its tiers not the last one, or no one, is open');
    const unit_amount = amount(each);
    if (size === undefined) return { up_to: null, unit_amount };
    const width = decimal(size, id);
    // A tier is a line: rounded by itself, where lines are.
    if (terms.roundedAt === 'line' && !isWhole(times(times(width, unit_amount), inMinor(terms.fiat)))) {
      throw new Untranslatable(id, 'a full tier is not whole cents');
    }
    end = plus(end, width);
    return { up_to: end, unit_amount };
  });
  return { model: 'graduated', ...quantity, tiers: list, zero_usage_flat: 'none' };
}
