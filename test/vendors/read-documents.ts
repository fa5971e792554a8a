import { expect } from 'chai';
import type { AccountDocument, CatalogDocument } from '../../docs/vendors/documents.ts';
import { type ContractIssue, parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate, minorDigits, nextInvoice, quantitiesOf } from '../../src/engine/index.ts';

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
  // As docs/vendors.md has it for whoever compares with a vendor's preview.
  const counted = new Map([...account.usage].map(([meter, { quantity }]) => [meter, quantity]));
  const events = new Map([...account.usage].map(([meter, usage]) => [meter, usage.events ?? []]));
  const quantities = quantitiesOf(catalog, counted, events);
  const takes = (charge: string) => account.subscription.addOns.includes(charge);
  const invoice = ownPlan && nextInvoice({ catalog, account, plan: ownPlan, quantities, takes });
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
