import type { Meter, Plan } from './catalog.ts';
import type { Decimal } from './decimal.ts';
import { HUNDRED, max, sum, ZERO } from './decimal.ts';
import { priceCharge } from './price-charge.ts';
import type { Quantities } from './quantities.ts';

/** Seats that are bought and seats that are in use. */
export interface SeatEstimate {
  readonly bought: Decimal;
  /** `null` = not reported. */
  readonly active: Decimal | null;
  readonly free: Decimal | null;
  /** Active of bought, in per cent; `null` = unknown. */
  readonly utilisationPct: Decimal | null;
  /** Saved each period without the free seats; `null` = nothing, or unknown. */
  readonly saving: Decimal | null;
}

/** What the seats of a meter come to, and what fewer would; by the charges of the priced plan. */
export function estimateSeats(
  meter: Meter,
  bought: Decimal | null,
  active: Decimal | null,
  { plan, served }: { readonly plan: Plan; readonly served: Quantities },
): SeatEstimate | null {
  if (bought === null) return null;
  const free = active === null ? null : max(ZERO, bought.minus(active));
  const saving =
    free === null || free.isZero() ? null : costAtSeats(bought)?.minus(costAtSeats(bought.minus(free)) ?? ZERO);
  return {
    bought,
    active,
    free,
    utilisationPct: active === null || bought.isZero() ? null : active.times(HUNDRED).div(bought),
    saving: saving === undefined || saving === null || saving.lte(0) ? null : saving,
  };

  function costAtSeats(quantity: Decimal): Decimal | null {
    const quantities: Quantities = { ...served, of: (id) => (id === meter.id ? quantity : served.of(id)) };
    const prices = plan.charges
      .filter((charge) => charge.model !== 'flat' && charge.meter === meter.id)
      .map((charge) => priceCharge(charge, quantities).exact);
    return prices.length === 0 || prices.includes(null) ? null : sum(prices as Decimal[]);
  }
}
