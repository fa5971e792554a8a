import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { AS_IS, withAddOn, withPlan, withQuantities, withQuantity } from '../../src/engine/usage/scenario.ts';
import { day, plain, rows, smallEstimate } from '../support/small-documents.ts';

const FEE = { id: 'fee', model: 'flat', amount: '31' };
const SEATS = { id: 'seats', model: 'per_unit', unit_amount: '10', meter: 'seats', timing: 'in_advance' };
const CALLS = { id: 'calls', model: 'per_unit', unit_amount: '1', meter: 'calls' };
const USAGE = { calls: { quantity: '5' }, seats: { quantity: '3' } };
const billed = (charge: string, start = '2026-03-01', end = '2026-04-01'): object => ({
  charge,
  amount: '1',
  period: { start, end },
});

interface Row {
  readonly why: string;
  readonly old: Readonly<Record<string, unknown>>;
  readonly new: Readonly<Record<string, unknown>>;
  readonly account?: Readonly<Record<string, unknown>>;
  /** `null` = nothing is due at once. */
  readonly rows: readonly string[] | null;
}

const TABLE: readonly Row[] = [
  {
    why: 'returns the rest of the old fee and charges that of the new one, the day of the change with the new plan',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee')] },
    rows: ['fee -22', 'fee 44'],
  },
  {
    why: 'leaves the day of the change with the old plan where the plans say so',
    old: { proration: { change_day: 'old' }, charges: [FEE] },
    new: { proration: { change_day: 'old' }, charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee')] },
    rows: ['fee -21', 'fee 42'],
  },
  {
    why: 'counts to the second where a plan does',
    old: { proration: { unit: 'second' }, charges: [FEE] },
    new: { charges: [] },
    account: { billed: [billed('fee')] },
    rows: ['fee -21.5'],
  },
  {
    why: 'returns nothing that was not billed, or for another period',
    old: { charges: [FEE, { ...FEE, id: 'other' }] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee', '2026-02-01', '2026-03-01')] },
    rows: ['fee 44'],
  },
  {
    why: 'returns nothing that was billed for a period to come',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee', '2026-04-01', '2026-05-01')] },
    rows: ['fee 44'],
  },
  {
    why: 'returns all of a fee that was billed for a period that begins at this moment',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { as_of: '2026-03-01', billed: [billed('fee')] },
    rows: ['fee -31', 'fee 62'],
  },
  {
    why: 'is nothing where the old plan has no public price',
    old: { contact: true, charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee')] },
    rows: null,
  },
  {
    why: 'returns only what was billed, of several fees',
    old: { charges: [FEE, { ...FEE, id: 'other' }] },
    new: { charges: [] },
    account: { billed: [billed('fee')] },
    rows: ['fee -22'],
  },
  {
    why: 'returns nothing of a plan that does not prorate',
    old: { proration: { unit: 'none' }, charges: [FEE] },
    new: { proration: { unit: 'none' }, charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee')] },
    rows: ['fee 62'],
  },
  {
    why: 'starts a new interval in full',
    old: { charges: [FEE] },
    new: { interval: { unit: 'year' }, charges: [{ ...FEE, amount: '365' }] },
    account: { billed: [billed('fee')] },
    rows: ['fee -22', 'fee 365'],
  },
  {
    why: 'starts a new interval in full, whichever plan has the day of the change',
    old: { proration: { change_day: 'old' }, charges: [FEE] },
    new: { proration: { change_day: 'old' }, interval: { unit: 'year' }, charges: [{ ...FEE, amount: '365' }] },
    account: { billed: [billed('fee')] },
    rows: ['fee -21', 'fee 365'],
  },
  {
    why: 'returns and charges no more than what is left until service ends, its last day included',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee')], subscription: { ends_at: '2026-03-20T00:00:00Z' } },
    rows: ['fee -11', 'fee 22'],
  },
  {
    why: 'starts a new interval until service ends',
    old: { charges: [FEE] },
    new: { proration: { termination_day: false }, interval: { unit: 'year' }, charges: [{ ...FEE, amount: '365' }] },
    account: { billed: [billed('fee')], subscription: { ends_at: '2026-03-20T00:00:00Z' } },
    rows: ['fee -11', 'fee 10'],
  },
  {
    why: 'returns nothing once service has ended, and starts anew',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee')], subscription: { ends_at: '2026-03-05T00:00:00Z' } },
    rows: ['fee 0', 'fee 44'],
  },
  {
    why: 'prices seats at what they are',
    old: { charges: [SEATS] },
    new: { charges: [{ ...SEATS, unit_amount: '20' }] },
    account: { usage: USAGE, billed: [billed('seats')] },
    rows: ['seats -21.29', 'seats 42.58'],
  },
  {
    why: 'is nothing where neither plan has fees in advance',
    old: { charges: [CALLS] },
    new: { charges: [{ ...CALLS, unit_amount: '2' }] },
    account: { usage: USAGE },
    rows: null,
  },
  {
    why: 'is nothing while a trial is on, before whose end nothing is charged',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { subscription: { status: 'trialing', trial_ends_at: '2026-03-20' } },
    rows: null,
  },
  {
    why: 'charges again once a trial is over',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { subscription: { trial_ends_at: '2026-03-10T12:00:00Z' } },
    rows: ['fee 44'],
  },
  {
    why: 'keeps percentages, and no amount that an invoice as a whole may have off',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }], minimum_amount: '500' },
    account: {
      billed: [billed('fee')],
      discounts: [
        { id: 'line', kind: 'percent', value: '50', scope: 'line' },
        { id: 'all', kind: 'percent', value: '50', scope: 'invoice' },
        { id: 'fixed', kind: 'fixed', value: '5', scope: 'line' },
        { id: 'spend', kind: 'percent', scope: 'invoice', tiers: [{ up_to: null, value: '50' }] },
      ],
    },
    rows: ['fee -22', 'fee 44', 'discount line -11', 'discount all -5.5'],
  },
  {
    why: 'has a plan’s discount on its own side',
    old: { charges: [FEE] },
    new: {
      charges: [{ ...FEE, amount: '62' }],
      discounts: [{ id: 'half', kind: 'percent', value: '50', scope: 'line' }],
    },
    account: { billed: [billed('fee')] },
    rows: ['fee -22', 'fee 44', 'discount half -22'],
  },
  {
    why: 'returns of a larger plan what was paid, with the discounts that both have',
    old: { charges: [{ ...FEE, amount: '62' }] },
    new: { charges: [FEE] },
    account: {
      billed: [billed('fee')],
      discounts: [
        { id: 'half', kind: 'percent', value: '50', scope: 'line' },
        { id: 'tenth', kind: 'percent', value: '10', scope: 'line', charges: ['fee'] },
      ],
    },
    rows: ['fee -44', 'fee 22', 'discount half 11', 'discount tenth 1.1'],
  },
  {
    why: 'returns what was paid with the old plan’s discount, which the new one has not',
    old: { charges: [FEE], discounts: [{ id: 'half', kind: 'percent', value: '50', scope: 'line' }] },
    new: { charges: [{ ...FEE, amount: '62' }] },
    account: { billed: [billed('fee')] },
    rows: ['fee -22', 'fee 44', 'discount half 11'],
  },
  {
    why: 'returns what was paid with a discount that has ended since, and without one that began since',
    old: {
      charges: [FEE],
      discounts: [
        { id: 'was', kind: 'percent', value: '50', scope: 'line', ends_at: '2026-03-05' },
        { id: 'will', kind: 'percent', value: '50', scope: 'line', starts_at: '2026-03-05' },
      ],
    },
    new: { charges: [] },
    account: { billed: [billed('fee')] },
    rows: ['fee -22', 'discount was 11'],
  },
  {
    why: 'returns by the tier of a discount that the returned lines come to, however little it may still take off',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '3.10' }] },
    account: {
      billed: [billed('fee')],
      discounts: [
        {
          id: 'spend',
          kind: 'percent',
          scope: 'line',
          remaining_amount: '1',
          tiers: [
            { up_to: '10', value: '0' },
            { up_to: null, value: '50' },
          ],
        },
      ],
    },
    rows: ['fee -22', 'fee 2.2', 'discount spend 11'],
  },
  {
    why: 'has no ceiling, which is of a whole invoice too',
    old: { charges: [FEE] },
    new: { charges: [{ ...FEE, amount: '62' }], maximum_amount: '1' },
    account: { billed: [billed('fee')] },
    rows: ['fee -22', 'fee 44'],
  },
];

describe('a switch in mid-period', () => {
  for (const row of TABLE) {
    it(row.why, () => {
      const { plans } = smallEstimate([row.old, row.new], row.account);
      const invoice = plans.find(({ plan }) => plan.id === 'p1')?.switchNow ?? null;
      expect(invoice === null ? null : rows(invoice)).to.deep.equal(row.rows);
    });
  }

  it('is taxed on what each line comes to after its own discount', () => {
    const half = { id: 'half', kind: 'percent', value: '50', scope: 'line' };
    const { plans } = smallEstimate(
      [{ charges: [{ ...FEE, amount: '62', tax_category: 'fees' }] }, { charges: [FEE] }],
      {
        billed: [billed('fee')],
        discounts: [half],
        tax: {
          behavior: 'exclusive',
          rates: { standard: [{ name: 'VAT', rate_pct: '20' }], fees: [{ name: 'VAT', rate_pct: '10' }] },
        },
      },
    );
    const { taxes, total, lines } = plans[1]!.switchNow!;
    expect(taxes.map(({ base, amount }) => `${plain(base)} ${plain(amount)}`)).to.deep.equal(['-22 -2.2', '11 2.2']);
    expect(plain(total)).to.equal('-11');
    expect(lines.at(-1)?.shares?.map(({ amount }) => plain(amount))).to.deep.equal(['11', '-22']);
  });

  it('is due at once, with the lines’ rest of the period', () => {
    const { plans } = smallEstimate([{ charges: [FEE] }, { charges: [FEE] }], { billed: [billed('fee')] });
    const now = plans[1]?.switchNow;
    expect(day(now?.issuedAt)).to.equal('2026-03-10T12:00:00.000Z');
    expect(now?.lines.map(({ period }) => `${day(period?.start)} to ${day(period?.end)}`)).to.deep.equal([
      '2026-03-10 to 2026-04-01',
      '2026-03-10 to 2026-04-01',
    ]);
  });

  it('is due of the plan that is tried out, and of none that is the own one', () => {
    const plans = [{ charges: [FEE] }, { charges: [{ ...FEE, amount: '62' }] }];
    const account = { billed: [billed('fee')] };
    expect(plain(smallEstimate(plans, account, withPlan('p1')(AS_IS)).dueNow?.total)).to.equal('22');
    expect(smallEstimate(plans, account).dueNow).to.equal(null);
    expect(smallEstimate(plans, account).plans[0]?.switchNow).to.equal(null);
  });

  it('returns what was billed, however many are tried out, for one plan as for all of them', () => {
    const seats = { id: 'fee', model: 'per_unit', meter: 'seats', timing: 'in_advance' };
    const plans = [{ charges: [{ ...seats, unit_amount: '31' }] }, { charges: [{ ...seats, unit_amount: '62' }] }];
    const account = { usage: { seats: { quantity: '2' } }, billed: [billed('fee')] };
    const tried = withQuantity('seats', new Decimal(3), 'exactly')(withPlan('p1')(AS_IS));
    const { dueNow, plans: all } = smallEstimate(plans, account, tried);
    expect(rows(dueNow!)).to.deep.equal(['fee -44', 'fee 132']);
    expect(rows(all[1]!.switchNow!)).to.deep.equal(['fee -44', 'fee 132']);
  });

  it('has no price of a unit where that comes back, or is for the rest of a period', () => {
    const seats = { id: 'fee', model: 'per_unit', meter: 'seats', timing: 'in_advance' };
    const plans = [
      { charges: [{ ...seats, unit_amount: '31' }] },
      { charges: [{ ...seats, unit_amount: '62' }] },
      { interval: { unit: 'year' }, charges: [{ ...seats, unit_amount: '600' }] },
    ];
    const account = { usage: { seats: { quantity: '2' } }, billed: [billed('fee')] };
    const unitPrices = (plan: number) =>
      smallEstimate(plans, account).plans[plan]!.switchNow!.lines.map((line) => [
        plain(line.averageUnitPrice),
        plain(line.next?.amount),
      ]);
    const none = ['none', 'none'];
    expect(unitPrices(1)).to.deep.equal([none, none]);
    expect(unitPrices(2)).to.deep.equal([none, ['600', '600']]);
    const atOnce = { ...account, as_of: '2026-03-01T00:00:00Z' };
    const { lines } = smallEstimate(plans, atOnce).plans[1]!.switchNow!;
    expect(lines.map((line) => plain(line.averageUnitPrice))).to.deep.equal(['none', '62']);
  });
});

describe('what plans cost in a regular period', () => {
  const costs = (
    plans: readonly Readonly<Record<string, unknown>>[],
    account: Readonly<Record<string, unknown>> = { usage: USAGE },
    scenario = AS_IS,
  ): string[] =>
    smallEstimate(plans, { as_of: '2026-03-31T23:00:00Z', ...account }, scenario).plans.map(({ cost }) => plain(cost));
  const monthly = { charges: [FEE, CALLS] };

  it('is every recurring charge once, and nothing that is not', () => {
    const plan = { charges: [FEE, CALLS, { id: 'setup', model: 'flat', amount: '50', timing: 'once' }] };
    expect(
      costs([plan], {
        usage: USAGE,
        pending_items: [{ id: 'item', amount: '9' }],
        credits: [{ id: 'k', unit: 'USD', balance: '5' }],
      }),
    ).to.deep.equal(['36']);
  });

  it('is months of usage in a year', () => {
    const yearly = {
      interval: { unit: 'year' },
      charges: [
        { ...FEE, amount: '300' },
        { ...CALLS, interval: { unit: 'month' } },
      ],
    };
    expect(costs([monthly, yearly])).to.deep.equal(['36', '360']);
  });

  it('is a year’s usage where it is priced by the year, of what adds up', () => {
    const yearly = {
      interval: { unit: 'year' },
      charges: [CALLS, { ...SEATS, id: 's' }, { id: 'e', model: 'per_event', meter: 'payments', fixed_amount: '1' }],
    };
    for (const events of [
      ['3', '4'],
      ['3', '0'],
    ])
      expect(costs([monthly, yearly], { usage: { ...USAGE, payments: { events } } })).to.deep.equal([
        '36',
        String(60 + 30 + 24),
      ]);
  });

  it('is a twelfth of a year’s usage where it is priced by the month, exactly, and as many events as that', () => {
    const yearly = { interval: { unit: 'year' }, charges: [{ ...CALLS, unit_amount: '1' }] };
    const packed = { charges: [{ ...CALLS, unit_amount: '7', package: { size: '1000', rounding: 'down' } }] };
    const events = { charges: [{ id: 'e', model: 'per_event', meter: 'payments', fixed_amount: '1' }] };
    const usage = {
      calls: { quantity: '12000' },
      payments: { events: ['3', '4', '5', '3', '4', '5', '3', '4', '5', '3', '4', '5'] },
    };
    const year = { as_of: '2026-12-31T23:00:00Z', subscription: { anchor: '2026-01-01' } };
    const counted = withQuantities(new Map([['calls', new Decimal(12_000)]]), 'custom')(AS_IS);
    expect(costs([yearly, packed, events], { usage, ...year }, counted)).to.deep.equal(['12000', '7', '2']);
  });

  it('is rounded up from half a cent, also where that stands behind twelfths or sevenths', () => {
    const charged = (unit: string, own: string, amount: string, free: string) => [
      { interval: { unit: own }, charges: [CALLS] },
      { interval: { unit }, charges: [{ ...CALLS, unit_amount: amount, included: { quantity: free } }] },
    ];
    const used = (quantity: string) => withQuantity('calls', new Decimal(quantity), 'exactly')(AS_IS);
    expect(costs(charged('month', 'year', '199.8', '1'), { usage: USAGE }, used('2195.5'))[1]).to.equal('36355.28');
    expect(costs(charged('day', 'week', '135.45', '0'), { usage: USAGE }, used('49495.1'))[1]).to.equal('957730.19');
  });

  it('is a part of a fee of a longer interval, rounded once', () => {
    const fees = ['100', '0.06'].map((amount) => ({ charges: [{ ...FEE, amount, interval: { unit: 'year' } }] }));
    expect(costs(fees)).to.deep.equal(['8.33', '0.01']);
    const [plan] = smallEstimate(fees).plans;
    expect(plan?.invoice?.lines[0]?.steps.map(({ kind }) => kind)).to.deep.equal(['prorated']);
  });

  it('is a year’s sum of events where units of it have a price, and unknown where they are not reported', () => {
    const priced = (charge: object) => ({
      interval: { unit: 'year' },
      charges: [{ id: 'e', meter: 'payments', ...charge }],
    });
    const yearly = [priced({ model: 'per_unit', unit_amount: '2' }), priced({ model: 'per_event', fixed_amount: '1' })];
    expect(costs([monthly, ...yearly], { usage: { payments: { events: ['3', '4'] } } }).slice(1)).to.deep.equal([
      '168',
      '24',
    ]);
    expect(costs([monthly, ...yearly]).slice(1)).to.deep.equal(['none', 'none']);
  });

  const WEEK = { unit: 'week' };
  const uneven = (plans: readonly Readonly<Record<string, unknown>>[], account: object = { usage: USAGE }) =>
    smallEstimate(plans, { as_of: '2026-03-31T23:00:00Z', ...account }).plans.map(
      ({ cost, cheapest, problems, invoice }) => [
        plain(cost),
        cheapest,
        ...problems.flatMap((problem) => ('charge' in problem ? [`${problem.kind} ${problem.charge}`] : [])),
        ...(invoice?.lines ?? []).flatMap(({ id, problem }) => (problem === null ? [] : [`${id} ${problem}`])),
      ],
    );

  it('is unknown, by name, where a fee of weeks or days is in a plan of months, and the other way round', () => {
    for (const [plan, charge] of [
      ['month', 'week'],
      ['month', 'day'],
      ['year', 'week'],
      ['week', 'month'],
      ['day', 'year'],
    ]) {
      const odd = { interval: { unit: plan }, charges: [FEE, { ...FEE, id: 'odd', interval: { unit: charge } }] };
      const even = { interval: { unit: plan }, charges: [FEE] };
      expect(uneven([even, odd]), `${charge} in ${plan}`).to.deep.equal([
        ['31', false],
        ['none', false, 'uneven odd', 'odd uneven'],
      ]);
    }
  });

  it('is seven times a fee of a day in a week, and four quarters of a year', () => {
    const daily = { interval: WEEK, charges: [{ ...FEE, interval: { unit: 'day' } }] };
    const quarters = { interval: { unit: 'year' }, charges: [{ ...FEE, interval: { unit: 'month', count: 3 } }] };
    expect(costs([daily, quarters])).to.deep.equal(['217', '124']);
  });

  it('is unknown where what adds up in months is priced by the week, and not where nothing adds up', () => {
    const weekly = (...charges: object[]) => ({ interval: WEEK, charges });
    const perSeat = { ...CALLS, id: 'allowance', included: { quantity: '2', per: 'seats' } };
    const events = { id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1' };
    const usage = { ...USAGE, payments: { events: ['3'] } };
    expect(
      uneven([monthly, weekly(FEE, SEATS), weekly(CALLS), weekly(perSeat), weekly(events)], { usage }),
    ).to.deep.equal([
      ['36', false],
      ['61', false],
      ['none', false, 'uneven calls', 'calls uneven'],
      ['none', false, 'uneven allowance', 'allowance uneven'],
      ['none', false, 'uneven events', 'events uneven'],
    ]);
    const [, week] = smallEstimate([monthly, weekly(FEE, CALLS)], { as_of: '2026-03-31T23:00:00Z', usage }).plans;
    expect(week!.invoice!.lines.map(({ quantity }) => plain(quantity))).to.deep.equal(['none', USAGE.calls.quantity]);
  });

  it('explains what a meter is made of, and is unknown where the price list has no such meter', () => {
    const usage = { calls: { quantity: '5' }, storage: { quantity: '1' } };
    const pool = { charges: [{ ...CALLS, id: 'pool', meter: 'weighted' }] };
    const gone = { ...CALLS, id: 'gone', meter: 'gone' };
    const charges = [gone, { ...CALLS, interval: { unit: 'month' } }];
    const subscription = { plan: { id: 'old', interval: { unit: 'year' }, charges } };
    const { plans } = smallEstimate([pool], { usage, subscription });
    expect(plain(plans.find(({ plan }) => plan.id === 'old')?.cost)).to.equal('none');
    expect(plans.find(({ plan }) => plan.id === 'p0')!.invoice!.lines[0]!.steps.map(({ kind }) => kind)).to.include(
      'weighted',
    );
  });

  it('is not the cheapest, by name, where usage has a price by an add-on alone that is not taken', () => {
    const offered = { charges: [{ ...CALLS, optional: true }] };
    const found = (addOns: readonly string[], plans: readonly Readonly<Record<string, unknown>>[]) =>
      smallEstimate(plans, { usage: USAGE, subscription: { add_ons: addOns } }).plans.map(({ cheapest, problems }) =>
        [cheapest, ...problems.map(({ kind }) => kind)].join(' '),
      );
    const metered = { charges: [CALLS] };
    const flat = { charges: [FEE, CALLS] };
    expect(found([], [flat, metered, offered])).to.deep.equal(['false', 'true', 'false usage_without_charge']);
    expect(found(['calls'], [flat, metered, offered])).to.deep.equal(['false', 'true', 'true']);
    // On the own plan too: what is used and not taken has no price.
    expect(smallEstimate([offered, metered], { usage: USAGE }).problems.map(({ kind }) => kind)).to.include(
      'usage_without_charge',
    );
  });

  it('has no break-even with what nobody knows', () => {
    const odd = { charges: [CALLS, { ...FEE, id: 'odd', interval: WEEK }] };
    const silent = { charges: [CALLS, { id: 'storage', model: 'per_unit', meter: 'storage', unit_amount: '1' }] };
    const { compare } = smallEstimate([monthly, { charges: [CALLS] }, odd, silent], { usage: USAGE });
    const { curves, breakEvens } = compare('calls', 'p0')!;
    expect(curves.map(({ plan }) => plan.id)).to.deep.equal(['p0', 'p1']);
    expect(breakEvens.map(({ plan }) => plan.id)).to.deep.equal(['p1']);
  });

  it('has no break-even with a plan that does not name what others charge for, on the axis or beside it', () => {
    const none = { ...CALLS, unit_amount: '0' };
    const storage = { id: 'storage', model: 'per_unit', meter: 'storage', unit_amount: '1' };
    const plans = [
      { charges: [FEE, CALLS, storage] },
      { charges: [FEE] },
      { charges: [FEE, none] },
      { charges: [FEE, none, { ...storage, unit_amount: '0' }] },
      { charges: [FEE, storage], limits: [{ id: 'most', meter: 'calls', quantity: '500' }] },
    ];
    const compared = (storage: string, than = 'p0') =>
      smallEstimate(plans, { usage: { ...USAGE, calls: { quantity: '0' }, storage: { quantity: storage } } })
        .compare('calls', than)!
        .breakEvens.map(({ plan }) => plan.id);
    expect(compared('0')).to.deep.equal(['p2', 'p3', 'p4']);
    expect(compared('20')).to.deep.equal(['p3', 'p4']);
    expect(compared('20', 'p1')).to.deep.equal([]);
  });

  it('has the discounts that do not end, and not those that do', () => {
    const discounts = [
      { id: 'a', kind: 'percent', value: '10' },
      { id: 'b', kind: 'percent', value: '50', ends_at: '2027-01-01' },
      { id: 'c', kind: 'percent', value: '50', remaining_invoices: 3 },
      { id: 'd', kind: 'percent', value: '50', remaining_amount: '9' },
    ];
    expect(costs([monthly], { usage: USAGE, discounts })).to.deep.equal(['32.4']);
  });

  it('has a discount that has not begun yet, as it has no date', () => {
    const discounts = [{ id: 'a', kind: 'percent', value: '10', starts_at: '2030-01-01' }];
    expect(costs([monthly], { usage: USAGE, discounts })).to.deep.equal(['32.4']);
  });

  it('has the plan’s commitment for each period, or the customer’s in its place, and none of a period of its own', () => {
    const period = { start: '2026-01-01', end: '2027-01-01' };
    expect(costs([{ ...monthly, commitment: { amount: '50' } }])).to.deep.equal(['50']);
    expect(costs([{ ...monthly, commitment: { amount: '50', period } }])).to.deep.equal(['36']);
    expect(costs([monthly], { usage: USAGE, commitment: { amount: '50' } })).to.deep.equal(['50']);
    expect(costs([monthly], { usage: USAGE, commitment: { amount: '50', period } })).to.deep.equal(['36']);
  });

  it('has the plan’s bounds and add-ons that are taken', () => {
    const addOn = { ...FEE, id: 'more', amount: '9', optional: true };
    expect(costs([{ ...monthly, minimum_amount: '40' }])).to.deep.equal(['40']);
    expect(costs([{ ...monthly, maximum_amount: '30' }])).to.deep.equal(['30']);
    expect(costs([{ charges: [FEE, addOn] }])).to.deep.equal(['31']);
    expect(costs([{ charges: [FEE, addOn] }], { subscription: { add_ons: ['more'] } })).to.deep.equal(['40']);
    expect(costs([{ charges: [FEE, addOn] }], {}, withAddOn('more', true)(AS_IS))).to.deep.equal(['40']);
  });

  it('is in whole minor units, as its own rounding says', () => {
    const precise = {
      ...monthly,
      charges: [
        { ...FEE, amount: '0.125' },
        { ...CALLS, unit_amount: '0.0123' },
      ],
    };
    expect(costs([precise])).to.deep.equal(['0.19']);
    expect(costs([{ ...precise, rounding: { scale: 4 } }])).to.deep.equal(['0.1865']);
    expect(costs([{ ...precise, rounding: { mode: 'up' } }])).to.deep.equal(['0.2']);
    expect(costs([{ ...precise, rounding: { at: 'invoice' } }])).to.deep.equal(['0.19']);
    expect(costs([{ ...precise, charges: [{ ...FEE, amount: '0.125', rounding: { mode: 'down' } }] }])).to.deep.equal([
      '0.12',
    ]);
  });

  it('is unknown where a quantity is not reported or not sold', () => {
    expect(costs([monthly], {})).to.deep.equal(['none']);
    const steps = { id: 'seats', model: 'stairstep', meter: 'seats', beyond_last: 'not_sold' };
    const sold = { charges: [{ ...steps, tiers: [{ up_to: '2', flat_amount: '9' }] }] };
    expect(costs([sold])).to.deep.equal(['none']);
  });

  it('is the invoice of a plan that is tried out, with nothing that is booked on the own one', () => {
    const account = { usage: USAGE, billed: [billed('fee')], pending_items: [{ id: 'item', amount: '9' }] };
    const plans = [{ charges: [FEE] }, { charges: [{ ...FEE, amount: '62' }] }];
    expect(rows(smallEstimate(plans, account).invoice)).to.deep.equal(['fee 31', 'pending item 9']);
    expect(rows(smallEstimate(plans, account, withPlan('p1')(AS_IS)).invoice)).to.deep.equal(['fee 62']);
    const unknown = { subscription: { plan: 'nowhere' } };
    expect(smallEstimate(plans, unknown).invoice.total).to.equal(null);
  });

  it('is unknown where something is wrong with the plan', () => {
    const wrong = { id: 'p', charges: [FEE, { id: 'more', model: 'by_feeling' }] };
    const { invoice, plans } = estimate(parseCatalog({ version: 1, currency: 'USD', plans: [wrong] }), null);
    expect([invoice.total, plans[0]!.cost]).to.deep.equal([null, null]);
  });

  it('follows quantities of any size and number of digits', () => {
    const scenario = (quantity: string) => withQuantities(new Map([['calls', new Decimal(quantity)]]), 'custom')(AS_IS);
    const plan = { charges: [{ ...CALLS, unit_amount: '0.001' }] };
    const COSTS = [
      ['12345.678', '12.35'],
      ['900000000000000000', '900000000000000'],
      ['0.000000000001', '0'],
      ['99999999999999999.5', '100000000000000'],
    ] as const;
    for (const [quantity, cost] of COSTS) {
      expect(costs([plan], { usage: USAGE }, scenario(quantity)), quantity).to.deep.equal([cost]);
    }
  });

  it('is to the list price, not to another interval, where a customer has terms of their own', () => {
    const pro = { id: 'pro', charges: [FEE] };
    const year = { id: 'pro_year', family: 'pro', interval: { unit: 'year' }, charges: [FEE] };
    const small = { id: 'small', rank: -1, charges: [] };
    const catalog = parseCatalog({ version: 1, currency: 'USD', meters: [], plans: [pro, year, small] });
    const own = { id: 'own', family: 'pro', rank: 0, charges: [{ ...FEE, amount: '20' }] };
    const account = parseAccount({
      version: 1,
      revision: 1,
      as_of: '2026-11-10T00:00:00Z',
      time_zone: 'UTC',
      currency: 'USD',
      subscription: { plan: own, anchor: '2026-11-01' },
    });
    expect(
      Object.fromEntries(estimate(catalog, account).plans.map(({ plan: { id }, intent }) => [id, intent])),
    ).to.deep.equal({ own: 'current', pro: 'start', pro_year: 'interval', small: 'downgrade' });
  });

  it('is due at a start from scratch: fees in advance and what is due once, without the floor of a period', () => {
    const plan = {
      id: 'p',
      minimum_amount: '500',
      charges: [FEE, CALLS, { id: 'setup', model: 'flat', amount: '50', timing: 'once' }],
    };
    const meters = [{ id: 'calls', aggregation: 'sum' }];
    const start = estimate(parseCatalog({ version: 1, currency: 'USD', meters, plans: [plan] }), null);
    expect(rows(start.dueNow as NonNullable<typeof start.dueNow>)).to.deep.equal(['fee 31', 'setup 50']);
    expect(rows(start.invoice)).to.deep.equal(['fee 31', 'calls 0', 'minimum minimum 469']);
    for (const [days, due] of [
      [0, '81'],
      [14, 'none'],
    ]) {
      const tried = parseCatalog({ version: 1, currency: 'USD', meters, plans: [{ ...plan, trial_days: days }] });
      expect(plain(estimate(tried, null).dueNow?.total), `${days} days of trial`).to.equal(due);
      expect(estimate(tried, null).plans[0]?.intent).to.equal(days === 0 ? 'start' : 'trial');
    }
    const usageOnly = { ...plan, charges: [CALLS] };
    expect(estimate(parseCatalog({ version: 1, currency: 'USD', meters, plans: [usageOnly] }), null).dueNow).to.equal(
      null,
    );
  });
});
