import { decimal, plus } from '../decimal-text.ts';
import type { BilledDocument, PastInvoiceDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { money } from './catalog.ts';
import type { StripeFacts } from './facts.ts';
import { instant } from './instant.ts';
import type { StripeInvoice, StripeInvoiceItem, StripeInvoiceLine, StripePeriod, StripePricing } from './objects.ts';
import { ownPending } from './pending.ts';
import { knownPlan } from './plan.ts';

/** What was billed in advance of the current periods: on an invoice, or with a change that waits for the next one. In a trial no fee was. */
export function billedOf(facts: StripeFacts): BilledDocument[] {
  const { subscription, currency } = facts;
  const lines = billedLines(facts);
  const items = subscription.status === 'trialing' ? [] : subscription.items.data;
  const inAdvance = items.filter(({ price }) => price.recurring?.usage_type === 'licensed');
  const fees = inAdvance.map(({ id, price, current_period_start: start, current_period_end: end }) => {
    const own = lines.filter(({ priceId, period }) => priceId === price.id && period.end === end);
    if (own.length === 0) throw new Untranslatable(id, 'no invoice given bills its current period');
    return billed(price.id, own, { start, end }, currency);
  });
  // A one-time price was on the first invoice, or nobody asked for it: it never comes by itself.
  const once = (knownPlan(facts)?.prices ?? []).filter(({ type }) => type === 'one_time');
  const end = Math.max(...subscription.items.data.map((item) => item.current_period_end));
  const span = { start: subscription.start_date, end };
  const linesOf = (id: string) => lines.filter(({ priceId }) => priceId === id);
  return [...fees, ...once.map(({ id }) => billed(id, linesOf(id), span, currency))];
}

interface BilledLine {
  readonly priceId: string | undefined;
  readonly amount: number;
  readonly period: StripePeriod;
  readonly invoice: string | null;
}

function billedLines(facts: StripeFacts): BilledLine[] {
  const issued = facts.invoices.filter(({ status }) => status !== 'void');
  return [
    ...issued.flatMap(({ id, number, lines }) => lines.data.map((line) => billedLine(line, number ?? id))),
    ...ownPending(facts).map((item) => billedLine(item, null)),
  ];
}

function billedLine({ amount, period, pricing }: StripeInvoiceLine | StripeInvoiceItem, invoice: string | null) {
  return { priceId: priceIdOf(pricing), amount, period, invoice };
}

function priceIdOf(pricing: StripePricing | null): string | undefined {
  const price = pricing?.price_details?.price;
  return typeof price === 'string' ? price : price?.id;
}

function billed(
  charge: string,
  lines: readonly BilledLine[],
  { start, end }: StripePeriod,
  currency: string,
): BilledDocument {
  const invoice = lines.find((line) => line.invoice !== null)?.invoice;
  return {
    charge,
    amount: lines.map(({ amount }) => money(amount, currency, charge)).reduce(plus, '0'),
    period: { start: instant(start), end: instant(end) },
    ...(invoice ? { invoice } : {}),
  };
}

/** The first invoice of a subscription has no period, as it looks back on nothing. */
export function pastInvoice(invoice: StripeInvoice, currency: string): PastInvoiceDocument[] {
  const { id, number, status, period_start, period_end, total, lines } = invoice;
  if ((status !== 'paid' && status !== 'open') || period_start >= period_end) return [];
  return [
    {
      id: number ?? id,
      period: { start: instant(period_start), end: instant(period_end) },
      total: money(total, currency, id),
      lines: lines.data.flatMap(({ pricing, quantity, amount }) => {
        const charge = priceIdOf(pricing);
        if (charge === undefined) return [];
        const counted = quantity === null ? {} : { quantity: decimal(quantity, id) };
        return [{ charge, ...counted, amount: money(amount, currency, id) }];
      }),
    },
  ];
}
