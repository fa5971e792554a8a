import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { nextInvoice } from '../../src/engine/invoice/next-invoice.ts';
import { quantitiesOf } from '../../src/engine/usage/quantities.ts';
import { AS_IS, withAddOn, withQuantity } from '../../src/engine/usage/scenario.ts';
import { accruedOf, closingOf, day, plain, rows, smallEstimate } from '../support/small-documents.ts';

const FEE = { id: 'fee', model: 'flat', amount: '31' };
const SEATS = { id: 'seats', model: 'per_unit', unit_amount: '10', meter: 'seats', timing: 'in_advance' };
const CALLS = { id: 'calls', model: 'per_unit', unit_amount: '1', meter: 'calls' };
const SETUP = { id: 'setup', model: 'flat', amount: '50', timing: 'once' };
const USAGE = { calls: { quantity: '5' }, seats: { quantity: '3' } };
const billed = (charge: string, start = '2026-03-01', end = '2026-04-01'): object => ({
  charge,
  amount: '1',
  period: { start, end },
});

interface Row {
  readonly why: string;
  readonly plan: Readonly<Record<string, unknown>>;
  readonly account?: Readonly<Record<string, unknown>>;
  readonly rows: readonly string[];
  /** Periods of the lines, by their first day and the day after their last. */
  readonly periods?: readonly string[];
}

const TABLE: readonly Row[] = [
  {
    why: 'usage of the period that ends and the fee of the one that begins',
    plan: { charges: [FEE, CALLS] },
    account: { usage: USAGE, billed: [billed('fee')] },
    rows: ['fee 31', 'calls 5'],
    periods: ['2026-04-01 to 2026-05-01', '2026-03-01 to 2026-04-01'],
  },
  {
    why: 'this period’s fee while nobody has billed it',
    plan: { charges: [FEE, CALLS] },
    account: { usage: USAGE },
    rows: ['fee 31', 'calls 5'],
    periods: ['2026-03-01 to 2026-04-01', '2026-03-01 to 2026-04-01'],
  },
  {
    why: 'a fee that was billed for another period only',
    plan: { charges: [FEE] },
    account: { billed: [billed('fee', '2026-02-01', '2026-03-01')] },
    rows: ['fee 31'],
    periods: ['2026-03-01 to 2026-04-01'],
  },
  {
    why: 'what is already booked after the charges, whatever stands first in the document',
    plan: { charges: [CALLS, FEE] },
    account: { usage: USAGE, billed: [billed('fee')], pending_items: [{ id: 'extra', amount: '-2.50' }] },
    rows: ['calls 5', 'fee 31', 'pending extra -2.5'],
  },
  {
    why: 'a one-time charge on the first invoice',
    plan: { charges: [SETUP, FEE] },
    account: { subscription: { started_at: '2026-03-05' }, billed: [billed('fee')] },
    rows: ['setup 50', 'fee 31'],
  },
  {
    why: 'no one-time charge later, nor once it is billed',
    plan: { charges: [SETUP] },
    account: {},
    rows: [],
  },
  {
    why: 'no one-time charge that is billed, whenever that was',
    plan: { charges: [SETUP] },
    account: { subscription: { started_at: '2026-03-05' }, billed: [billed('setup', '2026-01-01', '2026-01-02')] },
    rows: [],
  },
  {
    why: 'an add-on only where it is taken',
    plan: {
      charges: [
        { ...FEE, id: 'taken', optional: true },
        { ...FEE, id: 'left', optional: true },
      ],
    },
    account: { subscription: { add_ons: ['taken'] } },
    rows: ['taken 31'],
  },
  {
    why: 'no fee in advance past the end of a subscription',
    plan: { charges: [FEE, CALLS] },
    account: { usage: USAGE, subscription: { ends_at: '2026-04-01' }, billed: [billed('fee')] },
    rows: ['calls 5'],
  },
  {
    why: 'the fee of the next period, whenever the subscription ends after its beginning',
    plan: { charges: [FEE] },
    account: { subscription: { ends_at: '2026-04-02' }, billed: [billed('fee')] },
    rows: ['fee 31'],
  },
  {
    why: 'the fee of a plan that is booked from the next period on',
    plan: { charges: [FEE, CALLS] },
    account: {
      usage: USAGE,
      billed: [billed('fee')],
      subscription: { scheduled: [{ at: '2026-04-01', plan: 'p1' }] },
    },
    rows: ['fee 99', 'calls 5'],
  },
  {
    why: 'the fee of a plan that is booked also where it goes by another name',
    plan: { charges: [{ ...FEE, id: 'old' }, CALLS] },
    account: {
      usage: USAGE,
      billed: [billed('old')],
      subscription: { scheduled: [{ at: '2026-04-01', plan: 'p1' }] },
    },
    rows: ['calls 5', 'fee 99'],
  },
  {
    why: 'this period’s fee while nobody has billed it, and not yet that of a plan that is booked',
    plan: { charges: [{ ...FEE, id: 'old' }] },
    account: { subscription: { scheduled: [{ at: '2026-04-01', plan: 'p1' }] } },
    rows: ['old 31'],
  },
  {
    why: 'not yet the fee of a plan that is booked while one of several is not billed',
    plan: { charges: [{ ...FEE, id: 'old' }, { ...FEE, id: 'other' }, CALLS] },
    account: {
      usage: USAGE,
      billed: [billed('other')],
      subscription: { scheduled: [{ at: '2026-04-01', plan: 'p1' }] },
    },
    rows: ['old 31', 'calls 5'],
  },
  {
    why: 'the fee of a plan that is booked, also where quantities alone are booked after it',
    plan: { charges: [FEE] },
    account: {
      billed: [billed('fee')],
      subscription: {
        scheduled: [
          { at: '2026-03-20', plan: 'p1' },
          { at: '2026-04-01', quantities: { seats: '9' } },
        ],
      },
    },
    rows: ['fee 99'],
  },
  {
    why: 'the whole fee of a plan of another interval, which begins to count when it is booked for',
    plan: { charges: [FEE] },
    account: {
      billed: [billed('fee')],
      subscription: { anchor: '2026-01-01', scheduled: [{ at: '2026-04-01', plan: 'p2' }] },
    },
    rows: ['fee 990'],
    periods: ['2026-04-01 to 2027-04-01'],
  },
  {
    why: 'the fee of a plan that is booked for the end of a trial, and not of one for later',
    plan: { charges: [FEE] },
    account: {
      subscription: {
        status: 'trialing',
        trial_ends_at: '2026-03-20',
        scheduled: [
          { at: '2026-03-20', plan: 'p1' },
          { at: '2026-03-21', plan: 'p2' },
        ],
      },
    },
    rows: ['fee 99'],
  },
  {
    why: 'the discounts of each plan on its own charges',
    plan: { charges: [FEE, CALLS], discounts: [{ id: 'old', kind: 'percent', value: '20', scope: 'line' }] },
    account: {
      usage: USAGE,
      billed: [billed('fee')],
      pending_items: [{ id: 'extra', amount: '10' }],
      subscription: { scheduled: [{ at: '2026-04-01', plan: 'p3' }] },
    },
    rows: ['fee 60', 'calls 5', 'pending extra 10', 'discount old -3', 'discount half -30'],
  },
  {
    why: 'the old plan’s fee while a change is booked for later',
    plan: { charges: [FEE] },
    account: { billed: [billed('fee')], subscription: { scheduled: [{ at: '2026-04-02', plan: 'p1' }] } },
    rows: ['fee 31'],
  },
  {
    why: 'the old plan’s fee where only quantities are booked',
    plan: { charges: [FEE] },
    account: {
      billed: [billed('fee')],
      subscription: { scheduled: [{ at: '2026-03-20', quantities: { seats: '9' } }] },
    },
    rows: ['fee 31'],
  },
  {
    why: 'seats of the period that begins at the number that is booked last, those of the one that ends as they are',
    plan: { charges: [SEATS, { ...SEATS, id: 'used', timing: 'in_arrears' }] },
    account: {
      usage: USAGE,
      billed: [billed('seats')],
      subscription: {
        scheduled: [
          { at: '2026-03-20', quantities: { seats: '9' } },
          { at: '2026-04-01', quantities: { seats: '2' } },
          { at: '2026-04-02', quantities: { seats: '7' } },
        ],
      },
    },
    rows: ['seats 20', 'used 30'],
  },
  {
    why: 'this period’s seats as they are while nobody has billed them, whatever is booked',
    plan: { charges: [SEATS] },
    account: { usage: USAGE, subscription: { scheduled: [{ at: '2026-04-01', quantities: { seats: '2' } }] } },
    rows: ['seats 30'],
  },
  {
    why: 'what is made of meters at what is booked of them, where it is not counted itself, and events as they are',
    plan: {
      charges: [
        { ...SEATS, meter: 'weighted' },
        { id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1', timing: 'in_advance' },
      ],
    },
    account: {
      usage: { ...USAGE, storage: { quantity: '6' }, payments: { events: ['3', '4'] } },
      billed: [billed('seats'), billed('events')],
      subscription: { scheduled: [{ at: '2026-04-01', quantities: { seats: '9', storage: '2' } }] },
    },
    rows: ['seats 120', 'events 2'],
  },
  {
    why: 'what is made of meters as it is counted, whatever is booked of them',
    plan: { charges: [{ ...SEATS, meter: 'weighted' }] },
    account: {
      usage: { ...USAGE, storage: { quantity: '6' }, weighted: { quantity: '50' } },
      billed: [billed('seats')],
      subscription: { scheduled: [{ at: '2026-04-01', quantities: { storage: '2' } }] },
    },
    rows: ['seats 500'],
  },
  {
    why: 'no price of what is made of meters while one of them is not reported',
    plan: { charges: [{ ...SEATS, meter: 'weighted' }] },
    account: {
      usage: { storage: { quantity: '6' } },
      billed: [billed('seats')],
      subscription: { scheduled: [{ at: '2026-04-01', quantities: { storage: '2' } }] },
    },
    rows: ['seats not_reported'],
  },
  {
    why: 'events that are booked as one',
    plan: {
      charges: [{ id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1', timing: 'in_advance' }],
    },
    account: {
      usage: { payments: { events: ['3', '4'] } },
      billed: [billed('events')],
      subscription: { scheduled: [{ at: '2026-04-01', quantities: { payments: '7' } }] },
    },
    rows: ['events 1'],
  },
  {
    why: 'part of a fee where the subscription began within the period',
    plan: {
      first_period: 'stub',
      charges: [{ ...FEE, timing: 'in_arrears' }, { ...SEATS, timing: 'in_arrears' }, CALLS],
    },
    account: {
      usage: USAGE,
      subscription: { started_at: '2026-03-11', anchor: '2026-03-01' },
      as_of: '2026-03-12T12:00:00Z',
    },
    rows: ['fee 21', 'seats 20.32', 'calls 5'],
    periods: ['2026-03-11 to 2026-04-01', '2026-03-11 to 2026-04-01', '2026-03-11 to 2026-04-01'],
  },
  {
    why: 'the whole fee where first periods are full',
    plan: { charges: [{ ...FEE, timing: 'in_arrears' }] },
    account: { subscription: { started_at: '2026-03-05' } },
    rows: ['fee 31'],
    periods: ['2026-03-01 to 2026-04-01'],
  },
  {
    why: 'part of a fee where the subscription ends within the period, its last day billed',
    plan: { charges: [{ ...FEE, timing: 'in_arrears' }] },
    account: { subscription: { ends_at: '2026-03-20' } },
    rows: ['fee 20'],
  },
  {
    why: 'part of a fee whose last day is free',
    plan: { proration: { termination_day: false }, charges: [{ ...FEE, timing: 'in_arrears' }] },
    account: { subscription: { ends_at: '2026-03-20' } },
    rows: ['fee 19'],
  },
  {
    why: 'the whole fee where the subscription ends with the period, at any time of a day that is free',
    plan: { proration: { termination_day: false }, charges: [{ ...FEE, timing: 'in_arrears' }] },
    account: { subscription: { anchor: '2026-03-01T10:00:00Z', ends_at: '2026-04-01T10:00:00Z' } },
    rows: ['fee 31'],
  },
  {
    why: 'the whole fee where the plan does not prorate, or the charge does not',
    plan: {
      proration: { unit: 'none' },
      charges: [
        { ...FEE, timing: 'in_arrears' },
        { ...FEE, id: 'other', timing: 'in_arrears', proration: { unit: 'fixed_30' } },
      ],
    },
    account: { subscription: { ends_at: '2026-03-20' } },
    rows: ['fee 31', 'other 20.67'],
  },
  {
    why: 'nothing of a trial, and the first fee when it ends',
    plan: { charges: [FEE, CALLS] },
    account: {
      usage: USAGE,
      subscription: { status: 'trialing', started_at: '2026-03-06', trial_ends_at: '2026-03-20' },
    },
    rows: ['fee 31', 'calls 0'],
    periods: ['2026-03-20 to 2026-04-20', '2026-03-01 to 2026-04-01'],
  },
  {
    why: 'everything once a trial is over',
    plan: { charges: [FEE, CALLS] },
    account: { usage: USAGE, subscription: { trial_ends_at: '2026-03-08' } },
    rows: ['fee 31', 'calls 5'],
    periods: ['2026-03-01 to 2026-04-01', '2026-03-01 to 2026-04-01'],
  },
  {
    why: 'usage each month of a year that was paid in advance',
    plan: { interval: { unit: 'year' }, charges: [FEE, { ...CALLS, interval: { unit: 'month' } }] },
    account: {
      usage: USAGE,
      subscription: { anchor: '2026-01-01' },
      billed: [billed('fee', '2026-01-01', '2027-01-01')],
    },
    rows: ['calls 5'],
    periods: ['2026-03-01 to 2026-04-01'],
  },
  {
    why: 'the next year’s fee with the last month’s usage',
    plan: { interval: { unit: 'year' }, charges: [FEE, { ...CALLS, interval: { unit: 'month' } }] },
    account: {
      usage: USAGE,
      subscription: { anchor: '2025-04-01' },
      billed: [billed('fee', '2025-04-01', '2026-04-01')],
    },
    rows: ['fee 31', 'calls 5'],
    periods: ['2026-04-01 to 2027-04-01', '2026-03-01 to 2026-04-01'],
  },
  {
    why: 'usage by the quarter only when the quarter ends',
    plan: { charges: [FEE, { ...CALLS, interval: { unit: 'month', count: 3 } }] },
    account: { usage: USAGE, subscription: { anchor: '2026-03-01' }, billed: [billed('fee')] },
    rows: ['fee 31'],
  },
  {
    why: 'a one-time charge of a subscription that began with the period, in full where first periods are stubs',
    plan: { first_period: 'stub', charges: [SETUP, { ...SETUP, id: 'late' }] },
    account: { subscription: { started_at: '2026-03-01' } },
    rows: ['setup 50', 'late 50'],
  },
  {
    why: 'a one-time charge in full where a stub is short',
    plan: { first_period: 'stub', charges: [SETUP] },
    account: { subscription: { started_at: '2026-03-09' } },
    rows: ['setup 50'],
  },
  {
    why: 'a one-time charge in a trial too',
    plan: { charges: [SETUP] },
    account: { subscription: { status: 'trialing', started_at: '2026-03-09', trial_ends_at: '2026-03-20' } },
    rows: ['setup 50'],
  },
  {
    why: 'a one-time charge at the end of a trial of several periods, as no invoice came before',
    plan: { charges: [SETUP] },
    account: { subscription: { status: 'trialing', started_at: '2026-02-09', trial_ends_at: '2026-03-20' } },
    rows: ['setup 50'],
  },
  {
    why: 'everything from the moment a trial ends',
    plan: { charges: [CALLS] },
    account: { usage: USAGE, subscription: { trial_ends_at: '2026-03-10T12:00:00Z' } },
    rows: ['calls 5'],
  },
  {
    why: 'the fee that nobody has billed, and the next one of the fee that is billed',
    plan: { charges: [FEE, { ...FEE, id: 'other' }] },
    account: { billed: [billed('other')] },
    rows: ['fee 31', 'other 31'],
    periods: ['2026-03-01 to 2026-04-01', '2026-04-01 to 2026-05-01'],
  },
  {
    why: 'this period’s fee where only a later one is billed',
    plan: { charges: [FEE] },
    account: { billed: [billed('fee', '2026-04-01', '2026-05-01')] },
    rows: ['fee 31'],
    periods: ['2026-03-01 to 2026-04-01'],
  },
  {
    why: 'no fee of a year that began before the month, billed or not',
    plan: { interval: { unit: 'year' }, charges: [FEE, { ...CALLS, interval: { unit: 'month' } }] },
    account: { usage: USAGE, subscription: { anchor: '2026-01-01' } },
    rows: ['calls 5'],
  },
  {
    why: 'the next year’s fee even where nobody has billed this one',
    plan: { interval: { unit: 'year' }, charges: [FEE, { ...CALLS, interval: { unit: 'month' } }] },
    account: { usage: USAGE, subscription: { anchor: '2025-04-01' } },
    rows: ['fee 31', 'calls 5'],
  },
  {
    why: 'the shortest of periods that end together',
    plan: { interval: { unit: 'month', count: 3 }, charges: [{ ...CALLS, interval: { unit: 'month' } }] },
    account: { usage: USAGE, subscription: { anchor: '2026-01-01' } },
    rows: ['calls 5'],
    periods: ['2026-03-01 to 2026-04-01'],
  },
  {
    why: 'the next period counted from the anchor, not from this one’s end',
    plan: { charges: [FEE] },
    account: {
      as_of: '2026-02-10T00:00:00Z',
      subscription: { anchor: '2026-01-31' },
      billed: [billed('fee', '2026-01-31', '2026-02-28')],
    },
    rows: ['fee 31'],
    periods: ['2026-02-28 to 2026-03-31'],
  },
  {
    why: 'the fee of the next period where one has just begun',
    plan: { charges: [FEE] },
    account: { as_of: '2026-03-01', billed: [billed('fee')] },
    rows: ['fee 31'],
    periods: ['2026-04-01 to 2026-05-01'],
  },
  {
    why: 'this period’s fee where the period that is billed has just ended',
    plan: { charges: [FEE] },
    account: { as_of: '2026-03-01', billed: [billed('fee', '2026-02-01', '2026-03-01')] },
    rows: ['fee 31'],
    periods: ['2026-03-01 to 2026-04-01'],
  },
  {
    why: 'charges in the plan’s order, those that are due now and those of the next period',
    plan: { charges: [CALLS, FEE, { ...CALLS, id: 'more' }] },
    account: { usage: USAGE, billed: [billed('fee')] },
    rows: ['calls 5', 'fee 31', 'more 5'],
  },
  {
    why: 'no fee of a year that goes on, on a plan by the month',
    plan: { charges: [{ ...FEE, interval: { unit: 'year' } }, CALLS] },
    account: {
      usage: USAGE,
      subscription: { anchor: '2026-01-01' },
      billed: [billed('fee', '2026-01-01', '2027-01-01')],
    },
    rows: ['calls 5'],
  },
  {
    why: 'this period’s fee with the discounts that held when it began',
    plan: { charges: [FEE], discounts: [{ id: 'off', kind: 'percent', value: '10', ends_at: '2026-03-05' }] },
    rows: ['fee 31', 'discount off -3.1'],
  },
  {
    why: 'the reasons why something has no price',
    plan: {
      charges: [
        { ...CALLS, negative: 'refuse' },
        {
          id: 'steps',
          model: 'stairstep',
          meter: 'seats',
          beyond_last: 'not_sold',
          tiers: [{ up_to: '2', flat_amount: '9' }],
        },
        { id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1' },
        {
          id: 'allowance',
          model: 'per_unit',
          meter: 'seats',
          unit_amount: '1',
          included: { quantity: '1', per: 'storage' },
        },
        { id: 'picked', model: 'volume', meter: 'seats', tier_by: 'storage', tiers: [{ unit_amount: '1' }] },
        { id: 'sum', model: 'per_unit', meter: 'weighted', unit_amount: '1' },
      ],
    },
    account: { usage: { calls: { quantity: '-1' }, seats: { quantity: '3' }, payments: { quantity: '7' } } },
    rows: [
      'calls negative',
      'steps not_sold',
      'events no_events',
      'allowance not_reported',
      'picked not_reported',
      'sum not_reported',
    ],
  },
  {
    why: 'the fee of an event of nothing once a free amount is used up',
    plan: {
      charges: [{ id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1', free_amount: '3' }],
    },
    account: { usage: { payments: { events: ['3', '0'] } } },
    rows: ['events 1'],
  },
  {
    why: 'events that are not reported at all',
    plan: { charges: [{ id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1' }] },
    account: {},
    rows: ['events not_reported'],
  },
  {
    why: 'nothing of a tier that another meter picks beyond the last one',
    plan: {
      charges: [
        {
          id: 'c',
          model: 'volume',
          meter: 'seats',
          tier_by: 'calls',
          beyond_last: 'not_sold',
          tiers: [{ up_to: '4', unit_amount: '1' }],
        },
        {
          id: 'd',
          model: 'volume',
          meter: 'seats',
          tier_by: 'calls',
          beyond_last: 'free',
          tiers: [{ up_to: '2', unit_amount: '1' }],
        },
      ],
    },
    account: { usage: USAGE },
    rows: ['c not_sold', 'd 2'],
  },
  {
    why: 'that a quantity is not reported',
    plan: { charges: [FEE, CALLS] },
    account: { billed: [billed('fee')] },
    rows: ['fee 31', 'calls not_reported'],
  },
];

/** Plans that can be booked: p1, p2, p3. */
const OTHERS = [
  { charges: [{ ...FEE, amount: '99' }] },
  { interval: { unit: 'year' }, charges: [{ ...FEE, amount: '990' }] },
  { charges: [{ ...FEE, amount: '60' }], discounts: [{ id: 'half', kind: 'percent', value: '50', scope: 'line' }] },
  { contact: true },
];

describe('the next invoice', () => {
  for (const { why, plan, account, rows: expected, periods } of TABLE) {
    it(`has ${why}`, () => {
      const { accrued } = smallEstimate([plan, ...OTHERS], account);
      expect(rows(accrued as NonNullable<typeof accrued>)).to.deep.equal(expected);
      if (periods === undefined) return;
      expect(accrued?.lines.map(({ period }) => `${day(period?.start)} to ${day(period?.end)}`)).to.deep.equal(periods);
    });
  }

  it('is issued when its period ends, or a trial does', () => {
    const whole = accruedOf({ charges: [FEE] });
    expect([day(whole.period?.start), day(whole.period?.end), day(whole.issuedAt)]).to.deep.equal([
      '2026-03-01',
      '2026-04-01',
      '2026-04-01',
    ]);
    const trial = accruedOf({ charges: [FEE] }, { subscription: { status: 'trialing', trial_ends_at: '2026-03-20' } });
    expect(day(trial.issuedAt)).to.equal('2026-03-20');
  });

  it('has no total in a currency that the prices are not in', () => {
    const invoice = accruedOf({ charges: [FEE] }, { currency: 'EUR' });
    expect([invoice.lines, invoice.total]).to.deep.equal([[], null]);
  });

  it('says what rounding the whole has added, in a row without a name', () => {
    const invoice = accruedOf({
      rounding: { at: 'invoice' },
      charges: [{ ...FEE, amount: '0.126' }],
      minimum_amount: '0.1275',
    });
    expect(
      invoice.lines.map(({ kind, id, name, amount }) => [kind, id, kind === 'charge' ? '' : name, plain(amount)]),
    ).to.deep.equal([
      ['charge', 'fee', '', '0.126'],
      ['minimum', 'minimum', '', '0.0015'],
      ['rounding', 'rounding', '', '0.0025'],
    ]);
    expect(invoice.lines.flatMap(({ steps }) => steps)).to.deep.equal([]);
    const lowered = closingOf({ charges: [FEE], maximum_amount: '1' }, { commitment: { amount: '40' } });
    expect(lowered.lines.slice(1).map(({ kind, id, name }) => [kind, id, name])).to.deep.equal([
      ['maximum', 'maximum', ''],
      ['true_up', 'true_up', ''],
    ]);
  });

  it('has the seats that are tried out, not those that are booked', () => {
    const account = {
      usage: USAGE,
      billed: [billed('seats')],
      subscription: { scheduled: [{ at: '2026-04-01', quantities: { seats: '2' } }] },
    };
    const seats = withQuantity('seats', new Decimal(5), 'exactly')(AS_IS);
    const calls = withQuantity('calls', new Decimal(5), 'exactly')(AS_IS);
    expect(rows(smallEstimate([{ charges: [SEATS] }], account, seats).invoice)).to.deep.equal(['seats 50']);
    expect(rows(smallEstimate([{ charges: [SEATS] }], account, calls).invoice)).to.deep.equal(['seats 20']);
  });

  it('is not uncertain about what is booked', () => {
    const values = Array.from({ length: 38 }, (_, index) => String(5 + ((index * 7) % 4)));
    const usage = { storage: { quantity: '6', series: { of: 'levels', from: '2026-02-01', values } } };
    const scheduled = [{ at: '2026-04-01', quantities: { storage: '2' } }];
    const forecastOf = (subscription: object, more: readonly object[] = []) =>
      smallEstimate([{ charges: [{ ...SEATS, meter: 'storage' }, ...more] }], {
        usage,
        billed: [billed('seats')],
        subscription,
      }).forecast;
    expect(forecastOf({})).not.to.equal(null);
    expect(forecastOf({ scheduled })).to.equal(null);
    expect(forecastOf({ scheduled }, [{ ...CALLS, meter: 'storage' }])).not.to.equal(null);
  });

  it('has no total where a plan is booked that has no price here, and says which', () => {
    const booked = (plan: string, at = '2026-04-01') =>
      smallEstimate([{ charges: [FEE] }, ...OTHERS], {
        billed: [billed('fee')],
        subscription: { scheduled: [{ at, plan }] },
      });
    for (const plan of ['nowhere', 'p4']) {
      const { invoice, problems } = booked(plan);
      expect([invoice.total, problems], plan).to.deep.equal([null, [{ kind: 'booked_plan', plan }]]);
      const later = booked(plan, '2026-04-02');
      expect([plain(later.invoice.total), later.problems], plan).to.deep.equal(['31', []]);
    }
  });

  it('says of each line which meter it counts', () => {
    const { lines } = accruedOf({ charges: [FEE, CALLS] }, { usage: USAGE });
    expect(lines.map(({ meter }) => meter)).to.deep.equal([null, 'calls']);
  });

  it('has no total where a line has no price', () => {
    const invoice = accruedOf({ charges: [FEE, CALLS] });
    expect([invoice.subtotal, invoice.total, invoice.due]).to.deep.equal([null, null, null]);
    expect(invoice.taxes).to.deep.equal([]);
    expect(invoice.credits).to.deep.equal([]);
    const subscription = { status: 'trialing', trial_ends_at: '2026-03-20' };
    expect(accruedOf({ charges: [CALLS] }, { subscription }).total).to.equal(null);
  });

  it('is for the period that ends first, and of those that end together for the one that began last', () => {
    const weekly = { ...CALLS, interval: { unit: 'week' } };
    const quarterly = { ...CALLS, interval: { unit: 'month', count: 3 } };
    const periodOf = (interval: object, anchor: string, asOf: string, charge: object = weekly): string => {
      const subscription = { anchor };
      const { invoice } = smallEstimate([{ interval, charges: [charge] }], { subscription, as_of: asOf });
      return `${day(invoice.period?.start)} to ${day(invoice.period?.end)}`;
    };
    expect([
      periodOf({ unit: 'day', count: 10 }, '2026-03-01', '2026-03-16T12:00:00Z'),
      periodOf({ unit: 'day', count: 10 }, '2026-03-01', '2026-03-22T12:00:00Z'),
      periodOf({ unit: 'month' }, '2026-02-01', '2026-02-25T12:00:00Z'),
      periodOf({ unit: 'month' }, '2026-01-01', '2026-03-10T12:00:00Z', quarterly),
      periodOf({ unit: 'month' }, '2026-03-01', '2026-03-10T12:00:00Z', { ...weekly, timing: 'once' }),
    ]).to.deep.equal([
      '2026-03-11 to 2026-03-21',
      '2026-03-22 to 2026-03-29',
      '2026-02-22 to 2026-03-01',
      '2026-03-01 to 2026-04-01',
      '2026-03-01 to 2026-04-01',
    ]);
  });

  it('has a fee for each event that is counted, also for those of nothing after the others', () => {
    const charge = { id: 'events', model: 'per_event', meter: 'payments', fixed_amount: '1' };
    const account = { as_of: '2026-03-31T23:00:00Z', usage: { payments: { events: ['0', '3', '0', '0'] } } };
    expect(rows(smallEstimate([{ charges: [charge] }], account).invoice)).to.deep.equal(['events 4']);
  });

  it('is no more than a budget that stops usage', () => {
    const limits = [{ id: 'budget', on: 'invoice', amount: '33', effect: 'block' }];
    const { invoice } = smallEstimate(
      [{ charges: [FEE, CALLS] }],
      { usage: { calls: { quantity: '1' } }, limits },
      withQuantity('calls', new Decimal(9), 'exactly')(AS_IS),
    );
    expect(rows(invoice)).to.deep.equal(['fee 31', 'calls 2']);
  });

  it('is of the plan that the account has of its own', () => {
    const own = { id: 'old', name: 'Old', charges: [{ ...FEE, amount: '7' }] };
    const { accrued, ownPlan } = smallEstimate([{ charges: [FEE] }], { subscription: { plan: own } });
    expect(ownPlan?.id).to.equal('old');
    expect(plain(accrued?.total)).to.equal('7');
    const subscription = { plan: own, scheduled: [{ at: '2026-04-01', plan: 'old' }] };
    const kept = smallEstimate([{ charges: [FEE] }], { subscription, billed: [billed('fee')] });
    expect(plain(kept.accrued?.total)).to.equal('7');
  });

  it('is of the plan that the account names, wherever that stands in the catalog', () => {
    const { accrued } = smallEstimate([...OTHERS, { charges: [FEE] }], { subscription: { plan: 'p4' } });
    expect(rows(accrued!)).to.deep.equal(['fee 31']);
  });

  it('renews another plan that it is asked for, whatever is booked for the own one', () => {
    const { catalog, account } = smallEstimate([{ charges: [FEE] }, ...OTHERS], {
      billed: [billed('fee')],
      subscription: { scheduled: [{ at: '2026-04-01', plan: 'p1' }] },
    });
    const quantities = quantitiesOf(catalog, new Map());
    const of = (index: number) =>
      nextInvoice({ catalog, account: account!, plan: catalog.plans[index]!, quantities, takes: () => false });
    expect([0, 3].map((index) => rows(of(index)))).to.deep.equal([['fee 99'], ['fee 60', 'discount half -30']]);
  });

  it('has no total of a plan without a price', () => {
    const { catalog, account } = smallEstimate([{ charges: [FEE] }, { name: 'Ask us', contact: true }]);
    const quantities = quantitiesOf(catalog, new Map());
    const of = (index: number) =>
      nextInvoice({ catalog, account: account!, plan: catalog.plans[index]!, quantities, takes: () => false }).total;
    expect([0, 1].map((index) => of(index)?.toFixed() ?? null)).to.deep.equal(['31', null]);
  });

  it('has the add-ons that are tried out, also of a plan that is booked', () => {
    const addOn = (id: string) => ({ ...FEE, id, amount: '9', optional: true });
    const own = { id: 'old', name: 'Old', charges: [{ ...addOn('own'), timing: 'in_arrears' }] };
    const { catalog, account } = smallEstimate([{ charges: [FEE, addOn('more')] }], {
      subscription: { plan: own, scheduled: [{ at: '2026-04-01', plan: 'p0' }] },
    });
    const tried = [AS_IS, withAddOn('more', true)(AS_IS), withAddOn('own', true)(AS_IS)].map((scenario) =>
      rows(estimate(catalog, account, scenario).invoice),
    );
    expect(tried).to.deep.equal([['fee 31'], ['fee 31', 'more 9'], ['own 9', 'fee 31']]);
  });

  it('rounds three months of a third to what they are together', () => {
    const month = { unit: 'month', count: 1 };
    const calls = { ...CALLS, interval: month, convert: { divide_by: '3' } };
    const plan = { interval: { unit: 'month', count: 3 }, rounding: { mode: 'down' }, charges: [calls] };
    const { plans } = smallEstimate([plan], { usage: { calls: { quantity: '1' } }, as_of: '2026-03-31T23:59:59Z' });
    expect(plain(plans[0]?.cost)).to.equal('1');
  });
});

describe('discounts of an invoice', () => {
  const off = (more: object): object => ({ id: 'off', kind: 'percent', value: '10', ...more });
  const plan = { charges: [FEE, { ...CALLS, unit_amount: '10' }] };
  const base = { usage: USAGE, billed: [billed('fee')] };
  const TAKEN: readonly (readonly [why: string, discount: object, rows: readonly string[]])[] = [
    ['hold for every line', off({}), ['discount off -8.1']],
    ['hold for the charges they name', off({ charges: ['calls'], scope: 'line' }), ['discount off -5']],
    ['end before a line of a later period', off({ ends_at: '2026-04-01' }), ['discount off -5']],
    ['hold to the last moment of a line’s period', off({ ends_at: '2026-03-31' }), []],
    ['begin with a line’s period', off({ starts_at: '2026-04-01' }), ['discount off -3.1']],
    ['are not there once no invoice is left', off({ remaining_invoices: 0 }), []],
    ['are there while one invoice is left', off({ remaining_invoices: 1 }), ['discount off -8.1']],
    ['take no more than they have left', off({ remaining_amount: '4.005' }), ['discount off -4']],
    ['take an amount, but never more than there is', { id: 'off', kind: 'fixed', value: '500' }, ['discount off -81']],
    [
      'go by the tier of the whole amount',
      {
        id: 'off',
        kind: 'percent',
        tiers: [
          { up_to: '81', value: '5' },
          { up_to: null, value: '50' },
        ],
      },
      ['discount off -4.05'],
    ],
    [
      'take an amount by tier',
      {
        id: 'off',
        kind: 'fixed',
        tiers: [
          { up_to: '80.99', value: '5' },
          { up_to: null, value: '50' },
        ],
      },
      ['discount off -50'],
    ],
  ];
  for (const [why, discount, expected] of TAKEN) {
    it(why, () => {
      expect(rows(accruedOf(plan, { ...base, discounts: [discount] })).slice(2)).to.deep.equal(expected);
    });
  }

  it('say what percentage of which tier they took', () => {
    const tiers = [
      { up_to: '50', value: '5' },
      { up_to: '81', value: '10' },
      { up_to: null, value: '15' },
    ];
    const percentOf = (usage: string, kind: string, more: object = {}) =>
      accruedOf(plan, {
        ...base,
        usage: { calls: { quantity: usage } },
        discounts: [{ id: 'off', kind, tiers, ...more }],
      })
        .lines.find((line) => line.kind === 'discount')
        ?.percent?.toFixed();
    expect([percentOf('1', 'percent'), percentOf('5', 'percent')]).to.deep.equal(['5', '10']);
    expect(percentOf('5', 'percent', { remaining_amount: '1' })).to.equal('10');
    expect(percentOf('5', 'fixed')).to.equal(undefined);
  });

  it('leave out what cannot be discounted', () => {
    const kept = { charges: [{ ...FEE, discountable: false }, CALLS] };
    const items = [
      { id: 'item', amount: '10' },
      { id: 'kept', amount: '10', discountable: false },
    ];
    expect(rows(accruedOf(kept, { ...base, discounts: [off({})], pending_items: items })).at(-1)).to.equal(
      'discount off -1.5',
    );
  });

  it('hold for what is booked already as they do for usage of the period that ends', () => {
    const items = { billed: [billed('fee'), billed('calls')], pending_items: [{ id: 'item', amount: '10' }] };
    const taken = (more: object) =>
      rows(accruedOf({ charges: [] }, { ...items, discounts: [off(more)] })).filter((row) =>
        row.startsWith('discount'),
      );
    expect(taken({ ends_at: '2026-03-31' })).to.deep.equal([]);
    expect(taken({ ends_at: '2026-04-01' })).to.deep.equal(['discount off -1']);
    expect(taken({ starts_at: '2026-03-31' })).to.deep.equal(['discount off -1']);
    expect(taken({ starts_at: '2026-04-01' })).to.deep.equal([]);
  });

  it('of a line come before those of the invoice, and compound', () => {
    const discounts = [off({ id: 'all' }), { id: 'line', kind: 'fixed', value: '11', scope: 'line', charges: ['fee'] }];
    const invoice = accruedOf(plan, { ...base, discounts });
    expect(rows(invoice).slice(2)).to.deep.equal(['discount line -11', 'discount all -7']);
    expect(invoice.lines.at(-1)?.percent?.toFixed()).to.equal('10');
    expect(invoice.lines.at(-2)?.percent).to.equal(null);
  });

  it('of the plan come before those of the customer, and say when they end', () => {
    const discounted = { ...plan, discounts: [off({ id: 'plan', ends_at: '2027-01-01' })] };
    const invoice = accruedOf(discounted, { ...base, discounts: [off({ id: 'own' })] });
    expect(rows(invoice).slice(2)).to.deep.equal(['discount plan -8.1', 'discount own -7.29']);
    expect(invoice.lines.slice(2).map(({ endsAt }) => day(endsAt))).to.deep.equal(['2027-01-01', 'none']);
  });

  it('say what the invoice would be once they have ended, without those that end before', () => {
    const discounts = [
      off({ id: 'late', kind: 'fixed', value: '5', ends_at: '2028-01-01' }),
      off({ id: 'soon', value: '50', ends_at: '2027-01-01' }),
      off({ id: 'own' }),
    ];
    const { afterDiscounts } = smallEstimate([{ charges: [FEE] }], { discounts });
    expect(afterDiscounts.map(({ id, total }) => `${id} ${plain(total)}`)).to.deep.equal(['soon 23.4', 'late 27.9']);
  });
});

describe('bounds of an invoice', () => {
  const base = { usage: USAGE, billed: [billed('fee')] };
  const plan = { charges: [FEE, CALLS] };

  it('is lowered to its maximum and raised to its minimum', () => {
    expect(rows(accruedOf({ ...plan, maximum_amount: '30' }, base)).slice(2)).to.deep.equal(['maximum maximum -6']);
    expect(rows(accruedOf({ ...plan, minimum_amount: '40' }, base)).slice(2)).to.deep.equal(['minimum minimum 4']);
    expect(rows(accruedOf({ ...plan, minimum_amount: '36', maximum_amount: '36' }, base)).slice(2)).to.deep.equal([]);
  });

  it('is not raised to its minimum in a trial', () => {
    const subscription = { status: 'trialing', trial_ends_at: '2026-03-20' };
    expect(rows(accruedOf({ ...plan, minimum_amount: '40' }, { ...base, subscription }))).to.deep.equal([
      'fee 31',
      'calls 0',
    ]);
  });

  it('has its maximum after discounts', () => {
    const discounts = [{ id: 'off', kind: 'fixed', value: '10' }];
    expect(rows(accruedOf({ ...plan, maximum_amount: '30' }, { ...base, discounts })).slice(2)).to.deep.equal([
      'discount off -10',
    ]);
  });

  const COMMITMENTS: readonly (readonly [why: string, commitment: object, more: object, trueUp: string | undefined])[] =
    [
      ['asks for what is missing', { amount: '100' }, {}, 'true_up true_up 64'],
      ['counts what was counted before', { amount: '100', counted: '30' }, {}, 'true_up true_up 34'],
      ['asks for nothing that is reached', { amount: '36' }, {}, undefined],
      ['asks for nothing more than reached', { amount: '30', counted: '40' }, {}, undefined],
      [
        'waits for the end of its own period',
        { amount: '100', period: { start: '2026-01-01', end: '2027-01-01' } },
        {},
        undefined,
      ],
      [
        'asks at the end of its own period',
        { amount: '100', period: { start: '2026-01-01', end: '2026-04-01' } },
        {},
        'true_up true_up 64',
      ],
      [
        'asks for nothing of a trial',
        { amount: '100' },
        { subscription: { status: 'trialing', trial_ends_at: '2026-03-20' } },
        undefined,
      ],
      [
        'waits for the end of its own period, also where a trial ends before it',
        { amount: '100', period: { start: '2026-01-01', end: '2026-03-21' } },
        { subscription: { status: 'trialing', trial_ends_at: '2026-03-20' } },
        undefined,
      ],
      [
        'asks at the end of its own period, also where that is in a trial',
        { amount: '100', period: { start: '2026-01-01', end: '2026-03-20' } },
        { subscription: { status: 'trialing', trial_ends_at: '2026-03-20' } },
        'true_up true_up 69',
      ],
      [
        'asks for nothing after it',
        { amount: '100', period: { start: '2026-01-01', end: '2026-03-01' } },
        {},
        undefined,
      ],
      [
        'asks at the end of its own period, also where that is no end of a billing period',
        { amount: '100', period: { start: '2026-01-01', end: '2026-03-02' } },
        {},
        'true_up true_up 64',
      ],
      [
        'counts before discounts',
        { amount: '100' },
        { discounts: [{ id: 'off', kind: 'fixed', value: '6' }] },
        'true_up true_up 64',
      ],
      [
        'counts after discounts where it says so',
        { amount: '100', basis: 'after_discounts' },
        { discounts: [{ id: 'off', kind: 'fixed', value: '6' }] },
        'true_up true_up 70',
      ],
      [
        'is whole in a short first period',
        { amount: '62' },
        { subscription: { started_at: '2026-03-17' } },
        'true_up true_up 26',
      ],
      [
        'is smaller in one where it is prorated',
        { amount: '93', prorated: true },
        { subscription: { started_at: '2026-03-17' } },
        'true_up true_up 9',
      ],
      [
        'is smaller where the service ends early',
        { amount: '93', prorated: true },
        { subscription: { ends_at: '2026-03-16' } },
        'true_up true_up 43',
      ],
    ];
  for (const [why, commitment, more, expected] of COMMITMENTS) {
    it(`a commitment ${why}`, () => {
      expect(rows(closingOf(plan, { ...base, commitment, ...more })).find((row) => row.startsWith('true_up'))).to.equal(
        expected,
      );
    });
  }

  it('a commitment of a plan whose first period is cut is smaller by the same part as its fees', () => {
    const stub = {
      first_period: 'stub',
      charges: [
        { id: 'fee', model: 'flat', amount: '31', timing: 'in_arrears' },
        { id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '1' },
      ],
    };
    const asked = (proration: object, subscription: object) =>
      rows(
        closingOf({ ...stub, proration }, { ...base, subscription, commitment: { amount: '310', prorated: true } }),
      ).find((row) => row.startsWith('true_up'));
    // 15 of 31 days: 150 asked, 15 of the fee and 5 for calls.
    expect(asked({}, { started_at: '2026-03-17' })).to.equal('true_up true_up 130');
    expect(asked({ termination_day: false }, { ends_at: '2026-03-16' })).to.equal('true_up true_up 130');
    expect(asked({}, { ends_at: '2026-03-15T18:00:00Z' })).to.equal('true_up true_up 130');
    expect(asked({ unit: 'second' }, { started_at: '2026-03-16T12:00:00Z' })).to.equal('true_up true_up 134.5');
    expect(asked({ unit: 'none' }, { started_at: '2026-03-17' })).to.equal('true_up true_up 114');
  });

  it('a commitment asks nothing of what has come together so far', () => {
    expect(rows(accruedOf(plan, { ...base, commitment: { amount: '100' } })).join()).not.to.contain('true_up');
  });

  it('a commitment counts only the charges that count', () => {
    const uncounted = { charges: [FEE, { ...CALLS, counts_toward_commitment: false }] };
    const items = [{ id: 'item', amount: '10' }];
    expect(
      rows(closingOf(uncounted, { ...base, commitment: { amount: '100' }, pending_items: items })).at(-1),
    ).to.equal('true_up true_up 69');
  });

  it('a customer’s commitment takes the place of the plan’s', () => {
    expect(rows(closingOf({ ...plan, commitment: { amount: '50' } }, base)).at(-1)).to.equal('true_up true_up 14');
    expect(
      rows(closingOf({ ...plan, commitment: { amount: '50' } }, { ...base, commitment: { amount: '40' } })).at(-1),
    ).to.equal('true_up true_up 4');
  });
});

describe('taxes of an invoice', () => {
  const base = { usage: USAGE, billed: [billed('fee')] };
  const plan = {
    charges: [
      { ...FEE, tax_category: 'fees' },
      { ...CALLS, tax_category: 'usage' },
    ],
  };
  const taxed = (tax: object): string[] => {
    const invoice = accruedOf(plan, { ...base, tax });
    const lines = invoice.taxes.map(
      ({ name, category, ratePct, base: of, amount }) =>
        `${name} ${category} ${plain(ratePct)} % of ${plain(of)} = ${plain(amount)}`,
    );
    return [...lines, `total ${plain(invoice.total)}`];
  };
  const vat = (rate: string, more: object = {}): object => ({ name: 'VAT', rate_pct: rate, ...more });

  it('go by category, the standard ones where a category has none', () => {
    expect(taxed({ behavior: 'exclusive', rates: { standard: [vat('20')], usage: [vat('10')] } })).to.deep.equal([
      'VAT standard 20 % of 31 = 6.2',
      'VAT usage 10 % of 5 = 0.5',
      'total 42.7',
    ]);
  });

  it('of one rate are one row, whatever their category', () => {
    expect(taxed({ behavior: 'exclusive', rates: { standard: [vat('20')], usage: [vat('20')] } })).to.deep.equal([
      'VAT standard 20 % of 36 = 7.2',
      'total 43.2',
    ]);
  });

  it('compound on those before them', () => {
    const rates = { standard: [vat('10'), { name: 'City', rate_pct: '5', compound: true }] };
    expect(taxed({ behavior: 'exclusive', rates })).to.deep.equal([
      'VAT standard 10 % of 36 = 3.6',
      'City standard 5 % of 39.6 = 1.98',
      'total 41.58',
    ]);
  });

  it('stand beside each other where they do not compound', () => {
    const rates = { standard: [vat('10'), { name: 'City', rate_pct: '5' }] };
    expect(taxed({ behavior: 'exclusive', rates })).to.deep.equal([
      'VAT standard 10 % of 36 = 3.6',
      'City standard 5 % of 36 = 1.8',
      'total 41.4',
    ]);
  });

  it('that stand twice in a category are two, each on what the lines come to', () => {
    const rates = { standard: [vat('10'), vat('10')], usage: [vat('10')] };
    expect(taxed({ behavior: 'exclusive', rates })).to.deep.equal([
      'VAT standard 10 % of 36 = 3.6',
      'VAT standard 10 % of 31 = 3.1',
      'total 42.7',
    ]);
  });

  it('that compound are a row for each category', () => {
    const rates = [vat('10'), { name: 'City', rate_pct: '5', compound: true }];
    expect(taxed({ behavior: 'exclusive', rates: { standard: rates, usage: rates } })).to.have.length(5);
  });

  it('are within the price where it includes them', () => {
    expect(taxed({ behavior: 'inclusive', rates: { standard: [vat('20')] } })).to.deep.equal([
      'VAT standard 20 % of 36 = 6',
      'total 36',
    ]);
    const rates = { standard: [vat('10'), { name: 'City', rate_pct: '10', compound: true }] };
    expect(taxed({ behavior: 'inclusive', rates })).to.deep.equal([
      'VAT standard 10 % of 36 = 2.98',
      'City standard 10 % of 36 = 3.27',
      'total 36',
    ]);
  });

  it('within the price are a row for each category that has others beside them', () => {
    const rates = { standard: [vat('10')], usage: [vat('10'), { name: 'City', rate_pct: '5' }] };
    expect(taxed({ behavior: 'inclusive', rates })).to.deep.equal([
      'VAT standard 10 % of 31 = 2.82',
      'VAT usage 10 % of 5 = 0.43',
      'City usage 5 % of 5 = 0.22',
      'total 36',
    ]);
  });

  for (const behavior of ['none', 'reverse_charge', 'unknown']) {
    it(`are not there where they are ${behavior}`, () => {
      expect(taxed({ behavior, rates: { standard: [vat('20')] } })).to.deep.equal(['total 36']);
    });
  }

  it('are rounded by line, by rate or once', () => {
    const lines = {
      charges: ['a', 'b', 'c'].map((id) => ({
        id,
        model: 'flat',
        amount: '0.11',
        timing: 'in_arrears',
        tax_category: id,
      })),
    };
    const rates = { standard: [vat('20')], a: [{ name: 'Other', rate_pct: '21' }] };
    const taxes = ['line', 'rate', 'invoice'].map((rounding) =>
      accruedOf(lines, { tax: { behavior: 'exclusive', rounding, rates } })
        .taxes.map(({ amount }) => plain(amount))
        .join(' '),
    );
    expect(taxes).to.deep.equal(['0.02 0.04', '0.02 0.04', '0.02 0.05']);
  });
});
