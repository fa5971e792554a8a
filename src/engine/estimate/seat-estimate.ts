import type { Meter, Plan } from '../facts/catalog.ts';
import { intervalOf } from '../facts/catalog.ts';
import type { Charge } from '../facts/charge.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { HUNDRED, max, sum, ZERO } from '../numbers/decimal.ts';
import type { Interval } from '../time/period.ts';
import { longestOf } from '../time/period.ts';
import { priceCharge } from '../pricing/price-charge.ts';
import { overInterval } from '../time/proration.ts';
import { mended } from '../numbers/rounding.ts';
import type { Quantities } from '../usage/quantities.ts';

/** Seats that are bought and seats that are in use. */
export interface SeatEstimate {
  readonly bought: Decimal;
  /** `null` = not reported. */
  readonly active: Decimal | null;
  readonly free: Decimal | null;
  /** Active of bought, in per cent; `null` = unknown. */
  readonly utilisationPct: Decimal | null;
  /** Saved each `interval` without the free seats; `null` = nothing, or unknown. */
  readonly saving: Decimal | null;
  /** The longest at which one of the charges for seats is billed. */
  readonly interval: Interval;
}

/** What the seats of a meter come to, and what fewer would; by the charges of the priced plan. */
export function estimateSeats(
  meter: Meter,
  bought: Decimal | null,
  active: Decimal | null,
  {
    plan,
    charges: billed,
    served,
  }: { readonly plan: Plan; readonly charges: readonly Charge[]; readonly served: Quantities },
): SeatEstimate | null {
  if (bought === null) return null;
  const charges = billed.flatMap((charge) =>
    charge.model !== 'flat' && charge.meter === meter.id && charge.timing !== 'once'
      ? [{ charge, interval: intervalOf(charge, plan) }]
      : [],
  );
  const interval = longestOf(charges.map((charge) => charge.interval)) ?? plan.interval;
  const free = active === null ? null : max(ZERO, bought.minus(active));
  const saving =
    free === null || free.isZero() ? null : costAtSeats(bought)?.minus(costAtSeats(bought.minus(free)) ?? ZERO);
  return {
    bought,
    active,
    free,
    utilisationPct: active === null || bought.isZero() ? null : active.times(HUNDRED).div(bought),
    saving: saving?.gt(0) ? saving : null,
    interval,
  };

  function costAtSeats(quantity: Decimal): Decimal | null {
    const quantities: Quantities = { ...served, of: (id) => (id === meter.id ? quantity : served.of(id)) };
    const prices = charges.map((own) => {
      const { exact } = priceCharge(own.charge, quantities);
      return exact && overInterval(interval, exact, own.interval);
    });
    return prices.length === 0 || prices.includes(null) ? null : mended(sum(prices as Decimal[]));
  }
}
