import { expect } from 'chai';
import { floatArithmetic } from '../../src/engine/numbers/arithmetic.ts';
import type { Terms } from '../../src/engine/invoice/settle.ts';
import { settle } from '../../src/engine/invoice/settle.ts';
import { settleFutures } from '../../src/engine/forecast/settle-futures.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { random } from '../support/random-plans.ts';

const math = floatArithmetic(2, 'line');
const COUNT = 600;

describe('settleFutures', () => {
  it('settles each future as it would be alone, but for a cent that is rounded inside', () => {
    for (let seed = 1; seed <= 120; seed += 1) {
      const next = random(seed * 104729);
      const terms = randomTerms(next);
      const lines = Array.from({ length: terms.lines }, () => futures(next));
      const together = settleFutures(math, lines, terms.terms, 'total');
      const off = together.map((total, index) => {
        const amounts = lines.map((line) => line[index]!);
        return Math.abs(total - settle(math, amounts, terms.terms).total);
      });
      expect(Math.max(...off), `terms ${seed}`).to.be.at.most(terms.slack);
    }
  }).timeout(20_000);

  it('settles amounts that many futures share to the cent, and the ends', () => {
    const terms = { ...none(1), discounts: [percent([0], 0.125)], tax: vat([0], 0.19) };
    const amounts = Float64Array.from({ length: COUNT }, (_, index) => (index % 3 === 0 ? 10_003 : 10_100 + index));
    const totals = settleFutures(math, [amounts], terms, 'total');
    for (const index of [0, 3, COUNT - 1]) expect(totals[index]).to.equal(settle(math, [amounts[index]!], terms).total);
  });

  it('takes what floats leave over of large amounts that are capped for no bend', () => {
    let settled = 0;
    const counting = { ...math, less: (a: number, b: number) => ((settled += 1), a < b) };
    const amounts = Float64Array.from({ length: COUNT }, (_, index) => 2e16 + index * 100);
    const totals = settleFutures(counting, [amounts], { ...none(1), maximum: 3_701_278 }, 'total');
    for (const total of totals) expect(total).to.be.closeTo(3_701_278, 32);
    expect(settled).to.be.below(200);
  });

  it('keeps futures apart that have no price', () => {
    const amounts = Float64Array.from([100, NaN, 300]);
    const totals = settleFutures(math, [amounts], { ...none(1), tax: vat([0], 0.2) }, 'total');
    expect([...totals]).to.deep.equal([120, NaN, 360]);
  });
});

function futures(next: () => number): Float64Array {
  const level = 1000 + next() * 50_000;
  const kind = next();
  const fixed = Math.round(level);
  return Float64Array.from({ length: COUNT }, () => {
    if (kind < 0.2) return fixed;
    const amount = Math.round(level * (0.3 + 1.4 * next()));
    return kind < 0.5 ? Math.max(fixed, amount) : amount;
  });
}

function none(lines: number): Terms<number> {
  return {
    discounts: [],
    maximum: null,
    minimum: null,
    commitment: null,
    creditsBefore: [],
    tax: vat(
      Array.from({ length: lines }, (_, line) => line),
      0,
    ),
    creditsAfter: [],
  };
}

function randomTerms(next: () => number): {
  readonly terms: Terms<number>;
  readonly lines: number;
  readonly slack: number;
} {
  const lines = next() < 0.6 ? 1 : 2;
  const all = Array.from({ length: lines }, (_, line) => line);
  const often = (share: number): boolean => next() < share;
  const discounts = [
    ...(often(0.5) ? [percent(all, Math.round(next() * 40) / 100)] : []),
    ...(often(0.3) ? [{ ...percent(all, 0), percent: false, value: Math.round(next() * 8000) }] : []),
    ...(often(0.3)
      ? [
          {
            ...percent([0], 0),
            tiers: [
              { upTo: 20_000, value: 0.05 },
              { upTo: null, value: 0.2 },
            ],
          },
        ]
      : []),
    ...(often(0.2) ? [{ ...percent([0], 0.5), atMost: 6000 }] : []),
  ];
  const terms = {
    ...none(lines),
    discounts,
    maximum: often(0.25) ? 40_000 : null,
    minimum: often(0.3) ? 25_000 : null,
    commitment: often(0.25)
      ? { amount: 30_000, lines: [0], basis: often(0.5) ? ('before_discounts' as const) : ('after_discounts' as const) }
      : null,
    creditsBefore: often(0.25) ? [{ balance: 9000, lines: null }] : [],
    tax: {
      ...vat(all, 0.19),
      groups: [...vat([0, lines, lines + 1], 0.19).groups, ...(lines === 2 ? vat([1], 0.07).groups : [])],
    },
  };
  return { terms, lines, slack: 3 };
}

function percent(lines: readonly number[], value: number) {
  return { lines, returned: [], percent: true, value, tiers: null, atMost: null };
}

function vat(lines: readonly number[], rate: number): Terms<number>['tax'] {
  const group = {
    name: 'VAT',
    category: 'standard',
    ratePct: new Decimal(rate).times(100),
    lines,
    compound: false,
    numerator: rate,
    denominator: 1,
  };
  return { behavior: 'exclusive', rounding: 'rate', groups: [group] };
}
