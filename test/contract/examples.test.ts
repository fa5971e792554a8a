import { expect } from 'chai';
import { type ContractIssue, parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { ownBill } from '../../src/engine/invoice/estimate-invoice.ts';
import { estimate, nextInvoice } from '../../src/engine/index.ts';
import { minorDigits } from '../../src/engine/numbers/money.ts';
import { loadExamples } from './load-docs.ts';

const examples = await loadExamples();

describe('docs/examples', () => {
  it('have an example for every way of pricing', () => {
    expect(examples.length).to.be.at.least(39);
    expect(new Set(examples.map(({ title }) => title)).size).to.equal(examples.length);
  });

  for (const { name, title, about, catalog: rawCatalog, account: rawAccount, expected } of examples) {
    it(`${name}: ${title}`, () => {
      const warnings: ContractIssue[] = [];
      const warn = (issue: ContractIssue) => warnings.push(issue);
      const catalog = parseCatalog(rawCatalog, warn);
      const account = parseAccount(rawAccount, warn);
      expect(warnings).to.deep.equal([]);
      expect(catalog.plans.flatMap(({ problems }) => problems)).to.deep.equal([]);
      expect(about).to.match(/\.$/);

      const { ownPlan, period, problems } = estimate(catalog, account);
      const invoice = ownPlan && nextInvoice(ownBill({ catalog, account, ownPlan, period }, account, ownPlan));
      const money = (amount: { toFixed(digits: number): string } | null | undefined) =>
        amount?.toFixed(minorDigits(catalog.currency));
      expect({
        total: money(invoice?.total),
        due: money(invoice?.due),
        lines: invoice?.lines.map(({ id, amount }) => ({ id, amount: money(amount) })),
      }).to.deep.equal(expected);
      // Usage without a charge is there where plans are compared; nothing else is left to explain.
      expect(problems.filter(({ kind }) => kind !== 'usage_without_charge')).to.deep.equal([]);
    });
  }
});
