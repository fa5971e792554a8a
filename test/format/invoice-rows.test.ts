import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { createFormat } from '../../src/format/create-format.ts';
import { lineNotes } from '../../src/format/invoice-notes.ts';
import { invoiceRows } from '../../src/format/invoice-rows.ts';

type Json = Readonly<Record<string, unknown>>;

const format = createFormat('en-GB');
const MONTH = { unit: 'month', count: 1 };

interface Bill {
  readonly charges: readonly Json[];
  readonly usage?: Json;
  readonly meters?: readonly Json[];
  readonly plan?: Json;
  readonly account?: Json;
}

/** By the last instant of November 2026 nothing more is expected: quantities are as they are given. */
function factsOf({ charges, usage = {}, meters = [], plan = {}, account = {} }: Bill) {
  const catalog = parseCatalog({
    version: 1,
    currency: 'USD',
    meters: [
      { id: 'calls', name: 'API calls', unit: { one: 'call', other: 'calls' } },
      { id: 'seats', name: 'Seats', kind: 'seats', aggregation: 'max', unit: { one: 'seat', other: 'seats' } },
      { id: 'sales', name: 'Sales', kind: 'money', unit: { other: 'sales' } },
      {
        id: 'payments',
        name: 'Payments',
        kind: 'money',
        aggregation: 'events',
        unit: { other: 'payments' },
        step: '0.01',
      },
      ...meters,
    ],
    plans: [{ id: 'team', family: 'team', rank: 0, name: 'Team', interval: MONTH, charges, ...plan }],
  });
  const facts = parseAccount({
    version: 1,
    revision: 1,
    as_of: '2026-11-30T22:59:59.999Z',
    time_zone: 'Europe/Paris',
    currency: 'USD',
    subscription: { plan: 'team', anchor: '2026-11-01', status: 'active' },
    usage,
    tax: { behavior: 'none' },
    ...account,
  });
  const priced = estimate(catalog, facts);
  return { format, estimate: priced, invoice: priced.invoice };
}

/** "label | how | amount", a star where the visitor is. */
function rows(bill: Bill): string[] {
  const facts = factsOf(bill);
  return invoiceRows(facts).map(({ label, how, amount, isCurrent }) =>
    [label, how, amount === null ? '' : format.rate(amount, 'USD')]
      .join(' | ')
      .concat(isCurrent ? ' *' : '')
      .replaceAll('\u00a0', ' '),
  );
}

function notes(bill: Bill): readonly string[] {
  const facts = factsOf(bill);
  return lineNotes(facts, facts.invoice.lines[0]!);
}

const calls = (model: string, more: Json): Json => ({ id: 'calls', name: 'API calls', meter: 'calls', model, ...more });
const used = (quantity: string, meter = 'calls'): Json => ({ [meter]: { quantity } });
const fee = (amount = '49.00'): Json => ({ id: 'fee', name: 'Platform fee', model: 'flat', amount });
const TIERS = [
  { up_to: '200000', unit_amount: '0' },
  { up_to: '1000000', unit_amount: '0.00021' },
  { up_to: null, unit_amount: '0.00015' },
];

describe('invoiceRows', () => {
  const charges: readonly [what: string, bill: Bill, rows: readonly string[]][] = [
    ['a flat fee', { charges: [fee()] }, ['Platform fee |  | 49.00']],
    [
      'a price per unit',
      { charges: [calls('per_unit', { unit_amount: '0.002' })], usage: used('1500') },
      ['API calls | 1,500 calls | 3.00', '1,500 calls | × 0.002 | 3.00'],
    ],
    [
      'tier by tier, and where the visitor is',
      { charges: [calls('graduated', { tiers: TIERS })], usage: used('1240000') },
      [
        'API calls | 1,240,000 calls | 204.00',
        'first 200,000 | included | 0.00',
        'next 800,000 | × 0.00021 | 168.00',
        'last 240,000 | × 0.00015 | 36.00 *',
      ],
    ],
    [
      'a volume price, which all units have',
      {
        charges: [
          calls('volume', {
            tiers: [
              { up_to: '100', unit_amount: '0.10' },
              { up_to: null, unit_amount: '0.05' },
            ],
          }),
        ],
        usage: used('101'),
      },
      ['API calls | 101 calls | 5.05', '101 calls | × 0.05 | 5.05'],
    ],
    [
      'a bundle of seats',
      {
        charges: [
          {
            id: 'seats',
            name: 'Seats',
            meter: 'seats',
            model: 'stairstep',
            beyond_last: 'not_sold',
            tiers: [
              { up_to: '5', flat_amount: '20' },
              { up_to: '10', flat_amount: '35' },
            ],
          },
        ],
        usage: used('7', 'seats'),
      },
      ['Seats | 7 seats | 35.00', '7 seats | 35.00 | 35.00'],
    ],
    [
      'a tier with a fee of its own, and what a column of two decimals hides',
      {
        charges: [calls('graduated', { tiers: [{ up_to: null, unit_amount: '0.0015', flat_amount: '5' }] })],
        usage: used('1001'),
      },
      ['API calls | 1,001 calls | 6.50', '1,001 calls | × 0.0015 + 5.00 = 6.5015 | 6.5015'],
    ],
    [
      'started packages',
      {
        charges: [calls('per_unit', { unit_amount: '0.50', package: { size: '1000', rounding: 'up' } })],
        usage: used('61300'),
      },
      [
        'API calls | 61,300 calls | 31.00',
        'in packages of 1,000 | 61,300 becomes 62,000 | ',
        '62,000 calls | 62 packages of 1,000 × 0.50 | 31.00',
      ],
    ],
    [
      'what is included, in part',
      { charges: [calls('per_unit', { unit_amount: '0.002', included: { quantity: '1000' } })], usage: used('400') },
      ['API calls | 400 calls | 0.00', '400 calls | 1,000 included | 0.00'],
    ],
    [
      'an allowance that ends for all units once it is passed',
      {
        charges: [calls('per_unit', { unit_amount: '0.002', included: { quantity: '1000', mode: 'cliff' } })],
        usage: used('1001'),
      },
      [
        'API calls | 1,001 calls | 2.00',
        'allowance | more than the 1,000 included, so all are charged | ',
        '1,001 calls | × 0.002 = 2.002 | 2.002',
      ],
    ],
    [
      'convert, round, then price',
      {
        charges: [
          calls('per_unit', {
            unit_amount: '0.10',
            convert: { divide_by: '1024', round: { increment: '1', mode: 'up' } },
          }),
        ],
        usage: used('51201'),
      },
      [
        'API calls | 51,201 calls | 5.10',
        'converted | 51,201 ÷ 1,024 = 50.0009765625 | ',
        'rounded to 1 | 50.0009765625 becomes 51 | ',
        '51 | × 0.10 | 5.10',
      ],
    ],
    [
      'a minimum quantity',
      { charges: [calls('per_unit', { unit_amount: '1', minimum_quantity: '3' })], usage: used('2') },
      ['API calls | 2 calls | 3.00', 'minimum quantity | 2 becomes 3 | ', '3 calls | × 1.00 | 3.00'],
    ],
    [
      'credits in units',
      {
        charges: [calls('per_unit', { unit_amount: '1' })],
        usage: used('10'),
        account: { credits: [{ id: 'pack', name: 'Pack of 4', unit: 'calls', balance: '4', source: 'purchased' }] },
      },
      ['API calls | 10 calls | 6.00', 'first 4 | paid by Pack of 4 | 0.00', 'last 6 | × 1.00 | 6.00 *'],
    ],
    [
      'a pool weighted from others',
      {
        meters: [
          { id: 'images', name: 'Images', unit: { one: 'image', other: 'images' } },
          {
            id: 'pool',
            name: 'AI credits',
            unit: { one: 'credit', other: 'credits' },
            sum_of: [{ meter: 'calls' }, { meter: 'images', multiply_by: '10' }],
          },
        ],
        charges: [{ id: 'ai', name: 'AI', meter: 'pool', model: 'per_unit', unit_amount: '0.01' }],
        usage: { ...used('1500'), ...used('60', 'images') },
      },
      [
        'AI | 2,100 credits | 21.00',
        'weighted | 1,500 calls + 60 images × 10 = 2,100 credits | ',
        '2,100 credits | × 0.01 | 21.00',
      ],
    ],
    [
      'a share of a value between a minimum and a maximum',
      {
        charges: [
          {
            id: 'share',
            name: 'Share of sales',
            meter: 'sales',
            model: 'graduated',
            minimum_amount: '50',
            maximum_amount: '900',
            tiers: [
              { up_to: '10000', rate_pct: '2' },
              { up_to: null, rate_pct: '1' },
            ],
          },
        ],
        usage: used('1000', 'sales'),
      },
      [
        'Share of sales | US$1,000.00 | 50.00',
        'US$1,000.00 | 2% of 1,000.00 | 20.00',
        'minimum of the charge | 20.00 becomes 50.00 | ',
      ],
    ],
    [
      'single amounts with a fee each, one of them free, one lowered',
      {
        charges: [
          {
            id: 'payments',
            name: 'Payments',
            meter: 'payments',
            model: 'per_event',
            rate_pct: '1.5',
            fixed_amount: '0.25',
            free_events: '1',
            event_maximum: '12',
          },
        ],
        usage: { payments: { events: ['100', '40.50', '2000'] } },
      },
      [
        'Payments | US$2,140.50 | 12.86',
        '2 of 3 single amounts | 1.5% of 2,040.50 = 30.6075 | 30.6075',
        'fixed fee of each | 2 × 0.25 | 0.50',
        'minimum and maximum of each | 0 raised, 1 lowered | -18.25',
      ],
    ],
    [
      'a part of the period',
      {
        charges: [{ ...fee('30.00'), timing: 'in_arrears' }],
        plan: { proration: { unit: 'day' }, first_period: 'stub' },
        account: { subscription: { plan: 'team', anchor: '2026-11-01', started_at: '2026-11-11', status: 'active' } },
      },
      ['Platform fee |  | 20.00', 'part of the period | 20 of 30 days = 20.00 | '],
    ],
    [
      'a trial',
      {
        charges: [calls('per_unit', { unit_amount: '1' })],
        usage: used('10'),
        account: {
          subscription: {
            plan: 'team',
            anchor: '2026-11-01',
            started_at: '2026-11-01',
            status: 'trialing',
            trial_ends_at: '2026-12-15',
          },
        },
      },
      ['API calls | 10 calls | 0.00', '10 calls | × 1.00 | 10.00', 'free until 15 December 2026 | then 10.00 | '],
    ],
    [
      'what is not reported, which is never nothing',
      { charges: [fee(), calls('per_unit', { unit_amount: '1' })] },
      ['Platform fee |  | 49.00', 'API calls | usage is not reported | '],
    ],
  ];
  for (const [what, bill, expected] of charges) {
    it(`writes ${what}`, () => expect(rows(bill).slice(0, expected.length)).to.deep.equal(expected));
  }

  const totals: readonly [what: string, bill: Bill, rows: readonly string[]][] = [
    ['a total that is due on a day', { charges: [fee()] }, ['Total in USD | Due on 1 December | 49.00']],
    [
      'no total where an item has no price',
      { charges: [fee(), calls('per_unit', { unit_amount: '1' })] },
      ['Total in USD | not known, as an item has no price | '],
    ],
    [
      'taxes on top',
      {
        charges: [fee('100.00')],
        account: { tax: { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } } },
      },
      ['Subtotal |  | 100.00', 'VAT | 20% of 100.00 | 20.00', 'Total in USD | Due on 1 December | 120.00'],
    ],
    [
      'taxes that are in the prices',
      {
        charges: [fee('120.00')],
        account: { tax: { behavior: 'inclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } } },
      },
      ['Total in USD | Due on 1 December | 120.00', 'of which VAT | 20%, contained in 120.00 | 20.00'],
    ],
    [
      'that tax may come on top',
      { charges: [fee()], account: { tax: { behavior: 'unknown' } } },
      ['Total in USD | Due on 1 December | 49.00', 'Tax may be added. |  | '],
    ],
    [
      'a reverse charge',
      { charges: [fee()], account: { tax: { behavior: 'reverse_charge' } } },
      ['Total in USD | Due on 1 December | 49.00', 'Reverse charge: you account for the tax yourself. |  | '],
    ],
    [
      'credits, what is left of them and until when',
      {
        charges: [fee()],
        account: {
          credits: [
            { id: 'a', name: 'Goodwill', unit: 'USD', balance: '15', priority: 1, source: 'goodwill' },
            {
              id: 'b',
              name: 'Prepaid',
              unit: 'USD',
              balance: '50',
              priority: 2,
              source: 'purchased',
              expires_at: '2027-03-01',
            },
          ],
        },
      },
      [
        'Total in USD |  | 49.00',
        'Goodwill | used up | -15.00',
        'Prepaid | 16.00 left, until 1 March 2027 | -34.00',
        'Due on 1 December |  | 0.00',
      ],
    ],
    [
      'a discount, and the price after it',
      {
        charges: [fee(), calls('per_unit', { unit_amount: '1' })],
        usage: used('10'),
        account: {
          discounts: [
            {
              id: 'offer',
              name: 'Launch offer',
              kind: 'percent',
              value: '10',
              scope: 'line',
              charges: ['calls'],
              ends_at: '2027-02-01',
            },
          ],
        },
      },
      [
        'Launch offer | 10% off API calls; from 1 February 2027 without it: 10.00 | -1.00',
        'Total in USD | Due on 1 December | 58.00',
      ],
    ],
    [
      'a commitment that is not reached',
      { charges: [fee()], account: { commitment: { amount: '60.00' } } },
      ['Up to the commitment | at least 60.00 | 11.00', 'Total in USD | Due on 1 December | 60.00'],
    ],
    [
      'the bounds of a plan',
      { charges: [fee()], plan: { maximum_amount: '40.00' } },
      ['Maximum of the plan | at most 40.00 | -9.00', 'Total in USD | Due on 1 December | 40.00'],
    ],
  ];
  for (const [what, bill, expected] of totals) {
    it(`says ${what}`, () => expect(rows(bill).slice(-expected.length)).to.deep.equal(expected));
  }
});

describe('lineNotes', () => {
  it('says the average and the next price, what rounding hid, and for when', () => {
    expect(notes({ charges: [calls('graduated', { tiers: TIERS })], usage: used('1240001') })).to.deep.equal([
      'On average US$0.0001645 per call; the next one costs US$0.00015.',
      'Exactly 204.00015, rounded to 204.00.',
      'For November 2026.',
    ]);
  });

  it('says what room a started package leaves', () => {
    const charges = [calls('per_unit', { unit_amount: '0.50', package: { size: '1000', rounding: 'up' } })];
    expect(notes({ charges, usage: used('2000') }).slice(0, 2)).to.deep.equal([
      'On average US$0.0005 per call; the next one costs US$0.50.',
      'Then there is room up to 3,000 calls.',
    ]);
  });

  it('says a share of money in per cent', () => {
    const charges = [
      { id: 's', name: 'Share', meter: 'sales', model: 'graduated', tiers: [{ up_to: null, rate_pct: '2' }] },
    ];
    expect(notes({ charges, usage: used('500', 'sales') })[0]).to.equal('On average 2%.');
  });
});
