import type { Account } from '../facts/account.ts';
import type { Catalog } from '../facts/catalog.ts';
import { estimatePeriod } from './estimate-period.ts';
import { holdsOn, ownPlanOf } from './invoice-schedule.ts';

/**
 * The price list that an account's current period is priced by: the one that follows from the first period on that begins on its
 * day or later; until then, and where that one has another currency or lacks the account's plan, the one it follows.
 */
export function listInForce(catalog: Catalog, account: Account | null): Catalog {
  const { next } = catalog;
  if (!account || next?.currency !== account.currency) return catalog;
  const { plan } = account.subscription;
  if (typeof plan === 'string' && !next.plans.some(({ id }) => id === plan)) return catalog;
  const own = ownPlanOf({ catalog, account });
  return holdsOn(next, own ? estimatePeriod(account, own).start : account.asOf, account) ? next : catalog;
}
