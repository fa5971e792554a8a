import type { Account } from '../facts/account.ts';
import type { Bill } from './bill.ts';
import { isBilled, isPriceable, plainFacts, takenCharges } from './bill.ts';
import { chargeLine, lineTerms } from './charge-line.ts';
import type { Invoice } from './invoice.ts';
import { begunPart, trialEndOf } from './invoice-schedule.ts';
import type { DraftLine } from './issue-invoice.ts';
import { issueInvoice } from './issue-invoice.ts';
import type { Span } from '../time/period.ts';
import { periodContaining, sameInterval } from '../time/period.ts';
import type { ChargePrice } from '../pricing/price-charge.ts';
import { priceCharge } from '../pricing/price-charge.ts';
import type { Proration } from '../time/proration.ts';
import { shareOf, splitAt, untilTermination } from '../time/proration.ts';

/**
 * What a switch of plans in mid-period costs or returns at once: the unused part of the old plan's fees in
 * advance comes back less its discounts, the rest of the period is charged on the new plan, either no longer than service goes on. Each side is rounded by itself.
 * `null` = nothing is due at once (no fees in advance, neither plan prorates, or a trial is on), or nobody knows what the old plan returns.
 */
export function switchInvoice(from: Bill & { readonly account: Account }, to: Bill): Invoice | null {
  const { account } = from;
  if (!isPriceable(from)) return null;
  const sides = [
    ...sideLines(from, account, { returned: true }),
    ...(trialEndOf(account) === null ? sideLines(to, account, { returned: false, interval: from.plan.interval }) : []),
  ];
  if (sides.length === 0) return null;
  const facts = plainFacts(to, from.plan);
  // What is off by the spending of a whole invoice nobody knows here.
  const discounts = facts.discounts.filter(
    ({ kind, scope, tiers }) => kind === 'percent' && (scope === 'line' || tiers === null),
  );
  return issueInvoice(sides, { ...facts, discounts, minimumAmount: null, maximumAmount: null, issuedAt: account.asOf });
}

function sideLines(
  bill: Bill,
  account: Account,
  side: { readonly returned: boolean; readonly interval?: Bill['plan']['interval'] },
): DraftLine[] {
  const { plan } = bill;
  return takenCharges(bill)
    .filter(({ timing }) => timing === 'in_advance')
    .filter((charge) => !side.returned || isBilled(account, charge))
    .flatMap((charge) => {
      const proration = charge.proration ?? plan.proration;
      const interval = charge.interval ?? plan.interval;
      const restarts = side.interval !== undefined && !sameInterval(interval, side.interval);
      const price = priceCharge(charge, bill.quantities);
      const period = restarts
        ? periodContaining(account.asOf, interval, account.asOf, account.timeZone)
        : periodContaining(account.subscription.anchor, interval, account.asOf, account.timeZone);
      return side.returned && proration.unit === 'none'
        ? []
        : [changeLine(bill, price, { period, proration, account, returned: side.returned, whole: restarts })];
    });
}

function changeLine(
  bill: Bill,
  price: ChargePrice,
  {
    period,
    proration,
    account,
    returned,
    whole,
  }: {
    readonly period: Span;
    readonly proration: Proration;
    readonly account: Account;
    readonly returned: boolean;
    readonly whole: boolean;
  },
): DraftLine {
  const { asOf, timeZone } = account;
  const { endsAt } = account.subscription;
  const after = whole ? period : splitAt(period, asOf, proration, timeZone)[1];
  // Who comes back once service has ended starts anew.
  const isAnew = !returned && (endsAt ?? Infinity) <= asOf;
  const rest = untilTermination(after, isAnew ? null : endsAt, proration, timeZone);
  const unit = proration.unit;
  const share = unit === 'none' ? null : { ...shareOf(rest, period, unit, timeZone), unit };
  const signed = returned ? { ...price, exact: price.exact?.neg() ?? null } : price;
  // What comes back has the discounts of when it was charged.
  const at = returned ? begunPart(period, account, bill.plan).start : account.asOf;
  const line = chargeLine(signed, lineTerms(bill, { period: rest, at, share }));
  return { ...line, isReturned: returned };
}
