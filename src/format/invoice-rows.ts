import type { Decimal } from '../engine/numbers/decimal.ts';
import type { AppliedCredit, TaxLine } from '../engine/invoice/invoice.ts';
import { lineRow } from './invoice-line.ts';
import { fullDate, type InvoiceFacts, type InvoiceRow } from './invoice-row.ts';
import { lineSteps } from './invoice-step.ts';

/** All rows: each line, the steps that lead to it, then taxes, total, credits and what is due. */
export function invoiceRows(facts: InvoiceFacts): readonly InvoiceRow[] {
  const lines = facts.invoice.lines.flatMap((line) => [lineRow(facts, line), ...lineSteps(facts, line)]);
  return [...lines, ...totalRows(facts)];
}

/** What follows the lines: subtotal, taxes, total, credits, what is due. */
export function totalRows(facts: InvoiceFacts): readonly InvoiceRow[] {
  const { format, invoice } = facts;
  const { taxBehavior, taxes, subtotal, total, credits, due, currency } = invoice;
  const isOnTop = taxBehavior === 'exclusive' && taxes.length > 0;
  const taxRows = taxes.map((tax) => taxRow(facts, tax));
  const dueOn = dueWords(facts);
  return [
    ...(isOnTop && subtotal ? [row('subtotal', format.text('invoice.subtotal'), '', subtotal), ...taxRows] : []),
    row(
      'total',
      format.text('invoice.total', { currency }),
      total ? (credits.length > 0 ? '' : (dueOn ?? '')) : format.text('invoice.no_total'),
      total,
    ),
    ...(taxBehavior === 'inclusive' ? taxRows : []),
    ...(taxBehavior === 'unknown' ? [row('note', format.text('invoice.tax_unknown'))] : []),
    ...(taxBehavior === 'reverse_charge' ? [row('note', format.text('invoice.reverse_charge'))] : []),
    ...credits.map((credit) => creditRow(facts, credit)),
    ...(credits.length > 0 ? [row('due', dueOn ?? format.text('invoice.due'), '', due)] : []),
  ];
}

/** "Due on 1 December"; `null` where the day is not known. */
export function dueWords({ format, estimate, invoice: { issuedAt } }: InvoiceFacts): string | null {
  return issuedAt === null
    ? null
    : format.text('invoice.due_on', { date: format.date(issuedAt, 'long', estimate.account?.timeZone) });
}

function taxRow({ format, invoice }: InvoiceFacts, { name, ratePct, base, amount }: TaxLine): InvoiceRow {
  const isContained = invoice.taxBehavior === 'inclusive';
  const values = { percent: format.percent(ratePct), amount: format.amount(base, invoice.currency) };
  const how = format.text(isContained ? 'invoice.percent_in' : 'invoice.percent_of', values);
  return row('tax', isContained ? format.text('invoice.of_which', { name }) : name, how, amount);
}

function creditRow(facts: InvoiceFacts, { name, amount, remaining, expiresAt }: AppliedCredit): InvoiceRow {
  const { format, invoice } = facts;
  const left = format.amount(remaining, invoice.currency);
  const how = remaining.isZero()
    ? format.text('invoice.used_up')
    : expiresAt === null
      ? format.text('invoice.left', { amount: left })
      : format.text('invoice.left_until', { amount: left, date: fullDate(facts, expiresAt) });
  return row('credit', name, how, amount.neg());
}

function row(kind: InvoiceRow['kind'], label: string, how = '', amount: Decimal | null = null): InvoiceRow {
  return { kind, label, how, amount };
}
