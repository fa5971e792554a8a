import { decimal } from '../decimal-text.ts';
import type { BilledDocument, PastInvoiceDocument, SpanDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { cents } from './amounts.ts';
import { SUBSCRIPTION_FEE } from './catalog.ts';
import type { LagoFacts } from './facts.ts';
import type { LagoFee, LagoInvoice } from './objects.ts';

/** The fees in advance of the current period. */
export function billedOf({ subscription, invoices, asOf, minorDigits }: LagoFacts): BilledDocument[] {
  const { plan, external_id } = subscription;
  const inAdvance = [
    ...(plan.pay_in_advance && plan.amount_cents > 0 ? [SUBSCRIPTION_FEE] : []),
    ...(plan.fixed_charges ?? []).filter(({ pay_in_advance }) => pay_in_advance).map(({ lago_id }) => lago_id),
  ];
  const fees = invoices
    .filter(({ status }) => status === 'finalized')
    .flatMap(({ number, fees }) => fees.map((fee) => ({ number, fee, period: spanOf(fee), charge: chargeOf(fee) })));
  return inAdvance.map((charge) => {
    const own = fees.find(
      ({ fee, period, ...billed }) =>
        billed.charge === charge && fee.external_subscription_id === external_id && period && isIn(period, asOf),
    );
    if (!own?.period) throw new Untranslatable(charge, 'no invoice given bills its current period');
    const { number, fee, period } = own;
    return { charge, amount: cents(fee.amount_cents, number, minorDigits), period, invoice: number };
  });
}

function isIn({ start, end }: SpanDocument, instant: string): boolean {
  return Date.parse(start) <= Date.parse(instant) && Date.parse(instant) < Date.parse(end);
}

/** What a fee is for; null = something that is no charge of a plan, such as a true-up. */
function chargeOf({ item, lago_charge_id, lago_fixed_charge_id }: LagoFee): string | null {
  if (item.type === 'subscription') return SUBSCRIPTION_FEE;
  return item.type === 'charge' || item.type === 'fixed_charge'
    ? (lago_charge_id ?? lago_fixed_charge_id ?? null)
    : null;
}

/** Lago says the last instant of a period, to the second; ours are half open. */
function spanOf({ from_date, to_date }: LagoFee): SpanDocument | null {
  if (!from_date || !to_date) return null;
  const end = new Date((Math.floor(Date.parse(to_date) / 1000) + 1) * 1000).toISOString();
  return { start: from_date, end: end.replace('.000Z', 'Z') };
}

export function pastInvoice(invoice: LagoInvoice, { minorDigits, subscription }: LagoFacts): PastInvoiceDocument[] {
  const { number, invoice_type, status, fees, currency, sub_total_including_taxes_amount_cents: total } = invoice;
  const own = fees.filter((fee) => fee.external_subscription_id === subscription.external_id);
  const period = own.map(spanOf).find((span) => span !== null);
  const isPast = invoice_type === 'subscription' && status === 'finalized' && own.length === fees.length;
  if (!isPast || !period || currency !== subscription.plan.amount_currency) return [];
  return [
    {
      id: number,
      period,
      total: cents(total, number, minorDigits),
      lines: own.flatMap((fee) => {
        const charge = chargeOf(fee);
        if (charge === null) return [];
        const amount = cents(fee.amount_cents, number, minorDigits);
        return [{ charge, quantity: decimal(fee.units, number), amount }];
      }),
    },
  ];
}
