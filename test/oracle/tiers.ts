import { exact, Exact, NOUGHT } from './exact.ts';
import { packagesOf } from './quantity.ts';
import type { WireCharge, WireTier } from './wire.ts';

/**
 * What used units cost, tier by tier in a plain loop; `null` where so many are not sold. Tiers hold packages as a whole,
 * `packed`, but what is used within the last one is sold and paid for, however far its last package goes.
 * `picked` is the quantity of another meter that picks a volume tier.
 */
export function priceUnits(
  charge: WireCharge,
  used: Exact,
  picked: Exact | null,
  packed = (units: Exact): Exact => units,
): Exact | null {
  const tiers = charge.tiers ?? [{ up_to: null, unit_amount: charge.unit_amount, rate_pct: charge.rate_pct }];
  const counted = packed(used);
  const last = tiers.at(-1)?.up_to;
  const reached = picked ?? Exact.min(used, counted);
  const beyond = last != null && (isExclusive(charge) ? reached.gte(last) : reached.gt(last));
  const units = beyond && charge.beyond_last === 'free' ? packed(Exact.min(used, last)) : counted;
  if (units.isZero()) return charge.zero_usage_flat === 'charged' ? exact(tiers[0]?.flat_amount ?? '0') : NOUGHT;
  if (beyond && charge.beyond_last !== 'last' && charge.beyond_last !== 'free') return null;
  if (charge.model === 'graduated' || charge.model === 'per_unit') return walk(charge, tiers, units);
  const tier = tiers.find((candidate) => holds(charge, candidate, picked ?? units)) ?? tiers.at(-1);
  if (tier === undefined) throw new Error(`Charge ${charge.id} has no tier.`);
  return charge.model === 'stairstep' ? exact(tier.flat_amount ?? '0') : inTier(charge, tier, units);
}

function isExclusive(charge: WireCharge): boolean {
  return charge.tier_bound === 'exclusive';
}

function holds(charge: WireCharge, tier: WireTier, units: Exact): boolean {
  if (tier.up_to == null) return true;
  return isExclusive(charge) ? units.lt(tier.up_to) : units.lte(tier.up_to);
}

function walk(charge: WireCharge, tiers: readonly WireTier[], units: Exact): Exact {
  let total = NOUGHT;
  let from = NOUGHT;
  for (const [index, tier] of tiers.entries()) {
    const to = tier.up_to == null || index === tiers.length - 1 ? units : Exact.min(units, tier.up_to);
    const reached = index === 0 || (isExclusive(charge) ? units.gte(from) : units.gt(from));
    if (!reached) break;
    total = total.plus(inTier(charge, tier, to.minus(from)));
    from = to;
    if (tier.up_to != null) from = exact(tier.up_to);
  }
  return total;
}

/** Flat amount and price of the units that fell into one tier. */
function inTier(charge: WireCharge, tier: WireTier, units: Exact): Exact {
  const each = tier.rate_pct === undefined ? exact(tier.unit_amount ?? '0') : exact(tier.rate_pct).div(100);
  return exact(tier.flat_amount ?? '0').plus(each.times(pricedUnits(charge, tier, units)));
}

function pricedUnits(charge: WireCharge, tier: WireTier, units: Exact): Exact {
  const size = tier.package_size ?? charge.package?.size;
  if (size == null) return units;
  const perTier = charge.package?.scope === 'tier' || tier.package_size != null;
  return packagesOf(units, size, perTier ? charge.package?.rounding : 'none');
}
