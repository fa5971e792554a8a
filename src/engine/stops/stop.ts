import type { CreditStop, StopFacts } from './credit-stop.ts';
import { creditStops } from './credit-stop.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { ONE, ZERO } from '../numbers/decimal.ts';
import type { totalOf } from '../invoice/estimate-invoice.ts';
import { spentOf } from '../invoice/estimate-invoice.ts';
import { heldLimits } from './held-limits.ts';
import type { Stop } from '../facts/limit.ts';
import { stopOf } from '../facts/limit.ts';
import { servedQuantities } from '../forecast/priced-quantities.ts';
import { kept } from '../once.ts';
import type { Quantities } from '../usage/quantities.ts';
import type { Tried } from './served-share.ts';
import { AHEAD, largestShare, partOf } from './served-share.ts';

/** What limits and credits leave of the usage that is wanted. */
export interface Stopped {
  /** Where only what stops meters does. */
  readonly open: Quantities;
  /** Where a budget on the invoice stops it too. */
  readonly served: Quantities;
  /**
   * What a total, or what is spent of it, comes to where a budget stops what is spent: more where more is counted already, or
   * a commitment asks for more; less, or 0, where so much is not spent.
   */
  readonly amountAt: (budget: Decimal, price: typeof totalOf) => Decimal;
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
  const spentAt = (quantities: Quantities): Decimal | null => spentOf({ ...bill, quantities }, situation);
  const open = at(ONE);
  const budget = stopOf(stops, null, null);
  const spent = budget && spentAt(open);
  const stopped = { open, served: open, amountAt: () => ZERO, stops: [...limits, ...ofCredits], held, credits };
  if (!budget || !spent) return stopped;
  const served = new Map<string, Quantities>();
  const servedAt = (bound: Decimal): Quantities =>
    kept(served, String(bound), () => {
      const tryOut = (share: Decimal): Tried => ({ share, over: spentAt(at(share))?.minus(bound) ?? ONE });
      const most = tryOut(spent.gt(bound) ? ONE : AHEAD);
      return at(most.over.gt(0) ? largestShare(stoppable, tryOut, [tryOut(ZERO), most]) : most.share);
    });
  const amountAt: Stopped['amountAt'] = (bound, price) =>
    price({ ...bill, quantities: servedAt(bound) }, situation) ?? ZERO;
  // Only a commitment asks for more than is spent.
  if (spent.lte(budget)) return (account?.commitment ?? bill.plan.commitment) ? { ...stopped, amountAt } : stopped;
  /** What a budget stops before uses up no credit. */
  const isReached = ({ meter, at: end }: Stop): boolean =>
    meter === null ? end.eq(budget) : !servedAt(budget).of(meter)?.lt(end);
  const isLeft = ({ state, stops: ends }: CreditStop): boolean => state === 'stops' && !ends.some(isReached);
  const isBudget = stopOf([...held.values()], null, null)?.eq(budget);
  return {
    ...stopped,
    served: servedAt(budget),
    amountAt,
    credits: credits.map((credit) => (isBudget && isLeft(credit) ? { ...credit, state: 'ok' } : credit)),
  };
}
