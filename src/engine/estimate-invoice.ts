import type { Account } from './account.ts';
import type { Bill } from './bill.ts';
import { isPriceable, plainFacts } from './bill.ts';
import type { Plan } from './catalog.ts';
import type { Change } from './change-since.ts';
import { changeSince } from './change-since.ts';
import type { Decimal } from './decimal.ts';
import type { Invoice } from './invoice.ts';
import { issueInvoice, unpricedInvoice } from './issue-invoice.ts';
import type { Draft } from './next-invoice.ts';
import { draftNextInvoice } from './next-invoice.ts';
import { countedQuantities, pricedQuantities } from './priced-quantities.ts';
import type { Quantities } from './quantities.ts';
import { draftRegularInvoice, startInvoice } from './regular-invoice.ts';
import { AS_IS } from './scenario.ts';
import type { Situation } from './situation.ts';
import { chosenPlan, limitsOf, takesOf, usageInterval } from './situation.ts';
import { stopUsage } from './stop.ts';

/** The next invoice on the own plan, else a regular period. `null` = plan or currency leave a doubt. */
export function draftOf(bill: Bill, { catalog, account, ownPlan }: Situation): Draft | null {
  const { plan } = bill;
  if (!isPriceable(bill) || (account !== null && ownPlan === null)) return null;
  if (account !== null && plan === ownPlan) return draftNextInvoice({ ...bill, account });
  return draftRegularInvoice(bill, usageInterval(catalog, ownPlan));
}

/** A wrong price is worse than none: without a draft the invoice has no total. */
export function invoiceOf(bill: Bill, draft: Draft | null): Invoice {
  return draft === null ? unpricedInvoice(plainFacts(bill)) : issueInvoice(draft.lines, draft.facts);
}

/** The total of a bill; `null` = it has none. */
export function totalOf(bill: Bill, situation: Situation): Decimal | null {
  return invoiceOf(bill, draftOf(bill, situation)).total;
}

/** The account's own bill, without a what-if. */
export function ownBill({ catalog }: Situation, account: Account, plan: Plan): Bill & { readonly account: Account } {
  return { catalog, account, plan, quantities: countedQuantities(catalog, account), takes: takesOf(account, AS_IS) };
}

export function expectedQuantities(situation: Situation): Quantities {
  const { catalog, account, ownPlan, period } = situation;
  const plan = ownPlan ?? chosenPlan(catalog, null, AS_IS);
  const takes = takesOf(account, AS_IS);
  return stopUsage({
    catalog,
    account,
    wanted: pricedQuantities(catalog, account, AS_IS, period),
    limits: ownPlan === null ? [] : limitsOf(account, ownPlan, AS_IS),
    totalAt: (quantities) => totalOf({ catalog, account, plan, takes, quantities }, situation),
  }).served;
}

export function asIsInvoice(situation: Situation, quantities: Quantities): Invoice {
  const { catalog, account, ownPlan } = situation;
  const plan = ownPlan ?? chosenPlan(catalog, null, AS_IS);
  const bill = { catalog, account, plan, quantities, takes: takesOf(account, AS_IS) };
  return invoiceOf(bill, draftOf(bill, situation));
}

export function startOf(bill: Bill): Invoice | null {
  const invoice = startInvoice(bill);
  return invoice.lines.length === 0 || invoice.total?.isZero() === true ? null : invoice;
}

export function changeOf(situation: Situation, quantities: Quantities): Change | null {
  const { account, ownPlan } = situation;
  if (account === null || ownPlan === null) return null;
  const bill = { ...ownBill(situation, account, ownPlan), quantities };
  const draft = draftOf(bill, situation);
  return draft === null ? null : changeSince(bill, draft, invoiceOf(bill, draft));
}
