import type { Account } from '../facts/account.ts';
import type { Bill } from './bill.ts';
import { isBilled, isPriceable, plainFacts, takenCharges } from './bill.ts';
import type { Plan } from '../facts/catalog.ts';
import { intervalOf } from '../facts/catalog.ts';
import type { Charge } from '../facts/charge.ts';
import { chargeLine, lineTerms } from './charge-line.ts';
import type { Invoice } from './invoice.ts';
import { begunPart, trialEndOf } from './invoice-schedule.ts';
import type { DraftLine } from './issue-invoice.ts';
import { issueInvoice } from './issue-invoice.ts';
import { periodContaining, sameInterval } from '../time/period.ts';
import { priceCharge } from '../pricing/price-charge.ts';
import { shareOf, splitAt, untilTermination } from '../time/proration.ts';

/**
 * What a switch of plans in mid-period costs or returns at once: the unused part of the old plan's fees in
 * advance comes back less its discounts, the rest of the period is charged on the new plan, either no longer than service goes on. Each side is rounded by itself.
 * `null` = nothing is due at once (no fees in advance, neither plan prorates, a trial is on, or it is the same plan), or nobody
 * knows what the old plan returns or the new one costs.
 * @param from the account's own bill; `null` = there is none
 */
export function switchInvoice(from: (Bill & { readonly account: Account }) | null, to: Bill): Invoice | null {
  if (from === null || from.plan === to.plan || !isPriceable(from) || !isPriceable(to)) return null;
  const { account } = from;
  const sides = [
    ...sideLines(from, null),
    ...(trialEndOf(account) === null ? sideLines({ ...to, account }, from.plan) : []),
  ];
  if (sides.length === 0) return null;
  const facts = { ...plainFacts(to, from.plan), minimumAmount: null, maximumAmount: null, issuedAt: account.asOf };
  // What is off by the spending of a whole invoice nobody knows here.
  const discounts = facts.discounts.filter(
    ({ kind, scope, tiers }) => kind === 'percent' && (scope === 'line' || tiers === null),
  );
  return issueInvoice({ lines: sides, facts: { ...facts, discounts } });
}

/** @param former the plan in whose place the bill's comes; `null` = the bill's is left, and what is unused of it comes back */
function sideLines(bill: Bill & { readonly account: Account }, former: Plan | null): DraftLine[] {
  const { account, plan } = bill;
  const comesBack = (charge: Charge): boolean =>
    isBilled(account, charge) && (charge.proration ?? plan.proration).unit !== 'none';
  return takenCharges(bill)
    .filter((charge) => charge.timing === 'in_advance' && (former !== null || comesBack(charge)))
    .map((charge) => changeLine(charge, bill, former));
}

function changeLine(charge: Charge, bill: Bill & { readonly account: Account }, former: Plan | null): DraftLine {
  const { account, plan, quantities } = bill;
  const { asOf, timeZone } = account;
  const { anchor, endsAt } = account.subscription;
  const isReturned = former === null;
  const proration = charge.proration ?? plan.proration;
  const interval = intervalOf(charge, plan);
  // Another interval begins a new count.
  const isNew = former !== null && !sameInterval(interval, former.interval);
  const period = periodContaining(isNew ? asOf : anchor, interval, asOf, timeZone);
  const after = isNew ? period : splitAt(period, asOf, proration, timeZone)[1];
  // Who comes back once service has ended starts anew.
  const isAnew = !isReturned && (endsAt ?? Infinity) <= asOf;
  const rest = untilTermination(after, isAnew ? null : endsAt, proration, timeZone);
  const { unit } = proration;
  const share = unit === 'none' ? null : { ...shareOf(rest, period, unit, timeZone), unit };
  const price = priceCharge(charge, quantities);
  const signed = isReturned ? { ...price, exact: price.exact?.neg() ?? null } : price;
  // What comes back has the discounts of when it was charged.
  const at = isReturned ? begunPart(period, account, plan).start : asOf;
  return { ...chargeLine(signed, lineTerms(bill, { period: rest, at, share })), isReturned };
}
