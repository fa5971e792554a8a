import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { MeteredCharge } from '../../src/engine/facts/charge.ts';
import type { Curve } from '../../src/engine/pricing/curve.ts';
import { compileCurve, costAt } from '../../src/engine/pricing/curve.ts';
import { Decimal, powerOfTen } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { compileFixedPoint } from '../../src/engine/pricing/fixed-point.ts';
import type { FixedPointOptions } from '../../src/engine/pricing/fixed-point.ts';
import { priceCharge } from '../../src/engine/pricing/price-charge.ts';
import { quantitiesOf } from '../../src/engine/usage/quantities.ts';
import { quickCost } from '../../src/engine/comparison/quick-cost.ts';
import { round } from '../../src/engine/numbers/rounding.ts';
import { AS_IS, withQuantities } from '../../src/engine/usage/scenario.ts';

type Json = Readonly<Record<string, unknown>>;

const METERS = [
  { id: 'm', aggregation: 'sum' },
  { id: 'n', aggregation: 'sum' },
  { id: 'e', kind: 'money', aggregation: 'events' },
];
const catalogOf = (plan: Json) =>
  parseCatalog({ version: 1, currency: 'USD', meters: METERS, plans: [{ id: 'p', ...plan }] });

function curveOf(charge: Json): Curve {
  const plan = catalogOf({ charges: [{ id: 'c', meter: 'm', ...charge }] }).plans[0];
  expect(plan?.problems).to.deep.equal([]);
  const parsed = plan?.charges[0] as MeteredCharge;
  const included = parsed.included?.quantity ?? new Decimal(0);
  return compileCurve(parsed, { included, credit: new Decimal(0), tierQuantity: null });
}

const CENTS: FixedPointOptions = { quantityDigits: 0, scale: 2, mode: 'half_away' };

/** Whether a compiled price answers from its own numbers, without asking the decimals of its curve. */
function isQuick(charge: Json, quantity: number, options: Partial<FixedPointOptions> = {}): boolean {
  const curve = curveOf(charge);
  let questions = 0;
  const watched = {
    ...curve,
    get pipeline() {
      questions += 1;
      return curve.pipeline;
    },
  };
  const price = compileFixedPoint(watched, { ...CENTS, ...options });
  const before = questions;
  price(quantity);
  return questions === before;
}

const unit = (amount: string, more: Json = {}): Json => ({ model: 'per_unit', unit_amount: amount, ...more });
const TIERS = [
  { up_to: '10', unit_amount: '0.5', flat_amount: '1' },
  { up_to: null, unit_amount: '0.25' },
];

describe('a compiled price', () => {
  const QUICK: readonly (readonly [why: string, charge: Json, quantity: number, digits?: number])[] = [
    ['of a unit price', unit('0.10'), 5],
    ['of nothing', unit('0.10'), 0],
    ['of tiers', { model: 'graduated', tiers: TIERS }, 25],
    ['of a tier by volume', { model: 'volume', tiers: TIERS }, 25],
    ['of steps, however far', { model: 'stairstep', tiers: [{ up_to: null, flat_amount: '5' }] }, 2 ** 50],
    ['with units included', unit('0.10', { included: { quantity: '2.5' } }), 5],
    ['with a smallest quantity', unit('0.10', { minimum_quantity: '2.5' }), 1],
    ['by started packages', unit('3', { package: { size: '10' } }), 15],
    [
      'by started packages of each tier',
      { model: 'graduated', tiers: TIERS, package: { size: '3', scope: 'tier' } },
      15,
    ],
    ['in parts of packages', unit('3', { package: { size: '7', rounding: 'none' } }), 15],
    ['in parts of packages that are no whole units', unit('3', { package: { size: '2.5', rounding: 'none' } }), 15],
    ['converted', unit('3', { convert: { multiply_by: '1.5', divide_by: '60' } }), 15],
    ['between a minimum and a maximum', unit('3', { minimum_amount: '5.25', maximum_amount: '90.5' }), 15],
    ['as far as safe integers go', unit('0.01'), 2 ** 40],
    ['as far as they go in packages of a tier', unit('3', { package: { size: '1000', scope: 'tier' } }), 2 ** 43],
    ['as far as they go in small steps', unit('0.01'), 2 ** 40, 6],
  ];
  for (const [why, charge, quantity, quantityDigits = 0] of QUICK) {
    it(`needs no decimals ${why}`, () => expect(isQuick(charge, quantity, { quantityDigits })).to.equal(true));
  }

  const SLOW: readonly (readonly [
    why: string,
    charge: Json,
    quantity: number,
    options?: Partial<FixedPointOptions>,
  ])[] = [
    ['below nothing', unit('0.10'), -1],
    ['of more than a safe integer', unit('0.10'), 2 ** 53],
    ['of amounts that are more than one', unit('1234567.89'), 2 ** 40],
    ['of more digits than one has', unit('0.12345678901234', { included: { quantity: '0.123456789' } }), 3],
    ['rounded in other ways', unit('0.10'), 5, { mode: 'half_even' }],
    [
      'where a conversion is rounded',
      unit('1', { convert: { divide_by: '7', round: { increment: '1', mode: 'up' } } }),
      5,
    ],
    [
      'where so much may not be sold',
      { model: 'graduated', tiers: [{ up_to: '9', unit_amount: '1' }], beyond_last: 'not_sold' },
      5,
    ],
    ['where one over an allowance pays all', unit('1', { included: { quantity: '2', mode: 'cliff' } }), 5],
    ['where packages are not the started ones', unit('1', { package: { size: '2', rounding: 'down' } }), 5],
    [
      'where tiers’ packages are not',
      { model: 'graduated', tiers: TIERS, package: { size: '3', scope: 'tier', rounding: 'nearest' } },
      5,
    ],
    ['where the minimum is past counting', unit('1', { minimum_amount: '99999999999999999' }), 5],
    ['where half a cent above the minimum is past counting', unit('1', { minimum_amount: '9007199254740.99' }), 5],
    ['where the maximum is past counting', unit('1', { maximum_amount: '99999999999999999' }), 5],
    [
      'where flat amounts are past counting',
      { model: 'graduated', tiers: [{ up_to: null, unit_amount: '1', flat_amount: '99999999999999999' }] },
      5,
    ],
    ['where the divisor is past counting', unit('1', { convert: { divide_by: '900000000000000000' } }), 5],
  ];
  for (const [why, charge, quantity, options] of SLOW) {
    it(`asks the decimals ${why}`, () => expect(isQuick(charge, quantity, options)).to.equal(false));
  }

  const HALVES: readonly (readonly [why: string, charge: Json, options?: Partial<FixedPointOptions>])[] = [
    ['of half cents', unit('0.005')],
    ['of quantities in tenths', unit('0.05'), { quantityDigits: 1 }],
    ['of a converted quantity', unit('0.05', { convert: { multiply_by: '0.1' } })],
    ['of a converted quantity in hundredths', unit('0.5', { convert: { multiply_by: '0.1' } }), { quantityDigits: 2 }],
    ['of a quantity divided by three', unit('0.015', { convert: { divide_by: '3' } })],
    ['of a quantity divided by 7.5', unit('0.0375', { convert: { divide_by: '7.5' } })],
    ['beyond units that are included', unit('0.005', { included: { quantity: '0.2' } })],
    ['of a smallest quantity', unit('0.05', { minimum_quantity: '700.1' })],
    ['of packages of a third', unit('0.005', { package: { size: '0.3' } })],
    ['of parts of packages', unit('0.035', { package: { size: '7', rounding: 'none' } })],
    [
      'behind flat amounts',
      {
        model: 'graduated',
        tiers: [
          { up_to: '100.7', unit_amount: '0.1', flat_amount: '0.005' },
          { up_to: null, unit_amount: '0.05', flat_amount: '0.0033' },
        ],
      },
      { quantityDigits: 1 },
    ],
    [
      'behind tiers that end within a unit',
      {
        model: 'graduated',
        tiers: [
          { up_to: '0.3', unit_amount: '0' },
          { up_to: null, unit_amount: '0.05' },
        ],
      },
    ],
    [
      'by volume',
      {
        model: 'volume',
        tiers: [
          { up_to: '100.7', unit_amount: '0.15' },
          { up_to: null, unit_amount: '0.05' },
        ],
      },
      { quantityDigits: 1 },
    ],
    ['at a minimum of half a cent', unit('0.001', { minimum_amount: '1.005' })],
    ['at a maximum of half a cent', unit('0.011', { maximum_amount: '1.005' })],
    [
      'of no units at all',
      {
        model: 'graduated',
        zero_usage_flat: 'charged',
        tiers: [{ up_to: null, unit_amount: '0.001', flat_amount: '1.005' }],
      },
    ],
    [
      'of tiers’ own packages',
      {
        model: 'graduated',
        package: { size: '10', scope: 'tier' },
        tiers: [
          { up_to: '95', unit_amount: '0.015' },
          { up_to: null, unit_amount: '0.005', package_size: '2.5' },
        ],
      },
    ],
  ];
  for (const [why, charge, options] of HALVES) {
    it(`goes away from zero in the middle ${why}`, () => {
      const curve = curveOf(charge);
      const compiled = { ...CENTS, ...options };
      const price = compileFixedPoint(curve, compiled);
      for (let quantity = 0; quantity <= 1500; quantity += 1) {
        const exact = costAt(curve, new Decimal(quantity).times(powerOfTen(-compiled.quantityDigits)));
        expect(price(quantity), String(quantity)).to.equal(
          round(exact as Decimal, 2)
            .times(100)
            .toNumber(),
        );
      }
    });
  }
});

describe('quickCost', () => {
  const MONTH = { unit: 'month', count: 1 } as const;
  const FEE = { id: 'fee', model: 'flat', amount: '9.995' };
  const CALLS = { id: 'calls', model: 'per_unit', unit_amount: '0.01', meter: 'm' };

  function costOf(
    plan: Json,
    given: Json = { m: '250' },
    more: { account?: Json; interval?: typeof MONTH | { unit: 'year'; count: 1 }; takes?: boolean } = {},
  ): string | null {
    const catalog = catalogOf(plan);
    const [parsed] = catalog.plans;
    if (parsed === undefined) throw new Error('no plan');
    expect(parsed.problems).to.deep.equal([]);
    const quantities = quantitiesOf(
      catalog,
      new Map(Object.entries(given).map(([id, text]) => [id, new Decimal(text as string)])),
    );
    const base = {
      version: 1,
      revision: 1,
      as_of: '2026-03-10T00:00:00Z',
      time_zone: 'UTC',
      currency: 'USD',
      subscription: { plan: 'p', anchor: '2026-03-01' },
    };
    const account = more.account === undefined ? null : parseAccount({ ...base, ...more.account });
    const bill = { catalog, account, plan: parsed, quantities, takes: () => more.takes ?? false };
    return quickCost(bill, more.interval ?? MONTH)?.toFixed() ?? null;
  }

  it('adds up rounded lines', () => {
    expect(costOf({ charges: [FEE, CALLS] })).to.equal('12.5');
    expect(costOf({ charges: [FEE, CALLS] }, { m: '0' })).to.equal('10');
    expect(costOf({ charges: [CALLS] }, { m: '0' })).to.equal('0');
    expect(costOf({ charges: [] })).to.equal('0');
    expect(costOf({ charges: [FEE, CALLS] }, { m: '250.55' }, { account: {} })).to.equal('12.51');
    expect(costOf({ rounding: { scale: 0 }, charges: [FEE, CALLS] })).to.equal('13');
    expect(costOf({ charges: [{ ...CALLS, interval: { unit: 'month' } }] })).to.equal('2.5');
  });

  it('has the add-ons that are taken', () => {
    const plan = { charges: [FEE, { ...CALLS, optional: true }] };
    expect([costOf(plan), costOf(plan, { m: '250' }, { takes: true })]).to.deep.equal(['10', '12.5']);
  });

  it('keeps prices by the digits of their quantities', () => {
    const catalog = catalogOf({ charges: [CALLS] });
    const account = parseAccount({
      version: 1,
      revision: 1,
      as_of: '2026-03-10T00:00:00Z',
      time_zone: 'UTC',
      currency: 'USD',
      subscription: { plan: 'p', anchor: '2026-03-01' },
    });
    const costs = ['100', '100.5', '200', '200.123', '100'].map((quantity) => {
      const scenario = withQuantities(new Map([['m', new Decimal(quantity)]]), 'custom')(AS_IS);
      return estimate(catalog, account, scenario).plans[0]?.cost?.toFixed();
    });
    expect(costs).to.deep.equal(['1', '1.01', '2', '2', '1']);
  });

  const LEFT: readonly (readonly [why: string, plan: Json, given?: Json, more?: Parameters<typeof costOf>[2]])[] = [
    ['discounts of the plan', { charges: [FEE], discounts: [{ id: 'd', kind: 'percent', value: '1' }] }],
    [
      'discounts of the customer',
      { charges: [FEE] },
      {},
      { account: { discounts: [{ id: 'd', kind: 'percent', value: '1' }] } },
    ],
    ['a commitment', { charges: [FEE], commitment: { amount: '5' } }],
    ['a minimum', { charges: [FEE], minimum_amount: '5' }],
    ['a maximum', { charges: [FEE], maximum_amount: '5' }],
    ['rounding of the whole', { charges: [FEE], rounding: { at: 'invoice' } }],
    ['rounding of another kind', { charges: [FEE], rounding: { mode: 'up' } }],
    ['a charge’s own rounding', { charges: [{ ...FEE, rounding: { scale: 1 } }] }],
    ['a charge’s own interval', { charges: [{ ...FEE, interval: { unit: 'year' } }] }],
    ['another interval of usage', { charges: [FEE] }, {}, { interval: { unit: 'year', count: 1 } }],
    ['one-time charges', { charges: [{ ...FEE, timing: 'once' }] }],
    ['events', { charges: [{ id: 'e', model: 'per_event', meter: 'e', fixed_amount: '1' }] }, { e: '5' }],
    ['an allowance per seat', { charges: [{ ...CALLS, included: { quantity: '1', per: 'n' } }] }, { m: '5', n: '1' }],
    [
      'a tier that another meter picks',
      { charges: [{ id: 'v', model: 'volume', meter: 'm', tier_by: 'n', tiers: [{ unit_amount: '1' }] }] },
      { m: '5', n: '1' },
    ],
    ['a quantity that is not reported', { charges: [CALLS] }, {}],
    ['a quantity past counting', { charges: [CALLS] }, { m: '9007199254740993' }],
    ['a quantity of too many digits', { charges: [CALLS] }, { m: '9008.123456789012' }],
    [
      'what is not sold',
      {
        charges: [
          {
            id: 's',
            model: 'stairstep',
            meter: 'm',
            beyond_last: 'not_sold',
            tiers: [{ up_to: '2', flat_amount: '1' }],
          },
        ],
      },
    ],
    ['an amount past counting', { charges: [{ ...CALLS, unit_amount: '900000000000' }] }],
    [
      'amounts that are past it together',
      {
        charges: [
          { ...FEE, amount: '60000000000000' },
          { ...FEE, id: 'b', amount: '60000000000000' },
        ],
      },
    ],
    ['less than nothing', { charges: [{ ...CALLS, negative: 'mirror' }] }, { m: '-500' }],
    [
      'large amounts that cancel out',
      {
        charges: [
          { ...CALLS, unit_amount: '900000000000', negative: 'mirror' },
          { ...FEE, amount: '90071992547409.92' },
          { ...FEE, id: 'b', amount: '90071992547409.92' },
        ],
      },
      { m: '-200' },
    ],
  ];
  for (const [why, plan, given, more] of LEFT) {
    it(`leaves ${why} to the invoice`, () => expect(costOf(plan, given, more)).to.equal(null));
  }
});

describe('priceCharge', () => {
  const parts = [{ meter: 'a' }, { meter: 'b', multiply_by: '2' }];
  const meters = [{ id: 'a' }, { id: 'b' }, { id: 'both', step: '0.5', sum_of: parts }];
  const charges = [{ id: 'c', model: 'per_unit', unit_amount: '3', meter: 'both' }];
  const catalog = parseCatalog({ version: 1, currency: 'USD', meters, plans: [{ id: 'p', charges }] });
  const priced = (given: Readonly<Record<string, number>>) => {
    const counted = new Map(Object.entries(given).map(([meter, quantity]) => [meter, new Decimal(quantity)]));
    return priceCharge(catalog.plans[0]?.charges[0] as MeteredCharge, quantitiesOf(catalog, counted));
  };

  it('explains a weighted sum by its parts, where it is their sum and all of them are known', () => {
    const kinds = (given: Readonly<Record<string, number>>) =>
      priced(given)
        .steps()
        .map(({ kind }) => kind);
    expect(kinds({ a: 1, b: 2 })).to.deep.equal(['weighted', 'tier']);
    expect(kinds({ a: 1, b: 2, both: 6 })).to.deep.equal(['tier']);
    expect(kinds({ a: 1, both: 5 })).to.deep.equal(['tier']);
    expect(kinds({ both: 5 })).to.deep.equal(['tier']);
  });

  it('says what one more step of its meter costs', () => {
    expect(priced({ both: 6 }).next()).to.deep.include({ quantity: new Decimal('0.5'), amount: new Decimal('1.5') });
  });

  it('has no price where a part of a weighted sum is not reported', () => {
    expect(priced({ a: 1 })).to.include({ quantity: null, exact: null, problem: 'not_reported' });
  });
});

describe('a curve that is kept', () => {
  const catalog = catalogOf({
    charges: [
      { id: 'a', model: 'per_unit', unit_amount: '1', meter: 'm', included: { quantity: '10', per: 'n' } },
      {
        id: 'b',
        model: 'volume',
        meter: 'm',
        tier_by: 'n',
        tiers: [{ up_to: '2', unit_amount: '5' }, { unit_amount: '1' }],
      },
    ],
  });
  const total = (m: string, n: string, balance: string): string | undefined => {
    const account = parseAccount({
      version: 1,
      revision: 1,
      as_of: '2026-03-10T00:00:00Z',
      time_zone: 'UTC',
      currency: 'USD',
      subscription: { plan: 'p', anchor: '2026-03-01' },
      usage: { m: { quantity: m }, n: { quantity: n } },
      credits: [{ id: 'k', unit: 'm', balance, charges: ['a'] }],
      tax: { behavior: 'none' },
    });
    return estimate(catalog, account).accrued?.total?.toFixed();
  };

  it('is not used where seats, credits or the picking quantity are others', () => {
    expect([
      total('100', '2', '0'),
      total('100', '3', '0'),
      total('100', '3', '20'),
      total('100', '2', '20'),
      total('100', '2', '0'),
    ]).to.deep.equal(['580', '170', '150', '560', '580']);
  });
});
