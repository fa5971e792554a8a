import type { Account } from '../facts/account.ts';
import type { Bill } from '../invoice/bill.ts';
import { goodCredits, takenCharges } from '../invoice/bill.ts';
import type { Catalog, Meter } from '../facts/catalog.ts';
import { metersOf } from '../facts/charge.ts';
import type { Credit } from '../facts/credit.ts';
import { afterEmpty, chargesPaid, endlessBalance } from '../facts/credit.ts';
import { drawnBy } from '../invoice/drawn-by.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { ONE, ZERO } from '../numbers/decimal.ts';
import { draftOf, invoiceOf, spentOf } from '../invoice/estimate-invoice.ts';
import type { Invoice } from '../invoice/invoice.ts';
import { billingPeriod, planAfter } from '../invoice/invoice-schedule.ts';
import type { Stop } from '../facts/limit.ts';
import { oncePerPair } from '../once.ts';
import { servedQuantities } from '../forecast/priced-quantities.ts';
import { metersById } from '../usage/quantities.ts';
import type { Tried, Wanted } from './served-share.ts';
import { AHEAD, largestShare, oneMoreOf, partOf } from './served-share.ts';
import type { Situation } from '../invoice/situation.ts';

/** A credit whose end stops usage. */
export interface CreditStop {
  readonly credit: Credit;
  /**
   * Whether it is used up by what is wanted (`stops`), or by what is counted already (`blocked`); or by fees alone (`fees`), so
   * that usage goes on until the next invoice is issued, and stops then.
   */
  readonly state: 'ok' | 'stops' | 'blocked' | 'fees';
  /** The meters it stops; `null` = all usage. */
  readonly meters: readonly string[] | null;
  /** Where, in units of meters, or money of the invoice's total; none where that is far off. */
  readonly stops: readonly Stop[];
}

export interface StopFacts {
  readonly bill: Omit<Bill, 'quantities'>;
  readonly situation: Situation;
  readonly wanted: Wanted;
  readonly limits: readonly Stop[];
}

/**
 * Credits that block when they are empty, and that no other pays on for: usage stops where the next invoice would draw more
 * from one than is left of it. What fees use up before anything is used stops nothing before: they are due only with the invoice.
 */
export function creditStops(facts: StopFacts): readonly CreditStop[] {
  const { bill, situation, wanted, limits } = facts;
  const { account, catalog, plan } = bill;
  if (!account?.credits.some(({ whenEmpty }) => whenEmpty === 'block') || plan !== situation.ownPlan) return [];
  const served = (part: Wanted) => servedQuantities(catalog, account, part, limits);
  const ownAt = (part: Wanted, of = account): Bill => ({ ...bill, account: of, quantities: served(part) });
  const invoiceAt = (part: Wanted, of?: Account): Invoice => {
    const own = ownAt(part, of);
    return invoiceOf(own, draftOf(own, situation));
  };
  const isUsed = (meter: string): boolean => metersById(catalog).get(meter)?.kind !== 'seats';
  const unused = new Map([...wanted].map(([id, priced]) => [id, isUsed(id) ? { ...priced, quantity: ZERO } : priced]));
  const growing = [...wanted.keys()].filter((id) => canGrow(metersById(catalog).get(id)!, account));
  const taken = takenCharges(bill);
  const issuedAt = draftOf(ownAt(wanted), situation)?.facts.issuedAt ?? null;
  const drawn = goodCredits(account, issuedAt);
  return drawn.flatMap((credit): CreditStop[] => {
    if (afterEmpty(credit, drawn, taken) !== 'block') return [];
    const endless = withoutEnd(credit, account);
    const pays = (part: Wanted): Decimal => drawnBy(credit, invoiceAt(part, endless));
    const priced = chargesPaid(credit, taken).flatMap((charge) => metersOf(charge).slice(0, 1));
    const charged = [...new Set(priced)].filter(isUsed);
    const paid = growing.filter((id) => charged.some((meter) => isPartOf(id, meter, catalog)));
    if (paid.length === 0) return [];
    const meters = paysTotals(credit) ? null : charged;
    if (credit.balance.gt(0) && pays(unused).gte(credit.balance)) {
      const next = issuedAt === null ? [] : goodAfter(issuedAt, { ...bill, account });
      const stopsThen = next.includes(credit) && afterEmpty(credit, next, taken) === 'block';
      return stopsThen ? [{ credit, state: 'fees', meters, stops: [] }] : [];
    }
    const stoppable = { catalog, account, wanted, stops: (id: string) => meters === null || paid.includes(id) };
    const over = (part: Wanted): Decimal => pays(part).minus(credit.balance);
    const tryOut = (share: Decimal): Tried => ({ share, over: over(partOf(stoppable, share)) });
    const isBlocked = paid.every((id) => over(oneMoreOf(stoppable, id)).gt(0));
    const all = tryOut(ONE);
    const most = all.over.gt(0) ? all : tryOut(AHEAD);
    const state = isBlocked ? 'blocked' : most === all ? 'stops' : 'ok';
    if (!isBlocked && most.over.lte(0)) return [{ credit, state, meters, stops: [] }];
    const last = partOf(
      stoppable,
      isBlocked ? ZERO : largestShare(stoppable, tryOut, [most === all ? tryOut(ZERO) : all, most]),
    );
    const block = (meter: string | null, at: Decimal | null): Stop[] =>
      at === null ? [] : [{ meter, at, effect: 'block', consent: null }];
    return [
      {
        credit,
        state,
        meters,
        stops:
          meters === null
            ? block(null, isBlocked ? ZERO : spentOf(ownAt(last), situation))
            : meters.flatMap((meter) => block(meter, served(last).of(meter))),
      },
    ];
  });
}

/** The credits that are good for the invoice after the one that is issued at an instant; none where another plan follows, or none. */
function goodAfter(issuedAt: number, own: Omit<Bill, 'quantities'> & { readonly account: Account }): readonly Credit[] {
  const next = { ...own.account, asOf: issuedAt };
  return planAfter(own)?.id === own.plan.id ? goodCredits(next, billingPeriod(next, own.plan).end) : [];
}

const withoutEnd = oncePerPair((credit: Credit, account: Account) => ({
  ...account,
  credits: account.credits.map((other) => (other === credit ? { ...credit, balance: endlessBalance() } : other)),
}));

/** Whether it pays for whatever is on an invoice. What is drawn before tax lowers the total: no total tells where it ends. */
function paysTotals({ meter, charges, applied }: Credit): boolean {
  return meter === null && charges === null && applied === 'after_tax';
}

/** Whether one more of it has a price: nobody knows how large an event is where none is counted, and no size typical. */
function canGrow({ id, aggregation, typicalEvent }: Meter, { usage }: Account): boolean {
  return aggregation !== 'events' || typicalEvent !== null || usage.get(id)?.quantity.gt(0) === true;
}

/** Whether a meter is another, or one that the other is made of. */
function isPartOf(id: string, meter: string, catalog: Catalog): boolean {
  return (
    id === meter ||
    !!metersById(catalog)
      .get(meter)
      ?.sumOf?.some((part) => part.meter === id)
  );
}
