import type { Exact } from './exact.ts';
import { exact, mended, NOUGHT, roundExact } from './exact.ts';
import type { WireCharge, WireMeter } from './wire.ts';

/** Quantity by meter, as the account reports them; a meter of others is added up here. */
export function quantityOf(
  meter: string,
  meters: readonly WireMeter[],
  reported: ReadonlyMap<string, Exact>,
): Exact | null {
  const given = reported.get(meter);
  if (given !== undefined) return given;
  const parts = meters.find(({ id }) => id === meter)?.sum_of;
  if (parts == null) return null;
  let total = NOUGHT;
  for (const part of parts) {
    const quantity = quantityOf(part.meter, meters, reported);
    if (quantity === null) return null;
    total = total.plus(quantity.times(part.multiply_by ?? '1'));
  }
  return mended(total);
}

/** Convert, round, raise to the minimum: what is then compared with the included quantity. */
export function preparedQuantity(charge: WireCharge, quantity: Exact): Exact {
  let units = quantity;
  const { convert } = charge;
  if (convert) {
    units = units.times(convert.multiply_by ?? '1').div(convert.divide_by ?? '1');
    if (convert.round) {
      const increment = exact(convert.round.increment ?? '1');
      units = roundExact(mended(units).div(increment), 0, convert.round.mode ?? 'half_away').times(increment);
    }
  }
  units = mended(units);
  if (charge.minimum_quantity != null && units.lt(charge.minimum_quantity)) units = exact(charge.minimum_quantity);
  return units;
}

/** What is left to pay for after the included quantity. */
export function beyondIncluded(charge: WireCharge, units: Exact, per: Exact): Exact {
  const { included } = charge;
  if (!included) return units;
  const free = exact(included.quantity).times(per);
  if (units.lte(free)) return NOUGHT;
  return included.mode === 'cliff' ? units : units.minus(free);
}

/** How many packages `units` make. */
export function packagesOf(units: Exact, size: string, rounding = 'up'): Exact {
  const count = mended(units.div(size));
  if (rounding === 'none') return count;
  if (rounding === 'up') return count.ceil();
  if (rounding === 'down') return count.floor();
  if (rounding === 'nearest') return roundExact(count, 0);
  throw new Error(`Unknown package rounding ${rounding}.`);
}
