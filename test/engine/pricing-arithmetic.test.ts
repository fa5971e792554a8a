import { expect } from 'chai';
import fc from 'fast-check';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Arithmetic } from '../../src/engine/numbers/arithmetic.ts';
import { floatArithmetic } from '../../src/engine/numbers/arithmetic.ts';
import type { Plan } from '../../src/engine/facts/catalog.ts';
import type { Decimal } from '../../src/engine/numbers/decimal.ts';
import { arithmeticOf, termsOf, treatmentOf } from '../../src/engine/invoice/issue-invoice.ts';
import { minorDigits } from '../../src/engine/numbers/money.ts';
import type { Draft } from '../../src/engine/invoice/issue-invoice.ts';
import { draftNextInvoice } from '../../src/engine/invoice/next-invoice.ts';
import { quantitiesOf } from '../../src/engine/usage/quantities.ts';
import type { Settled } from '../../src/engine/invoice/settle.ts';
import { settle } from '../../src/engine/invoice/settle.ts';
import type { BillCase } from '../oracle/random-bill.ts';
import { billCases } from '../oracle/random-bill.ts';

const SEED = 16_07_2026;

/** The lines of a bill and what is around them, rounded half away from zero. */
function draftOf(wire: Pick<BillCase, 'catalog' | 'account'>): Draft {
  const catalog = parseCatalog(wire.catalog);
  const plan = catalog.plans[0] as Plan;
  const quantities = quantitiesOf(catalog, new Map());
  const account = parseAccount(wire.account);
  const { lines, facts } = draftNextInvoice({ catalog, account, plan, quantities, takes: () => true });
  return { lines, facts: { ...facts, rounding: { ...facts.rounding, mode: 'half_away' } } };
}

function settled<N>(math: Arithmetic<N>, { lines, facts }: Draft): Settled<N> {
  return settle(
    math,
    lines.map(({ line }) => math.of(line.amount as Decimal)),
    termsOf(math, lines, facts),
  );
}

/** What an invoice's steps came to, in order. */
function steps<N>(of: Settled<N>): N[] {
  const { maximum, minimum, trueUp, subtotal, total, due } = of;
  const off = [...of.discounts, ...of.creditsBefore, ...of.creditsAfter].map(({ amount }) => amount);
  return [...off, ...of.taxes.map(({ amount }) => amount), maximum, minimum, trueUp, subtotal, total, due];
}

describe('floatArithmetic', () => {
  it('settles as decimals do, but for minor units that are shared or paid in parts', () => {
    fc.assert(
      fc.property(billCases(6), (each) => {
        const draft = draftOf(each);
        const digits = minorDigits(draft.facts.currency);
        const exact = steps(settled(arithmeticOf(draft.facts), draft)).map((amount) =>
          amount.times(10 ** digits).toNumber(),
        );
        const float = steps(settled(floatArithmetic(digits, draft.facts.rounding.at), draft));
        const off = exact.map((amount, index) => Math.abs(amount - (float[index] as number)));
        expect(Math.max(...off)).to.be.below(6);
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  it('rounds steps where lines are rounded', () => {
    expect((['line', 'invoice'] as const).map((at) => floatArithmetic(2, at).roundStep(1.4))).to.deep.equal([1, 1.4]);
  });

  it('shares by what is above nothing', () => {
    expect(floatArithmetic(2, 'line').share(90, [10, -5, 0, 20])).to.deep.equal([30, 0, 0, 60]);
  });
});

describe('settle', () => {
  it('says which bounds it came to', () => {
    const branches = (plan: object) => {
      const charges = [{ id: 'fee', model: 'flat', amount: '9', timing: 'in_arrears' }];
      const account = {
        version: 1,
        revision: 1,
        as_of: '2026-03-10T12:00:00Z',
        time_zone: 'UTC',
        currency: 'USD',
        subscription: { plan: 'p', status: 'active', anchor: '2026-03-01' },
      };
      const plans = [{ id: 'p', charges, ...plan }];
      const draft = draftOf({ catalog: { version: 1, currency: 'USD', plans }, account } as unknown as BillCase);
      return settled(arithmeticOf(draft.facts), draft).branches;
    };
    expect(branches({})).to.deep.equal([0, 0, 0]);
    expect(branches({ maximum_amount: '8' })).to.deep.equal([1, 0, 0]);
    expect(branches({ minimum_amount: '10' })).to.deep.equal([0, 1, 0]);
    expect(branches({ commitment: { amount: '10' } })).to.deep.equal([0, 0, 1]);
  });
});

describe('treatmentOf', () => {
  const CHARGES = [
    { id: 'plain' },
    { id: 'same' },
    { id: 'kept', discountable: false },
    { id: 'uncounted', counts_toward_commitment: false },
    { id: 'discounted' },
    { id: 'paid' },
    { id: 'taxed', tax_category: 'usage' },
    { id: 'otherwise', tax_category: 'fees' },
  ];
  const draft = draftOf({
    catalog: {
      version: 1,
      currency: 'USD',
      plans: [
        {
          id: 'p',
          charges: CHARGES.map((charge) => ({ model: 'flat', amount: '9', timing: 'in_arrears', ...charge })),
        },
      ],
    },
    account: {
      version: 1,
      revision: 1,
      as_of: '2026-03-10T12:00:00Z',
      time_zone: 'UTC',
      currency: 'USD',
      subscription: { plan: 'p', status: 'active', anchor: '2026-03-01' },
      pending_items: [{ id: 'paid', amount: '9' }],
      discounts: [
        { id: 'all', kind: 'percent', value: '10', scope: 'invoice' },
        { id: 'one', kind: 'percent', value: '10', scope: 'line', charges: ['discounted'] },
      ],
      tax: { behavior: 'none' },
      credits: [
        { id: 'any', unit: 'USD', balance: '5' },
        { id: 'one', unit: 'USD', balance: '5', charges: ['paid'] },
      ],
    },
  } as unknown as BillCase);
  const treatments = () => draft.lines.map((line) => treatmentOf(line, draft.facts));

  it('is one for lines that discounts, commitment, credits and taxes take alike, and another for every other', () => {
    const [plain, same, ...others] = treatments();
    expect(same).to.equal(plain);
    expect(new Set([plain, ...others.slice(0, -1)]).size).to.equal(CHARGES.length - 1);
  });

  it('is that of no charge for a booked item that has a charge’s name', () => {
    expect(treatments().at(-1)).to.equal(treatments()[CHARGES.findIndex(({ id }) => id === 'uncounted')]);
  });
});
