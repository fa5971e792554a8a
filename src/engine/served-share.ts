import type { Account } from './account.ts';
import type { Catalog } from './catalog.ts';
import type { Decimal } from './decimal.ts';
import { max, ONE, ZERO } from './decimal.ts';
import { metersById, type PricedQuantity } from './quantities.ts';

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
  const { account, wanted, stops } = facts;
  if (share.eq(1)) return wanted;
  return new Map(
    [...wanted].map(([id, priced]) => {
      const counted = account?.usage.get(id)?.quantity ?? ZERO;
      const toCome = stops(id) ? priced.quantity.minus(counted) : ZERO;
      const step = stepOf(facts, id);
      const served = toCome.lte(0) ? priced.quantity : counted.plus(toCome.times(share).div(step).floor().times(step));
      return [id, { ...priced, quantity: served }];
    }),
  );
}

/** Nothing of what is to come, but one step of a meter. */
export function oneMoreOf(facts: Stoppable, meter: string): Wanted {
  const counted = partOf(facts, ZERO);
  const priced = counted.get(meter)!;
  return new Map(counted).set(meter, { ...priced, quantity: priced.quantity.plus(stepOf(facts, meter)) });
}

/** Nobody counts finer. */
const MOST_HALVINGS = 40;

/**
 * The largest share that fits, to one step of the meter that has the most to come: what fits is served, what does not is not.
 * 0 where nothing fits.
 * @param most a share that does not fit
 */
export function largestShare(facts: Stoppable, fits: (share: Decimal) => boolean, most = ONE): Decimal {
  const { account, wanted, stops } = facts;
  const steps = [...wanted].map(([id, { quantity }]) =>
    stops(id) ? quantity.minus(account?.usage.get(id)?.quantity ?? ZERO).div(stepOf(facts, id)) : ZERO,
  );
  const finest = max(ONE, steps.reduce((a, b) => max(a, b), ZERO).times(most));
  const halvings = Math.min(MOST_HALVINGS, Math.ceil(Math.log2(finest.toNumber())) + 1);
  let [low, high] = [ZERO, most];
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = low.plus(high).div(2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function stepOf({ catalog }: Stoppable, meter: string): Decimal {
  return metersById(catalog).get(meter)?.step ?? ONE;
}
