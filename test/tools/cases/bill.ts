import { parseAccount, parseCatalog } from '../../../src/contract/index.ts';
import type { Catalog } from '../../../src/engine/facts/catalog.ts';
import type { Decimal } from '../../../src/engine/numbers/decimal.ts';
import { sum } from '../../../src/engine/numbers/decimal.ts';
import type { Estimate } from '../../../src/engine/estimate/estimate.ts';
import { estimate } from '../../../src/engine/estimate/estimate.ts';
import type { AppliedCredit, Invoice } from '../../../src/engine/invoice/invoice.ts';
import type { Line, LineShare } from '../../../src/engine/pricing/line.ts';
import { AS_IS } from '../../../src/engine/usage/scenario.ts';
import type { BillWords, Documents } from './documents.ts';
import { documentsOf, lineId } from './documents.ts';

/** An invoice that came the whole way, with the rows of a case picked out of it. */
export interface Bill {
  readonly words: BillWords;
  readonly invoice: Invoice;
  readonly discounts: readonly { readonly off: Decimal; readonly shares: readonly LineShare[] }[];
  /** The lines alone, before anything is taken off or put on. */
  readonly beforeDiscounts: Decimal;
  readonly creditBeforeTax: Decimal;
  readonly creditAfterTax: Decimal;
}

export function billOf(words: BillWords): Bill {
  const { accrued, invoice: whole } = estimateOf(documentsOf(words));
  // What a commitment asks for is on the invoice of the whole period, not on what has come together so far.
  const invoice = settled(words.commitment === undefined ? accrued : whole);
  const own = (kind: Line['kind']): Line[] => invoice.lines.filter((line) => line.kind === kind);
  const byId = new Map(own('discount').map((line) => [line.id, line]));
  return {
    words,
    invoice,
    discounts: (words.discounts ?? []).map(({ id }) => {
      const line = byId.get(id);
      return { off: line?.amount?.neg() ?? sum([]), shares: line?.shares ?? [] };
    }),
    beforeDiscounts: sum([...own('charge'), ...own('pending')].map(({ amount }) => present(amount, 'amount'))),
    creditBeforeTax: sum(own('credit_before_tax').map(({ amount }) => present(amount, 'amount').neg())),
    creditAfterTax: sum(invoice.credits.map(({ amount }) => amount)),
  };
}

/** Through the parser and the estimate, refusing a plan that the parser refused. */
export function estimateOf(documents: Documents): Estimate {
  const catalog = parseCatalog(documents.catalog);
  for (const { problems } of catalog.plans) refuse(problems);
  return estimate(catalog, parseAccount(documents.account), AS_IS);
}

function refuse(problems: Catalog['plans'][number]['problems']): void {
  const [first] = problems;
  if (first !== undefined) throw new Error(`refused: ${first.path} ${first.message}`);
}

function settled(invoice: Invoice | null): Invoice {
  if (invoice === null) throw new Error('nothing was accrued');
  return invoice;
}

function present<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`a line has no ${what}`);
  return value;
}

/** The line of the case's row `index`. */
export function lineOf(bill: Bill, index: number): Line {
  const line = bill.invoice.lines.find(
    ({ id, kind }) => id === lineId(index) && (kind === 'charge' || kind === 'pending'),
  );
  if (line === undefined) throw new Error(`row ${index} is not on the invoice`);
  if (line.problem !== null) throw new Error(`row ${index} has no price: ${line.problem}`);
  return line;
}

export function lineAmount(bill: Bill, index: number): Decimal {
  const line = lineOf(bill, index);
  const words = bill.words.lines[index];
  const own = words !== undefined && 'charge' in words ? words.charge.rounding : undefined;
  return present(bill.words.rounding === null && own == null ? line.exact : line.amount, 'amount');
}

/** The sum of all lines: unrounded where the case rounds nothing. */
export function sumOfLines(bill: Bill): Decimal | null {
  if (bill.words.rounding !== null) return bill.invoice.subtotal;
  return sum(bill.words.lines.map((_, index) => lineAmount(bill, index)));
}

export function taxSum({ invoice }: Bill): Decimal {
  return sum(invoice.taxes.map(({ amount }) => amount));
}

export function discountSum({ discounts }: Bill): Decimal {
  return sum(discounts.map(({ off }) => off));
}

/** What the discounts took off each line. */
export function lineDiscounts(bill: Bill): Decimal[] {
  return perLine(
    bill,
    bill.discounts.flatMap(({ shares }) => shares),
  );
}

/** What the credits paid of each line. */
export function lineCredits(bill: Bill): Decimal[] {
  return perLine(
    bill,
    bill.invoice.credits.flatMap(({ shares }) => shares ?? []),
  );
}

/** What one credit paid of each line; nothing where it was not drawn at all. */
export function creditById(bill: Bill, id: string): AppliedCredit | null {
  return bill.invoice.credits.find((credit) => credit.id === id) ?? null;
}

export function shareOn(shares: readonly LineShare[], index: number): Decimal {
  return sum(shares.filter(({ line }) => line === lineId(index)).map(({ amount }) => amount));
}

function perLine({ words }: Bill, shares: readonly LineShare[]): Decimal[] {
  return words.lines.map((_, index) => shareOn(shares, index));
}
