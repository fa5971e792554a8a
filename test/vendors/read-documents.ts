import { expect } from 'chai';
import type { AccountDocument, CatalogDocument } from '../../docs/vendors/documents.ts';
import { type ContractIssue, parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { ownBill } from '../../src/engine/estimate-invoice.ts';
import { estimate, nextInvoice } from '../../src/engine/index.ts';
import { minorDigits } from '../../src/engine/money.ts';

/** What our own readers and engine make of two documents; fails where a reader finds anything to say. */
export function invoiceOf(rawCatalog: CatalogDocument, rawAccount: AccountDocument) {
  const warnings: ContractIssue[] = [];
  // As it travels: what does not survive JSON was never said.
  const catalog = parseCatalog(JSON.parse(JSON.stringify(rawCatalog)), (issue) => warnings.push(issue));
  const account = parseAccount(JSON.parse(JSON.stringify(rawAccount)), (issue) => warnings.push(issue));
  expect(warnings).to.deep.equal([]);
  expect(catalog.plans.flatMap(({ problems }) => problems)).to.deep.equal([]);

  const { ownPlan, period, problems } = estimate(catalog, account);
  expect(ownPlan?.problems).to.deep.equal([]);
  const invoice = ownPlan && nextInvoice(ownBill({ catalog, account, ownPlan, period }, account, ownPlan));
  const money = (amount: { toFixed(digits: number): string } | null | undefined) =>
    amount?.toFixed(minorDigits(catalog.currency)) ?? null;
  return {
    lines: Object.fromEntries(invoice?.lines.map(({ id, amount }) => [id, money(amount)]) ?? []),
    taxes: invoice?.taxes.map(({ amount }) => money(amount)) ?? [],
    subtotal: money(invoice?.subtotal),
    total: money(invoice?.total),
    due: money(invoice?.due),
    period: period && [period.start, period.end].map((instant) => new Date(instant).toISOString()),
    problems: problems.filter(({ kind }) => kind !== 'usage_without_charge'),
  };
}
