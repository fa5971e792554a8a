import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import type { Scenario } from '../../src/engine/usage/scenario.ts';
import { AS_IS, withQuantity } from '../../src/engine/usage/scenario.ts';
import { documents, estimated, usualDays } from '../support/forecast-documents.ts';

const MONTH = { unit: 'month', count: 1 };
const usage = { calls: { values: usualDays(70) } };
const charges = [{ id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10' }];
const plans = [
  { id: 'like', interval: MONTH, charges },
  { id: 'year', interval: { unit: 'year', count: 1 }, charges },
];

function on(plan: string, effect: string) {
  const scenario: Scenario = { ...AS_IS, plan };
  return estimated(
    {
      usage,
      elapsed: 10,
      plan: { interval: MONTH },
      plans,
      account: { limits: [{ id: 'budget', on: 'invoice', amount: '400', effect }] },
    },
    scenario,
  );
}

describe('estimateLimit', () => {
  it('holds a budget against a plan of the same period', () => {
    const { limits, forecast } = on('like', 'notify');
    expect(limits[0]!.expected!.toFixed(2)).to.equal(forecast!.mean.toFixed(2));
    expect(limits[0]!.chance).to.be.within(0, 1);
  });

  it('holds no monthly budget against a year on another plan', () => {
    const { limits, invoice, forecast, accrued, difference } = on('year', 'block');
    const [limit] = limits;
    expect(invoice.total!.gt(400)).to.equal(true);
    expect(forecast!.range80.high).to.be.greaterThan(400);
    expect([limit!.expected, limit!.reached, limit!.chance, limit!.notServed]).to.deep.equal([null, null, null, null]);
    // What is spent by now is of the own plan, whatever is tried out.
    expect(limit!.used.eq(accrued!.total!)).to.equal(true);
    expect(difference).to.equal(null);
  });

  it('does not count a true-up as spent before its time', () => {
    const of = (commitment: object | undefined) =>
      estimated({
        usage,
        elapsed: 10,
        account: { commitment, limits: [{ id: 'budget', on: 'invoice', amount: '400', effect: 'notify' }] },
      }).limits[0]!;
    const [plain, committed] = [of(undefined), of({ amount: '500' })];
    expect(committed.used.eq(plain.used)).to.equal(true);
    expect(committed.state).to.equal('ok');
    expect(committed.chance).to.equal(1);
  });

  it('says of a budget that the invoice comes to more whatever is used, and of no part of that that it is not served', () => {
    const of = (effect: string, commitment: string) =>
      estimated({
        usage,
        elapsed: 10,
        account: {
          commitment: { amount: commitment },
          limits: [{ id: 'budget', on: 'invoice', amount: '400', effect }],
        },
      });
    for (const effect of ['block', 'notify']) {
      const [above, at] = ['500', '400'].map((commitment) => of(effect, commitment).limits[0]!);
      expect([above!.unavoidable, above!.reached, above!.notServed]).to.deep.equal([true, null, null]);
      expect(at!.unavoidable).to.equal(false);
    }
    // A limit in units is held against no money.
    const units = estimated({
      usage,
      elapsed: 10,
      charges: [{ ...charges[0], unit_amount: '0.01' }],
      account: { commitment: { amount: '5000' }, limits: [{ id: 'calls', meter: 'calls', quantity: '4000' }] },
    }).limits[0]!;
    expect(units.unavoidable).to.equal(false);
    // What is used beyond it by now is no commitment.
    const used = estimated({
      usage,
      elapsed: 10,
      account: { commitment: { amount: '500' }, limits: [{ id: 'budget', on: 'invoice', amount: '50' }] },
    }).limits[0]!;
    expect([used.state, used.unavoidable]).to.deep.equal(['over', false]);
  });

  it('expects nothing to come to a limit behind one that stops', () => {
    const of = (...held: object[]) => estimated({ usage, elapsed: 10, account: { limits: held } }).limits;
    const kinds = [
      (id: string, at: string, effect: string) => ({ id, meter: 'calls', quantity: `${at}0`, effect }),
      (id: string, at: string, effect: string) => ({ id, on: 'invoice', amount: at, effect }),
    ];
    for (const limit of kinds) {
      const [alone] = of(limit('far', '200', 'notify'));
      expect(alone!.chance).to.be.greaterThan(0.9);
      expect(alone!.reached).not.to.equal(null);
      const [far, near] = of(limit('far', '200', 'notify'), limit('near', '150', 'block'));
      expect([far!.chance, far!.reached, far!.notServed]).to.deep.equal([0, null, null]);
      expect(far!.expected!.eq(near!.bound)).to.equal(true);
      expect(near!.notServed!.gt(0)).to.equal(true);
      const [open] = of(limit('far', '200', 'notify'), limit('near', '150', 'notify'));
      expect(open!.chance).to.equal(alone!.chance);
    }
  });

  it('expects nothing to come to a limit on a meter that a budget stops before', () => {
    const of = (calls: string, effect: string) =>
      estimated({
        usage,
        elapsed: 10,
        account: {
          limits: [
            { id: 'calls', meter: 'calls', quantity: calls },
            { id: 'budget', on: 'invoice', amount: '150', effect },
          ],
        },
      });
    const [open] = of('2000', 'notify').limits;
    expect(open!.chance).to.be.greaterThan(0.9);
    const { limits, meters } = of('2000', 'block');
    expect([limits[0]!.chance, limits[0]!.reached]).to.deep.equal([0, null]);
    expect(limits[0]!.expected!.eq(meters[0]!.served!)).to.equal(true);
    // The budget is 1500 calls of 0.10.
    const [[last], [beyond]] = ['1500', '1501'].map((calls) => of(calls, 'block').limits) as [
      typeof limits,
      typeof limits,
    ];
    expect([last!.chance === 0, last!.reached === null]).to.deep.equal([false, false]);
    expect([beyond!.chance, beyond!.reached]).to.deep.equal([0, null]);
  });

  it('tells of how many futures reach a limit, which come in whole steps', () => {
    const rare = Array.from({ length: 75 }, (_, day) => ((day * 7) % 23 < 3 ? 1 : 0));
    const leads = (...limits: readonly object[]) =>
      estimated({
        usage: { calls: { values: rare } },
        charges: [{ ...charges[0], unit_amount: '50' }],
        elapsed: 15,
        account: { limits: limits.map((limit) => ({ ...limit, effect: 'notify', thresholds_pct: [] })) },
      });
    const { forecast, meters } = leads();
    const [totals, from] = [forecast!.totals, meters[0]!.used!.toNumber() + 1];
    for (const at of [from, from + 1, from + 2]) {
      const share = totals.filter((total) => total >= 50 * at).length / totals.length;
      const { limits } = leads({ meter: 'calls', quantity: String(at) }, { on: 'invoice', amount: String(50 * at) });
      expect(share).to.be.within(0.1, 0.99);
      for (const { chance, reached } of limits) {
        expect(chance).to.be.closeTo(share, 0.002);
        expect(reached?.likely).to.be.a('number');
      }
    }
  });

  it('expects of what nobody forecasts what is counted', () => {
    const { limits } = estimated({
      meters: [{ id: 'calls', kind: 'seats', aggregation: 'max' }],
      usage: { calls: { values: [], quantity: 3000 } },
      elapsed: 10,
      account: {
        limits: [
          { on: 'invoice', amount: '400' },
          { meter: 'calls', quantity: '4000' },
        ],
      },
    });
    expect(limits.map(({ chance, reached, expected }) => [chance, reached, expected!.toFixed()])).to.deep.equal([
      [null, null, '300'],
      [null, null, '3000'],
    ]);
  });

  it('says nothing where nothing is counted: of nobody, and of a meter that is not reported', () => {
    const limits = [
      { on: 'invoice', amount: '300', effect: 'block' },
      { meter: 'calls', quantity: '4000' },
    ];
    const { catalog } = documents({ usage, elapsed: 10, plan: { limits } });
    const nobody = estimate(catalog, null, withQuantity('calls', new Decimal(5000), 'exactly')(AS_IS));
    expect(nobody.limits).to.deep.equal([]);
    expect(nobody.invoice.total!.toFixed()).to.equal('300');
    const unknown = estimated({ usage: {}, elapsed: 10, plan: { limits } });
    expect([unknown.limits.length, unknown.invoice.total]).to.deep.equal([0, null]);
    const gone = estimated({ usage, elapsed: 10, account: { limits: [{ meter: 'gone', quantity: '4000' }] } });
    expect(gone.limits).to.deep.equal([]);
  });

  it('tells what is counted towards a limit where the invoice has no price', () => {
    const of = (more: object) => {
      const { invoice, limits } = estimated({
        meters: [{ id: 'calls' }, { id: 'jobs' }],
        charges: [...charges, { ...charges[0], id: 'jobs', meter: 'jobs' }],
        usage,
        elapsed: 10,
        ...more,
      });
      expect(invoice.total).to.equal(null);
      return limits.map(({ limit, used, chance }) => [limit.id, used.toNumber(), chance]);
    };
    const limits = [
      { id: 'calls', meter: 'calls', quantity: '9000' },
      { id: 'budget', on: 'invoice', amount: '300', effect: 'block' },
    ];
    const counted = estimated({ usage, elapsed: 10 }).meters[0]!.used!.toNumber();
    expect(of({ account: { limits } })).to.deep.equal([['calls', counted, 0]]);
    const subscription = { plan: 'gone', anchor: '2024-03-01' };
    expect(of({ account: { limits, subscription } })).to.deep.equal([['calls', counted, null]]);
  });

  it('expects of a budget that is passed already what would come without it', () => {
    const limits = [{ on: 'invoice', amount: '50', effect: 'block' }];
    const { limits: states } = estimated({ usage, elapsed: 10, account: { limits } });
    const open = estimated({ usage, elapsed: 10 });
    expect(states[0]!.expected!.toFixed(2)).to.equal(open.forecast!.mean.toFixed(2));
  });

  it('serves more where somebody has consented to more', () => {
    const of = (consent: object | null) =>
      estimated({
        usage,
        elapsed: 10,
        account: { limits: [{ on: 'invoice', amount: '150', effect: 'block', consent }] },
      });
    const consents = ['2024-03-20', '2024-03-05'].map((until) => ({ amount: '200', until }));
    const shown = [null, ...consents].map(of);
    expect(shown.map(({ invoice }) => invoice.total!.toFixed())).to.deep.equal(['150', '200', '150']);
    expect(shown.map(({ limits }) => limits[0]!.bound.toFixed())).to.deep.equal(['150', '200', '150']);
  });

  it('prices what is counted already of a pool that a limit stops, too', () => {
    const { invoice, accrued, forecast, meters } = estimated({
      meters: [{ id: 'calls' }, { id: 'pool', sum_of: [{ meter: 'calls', multiply_by: '2' }] }],
      charges: [{ id: 'pool', meter: 'pool', model: 'per_unit', unit_amount: '0.10' }],
      usage,
      elapsed: 10,
      account: { limits: [{ meter: 'pool', quantity: '100', effect: 'block' }] },
    });
    expect(accrued!.total!.gt(100)).to.equal(true);
    expect(invoice.total!.eq(accrued!.total!)).to.equal(true);
    expect(Math.max(...forecast!.totals)).to.be.closeTo(accrued!.total!.toNumber(), 0.01);
    const pool = meters.find(({ meter }) => meter.id === 'pool')!;
    expect(pool.served!.eq(pool.used!)).to.equal(true);
  });
});
