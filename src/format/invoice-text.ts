import type { InvoiceFacts } from './invoice-row.ts';
import { invoiceRows } from './invoice-rows.ts';
import { plainCell } from './plain-text.ts';

/**
 * An invoice as plain text to paste: a line per row, its columns parted by tabs, amounts as the language writes them. In a
 * spreadsheet it falls into cells, none of which is a formula.
 *
 * @param title the first line
 */
export function invoiceText(facts: InvoiceFacts, title: string): string {
  const { format, invoice } = facts;
  const lines = invoiceRows(facts).map(({ kind, label, how, amount }) => {
    const shown = amount
      ? format.amount(amount, invoice.currency)
      : kind === 'charge'
        ? format.text('invoice.no_amount')
        : '';
    return [`${kind === 'step' ? '  ' : ''}${plainCell(label)}`, plainCell(how), shown].join('\t').trimEnd();
  });
  return [plainCell(title), '', ...lines, ''].join('\n');
}
