import type { Account } from '../facts/account.ts';
import type { Catalog, Plan } from '../facts/catalog.ts';
import type { Charge } from '../facts/charge.ts';
import type { Commitment } from '../facts/commitment.ts';
import type { Credit } from '../facts/credit.ts';
import { inDrawOrder } from '../facts/credit.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { max, ZERO } from '../numbers/decimal.ts';
import type { InvoiceFacts } from './issue-invoice.ts';
import type { Span } from '../time/period.ts';
import type { UnitCredit } from '../pricing/price-charge.ts';
import type { Proration } from '../time/proration.ts';
import { prorate, shareOf, untilTermination } from '../time/proration.ts';
import type { Quantities } from '../usage/quantities.ts';
import type { Tax } from '../facts/tax.ts';

/** What a bill is made from: a plan at quantities, for somebody or nobody in particular. */
export interface Bill {
  readonly catalog: Catalog;
  readonly account: Account | null;
  readonly plan: Plan;
  readonly quantities: Quantities;
  /** Whether an add-on is taken, by charge id. */
  readonly takes: (charge: string) => boolean;
}

/** Nobody's tax: it may come on top, and nobody here knows how much. */
export const UNKNOWN_TAX: Tax = { behavior: 'unknown', rounding: 'rate', rates: new Map() };

/** Whether a bill has a price at all: a public one, free of problems, in the account's currency. */
export function isPriceable({ catalog, account, plan }: Pick<Bill, 'catalog' | 'account' | 'plan'>): boolean {
  return !plan.contact && plan.problems.length === 0 && (account === null || account.currency === catalog.currency);
}

/** The charges that are billed: all but the add-ons that are not taken. */
export function takenCharges({ plan, takes }: Pick<Bill, 'plan' | 'takes'>): Charge[] {
  return plan.charges.filter((charge) => !charge.optional || takes(charge.id));
}

/** Whether a plan has every add-on that is taken of another one. */
export function hasAddOnsOf({ charges }: Plan, other: Pick<Bill, 'plan' | 'takes'>): boolean {
  return takenCharges(other).every(({ id, optional }) => !optional || charges.some((charge) => charge.id === id));
}

/** The commitment that holds: the customer's own, else the plan's. */
export function commitmentOf({ account, plan }: Pick<Bill, 'account' | 'plan'>): Commitment | null {
  return account?.commitment ?? plan.commitment;
}

/** Whether a charge has been billed: for the period that runs, or once and for all. */
export function isBilled({ billed, asOf }: Account, { id, timing }: Charge): boolean {
  return billed.some(
    ({ charge, period }) => charge === id && (timing === 'once' || (period.start <= asOf && asOf < period.end)),
  );
}

/**
 * The facts around an invoice's lines that do not depend on which invoice it is.
 * @param other another plan whose charges are on it
 */
export function plainFacts({ catalog, account, plan }: Bill, other: Plan | null = null): InvoiceFacts {
  const plans = other === null || other === plan ? [plan] : [plan, other];
  return {
    currency: catalog.currency,
    rounding: plan.rounding,
    discounts: [...plans.flatMap(({ discounts }) => discounts), ...(account?.discounts ?? [])],
    plans,
    maximumAmount: plan.maximumAmount,
    minimumAmount: plan.minimumAmount,
    commitment: null,
    tax: account?.tax ?? UNKNOWN_TAX,
    credits: [],
    period: null,
    issuedAt: null,
  };
}

/** Credits that are good for the next invoice, in the order they are drawn: of units now, of money when it is issued. */
export function goodCredits(account: Account, issuedAt: number | null): Credit[] {
  return inDrawOrder(account.credits).filter((credit) =>
    isGood(credit, (credit.meter === null ? issuedAt : null) ?? account.asOf),
  );
}

/** Unit credits that are good now, ready to be drawn from. */
export function unitCredits(account: Account): UnitCredit[] {
  return goodCredits(account, null).flatMap(({ id, name, meter, charges, balance }) =>
    meter === null ? [] : [{ id, name, meter, charges, balance }],
  );
}

/** Granted already, and not expired. */
export function isGood({ grantedAt, expiresAt }: Credit, at: number): boolean {
  return (grantedAt ?? at) <= at && (expiresAt ?? at) >= at;
}

/**
 * What a commitment asks of the invoice of a period: nothing before the commitment's own period ends, then
 * what earlier invoices have not counted, once. A service shorter than that period lowers it where it is prorated, as it
 * lowers fees.
 * @param period what the invoice is for
 * @param whole that period where none of it is cut off: that of a commitment without its own
 */
export function commitmentDue(
  commitment: Commitment,
  { period, whole }: { readonly period: Span; readonly whole: Span },
  { subscription: { startedAt, endsAt }, timeZone }: Account,
  { unit, ...proration }: Proration,
): Decimal | null {
  const own = commitment.period ?? whole;
  if (own.end > period.end || own.end <= period.start) return null;
  const by = { ...proration, unit: unit === 'none' ? 'day' : unit };
  const begun = { ...own, start: Math.max(own.start, startedAt ?? own.start) };
  const served = untilTermination(begun, endsAt, by, timeZone);
  const asked = commitment.prorated
    ? prorate(commitment.amount, shareOf(served, own, by.unit, timeZone))
    : commitment.amount;
  return max(ZERO, asked.minus(commitment.counted));
}
