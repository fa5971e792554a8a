import type { MeteredCharge, PerEventCharge } from '../facts/charge.ts';
import type { Curve } from '../pricing/curve.ts';
import { Decimal, ZERO } from '../numbers/decimal.ts';
import { projectEvents } from '../usage/project-events.ts';
import type { FixedPointOptions, FixedPointPrice } from '../pricing/fixed-point.ts';
import { compileFixedPoint } from '../pricing/fixed-point.ts';
import type { FloatPrice } from '../pricing/float-price.ts';
import { floatPrice } from '../pricing/float-price.ts';
import type { FutureQuantities } from './future-quantities.ts';
import type { DraftLine } from '../invoice/issue-invoice.ts';
import { listOf } from '../list-of.ts';
import { digitsOf, minorDigits } from '../numbers/money.ts';
import { kept } from '../once.ts';
import { priceEvents } from '../pricing/per-event.ts';
import type { ChargePrice } from '../pricing/price-charge.ts';
import { curveOf } from '../pricing/price-charge.ts';
import type { Quantities } from '../usage/quantities.ts';
import { withOne } from '../usage/quantities.ts';
import type { Rounding } from '../numbers/rounding.ts';

/** What the futures of a line depend on besides its price. */
export interface FutureLineFacts {
  readonly quantities: Quantities;
  readonly currency: string;
  readonly rounding: Rounding;
  /** Fraction digits of the unit in which amounts come out: the invoice's. */
  readonly digits: number;
}

/**
 * The amount of a line in each future, in units of `digits` fraction digits (with a part of one where the line
 * is not rounded); `null` = the same in all futures; `NaN` = not sold. Prices are read from the line's own curve.
 */
export function futureAmounts(
  draft: DraftLine,
  futures: FutureQuantities,
  facts: FutureLineFacts,
): Float64Array | null {
  const { priced } = draft;
  if (draft.isBooked || priced === null || priced.factor.isZero()) return null;
  const amounts = exactAmounts(priced.price, futures, facts);
  if (amounts === null || (amounts.unit === facts.digits && amounts.isRounded && priced.factor.eq(1)))
    return amounts?.values ?? null;
  const places = digitsOf(facts.rounding, facts.currency);
  const toLine = priced.factor.toNumber() * 10 ** (places - amounts.unit);
  const toInvoice = 10 ** (facts.digits - places);
  const isRounded = facts.rounding.at === 'line';
  return amounts.values.map((amount) => (isRounded ? Math.round(amount * toLine) : amount * toLine) * toInvoice);
}

interface FutureAmounts {
  readonly values: Float64Array;
  /** Fraction digits of one. */
  readonly unit: number;
  readonly isRounded: boolean;
}

const MOST_DIGITS = 6;
/** Digits beyond those of a line in which it is priced where more is done to it before it is rounded. */
const SPARE_DIGITS = 4;

function exactAmounts(price: ChargePrice, futures: FutureQuantities, facts: FutureLineFacts): FutureAmounts | null {
  const { charge, curve } = price;
  if (charge.model === 'flat') return null;
  const [own, metered] = [futures.of(charge.meter), facts.quantities.of(charge.meter)];
  if (charge.model === 'per_event')
    return own === null ? null : eventAmounts(charge, own, { ...facts, factor: usageFactor(price, metered) });
  const seats = charge.included?.per == null ? null : futures.of(charge.included.per);
  const tiers = charge.tierBy === null ? null : futures.of(charge.tierBy);
  if (curve === null || (own === null && seats === null && tiers === null)) return null;
  const { quantities, rounding, currency, digits } = facts;
  const places = digitsOf(rounding, currency);
  const isRounded = rounding.at === 'line' && places === digits;
  const unit = isRounded ? digits : Math.max(0, places) + SPARE_DIGITS;
  const meter = quantities.meter(charge.meter);
  // What is made of others, by weights, has steps of its own.
  const quantityDigits =
    meter === null || meter.sumOf !== null
      ? MOST_DIGITS
      : Math.min(MOST_DIGITS, Math.max(meter.step.dp(), metered?.dp() ?? 0));
  const options = { quantityDigits, scale: unit, mode: rounding.mode };
  const toUnits = 10 ** quantityDigits * usageFactor(price, metered);
  const fixed = metered?.toNumber() ?? 0;
  const values = new Float64Array(futures.count);
  const per = (charge.included?.quantity ?? ZERO).times(curve.pipeline.scale).toNumber();
  const fixedPrice: FloatPrice = seats === null ? compiled(curve, options) : floatPrice(curve, options);
  const priceIn = tiers && pricesByTier(charge, quantities, options);
  for (let index = 0; index < values.length; index += 1) {
    const priceOf = priceIn === null ? fixedPrice : priceIn(tiers![index]!);
    const included = seats === null ? undefined : Math.max(0, seats[index]!) * per;
    values[index] = priceOf(Math.round((own === null ? fixed : own[index]!) * toUnits), included);
  }
  return { values, unit, isRounded };
}

/** Some intervals of usage in one of the charge (see regular-invoice.ts): what the priced quantity is of the metered one. */
function usageFactor({ quantity }: ChargePrice, metered: Decimal | null): number {
  return quantity === null || metered === null || metered.isZero() ? 1 : quantity.div(metered).toNumber();
}

/** One price for each tier that another meter picks. */
function pricesByTier(
  charge: MeteredCharge,
  quantities: Quantities,
  options: FixedPointOptions,
): (quantity: number) => ReturnType<typeof floatPrice> {
  const known = new Map<number, ReturnType<typeof floatPrice>>();
  const bounds = charge.tiers.flatMap(({ upTo }) => (upTo === null ? [] : [upTo.toNumber()]));
  return (quantity) => {
    const tier = bounds.filter((bound) =>
      charge.tierBound === 'inclusive' ? bound < quantity : bound <= quantity,
    ).length;
    return kept(known, tier, () => {
      const curve = curveOf(charge, withOne(quantities, charge.tierBy ?? '', new Decimal(quantity)));
      return curve === null ? () => NaN : floatPrice(curve, options);
    });
  };
}

const prices = new WeakMap<Curve, Map<string, FixedPointPrice>>();

function compiled(curve: Curve, options: FixedPointOptions): FixedPointPrice {
  const key = `${options.quantityDigits} ${options.scale} ${options.mode}`;
  const ofCurve = kept(prices, curve, () => new Map<string, FixedPointPrice>());
  return kept(ofCurve, key, () => compileFixedPoint(curve, options, floatPrice(curve, options)));
}

/** Places between which the cost of events lies on straight lines, and events that they may cost to price. */
const PLACES = 17;
const MOST_PRICED = 5000;

/**
 * Nobody knows the events to come, so futures have as many average ones as it takes: priced at a few totals
 * between the least and the most, and read in between.
 */
function eventAmounts(
  charge: PerEventCharge,
  own: Float64Array,
  { quantities, currency, factor }: FutureLineFacts & { readonly factor: number },
): FutureAmounts | null {
  const events = quantities.events(charge.meter);
  if (events === null) return null;
  const unit = minorDigits(currency) + SPARE_DIGITS;
  const [low, high] = [own.reduce((a, b) => Math.min(a, b)), own.reduce((a, b) => Math.max(a, b))];
  const places = Math.min(PLACES, Math.max(2, Math.floor(MOST_PRICED / Math.max(1, events.length))));
  const step = (high - low) / (places - 1);
  const typical = quantities.meter(charge.meter)?.typicalEvent ?? null;
  const times = Math.round(factor);
  const costs = listOf(places, (place) => {
    const list = projectEvents(events, new Decimal((low + place * step) * Math.min(1, factor)), typical);
    if (list === null) return NaN;
    const billed = times > 1 ? listOf(times, () => list).flat() : list;
    return priceEvents(charge, billed).exact.toNumber() * 10 ** unit;
  });
  const values = own.map((quantity) => {
    const place = step === 0 ? 0 : Math.min(places - 2, Math.floor((quantity - low) / step));
    const share = step === 0 ? 0 : (quantity - low) / step - place;
    return costs[place]! + (costs[place + 1]! - costs[place]!) * share;
  });
  return { values, unit, isRounded: false };
}
