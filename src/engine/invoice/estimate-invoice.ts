import type { Account } from '../facts/account.ts';
import { beforeTrueUp } from './before-true-up.ts';
import type { Bill } from './bill.ts';
import { isPriceable, plainFacts } from './bill.ts';
import type { Plan } from '../facts/catalog.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { unknownAddOns } from './estimate-problem.ts';
import type { Invoice } from './invoice.ts';
import { planAfter } from './invoice-schedule.ts';
import { issueInvoice, unpricedInvoice } from './issue-invoice.ts';
import type { Draft } from './issue-invoice.ts';
import { draftNextInvoice } from './next-invoice.ts';
import { countedQuantities } from '../usage/counted-quantities.ts';
import { draftRegularInvoice, startInvoice } from './regular-invoice.ts';
import { AS_IS } from '../usage/scenario.ts';
import type { Situation } from './situation.ts';
import { takesOf, usageInterval } from './situation.ts';

/** The next invoice on the own plan, else a regular period. `null` = a plan, also one that is booked, an add-on or currency leave a doubt. */
export function draftOf(bill: Bill, { catalog, ownPlan }: Situation): Draft | null {
  const { account, plan } = bill;
  if (!isPriceable(bill) || (account !== null && ownPlan === null)) return null;
  if (account !== null && plan === ownPlan) {
    const own = { ...bill, account };
    return planAfter(own)?.plan === null || unknownAddOns(own).length > 0 ? null : draftNextInvoice(own);
  }
  return draftRegularInvoice(bill, usageInterval(catalog, ownPlan));
}

/** A wrong price is worse than none: without a draft the invoice has no total. */
export function invoiceOf(bill: Bill, draft: Draft | null): Invoice {
  return draft === null ? unpricedInvoice(plainFacts(bill)) : issueInvoice(draft);
}

/** The total of a bill; `null` = it has none. */
export function totalOf(bill: Bill, situation: Situation): Decimal | null {
  return invoiceOf(bill, draftOf(bill, situation)).total;
}

/** The same before what a commitment asks for at the period's end: what budgets are held against. */
export function spentOf(bill: Bill, situation: Situation): Decimal | null {
  const draft = draftOf(bill, situation);
  return invoiceOf(bill, draft && beforeTrueUp(draft)).total;
}

/** The account's own bill, without a what-if. */
export function ownBill({ catalog }: Situation, account: Account, plan: Plan): Bill & { readonly account: Account } {
  return { catalog, account, plan, quantities: countedQuantities(catalog, account), takes: takesOf(account, AS_IS) };
}

/** What a start costs at once; `null` = nothing, as with a trial. */
export function startOf(bill: Bill): Invoice | null {
  if (bill.plan.trialDays) return null;
  const invoice = startInvoice(bill);
  return invoice.total?.isZero() === true ? null : invoice;
}
