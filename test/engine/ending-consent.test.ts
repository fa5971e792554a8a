import { expect } from 'chai';
import { alerts } from '../../src/engine/estimate/alerts.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withQuantity, type Scenario } from '../../src/engine/usage/scenario.ts';
import { dateAt, estimated, usualDays, type Documents } from '../support/forecast-documents.ts';
import { plain } from '../support/small-documents.ts';

/** Some 90 calls a day at 0.10, ten days into a period of thirty. */
const USUAL: Documents = { usage: { calls: { values: usualDays(70) } }, elapsed: 10 };
const START = Date.UTC(2024, 2, 1) / 86_400_000;

/** A limit that stops usage at so many calls, and a consent to go up to more until a day of the period. */
const cap = (quantity: number, more: number, until: number, hours = 0): object => ({
  limits: [
    {
      meter: 'calls',
      quantity: String(quantity),
      effect: 'block',
      consent: { quantity: String(more), until: dateAt(until, hours) },
    },
  ],
});
const budget = (amount: number, more: number, until: number): object => ({
  limits: [
    { on: 'invoice', amount: String(amount), effect: 'block', consent: { amount: String(more), until: dateAt(until) } },
  ],
});
const shown = (account: object, given: Partial<Documents> = {}, scenario?: Scenario): Estimate =>
  estimated({ ...USUAL, ...given, account }, scenario);
const open = estimated(USUAL);
const tried = (quantity: number, kind: 'about' | 'exactly' = 'exactly'): Scenario =>
  withQuantity('calls', new Decimal(quantity), kind)(AS_IS);

/** In each future, how many calls there are by a number of days after now. */
function callsBy(days: number): number[] {
  const { forecast } = open.meters[0]!;
  const count = open.forecast!.totals.length;
  const day = Math.floor(days);
  return Array.from({ length: count }, (_, index) => {
    const p = (index + 0.5) / count;
    const [before, after] = [day, Math.ceil(days)].map((ahead) => forecast!.quantileAt(p, ahead)) as [number, number];
    return Math.round(before + (after - before) * (days - day));
  });
}

describe('a consent that ends within the period', () => {
  it('lets each future go up to it until then, and after that up to the limit or no further', () => {
    for (const [at, more, until, hours] of [
      [1500, 2200, 20, 0],
      [1700, 1850, 20, 0],
      [2000, 2600, 24, 0],
      [1500, 2200, 20, 12],
      [1200, 1300, 10, 6],
    ] as const) {
      const by = callsBy(until + hours / 24 - 10);
      const ends = callsBy(20);
      const { forecast } = shown(cap(at, more, until, hours));
      const served = ends.map((end, index) => Math.min(end, more, Math.max(at, by[index]!)));
      for (const [index, total] of forecast!.totals.entries()) expect(total).to.be.closeTo(served[index]! / 10, 1e-9);
      const mean = served.reduce((sum, calls) => sum + calls, 0) / served.length / 10;
      expect(forecast!.mean).to.be.closeTo(mean, 1e-6);
    }
  });

  it('serves of what is expected what there is by then, no less than the limit and no more than was agreed to', () => {
    const served = (...limit: Parameters<typeof cap>): number => {
      const { meters, limits, invoice } = shown(cap(...limit));
      expect(invoice.total!.times(10).eq(meters[0]!.served!)).to.equal(true);
      expect(limits[0]!.notServed!.eq(meters[0]!.quantity!.minus(meters[0]!.served!))).to.equal(true);
      expect(limits[0]!.atEnd.eq(meters[0]!.served!)).to.equal(true);
      return meters[0]!.served!.toNumber();
    };
    const by = Math.round(open.meters[0]!.forecast!.meanAt(10));
    expect(by).to.be.within(2050, 2190);
    expect(served(1500, 2600, 20)).to.equal(by);
    expect(served(1500, 1700, 20)).to.equal(1700);
    expect(served(2200, 2500, 20)).to.equal(2200);
    // Until the end, or beyond it, nothing ends.
    for (const until of [30, 40]) {
      const { limits, meters } = shown(cap(1500, 2200, until));
      expect([limits[0]!.ending, plain(limits[0]!.atEnd), plain(meters[0]!.served)]).to.deep.equal([
        null,
        '2200',
        '2200',
      ]);
    }
  });

  it('says when and how probably usage is stopped, by the one bound or the other', () => {
    const of = (...limit: Parameters<typeof cap>) => shown(cap(...limit)).limits[0]!;
    const plainly = (quantity: number) =>
      shown({ limits: [{ meter: 'calls', quantity: String(quantity), effect: 'block' }] }).limits[0]!;
    const day = (place: number): number => START + place;
    // Above the limit by then in all futures, and below what was agreed to: stopped on the day on which it ends.
    expect(of(1200, 2600, 20).reached).to.deep.equal({ from: day(20), likely: day(20), to: day(20) });
    expect(of(1200, 2600, 20).chance).to.equal(1);
    // What was agreed to is reached before, in most.
    expect(of(1200, 1500, 20).reached).to.deep.equal(plainly(1500).reached);
    // The limit is reached after it only.
    expect(of(2800, 3500, 20).reached).to.deep.equal(plainly(2800).reached);
    expect(of(2800, 3500, 20).chance).to.equal(plainly(2800).chance);
    expect(of(2800, 3500, 20).chance).to.be.within(0.1, 0.99);
  });

  it('takes what is tried out as coming together evenly over what is left', () => {
    // 900 or so are counted; 2,000 more in twenty days are 1,000 in ten.
    const counted = open.meters[0]!.used!.toNumber();
    const { meters, invoice, forecast } = shown(cap(1000, 5000, 20), {}, tried(counted + 2000));
    expect(meters[0]!.served!.toNumber()).to.equal(counted + 1000);
    expect(invoice.total!.toNumber()).to.equal((counted + 1000) / 10);
    expect(forecast).to.equal(null);
    const about = shown(cap(1000, 5000, 20), {}, tried(counted + 2000, 'about'));
    expect(about.meters[0]!.served!.toNumber()).to.equal(counted + 1000);
    const free = estimated(USUAL, tried(counted + 2000, 'about')).forecast!;
    for (const [index, total] of about.forecast!.totals.entries())
      expect(total).to.be.closeTo((counted + Math.max(0, free.totals[index]! * 10 - counted) / 2) / 10, 0.051);
  });

  it('holds a budget so, in each future and at what is expected', () => {
    const by = callsBy(10).map((calls) => calls / 10);
    for (const [at, more] of [
      [150, 220],
      [170, 185],
      [230, 300],
    ] as const) {
      const { forecast, invoice, limits, fan } = shown(budget(at, more, 20));
      for (const [index, total] of forecast!.totals.entries())
        expect(total).to.be.closeTo(Math.min(open.forecast!.totals[index]!, more, Math.max(at, by[index]!)), 1e-9);
      const mean = open.meters[0]!.forecast!.meanAt(10) / 10;
      const bound = Math.min(more, Math.max(at, mean));
      expect(invoice.total!.toNumber()).to.be.closeTo(Math.min(bound, open.invoice.total!.toNumber()), 0.1);
      expect(limits[0]!.chance).to.be.closeTo(open.forecast!.chanceOver(new Decimal(at)), 0.01);
      expect(fan!.at(-1)!.mean).to.equal(forecast!.mean);
      for (const { day, range95 } of fan!) if (day < START + 20) expect(range95.high).to.be.at.most(more);
    }
    expect(shown(budget(150, 220, 20)).limits[0]!.reached!.likely).to.equal(START + 20);
    const { limits } = shown(budget(150, 220, 20));
    expect(limits[0]!.notServed!.plus(limits[0]!.atEnd).toFixed(2)).to.equal(open.forecast!.mean.toFixed(2));
  });

  it('holds budgets against what is spent, not against what a commitment asks for at the end', () => {
    const of = (commitment: string, limits: object) => {
      const { meters, invoice, forecast } = shown({ commitment: { amount: commitment }, ...limits });
      return [
        meters[0]!.served!.toNumber(),
        invoice.total!.toNumber(),
        forecast?.range80.low ?? invoice.total!.toNumber(),
      ];
    };
    const until = { amount: '150', on: 'invoice', effect: 'block' };
    expect(of('200', { limits: [until] })).to.deep.equal([1500, 200, 200]);
    expect(of('140', { limits: [until] }).slice(0, 2)).to.deep.equal([1500, 150]);
    const by = Math.round(open.meters[0]!.forecast!.meanAt(10));
    expect(of('300', budget(150, 400, 20))).to.deep.equal([by, 300, 300]);
    const behind = { limits: [until, { meter: 'calls', quantity: '1400', effect: 'block' }] };
    expect(shown({ commitment: { amount: '200' }, ...behind }).limits[1]!.chance).to.equal(1);
  });

  it('says of a budget below a commitment what usage it stops, and when', () => {
    const until = { limits: [{ amount: '150', on: 'invoice', effect: 'block' }] };
    const [plain, more] = [shown(until), shown({ commitment: { amount: '300' }, ...until })];
    const of = ({ limits: [limit] }: Estimate) =>
      [limit!.expected, limit!.notServed, limit!.reached, limit!.chance].map((value) => JSON.stringify(value));
    expect(of(more)).to.deep.equal(of(plain));
    expect([plain, more].map(({ limits: [limit] }) => limit!.unavoidable)).to.deep.equal([false, true]);
    expect(more.fan!.slice(0, -1)).to.deep.equal(plain.fan!.slice(0, -1));
    expect(more.fan!.at(-1)!.mean).to.equal(300);
    expect([more.commitment!.trueUp.toNumber(), more.commitment!.trueUpRange]).to.deep.equal([150, null]);
    // No usage comes to it, and the invoice is above it.
    const far = shown({ commitment: { amount: '5000' }, limits: [{ ...until.limits[0], amount: '4000' }] });
    expect([far.limits[0]!.unavoidable, far.limits[0]!.chance, far.limits[0]!.reached]).to.deep.equal([true, 0, null]);
    expect(far.forecast?.mean ?? far.invoice.total!.toNumber()).to.equal(5000);
    expect(alerts(far.catalog, far.account!).map(({ kind }) => kind)).to.deep.equal(['limit']);
  });

  it('leaves on the invoice what a commitment asks for beside usage that does not count towards it', () => {
    const meters = [{ id: 'calls' }, { id: 'other' }];
    const charges = meters.map(({ id }) => ({
      id,
      meter: id,
      model: 'per_unit',
      unit_amount: '0.10',
      counts_toward_commitment: id === 'calls',
    }));
    const usage = { calls: { values: usualDays(70) }, other: { values: usualDays(70) } };
    for (const amount of ['300', '400', '490']) {
      const { invoice, forecast } = shown(
        { commitment: { amount: '500' }, limits: [{ amount, on: 'invoice', effect: 'block' }] },
        { meters, charges, usage },
      );
      expect(forecast!.mean / invoice.total!.toNumber()).to.be.closeTo(1, 0.02);
    }
  });

  it('holds a budget so where all is tried out exactly', () => {
    const counted = open.meters[0]!.used!.toNumber();
    const { invoice } = shown(budget(100, 500, 20), {}, tried(counted + 2000));
    expect(invoice.total!.toNumber()).to.equal((counted + 1000) / 10);
  });

  it('holds what is made of others so, one of which may be tried out exactly', () => {
    const given: Documents = {
      meters: [
        { id: 'calls' },
        { id: 'chats' },
        { id: 'pool', sum_of: [{ meter: 'calls' }, { meter: 'chats', multiply_by: '2' }] },
      ],
      charges: [{ id: 'pool', meter: 'pool', model: 'per_unit', unit_amount: '0.10' }],
      usage: { calls: { values: usualDays(70) }, chats: { values: [], quantity: 100 } },
      elapsed: 10,
      account: {
        limits: [
          { meter: 'pool', quantity: '1500', effect: 'block', consent: { quantity: '9000', until: dateAt(20) } },
        ],
      },
    };
    const { forecast, meters } = estimated(given, withQuantity('chats', new Decimal(500), 'exactly')(AS_IS));
    const by = callsBy(10);
    for (const [index, total] of forecast!.totals.entries()) expect(total).to.be.closeTo((by[index]! + 600) / 10, 1e-9);
    const pool = meters.find(({ meter }) => meter.id === 'pool')!;
    expect(pool.served!.toNumber()).to.equal(Math.round(open.meters[0]!.forecast!.meanAt(10)) + 600);
  });

  it('is behind a limit that is never above it, and before one that is never below', () => {
    const consented = (cap(1500, 2200, 20) as { readonly limits: readonly object[] }).limits[0]!;
    const both = (quantity: string) =>
      shown({
        limits: [
          { id: 'a', ...consented },
          { id: 'b', meter: 'calls', quantity, effect: 'block' },
        ],
      });
    const chances = (quantity: string) => both(quantity).limits.map(({ chance }) => chance! > 0);
    expect(chances('1400')).to.deep.equal([false, true]);
    expect(chances('1800')).to.deep.equal([true, true]);
    expect(chances('2300')).to.deep.equal([true, false]);
    expect(both('1800').meters[0]!.served!.toNumber()).to.equal(1800);
    expect(both('2300').meters[0]!.served!.toNumber()).to.be.within(1801, 2199);
  });

  it('lets a plan carry the usage of a period only where it holds to its end', () => {
    const dear = [{ id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.20' }];
    const plans = [{ id: 'dear', interval: { unit: 'day', count: 30 }, charges: dear }];
    const carried = (until: number) => {
      const [own, other] = estimated({ ...USUAL, plans, plan: cap(1200, 9000, until) }).plans;
      return [own!.blockedBy?.id ?? null, own!.cheapest, own!.cheapestShare, other!.cheapest];
    };
    expect(carried(20)).to.deep.equal(['calls', false, 0, true]);
    expect(carried(30)).to.deep.equal([null, true, 1, false]);
  });

  it('notifies at the limit from then on', () => {
    const limits = [{ meter: 'calls', quantity: '1500', consent: { quantity: '9000', until: dateAt(20) } }];
    const [limit] = shown({ limits }).limits;
    expect([plain(limit!.bound), plain(limit!.atEnd), limit!.notServed]).to.deep.equal(['9000', '1500', null]);
    expect([limit!.chance, limit!.reached!.likely]).to.deep.equal([1, START + 20]);
  });
});
