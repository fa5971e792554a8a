import type { WireCharge, WireTier } from '../oracle/wire.ts';

/** How large a catalog is. */
export interface Size {
  readonly plans: number;
  readonly charges: number;
  readonly tiers: number;
}

/** A catalog of so many plans, each with its own graduated price on each of so many meters. */
export function benchCatalog({ plans, charges, tiers }: Size) {
  return {
    version: 1,
    currency: 'USD',
    meters: Array.from({ length: charges }, (_, meter) => ({ id: `m${meter}`, aggregation: 'sum' })),
    plans: Array.from({ length: plans }, (_, plan) => ({
      id: `p${plan}`,
      charges: Array.from({ length: charges }, (__, charge) => benchCharge(plan, charge, tiers)),
    })),
  };
}

export function benchCharge(plan: number, charge: number, tiers: number): WireCharge {
  return { id: `c${charge}`, meter: `m${charge}`, model: 'graduated', tiers: benchTiers(plan + charge, tiers) };
}

/** Prices that fall by a little, a flat amount here and there. */
export function benchTiers(seed: number, count: number): WireTier[] {
  return Array.from({ length: count }, (_, index) => ({
    up_to: index === count - 1 ? null : String(((index + 1) * 1_000_000) / count).replace(/\..*/, ''),
    unit_amount: (0.05 + 0.0001 * ((seed * 7) % 13) - index * 0.0002).toFixed(4),
    ...(index % 5 === 4 ? { flat_amount: '2.50' } : {}),
  }));
}

/** Somebody on the first plan who used the same of everything. */
export function benchAccount({ charges }: Size, quantity: string) {
  return {
    version: 1,
    revision: 1,
    as_of: '2026-11-22T09:00:00Z',
    time_zone: 'UTC',
    currency: 'USD',
    subscription: { plan: 'p0', status: 'active', anchor: '2026-11-01' },
    usage: Object.fromEntries(Array.from({ length: charges }, (_, meter) => [`m${meter}`, { quantity }])),
    tax: { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } },
  };
}
