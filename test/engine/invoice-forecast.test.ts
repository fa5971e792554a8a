import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import { withQuantity } from '../../src/engine/usage/scenario.ts';
import { AS_IS, type Scenario } from '../../src/engine/usage/scenario.ts';
import { dateAt, documents, estimated, usualDays, type Documents } from '../support/forecast-documents.ts';
import { futuresFor } from '../../src/engine/forecast/invoice-forecast.ts';
import { nextInvoice } from '../../src/engine/invoice/next-invoice.ts';
import { quantitiesOf } from '../../src/engine/usage/quantities.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';

const usual = { usage: { calls: { values: usualDays(70) } }, elapsed: 10 } satisfies Documents;
const widthOf = ({ forecast }: Estimate): number => forecast!.range80.high - forecast!.range80.low;

describe('forecastInvoice', () => {
  it('gives the same documents the same forecast, to the last bit', () => {
    const [first, second] = [estimated(usual), estimated(usual)];
    expect(first.forecast!.totals).to.deep.equal(second.forecast!.totals);
    expect(first.fan).to.deep.equal(second.fan);
  });

  it('prices the mean where the price is a straight line', () => {
    const { forecast, invoice, meters } = estimated(usual);
    expect(forecast!.mean).to.be.closeTo(meters[0]!.forecast!.mean * 0.1, 0.01);
    expect(invoice.total!.toNumber()).to.be.closeTo(forecast!.mean, 0.06);
  });

  it('knows that the price of a mean is not the mean of prices', () => {
    const charge = {
      id: 'calls',
      meter: 'calls',
      model: 'per_unit',
      unit_amount: '0.10',
      included: { quantity: '2900' },
    };
    const { forecast, invoice, uncertainty } = estimated({ ...usual, charges: [charge] });
    expect(forecast!.mean).to.be.greaterThan(invoice.total!.toNumber() + 1);
    expect(uncertainty!.plus(invoice.total!).toNumber()).to.be.closeTo(forecast!.mean, 0.005);
  });

  it('prices a bill of trillions up to a ceiling, where floats leave no place between two amounts', () => {
    for (const digits of [13, 14, 15]) {
      const quantity = 10 ** digits - 1;
      const { forecast } = estimated({
        usage: { calls: { values: [], quantity } },
        elapsed: 10,
        charges: [{ ...perUnit(), unit_amount: '5' }],
        plan: { maximum_amount: String(2 * quantity) },
        account: {
          tax: { behavior: 'inclusive', rates: { standard: [{ name: 'VAT', rate_pct: '19' }] } },
          discounts: [{ id: 'd', kind: 'percent', value: '7.3' }],
        },
      });
      expect(forecast!.mean / (2 * quantity), String(quantity)).to.be.closeTo(1, 1e-9);
    }
  });

  it('has no forecast where nothing is uncertain', () => {
    expect(estimated({ usage: { calls: { values: [0, 0, 0, 0] } }, elapsed: 4 }).forecast).to.equal(null);
    const flat = [{ id: 'base', model: 'flat', amount: '10' }];
    expect(estimated({ ...usual, charges: flat }).forecast).to.equal(null);
  });

  describe('the kinds of charges', () => {
    const kinds: readonly (readonly [string, Partial<Documents>])[] = [
      ['an allowance', { charges: [{ ...perUnit(), included: { quantity: '2000' } }] }],
      [
        'an allowance that ends where one is over',
        { charges: [{ ...perUnit(), included: { quantity: '2500', mode: 'cliff' } }] },
      ],
      ['packages', { charges: [{ ...perUnit(), unit_amount: '9.99', package: { size: '250' } }] }],
      ['packages of each tier', { charges: [graduated({ package: { size: '100', scope: 'tier' } })] }],
      ['graduated', { charges: [graduated()] }],
      ['a volume price that falls', { charges: [graduated({ model: 'volume' })] }],
      [
        'stairs',
        {
          charges: [
            {
              id: 'c',
              meter: 'calls',
              model: 'stairstep',
              tiers: [
                { up_to: '2000', flat_amount: '20' },
                { up_to: null, flat_amount: '55' },
              ],
            },
          ],
        },
      ],
      [
        'a conversion that is rounded up',
        {
          charges: [
            { ...perUnit(), convert: { divide_by: '1024', round: { increment: '1', mode: 'up' } }, unit_amount: '7' },
          ],
        },
      ],
      [
        'a last tier that is free beyond',
        { charges: [graduated({ tiers: [{ up_to: '2400', unit_amount: '0.1' }], beyond_last: 'free' })] },
      ],
      ['a price of many digits', { charges: [{ ...perUnit(), unit_amount: '0.00012345678901' }] }],
      ['a minimum and a maximum', { charges: [{ ...perUnit(), minimum_amount: '240', maximum_amount: '300' }] }],
      [
        'discount, minimum and tax',
        {
          plan: {
            minimum_amount: '200',
            discounts: [
              { id: 'd', kind: 'percent', value: '12.5' },
              { id: 'f', kind: 'fixed', value: '10', scope: 'invoice' },
            ],
          },
          account: { tax: vat() },
        },
      ],
      [
        'a discount by spend',
        {
          plan: {
            discounts: [
              {
                id: 'd',
                kind: 'percent',
                scope: 'invoice',
                tiers: [
                  { up_to: '250', value: '0' },
                  { up_to: null, value: '20' },
                ],
              },
            ],
          },
          account: { tax: vat() },
        },
      ],
      ['a ceiling of the invoice', { plan: { maximum_amount: '260' }, account: { tax: vat() } }],
      ['a commitment', { account: { commitment: { amount: '280' }, tax: vat() } }],
      [
        'credits before tax',
        { account: { credits: [{ id: 'c', unit: 'EUR', balance: '120', applied: 'before_tax' }], tax: vat() } },
      ],
      [
        'taxes by category',
        {
          charges: [
            { id: 'base', model: 'flat', amount: '49.99' },
            { ...perUnit(), tax_category: 'usage' },
          ],
          account: {
            tax: {
              behavior: 'exclusive',
              rates: { standard: [{ name: 'VAT', rate_pct: '20' }], usage: [{ name: 'VAT', rate_pct: '7' }] },
            },
          },
          plan: { discounts: [{ id: 'f', kind: 'fixed', value: '25', scope: 'invoice' }] },
        },
      ],
      [
        'rounding of the invoice only',
        {
          plan: { rounding: { at: 'invoice' } },
          charges: [{ ...perUnit(), unit_amount: '0.00333' }],
          account: { tax: vat() },
        },
      ],
      [
        'whole euros',
        {
          plan: { rounding: { scale: 0 } },
          charges: [{ ...perUnit(), unit_amount: '0.0333' }],
          account: { tax: vat() },
        },
      ],
    ];
    for (const [name, more] of kinds) {
      it(`prices every future as its invoice: ${name}`, () => {
        const { catalog, account } = documents({ ...usual, ...more });
        const { forecast, meters } = estimate(catalog, account);
        const quantities = futuresOf(meters[0]!.forecast!.quantile);
        const plan = catalog.plans[0]!;
        const totals = quantities.map((quantity) =>
          nextInvoice({
            catalog,
            account,
            plan,
            takes: () => false,
            quantities: quantitiesOf(catalog, new Map([['calls', new Decimal(quantity)]])),
          }).total!.toNumber(),
        );
        const step = plan.rounding.scale === 0 ? 1 : 0.01;
        // One meter is drawn evenly, so the p-th future is known; inside a settlement a cent may be rounded otherwise.
        for (const [index, total] of totals.entries()) {
          const place = Math.floor(((index + 0.5) / totals.length) * forecast!.totals.length);
          expect(forecast!.totals[place]!, `quantity ${quantities[index]!}`).to.be.closeTo(total, 2.001 * step);
        }
      });
    }

    /** Quantities in the middle of 16 equal shares, and at the very place of the future that has them. */
    function futuresOf(quantile: (p: number) => number): number[] {
      return Array.from({ length: 16 }, (_, index) => {
        const count = futuresFor(1);
        const place = Math.floor(((index + 0.5) / 16) * count);
        return Math.round(quantile((place + 0.5) / count));
      });
    }
  });

  describe('limits', () => {
    it('never passes a hard cap, and settles it to the cent', () => {
      const plan = { limits: [{ meter: 'calls', quantity: '2500', effect: 'block' }] };
      const { forecast, limits, invoice } = estimated({ ...usual, plan, account: { tax: vat() } });
      const most = 300;
      expect(Math.max(...forecast!.totals)).to.equal(most);
      expect(forecast!.range95.high).to.equal(most);
      expect(invoice.total!.toNumber()).to.be.at.most(most);
      expect(limits[0]!.notServed!.toNumber()).to.be.greaterThan(0);
      expect(limits[0]!.chance).to.be.within(0.5, 1);
    });

    it('does not take back what is counted beyond a hard cap', () => {
      const plan = { limits: [{ meter: 'calls', quantity: '500', effect: 'block' }] };
      const { forecast, invoice, meters } = estimated({ ...usual, plan });
      const counted = meters[0]!.used!.times('0.1').toNumber();
      expect(counted).to.be.greaterThan(50);
      expect(invoice.total!.toNumber()).to.equal(counted);
      expect(forecast!.range95).to.deep.equal({ low: counted, high: counted });
    });

    it('moves with a consent, as long as that holds', () => {
      const cap = (until: string) => ({
        limits: [{ meter: 'calls', quantity: '1500', effect: 'block', consent: { quantity: '2000', until } }],
      });
      const at = (until: string) => Math.max(...estimated({ ...usual, plan: cap(until) }).forecast!.totals);
      expect(at('2024-03-20')).to.equal(200);
      expect(at('2024-03-05')).to.equal(150);
    });

    it('stops the invoice at a budget that blocks, and says what is not served', () => {
      const limits = [{ on: 'invoice', amount: '200', effect: 'block' }];
      const open = estimated(usual);
      const { forecast, invoice, limits: states, fan, uncertainty } = estimated({ ...usual, account: { limits } });
      expect(Math.max(...forecast!.totals)).to.equal(200);
      expect(invoice.total!.toNumber()).to.be.within(199.8, 200);
      expect(uncertainty!.toNumber()).to.be.within(-2, 0.2);
      expect(fan!.at(-1)!.range95.high).to.equal(200);
      expect(states[0]!.expected!.eq(open.invoice.total!)).to.equal(true);
      expect(states[0]!.notServed!.eq(open.invoice.total!.minus(200))).to.equal(true);
      expect(states[0]!.chance).to.be.greaterThan(0.9);
      expect(states[0]!.reached!.from).to.be.at.least(open.period!.startDay + 10);
    });

    it('leaves an invoice below its budget as it is', () => {
      const limits = [{ on: 'invoice', amount: '5000', effect: 'block' }];
      const [open, held] = [estimated(usual), estimated({ ...usual, account: { limits } })];
      expect(held.invoice.total!.eq(open.invoice.total!)).to.equal(true);
      expect(held.forecast!.totals).to.deep.equal(open.forecast!.totals);
      expect(held.limits[0]!.notServed).to.equal(null);
    });

    it('lets what is spent beyond a budget stand', () => {
      const limits = [{ on: 'invoice', amount: '50', effect: 'block' }];
      const { invoice, accrued, forecast } = estimated({ ...usual, account: { limits } });
      expect(invoice.total!.eq(accrued!.total!)).to.equal(true);
      expect(forecast!.range95.high).to.equal(accrued!.total!.toNumber());
    });

    it('lets usage run where a limit only notifies', () => {
      const plan = { limits: [{ meter: 'calls', quantity: '2500', effect: 'notify' }] };
      expect(estimated({ ...usual, plan }).forecast!.totals).to.deep.equal(estimated(usual).forecast!.totals);
    });
  });

  describe('several meters', () => {
    const meters = [
      { id: 'chats' },
      { id: 'images' },
      { id: 'credits', sum_of: [{ meter: 'chats' }, { meter: 'images', multiply_by: '10' }] },
    ];
    const usage = { chats: { values: usualDays(100) }, images: { values: usualDays(100, 20) } };
    const charges = [
      { id: 'ai', meter: 'credits', model: 'per_unit', unit_amount: '0.01', included: { quantity: '8000' } },
    ];
    const pooled = { meters, usage, charges, elapsed: 10 };

    it('draws the parts of a pool together', () => {
      const { forecast, meters: states } = estimated(pooled);
      const pool = states.find(({ meter }) => meter.id === 'credits')!;
      const parts = states.filter(({ meter }) => meter.id !== 'credits').map((state) => state.forecast!);
      expect(pool.forecast!.mean).to.be.closeTo(parts[0]!.mean + 10 * parts[1]!.mean, 1e-6);
      // Meters that move alike: the pool is about as wide as both together.
      const width = (quantile: (p: number) => number): number => quantile(0.9) - quantile(0.1);
      const sum = width(parts[0]!.quantile) + 10 * width(parts[1]!.quantile);
      expect(width(pool.forecast!.quantile)).to.be.within(0.8 * sum, 1.15 * sum);
      expect(forecast!.range80.high).to.be.closeTo((pool.forecast!.quantile(0.9) - 8000) * 0.01, 2);
      expect(pool.includedReached).not.to.equal(null);
    });

    it('says of a pool that it is tried out where a part of it is', () => {
      const sourceOf = (scenario?: Scenario) =>
        estimated(pooled, scenario).meters.find(({ meter }) => meter.id === 'credits')!.source;
      expect(sourceOf()).to.equal('forecast');
      expect(sourceOf(withQuantity('images', 0, 'exactly')(AS_IS))).to.equal('scenario');
      expect(sourceOf({ ...AS_IS, mode: 'scratch' })).to.equal('example');
    });

    it('stops a pool at its own limit', () => {
      const plan = { limits: [{ meter: 'credits', quantity: '8500', effect: 'block' }] };
      const { forecast, invoice, limits } = estimated({ ...pooled, plan });
      expect(invoice.total!.toNumber()).to.equal(5);
      expect(Math.max(...forecast!.totals)).to.equal(5);
      expect(limits[0]!.chance).to.be.greaterThan(0);
    });

    it('is narrower where meters do not move together', () => {
      const two = [{ id: 'chats' }, { id: 'images' }];
      const both = ['chats', 'images'].map((meter) => ({ id: meter, meter, model: 'per_unit', unit_amount: '1' }));
      const other = usualDays(100).map((_, day) =>
        Math.round(100 * (day % 7 < 5 ? 1.1 : 0.6) * (1 + 0.3 * Math.sin(day * 78.233 + 1))),
      );
      const alike = estimated({
        meters: two,
        charges: both,
        elapsed: 10,
        usage: { chats: { values: usualDays(100) }, images: { values: usualDays(100) } },
      });
      const apart = estimated({
        meters: two,
        charges: both,
        elapsed: 10,
        usage: { chats: { values: usualDays(100) }, images: { values: other } },
      });
      const relative = (one: Estimate): number =>
        widthOf(one) /
        one.meters.reduce((sum, { forecast }) => sum + forecast!.quantile(0.9) - forecast!.quantile(0.1), 0);
      expect(relative(alike)).to.be.greaterThan(0.85);
      expect(relative(apart)).to.be.lessThan(relative(alike));
    });

    it('grows an allowance with the projects of each future', () => {
      const levels = Array.from({ length: 60 }, (_, day) => 4 + Math.floor(day / 6));
      const given: Documents = {
        meters: [{ id: 'calls' }, { id: 'projects', aggregation: 'last' }],
        charges: [{ ...perUnit(), included: { quantity: '150', per: 'projects' } }],
        usage: { calls: { values: usualDays(70) }, projects: { values: levels, of: 'levels', quantity: 13 } },
        elapsed: 10,
      };
      const { forecast, meters: states } = estimated(given);
      expect(states[1]!.forecast).not.to.equal(null);
      const fixed = estimated({ ...given, usage: { ...given.usage, projects: { values: [], quantity: 13 } } });
      // More projects to come include more, so the mean is lower than at those of today.
      expect(forecast!.mean).to.be.lessThan(fixed.forecast!.mean);
      expect(forecast!.totals.some((total) => Number.isNaN(total))).to.equal(false);
    });

    it('lets another meter pick the tier in each future', () => {
      const levels = Array.from({ length: 60 }, (_, day) => 40 + (day % 5));
      const volume = {
        id: 'calls',
        meter: 'calls',
        model: 'volume',
        tier_by: 'projects',
        tiers: [
          { up_to: '42', unit_amount: '0.10' },
          { up_to: null, unit_amount: '0.05' },
        ],
      };
      const { forecast } = estimated(
        {
          meters: [{ id: 'calls' }, { id: 'projects', aggregation: 'last' }],
          charges: [volume],
          usage: {
            calls: { values: usualDays(70), quantity: 1000 },
            projects: { values: levels, of: 'levels', quantity: 42 },
          },
          elapsed: 10,
        },
        withQuantity('calls', new Decimal(3000), 'exactly')(AS_IS),
      );
      expect(new Set(forecast!.totals)).to.deep.equal(new Set([300, 150]));
    });
  });

  describe('what-ifs', () => {
    it('scales the spread of about, and has none of exactly', () => {
      const own = estimated(usual);
      const quantity = new Decimal(own.meters[0]!.forecast!.mean).times(2).round();
      const about = estimated(usual, withQuantity('calls', quantity, 'about')(AS_IS));
      expect(widthOf(about) / widthOf(own)).to.be.closeTo(2, 0.01);
      expect(about.forecast!.mean).to.be.closeTo(quantity.toNumber() * 0.1, 0.05);
      expect(estimated(usual, withQuantity('calls', quantity, 'exactly')(AS_IS)).forecast).to.equal(null);
    });

    it('never goes below what is counted, however little more is asked for', () => {
      const { accrued, meters } = estimated(usual);
      const used = meters[0]!.used!;
      const of = (more: number, mode: Scenario['mode'] = 'custom') =>
        estimated(usual, { ...withQuantity('calls', used.plus(more), 'about')(AS_IS), mode });
      for (const more of [5, 100, 500]) {
        const { forecast, invoice } = of(more);
        expect(Math.min(...forecast!.totals)).to.be.at.least(accrued!.total!.toNumber());
        expect(forecast!.mean).to.be.closeTo(invoice.total!.toNumber(), 0.06);
        expect(forecast!.range80.high).to.be.greaterThan(forecast!.range80.low);
      }
      expect(of(0).forecast).to.equal(null);
      // From scratch nothing of it stands in what is asked for.
      expect(widthOf(of(5, 'scratch'))).to.be.greaterThan(5 * widthOf(of(5)));
    });
  });

  describe('special plans', () => {
    it('expects nothing of usage in a trial', () => {
      const subscription = { plan: 'own', anchor: '2024-03-01', status: 'trialing', trial_ends_at: '2024-03-25' };
      const { forecast, invoice } = estimated({ ...usual, account: { subscription } });
      expect(invoice.total!.isZero()).to.equal(true);
      expect(forecast).to.equal(null);
    });

    it('expects nothing after the end of a subscription', () => {
      const until = (day: number) => {
        const subscription = { plan: 'own', anchor: '2024-03-01', ends_at: dateAt(day) };
        return estimated({ ...usual, account: { subscription } });
      };
      const used = estimated(usual).meters[0]!.used!.toNumber();
      const perDay = (estimated(usual).meters[0]!.forecast!.mean - used) / 20;
      expect(until(25).meters[0]!.forecast!.mean).to.be.closeTo(used + 15 * perDay, 100);
      expect(until(15).meters[0]!.forecast!.mean).to.be.closeTo(used + 5 * perDay, 100);
      expect(until(8).forecast).to.equal(null);
      expect(until(8).meters[0]!.expected!.toNumber()).to.equal(used);
      expect(until(8).invoice.total!.toFixed(2)).to.equal((used * 0.1).toFixed(2));
    });

    it('leaves futures out that are not sold', () => {
      const charge = graduated({ tiers: [{ up_to: '3300', unit_amount: '0.1' }], beyond_last: 'not_sold' });
      const { forecast } = estimated({ ...usual, charges: [charge] });
      expect(forecast!.totals.some((total) => Number.isNaN(total))).to.equal(true);
      expect(forecast!.mean).to.be.within(150, 330);
      expect(forecast!.range95.high).to.be.at.most(330);
      expect(forecast!.chanceOver(new Decimal(0))).to.equal(1);
    });

    it('takes twelve periods of usage for a year on another plan', () => {
      const yearly = {
        id: 'year',
        family: 'own',
        interval: { unit: 'day', count: 360 },
        charges: [{ ...perUnit(), unit_amount: '0.08' }],
      };
      const { plans, forecast } = estimated({ ...usual, plans: [yearly] });
      const year = plans.find(({ plan }) => plan.id === 'year')!;
      expect(year.range!.high).to.be.closeTo(forecast!.range80.high * 12 * 0.8, 2);
    });

    it('draws events as many average ones, between those that are counted', () => {
      const events = Array.from({ length: 20 }, () => '50');
      const charge = {
        id: 'pay',
        meter: 'payments',
        model: 'per_event',
        rate_pct: '1',
        fixed_amount: '0.30',
        free_events: '10',
      };
      const { forecast, meters, invoice } = estimated({
        meters: [{ id: 'payments', kind: 'money', aggregation: 'events' }],
        charges: [charge],
        usage: {},
        account: {
          usage: {
            payments: {
              events,
              quantity: '1000',
              series: { of: 'increments', from: '2024-01-01', values: usualDays(70).map(String) },
            },
          },
        },
        elapsed: 10,
      });
      const perEvent = 50 * 0.01 + 0.3;
      const paid = (quantity: number): number => (quantity / 50 - 10) * perEvent;
      expect(invoice.total!.toNumber()).to.be.closeTo(paid(meters[0]!.expected!.toNumber()), perEvent);
      expect(forecast!.range80.high).to.be.closeTo(paid(meters[0]!.forecast!.quantile(0.9)), 2 * perEvent);
      expect(forecast!.range80.low).to.be.closeTo(paid(meters[0]!.forecast!.quantile(0.1)), 2 * perEvent);
    });

    it('draws unit credits before it prices', () => {
      const credits = [{ id: 'gift', unit: 'calls', balance: '2000' }];
      const { forecast, meters } = estimated({ ...usual, account: { credits } });
      expect(forecast!.range80.high).to.be.closeTo((meters[0]!.forecast!.quantile(0.9) - 2000) * 0.1, 0.2);
    });
  });

  describe('laws', () => {
    const pasts: readonly (readonly [string, readonly number[], number])[] = [
      ['nothing but one day', [100], 1],
      ['a period just begun', usualDays(70), 0],
      ['a period almost over', usualDays(95), 29],
      ['four hundred days', usualDays(400), 12],
      ['zeros', Array.from({ length: 80 }, (_, day) => (day % 3 === 0 ? 40 : 0)), 15],
      ['spikes', Array.from({ length: 80 }, (_, day) => (day % 11 === 0 ? 2000 : 30)), 15],
      ['growth', Array.from({ length: 80 }, (_, day) => Math.round(20 * 1.03 ** day)), 15],
    ];
    for (const [name, values, elapsed] of pasts) {
      it(`holds for ${name}`, () => {
        const charge = { ...perUnit(), included: { quantity: '1500' } };
        const { forecast, accrued } = estimated({ usage: { calls: { values } }, charges: [charge], elapsed });
        if (forecast === null) throw new Error('no forecast');
        const { range80, range95, mean, quantile } = forecast;
        expect(range95.low).to.be.at.most(range80.low);
        expect(range80.low).to.be.at.most(quantile(0.5));
        expect(quantile(0.5)).to.be.at.most(range80.high);
        expect(range80.high).to.be.at.most(range95.high);
        expect(mean).to.be.within(range95.low, range95.high);
        expect(forecast.totals.every((total) => total >= accrued!.total!.toNumber() - 0.011)).to.equal(true);
        let last = 1;
        for (let amount = 0; amount <= range95.high * 1.2; amount += Math.max(1, range95.high / 40)) {
          const chance = forecast.chanceOver(new Decimal(amount));
          expect(chance).to.be.within(0, last);
          last = chance;
        }
        expect(forecast.chanceOver(new Decimal(range95.high))).to.be.at.most(0.025);
        expect(forecast.chanceOver(new Decimal(Math.max(...forecast.totals)))).to.equal(0);
      });
    }

    it('is wider with less history', () => {
      const relative = (days: number): number => {
        const one = estimated({ usage: { calls: { values: usualDays(110).slice(-days) } }, elapsed: 10 });
        return widthOf(one) / one.forecast!.mean;
      };
      expect(relative(10)).to.be.greaterThan(relative(30));
      expect(relative(30)).to.be.greaterThan(relative(110));
    });

    it('is wider where no day is known, and says so', () => {
      const known = estimated(usual);
      const counted = Number(known.meters[0]!.used);
      const unknown = estimated({ usage: { calls: { values: [], quantity: counted } }, elapsed: 10 });
      expect(unknown.meters[0]!.forecast!.spread).to.equal('little-history');
      expect(widthOf(unknown)).to.be.greaterThan(2 * widthOf(known));
      // Run-rate: three times what ten of thirty days counted.
      expect(unknown.meters[0]!.forecast!.median).to.be.closeTo(3 * counted, 1);
    });

    it('reads increments, levels and readings of the same days alike', () => {
      const values = usualDays(40);
      let reading = 0;
      // A counter that begins anew with the period.
      const readings = values.map((value, day) => (reading = day === 30 ? value : reading + value));
      const [first, second] = [
        estimated({ usage: { calls: { values } }, elapsed: 10 }),
        estimated({ usage: { calls: { values: readings, of: 'cumulative', quantity: reading } }, elapsed: 10 }),
      ];
      expect(second.forecast!.mean).to.be.closeTo(first.forecast!.mean, 0.02 * first.forecast!.mean);
    });

    it('reads late and missing days as unknown, never as zero', () => {
      const values: (number | null)[] = usualDays(70);
      const late = [...values.slice(0, -2), null, null];
      const quantity = values.slice(-10, -2).reduce<number>((sum, value) => sum + value!, 0);
      const { forecast } = estimated({
        usage: { calls: { values: late, quantity, completeUntil: '2024-03-09' } },
        elapsed: 10,
      });
      const whole = estimated({ usage: { calls: { values } }, elapsed: 10 });
      expect(forecast!.mean).to.be.closeTo(whole.forecast!.mean, 0.1 * whole.forecast!.mean);
      expect(forecast!.range80.high - forecast!.range80.low).to.be.greaterThan(0);
    });

    it('counts a part of today once', () => {
      const values = usualDays(71);
      const morning = estimated({ usage: { calls: { values: values.slice(0, 70) } }, elapsed: 10 });
      const noon = [...values.slice(0, 70), Math.round(values[70]! / 2)];
      const quantity = noon.slice(60).reduce((sum, value) => sum + value, 0);
      const { catalog, account } = documents({
        usage: { calls: { values: noon, quantity } },
        elapsed: 11,
        account: { as_of: '2024-03-11T12:00:00Z' },
      });
      expect(estimate(catalog, account).forecast!.mean).to.be.closeTo(
        morning.forecast!.mean,
        0.03 * morning.forecast!.mean,
      );
    });

    it('keeps half a unit that is counted: only what is to come comes in whole steps', () => {
      const meters = [{ id: 'calls', kind: 'money' }];
      const charges = [{ ...perUnit(), unit_amount: '1' }];
      const of = (values: readonly number[], elapsed: number) =>
        estimated({ meters, charges, usage: { calls: { values } }, elapsed });
      const idle = of([...usualDays(40).map(() => 0.01), 0.5], 29);
      expect(idle.meters[0]!.expected!.toNumber()).to.equal(idle.meters[0]!.used!.toNumber());
      expect(idle.forecast!.range95).to.deep.equal({ low: 0.78, high: 0.78 });
      expect(idle.costByDay!.at(-1)).to.equal(0.78);
      expect(idle.costByDay![0]).to.equal(0.01);
      const busy = of([...usualDays(69), 12.5], 10);
      expect(busy.meters[0]!.expected!.toNumber() % 1).to.equal(0.5);
      for (const total of busy.forecast!.totals) expect(total % 1).to.equal(0.5);
    });

    it('draws what was counted on days that nobody knows over these days, not as a leap to now', () => {
      const values = (unknown: (day: number) => boolean) =>
        Array.from({ length: 12 }, (_, day) => (unknown(day) ? null : 100));
      const costs = (known: readonly (number | null)[]) =>
        estimated({ usage: { calls: { values: known, quantity: 1200 } }, elapsed: 12, hours: 1 }).costByDay!;
      expect(costs(values((day) => day > 3 && day < 9)).slice(2, 10)).to.deep.equal([
        ...[30, 40],
        ...[48.33, 56.67, 65, 73.33, 81.67],
        91.67,
      ]);
      expect(costs(values(() => false)).slice(-3)).to.deep.equal([110, 120, 120]);
      // A series that begins in the midst of the period.
      expect(costs(values(() => false).slice(8)).slice(0, 3)).to.deep.equal([8.89, 17.78, 26.67]);
    });

    it('draws readings that are missing on the way to the next one, or to now', () => {
      const costs = (readings: readonly (number | null)[], hours = 0) =>
        estimated({
          usage: { calls: { of: 'cumulative', values: readings, quantity: 1200 } },
          elapsed: readings.length,
          hours,
        }).costByDay!;
      expect(costs([null, 300, 100, null, null, 700, null], 1)).to.deep.equal([15, 30, 10, 30, 50, 70, 95, 120]);
      expect(costs([100, 200, 1100], 1)).to.deep.equal([10, 20, 110, 120]);
    });

    it('takes bought seats as they are: they change by decision, not by habit', () => {
      const levels = Array.from({ length: 60 }, (_, day) => 5 + Math.floor(day / 20));
      const { forecast, invoice, meters } = estimated({
        meters: [{ id: 'projects', kind: 'seats', aggregation: 'max' }],
        charges: [{ id: 'projects', meter: 'projects', model: 'per_unit', unit_amount: '12', timing: 'in_arrears' }],
        usage: { projects: { values: levels, of: 'levels', quantity: 7 } },
        elapsed: 10,
      });
      expect(meters[0]!.quantityKind).to.equal('exactly');
      expect(invoice.total!.toFixed(2)).to.equal('84.00');
      expect(forecast).to.equal(null);
    });
  });
});

function perUnit(): object {
  return { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10' };
}

function graduated(more: object = {}): object {
  const tiers = [
    { up_to: '1000', unit_amount: '0.13' },
    { up_to: '2500', unit_amount: '0.11' },
    { up_to: null, unit_amount: '0.07' },
  ];
  return { id: 'calls', meter: 'calls', model: 'graduated', tiers, ...more };
}

function vat(): object {
  return { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } };
}
