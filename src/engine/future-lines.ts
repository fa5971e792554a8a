import type { MeteredCharge } from './charge.ts';
import type { Curve } from './curve.ts';
import { compileCurve } from './curve.ts';
import { ZERO } from './decimal.ts';
import type { FixedPointPrice } from './fixed-point.ts';
import { compileFixedPoint } from './fixed-point.ts';
import type { FutureQuantities } from './future-quantities.ts';
import type { DraftLine } from './issue-invoice.ts';
import { minorDigits } from './money.ts';
import type { ChargePrice } from './price-charge.ts';
import type { Quantities } from './quantities.ts';
import type { Rounding } from './rounding.ts';

/**
 * The amount of a line in each future, in minor units (fractions where the plan does not round lines); `null` =
 * the same in all futures. Prices are read from the line's own curve; only a charge per event is drawn as a
 * straight line between its events so far and the expected ones, since nobody knows the events to come.
 */
export function futureAmounts(
  draft: DraftLine,
  futures: FutureQuantities,
  {
    quantities,
    currency,
    rounding,
  }: { readonly quantities: Quantities; readonly currency: string; readonly rounding: Rounding },
): Float64Array | null {
  const { priced } = draft;
  if (priced === null || priced.price.charge.model === 'flat' || priced.factor.isZero()) return null;
  const { charge } = priced.price;
  const places = rounding.scale ?? minorDigits(currency);
  const minor = 10 ** minorDigits(currency);
  const own = futures.of(charge.meter);
  if (charge.model === 'per_event') return own === null ? null : alongEvents(priced, own, quantities, minor);
  const per = charge.included?.per ?? null;
  const seats = per === null ? null : futures.of(per);
  if (own === null && seats === null) return null;
  const digits = Math.min(6, quantities.meter(charge.meter)?.step.dp() ?? 0);
  const scale = 10 ** digits;
  const plain = priced.factor.eq(1) && rounding.at === 'line';
  const resolution = plain ? places : places + 4;
  const perUnit = minor / 10 ** resolution;
  const timesQuantity = usageFactor(priced.price, quantities);
  const factor = priced.factor.toNumber() * perUnit;
  const priceFor = pricesBySeats(charge, priced.price.curve, {
    quantityDigits: digits,
    scale: resolution,
    mode: rounding.mode,
  });
  const fixed = own === null ? (priced.price.quantity ?? ZERO).toNumber() : 0;
  const amounts = new Float64Array(futures.count);
  const isRounded = rounding.at === 'line';
  for (let index = 0; index < futures.count; index += 1) {
    const price = priceFor(seats === null ? null : (seats[index] as number));
    const quantity = own === null ? fixed : (own[index] as number) * timesQuantity;
    const amount = price(Math.round(quantity * scale)) * factor;
    amounts[index] = isRounded && !plain ? Math.round(amount) : amount;
  }
  return amounts;
}

/** Some intervals of usage in one of the charge (see regular-invoice.ts): what the priced quantity is of the metered one. */
function usageFactor({ quantity, charge }: ChargePrice, quantities: Quantities): number {
  const metered = charge.model === 'flat' ? null : quantities.of(charge.meter);
  return quantity === null || metered === null || metered.isZero() ? 1 : quantity.div(metered).toNumber();
}

/** One compiled price per number of seats, where an allowance depends on them; else one in all. */
function pricesBySeats(
  charge: MeteredCharge,
  curve: Curve | null,
  options: { readonly quantityDigits: number; readonly scale: number; readonly mode: Rounding['mode'] },
): (seats: number | null) => FixedPointPrice {
  const main = curve === null ? () => NaN : compiled(curve, options);
  if (charge.included?.per == null || curve === null) return () => main;
  const { included } = charge;
  const credit = curve.pipeline.credit.div(curve.pipeline.scale);
  const bySeats = new Map<number, FixedPointPrice>();
  return (seats) => {
    if (seats === null) return main;
    let price = bySeats.get(seats);
    if (price === undefined) {
      const units = included.quantity.times(Math.max(0, seats));
      bySeats.set(
        seats,
        (price = compileFixedPoint(compileCurve(charge, { included: units, credit, tierQuantity: null }), options)),
      );
    }
    return price;
  };
}

const prices = new WeakMap<Curve, Map<string, FixedPointPrice>>();

function compiled(
  curve: Curve,
  options: { readonly quantityDigits: number; readonly scale: number; readonly mode: Rounding['mode'] },
): FixedPointPrice {
  const key = `${options.quantityDigits} ${options.scale} ${options.mode}`;
  let known = prices.get(curve);
  if (known === undefined) prices.set(curve, (known = new Map<string, FixedPointPrice>()));
  let price = known.get(key);
  if (price === undefined) known.set(key, (price = compileFixedPoint(curve, options)));
  return price;
}

function alongEvents(
  { price, factor }: NonNullable<DraftLine['priced']>,
  own: Float64Array,
  quantities: Quantities,
  minor: number,
): Float64Array {
  const expected = price.quantity ?? ZERO;
  const cost = (price.exact ?? ZERO).times(factor).toNumber() * minor;
  const perUnit = expected.isZero() ? 0 : cost / expected.toNumber();
  const scale = usageFactor(price, quantities);
  return own.map((quantity) => Math.round(quantity * scale * perUnit));
}
