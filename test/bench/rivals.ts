import { Decimal } from 'decimal.js';
import type { WireTier } from '../oracle/wire.ts';

/** How a price is usually worked out: tier by tier in floats, in minor units at the end. */
export function floatLoop(tiers: readonly WireTier[]): (quantity: number) => number {
  const bands = tiers.map((tier) => ({
    upTo: tier.up_to == null ? Infinity : Number(tier.up_to),
    unit: Number(tier.unit_amount ?? 0),
    flat: Number(tier.flat_amount ?? 0),
  }));
  return (quantity) => {
    let total = 0;
    let from = 0;
    for (const { upTo, unit, flat } of bands) {
      if (quantity <= from) break;
      total += (Math.min(quantity, upTo) - from) * unit + flat;
      from = upTo;
    }
    return Math.round(total * 100);
  };
}

/** The same with decimal.js, its numbers made beforehand. */
export function decimalLoop(tiers: readonly WireTier[]): (quantity: Decimal) => Decimal {
  const bands = tiers.map((tier) => ({
    upTo: tier.up_to == null ? null : new Decimal(tier.up_to),
    unit: new Decimal(tier.unit_amount ?? 0),
    flat: new Decimal(tier.flat_amount ?? 0),
  }));
  return (quantity) => {
    let total = new Decimal(0);
    let from = new Decimal(0);
    for (const { upTo, unit, flat } of bands) {
      if (quantity.lte(from)) break;
      const to = upTo === null || quantity.lt(upTo) ? quantity : upTo;
      total = total.plus(to.minus(from).times(unit)).plus(flat);
      if (upTo === null) break;
      from = upTo;
    }
    return total.toDecimalPlaces(2);
  };
}
