import type { CreditStop, StopFacts } from './credit-stop.ts';
import { creditStops } from './credit-stop.ts';
import type { Decimal } from './decimal.ts';
import { max, ONE, ZERO } from './decimal.ts';
import { totalOf } from './estimate-invoice.ts';
import type { Stop } from './limit.ts';
import { stopOf } from './limit.ts';
import { servedQuantities } from './priced-quantities.ts';
import type { Quantities } from './quantities.ts';
import type { Tried } from './served-share.ts';
import { largestShare, partOf } from './served-share.ts';

/** What limits and credits leave of the usage that is wanted. */
export interface Stopped {
  /** Where only what stops meters does. */
  readonly open: Quantities;
  /** Where a budget on the invoice stops it too. */
  readonly served: Quantities;
  /** No total is above it, once usage stops there: the budget, or what is counted beyond it already; `null` = no budget. */
  readonly ceiling: Decimal | null;
  /** The limits, and what credits stop as limits would. */
  readonly stops: readonly Stop[];
  readonly credits: readonly CreditStop[];
}

/**
 * Stops usage at the limits that block, and where credits that do are used up. Nobody knows which meter uses up a budget: what
 * is still to come of all of them is served by the same share, the largest at which the total fits.
 * @param credits none of them where it is asked what came if they stopped nothing
 */
export function stopUsage(facts: StopFacts, credits = creditStops(facts)): Stopped {
  const { bill, situation, wanted, limits } = facts;
  const { catalog, account } = bill;
  const stops = [...limits, ...credits.flatMap((credit) => credit.stops)];
  const stoppable = { catalog, account, wanted, stops: () => true };
  const at = (share: Decimal): Quantities => servedQuantities(catalog, account, partOf(stoppable, share), stops);
  const totalAt = (quantities: Quantities): Decimal | null => totalOf({ ...bill, quantities }, situation);
  const open = at(ONE);
  const budget = stopOf(stops, null, account?.asOf ?? null);
  const total = budget && totalAt(open);
  if (!budget || !total?.gt(budget)) return { open, served: open, ceiling: budget, stops, credits };
  const tryOut = (share: Decimal): Tried => ({ share, over: (totalAt(at(share)) ?? total).minus(budget) });
  const least = tryOut(ZERO);
  const share = largestShare(stoppable, tryOut, [least, { share: ONE, over: total.minus(budget) }]);
  return { open, served: at(share), ceiling: budget.plus(max(ZERO, least.over)), stops, credits };
}
