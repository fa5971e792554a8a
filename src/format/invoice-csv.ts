import type { Decimal } from '../engine/numbers/decimal.ts';
import { minorDigits } from '../engine/numbers/money.ts';
import type { InvoiceFacts } from './invoice-row.ts';
import { invoiceRows } from './invoice-rows.ts';
import { plainCell } from './plain-text.ts';

/**
 * An invoice as CSV (RFC 4180): item, how, amount of a step, amount; both in the currency of their heads, and in columns of
 * their own, so that a column adds up. Amounts are plain decimals with a point, negative ones with a minus, in every
 * language; no other cell can be a formula in a spreadsheet.
 */
export function invoiceCsv(facts: InvoiceFacts): string {
  const { format, invoice } = facts;
  const { currency } = invoice;
  const head = (['item', 'how', 'steps_in', 'amount_in'] as const).map((key) =>
    format.text(`invoice.${key}`, { currency }),
  );
  const rows = invoiceRows(facts).map(({ kind, label, how, amount }) => {
    const digits = amount ? csvAmount(amount, currency) : '';
    return kind === 'step' ? [label, how, digits, ''] : [label, how, '', digits];
  });
  return [head, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** Quoted always, as a spreadsheet may part cells by something else than a comma; bare numbers are left as they are. */
function csvCell(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? text : `"${plainCell(text).replaceAll('"', '""')}"`;
}

function csvAmount(amount: Decimal, currency: string): string {
  return amount.toFixed(Math.max(minorDigits(currency), Math.min(20, amount.dp())));
}
