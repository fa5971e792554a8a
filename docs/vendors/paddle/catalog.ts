import { decimal, movePoint } from '../decimal-text.ts';
import type { ChargeDocument, IntervalDocument, MeterDocument, PlanDocument, PriceDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import type { TranslatedCatalog } from '../refusals.ts';
import { namesOf, planOrContact } from '../refusals.ts';
import type { PaddleMoney, PaddlePrice, PaddleProduct } from './objects.ts';

/** What is sold as one plan: Paddle knows prices, and which of them belong together is said here. */
export interface PaddlePlan {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** The same for the monthly and the yearly form of a plan. */
  readonly family?: string;
  readonly rank?: number;
  readonly prices: readonly PaddlePrice[];
}

export interface PaddleTerms {
  readonly currency: string;
  /** `decimal_places` of `GET /currencies`: what amounts of that currency count. */
  readonly minorDigits: number;
  /** The customer's country, whose prices hold: "DE". Null is everywhere else. */
  readonly country: string | null;
  /** Ids of the products that are sold by the piece. Paddle lets every price be bought several times. */
  readonly seats: readonly string[];
}

export function paddleCatalog(
  terms: PaddleTerms & {
    readonly plans: readonly PaddlePlan[];
    /** Those that are sold no more: their seats are counted still. */
    readonly formerPlans?: readonly PaddlePlan[];
  },
): TranslatedCatalog {
  const refused: Untranslatable[] = [];
  const plans = terms.plans.map((plan) =>
    planOrContact(plan, () => ({ ...paddlePlan(plan, terms), ...trialOf(plan) }), refused),
  );
  const products = [...terms.plans, ...(terms.formerPlans ?? [])].flatMap(({ prices }) =>
    prices.flatMap(({ billing_cycle, product }) => (billing_cycle && product ? [product] : [])),
  );
  const counted = new Map(
    products.filter(({ id }) => terms.seats.includes(id)).map((product) => [product.id, product]),
  );
  const meters = [...counted.values()].map(({ id, name }): MeterDocument => {
    return { id, name, kind: 'seats', aggregation: 'last' };
  });
  return { catalog: { version: 1, currency: terms.currency, meters, plans }, refused };
}

/**
 * A plan without its trial, which is over for whoever has the plan.
 *
 * @throws Untranslatable with the id of the price that our contract cannot say.
 */
export function paddlePlan(plan: PaddlePlan, terms: PaddleTerms): PlanDocument {
  const intervals = recurring(plan).map(intervalOf);
  const interval = intervals[0] ?? { unit: 'month', count: 1 };
  if (plan.prices.length === 0) throw new Untranslatable(plan.id, 'it has no price');
  if (intervals.some(({ unit, count }) => unit !== interval.unit || count !== interval.count)) {
    throw new Untranslatable(plan.id, 'its prices have different billing cycles');
  }
  return {
    ...namesOf(plan),
    interval,
    // A trial, or a billing date that was moved, is the rest of a period.
    first_period: 'stub',
    proration: { unit: 'second' },
    charges: plan.prices.map((price) => chargeOf(price, terms)),
  };
}

export function recurring({ prices }: Pick<PaddlePlan, 'prices'>): readonly PaddlePrice[] {
  return prices.filter(({ billing_cycle }) => billing_cycle !== null);
}

/** What one piece costs in the customer's country, in the smallest unit. */
export function unitPrice({ id, unit_price, unit_price_overrides }: PaddlePrice, terms: PaddleTerms): string {
  const { country, currency } = terms;
  const own = (unit_price_overrides ?? []).find(
    ({ country_codes }) => country !== null && country_codes.includes(country),
  );
  const { amount, currency_code }: PaddleMoney = own?.unit_price ?? unit_price;
  if (currency_code !== currency) throw new Untranslatable(id, `it is in ${currency_code}`);
  return decimal(amount, id);
}

export function money(amount: string, place: string, { minorDigits }: PaddleTerms): string {
  return movePoint(decimal(amount, place), minorDigits);
}

export function productOf({ id, product }: PaddlePrice): PaddleProduct {
  if (product === undefined) throw new Untranslatable(id, 'its product is missing: ask for it with include');
  return product;
}

function trialOf({ id, prices }: PaddlePlan): { readonly trial_days?: number } {
  const trials = recurring({ prices }).map(({ trial_period: trial }) => {
    if (trial === null) return 0;
    if (trial.interval === 'day') return trial.frequency;
    if (trial.interval === 'week') return trial.frequency * 7;
    throw new Untranslatable(id, `a trial of a ${trial.interval} has no number of days`);
  });
  const days = trials[0] ?? 0;
  if (trials.some((other) => other !== days)) throw new Untranslatable(id, 'its prices have different trials');
  return days === 0 ? {} : { trial_days: days };
}

function intervalOf({ billing_cycle }: PaddlePrice): IntervalDocument {
  return billing_cycle ? { unit: billing_cycle.interval, count: billing_cycle.frequency } : { unit: 'month', count: 1 };
}

function chargeOf(price: PaddlePrice, terms: PaddleTerms): ChargeDocument {
  const { name, tax_category } = productOf(price);
  return {
    id: price.id,
    name,
    timing: price.billing_cycle === null ? 'once' : 'in_advance',
    tax_category,
    ...priceOf(price, terms),
  };
}

function priceOf(price: PaddlePrice, terms: PaddleTerms): PriceDocument {
  const amount = money(unitPrice(price, terms), price.id, terms);
  const product = productOf(price).id;
  const { minimum } = price.quantity;
  if (price.billing_cycle !== null && terms.seats.includes(product)) {
    const least = minimum > 1 ? { minimum_quantity: String(minimum) } : {};
    return { model: 'per_unit', meter: product, ...least, unit_amount: amount };
  }
  if (minimum > 1) throw new Untranslatable(price.id, `it is sold from ${minimum} on: name its product in seats`);
  return { model: 'flat', amount };
}
