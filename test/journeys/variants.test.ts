import { expect } from 'chai';
import { http, HttpResponse } from 'msw';
import { Decimal, sum } from '../../src/engine/numbers/decimal.ts';
import { createFormat } from '../../src/format/create-format.ts';
import { loadExamples, type DocsExample } from '../contract/load-docs.ts';
import { removeFixtures } from '../support/fixture.ts';
import { MockEndpoint } from '../support/mock-endpoint.ts';
import {
  openLines,
  openWidgets,
  readInvoice,
  settled,
  typeQuantity,
  wordsIn,
  type Widgets,
} from '../support/widgets.ts';

/** One way of pricing, and what a visitor reads of it beyond the amounts that its example expects. */
interface Variant {
  readonly name: string;
  /** Its file in docs/examples. */
  readonly example: string;
  /** Rows of the opened invoice, each `label | how | amount`. */
  readonly rows: readonly string[];
  /** What is said to be spent so far, where it is not the expected total: a true-up comes at the end. */
  readonly soFar?: string;
  readonly forecast?: readonly string[];
  readonly meter?: readonly string[];
  readonly comparison?: readonly string[];
  /** What the visitor does then, and reads. */
  readonly then?: (widgets: Widgets) => Promise<void>;
}

const VARIANTS: Readonly<Record<string, readonly Variant[]>> = {
  flat: [
    {
      name: 'a flat fee',
      example: 'flat-fee',
      rows: ['Platform fee | for December 2026 | 299.00'],
      comparison: ['$299.00 a month'],
    },
    {
      name: 'a free plan',
      example: 'free-plan',
      rows: [],
      forecast: ['$0.00 so far'],
      meter: ['412 of 1,000 calls', 'Usage stops at the plan’s limit of 1,000 calls'],
      comparison: ['Free'],
    },
  ],
  'per seat': [
    {
      name: 'plain seats',
      example: 'per-seat',
      rows: ['Editors | 8 editors | 96.00', '8 editors | × 12.00 | 96.00'],
      forecast: ['With 9 editors: +$12.00'],
      meter: ['5 of 8 editors active', '3 of 8 are unused: -$36.00 a month', '63% in use'],
      comparison: ['$12.00 per editor a month'],
    },
    {
      name: 'active seats only',
      example: 'active-seats',
      rows: ['37 active members | × 7.25 | 268.25'],
      meter: ['37 active members', 'Members who signed in at least once this month.'],
    },
    {
      name: 'seat bundles',
      example: 'seat-bundles',
      rows: ['Seat bundle | 9 members | 35.00', '9 members | 35.00 | 35.00'],
      async then({ forecast, all }) {
        // Bundles of 5, 10 and 25: the 11th member costs the next one, and no 26th is sold.
        typeQuantity(forecast, 'members', '11');
        await settled({ all });
        expect(readInvoice(forecast).amounts).to.deep.equal(['75.00']);
        typeQuantity(forecast, 'members', '26');
        await settled({ all });
        expect(wordsIn(forecast)).to.contain('Seat bundle: this quantity is not sold in Team.');
        expect(readInvoice(forecast).total).to.equal('');
      },
    },
    {
      name: 'viewers and editors',
      example: 'viewers-and-editors',
      rows: ['minimum quantity | 2 becomes 3', '3 editors | × 15.00 | 45.00', 'Viewers | 40 viewers | 0.00'],
      meter: ['40 viewers'],
    },
  ],
  'per task': [
    {
      name: 'a price per unit',
      example: 'per-unit',
      rows: ['131,257 calls | × 0.002 = 262.514 | 262.51', 'Exactly 262.514, rounded to 262.51.'],
      comparison: ['$0.002 per call'],
    },
    {
      name: 'a price per package',
      example: 'per-package',
      rows: ['in packages of 1,000 | 12,001 becomes 13,000', '13,000 calls | 13 packages of 1,000 × 5.00 | 65.00'],
      comparison: ['$5.00 per 1,000 calls'],
    },
    {
      name: 'graduated bands',
      example: 'graduated',
      rows: ['first 100,000 | × 0.002 | 200.00', 'last 50,000.5 | × 0.0012 = 60.0006 you are here | 60.00'],
      forecast: ['the next one costs $0.0012'],
    },
    {
      name: 'volume bands',
      example: 'volume',
      rows: ['converted | 51,201 ÷ 1,024 = 50.0009765625', 'rounded to 1 | 50.0009765625 becomes 51', '× 0.10 | 5.10'],
      comparison: ['$0.10 per 1,024 MB'],
      async then({ forecast, all }) {
        // 101 GB reach the second band, in which all of them cost 0.08.
        typeQuantity(forecast, 'storage', '103424');
        await settled({ all });
        expect(readInvoice(forecast).total).to.equal('8.08');
      },
    },
    {
      name: 'a stairstep',
      example: 'stairstep',
      rows: ['Builds | 61 builds | 30.00', '61 builds | 30.00 | 30.00'],
      async then({ forecast, all }) {
        typeQuantity(forecast, 'builds', '50');
        await settled({ all });
        expect(readInvoice(forecast).total).to.equal('10.00');
      },
    },
    {
      name: 'prepaid credits',
      example: 'prepaid-credits',
      rows: [
        'first 500 | paid by Pack of June | 0.00',
        'next 1,000 | paid by Pack of October | 0.00',
        'last 300 | × 0.04 you are here | 12.00',
        'Wallet | used up | -8.00',
      ],
      forecast: ['$4.00 due after credits'],
      meter: [
        'Credits, in the order they are used',
        '500 images of 2,000 images left',
        'Expires December 15, 2026',
        'Expires April 15, 2027',
        'When it is empty, usage is billed.',
      ],
    },
    {
      name: 'an allowance and overage, with a hard cap',
      example: 'overage-hard-cap',
      rows: ['first 10,000 | included | 0.00', 'last 40,000 | × 0.001 you are here | 40.00'],
      meter: ['50,000 of 10,000 calls included', 'Stopped at the plan’s limit of 50,000 calls', 'limit 50K, stops'],
      async then({ forecast, meter, comparison, all }) {
        typeQuantity(forecast, 'api_calls', '60000');
        await settled({ all });
        // What the limit stops costs nothing, and is no way to a lower price.
        expect(readInvoice(forecast).total).to.equal('69.00');
        expect(wordsIn(forecast)).to.match(/stop[^.]* at the limit of 50,000 calls; 10,000 calls beyond/);
        expect(wordsIn(meter)).to.contain('nothing more is served');
        expect(wordsIn(comparison)).to.contain('Its limit of 50,000 calls would stop this usage.');
        expect(wordsIn(comparison)).not.to.contain('cheapest');
      },
    },
    {
      name: 'an allowance and overage, with a soft cap',
      example: 'overage-soft-cap',
      rows: [
        'first 10,000 | included | 0.00',
        'last 50,000 | × 0.001 you are here | 50.00',
        'maximum of the charge | 50.00 becomes 45.00',
      ],
      forecast: ['over the limit of 50,000 calls. It notifies, nothing stops.'],
      meter: [
        '10,000 calls over the plan’s limit of 50,000 calls',
        'notifies only, nothing stops',
        'limit 50K, notifies',
      ],
    },
  ],
  'value-based': [
    {
      name: 'a price per agent',
      example: 'per-agent',
      rows: ['4 agents | × 99.00 | 396.00'],
      forecast: ['With 5 agents: +$99.00'],
      meter: ['Human and AI agents alike'],
    },
    {
      name: 'a price per outcome',
      example: 'per-outcome',
      rows: ['210 tickets | × 0.99 | 207.90'],
      meter: ['nobody reopened within 72 hours', '12 may still be taken back.', 'See the evidence'],
    },
    {
      name: 'a revenue share with a fixed fee, a minimum and a maximum',
      example: 'revenue-share',
      rows: ['$48,250.00 | 2% of 48,250.00 | 965.00', 'maximum of the charge | 965.00 becomes 900.00'],
      meter: ['$48,250.00'],
      async then({ forecast, all }) {
        typeQuantity(forecast, 'sales', '1000');
        await settled({ all });
        const { steps, total } = readInvoice(forecast);
        expect(steps).to.include('minimum of the charge | 20.00 becomes 50.00');
        expect(total).to.equal('75.00');
      },
    },
    {
      name: 'a graduated revenue share',
      example: 'revenue-share-graduated',
      rows: [
        'first 10,000.00 | 2% of 10,000.00 | 200.00',
        'last 8,000.00 | 1% of 8,000.00 you are here | 80.00',
        'On average 1.556%.',
      ],
      comparison: ['2% of Influenced revenue'],
    },
    {
      name: 'a share of each payment',
      example: 'revenue-share-per-payment',
      rows: [
        '2 of 3 single amounts | 1.5% of 2,040.50 = 30.6075 | 30.61',
        'fixed fee of each | 2 × 0.25 | 0.50',
        'minimum and maximum of each | 0 raised, 1 lowered | -18.25',
      ],
      comparison: ['1.5% of Payments'],
    },
  ],
  hybrid: [
    {
      name: 'a base, seats, usage and outcomes in one plan',
      example: 'hybrid',
      rows: [
        'Platform fee | 99.00',
        '8 editors | × 12.00 | 96.00',
        'first 20,000 | included | 0.00',
        '50 tickets | × 0.99 | 49.50',
      ],
      meter: ['30,000 of 20,000 calls included', '8 editors', '50 tickets'],
      comparison: ['$99.00 a month + usage'],
    },
    {
      name: 'good, better, best, each with a mechanic of its own',
      example: 'good-better-best',
      rows: ['6 editors | × 18.00 | 108.00', 'Question about this charge'],
      forecast: ['Better, your plan', 'Enterprise, price on request'],
      comparison: [
        '$0.004 per call',
        '$18.00 per editor a month + usage',
        '$250.00 a month + usage',
        'Price on request',
        'Editors: this plan has no price for it.',
        // 25,000 × 0.004
        '$100.00 a month',
      ],
      async then({ forecast, comparison, all }) {
        const plans = forecast.renderRoot.querySelector('select')!;
        plans.value = 'best';
        plans.dispatchEvent(new Event('change', { bubbles: true }));
        await settled({ all });
        typeQuantity(forecast, 'resolved', '120');
        await settled({ all });
        // 250 + 120 × 0.80
        expect(readInvoice(forecast).total).to.equal('346.00');
        expect(wordsIn(comparison)).to.contain('$346.00 a month');
        expect(wordsIn(comparison)).to.contain('+$208.00 a month compared with Better');
      },
    },
  ],
  'around them': [
    {
      name: 'a minimum commitment with a period of its own',
      example: 'minimum-commitment',
      rows: ['Up to the commitment | at least 6,000.00 | 1,100.00'],
      soFar: '$1,500.00 so far',
      forecast: ['About $1,100 would be charged to reach the commitment of $6,000.00 until'],
      meter: [
        'of $6,000.00, until December 31, 2026',
        'Probably $4,900 by then; about $1,100 would be charged to reach it.',
      ],
    },
    { name: 'a floor', example: 'floor', rows: ['Minimum of the plan | at least 20.00 | 11.60'] },
    {
      name: 'committed-spend tiers',
      example: 'committed-spend-tiers',
      rows: ['Spend discount | 5% off | -35.00'],
      async then({ forecast, all }) {
        typeQuantity(forecast, 'api_calls', '1500000');
        await settled({ all });
        expect(readInvoice(forecast).lines).to.include('Spend discount | 10% off | -300.00');
      },
    },
    {
      name: 'an annual prepay discount',
      example: 'annual-prepay',
      rows: ['Platform fee | 588.00', 'Paid by the year | 15% off | -88.20'],
      comparison: ['$499.80 a year', 'Yearly -15%'],
      async then({ forecast, all }) {
        const monthly = [...forecast.renderRoot.querySelectorAll<HTMLElement>('label')].find(
          ({ textContent }) => textContent.trim() === 'Monthly',
        );
        monthly?.click();
        await settled({ all });
        expect(readInvoice(forecast).total).to.equal('49.00');
      },
    },
    {
      name: 'a volume discount',
      example: 'volume-discount',
      rows: ['Volume discount | 10% off API calls | -30.00'],
    },
    {
      name: 'a promotion with an end',
      example: 'promotion',
      rows: [
        'Autumn offer | 10% off API calls; from December 1, 2026 without it: 200.00 | -20.00',
        'Coupon THANKS25 | -25.00',
      ],
    },
    {
      name: 'an intro price with an end',
      example: 'intro-price',
      rows: ['Intro price | 50% off; from February 1, 2027 without it: 60.00 | -30.00'],
      comparison: ['$60.00 a month'],
    },
    {
      name: 'a trial',
      example: 'trial',
      rows: [
        'Platform fee | for November 29 - December 28, 2026 | 49.00',
        'free until November 29, 2026 | then 1.80',
        'API calls | 900 calls | 0.00',
      ],
      forecast: ['Trial until November 29, 2026', 'Due on November 29'],
    },
    {
      name: 'a grandfathered price',
      example: 'grandfathered',
      rows: ['8 editors | × 9.00 | 72.00'],
      forecast: ['Team (2021), your plan'],
      comparison: [
        '$9.00 per editor a month',
        '$15.00 per editor a month',
        '+$48.00 a month compared with Team (2021)',
        'cheapest for you',
      ],
    },
    {
      name: 'new prices that are announced',
      example: 'new-prices',
      rows: ['75.00', '40.00', '20,000 calls | × 0.002 | 40.00'],
      forecast: ['New prices from December 1, 2026 on. At these quantities Team costs $5.00 a month more.'],
      comparison: ['from December 1, 2026 on $105.00 a month'],
    },
    {
      name: 'a pooled allowance with weights',
      example: 'pooled-allowance',
      rows: [
        'weighted | 1,500 chats + 60 images × 10 = 2,100 AI credits',
        'first 2,000 | included | 0.00',
        'in packages of 1,000 | 100 becomes 1,000',
        '1 package of 1,000 × 5.00 you are here | 5.00',
      ],
      meter: ['2,100 of 2,000 AI credits included', '1,500 chats', '60 images'],
    },
    {
      name: 'an allowance per seat',
      example: 'allowance-per-seat',
      rows: ['first 16,000 | included | 0.00', 'last 14,000 | × 0.002 you are here | 28.00'],
      meter: ['30,000 of 16,000 calls included'],
      async then({ forecast, meter, all }) {
        typeQuantity(forecast, 'editors', '10');
        await settled({ all });
        expect(readInvoice(forecast).amounts).to.deep.equal(['120.00', '20.00']);
        expect(wordsIn(meter)).to.contain('of 20,000 calls included');
      },
    },
    {
      name: 'an add-on',
      example: 'add-on',
      rows: ['Single sign-on | 30.00'],
      async then({ forecast, all }) {
        const boxes = [...forecast.renderRoot.querySelectorAll<HTMLInputElement>('[type=checkbox]')];
        const names = boxes.map(({ parentElement }) => parentElement!.textContent.trim());
        expect(names).to.deep.equal(['Single sign-on', 'Audit log']);
        expect(boxes.map(({ checked }) => checked)).to.deep.equal([true, false]);
        boxes[1]!.click();
        await settled({ all });
        expect(readInvoice(forecast).lines).to.include('Audit log | 45.00');
        expect(readInvoice(forecast).total).to.equal('174.00');
        expect(wordsIn(forecast)).to.contain('$45.00 more than without the change');
      },
    },
    {
      name: 'a one-time charge',
      example: 'one-time-charge',
      rows: ['Setup | once | 150.00'],
      comparison: ['$99.00 a month'],
    },
    {
      name: 'tax on top',
      example: 'tax-exclusive',
      rows: ['Subtotal | 109.00', 'VAT | 19% of 99.00 | 18.81', 'VAT | 7% of 10.00 | 0.70'],
      comparison: ['before any tax that is added'],
    },
    {
      name: 'tax within the prices',
      example: 'tax-inclusive',
      rows: ['of which VAT | 19%, contained in 99.00 | 15.81', 'of which VAT | 7%, contained in 10.00 | 0.65'],
      comparison: ['tax included'],
    },
    { name: 'an unknown tax', example: 'tax-unknown', rows: ['Tax may be added.'] },
    {
      name: 'reverse charge',
      example: 'tax-reverse-charge',
      rows: ['Reverse charge: you account for the tax yourself.'],
    },
    {
      name: 'a goodwill credit',
      example: 'goodwill-credit',
      rows: ['Sales tax | 8.25% of 99.00 | 8.17', 'For the outage of 3 November | used up | -15.00'],
      forecast: ['$92.17 due after credits'],
      meter: ['For the outage of 3 November', '$15.00 left'],
    },
  ],
};

const examples = new Map((await loadExamples()).map((example) => [example.name, example]));
const endpoint = new MockEndpoint();

interface CountedUsage {
  readonly quantity?: string;
  readonly events?: readonly string[];
}

/** How much the account has counted, by meter. */
function usageOf({ account }: DocsExample): readonly (readonly [string, string])[] {
  const { usage = {} } = account as { readonly usage?: Readonly<Record<string, CountedUsage>> };
  return Object.entries(usage).map(([meter, { quantity, events = [] }]) => [
    meter,
    quantity ?? sum(events.map((event) => new Decimal(event))).toFixed(),
  ]);
}

/** The example's widgets at the quantities that are counted, which are what its amounts are of; typed by the visitor. */
async function openExample(example: DocsExample): Promise<Widgets> {
  const { name, catalog, account } = example;
  endpoint.use(
    http.get(`*/${name}/catalog`, () => HttpResponse.json(catalog as object)),
    http.get(`*/${name}/account`, () => HttpResponse.json(account as object)),
  );
  const widgets = await openWidgets(`endpoint="/${name}"`);
  for (const [meter, quantity] of usageOf(example)) {
    if (widgets.forecast.renderRoot.querySelector(`#quantity-${meter}`))
      typeQuantity(widgets.forecast, meter, quantity);
  }
  await settled(widgets);
  await openLines(widgets.forecast);
  return widgets;
}

/** Whether a row, or a cell or sentence of it, is so. */
const holds = (rows: readonly string[], wanted: string) => rows.some((row) => row.includes(wanted));

describe('every way of pricing, from JSON to what a visitor reads', () => {
  before(() => endpoint.start());
  after(() => endpoint.stop());
  afterEach(removeFixtures);

  it('has an example in the docs, and each of those is read here', () => {
    const read = Object.values(VARIANTS).flatMap((variants) => variants.map(({ example }) => example));
    expect(read).to.have.members([...examples.keys()]);
  });

  for (const [family, variants] of Object.entries(VARIANTS)) {
    describe(family, () => {
      for (const variant of variants) {
        it(variant.name, async () => {
          const example = examples.get(variant.example)!;
          const widgets = await openExample(example);
          const { expected, catalog } = example;
          const { currency } = catalog as { readonly currency: string };
          const format = createFormat('en-US');
          const write = (amount: string) => format.amount(new Decimal(amount), currency);

          if (expected.lines.length > 0) {
            const invoice = readInvoice(widgets.forecast);
            expect(invoice.amounts).to.deep.equal(expected.lines.map(({ amount }) => write(amount)));
            expect(invoice.total).to.equal(write(expected.total));
            expect(invoice.due).to.equal(write(expected.due));
            const rows = [...invoice.lines, ...invoice.steps, ...invoice.rest];
            for (const row of variant.rows) expect(holds(rows, row), `${row}\nin\n${rows.join('\n')}`).to.equal(true);
          }
          const soFar = variant.soFar ?? `${format.money(new Decimal(expected.total), currency)} so far`;
          for (const sentence of [soFar, ...(variant.forecast ?? [])])
            expect(wordsIn(widgets.forecast)).to.contain(sentence);
          for (const sentence of variant.meter ?? []) expect(wordsIn(widgets.meter)).to.contain(sentence);
          for (const sentence of variant.comparison ?? []) expect(wordsIn(widgets.comparison)).to.contain(sentence);
          await variant.then?.(widgets);
        });
      }
    });
  }

  it('seats that are nearly all in use: how many are free, and what the next one costs', async () => {
    const { catalog, account } = examples.get('per-seat')!;
    const { usage } = account as { readonly usage: Readonly<Record<string, object>> };
    const full = { ...(account as object), usage: { editors: { ...usage['editors'], active: '8' } } };
    const { meter } = await openWidgets('', { catalog, account: full });
    expect(wordsIn(meter)).to.contain('8 of 8 editors active');
    expect(wordsIn(meter)).to.contain('None is free; the next one costs $12.00');
  });
});
