import type { Credit } from '../facts/credit.ts';
import { endlessBalance } from '../facts/credit.ts';
import { drawnBy } from '../invoice/drawn-by.ts';
import type { StopFacts } from './credit-stop.ts';
import { Decimal, ZERO } from '../numbers/decimal.ts';
import { draftOf, invoiceOf } from '../invoice/estimate-invoice.ts';
import { minorDigits } from '../numbers/money.ts';
import type { Quantities } from '../usage/quantities.ts';
import type { Stopped } from './stop.ts';
import { stopUsage } from './stop.ts';

/**
 * How much more of each credit that stops usage would let it come to all that is wanted, in the credit's own unit: with a unit or
 * a cent less of one it would be stopped. None where something else stops it, too, or nobody knows.
 * @param all what is wanted
 */
export function topUps(facts: StopFacts, { credits }: Stopped, all: Quantities): ReadonlyMap<Credit, Decimal> {
  const { bill, situation } = facts;
  const { account, catalog } = bill;
  const short = credits.flatMap(({ credit, state }) => (state === 'stops' || state === 'blocked' ? [credit] : []));
  if (account === null || short.length === 0) return new Map();
  const withBalances = (balanceOf: (credit: Credit) => Decimal) => {
    const other = { ...account, credits: account.credits.map((known) => ({ ...known, balance: balanceOf(known) })) };
    return { bill: { ...bill, account: other }, situation: { ...situation, account: other } };
  };
  const endless = withBalances((credit) => (short.includes(credit) ? endlessBalance() : credit.balance));
  const own = { ...endless.bill, quantities: all };
  const invoice = invoiceOf(own, draftOf(own, endless.situation));
  const digits = minorDigits(catalog.currency);
  const missing = new Map(
    short
      .map((credit) => {
        const more = drawnBy(credit, invoice).minus(credit.balance);
        return [credit, credit.meter === null ? more.toDecimalPlaces(digits, Decimal.ROUND_UP) : more] as const;
      })
      .filter(([, more]) => more.gt(0)),
  );
  const after = stopUsage({ ...facts, ...withBalances((credit) => credit.balance.plus(missing.get(credit) ?? ZERO)) });
  // Where more may cost less, it can be stopped on the way there.
  const isEnough =
    after.credits.every(({ state }) => state !== 'blocked') &&
    catalog.meters.every(({ id }) => String(after.served.of(id)) === String(all.of(id)));
  return isEnough ? missing : new Map();
}
