import type { CreditStop, StopFacts } from './credit-stop.ts';
import { creditStops } from './credit-stop.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { ONE, ZERO } from '../numbers/decimal.ts';
import { totalOf } from '../invoice/estimate-invoice.ts';
import { heldLimits } from './held-limits.ts';
import type { Stop } from '../facts/limit.ts';
import { stopOf } from '../facts/limit.ts';
import { servedQuantities } from '../forecast/priced-quantities.ts';
import type { Quantities } from '../usage/quantities.ts';
import type { Tried } from './served-share.ts';
import { largestShare, partOf } from './served-share.ts';

/** What limits and credits leave of the usage that is wanted. */
export interface Stopped {
  /** Where only what stops meters does. */
  readonly open: Quantities;
  /** Where a budget on the invoice stops it too. */
  readonly served: Quantities;
  /** What a total comes to that is beyond a budget already; no budget takes that back. */
  readonly least: Decimal;
  /** The limits, and what credits stop as limits would. */
  readonly stops: readonly Stop[];
  /** How each of the limits holds until the period's end. */
  readonly held: ReadonlyMap<Stop, Stop>;
  readonly credits: readonly CreditStop[];
}

/**
 * Stops usage at the limits that block, and where credits that do are used up. Nobody knows which meter uses up a budget: what
 * is still to come of all of them is served by the same share, the largest at which the total fits.
 * @param known none where it is asked what came if credits stopped nothing
 */
export function stopUsage(facts: StopFacts, known?: readonly CreditStop[]): Stopped {
  const { bill, situation, wanted, limits } = facts;
  const { catalog, account } = bill;
  const held = heldLimits(facts);
  const credits = known ?? creditStops({ ...facts, limits: [...held.values()] });
  const ofCredits = credits.flatMap((credit) => credit.stops);
  const stops = [...held.values(), ...ofCredits];
  const stoppable = { catalog, account, wanted, stops: () => true };
  const at = (share: Decimal): Quantities => servedQuantities(catalog, account, partOf(stoppable, share), stops);
  const totalAt = (quantities: Quantities): Decimal | null => totalOf({ ...bill, quantities }, situation);
  const open = at(ONE);
  const budget = stopOf(stops, null, null);
  const total = budget && totalAt(open);
  const stopped = { open, served: open, least: ZERO, stops: [...limits, ...ofCredits], held, credits };
  if (!budget || !total?.gt(budget)) return stopped;
  const tryOut = (share: Decimal): Tried => ({ share, over: (totalAt(at(share)) ?? total).minus(budget) });
  const least = tryOut(ZERO);
  const share = largestShare(stoppable, tryOut, [least, { share: ONE, over: total.minus(budget) }]);
  const served = at(share);
  /** What a budget stops before uses up no credit. */
  const isReached = ({ meter, at: end }: Stop): boolean =>
    meter === null ? end.eq(budget) : !served.of(meter)?.lt(end);
  const isLeft = ({ state, stops: ends }: CreditStop): boolean => state === 'stops' && !ends.some(isReached);
  const isBudget = stopOf([...held.values()], null, null)?.eq(budget);
  return {
    ...stopped,
    served,
    least: budget.plus(least.over),
    credits: credits.map((credit) => (isBudget && isLeft(credit) ? { ...credit, state: 'ok' } : credit)),
  };
}
