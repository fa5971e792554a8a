import { decimal, isZero, plus } from '../decimal-text.ts';
import type { BilledDocument, PastInvoiceDocument, PendingItemDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isBefore, isSame } from '../period-at.ts';
import type { OpenMeterFacts } from './facts.ts';
import type { OpenMeterInvoice, OpenMeterLine } from './objects.ts';
import { currentPeriod, isAhead, isOnce } from './period.ts';
import { currentPhase } from './phases.ts';

/** The fees in advance of the current period: invoiced, or gathered to be. One of nothing has no line. */
export function billedOf(facts: OpenMeterFacts): BilledDocument[] {
  const { subscription, asOf } = facts;
  const { from, to } = currentPeriod(facts);
  const invoices = facts.invoices.filter(({ status, type }) => status !== 'voided' && type === 'standard');
  const lines = invoices.flatMap(({ number, status, lines = [] }) =>
    lines.filter(isOwn(facts)).map((line) => ({ line, invoice: status === 'gathering' ? null : number })),
  );
  for (const { line, invoice } of lines) {
    const type = priceOf(line)?.type;
    if (invoice !== null && type !== 'flat' && !isBefore(line.period.from, from)) {
      throw new Untranslatable(line.id, 'usage of the current period was billed already');
    }
    if (invoice === null && line.managedBy === 'manual') {
      throw new Untranslatable(line.id, 'somebody changed it: what it comes to is no longer what its rate card says');
    }
  }
  return currentPhase(facts)
    .items.filter((item) => isAhead(item) || isOnce(item))
    .map(({ id, key, price, billingCadence }) => {
      const own = lines.find(
        ({ line: { subscription: by, period } }) =>
          by?.item.id === id &&
          (billingCadence === null || (!isBefore(asOf, period.from) && isBefore(asOf, period.to))),
      );
      // What is charged once was on an invoice at its beginning, which may be an old one.
      const isNothing = billingCadence === null || isZero(decimal(price?.amount ?? '0', id));
      if (own === undefined && !isNothing) throw new Untranslatable(id, 'no invoice given bills its current period');
      const period = own && billingCadence !== null ? own.line.period : { from: subscription.activeFrom, to };
      return {
        charge: key,
        amount: decimal(own?.line.totals.amount ?? '0', id),
        period: { start: period.from, end: period.to },
        ...(own?.invoice ? { invoice: own.invoice } : {}),
      };
    });
}

/** What somebody added to the invoice that comes with the period's end. What is due at another time comes on its own. */
export function pendingItemsOf(facts: OpenMeterFacts): PendingItemDocument[] {
  const { invoices, currency } = facts;
  const end = currentPeriod(facts).to;
  const gathering = invoices.filter((invoice) => invoice.status === 'gathering' && invoice.currency === currency);
  return gathering
    .flatMap(({ lines = [] }) => lines)
    .filter((line) => !line.subscription && isSame(line.invoiceAt, end))
    .map((line) => {
      const { id, name, rateCard } = line;
      const price = priceOf(line);
      if (price?.type !== 'flat') throw new Untranslatable(id, 'usage that no subscription prices');
      if (rateCard?.discounts?.percentage) throw new Untranslatable(id, 'it has a discount of its own');
      return { id, name, amount: decimal(price.amount ?? '0', id), discountable: false };
    });
}

export function pastInvoice(invoice: OpenMeterInvoice, facts: OpenMeterFacts): PastInvoiceDocument[] {
  const { number, type, status, currency, totals, lines = [] } = invoice;
  const own = lines.filter(isOwn(facts));
  // Fees in advance are for the next period: what is in arrears says which one ended.
  const arrears = own.find(
    (line) => (priceOf(line)?.paymentTerm ?? 'in_advance') === 'in_arrears' || priceOf(line)?.type !== 'flat',
  );
  const isPast = ISSUED.has(status) && type === 'standard' && own.length === lines.length && own.length > 0;
  const period = (arrears ?? own[0])?.period;
  if (!isPast || period === undefined || currency !== facts.currency) return [];
  const keys = new Map(
    facts.subscription.phases
      .flatMap(({ itemTimelines }) => Object.values(itemTimelines).flat())
      .map(({ id, key }) => [id, key]),
  );
  return [
    {
      id: number,
      period: { start: period.from, end: period.to },
      total: decimal(totals.total, number),
      lines: own.flatMap(({ subscription, quantity, totals: { amount, chargesTotal } }) => {
        const charge = keys.get(subscription?.item.id ?? '');
        if (charge === undefined) return [];
        const counted = quantity === undefined ? {} : { quantity: decimal(quantity, number) };
        return [{ charge, ...counted, amount: plus(decimal(amount, number), decimal(chargesTotal, number)) }];
      }),
    },
  ];
}

const ISSUED = new Set(['issued', 'payment_processing', 'overdue', 'paid', 'uncollectible']);

function isOwn({ subscription: { id } }: OpenMeterFacts): (line: OpenMeterLine) => boolean {
  return ({ subscription }) => subscription?.subscription.id === id;
}

function priceOf({ rateCard, price }: OpenMeterLine) {
  return rateCard?.price ?? price;
}
