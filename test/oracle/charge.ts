import { priceEvents } from './events.ts';
import { exact, Exact, mended, NOUGHT } from './exact.ts';
import { beyondIncluded, packagesOf, preparedQuantity, quantityOf } from './quantity.ts';
import { priceUnits } from './tiers.ts';
import type { WireCharge, WireMeter } from './wire.ts';

export interface Reported {
  readonly meters: readonly WireMeter[];
  readonly quantities: ReadonlyMap<string, Exact>;
  readonly events: ReadonlyMap<string, readonly string[]>;
}

/**
 * The unrounded amount of a charge; `null` = it has no price (not reported, refused or not sold).
 * @param credit units of the meter that somebody else has paid for
 */
export function priceOf(charge: WireCharge, reported: Reported, credit = NOUGHT): Exact | null {
  if (charge.model === 'flat') return exact(charge.amount ?? '0');
  const meter = charge.meter ?? '';
  if (charge.model === 'per_event') {
    const events = reported.events.get(meter);
    return events === undefined ? null : bounded(charge, priceEvents(charge, events));
  }
  const quantity = quantityOf(meter, reported.meters, reported.quantities);
  if (quantity === null) return null;
  if (!quantity.isNegative() || quantity.isZero()) return priceQuantity(charge, quantity, reported, credit);
  if (charge.negative === 'refuse') return null;
  // The absolute quantity is priced as if it had been used, its minimum included, and given back.
  if (charge.negative === 'mirror') return priceQuantity(charge, quantity.neg(), reported, credit)?.neg() ?? null;
  return priceQuantity(charge, NOUGHT, reported, credit);
}

function bounded(charge: WireCharge, price: Exact): Exact {
  if (charge.minimum_amount != null && price.lt(charge.minimum_amount)) return exact(charge.minimum_amount);
  if (charge.maximum_amount != null && price.gt(charge.maximum_amount)) return exact(charge.maximum_amount);
  return price;
}

/** The meter's units that credits may pay: what is left after the included ones; none where there is no price. */
export function payableUnits(charge: WireCharge, reported: Reported): Exact {
  if (charge.model === 'flat' || charge.model === 'per_event') return NOUGHT;
  const quantity = quantityOf(charge.meter ?? '', reported.meters, reported.quantities);
  if (quantity === null) return NOUGHT;
  const size = charge.negative === 'mirror' ? quantity.abs() : Exact.max(quantity, 0);
  const { multiply_by: times = '1', divide_by: by = '1' } = charge.convert ?? {};
  return mended((beyond(charge, size, reported) ?? NOUGHT).times(by).div(times));
}

function beyond(charge: WireCharge, quantity: Exact, reported: Reported): Exact | null {
  const per =
    charge.included?.per == null ? exact(1) : quantityOf(charge.included.per, reported.meters, reported.quantities);
  return per === null ? null : beyondIncluded(charge, preparedQuantity(charge, quantity), Exact.max(per, 0));
}

function priceQuantity(charge: WireCharge, quantity: Exact, reported: Reported, credit: Exact): Exact | null {
  const left = beyond(charge, quantity, reported);
  if (left === null) return null;
  const { multiply_by: times = '1', divide_by: by = '1' } = charge.convert ?? {};
  // Behind what a credit is put back to, and far before what a price is.
  const used = mended(left.minus(Exact.min(left, credit.times(times).div(by))), 110);
  const picked = charge.tier_by == null ? null : quantityOf(charge.tier_by, reported.meters, reported.quantities);
  if (charge.tier_by != null && picked === null) return null;
  const price = priceUnits(charge, used, picked, (units) => rounded(charge, units));
  return price === null ? null : bounded(charge, mended(price, 90));
}

/** Packages over the whole quantity, back in units: bounds of tiers are in units. */
function rounded(charge: WireCharge, units: Exact): Exact {
  const { package: pack } = charge;
  if (!pack || pack.scope === 'tier' || pack.rounding === 'none') return units;
  return packagesOf(units, pack.size, pack.rounding).times(pack.size);
}
