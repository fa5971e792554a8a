import { parseAccount, parseCatalog } from '../../../src/contract/index.ts';
import { estimate } from '../../../src/engine/estimate/estimate.ts';
import { createFormat } from '../../../src/format/index.ts';
import { invoiceCsv } from '../../../src/format/invoice-csv.ts';
import { invoiceRows } from '../../../src/format/invoice-rows.ts';
import { invoiceText } from '../../../src/format/invoice-text.ts';
import { invoiceHtml } from '../../../src/format/mail/invoice-mail.ts';
import { hostilePairs } from './hostile-documents.ts';

const format = createFormat('en');

/** What a spreadsheet would run, a cell that is one too many, and whatever cannot be seen. */
export function copyFaults(text: string): string[] {
  return hostilePairs(text).flatMap(({ catalog, account }) => {
    let facts;
    try {
      const made = estimate(parseCatalog(catalog), parseAccount(account));
      facts = { format, estimate: made, invoice: made.invoice };
    } catch (error) {
      if ((error as Error).name === 'ContractError') return [];
      throw error;
    }
    const rows = invoiceRows(facts).length;
    return [
      ...csvFaults(invoiceCsv(facts), rows + 1),
      ...textFaults(invoiceText(facts, facts.estimate.plan.name), rows + 2),
      ...htmlFaults(invoiceHtml(format, facts.estimate)),
    ].map((fault) => `${fault} with ${JSON.stringify(text).slice(0, 200)}`);
  });
}

function csvFaults(csv: string, rows: number): string[] {
  const records = csv.split('\r\n').slice(0, -1);
  const faults = records.length === rows ? [] : [`CSV: ${records.length} rows, not ${rows}`];
  for (const record of records) {
    const cells = record.match(/"(?:[^"]|"")*"|[^,"]+|(?<=,|^)(?=,|$)/g) ?? [];
    if (cells.length !== 4 || cells.join(',') !== record) faults.push(`CSV: cells of ${record}`);
    for (const cell of cells) faults.push(...cellFaults('CSV', cell.replace(/^"|"$/g, '').replaceAll('""', '"')));
  }
  return faults;
}

function textFaults(text: string, lines: number): string[] {
  const found = text.split('\n').slice(0, -1);
  const faults = found.length === lines ? [] : [`text: ${found.length} lines, not ${lines}`];
  for (const line of found) {
    const cells = line.split('\t');
    if (cells.length > 3) faults.push(`text: ${cells.length} cells`);
    // The last one is an amount, as the language writes it.
    for (const cell of cells.slice(0, 2)) faults.push(...cellFaults('text', cell));
  }
  return faults;
}

/** Also where a spreadsheet parts cells by something else than commas or tabs, or forgives a quote. */
function cellFaults(kind: string, cell: string): string[] {
  const faults = [];
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/.test(cell))
    faults.push(`${kind}: something unseen in ${JSON.stringify(cell)}`);
  if (/^-?\d+(\.\d+)?$/.test(cell)) return faults;
  for (const part of cell.split(/[;|]/)) {
    if (/^[\s"\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]/u.test(part))
      faults.push(`${kind}: a formula in ${JSON.stringify(cell)}`);
  }
  return faults;
}

/** Nothing but the tags that a plain invoice is made of. */
function htmlFaults(html: string): string[] {
  const odd = html.replace(/<\/?(?:table|caption|tbody|tr|td|th)(?: (?:scope="row"|align="right"))?>/g, '');
  return /[<>]/.test(odd) ? [`HTML: ${/.{0,40}[<>].{0,60}/s.exec(odd)?.[0]}`] : [];
}
