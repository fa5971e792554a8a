import { expect } from 'chai';
import fc from 'fast-check';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { allocate } from '../../src/engine/numbers/allocate.ts';
import type { MeteredCharge } from '../../src/engine/facts/charge.ts';
import { Decimal, powerOfTen, sum } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import type { TierStep } from '../../src/engine/pricing/line.ts';
import { periodContaining } from '../../src/engine/time/period.ts';
import { priceCharge } from '../../src/engine/pricing/price-charge.ts';
import { quantitiesOf } from '../../src/engine/usage/quantities.ts';
import type { RoundingMode } from '../../src/engine/numbers/rounding.ts';
import { round } from '../../src/engine/numbers/rounding.ts';
import { AS_IS, withQuantity } from '../../src/engine/usage/scenario.ts';
import { compareQuick, quickCases } from '../oracle/compare-quick.ts';
import { catalogOf, priceCases } from '../oracle/price-cases.ts';
import type { PriceCase } from '../oracle/price-cases.ts';
import { billCases } from '../oracle/random-bill.ts';
import type { BillCase } from '../oracle/random-bill.ts';
import { amount, METERED } from '../oracle/random-charge.ts';

const SEED = 31_101_976;
const holds = <T>(cases: fc.Arbitrary<T>, law: (each: T) => void, numRuns = 80): void =>
  fc.assert(fc.property(cases, law), { numRuns, seed: SEED });

const decimals = (texts: readonly string[]): Decimal[] => texts.map((text) => new Decimal(text));
const near = (a: Decimal, b: Decimal): boolean => a.minus(b).abs().lt('1e-60');

/** Every price of a case with the steps that explain it. */
function prices({ charge, quantities, seats, picker }: PriceCase) {
  const catalog = parseCatalog(catalogOf(charge));
  const parsed = catalog.plans[0]?.charges[0] as MeteredCharge;
  return quantities.map((quantity) => {
    const given = new Map(
      [
        ['m', quantity],
        ['n', picker],
        ['s', seats],
      ].map(([id, text]) => [id as string, new Decimal(text as string)]),
    );
    return { parsed, price: priceCharge(parsed, quantitiesOf(catalog, given)) };
  });
}

function invoiceOf({ catalog, account }: BillCase, credits = account.credits ?? []) {
  return estimate(parseCatalog(catalog), parseAccount({ ...account, credits })).invoice;
}

describe('laws of a price', () => {
  for (const model of METERED) {
    it(`adds up from the steps that explain it: ${model}`, () => {
      holds(priceCases(model, 8), (each) => {
        for (const { price } of prices(each)) {
          if (price.exact === null) continue;
          const steps = price.steps();
          const tiers = sum(steps.flatMap((step) => (step.kind === 'tier' ? [step.amount] : [])));
          const bound = steps.find(({ kind }) => kind === 'minimum_amount' || kind === 'maximum_amount') as
            { bound: Decimal; from: Decimal } | undefined;
          const explained = bound === undefined ? tiers : bound.bound;
          expect(near(explained, price.exact), `${explained.toFixed()} is not ${price.exact.toFixed()}`).to.equal(true);
          if (bound !== undefined) expect(near(bound.from, tiers)).to.equal(true);
        }
      });
    });
  }

  it('slices a quantity into tiers that add up to it', () => {
    holds(priceCases('graduated', 8), (each) => {
      for (const { parsed, price } of prices(each)) {
        const steps = price.exact === null ? [] : price.steps();
        const tiers = steps.filter((step): step is TierStep => step.kind === 'tier');
        const isPlain =
          parsed.convert === null &&
          parsed.included === null &&
          parsed.package === null &&
          parsed.minimumQuantity === null;
        if (!isPlain || tiers.length === 0 || parsed.beyondLast === 'free') continue;
        const units = sum(tiers.map((tier) => tier.units ?? tier.quantity));
        expect(near(units, price.quantity?.abs() ?? new Decimal(0))).to.equal(true);
      }
    });
  });

  it('tells the next step of a meter what it adds', () => {
    holds(priceCases('graduated', 6), (each) => {
      const more = { ...each, quantities: each.quantities.map((quantity) => new Decimal(quantity).plus(1).toFixed()) };
      const after = prices(more);
      for (const [index, { price }] of prices(each).entries()) {
        const next = price.next();
        const [here, there] = [price.exact, after[index]?.price.exact ?? null];
        if (here === null || there === null) expect(next).to.equal(null);
        else expect(next !== null && near(next.amount, there.minus(here))).to.equal(true);
      }
    });
  });

  it('rounds half away from zero to within half a minor unit', () => {
    holds(fc.tuple(amount(12, 14), fc.boolean(), fc.nat(4)), ([text, negative, scale]) => {
      const exact = new Decimal(text).times(negative ? -1 : 1);
      const half = powerOfTen(-scale).div(2);
      expect(round(exact, scale).minus(exact).abs().lte(half)).to.equal(true);
    });
  });

  it('rounds the other ways by direction, never by more than a unit', () => {
    const modes = fc.constantFrom<RoundingMode>('up', 'down', 'ceil', 'floor', 'half_even');
    holds(
      fc.tuple(amount(6, 6), fc.boolean(), fc.integer({ min: -2, max: 4 }), modes),
      ([text, negative, scale, mode]) => {
        const exact = new Decimal(text).times(negative ? -1 : 1);
        const off = round(exact, scale, mode).minus(exact);
        expect(off.abs().lt(powerOfTen(-scale))).to.equal(true);
        if (mode === 'up') expect(off.times(exact).gte(0)).to.equal(true);
        if (mode === 'down') expect(off.times(exact).lte(0)).to.equal(true);
        if (mode === 'ceil') expect(off.gte(0)).to.equal(true);
        if (mode === 'floor') expect(off.lte(0)).to.equal(true);
      },
    );
  });
});

describe('laws of an invoice', () => {
  it('adds up: lines to the subtotal, exclusive taxes to the total, credits to what is due', () => {
    holds(billCases(6), (each) => {
      const invoice = invoiceOf(each);
      const subtotal = sum(invoice.lines.map(({ amount: of }) => of as Decimal));
      expect(near(subtotal, invoice.subtotal as Decimal)).to.equal(true);
      const onTop =
        invoice.taxBehavior === 'exclusive' ? sum(invoice.taxes.map(({ amount: of }) => of)) : new Decimal(0);
      expect(near(subtotal.plus(onTop), invoice.total as Decimal)).to.equal(true);
      const paid = sum(invoice.credits.map(({ amount: of }) => of));
      expect(near((invoice.total as Decimal).minus(paid), invoice.due as Decimal)).to.equal(true);
    });
  });

  it('rounds everything that is due to the minor unit', () => {
    holds(billCases(6), (each) => {
      const { subtotal, total, due, taxes, currency } = invoiceOf(each);
      const digits = { USD: 2, JPY: 0, KWD: 3 }[currency] as number;
      for (const of of [subtotal, total, due, ...taxes.map(({ amount: tax }) => tax)])
        expect(of?.dp()).to.be.at.most(digits);
    });
  });

  it('shares discounts and credits over lines that then add up to them', () => {
    holds(billCases(6), (each) => {
      const { lines } = invoiceOf(each);
      for (const line of lines.filter(({ kind }) => kind === 'discount')) {
        expect(near(sum((line.shares ?? []).map(({ amount: of }) => of)), (line.amount as Decimal).neg())).to.equal(
          true,
        );
      }
    });
  });

  it('never asks for more because of a credit', () => {
    const more = fc.record({ balance: amount(4, 2), priority: fc.nat(3) });
    holds(fc.tuple(billCases(6), more), ([each, { balance, priority }]) => {
      const currency = each.account.currency;
      const added = { id: 'more', unit: currency, balance, priority, source: 'goodwill', applied: 'after_tax' };
      const [before, after] = [invoiceOf(each), invoiceOf(each, [...(each.account.credits ?? []), added])];
      expect((after.due as Decimal).lte(before.due as Decimal)).to.equal(true);
    });
  });
});

describe('allocate', () => {
  it('gives shares that add up to the amount, each less than a unit off its due', () => {
    const weights = fc.array(amount(5, 3), { minLength: 1, maxLength: 9 });
    holds(fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), weights), ([cents, texts]) => {
      const [whole, parts] = [new Decimal(cents).div(100), decimals(texts)];
      const shares = allocate(whole, parts, new Decimal('0.01'));
      expect(sum(shares).eq(whole)).to.equal(true);
      const all = sum(parts);
      for (const [index, share] of shares.entries()) {
        if (all.isZero()) break;
        const due = whole.times(parts[index] as Decimal).div(all);
        expect(share.minus(due).abs().lt('0.01'), `${share.toFixed()} for ${due.toFixed(6)}`).to.equal(true);
      }
    });
  });

  it('gives the same weights the same, but for the earlier ones', () => {
    const shares = allocate(new Decimal('0.05'), decimals(['1', '1', '1']), new Decimal('0.01'));
    expect(shares.map(String)).to.deep.equal(['0.02', '0.02', '0.01']);
  });

  it('ranks equal remainders by place, also where they never end', () => {
    // Two thirds and eight thirds have the same remainder: the earlier one is first.
    const shares = allocate(new Decimal('10'), decimals(['2', '8', '20']), new Decimal('1'));
    expect(shares.map(String)).to.deep.equal(['1', '3', '6']);
  });
});

describe('an estimate', () => {
  it('prices what every plan costs as its invoice does', () => {
    holds(quickCases, (each) => void expect(compareQuick(each)).to.deep.equal([]), 60);
  });

  it('does not ask in which order two meters were changed', () => {
    holds(fc.tuple(amount(5, 2), amount(5, 2)), ([a, b]) => {
      const [first, second] = [
        withQuantity('x', new Decimal(a), 'exactly'),
        withQuantity('y', new Decimal(b), 'about'),
      ];
      const entries = (of: typeof AS_IS): unknown[] => [...of.quantities].sort(([p], [q]) => (p < q ? -1 : 1));
      expect(entries(first(second(AS_IS)))).to.deep.equal(entries(second(first(AS_IS))));
    });
  });
});

describe('periodContaining', () => {
  it('holds its instant, and the next one begins where it ends', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe');
    const units = fc.constantFrom('day', 'week', 'month', 'year');
    const instants = fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2031, 0, 1) });
    holds(
      fc.tuple(instants, instants, units, fc.integer({ min: 1, max: 4 }), zones),
      ([anchor, at, unit, count, zone]) => {
        const { start, end } = periodContaining(anchor, { unit, count }, at, zone);
        expect(start <= at && at < end).to.equal(true);
        const next = periodContaining(anchor, { unit, count }, end, zone);
        expect(next.start).to.equal(end);
      },
    );
  });
});
