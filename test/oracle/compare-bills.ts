import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import type { Invoice } from '../../src/engine/invoice/invoice.ts';
import type { Line } from '../../src/engine/pricing/line.ts';
import type { Exact } from './exact.ts';
import { mended } from './exact.ts';
import type { OracleInvoice } from './invoice.ts';
import { invoiceOf } from './invoice.ts';
import type { BillCase } from './random-bill.ts';

/** Settles a bill by both, from the raw documents, and says where they differ. */
export function compareBills(billCase: BillCase): string[] {
  const { catalog, account, plan } = billCase;
  const parsed = parseCatalog(catalog);
  const [problem] = parsed.plans[0]?.problems ?? [];
  if (problem !== undefined) return [`refused: ${problem.path} ${problem.message}`];
  const { invoice } = estimate(parsed, parseAccount(account));
  const expected = invoiceOf(catalog, account, plan);
  if (expected === null) return invoice.total === null ? [] : [`total: expected none, got ${invoice.total.toFixed()}`];
  return [...oracleRows(expected)].flatMap(([name, amount]) =>
    difference(name, amount, engineRow(invoice, billCase, name)),
  );
}

/** Every amount of the oracle's invoice by a name. */
function oracleRows(expected: OracleInvoice): Map<string, Exact> {
  const rows = new Map<string, Exact>();
  for (const { id, amount } of expected.lines) rows.set(`line ${id}`, amount);
  for (const [index, amount] of expected.discounts.entries()) rows.set(`discount ${index}`, amount.neg());
  rows.set('maximum', expected.maximum.neg()).set('minimum', expected.minimum).set('true_up', expected.trueUp);
  for (const { id, amount } of expected.creditsBefore) rows.set(`before ${id}`, amount.neg());
  for (const { id, amount } of expected.creditsAfter) rows.set(`after ${id}`, amount);
  for (const [index, { base, amount }] of expected.taxes.entries())
    rows.set(`tax ${index}`, amount).set(`base ${index}`, base);
  rows.set('subtotal', expected.subtotal).set('total', expected.total).set('due', expected.due);
  return rows;
}

/** The same amount of the product's invoice; what is 0 has no row there. */
function engineRow(invoice: Invoice, billCase: BillCase, name: string): Decimal | null {
  const [kind, key = ''] = name.split(' ');
  const byKind = (wanted: Line['kind'], id: string): Decimal | null =>
    invoice.lines.find((line) => line.kind === wanted && line.id === id)?.amount ?? null;
  switch (kind) {
    case 'line':
      return (
        invoice.lines.find((line) => line.id === key && (line.kind === 'charge' || line.kind === 'pending'))?.amount ??
        null
      );
    case 'discount':
      return byKind('discount', discountIds(billCase)[Number(key)] ?? '');
    case 'before':
      return byKind('credit_before_tax', key);
    case 'after':
      return invoice.credits.find(({ id }) => id === key)?.amount ?? null;
    case 'tax':
      return invoice.taxes[Number(key)]?.amount ?? null;
    case 'base':
      return invoice.taxes[Number(key)]?.base ?? null;
    case 'subtotal':
    case 'total':
    case 'due':
      return invoice[kind];
    default:
      return byKind(kind as Line['kind'], kind ?? '');
  }
}

function discountIds({ plan, account }: BillCase): string[] {
  const all = [...(plan.discounts ?? []), ...(account.discounts ?? [])];
  return ['line', 'invoice'].flatMap((scope) => all.filter((each) => each.scope === scope).map(({ id }) => id));
}

function difference(name: string, expected: Exact, got: Decimal | null): string[] {
  const same = got === null ? expected.isZero() : mended(expected.minus(got.toFixed()), 60).isZero();
  return same ? [] : [`${name}: expected ${expected.toFixed()}, got ${got?.toFixed() ?? 'nothing'}`];
}
