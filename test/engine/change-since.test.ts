import { expect } from 'chai';
import { estimated, usualDays, type Documents } from '../support/forecast-documents.ts';

const base = { id: 'base', name: 'Base fee', model: 'flat', amount: '40.00', timing: 'in_arrears' };
const calls = { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10' };

function changeOf(last: object, more: Partial<Documents> = {}) {
  const lastInvoice = { period: { start: '2024-01-31', end: '2024-03-01' }, ...last };
  const { account, ...rest } = more;
  const { change, invoice } = estimated({
    usage: { calls: { values: usualDays(70) } },
    elapsed: 10,
    charges: [base, calls],
    ...rest,
    account: { last_invoices: [lastInvoice], ...account },
  });
  if (change === null) throw new Error('no change');
  return { change, total: invoice.total! };
}

describe('changeSince', () => {
  const lines = [
    { charge: 'base', quantity: null, amount: '40.00' },
    { charge: 'calls', quantity: '2000', amount: '200.00' },
  ];

  it('is nothing without a last invoice', () => {
    expect(estimated({ usage: { calls: { values: usualDays(70) } }, elapsed: 10 }).change).to.equal(null);
  });

  const cases: readonly (readonly [string, object, Partial<Documents>, readonly string[]])[] = [
    ['more usage alone', { total: '240.00', lines }, {}, ['usage']],
    [
      'a new price alone',
      { total: '200.00', lines: [lines[0], { charge: 'calls', quantity: '2000', amount: '160.00' }] },
      {},
      ['usage', 'price'],
    ],
    [
      'another plan',
      { plan: 'old', total: '210.00', lines: [{ charge: 'gone', amount: '10.00' }, lines[1]] },
      {},
      ['usage', 'plan'],
    ],
    [
      'a discount and tax',
      { total: '240.00', lines },
      {
        plan: { discounts: [{ id: 'd', kind: 'percent', value: '10' }] },
        account: { tax: { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } } },
      },
      ['usage', 'other'],
    ],
    [
      'lines of one charge in two parts',
      {
        total: '240.00',
        lines: [
          lines[0],
          { charge: 'calls', quantity: '1200', amount: '120.00' },
          { charge: 'calls', quantity: '800', amount: '80.00' },
        ],
      },
      {},
      ['usage'],
    ],
    [
      'a quantity nobody knows',
      { total: '240.00', lines: [lines[0], { charge: 'calls', quantity: null, amount: '200.00' }] },
      {},
      ['usage'],
    ],
    [
      'a charge that is gone',
      { total: '250.00', lines: [...lines, { charge: 'gone', name: 'Gone', amount: '10.00' }] },
      {},
      ['usage', 'price'],
    ],
    ['what is on no line', { total: '233.00', lines }, {}, ['usage', 'other']],
  ];
  for (const [name, last, more, parts] of cases) {
    it(`adds up exactly: ${name}`, () => {
      const { change, total } = changeOf(last, more);
      const { usage, price, plan, other, difference, from, to } = change;
      expect(usage.plus(price).plus(plan).plus(other).eq(difference)).to.equal(true);
      expect(to.minus(from).eq(difference)).to.equal(true);
      expect(to.eq(total)).to.equal(true);
      const named = Object.entries({ usage, price, plan, other }).flatMap(([part, amount]) =>
        amount.isZero() ? [] : [part],
      );
      expect(named).to.deep.equal(parts);
      const ofLines = change.lines.reduce((sum, line) => sum + line.usage.plus(line.price).toNumber(), 0);
      expect(ofLines).to.be.closeTo(usage.plus(price).plus(plan).toNumber(), 1e-9);
    });
  }

  it('prices the last quantity at the prices of today', () => {
    const { change, total } = changeOf({
      total: '200.00',
      lines: [lines[0], { charge: 'calls', quantity: '2000', amount: '160.00' }],
    });
    expect(change.price.toNumber()).to.equal(40);
    expect(change.usage.toNumber()).to.be.closeTo(total.toNumber() - 240, 1e-9);
  });
});
