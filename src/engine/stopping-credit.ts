import type { CreditStop } from './credit-stop.ts';
import type { Credit } from './credit.ts';
import { fanReached } from './fan.ts';
import type { ReachedSpan } from './meter-forecast.ts';
import { reachedSpan } from './meter-forecast.ts';
import { once } from './once.ts';
import type { Outcome } from './outcome.ts';

/** A credit that stops usage once it is empty. */
export interface StoppingCredit {
  readonly credit: Credit;
  /** `stops`: probably within this period, at the priced quantities; `blocked`: what is counted has used it up. */
  readonly state: CreditStop['state'];
  /** The meters it stops; `null` = all usage. */
  readonly meters: CreditStop['meters'];
  /** When it probably is, within this period; `null` = it is already, or not in it. */
  readonly reached: ReachedSpan | null;
}

/** @param outcome of usage that no credit stops */
export function stoppingCredit({ credit, state, meters, stops }: CreditStop, outcome: () => Outcome): StoppingCredit {
  const reached = once(() => {
    const [stop] = stops;
    if (stop === undefined || state === 'blocked') return null;
    const { futures, open } = outcome();
    const bound = stop.at.toNumber();
    if (stop.meter === null) return fanReached(open.fan(), bound);
    const forecast = futures?.forecasts.get(stop.meter);
    return forecast ? reachedSpan(forecast, bound) : null;
  });
  return {
    credit,
    state,
    meters,
    // Asks the futures, which a slider step need not.
    get reached() {
      return reached();
    },
  };
}
