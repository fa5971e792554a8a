import { isZero, plus } from '../decimal-text.ts';
import type { BilledDocument, PastInvoiceDocument, TaxDocument } from '../documents.ts';
import { money } from './catalog.ts';
import { later } from './cycle.ts';
import type { PaddleFacts } from './facts.ts';
import type { PaddleLine, PaddlePeriod, PaddleTotals, PaddleTransaction } from './objects.ts';
import { knownPlan } from './plan.ts';

/** Paddle bills everything in advance: what an item is not billed for until its next date was billed, or is free. */
export function billedOf(
  facts: PaddleFacts,
  period: PaddlePeriod,
  behavior: TaxDocument['behavior'],
): BilledDocument[] {
  const { subscription, transactions } = facts;
  const own = transactions.filter(
    (transaction) =>
      isIssued(transaction) && Date.parse(transaction.billing_period?.ends_at ?? '') === Date.parse(period.ends_at),
  );
  // A one-time price was on the first transaction, or nobody asked for it: it never comes by itself.
  const once = (knownPlan(facts)?.prices ?? []).filter(({ billing_cycle }) => billing_cycle === null);
  // Of a trial there are no fees.
  const recurring = subscription.status === 'trialing' ? [] : subscription.items.map(({ price }) => price);
  return [...recurring, ...once].map(({ id }) => {
    const lines = own.flatMap(({ details }) => details.line_items.filter(({ price_id }) => price_id === id));
    const amount = lines.map(({ totals }) => money(amountOf(totals, behavior), id, facts)).reduce(plus, '0');
    const invoice = own.find(({ details }) => details.line_items.some(({ price_id }) => price_id === id));
    return {
      charge: id,
      amount,
      period: { start: period.starts_at, end: period.ends_at },
      ...(invoice ? { invoice: invoice.invoice_number ?? invoice.id } : {}),
    };
  });
}

/** A renewal, with the period that it looks back on; the first transaction looks back on nothing. */
export function pastInvoice(
  transaction: PaddleTransaction,
  facts: PaddleFacts,
  behavior: TaxDocument['behavior'],
): PastInvoiceDocument[] {
  const { id, origin, invoice_number, billing_period, currency_code, details } = transaction;
  const isRenewal = origin === 'subscription_recurring' && billing_period !== null && isIssued(transaction);
  if (!isRenewal || currency_code !== facts.currency) return [];
  const end = billing_period.starts_at;
  const start = new Date(later(end, facts.subscription.billing_cycle, -1)).toISOString();
  const isPlain = ({ totals }: PaddleLine) => behavior !== 'inclusive' || isZero(totals.discount);
  const lines = details.line_items.filter(isPlain).flatMap(({ price_id, quantity, totals }) => {
    if (price_id === null) return [];
    return [{ charge: price_id, quantity: String(quantity), amount: money(amountOf(totals, behavior), id, facts) }];
  });
  return [{ id: invoice_number ?? id, period: { start, end }, total: money(details.totals.total, id, facts), lines }];
}

/** As prices are said: with tax if it is within them. */
function amountOf({ subtotal, tax }: PaddleTotals, behavior: TaxDocument['behavior']): string {
  return behavior === 'inclusive' ? plus(subtotal, tax) : subtotal;
}

function isIssued({ status }: PaddleTransaction): boolean {
  return ['billed', 'paid', 'completed', 'past_due'].includes(status);
}
