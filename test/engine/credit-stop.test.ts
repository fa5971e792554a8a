import { expect } from 'chai';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withQuantities } from '../../src/engine/usage/scenario.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimated, usualDays } from '../support/forecast-documents.ts';
import { random } from '../support/random-plans.ts';
import { plain, rows, smallEstimate } from '../support/small-documents.ts';

const CALLS = { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.03' };
const FEE = { id: 'fee', model: 'flat', amount: '40' };
const WALLET = { id: 'wallet', unit: 'USD', when_empty: 'block' };

/** Somebody with 1,000 calls so far who tries out some more, or storage. */
function trying(
  charges: readonly object[],
  credits: readonly object[],
  { wanted = { calls: 9000 }, counted = '1000', account = {} }: Trial = {},
): Estimate {
  const quantities = new Map(Object.entries(wanted).map(([meter, quantity]) => [meter, new Decimal(quantity)]));
  return smallEstimate(
    [{ charges }],
    { usage: { calls: { quantity: counted }, storage: { quantity: '0' } }, credits, ...account },
    withQuantities(quantities, 'custom')(AS_IS),
  );
}

interface Trial {
  readonly wanted?: Readonly<Record<string, number>>;
  readonly counted?: string;
  readonly account?: Readonly<Record<string, unknown>>;
}

const states = ({ stoppingCredits }: Estimate): string[] =>
  stoppingCredits.map(({ credit, state }) => `${credit.id} ${state}`);
const served = ({ meters }: Estimate): string[] =>
  meters.flatMap(({ meter, served }) =>
    served?.gt(0) && meter.sumOf === null ? [`${meter.id} ${plain(served)}`] : [],
  );

describe('creditStops', () => {
  it('stops usage where money is used up, to the last whole unit that it pays', () => {
    const shown = trying([CALLS], [{ ...WALLET, balance: '200' }]);
    expect(served(shown)).to.deep.equal(['calls 6666']);
    expect(rows(shown.invoice)).to.deep.equal(['calls 199.98']);
    expect(plain(shown.invoice.due)).to.equal('0');
    expect(states(shown)).to.deep.equal(['wallet stops']);
  });

  it('bills on where a credit says so, and where it is not used up', () => {
    const billed = trying([CALLS], [{ ...WALLET, balance: '200', when_empty: 'bill' }]);
    expect(plain(billed.invoice.due)).to.equal('70');
    expect(states(billed)).to.deep.equal([]);
    const enough = trying([CALLS], [{ ...WALLET, balance: '270' }]);
    expect(served(enough)).to.deep.equal(['calls 9000']);
    expect(states(enough)).to.deep.equal(['wallet ok']);
  });

  it('leaves what a budget stops before to the budget', () => {
    const credits = [
      { ...WALLET, balance: '200' },
      { id: 'pack', unit: 'calls', balance: '6000', when_empty: 'block' },
    ];
    const held = (amount: string, units: number) => {
      const limits = [{ on: 'invoice', amount, effect: 'block' }];
      const shown = trying([CALLS, { ...CALLS, id: 'all', included: { quantity: '6000' } }], credits.slice(0, units), {
        account: { limits },
      });
      return [...states(shown), ...served(shown), shown.topUps.size];
    };
    expect(held('190', 1)).to.deep.equal(['wallet ok', 'calls 6166', 0]);
    expect(held('210', 1)).to.deep.equal(['wallet stops', 'calls 6333', 0]);
    expect(held('210', 2).slice(0, 2)).to.deep.equal(['pack stops', 'wallet ok']);
  });

  it('lets units stop their meter beyond what is included, and no other', () => {
    const charges = [
      { ...CALLS, included: { quantity: '500' } },
      { ...CALLS, id: 'storage', meter: 'storage' },
    ];
    const pack = { id: 'pack', unit: 'calls', balance: '2000', when_empty: 'block' };
    const shown = trying(charges, [pack], { wanted: { calls: 9000, storage: 400 } });
    expect(served(shown)).to.deep.equal(['calls 2500', 'storage 400']);
    expect(rows(shown.invoice)).to.deep.equal(['calls 0', 'storage 12']);
  });

  it('lets units stop what is priced in converted ones, and what is made of others', () => {
    const converted = { ...CALLS, convert: { divide_by: '1000', round: { increment: '1', mode: 'ceil' } } };
    const pack = { id: 'pack', unit: 'calls', balance: '2500', when_empty: 'block' };
    // Three thousands have begun with the first call beyond 2,000, and the pack pays no more than 2,500.
    expect(served(trying([converted], [pack]))).to.deep.equal(['calls 2000']);
    const weighted = { ...CALLS, id: 'weighted', meter: 'weighted' };
    const shown = trying([weighted], [{ ...pack, unit: 'weighted', balance: '5000' }], {
      wanted: { calls: 9000, storage: 0 },
    });
    expect(shown.meters.find(({ meter }) => meter.id === 'weighted')!.served!.toNumber()).to.equal(5000);
    expect(rows(shown.invoice)).to.deep.equal(['weighted 0']);
  });

  it('lets money that is bound to charges stop their meters alone', () => {
    const charges = [FEE, CALLS, { ...CALLS, id: 'storage', meter: 'storage' }];
    const shown = trying(charges, [{ ...WALLET, balance: '60', charges: ['calls'] }], {
      wanted: { calls: 9000, storage: 400 },
    });
    expect(served(shown)).to.deep.equal(['calls 2000', 'storage 400']);
    expect(plain(shown.invoice.due)).to.equal('52');
  });

  it('serves several meters that draw on one credit by the same share of what is to come', () => {
    const charges = [CALLS, { ...CALLS, id: 'storage', meter: 'storage' }];
    const bound = { ...WALLET, balance: '75', charges: ['calls', 'storage'] };
    const shown = trying(charges, [bound], { wanted: { calls: 3000, storage: 1000 } });
    expect(served(shown)).to.deep.equal(['calls 2000', 'storage 500']);
    const whole = trying(charges, [{ ...bound, charges: null }], { wanted: { calls: 3000, storage: 1000 } });
    expect(served(whole)).to.deep.equal(['calls 2000', 'storage 500']);
  });

  it('counts taxes on top where a credit pays them, and not where it is drawn before', () => {
    const account = { tax: { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '25' }] } } };
    const of = (applied: string, balance: string) =>
      served(trying([CALLS], [{ ...WALLET, applied, balance }], { account }));
    expect(of('after_tax', '75')).to.deep.equal(['calls 2000']);
    expect(of('before_tax', '75')).to.deep.equal(['calls 2500']);
  });

  it('lets credits that are drawn before it pay first', () => {
    const gift = { id: 'gift', unit: 'USD', balance: '30', priority: -1 };
    const units = { id: 'units', unit: 'calls', balance: '1000' };
    const shown = trying([CALLS], [{ ...WALLET, balance: '60' }, gift, units]);
    expect(served(shown)).to.deep.equal(['calls 4000']);
    expect(plain(shown.invoice.due)).to.equal('0');
  });

  it('finds the end of what is drawn before tax where another credit lowers the total, too', () => {
    const bound = {
      id: 'bound',
      unit: 'USD',
      balance: '500',
      applied: 'before_tax',
      priority: 9,
      charges: ['storage'],
    };
    const shown = trying(
      [CALLS, { ...CALLS, id: 'storage', meter: 'storage' }],
      [{ ...WALLET, applied: 'before_tax', balance: '75' }, bound],
      { wanted: { calls: 3000, storage: 1000 } },
    );
    expect(served(shown)).to.deep.equal(['calls 2000', 'storage 500']);
  });

  it('goes on where another credit that is drawn later pays all the same', () => {
    const later = { id: 'later', unit: 'USD', balance: '30', priority: 9 };
    const shown = trying([CALLS], [{ ...WALLET, balance: '60' }, later]);
    expect(served(shown)).to.deep.equal(['calls 9000']);
    expect(shown.credits.map(({ credit, whenEmpty }) => `${credit.id} ${whenEmpty}`)).to.deep.equal([
      'wallet next',
      'later bill',
    ]);
    const part = trying(
      [FEE, CALLS],
      [
        { ...WALLET, balance: '100' },
        { ...later, charges: ['fee'] },
      ],
    );
    expect(states(part)).to.deep.equal(['wallet stops']);
    // It pays whatever is charged here.
    expect(
      served(
        trying(
          [CALLS],
          [
            { ...WALLET, balance: '60' },
            { ...later, charges: ['calls'] },
          ],
        ),
      ),
    ).to.deep.equal(['calls 9000']);
    const units = { id: 'pack', unit: 'calls', balance: '500', when_empty: 'block' };
    expect(states(trying([FEE, CALLS], [units, { ...later, charges: ['calls'] }]))).to.deep.equal(['pack blocked']);
    const last = trying(
      [CALLS],
      [
        { ...WALLET, balance: '60' },
        { ...WALLET, id: 'last', priority: 9, balance: '30' },
      ],
    );
    expect(served(last)).to.deep.equal(['calls 3000']);
    expect(states(last)).to.deep.equal(['last stops']);
  });

  it('says that it has stopped already, and takes back nothing that is counted', () => {
    const shown = trying([CALLS], [{ ...WALLET, balance: '29.99' }]);
    expect(served(shown)).to.deep.equal(['calls 1000']);
    expect(states(shown)).to.deep.equal(['wallet blocked']);
    expect(plain(shown.invoice.due)).to.equal('0.01');
    expect(states(trying([CALLS], [{ ...WALLET, balance: '30' }]))).to.deep.equal(['wallet blocked']);
    // Of calls that round to nothing none is served either.
    const fine = trying([{ ...CALLS, unit_amount: '0.001' }], [{ ...WALLET, balance: '0.50' }]);
    expect(served(fine)).to.deep.equal(['calls 1000']);
    expect(states(trying([CALLS], [{ ...WALLET, balance: '30.03' }]))).to.deep.equal(['wallet stops']);
  });

  it('lets an empty one stop all that it would pay, and nothing that is included', () => {
    const included = { ...CALLS, included: { quantity: '1500' } };
    const pack = { id: 'pack', unit: 'calls', balance: '0', when_empty: 'block' };
    const shown = trying([included], [pack]);
    expect(served(shown)).to.deep.equal(['calls 1500']);
    expect(states(shown)).to.deep.equal(['pack stops']);
    expect(states(trying([included], [pack], { counted: '1500' }))).to.deep.equal(['pack blocked']);
  });

  it('has not stopped yet while a meter that it pays for can go on', () => {
    const charges = [CALLS, { ...CALLS, id: 'storage', meter: 'storage', unit_amount: '5' }];
    for (const wallet of [WALLET, { ...WALLET, charges: ['calls', 'storage'] }]) {
      const of = (balance: string, wanted: Readonly<Record<string, number>>) =>
        trying(charges, [{ ...wallet, balance }], { wanted });
      const shown = of('32', { calls: 9000, storage: 100 });
      expect(states(shown)).to.deep.equal(['wallet stops']);
      expect(served(shown)).to.deep.equal(['calls 1066']);
      expect(states(of('32', { calls: 1000, storage: 0 }))).to.deep.equal(['wallet ok']);
      expect(states(of('30.02', { calls: 9000, storage: 100 }))).to.deep.equal(['wallet blocked']);
      // What is tried out below what is counted leaves room for more.
      expect(states(of('29', { calls: 900, storage: 0 }))).to.deep.equal(['wallet ok']);
      expect(states(of('27', { calls: 900, storage: 0 }))).to.deep.equal(['wallet blocked']);
    }
  });

  it('serves nothing more once it has stopped, also where much more would cost less', () => {
    const tiers = [
      { up_to: '5000', unit_amount: '0.03' },
      { up_to: null, unit_amount: '0.004' },
    ];
    const volume = [{ id: 'calls', meter: 'calls', model: 'volume', tiers }];
    for (const wallet of [WALLET, { ...WALLET, charges: ['calls'] }])
      expect(served(trying(volume, [{ ...wallet, balance: '30' }]))).to.deep.equal(['calls 1000']);
  });

  it('serves all that is wanted where it pays that, also where less would cost more', () => {
    const tiers = [
      { up_to: '5000', unit_amount: '0.03' },
      { up_to: null, unit_amount: '0.004' },
    ];
    const volume = [{ id: 'calls', meter: 'calls', model: 'volume', tiers }];
    for (const balance of ['36', '40', '70'])
      for (const wallet of [WALLET, { ...WALLET, charges: ['calls'] }]) {
        const shown = trying(volume, [{ ...wallet, balance }]);
        expect([states(shown), served(shown)]).to.deep.equal([['wallet ok'], ['calls 9000']]);
      }
  });

  it('stops nothing where it pays for nothing that is used', () => {
    const shown = trying([FEE, CALLS], [{ ...WALLET, balance: '0', charges: ['fee'] }]);
    expect(states(shown)).to.deep.equal([]);
    expect(served(shown)).to.deep.equal(['calls 9000']);
  });

  it('lets usage go on until the next invoice where fees alone use it up, and says that it stops then', () => {
    const of = (more: object = {}, account: Trial['account'] = {}, others: readonly object[] = []) =>
      trying([FEE, CALLS], [{ ...WALLET, balance: '40', ...more }, ...others], { account });
    const shown = of();
    expect([states(shown), served(shown)]).to.deep.equal([['wallet fees'], ['calls 9000']]);
    expect(shown.stoppingCredits[0]!.stops).to.deep.equal([]);
    // Once nothing is left of it, the next period stops before anything is used.
    const { issuedAt } = shown.invoice;
    const next = trying([FEE, CALLS], [{ ...WALLET, balance: '0' }], {
      counted: '0',
      account: { as_of: new Date(issuedAt!).toISOString() },
    });
    expect([states(next), served(next)]).to.deep.equal([['wallet blocked'], []]);
    // Not where it has expired by the end of that, where another credit has come, or where this plan does not go on.
    expect(states(of({ expires_at: new Date(issuedAt! + 86_400_000).toISOString() }))).to.deep.equal([]);
    const later = { id: 'later', unit: 'USD', balance: '9', priority: 9 };
    expect(states(of({}, {}, [{ ...later, granted_at: new Date(issuedAt! + 1).toISOString() }]))).to.deep.equal([]);
    const at = new Date(issuedAt!).toISOString();
    const booked = (subscription: object) =>
      smallEstimate([{ charges: [FEE, CALLS] }, { charges: [CALLS] }], {
        usage: { calls: { quantity: '9000' } },
        credits: [{ ...WALLET, balance: '40' }],
        subscription,
      });
    expect(states(booked({}))).to.deep.equal(['wallet fees']);
    expect(states(booked({ ends_at: at }))).to.deep.equal([]);
    expect(states(booked({ scheduled: [{ at, plan: 'p1' }] }))).to.deep.equal([]);
  });

  it('stops nothing where it is not good, and on another plan', () => {
    const expired = { ...WALLET, balance: '40', expires_at: '2026-03-20' };
    expect(states(trying([CALLS], [expired]))).to.deep.equal([]);
    const two = smallEstimate(
      [{ charges: [CALLS] }, { charges: [CALLS] }],
      { usage: { calls: { quantity: '9000' } }, credits: [{ ...WALLET, balance: '40' }] },
      { ...AS_IS, plan: 'p1' },
    );
    expect(states(two)).to.deep.equal([]);
  });

  it('counts seats as fees, which it does not stop', () => {
    const SEATS = { id: 'seats', meter: 'seats', model: 'per_unit', unit_amount: '10' };
    const usage = { calls: { quantity: '1000' }, seats: { quantity: '4' } };
    const of = (balance: string, more = {}, wanted: Readonly<Record<string, number>> = { calls: 9000 }) =>
      trying([SEATS, CALLS], [{ ...WALLET, balance, ...more }], { wanted, account: { usage } });
    expect(states(of('40'))).to.deep.equal(['wallet fees']);
    expect(served(of('100'))).to.deep.equal(['calls 2000', 'seats 4']);
    // A seat more, too, is left out where it would use up what is left.
    const tried = of('75', {}, { calls: 9000, seats: 5 });
    expect([states(tried), served(tried)]).to.deep.equal([['wallet stops'], ['calls 1166', 'seats 4']]);
    const bound = of('110', { charges: ['seats', 'calls'] }, { calls: 9000, seats: 5 });
    expect(served(bound)).to.deep.equal(['calls 2000', 'seats 5']);
    expect(bound.stoppingCredits[0]!.meters).to.deep.equal(['calls']);
  });

  it('stops all usage where it pays totals, else the meters of its charges', () => {
    const free = { ...CALLS, id: 'free', unit_amount: '0' };
    const charges = [{ ...CALLS, included: { quantity: '1', per: 'storage' } }, free];
    const of = (more: object) =>
      trying(charges, [{ ...WALLET, balance: '60', ...more }], { wanted: { calls: 9000, storage: 400 } });
    const [all, untaxed, bound] = [{}, { applied: 'before_tax' }, { charges: ['calls', 'free'] }].map(of) as [
      Estimate,
      Estimate,
      Estimate,
    ];
    expect(served(all)).to.deep.equal(['calls 2052', 'storage 52']);
    expect(all.stoppingCredits[0]!.meters).to.equal(null);
    for (const shown of [untaxed, bound]) {
      expect(served(shown)).to.deep.equal(['calls 2400', 'storage 400']);
      expect(shown.stoppingCredits[0]!.meters).to.deep.equal(['calls']);
    }
  });

  it('has stopped the meters of its charges, and what they are made of, while others go on', () => {
    const charges = [
      { ...CALLS, id: 'weighted', meter: 'weighted' },
      { ...CALLS, id: 'sales', meter: 'sales' },
    ];
    const account = { usage: { calls: { quantity: '1000' }, storage: { quantity: '0' }, sales: { quantity: '0' } } };
    const of = (balance: string) =>
      trying(charges, [{ ...WALLET, balance, charges: ['weighted'] }], { wanted: { calls: 3000, sales: 70 }, account });
    const [blocked, stops] = ['60', '90'].map(of) as [Estimate, Estimate];
    expect([states(blocked), rows(blocked.invoice)]).to.deep.equal([['wallet blocked'], ['weighted 60', 'sales 2.1']]);
    expect([states(stops), rows(stops.invoice)]).to.deep.equal([['wallet stops'], ['weighted 90', 'sales 2.1']]);
  });

  it('looks at units now, and at money when the invoice is issued', () => {
    const expires = { expires_at: '2026-03-20' };
    const pack = { id: 'pack', unit: 'calls', balance: '2000', when_empty: 'block' };
    expect(served(trying([CALLS], [{ ...pack, ...expires }]))).to.deep.equal(['calls 2000']);
    expect(served(trying([CALLS], [{ ...WALLET, balance: '60', ...expires }]))).to.deep.equal(['calls 9000']);
  });

  it('has stopped where nobody knows what one event more would cost', () => {
    const events = { id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1' };
    const of = (calls: string, counted: readonly string[]) =>
      trying([CALLS, events], [{ ...WALLET, balance: '32' }], {
        account: { usage: { calls: { quantity: calls }, payments: { events: counted } } },
      });
    expect([states(of('1066', [])), served(of('1066', []))]).to.deep.equal([['wallet blocked'], ['calls 1066']]);
    // Another one of a size that is known is paid: 30 and 2, not 31.98 and 2.
    expect(states(of('1066', ['3']))).to.deep.equal(['wallet blocked']);
    expect(states(of('1000', ['3']))).to.deep.equal(['wallet stops']);
    const dear = trying([{ ...CALLS, unit_amount: '5' }, events], [{ ...WALLET, balance: '23' }], {
      account: { usage: { calls: { quantity: '4' }, payments: { events: ['3'] } } },
    });
    expect(states(dear)).to.deep.equal(['wallet stops']);
    const untold = trying([CALLS, events], [{ ...WALLET, balance: '32' }], { wanted: { calls: 9000, payments: 5 } });
    expect([states(untold), untold.invoice.total]).to.deep.equal([['wallet ok'], null]);
  });

  it('has stopped events of a typical size', () => {
    const of = (more: object) =>
      estimated({
        meters: [{ id: 'payments', kind: 'money', aggregation: 'events', ...more }],
        charges: [{ id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1' }],
        usage: {},
        elapsed: 10,
        account: { usage: { payments: { events: [] } }, credits: [{ ...WALLET, unit: 'EUR', balance: '0' }] },
      });
    expect(states(of({ typical_event: '20' }))).to.deep.equal(['wallet blocked']);
    expect(states(of({}))).to.deep.equal([]);
  });

  it('stops nothing of a plan without a price', () => {
    const plan = { id: 'old', charges: [{ ...CALLS, id: 'gone', meter: 'gone' }, CALLS] };
    const shown = trying([CALLS], [{ ...WALLET, balance: '0' }], { account: { subscription: { plan } } });
    expect([states(shown), served(shown)]).to.deep.equal([['wallet ok'], ['calls 9000']]);
    expect(shown.invoice.total).to.equal(null);
    const pack = { id: 'pack', unit: 'calls', balance: '0', when_empty: 'block' };
    const foreign = trying([CALLS], [pack], { account: { currency: 'EUR' } });
    expect([served(foreign), foreign.invoice.total]).to.deep.equal([['calls 9000'], null]);
  });

  it('holds beside limits: whichever comes first', () => {
    const limit = (quantity: string) => ({
      account: { limits: [{ id: 'cap', meter: 'calls', quantity, effect: 'block' }] },
    });
    const budget = (amount: string) => ({
      account: { limits: [{ id: 'cap', on: 'invoice', amount, effect: 'block' }] },
    });
    const wallet = [{ ...WALLET, balance: '60' }];
    expect(served(trying([CALLS], wallet, limit('1500')))).to.deep.equal(['calls 1500']);
    expect(served(trying([CALLS], wallet, limit('8000')))).to.deep.equal(['calls 2000']);
    expect(served(trying([CALLS], wallet, budget('45')))).to.deep.equal(['calls 1500']);
    const shown = trying([CALLS], wallet, budget('200'));
    expect(served(shown)).to.deep.equal(['calls 2000']);
    expect(shown.limits[0]!.notServed).to.equal(null);
  });

  const PLANS: Readonly<Record<string, readonly object[]>> = {
    'per unit': [FEE, CALLS],
    graduated: [
      {
        id: 'calls',
        meter: 'calls',
        model: 'graduated',
        tiers: [
          { up_to: '1300', unit_amount: '0.05' },
          { up_to: null, unit_amount: '0.013', flat_amount: '7' },
        ],
      },
    ],
    packages: [{ ...CALLS, package: { size: '250' }, unit_amount: '0.032' }],
    'a minimum of the charge': [{ ...CALLS, minimum_amount: '55' }],
  };
  for (const [name, charges] of Object.entries(PLANS)) {
    for (const balance of ['41', '63.37', '120', '195']) {
      it(`finds the last step that is paid: ${name}, ${balance}`, () => {
        const credits = [{ ...WALLET, balance }];
        const at = (calls: number, when = 'bill') =>
          trying(charges, [{ ...credits[0], when_empty: when }], { wanted: { calls } });
        const stopped = at(9000, 'block');
        const [calls] = served(stopped).map((words) => Number(words.split(' ')[1]));
        if (states(stopped).includes('wallet fees')) {
          expect(at(0).invoice.total!.gte(balance)).to.equal(true);
        } else {
          // Of several quantities that cost the same it is the last.
          expect(calls === 9000 || at(calls! + 1).invoice.total!.gt(balance)).to.equal(true);
          expect(calls === 1000 || at(calls!).invoice.total!.lte(balance)).to.equal(true);
        }
      });
    }
  }

  describe('in a forecast', () => {
    const usage = { calls: { values: usualDays(70) } };
    const of = (credits: readonly object[], charges: readonly object[] = [{ ...CALLS, unit_amount: '0.10' }]) =>
      estimated({ usage, elapsed: 10, charges, account: { credits } });
    const euros = { ...WALLET, unit: 'EUR' };

    it('goes no higher than what is paid, and says when it is used up', () => {
      const open = of([]);
      const shown = of([{ ...euros, balance: '180' }]);
      expect(open.forecast!.range80.low).to.be.greaterThan(180);
      expect(plain(shown.invoice.total)).to.equal('180');
      expect(shown.forecast!.mean).to.be.closeTo(180, 0.01);
      expect(shown.fan!.at(-1)!.range95.high).to.be.at.most(180);
      const billed = of([{ ...euros, balance: '180', when_empty: 'bill' }]);
      expect(shown.credits[0]!.runsOut).to.deep.equal(billed.credits[0]!.runsOut);
    });

    it('keeps the futures in which it is used up from going on, where it probably is not', () => {
      const open = of([]);
      const balance = open.forecast!.quantile(0.8).toFixed(2);
      for (const credit of [
        { ...euros, balance },
        { ...euros, balance, charges: ['calls'] },
        { id: 'pack', unit: 'calls', balance: String(Number(balance) * 10), when_empty: 'block' },
      ]) {
        const shown = of([credit]);
        expect(states(shown)).to.deep.equal([`${credit.id} ok`]);
        const units = shown.meters[0]!;
        expect(plain(units.served)).to.equal(plain(units.expected));
        const most = credit.unit === 'calls' ? 0 : Number(balance);
        expect(shown.forecast?.quantile(0.95) ?? 0).to.be.closeTo(most, 0.11);
      }
    });

    it('says when what is bound to charges is used up', () => {
      const shown = of([{ ...euros, balance: '180', charges: ['calls'] }]);
      const free = of([{ ...euros, balance: '180' }]);
      expect(plain(shown.invoice.total)).to.equal('180');
      expect(shown.credits[0]!.runsOut!.likely).to.be.closeTo(free.credits[0]!.runsOut!.likely, 1);
    });
  });
});

describe('topUps', () => {
  const amounts = ({ topUps }: Estimate): string[] =>
    [...topUps].map(([credit, more]) => `${credit.id} ${plain(more)}`);
  const pack = { id: 'pack', unit: 'calls', balance: '2000', when_empty: 'block' };

  it('says how much more of a credit would let usage come to all that is tried out', () => {
    expect(amounts(trying([CALLS], [{ ...WALLET, balance: '200' }]))).to.deep.equal(['wallet 70']);
    expect(amounts(trying([CALLS], [pack]))).to.deep.equal(['pack 7000']);
    expect(amounts(trying([CALLS], [{ ...WALLET, balance: '10' }]))).to.deep.equal(['wallet 260']);
    expect(amounts(trying([CALLS], [{ ...WALLET, balance: '270' }]))).to.deep.equal([]);
    expect(amounts(trying([FEE, CALLS], [{ ...WALLET, balance: '40' }]))).to.deep.equal([]);
    expect(amounts(trying([CALLS], [{ ...WALLET, balance: '199.995' }]))).to.deep.equal(['wallet 70.01']);
  });

  it('says of several what it would take of each, where that is enough together', () => {
    const storage = { ...CALLS, id: 'storage', meter: 'storage', unit_amount: '0.5' };
    const both = trying([CALLS, storage], [pack, { ...WALLET, balance: '60' }], {
      wanted: { calls: 9000, storage: 400 },
    });
    expect(amounts(both)).to.deep.equal(['pack 7000', 'wallet 140']);
    // What the wallet would pay is paid by units then.
    const one = trying([CALLS], [pack, { ...WALLET, balance: '60' }]);
    expect([states(one), amounts(one)]).to.deep.equal([['pack stops', 'wallet stops'], ['pack 7000']]);
  });

  it('says nothing where a limit stops it, too, or where it would be stopped on the way', () => {
    const held = (quantity: string) =>
      trying([CALLS], [{ ...WALLET, balance: '60' }], {
        account: { limits: [{ id: 'cap', meter: 'calls', quantity, effect: 'block' }] },
      });
    expect(amounts(held('8000'))).to.deep.equal([]);
    expect(amounts(held('9000'))).to.deep.equal(['wallet 210']);
    const tiers = [
      { up_to: '5000', unit_amount: '0.03' },
      { up_to: null, unit_amount: '0.004' },
    ];
    const volume = [{ id: 'calls', meter: 'calls', model: 'volume', tiers }];
    // 9,000 cost 36, and the first one more than is counted 30.03.
    expect(amounts(trying(volume, [{ ...WALLET, balance: '30' }]))).to.deep.equal(['wallet 6']);
    expect(amounts(trying(volume, [{ ...WALLET, balance: '29' }], { wanted: { calls: 1000 } }))).to.deep.equal([]);
  });

  it('is enough, and a cent or a unit less is not', () => {
    const next = random(7);
    const among = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
    const models = [
      { ...CALLS },
      { ...CALLS, included: { quantity: '1500' } },
      { ...CALLS, unit_amount: '0.0137' },
      { ...CALLS, package: { size: '250' }, unit_amount: '0.032' },
      { ...CALLS, minimum_amount: '55' },
      {
        id: 'calls',
        meter: 'calls',
        model: 'graduated',
        tiers: [
          { up_to: '1300', unit_amount: '0.05' },
          { up_to: null, unit_amount: '0.013', flat_amount: '7' },
        ],
      },
      {
        id: 'calls',
        meter: 'calls',
        model: 'volume',
        tiers: [
          { up_to: '4000', unit_amount: '0.05' },
          { up_to: null, unit_amount: '0.02' },
        ],
      },
    ];
    let told = 0;
    for (let round = 0; round < 150; round += 1) {
      const storage = { ...CALLS, id: 'storage', meter: 'storage', unit_amount: '0.471' };
      const charges = [among([[], [FEE]]), among(models), among([[], [storage]])].flat();
      const account = {
        tax: among([
          { behavior: 'none' },
          { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '19' }] } },
        ]),
        discounts: among([[], [{ id: 'off', kind: 'percent', value: '7' }]]),
      };
      const wanted = { calls: 1000 + Math.floor(next() * 9000), storage: Math.floor(next() * 500) };
      const money = { ...WALLET, applied: among(['after_tax', 'before_tax']), balance: (next() * 300).toFixed(2) };
      const bound = { ...money, charges: ['calls'] };
      const gift = { ...WALLET, id: 'gift', when_empty: 'bill', balance: '9', priority: -1 };
      const credits = among<readonly { readonly id: string; readonly balance: string }[]>([
        [money],
        [bound],
        [{ ...pack, balance: String(Math.floor(next() * 4000)) }, money],
        [money, gift],
      ]);
      const shown = trying(charges, credits, { wanted, account });
      const all = trying(charges, [], { wanted, account });
      const withMore = (less = ''): Estimate =>
        trying(
          charges,
          credits.map((credit) => {
            const more = [...shown.topUps].find(([{ id }]) => id === credit.id)?.[1] ?? new Decimal(0);
            const missing = credit.id !== less ? 0 : credit.id === 'pack' ? 1 : '0.01';
            return { ...credit, balance: plain(more.plus(credit.balance).minus(missing)) };
          }),
          { wanted, account },
        );
      told += shown.topUps.size;
      if (shown.topUps.size === 0) continue;
      expect(served(withMore()), `round ${round}`).to.deep.equal(served(all));
      for (const [{ id }] of shown.topUps)
        expect(served(withMore(id)), `round ${round}, less of ${id}`).not.to.deep.equal(served(all));
    }
    expect(told).to.be.greaterThan(80);
  });

  it('says what it would take at what a forecast expects', () => {
    const shown = estimated({
      usage: { calls: { values: usualDays(70) } },
      elapsed: 10,
      account: { credits: [{ ...WALLET, unit: 'EUR', balance: '180' }] },
    });
    const open = estimated({ usage: { calls: { values: usualDays(70) } }, elapsed: 10 });
    expect(amounts(shown)).to.deep.equal([`wallet ${plain(open.invoice.total!.minus(180))}`]);
  });
});
