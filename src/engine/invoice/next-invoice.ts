import type { Account } from '../facts/account.ts';
import type { Bill } from './bill.ts';
import { isPriceable, plainFacts, unitCredits } from './bill.ts';
import { intervalOf } from '../facts/catalog.ts';
import { chargeLine } from './charge-line.ts';
import type { Invoice } from './invoice.ts';
import { scheduleOf } from './invoice-schedule.ts';
import type { Draft, DraftLine } from './issue-invoice.ts';
import { issueInvoice, unpricedInvoice } from './issue-invoice.ts';
import { sameInterval } from '../time/period.ts';
import { priceCharge } from '../pricing/price-charge.ts';
import { withBooked } from '../usage/quantities.ts';
import { shortestInterval } from './situation.ts';

/**
 * The next invoice of a customer. On it are: usage in arrears of the period that ends; charges in advance of
 * the period that begins then, or of the current one where `billed` does not have it yet; one-time charges of
 * a new subscription; items already booked. Each charge appears at most once. Of a plan without a price it has no total.
 */
export function nextInvoice(bill: Bill & { readonly account: Account }): Invoice {
  return isPriceable(bill) ? issueInvoice(draftNextInvoice(bill)) : unpricedInvoice(plainFacts(bill));
}

/** What comes again with each further period: no item, and no charge that comes once or for a longer time. */
export function comingAgain({ lines, facts: { plans, period } }: Draft): readonly DraftLine[] {
  if (period === null) return lines;
  return lines.filter(({ charge }) => {
    if (charge === null || charge.timing === 'once') return false;
    const plan = plans.find(({ charges }) => charges.includes(charge));
    return plan && sameInterval(intervalOf(charge, plan), shortestInterval([plan]));
  });
}

export function draftNextInvoice(bill: Bill & { readonly account: Account }): Draft {
  const { quantities } = bill;
  const { items, booked, facts } = scheduleOf(bill);
  const bookedNow = new Map([...booked].filter(([meter]) => !quantities.isTried?.(meter)));
  const ahead = withBooked(quantities, bookedNow);
  // Drawn from by one line after the other.
  const credits = unitCredits(bill.account);
  const lines = items.map((item) => {
    if ('line' in item) return item;
    const { charge, terms, isAhead } = item;
    const line = chargeLine(priceCharge(charge, isAhead ? ahead : quantities, isAhead ? [] : credits), terms);
    return { ...line, isBooked: isAhead && charge.model !== 'flat' && bookedNow.has(charge.meter) };
  });
  return { lines, facts };
}
