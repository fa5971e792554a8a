import { expect } from 'chai';
import { accruedOf, closingOf, plain, rows, smallEstimate } from '../support/small-documents.ts';

const PLAN = {
  charges: [
    { id: 'fee', model: 'flat', amount: '100', timing: 'in_arrears' },
    { id: 'usage', model: 'per_unit', unit_amount: '1', meter: 'calls', tax_category: 'usage' },
  ],
};
const USAGE = { calls: { quantity: '50' } };
const money = (id: string, balance: string, more: object = {}): object => ({ id, unit: 'USD', balance, ...more });

/** What each credit paid, in the order they were drawn. */
function drawn(credits: readonly object[], more: object = {}): string[] {
  const invoice = accruedOf(PLAN, { usage: USAGE, credits, ...more });
  return invoice.credits.map(
    ({ id, amount, remaining }) => `${id} ${plain(amount)} of ${plain(amount.plus(remaining))}`,
  );
}

describe('money credits', () => {
  const ORDERS: readonly (readonly [why: string, credits: readonly object[], drawn: readonly string[]])[] = [
    [
      'by priority, whatever else',
      [money('b', '60', { priority: 2 }), money('a', '60', { priority: 1, source: 'purchased' })],
      ['a 60 of 60', 'b 60 of 60'],
    ],
    [
      'then by expiry, the one without end last',
      [
        money('c', '100'),
        money('b', '40', { expires_at: '2026-06-01' }),
        money('a', '40', { expires_at: '2026-05-01' }),
      ],
      ['a 40 of 40', 'b 40 of 40', 'c 70 of 100'],
    ],
    [
      'then granted before purchased',
      [money('b', '100', { source: 'purchased' }), money('a', '100', { source: 'goodwill' })],
      ['a 100 of 100', 'b 50 of 100'],
    ],
    [
      'granted before purchased, whichever stands first',
      [money('a', '100', { source: 'granted' }), money('b', '100', { source: 'purchased' })],
      ['a 100 of 100', 'b 50 of 100'],
    ],
    [
      'granted before purchased, however much older',
      [
        money('a', '100', { source: 'granted', granted_at: '2026-02-01' }),
        money('b', '100', { source: 'purchased', granted_at: '2026-01-01' }),
      ],
      ['a 100 of 100', 'b 50 of 100'],
    ],
    [
      'then the older one',
      [money('b', '100', { granted_at: '2026-02-01' }), money('a', '100', { granted_at: '2026-01-01' })],
      ['a 100 of 100', 'b 50 of 100'],
    ],
    [
      'then the older one, whichever stands first',
      [money('a', '100', { granted_at: '2026-01-01' }), money('b', '100', { granted_at: '2026-02-01' })],
      ['a 100 of 100', 'b 50 of 100'],
    ],
    ['else as they stand', [money('a', '100'), money('b', '100')], ['a 100 of 100', 'b 50 of 100']],
  ];
  for (const [why, credits, expected] of ORDERS) {
    it(`are drawn ${why}`, () => expect(drawn(credits)).to.deep.equal(expected));
  }

  it('pay only the charges they are for, the lines in order', () => {
    const invoice = accruedOf(PLAN, {
      usage: USAGE,
      credits: [money('a', '80', { charges: ['usage'] }), money('b', '30')],
    });
    expect(plain(invoice.due)).to.equal('70');
    expect(
      invoice.credits.map(({ shares }) => (shares ?? []).map(({ line, amount }) => `${line} ${plain(amount)}`)),
    ).to.deep.equal([['usage 50'], ['fee 30']]);
  });

  it('pay tax too, where they come after it', () => {
    const tax = { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '10' }], usage: [] } };
    const after = accruedOf(PLAN, { usage: USAGE, tax, credits: [money('a', '200', { charges: ['fee'] })] });
    expect([plain(after.total), plain(after.due)]).to.deep.equal(['160', '50']);
    const before = accruedOf(PLAN, {
      usage: USAGE,
      tax,
      credits: [money('a', '200', { charges: ['fee'], applied: 'before_tax' })],
    });
    expect(rows(before)).to.deep.equal(['fee 100', 'usage 50', 'credit_before_tax a -100']);
    expect([plain(before.total), plain(before.due)]).to.deep.equal(['50', '50']);
  });

  it('are not drawn once they have expired when the invoice is issued', () => {
    const expiring = (at: string): string[] => drawn([money('a', '10', { expires_at: at })]);
    expect(expiring('2026-03-31')).to.deep.equal([]);
    expect(expiring('2026-04-01')).to.deep.equal(['a 10 of 10']);
  });

  it('are not drawn before they are there', () => {
    const granted = (at: string): string[] => drawn([money('a', '10', { granted_at: at })]);
    expect(granted('2026-04-02')).to.deep.equal([]);
    expect(granted('2026-04-01')).to.deep.equal(['a 10 of 10']);
  });

  it('pay no part of a cent, and never more than there is', () => {
    expect(drawn([money('a', '10.019')])).to.deep.equal(['a 10.01 of 10.019']);
    expect(drawn([money('a', '500')])).to.deep.equal(['a 150 of 500']);
    expect(drawn([money('a', '0')])).to.deep.equal([]);
  });
});

describe('what credits pay', () => {
  it('is also a minimum and what is missing to a commitment', () => {
    const bounded = { ...PLAN, minimum_amount: '170' };
    const credits = [money('a', '1000', { applied: 'before_tax' })];
    const invoice = closingOf(bounded, { usage: USAGE, credits, commitment: { amount: '180' } });
    const paid = invoice.lines.find(({ kind }) => kind === 'credit_before_tax')?.shares ?? [];
    expect(paid.map(({ line, amount }) => `${line} ${plain(amount)}`)).to.deep.equal([
      'fee 100',
      'usage 50',
      'minimum 20',
      'true_up 30',
    ]);
  });

  it('is no booked item that has a charge’s name', () => {
    const pending = [{ id: 'usage', amount: '25' }];
    const credits = [money('a', '1000', { charges: ['usage'] })];
    expect(plain(accruedOf(PLAN, { usage: USAGE, credits, pending_items: pending }).due)).to.equal('125');
  });
});

describe('unit credits', () => {
  const units = (id: string, balance: string, more: object = {}): object => ({ id, unit: 'calls', balance, ...more });
  const dueOf = (credits: readonly object[], more: object = {}): string =>
    plain(accruedOf(PLAN, { usage: USAGE, credits, ...more }).due);

  it('are taken off before units are priced', () => {
    expect(dueOf([units('a', '20')])).to.equal('130');
    expect(dueOf([units('a', '20'), units('b', '70')])).to.equal('100');
  });

  it('pay the charges they are for, and as long as they are good', () => {
    expect(dueOf([units('a', '20', { charges: ['fee'] })])).to.equal('150');
    expect(dueOf([units('a', '20', { expires_at: '2026-03-09' })])).to.equal('150');
    expect(dueOf([units('a', '20', { granted_at: '2026-03-11' })])).to.equal('150');
    expect(dueOf([units('a', '20', { granted_at: '2026-03-10' })])).to.equal('130');
    expect(dueOf([{ id: 'a', unit: 'seats', balance: '20' }])).to.equal('150');
  });

  it('are units of the meter, also where others are priced', () => {
    const priced = (convert: object) => ({ id: 'c', model: 'per_unit', unit_amount: '5', meter: 'calls', convert });
    const of = (convert: object, balance = '20') => {
      const account = { usage: USAGE, credits: [units('a', balance)], as_of: '2026-03-31T23:00:00Z' };
      const { accrued, credits } = smallEstimate([{ charges: [priced(convert)] }], account);
      return [plain(accrued?.total), ...credits.map(({ drawn, remaining }) => `${plain(drawn)} + ${plain(remaining)}`)];
    };
    expect(of({ divide_by: '10' })).to.deep.equal(['15', '20 + 0']);
    expect(of({ multiply_by: '2' })).to.deep.equal(['300', '20 + 0']);
    expect(of({ divide_by: '3' }, '60')).to.deep.equal(['0', '50 + 10']);
    expect(of({ divide_by: '15', round: { increment: '1', mode: 'up' } }, '30')).to.deep.equal(['10', '30 + 0']);
    expect(of({ divide_by: '15', round: { increment: '1', mode: 'up' } }, '90')).to.deep.equal(['0', '60 + 30']);
  });

  it('are used up by one charge after the other', () => {
    const twice = { charges: [...PLAN.charges, { id: 'more', model: 'per_unit', unit_amount: '2', meter: 'calls' }] };
    const invoice = accruedOf(twice, { usage: USAGE, credits: [units('a', '60')] });
    expect(rows(invoice)).to.deep.equal(['fee 100', 'usage 0', 'more 80']);
  });

  it('are steps before the tiers, those that are drawn from', () => {
    const [, line] = accruedOf(PLAN, { usage: USAGE, credits: [units('a', '50'), units('b', '9')] }).lines;
    expect(line!.steps.map((step) => (step.kind === 'unit_credit' ? step.id : step.kind))).to.deep.equal(['a']);
    const [, part] = accruedOf(PLAN, { usage: USAGE, credits: [units('a', '20')] }).lines;
    expect(part!.steps.map(({ kind }) => kind)).to.deep.equal(['unit_credit', 'tier']);
  });

  it('are whole again for the next estimate', () => {
    const account = { usage: USAGE, credits: [units('a', '20')] };
    const estimates = [1, 2].map(() => plain(accruedOf(PLAN, account).total));
    expect(estimates).to.deep.equal(['130', '130']);
  });
});
