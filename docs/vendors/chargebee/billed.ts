import { decimal, isZero, plus } from '../decimal-text.ts';
import type { BilledDocument, PastInvoiceDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { laterDay } from '../local-date.ts';
import { itemOf, money, quantityOf } from './catalog.ts';
import type { ChargebeeFacts } from './facts.ts';
import type { ChargebeeInvoice } from './objects.ts';
import { ownItems, planPrice } from './plan.ts';
import type { Term } from './term.ts';
import { at, dayOf, isWholeTerm, opened } from './term.ts';
import { ownUnbilled } from './pending.ts';

/** What is in advance of the current term: on an invoice, or with a change that waits for the next one. */
export function billedOf(facts: ChargebeeFacts, term: Term): BilledDocument[] {
  const { subscription, invoices, billingMode } = facts;
  const period = { start: at(term.start, facts), end: at(term.end, facts) };
  // A one-time charge of the plan was on an invoice, or nobody asked for it: it never comes by itself.
  const listed = facts.plans.find((plan) => plan.price.id === planPrice(facts).id)?.attached ?? [];
  const once = listed
    .filter(({ price }) => price.item_type === 'charge')
    .map(({ price }) => ({ charge: price.id, amount: '0', period }));
  // Of a trial there are no fees.
  if (subscription.status === 'in_trial') return once;
  const own = invoices
    .filter(({ status }) => status === 'pending' || isIssued(status))
    .flatMap(({ id, line_items }) => line_items.map((line) => ({ ...line, invoice: id })))
    .filter(({ subscription_id }) => subscription_id === subscription.id);
  const lines = [...own, ...ownUnbilled(facts).map((charge) => ({ ...charge, invoice: null }))].filter(
    ({ date_to = 0 }) => opened(date_to, billingMode) === term.end,
  );
  const advance = ownItems(facts).filter(({ price }) => !itemOf(price, facts).metered);
  const fees = advance.map(({ price: { id, price, price_in_decimal } }): BilledDocument => {
    const billing = lines.filter(({ entity_id }) => entity_id === id);
    const isFree = price_in_decimal === undefined ? price === 0 : isZero(decimal(price_in_decimal, id));
    if (billing.length === 0 && !isFree) throw new Untranslatable(id, 'no invoice given bills its current term');
    const amount = billing.map((line) => money(line.amount, id, facts)).reduce(plus, '0');
    const invoice = billing.find((line) => line.invoice !== null)?.invoice;
    return { charge: id, amount, period, ...(invoice ? { invoice } : {}) };
  });
  return [...fees, ...once];
}

/** An invoice of this subscription alone and of a whole term; the first one looks back on nothing. */
export function pastInvoice(invoice: ChargebeeInvoice, facts: ChargebeeFacts): PastInvoiceDocument[] {
  const { id, first_invoice, currency_code, total, line_items } = invoice;
  const { subscription, billingMode } = facts;
  const plan = planPrice(facts);
  const { period = 1, period_unit = 'month' } = plan;
  const isOwn = line_items.every(({ subscription_id }) => subscription_id === subscription.id);
  const line = line_items.find(({ entity_id }) => entity_id === plan.id);
  if (first_invoice || !isIssued(invoice.status) || !isOwn || !line || currency_code !== facts.currency) return [];
  const isAhead = !itemOf(plan, facts).metered;
  const billed = { start: line.date_from, end: opened(line.date_to, billingMode) };
  if (!isWholeTerm(billed, facts, plan)) return [];
  const end = isAhead ? billed.start : billed.end;
  const start = laterDay(dayOf(end, facts), -period, period_unit);
  return [
    {
      id,
      period: { start: isAhead ? start : at(line.date_from, facts), end: at(end, facts) },
      total: money(total, id, facts),
      lines: line_items.flatMap(({ entity_id, quantity, quantity_in_decimal, amount }) => {
        if (entity_id === undefined) return [];
        return [
          {
            charge: entity_id,
            quantity: quantityOf(quantity ?? 1, quantity_in_decimal, id),
            amount: money(amount, id, facts),
          },
        ];
      }),
    },
  ];
}

function isIssued(status: string): boolean {
  return ['paid', 'posted', 'payment_due', 'not_paid'].includes(status);
}
