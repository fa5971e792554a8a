import type { Account } from '../facts/account.ts';
import type { Catalog } from '../facts/catalog.ts';
import { Decimal, ZERO } from '../numbers/decimal.ts';
import { roundTo } from '../numbers/rounding.ts';
import { metersById, type PricedQuantity } from '../usage/quantities.ts';

/** What meters are wanted to come to, by id. */
export type Wanted = ReadonlyMap<string, PricedQuantity>;

/** Usage that something stops: what is wanted of some meters, over what is counted. */
export interface Stoppable {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly wanted: Wanted;
  /** Which meters it stops. */
  readonly stops: (meter: string) => boolean;
}

/** Of each such meter what is counted and a share of what is to come, in whole steps. */
export function partOf(facts: Stoppable, share: Decimal): Wanted {
  const { wanted } = facts;
  if (share.eq(1)) return wanted;
  return new Map(
    [...wanted].map(([id, priced]) => {
      const [toCome, step] = [toComeOf(facts, id, priced), stepOf(facts, id)];
      if (toCome.lte(0)) return [id, priced];
      const part = roundTo(toCome.times(share), step, 'floor');
      return [id, { ...priced, quantity: priced.quantity.minus(toCome).plus(part) }];
    }),
  );
}

/** Nothing of what is to come, but one step of a meter. */
export function oneMoreOf(facts: Stoppable, meter: string): Wanted {
  const counted = partOf(facts, ZERO);
  const priced = counted.get(meter)!;
  return new Map(counted).set(meter, { ...priced, quantity: priced.quantity.plus(stepOf(facts, meter)) });
}

/** A share that was tried, and how much it is beyond what fits: it does where that is not above 0. */
export interface Tried {
  readonly share: Decimal;
  readonly over: Decimal;
}

/** How many times what is to come is looked at for where something ends. */
export const AHEAD = new Decimal(8);
/** Nobody counts finer. */
const FINEST = 2 ** -40;

/**
 * The largest share that fits, to one step of the meter that has the most to come: what fits is served, what does not is not.
 * 0 where nothing fits.
 * @param ends 0, and a share that does not fit
 */
export function largestShare(
  facts: Stoppable,
  tryOut: (share: Decimal) => Tried,
  ends: readonly [Tried, Tried],
): Decimal {
  const steps = [...facts.wanted].map(([id, priced]) => toComeOf(facts, id, priced).div(stepOf(facts, id)).toNumber());
  const finest = Math.max(FINEST, 0.5 / Math.max(1, ...steps));
  let [low, high] = ends;
  if (low.over.gt(0)) return ZERO;
  for (let tries = 1; ; tries += 1) {
    const width = high.share.minus(low.share).toNumber();
    if (width <= finest) return low.share;
    // Where a straight line passes what fits, and a hair nearer to the middle, which brings the other end close as well.
    const line = low.over.div(low.over.minus(high.over)).toNumber();
    const hair = finest / width;
    const straight = line < 0.5 ? Math.min(0.5, line + hair) : Math.max(0.5, line - hair);
    // Prices bend.
    const next = tryOut(low.share.plus(width * (tries % 3 === 0 ? 0.5 : straight)));
    if (next.over.gt(0)) high = next;
    else low = next;
  }
}

/** What is wanted of a meter beyond what is counted; 0 = nothing stops it. */
function toComeOf({ account, stops }: Stoppable, meter: string, { quantity }: PricedQuantity): Decimal {
  return stops(meter) ? quantity.minus(account?.usage.get(meter)?.quantity ?? ZERO) : ZERO;
}

function stepOf({ catalog }: Stoppable, meter: string): Decimal {
  return metersById(catalog).get(meter)!.step;
}
