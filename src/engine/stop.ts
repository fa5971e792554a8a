import type { Account } from './account.ts';
import type { Catalog } from './catalog.ts';
import type { Decimal } from './decimal.ts';
import { max, ONE, ZERO } from './decimal.ts';
import type { Limit } from './limit.ts';
import { stopOf } from './limit.ts';
import { servedQuantities } from './priced-quantities.ts';
import type { PricedQuantity, Quantities } from './quantities.ts';

/** What limits leave of the usage that is wanted. */
export interface Stopped {
  /** Where only limits on meters stop it. */
  readonly open: Quantities;
  /** Where a budget on the invoice stops it too. */
  readonly served: Quantities;
  /** No total is above it, once usage stops there: the budget, or what is counted beyond it already; `null` = no budget. */
  readonly ceiling: Decimal | null;
}

export interface StopFacts {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly wanted: ReadonlyMap<string, PricedQuantity>;
  readonly limits: readonly Limit[];
  /** The invoice's total at some quantities; `null` = it has none. */
  readonly totalAt: (quantities: Quantities) => Decimal | null;
}

/** Halvings until the share of usage that a budget serves is known to a few in a hundred thousand. */
const HALVINGS = 15;

/**
 * Stops usage at the limits that block. Nobody knows which meter uses up a budget: what is still to come of all
 * of them is served by the same share, the largest at which the total fits.
 */
export function stopUsage({ catalog, account, wanted, limits, totalAt }: StopFacts): Stopped {
  const at = (share: Decimal): Quantities =>
    servedQuantities(catalog, account, share.eq(1) ? wanted : partOf(wanted, { catalog, account, share }), limits);
  const open = at(ONE);
  const budget = stopOf(limits, null, account?.asOf ?? null);
  const total = budget === null ? null : totalAt(open);
  if (budget === null || total === null || total.lte(budget)) return { open, served: open, ceiling: budget };
  const least = totalAt(at(ZERO)) ?? ZERO;
  let [low, high] = [ZERO, ONE];
  for (let halving = 0; halving < HALVINGS && least.lte(budget); halving += 1) {
    const middle = low.plus(high).div(2);
    if (totalAt(at(middle))?.lte(budget) === true) low = middle;
    else high = middle;
  }
  return { open, served: at(low), ceiling: max(budget, least) };
}

/** What is counted and a share of what is to come, in whole steps. */
function partOf(
  wanted: ReadonlyMap<string, PricedQuantity>,
  { catalog, account, share }: { readonly catalog: Catalog; readonly account: Account | null; readonly share: Decimal },
): ReadonlyMap<string, PricedQuantity> {
  return new Map(
    [...wanted].map(([id, priced]) => {
      const counted = account?.usage.get(id)?.quantity ?? ZERO;
      const toCome = priced.quantity.minus(counted);
      const step = catalog.meters.find((meter) => meter.id === id)?.step ?? ONE;
      const served = toCome.lte(0) ? priced.quantity : counted.plus(toCome.times(share).div(step).floor().times(step));
      return [id, { ...priced, quantity: served }];
    }),
  );
}
