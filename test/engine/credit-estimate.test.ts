import { expect } from 'chai';
import { reachedSpan } from '../../src/engine/forecast/meter-forecast.ts';
import { dateAt, estimated, usualDays } from '../support/forecast-documents.ts';
import { plain, smallEstimate } from '../support/small-documents.ts';

const usage = { calls: { values: usualDays(70) } };
const FEE = { id: 'fee', model: 'flat', amount: '40' };
const credit = { id: 'prepaid', unit: 'EUR', applied: 'after_tax' };

function creditsOf(credits: readonly object[]) {
  const { credits: states, invoice, period, forecast } = estimated({ usage, elapsed: 10, account: { credits } });
  return { states, invoice, period: period!, forecast: forecast! };
}

describe('estimateCredits', () => {
  it('says what a credit pays, and that it runs out in this period', () => {
    const { states, invoice, period } = creditsOf([{ ...credit, balance: '180' }]);
    const [state] = states;
    expect(state!.drawn.toNumber()).to.equal(180);
    expect(state!.remaining.toNumber()).to.equal(0);
    const { from, likely, to } = state!.runsOut!;
    expect(from).to.be.at.least(period.startDay + 10);
    expect(from).to.be.at.most(likely);
    expect(likely).to.be.at.most(to!);
    expect(to!).to.be.lessThan(period.endDay);
    expect(invoice.total!.gt(180)).to.equal(true);
  });

  it('runs out within this period where its invoice uses it up, also where futures come to less on average', () => {
    const given = { usage: { calls: { values: usualDays(62) } }, elapsed: 2 };
    const { meters } = estimated(given);
    const quantity = Math.round(meters[0]!.forecast!.mean);
    const limits = [{ id: 'cap', meter: 'calls', quantity: String(quantity), effect: 'block' }];
    for (const block of ['block', 'bill']) {
      const credits = [{ ...credit, balance: ((quantity - 5) / 10).toFixed(2), when_empty: block }];
      const shown = estimated({ ...given, account: { limits, credits } });
      expect(plain(shown.credits[0]!.remaining)).to.equal('0');
      const { from, likely } = shown.credits[0]!.runsOut!;
      expect([from <= likely, likely]).to.deep.equal([true, shown.period!.endDay - 1]);
    }
  });

  it('looks into further periods like this one', () => {
    const { states, period, forecast } = creditsOf([{ ...credit, balance: String(Math.round(forecast2())) }]);
    expect(states[0]!.runsOut!.likely).to.be.closeTo(period.endDay - 1 + 30, 2);
    expect(states[0]!.unused).to.equal(null);
    expect(forecast.mean).to.be.greaterThan(0);
  });

  it('draws units before money, whatever their priority', () => {
    const units = { id: 'units', unit: 'calls', balance: '100', priority: 9 };
    const { states } = creditsOf([{ ...credit, balance: '100' }, units]);
    expect(states.map((state) => state.credit.id)).to.deep.equal(['units', 'prepaid']);
  });

  it('says what happens once one is empty: of units other units pay on, of nothing nothing does', () => {
    const pack = { unit: 'calls', balance: '100', when_empty: 'block' };
    const { states } = creditsOf([
      { ...pack, id: 'first', priority: 1 },
      { ...pack, id: 'second', priority: 2 },
      { ...credit, balance: '100', charges: ['elsewhere'] },
      { ...credit, id: 'later', balance: '100', priority: 2 },
    ]);
    expect(states.map((state) => `${state.credit.id} ${state.whenEmpty}`)).to.deep.equal([
      'first next',
      'second block',
      'prepaid bill',
      'later bill',
    ]);
  });

  it('tells a credit from a charge of its name', () => {
    for (const applied of ['before_tax', 'after_tax']) {
      const [named, other] = ['calls', 'other'].map((id) => ({ ...credit, applied, id, balance: '20' }));
      const { states } = creditsOf([named!, other!]);
      expect(states.map(({ drawn }) => plain(drawn))).to.deep.equal(['20', '20']);
    }
  });

  it('draws one after the other', () => {
    const { states } = creditsOf([
      { ...credit, id: 'second', balance: '100', priority: 2 },
      { ...credit, id: 'first', balance: '120', priority: 1 },
    ]);
    expect(states.map((state) => state.credit.id)).to.deep.equal(['first', 'second']);
    expect(states[0]!.runsOut!.likely).to.be.lessThan(states[1]!.runsOut!.likely);
  });

  it('draws one that is granted later after those before it, also where totals have been higher before', () => {
    const values = Array.from({ length: 44 }, (_, day) => Math.round(93 + 8 * Math.sin(day * 12.9898)));
    const { credits } = estimated({
      meters: [{ id: 'calls', aggregation: 'last' }],
      charges: [{ id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '5' }],
      usage: { calls: { values, of: 'levels', quantity: values.at(-1)! } },
      elapsed: 9,
      account: {
        credits: [
          { ...credit, balance: '541' },
          { ...credit, id: 'later', balance: '5', priority: 1, granted_at: dateAt(33) },
        ],
      },
    });
    const [first, later] = credits.map(({ runsOut }) => runsOut!);
    expect(later!.likely).to.be.at.least(first!.likely);
    expect(later!.to).to.be.at.least(first!.to!);
  });

  it('tells a span in order, also where an invoice comes to less with more usage', () => {
    const { credits } = estimated({
      usage,
      elapsed: 10,
      plan: { discounts: [{ id: 'ten', kind: 'percent', value: '10', scope: 'invoice' }] },
      account: {
        commitment: { amount: '400' },
        credits: [
          { id: 'units', unit: 'calls', balance: '3522' },
          { ...credit, balance: '600' },
        ],
      },
    });
    const { from, likely, to } = credits[1]!.runsOut!;
    expect(from).to.be.at.most(likely);
    expect(likely).to.be.at.most(to!);
  });

  it('lets what is bound to other charges not stand in the way', () => {
    const alone = creditsOf([{ ...credit, balance: '180' }]).states[0]!;
    const { states } = creditsOf([
      { ...credit, id: 'bound', balance: '5000', priority: 1, charges: ['elsewhere'] },
      { ...credit, balance: '180', priority: 2 },
    ]);
    expect(states[1]!.runsOut).to.deep.equal(alone.runsOut);
    expect(states[0]!.runsOut).to.equal(null);
  });

  it('lets charges alone draw what is bound to them, where it comes first', () => {
    const CALLS = { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10' };
    const of = (charges: readonly object[], ...credits: object[]) =>
      estimated({ usage, elapsed: 10, charges, account: { credits } }).credits;
    const bound = { ...credit, charges: ['calls'] };
    for (const balance of ['180', '500']) {
      const [free] = of([CALLS], { ...credit, balance });
      expect(free!.runsOut).not.to.equal(null);
      expect(of([FEE, CALLS], { ...bound, balance })[0]!.runsOut).to.deep.equal(free!.runsOut);
      // One that is over, and that pays nothing, is not before it.
      const over = { ...credit, id: 'over', balance: '90', priority: -1, expires_at: '2024-03-05' };
      expect(of([FEE, CALLS], over, { ...bound, balance })[1]!.runsOut).to.deep.equal(free!.runsOut);
    }
    const two = of([CALLS], { ...credit, balance: '100' }, { ...credit, id: 'b', balance: '80', priority: 1 });
    const bounds = of([FEE, CALLS], { ...bound, balance: '100' }, { ...bound, id: 'b', balance: '80', priority: 1 });
    expect(bounds.map(({ runsOut }) => runsOut)).to.deep.equal(two.map(({ runsOut }) => runsOut));
    // Behind one that pays anything nobody knows what is left for it.
    const behind = of([FEE, CALLS], { ...credit, balance: '10' }, { ...bound, id: 'b', balance: '80', priority: 1 });
    expect(behind[1]!.runsOut).to.equal(null);
  });

  it('lets what follows pay what the charges of a bound one leave', () => {
    const CALLS = { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10' };
    const of = (...credits: object[]) =>
      estimated({ usage, elapsed: 10, charges: [FEE, CALLS], account: { credits } }).credits;
    const [, wallet] = of(
      { ...credit, id: 'bound', balance: '9000', charges: ['calls'], priority: -1 },
      { ...credit, balance: '130' },
    );
    // Three periods' fees, and a part of the fourth.
    const { startDay } = estimated({ usage, elapsed: 10, charges: [FEE, CALLS] }).period!;
    expect(wallet!.runsOut!.likely).to.be.within(startDay + 90, startDay + 119);
  });

  it('lets what is bound to charges pay for them in later periods, too, once one before it is used up', () => {
    const CALLS = { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0' };
    const of = (...credits: object[]) =>
      estimated({ usage, elapsed: 10, charges: [{ ...FEE, timing: 'in_arrears' }, CALLS], account: { credits } });
    const { period, credits } = of(
      { ...credit, id: 'first', balance: '41', priority: -1 },
      { ...credit, id: 'bound', balance: '60', charges: ['fee'] },
      { ...credit, id: 'behind', balance: '30', priority: 1 },
    );
    // 40 + 1, 39 + 21, 19 of the third invoice and 11 of the fourth.
    expect(credits.map(({ drawn }) => plain(drawn))).to.deep.equal(['40', '0', '0']);
    const { endDay } = period!;
    expect(credits[2]!.runsOut!.likely).to.be.within(endDay + 61, endDay + 91);
  });

  it('lets what is bound to more charges not pay again for those of one before it', () => {
    const flat = (id: string, amount: string) => ({ id, model: 'flat', amount, timing: 'in_arrears' });
    const charges = [flat('a', '10'), flat('b', '5'), flat('c', '20')];
    const { period, credits } = estimated({
      usage,
      elapsed: 10,
      charges,
      account: {
        credits: [
          { ...credit, id: 'one', balance: '900', charges: ['a'], priority: -2 },
          { ...credit, id: 'two', balance: '900', charges: ['a', 'b'], priority: -1 },
          { ...credit, id: 'rest', balance: '50' },
        ],
      },
    });
    // The rest is 20 of each invoice.
    const { endDay } = period!;
    expect(credits[2]!.runsOut!.likely).to.be.within(endDay + 31, endDay + 61);
  });

  it('says what expires unused', () => {
    const { states } = creditsOf([{ ...credit, balance: '1000', expires_at: '2024-03-31' }]);
    expect(states[0]!.runsOut).to.equal(null);
    const { forecast } = creditsOf([]);
    expect(states[0]!.unused!.toNumber()).to.be.closeTo(1000 - forecast.mean, 0.02 * forecast.mean);
  });

  it('says nothing of what is left where an invoice has no total', () => {
    const account = { credits: [{ ...credit, balance: '1000', expires_at: '2024-03-31' }] };
    const other = { id: 'other', meter: 'other', model: 'per_unit', unit_amount: '1' };
    const charges = [{ id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10' }, other];
    const { credits, invoice } = estimated({
      usage,
      elapsed: 10,
      charges,
      meters: [{ id: 'calls' }, { id: 'other' }],
      account,
    });
    expect(invoice.total).to.equal(null);
    expect(credits[0]).to.include({ unused: null, runsOut: null });
  });

  it('counts what is drawn before tax by what invoices would be without it, in prices without tax', () => {
    const tax = { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '25' }] } };
    const of = (more: object) =>
      estimated({ usage, elapsed: 10, account: { tax, credits: [{ ...credit, ...more }] } }).credits[0]!;
    // 25 % of tax on top: 144 before it pay what 180 do after it.
    const before = of({ applied: 'before_tax', balance: '144' });
    const after = of({ balance: '180' });
    expect(before.runsOut).to.deep.equal(after.runsOut);
    expect(before.runsOut).not.to.equal(null);
    // More than an invoice comes to runs out in a later one, though nothing is left of this one.
    const large = of({ applied: 'before_tax', balance: '400' });
    expect(large.runsOut!.likely).to.be.greaterThan(before.runsOut!.likely);
  });

  it('draws what comes before tax first', () => {
    const { states } = creditsOf([
      { ...credit, id: 'after', balance: '100', priority: 1 },
      { ...credit, id: 'before', balance: '120', priority: 2, applied: 'before_tax' },
    ]);
    expect(states.map((state) => state.credit.id)).to.deep.equal(['before', 'after']);
    expect(states[0]!.runsOut!.likely).to.be.lessThan(states[1]!.runsOut!.likely);
  });

  it('lets what expires before the invoice is issued pay nothing, as the invoice does', () => {
    const { states, invoice } = creditsOf([
      { ...credit, id: 'late', balance: '50', expires_at: '2024-03-20' },
      { ...credit, balance: '180' },
    ]);
    expect(invoice.credits.map(({ id }) => id)).to.deep.equal(['prepaid']);
    const [late, other] = states;
    expect([late!.drawn.toNumber(), late!.runsOut, late!.unused!.toNumber()]).to.deep.equal([0, null, 50]);
    expect(other!.runsOut).to.deep.equal(creditsOf([{ ...credit, balance: '180' }]).states[0]!.runsOut);
  });

  it('lets what expires within a later period pay no more than the invoices before', () => {
    const balance = String(Math.round(1.5 * creditsOf([]).forecast.mean));
    const of = (expires_at: string) => creditsOf([{ ...credit, balance, expires_at }]).states[0]!;
    const mean = creditsOf([]).forecast.mean;
    // Periods of thirty days from 1 March: the second invoice is issued on 30 April.
    expect(of('2024-04-29').unused!.toNumber()).to.be.closeTo(0.5 * mean, 0.02 * mean);
    expect(of('2024-04-30').unused).to.equal(null);
    expect(of('2024-04-30').runsOut).not.to.equal(null);
  });

  it('lets what is granted later pay from then on, and not stand in the way before', () => {
    const soon = { ...credit, balance: '180', priority: 2 };
    const later = { ...credit, id: 'later', balance: '320', priority: 1, granted_at: '2024-05-15' };
    const { states, period, forecast } = creditsOf([soon, later]);
    expect(states.map((state) => state.credit.id)).to.deep.equal(['later', 'prepaid']);
    expect(states[1]!.runsOut).to.deep.equal(creditsOf([soon]).states[0]!.runsOut);
    // It is there for the third invoice, of 30 May, and one period's spending is enough for it.
    expect(forecast.mean).to.be.closeTo(320, 5);
    expect(states[0]!.runsOut!.likely).to.be.closeTo(period.startDay + 90, 2);
    // What is used meanwhile goes on where it ends.
    const many = creditsOf([{ ...soon, balance: '960' }, later]).states.map(({ runsOut }) => runsOut!.likely);
    expect(many[0]).to.be.closeTo(period.startDay + 90, 2);
    expect(many[1]).to.be.closeTo(period.startDay + 120, 4);
  });

  it('says of what is granted later only what it pays: nothing is used up before it is there, or beyond what is looked at', () => {
    const of = (more: object) => creditsOf([{ ...credit, balance: '1', ...more }]).states[0]!;
    const { period } = creditsOf([]);
    expect(of({ granted_at: '2024-03-25' }).runsOut!.likely).to.equal(period.startDay + 24);
    expect(of({ granted_at: '2026-01-01' })).to.include({ runsOut: null, unused: null });
    expect(of({ granted_at: '2024-04-05', expires_at: '2024-04-20' }).unused!.toNumber()).to.equal(1);
    const units = { unit: 'calls', charges: null };
    expect(of({ ...units, granted_at: '2024-03-25' }).runsOut!.likely).to.equal(period.endDay);
  });

  it('is spent no more once the subscription has ended: what is left then does not run out, or expires unused', () => {
    const of = (ends_at: string, expires_at: string | null) =>
      estimated({
        usage: {},
        elapsed: 10,
        charges: [{ ...FEE, timing: 'in_arrears' }],
        account: {
          subscription: { plan: 'own', anchor: '2024-03-01', ends_at },
          credits: [{ ...credit, balance: '100', expires_at }],
        },
      }).credits[0]!;
    // Forty each thirty days from 1 March.
    expect(of('2024-04-30', null)).to.include({ runsOut: null, unused: null });
    expect(of('2024-04-30', '2024-08-01').unused!.toNumber()).to.equal(20);
    expect(of('2024-03-31', '2024-08-01').unused!.toNumber()).to.equal(60);
    expect(of('2024-05-30', null).runsOut).not.to.equal(null);
  });

  it('takes from further periods what comes again: no charge for the start, no item, no true-up of several periods', () => {
    const of = (charges: readonly object[], account: object = {}) => {
      const { credits, period } = estimated({
        usage: {},
        elapsed: 10,
        charges: [{ ...FEE, timing: 'in_arrears' }, ...charges],
        account: {
          subscription: { plan: 'own', anchor: '2024-03-01', started_at: '2024-03-01' },
          credits: [{ ...credit, balance: '500' }],
          ...account,
        },
      });
      return credits[0]!.runsOut!.likely - period!.startDay;
    };
    // Of 500, 400 and 40 are paid now, and the rest lasts for another period and a half.
    const once = { amount: '400', timing: 'once' };
    const period = { start: '2024-01-01', end: '2024-03-31' };
    const days = [
      of([{ ...FEE, ...once, id: 'start' }]),
      of([{ ...FEE, ...once, id: 'year', timing: 'in_advance', interval: { unit: 'day', count: 360 } }]),
      of([], { pending_items: [{ id: 'item', amount: '400' }] }),
      of([], { commitment: { amount: '440', period } }),
    ];
    expect(days).to.deep.equal([74, 74, 74, 74]);
    expect(of([], { commitment: { amount: '440' } })).to.be.closeTo(34, 1);
  });

  it('never leaves more unused than the next invoice does', () => {
    const of = (more: object) => {
      const { unused } = estimated({
        usage: { calls: { values: [], quantity: 0 } },
        elapsed: 29,
        account: { credits: [{ ...credit, expires_at: '2024-04-02', ...more }] },
      }).credits[0]!;
      return plain(unused);
    };
    expect(of({ balance: '50.005' })).to.equal('50.005');
    expect(of({ balance: '999999999999999999' })).to.equal('999999999999999999');
    expect(of({ balance: '1234567.89', unit: 'calls' })).to.equal('1234567.89');
  });

  it('is spent by usage once a trial is over, however long that is, and by the fee from its end on', () => {
    const charges = [FEE, { id: 'storage', meter: 'storage', model: 'per_unit', unit_amount: '1' }];
    const lastDay = (balance: string, trial_ends_at: string) => {
      const { credits, invoice } = smallEstimate([{ charges }], {
        usage: { storage: { quantity: '60' } },
        credits: [{ id: 'prepaid', unit: 'USD', balance }],
        subscription: { status: 'trialing', started_at: '2026-03-01', trial_ends_at },
      });
      expect(plain(invoice.total)).to.equal('40');
      const { runsOut } = credits[0]!;
      return runsOut && new Date(runsOut.likely * 86_400_000).toISOString().slice(0, 10);
    };
    // Two months of 100 each after the first fee; a month that is free in between spends nothing.
    expect(lastDay('240', '2026-04-01')).to.equal('2026-05-31');
    expect(lastDay('240', '2026-05-01')).to.equal('2026-06-30');
  });

  it('is spent by the months that the calendar has, however long this one is', () => {
    const charges = [{ ...FEE, amount: '100', timing: 'in_arrears' }];
    const of = (as_of: string, expires_at: string) => {
      const prepaid = { id: 'prepaid', unit: 'USD', balance: '1200', expires_at };
      const { unused, runsOut } = smallEstimate([{ charges }], { as_of, credits: [prepaid] }).credits[0]!;
      return unused ? plain(unused) : new Date(runsOut!.likely * 86_400_000).toISOString().slice(0, 10);
    };
    // Twelve invoices of 100, from one of a long month, and of a short one.
    expect(of('2026-03-10', '2027-03-01')).to.equal('2027-02-28');
    expect(of('2026-02-10', '2027-02-01')).to.equal('2027-01-31');
    // The twelfth comes too late.
    expect(of('2026-02-10', '2027-01-15')).to.equal('100');
  });

  describe('of units', () => {
    const units = { id: 'pack', unit: 'calls' };
    const charges = [
      { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10', included: { quantity: '500' } },
    ];
    const of = (...credits: readonly object[]) => estimated({ usage, elapsed: 10, charges, account: { credits } });

    it('says what they pay, and the days on which they run out', () => {
      const known = of({ ...units, balance: '1000' });
      const [state] = known.credits;
      const meter = known.meters[0]!;
      expect(state!.drawn.toNumber()).to.equal(1000);
      // They are used up where 1,500 calls are counted: 500 are included.
      const reached = reachedSpan(meter.forecast!, { at: 1500, then: null })!;
      const { from, likely, to } = state!.runsOut!;
      expect(Math.abs(from - reached.from)).to.be.at.most(1);
      expect(Math.abs(likely - reached.likely)).to.be.at.most(1);
      expect(Math.abs(to! - reached.to!)).to.be.at.most(1);
    });

    it('look into further periods, and say what expires unused', () => {
      const each = of().meters[0]!.expected!.toNumber() - 500;
      const balance = String(Math.round(each * 2));
      expect(of({ ...units, balance }).credits[0]!.runsOut!.likely).to.be.closeTo(of().period!.endDay - 1 + 30, 2);
      const { unused, runsOut } = of({ ...units, balance, expires_at: '2024-04-10' }).credits[0]!;
      expect(runsOut).to.equal(null);
      expect(unused!.toNumber()).to.be.closeTo(each, 0.03 * each);
    });

    it('are drawn one after the other, and never by charges they do not pay', () => {
      const [first, second, bound] = of(
        { ...units, balance: '300' },
        { ...units, id: 'second', balance: '300', priority: 1 },
        { ...units, id: 'bound', balance: '300', priority: 2, charges: ['elsewhere'] },
      ).credits;
      expect(first!.runsOut!.likely).to.be.lessThan(second!.runsOut!.likely);
      expect([bound!.drawn.toNumber(), bound!.runsOut]).to.deep.equal([0, null]);
    });

    it('leave more to money in the periods after they run out', () => {
      const money = { ...credit, balance: '0' };
      const free = of(money);
      const [each, uncounted] = [free.meters[0]!.expected!.toNumber() - 500, free.forecast!.mean];
      // Units for this period and half of the next one.
      const pack = { ...units, balance: String(Math.round(1.5 * each)) };
      const paid = of(pack, money);
      expect(paid.forecast!.mean).to.be.below(0.05 * uncounted);
      const lastDay = paid.period!.endDay - 1;
      // Half of the next period is paid by units; then money goes at the rate that it has without them.
      const runsOut = (balance: number) => of(pack, { ...money, balance: String(balance) }).credits[1]!.runsOut!;
      expect(paid.credits[0]!.runsOut!.likely).to.be.closeTo(lastDay + 15, 1);
      expect(runsOut(Math.round(uncounted / 2)).likely).to.be.closeTo(lastDay + 30, 2);
      expect(runsOut(Math.round(uncounted)).likely).to.be.closeTo(lastDay + 45, 2);
      // Who has used more has neither units nor money left as long.
      const { from, likely, to } = runsOut(Math.round(uncounted));
      expect(from).to.be.below(likely);
      expect(to!).to.be.above(likely);
      // What expires stops paying as well.
      const expiring = { ...units, balance: '90000', expires_at: '2024-04-15' };
      expect(of(expiring, { ...money, balance: String(Math.round(uncounted / 2)) }).credits[1]!.runsOut).not.to.equal(
        null,
      );
    });

    describe('beside money, where levels stay as they are', () => {
      const perUnit = (unit_amount: string) => ({ id: 'storage', meter: 'storage', model: 'per_unit', unit_amount });
      const runsOut = (
        [quantity, price]: readonly [string, string],
        credits: readonly object[],
        account: Readonly<Record<string, unknown>> = {},
      ): string => {
        const shown = smallEstimate([{ charges: [perUnit(price)] }], {
          usage: { storage: { quantity } },
          credits: credits.map((each) => ({ unit: 'storage', ...each })),
          ...account,
        });
        const { runsOut: span, unused } = shown.credits.find((known) => known.credit.id === 'money')!;
        return span ? new Date(span.likely * 86_400_000).toISOString().slice(0, 10) : `unused ${plain(unused)}`;
      };
      const money = (balance: string) => ({ id: 'money', unit: 'USD', balance });
      const tax = { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } };

      it('raise what money pays only once the last of them pays no more', () => {
        // The first lasts until the end of August; the second expires before it is touched.
        const packs = [
          { id: 'first', balance: '216' },
          { id: 'second', balance: '247', priority: 1, expires_at: '2026-07-08' },
        ];
        expect(runsOut(['36', '0.41'], [...packs, money('29.52')])).to.equal('2026-10-31');
      });

      it('leave the taxes on top to money that is drawn before them, also where they pay all of this period', () => {
        const untaxed = { ...money('24'), applied: 'before_tax' };
        const pack = { id: 'pack', balance: '20' };
        expect(runsOut(['10', '1.20'], [pack, untaxed], { tax })).to.equal('2026-06-30');
        expect(runsOut(['10', '1.20'], [pack, { ...untaxed, charges: ['storage'] }], { tax })).to.equal('2026-06-30');
      });

      it('leave more to money that is bound to their charges, once they run out', () => {
        const bound = { ...money('24'), charges: ['storage'] };
        expect(runsOut(['10', '1.20'], [{ id: 'pack', balance: '20' }, bound])).to.equal('2026-06-30');
      });

      it('lower what money pays from the period on for which they are granted', () => {
        const later = { id: 'later', balance: '20', granted_at: '2026-04-17' };
        expect(runsOut(['10', '1.20'], [later, money('24')])).to.equal('2026-06-30');
      });
    });

    it('are used up at once where nothing is uncertain', () => {
      const { credits, period } = estimated({
        usage: { calls: { values: usualDays(70) } },
        meters: [{ id: 'calls', aggregation: 'last' }],
        elapsed: 30,
        hours: -1,
        charges,
        account: { credits: [{ ...units, balance: '100' }], usage: { calls: { quantity: '700' } } },
      });
      expect(credits[0]!.drawn.toNumber()).to.equal(100);
      expect(credits[0]!.runsOut!.likely).to.equal(period!.startDay + period!.day - 1);
    });
  });

  function forecast2(): number {
    return 2 * creditsOf([]).forecast.mean;
  }
});

describe('estimateCommitment', () => {
  it('asks at the end of this period what its invoice asks', () => {
    const { commitment, invoice } = estimated({ usage, elapsed: 10, account: { commitment: { amount: '500' } } });
    const line = invoice.lines.find(({ kind }) => kind === 'true_up')!;
    // What is missing at the expected quantities, but for the futures in which nothing is.
    expect(commitment!.trueUp.toNumber()).to.be.closeTo(line.amount!.toNumber(), 0.05 * line.amount!.toNumber());
    expect(commitment!.periodsLeft).to.equal(0);
  });

  it('is the mean of the futures, with the range of eight in ten', () => {
    const { commitment, invoice, forecast } = estimated({
      usage,
      elapsed: 10,
      account: { commitment: { amount: '350' } },
    });
    const lines = invoice.lines.filter(({ kind }) => kind === 'charge');
    const expected = lines[0]!.amount!.toNumber();
    // At the expected quantities less would be missing than on average: where more is used nothing comes back.
    expect(commitment!.trueUp.toNumber()).to.be.greaterThan(Math.max(0, 350 - expected) + 1);
    const { low, high } = commitment!.trueUpRange!;
    expect(low).to.equal(0);
    expect(high).to.be.greaterThan(commitment!.trueUp.toNumber());
    expect(forecast!.range80.low).to.equal(350);
  });

  it('is a single amount where nothing is uncertain', () => {
    const { commitment } = estimated({
      usage: {},
      elapsed: 10,
      charges: [FEE],
      account: { commitment: { amount: '500' } },
    });
    expect(commitment!.trueUpRange).to.equal(null);
    expect(commitment!.trueUp.toNumber()).to.equal(460);
  });

  it('is not part of what is spent so far, in figures, chart and fan', () => {
    const of = (commitment: object | undefined) => estimated({ usage, elapsed: 10, account: { commitment } });
    const [plain, committed] = [of(undefined), of({ amount: '500' })];
    expect(committed.accrued!.total!.eq(plain.accrued!.total!)).to.equal(true);
    expect(committed.costByDay).to.deep.equal(plain.costByDay);
    expect(committed.fan!.slice(0, -1)).to.deep.equal(plain.fan!.slice(0, -1));
    expect(committed.fan!.at(-1)!.range80.low).to.equal(500);
    expect(committed.invoice.total!.toNumber()).to.equal(500);
  });

  it('takes further periods to be like this one', () => {
    const period = { start: '2024-01-01', end: '2024-05-30' };
    const { commitment, invoice, forecast } = estimated({
      usage,
      elapsed: 10,
      account: { commitment: { amount: '3000', counted: '400', period } },
    });
    expect(commitment!.periodsLeft).to.equal(2);
    expect(commitment!.expected.eq(invoice.total!.times(3).plus(400))).to.equal(true);
    const missing = commitment!.commitment.amount.minus(commitment!.expected).toNumber();
    expect(commitment!.trueUp.toNumber()).to.be.closeTo(missing, 0.02 * missing);
    // Three periods are no surer than one: the range is three times as wide.
    expect(commitment!.trueUpRange!.high - commitment!.trueUpRange!.low).to.be.closeTo(
      3 * (forecast!.range80.high - forecast!.range80.low),
      2,
    );
  });

  it('counts none of the periods before it begins', () => {
    const of = (start: string, end: string) =>
      estimated({
        usage: {},
        elapsed: 10,
        charges: [FEE],
        account: { commitment: { amount: '500', period: { start, end } } },
      }).commitment!;
    // Periods of thirty days from 1 March: three of 40 each from 30 April on.
    const { expected, trueUp } = of('2024-04-30', '2024-07-29');
    expect([expected.toNumber(), trueUp.toNumber()]).to.deep.equal([120, 380]);
    expect(of('2024-02-01', '2024-07-29').expected.toNumber()).to.equal(200);
  });

  it('counts once what comes once: a charge for the start, and one for a longer time', () => {
    const year = { unit: 'day', count: 360 };
    const of = (charge: object, start = '2024-03-01') =>
      estimated({
        usage,
        elapsed: 10,
        charges: [
          { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10' },
          { ...FEE, ...charge },
        ],
        account: {
          subscription: { plan: 'own', anchor: '2024-03-01', started_at: '2024-03-01' },
          commitment: { amount: '3000', period: { start, end: '2024-06-29' } },
        },
      });
    const { invoice, commitment } = of({ amount: '400', timing: 'once' });
    const calls = invoice.total!.minus(400);
    // Four periods of thirty days, one fee.
    expect(plain(commitment!.expected)).to.equal(plain(calls.times(4).plus(400)));
    expect(commitment!.trueUp.toNumber()).to.be.closeTo(2600 - 4 * calls.toNumber(), 5);
    expect(plain(of({ amount: '400', interval: year }).commitment!.expected)).to.equal(plain(commitment!.expected));
    // Where it begins after this period, none.
    expect(plain(of({ amount: '400', timing: 'once' }, '2024-03-31').commitment!.expected)).to.equal(
      plain(calls.times(3)),
    );
  });

  it('counts the periods that the calendar has until the invoice that asks for it', () => {
    const charges = [{ ...FEE, amount: '100', timing: 'in_arrears' }];
    const of = (as_of: string, start: string, end: string) =>
      smallEstimate([{ charges }], { as_of, commitment: { amount: '9000', period: { start, end } } }).commitment!;
    const rows = [
      // February is short, and a year from it has twelve months all the same.
      ['2026-02-10', '2026-02-01', '2027-02-01', 11, 1200],
      ['2026-02-10', '2026-02-01', '2029-02-01', 35, 3600],
      // The invoice of April asks for what ends in it.
      ['2026-03-10', '2026-03-01', '2026-04-10', 1, 200],
      ['2026-03-10', '2026-03-01', '2026-04-01', 0, 100],
      ['2026-02-10', '2027-01-01', '2027-03-01', 12, 200],
    ] as const;
    for (const [asOf, start, end, left, expected] of rows) {
      const commitment = of(asOf, start, end);
      expect([commitment.periodsLeft, commitment.expected.toNumber()], `${asOf} ${end}`).to.deep.equal([
        left,
        expected,
      ]);
    }
  });

  it('is lowered by a service that began within it, also before the invoice that asks for it', () => {
    const of = (end: string) =>
      estimated({
        usage: {},
        elapsed: 10,
        charges: [FEE],
        account: {
          subscription: { plan: 'own', anchor: '2024-03-01', started_at: '2024-03-01' },
          commitment: { amount: '600', period: { start: '2024-01-01', end }, prorated: true },
        },
      }).commitment!.trueUp.toNumber();
    // Served from 1 March on: 60 of 120 days and 30 of 90, at 40 each thirty days.
    expect([of('2024-04-30'), of('2024-03-31')]).to.deep.equal([(600 * 60) / 120 - 80, (600 * 30) / 90 - 40]);
  });

  it('counts no period after the subscription has ended', () => {
    const of = (ends_at: string) =>
      estimated({
        usage: {},
        elapsed: 10,
        charges: [FEE],
        account: {
          subscription: { plan: 'own', anchor: '2024-03-01', ends_at },
          commitment: { amount: '500', period: { start: '2024-03-01', end: '2024-07-29' } },
        },
      }).commitment!;
    expect(['2024-03-31', '2024-04-30', '2024-08-28'].map((end) => of(end).expected.toNumber())).to.deep.equal([
      40, 80, 200,
    ]);
  });

  it('is none once an earlier invoice has settled it', () => {
    const until = (end: string) => ({ amount: '500', period: { start: '2024-01-01', end } });
    const of = (end: string) => estimated({ usage, elapsed: 10, account: { commitment: until(end) } });
    const { start } = of('2024-12-01').period!;
    expect(of(new Date(start).toISOString()).commitment).to.equal(null);
    expect(of(new Date(start + 1).toISOString()).commitment!.trueUp.gt(0)).to.equal(true);
  });

  it('is none of a trial, and where it has a period of its own still there until that ends', () => {
    const subscription = { status: 'trialing', trial_ends_at: '2026-03-20' };
    const of = (more: object) =>
      smallEstimate([{ charges: [FEE] }], { subscription, commitment: { amount: '500', ...more } }).commitment;
    const until = (end: string) => of({ period: { start: '2026-01-01', end } })?.trueUp.toNumber();
    expect(of({})).to.equal(null);
    expect([until('2026-03-20'), until('2026-04-01')]).to.deep.equal([460, 460]);
  });

  it('asks for nothing where enough is used', () => {
    const { commitment } = estimated({ usage, elapsed: 10, account: { commitment: { amount: '10' } } });
    expect(commitment!.trueUp.isZero()).to.equal(true);
  });

  it('counts after discounts where it says so', () => {
    const plan = { discounts: [{ id: 'd', kind: 'percent', value: '50' }] };
    const of = (basis: string) =>
      estimated({ usage, elapsed: 10, plan, account: { commitment: { amount: '500', basis } } }).commitment!.expected;
    expect(of('after_discounts').toNumber()).to.be.closeTo(of('before_discounts').toNumber() / 2, 0.01);
  });
});
