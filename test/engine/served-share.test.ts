import { expect } from 'chai';
import { Decimal, ONE, ZERO } from '../../src/engine/numbers/decimal.ts';
import type { Stoppable, Tried, Wanted } from '../../src/engine/stops/served-share.ts';
import { largestShare, oneMoreOf, partOf } from '../../src/engine/stops/served-share.ts';
import { documents } from '../support/forecast-documents.ts';

/** 100 calls counted of 500, by tens, and none of 40 jobs. */
function stoppable(wanted: Readonly<Record<string, number>> = { calls: 500, jobs: 40 }): Stoppable {
  const { catalog, account } = documents({
    meters: [{ id: 'calls', step: '10' }, { id: 'jobs' }],
    charges: [],
    usage: { calls: { values: [], quantity: 100 } },
    elapsed: 10,
  });
  const known = Object.entries(wanted).map(
    ([id, quantity]) => [id, { quantity: new Decimal(quantity), source: 'scenario', kind: 'exactly' }] as const,
  );
  return { catalog, account, wanted: new Map(known), stops: () => true };
}

const words = (wanted: Wanted): string[] => [...wanted].map(([id, { quantity }]) => `${id} ${quantity.toFixed()}`);

describe('partOf', () => {
  it('is what is counted and a share of what is to come, in whole steps', () => {
    const of = (share: number, facts = stoppable()) => words(partOf(facts, new Decimal(share)));
    expect(of(0)).to.deep.equal(['calls 100', 'jobs 0']);
    expect(of(0.49)).to.deep.equal(['calls 290', 'jobs 19']);
    expect(of(1)).to.deep.equal(['calls 500', 'jobs 40']);
    expect(of(2)).to.deep.equal(['calls 900', 'jobs 80']);
    expect(of(0.5, { ...stoppable(), stops: (id) => id === 'jobs' })).to.deep.equal(['calls 500', 'jobs 20']);
    expect(of(0.5, { ...stoppable(), account: null })).to.deep.equal(['calls 250', 'jobs 20']);
    expect(of(0.5, stoppable({ calls: 60 }))).to.deep.equal(['calls 60']);
  });
});

describe('oneMoreOf', () => {
  it('is one step of a meter beyond what is counted, and nothing else of what is to come', () => {
    expect(words(oneMoreOf(stoppable(), 'calls'))).to.deep.equal(['calls 110', 'jobs 0']);
    expect(words(oneMoreOf(stoppable(), 'jobs'))).to.deep.equal(['calls 100', 'jobs 1']);
    expect(words(oneMoreOf(stoppable({ calls: 60 }), 'calls'))).to.deep.equal(['calls 70']);
  });
});

describe('largestShare', () => {
  /** What is served where a price fits, and how many prices were asked for. */
  function found(
    facts: Stoppable,
    price: (calls: number) => number,
    most = 1,
  ): readonly [calls: string, tries: number] {
    let tries = 0;
    const tryOut = (share: Decimal): Tried => {
      tries += 1;
      const calls = partOf(facts, share).get('calls')!.quantity;
      return { share, over: new Decimal(price(calls.toNumber())) };
    };
    const share = largestShare(facts, tryOut, [tryOut(ZERO), tryOut(new Decimal(most))]);
    return [partOf(facts, share).get('calls')!.quantity.toFixed(), tries];
  }

  it('finds the last step that fits', () => {
    for (const last of [100, 110, 120, 250, 300, 370, 480, 490]) {
      const [calls] = found(stoppable(), (quantity) => quantity - last - 1);
      expect(calls).to.equal(String(last));
    }
    expect(found(stoppable(), () => 1)).to.deep.equal(['100', 2]);
    expect(found(stoppable(), (quantity) => quantity - 700, 2)[0]).to.equal('700');
  });

  it('is exact to one step of the meter that has the most to come', () => {
    const facts = stoppable({ calls: 500, jobs: 4000 });
    let most = ONE;
    const tryOut = (share: Decimal): Tried => {
      const jobs = partOf(facts, share).get('jobs')!.quantity;
      if (jobs.lt(1235) && share.gt(0)) most = share;
      return { share, over: jobs.minus('1234.5') };
    };
    const share = largestShare(facts, tryOut, [tryOut(ZERO), tryOut(ONE)]);
    expect(partOf(facts, share).get('jobs')!.quantity.toFixed()).to.equal('1234');
    expect(share.lte(most)).to.equal(true);
  });

  it('asks for few prices, also where they bend or go by steps, and comes to an end where nobody counts so finely', () => {
    const many = stoppable({ calls: 1_000_100 });
    const prices: Readonly<Record<string, (calls: number) => number>> = {
      straight: (calls) => calls * 0.003 - 1234.5,
      'mostly included': (calls) => Math.max(0, calls - 900_000) * 0.01 - 500,
      'dearer from a tier on': (calls) => calls * 0.001 + Math.max(0, calls - 300_000) * 0.02 - 2000,
      'cheaper from a tier on': (calls) => Math.min(calls, 10_000) * 0.1 + calls * 0.001 - 1700,
      packages: (calls) => Math.ceil(calls / 50_000) * 70 - 1000,
    };
    for (const [name, price] of Object.entries(prices)) {
      const [calls, tries] = found(many, price);
      expect([price(Number(calls)) <= 0, price(Number(calls) + 10) > 0], name).to.deep.equal([true, true]);
      // Halving alone asks for 20.
      expect(tries, name).to.be.at.most({ straight: 6, packages: 20 }[name] ?? 12);
    }
    expect(found(stoppable({ calls: 1e30 }), (calls) => calls - 3e29)[1]).to.be.at.most(100);
  });
});
