import { expect } from 'chai';
import type {
  CreditEvent,
  LimitConsentEvent,
  LimitRequestEvent,
  UnusualUsageEvent,
} from '../../src/elements/events.ts';
import { at, documentsOf, usual, workdays, type Daily, type Edge, type Json } from '../support/edge-documents.ts';
import { removeFixtures } from '../support/fixture.ts';
import { until } from '../support/until.ts';
import { openWidgets, settled, wordsIn, type Widgets } from '../support/widgets.ts';

/** What a visitor reads of it. */
interface Reading extends Edge {
  /** About how much the meter expects, within so many per cent. */
  readonly about?: readonly [quantity: number, percent: number];
  /** How wide the likely range is, as a part of what is expected. */
  readonly width?: readonly [least: number, most: number];
  readonly meter?: readonly (string | RegExp)[];
  readonly forecast?: readonly (string | RegExp)[];
  readonly never?: readonly (string | RegExp)[];
}

/** An odometer that has run since a day. */
const since =
  (from: number, daily: Daily): Daily =>
  (day) => {
    let sum = 0;
    for (let past = from; past <= day; past += 1) sum += daily(past) ?? 0;
    return sum;
  };
const climbing: Daily = (day) => 1000 + 4 * day;
/** 1,000 a day, read as they come, as what stands there each day, or off an odometer. */
const SERIES: readonly (readonly [Edge['of'] & string, Daily])[] = [
  ['increments', usual],
  ['levels', usual],
  ['cumulative', since(-60, usual)],
];
const COUNTED: readonly (readonly [aggregation: string, quantity: string, expected: number])[] = [
  ['sum', '15000', 30_000],
  ['average', '1000', 1000],
  ['last', '1000', 1000],
  ['max', '1080', 1110],
];
const limited = (limit: Json): Json => ({
  limits: [{ id: 'own', meter: 'calls', quantity: '25000', effect: 'block', set_by: 'customer', ...limit }],
});
const LITTLE = ['Few days of history: this may be far off.'];
const SURE = ['Few days of history', 'little history yet'];

const EDGES: Readonly<Record<string, Reading>> = {
  'no history at all': {
    history: null,
    quantity: '15000',
    about: [30_000, 20],
    width: [0.5, 0.9],
    meter: LITTLE,
    forecast: ['little history yet, so the range is wide'],
  },
  'the last hour of a period of many calls': {
    elapsed: 29,
    hours: 23,
    daily: (day) => 41 * usual(day)!,
    quantity: '1232935',
    meter: [/1,232,935 calls Probably (about )?1,23[3-9],\d00 calls by November 30/],
  },
  'no history, on the first day': {
    history: null,
    elapsed: 0,
    hours: 1,
    quantity: '0',
    meter: ['Nothing used yet.'],
    forecast: ['Nothing used since November 1; as it is, you pay $20.00.', '$20.00 so far'],
    never: ['likely'],
  },
  'much history, and nothing in the first hour': {
    elapsed: 0,
    hours: 1,
    quantity: '0',
    forecast: [/likely \$2\d\d - \$3\d\d/, 'Nothing used since November 1; as it is, you pay $20.00.'],
  },
  'one day of history': {
    history: 0,
    elapsed: 1,
    about: [30_000, 35],
    width: [0.8, 1.5],
    meter: LITTLE,
    forecast: ['little history yet, so the range is wide'],
  },
  '400 days of history': { history: 400, about: [30_000, 3], width: [0.02, 0.2], never: SURE },
  'zeros only': {
    daily: () => 0,
    meter: ['0 calls', 'Nothing used yet.'],
    forecast: ['$20.00 so far'],
    never: ['likely', ...SURE],
  },
  spikes: { daily: (day) => (Math.abs(day) % 19 === 7 ? 15_000 : usual(day)), about: [44_000, 6], width: [0.1, 0.5] },
  growth: {
    daily: (day) => Math.round(usual(day)! * 0.5 * 1.02 ** (day + 60)),
    // At the rate of the days so far it would be 56,500; it will be 66,900.
    about: [62_000, 9],
    width: [0.15, 0.5],
  },
  'a weekly rhythm': { daily: workdays, elapsed: 13, about: [21_000, 3], width: [0.1, 0.3] },
  'a period just begun': {
    elapsed: 0,
    hours: 6,
    daily: (day) => (day === 0 ? 250 : usual(day)),
    about: [30_000, 4],
    width: [0.2, 0.5],
    forecast: ['day 1 of 30', '$22.50 so far'],
  },
  'a period almost over': {
    elapsed: 29,
    hours: 18,
    daily: (day) => (day === 29 ? 700 : usual(day)),
    about: [30_000, 1],
    width: [0, 0.02],
    forecast: ['day 30 of 30'],
  },
  'a part of today': {
    hours: 12,
    daily: (day) => (day === 15 ? 500 : usual(day)),
    about: [30_000, 3],
    width: [0.05, 0.25],
  },
  'days that are late': {
    daily: (day) => (day < 12 ? usual(day) : null),
    usage: { complete_until: at(12) },
    about: [30_000, 5],
    width: [0.1, 0.3],
    meter: ['Counted until Nov 13'],
  },
  'days that are missing': {
    daily: (day) => (day % 7 === 2 || day % 7 === -5 ? null : usual(day)),
    quantity: '15000',
    about: [30_000, 3],
  },
  ...Object.fromEntries(
    SERIES.flatMap(([of, daily]) =>
      COUNTED.map(([aggregation, quantity, expected]): [string, Reading] => [
        `${of}, of which the ${aggregation} counts`,
        { of, daily, quantity, meter: [], about: [expected, 8], counts: { aggregation } },
      ]),
    ),
  ),
  'an odometer that begins anew with the period': {
    of: 'cumulative',
    daily: (day) => since(day < 0 ? -60 : 0, usual)(day),
    quantity: '15000',
    about: [30_000, 3],
  },
  'a level that climbs': {
    of: 'levels',
    daily: climbing,
    counts: { aggregation: 'last' },
    quantity: '1056',
    about: [1116, 8],
  },
  'rare events': {
    daily: (day) => ((((day * 5) % 7) + 7) % 7 < 2 ? 1 : 0),
    charge: { unit_amount: '50' },
    about: [10, 15],
    width: [0.4, 1.2],
    forecast: ['$270.00 so far'],
  },
  'a hard cap ahead': {
    account: limited({}),
    meter: [
      /If nothing stopped it, probably about 29,\d00 calls by November 30/,
      /Usage stops at your limit of 25,000 calls, probably around November 2\d \(November 2\d - 2\d\): about 4,\d+ calls would not be served\./,
    ],
    forecast: [
      '$270 expected on December 1',
      /API calls: stops at the limit of 25,000 calls; 4,\d+ calls beyond it would not be served\./,
      'Total in USD Due on December 1 270.00',
    ],
  },
  'a hard cap that is reached': {
    account: limited({ quantity: '12000' }),
    meter: ['Stopped at your limit of 12,000 calls: nothing more is served before December 1.'],
    // What was counted beyond it is not taken back.
    forecast: ['$169.96 so far', /API calls: stopped at the limit of 12,000 calls; 1\d,\d+ calls beyond it would not/],
  },
  'a budget that stops': {
    account: { limits: [{ id: 'b', on: 'invoice', amount: '250', effect: 'block', set_by: 'company' }] },
    meter: [
      /If nothing stopped it, probably about 29,\d00 calls/,
      /Probably \$250 by November 30\. Usage stops at the company’s limit of \$250\.00, probably around November 2\d .+: about \$\d\d worth of usage would not be served\./,
    ],
    forecast: ['$250 expected on December 1', /The invoice: stops at the limit of \$250\.00; \$6\d\.\d\d beyond it/],
  },
  'a soft limit ahead': {
    account: limited({ effect: 'notify' }),
    meter: [
      /You will probably pass your limit of 25,000 calls around November 26 .+ It notifies only, nothing stops\./,
    ],
    forecast: ['API calls: expected to pass the limit of 25,000 calls. It notifies, nothing stops.'],
    never: ['If nothing stopped it', 'not be served'],
  },
  'over a soft limit': {
    account: limited({ quantity: '12000', effect: 'notify' }),
    meter: ['2,996 calls over your limit of 12,000 calls. It notifies only, nothing stops.'],
    forecast: ['API calls: over the limit of 12,000 calls. It notifies, nothing stops.'],
  },
  'a threshold that is passed': {
    account: limited({ quantity: '40000', thresholds_pct: ['25'] }),
    meter: ['The threshold of 10,000 calls is passed; 25,004 calls left to the limit.'],
  },
  'a consent that holds': {
    account: limited({ quantity: '12000', consent: { quantity: '28000', until: at(30) } }),
    meter: [
      /Usage stops at 28,000 calls, probably around November 2\d, November 2\d at the earliest: about 1,\d+ calls/,
      'You agreed to go over your limit of 12,000 calls, up to 28,000 calls, until',
    ],
  },
  'a consent that ends before the period does': {
    account: limited({ quantity: '12000', consent: { quantity: '28000', until: at(20) } }),
    meter: [
      /stops at your limit of 12,000 calls \(28,000 calls until November 20\), probably around November 21: about (9,9|10,[01])\d\d? calls/,
      'You agreed to go over your limit of 12,000 calls, up to 28,000 calls, until November 20.',
      'After that, usage above the limit stops where it is.',
      'If nothing stopped it, probably',
    ],
    forecast: [
      /API calls: stops at the limit of 12,000 calls \(28,000 calls until November 20\); (9,9|10,[01])\d\d? calls beyond it/,
      /Priced at (19,9|20,[01])\d\d? calls: more would not be served\./,
    ],
    never: ['chance', 'stops at 28,000'],
  },
  'a consent to a larger budget that ends before the period does': {
    account: {
      limits: [{ on: 'invoice', amount: '150', effect: 'block', consent: { amount: '300', until: at(20, 12) } }],
    },
    meter: [
      /stops at your limit of \$150\.00 \(\$300\.00 until November 21\), probably around November 21.*: about \$9\d worth of/,
      'After that, usage above the limit stops where it is.',
    ],
    forecast: [
      /The invoice: stops at the limit of \$150\.00 \(\$300\.00 until November 21\); \$9\d\.\d\d beyond it/,
      'limit $150 ($300 until November 21), stops',
    ],
  },
  'a consent that has ended': {
    account: limited({ quantity: '12000', consent: { quantity: '28000', until: at(14) } }),
    meter: ['Stopped at your limit of 12,000 calls: nothing more is served before December 1.'],
    never: ['28,000', 'You agreed'],
  },
  'credits that run out': {
    account: { credits: [{ id: 'c', name: 'Prepaid', unit: 'USD', balance: '250', when_empty: 'block' }] },
    meter: [
      'Prepaid $250.00 left The next invoice uses it up.',
      /Probably used up around November 2\d, 2026 \(November 2\d - 2\d, 2026\)\. When it is empty, usage stops\./,
    ],
    forecast: [
      'Prepaid used up -250.00',
      '$0.00 due after credits',
      /Usage stops when Prepaid is used up, probably around November 2\d, 2026/,
      /For what is expected it would take about \$6\d\.\d0 more\./,
    ],
  },
  'credits that are used up': {
    account: { credits: [{ id: 'c', name: 'Prepaid', unit: 'USD', balance: '100', when_empty: 'block' }] },
    meter: [
      'What is used so far uses it up: usage has stopped.',
      'Usage has stopped: Prepaid is used up.',
      'If nothing stopped it, probably',
    ],
    forecast: ['Usage has stopped: Prepaid is used up.'],
    never: ['When it is empty', 'The next invoice uses it up'],
  },
  'credits that fees alone use up': {
    account: { credits: [{ id: 'c', name: 'Prepaid', unit: 'USD', balance: '15', when_empty: 'block' }] },
    meter: [
      'Prepaid $15.00 left The next invoice uses it up. Fees alone use it up: usage stops from December 1, 2026 on.',
    ],
    forecast: ['Usage stops from December 1, 2026 on: fees alone use up Prepaid.'],
    never: ['When it is empty', 'If nothing stopped it', 'has stopped'],
  },
  'units that stop usage': {
    account: { credits: [{ id: 'c', name: 'Pack', unit: 'calls', balance: '24000', when_empty: 'block' }] },
    meter: [
      /Usage stops when Pack is used up, probably around November 2\d.* For what is expected it would take about \d,\d\d0 calls more\./,
      'Pack 24,000 calls left The next invoice uses it up.',
    ],
    forecast: [/Usage stops when Pack is used up, probably around November 2\d, 2026/],
    never: ['has stopped'],
  },
  'units that run out, and others that expire': {
    account: {
      credits: [
        { id: 'soon', name: 'Small pack', unit: 'calls', balance: '25000' },
        { id: 'much', name: 'Large pack', unit: 'calls', balance: '90000', expires_at: at(61), priority: 9 },
      ],
    },
    meter: [
      /Small pack 25,000 calls left The next invoice uses it up\. Probably used up around November 2\d, 2026 \(/,
      /Large pack 90,000 calls left Pays 4,\d+ calls of the next invoice\. Expires January 1, 2027, when about 5\d,\d+ calls/,
    ],
    forecast: [/Large pack: about 5\d,\d+ calls will probably expire unused on January 1, 2027\./],
  },
  'an unusual day': {
    daily: (day) => (day === 14 ? 9000 : usual(day)),
    meter: [
      /9,000 calls on November 15, where about 9\d\d calls would have been usual\. What goes beyond that costs \$80\.\d\d on/,
    ],
  },
  'a period far above the one before': {
    daily: (day) => Math.round(usual(day)! * (day < 0 ? 0.4 : 1)),
    meter: [
      /Probably much more than the 12,\d00 calls of the period before\. What goes beyond that costs \$18\d\.\d\d on/,
    ],
  },
  'what changed': {
    account: {
      last_invoices: [
        {
          id: 'i',
          plan: 'team',
          period: { start: at(-31), end: at(0) },
          total: '300',
          lines: [
            { charge: 'fee', amount: '15' },
            { charge: 'calls', quantity: '28500', amount: '285' },
          ],
        },
      ],
    },
    // The fee was 15, and 28,500 calls were 285.
    forecast: [/\$18\.\d\d more than the last invoice Usage \+\$13\.\d\d Prices \+\$5\.00/],
  },
};

/** The documents as text, as they come over a wire. */
function open(edge: Edge): Promise<Widgets> {
  return openWidgets('', JSON.parse(JSON.stringify(documentsOf(edge))) as object);
}

const allWords = ({ all }: Widgets): readonly string[] => all.map(wordsIn);

function amount(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''));
}

function expectAll(words: string, wanted: readonly (string | RegExp)[] = []): void {
  for (const sentence of wanted)
    if (typeof sentence === 'string') expect(words).to.contain(sentence);
    else expect(words).to.match(sentence);
}

describe('a forecast, from JSON to the words on the screen', () => {
  afterEach(removeFixtures);

  for (const [name, edge] of Object.entries(EDGES)) {
    it(`says what it knows of ${name}, and the same again of the same documents`, async () => {
      const widgets = await open(edge);
      const words = allWords(widgets);
      const meter = wordsIn(widgets.meter);
      const [, about, low, high] =
        /robably about ([\d,]+) calls? by November 30, likely ([\d,]+) to ([\d,]+)/.exec(meter) ?? [];
      if (edge.about) {
        const [quantity, percent] = edge.about;
        expect(amount(about), meter).to.be.closeTo(quantity, (quantity * percent) / 100);
        expect(amount(about)).to.be.within(amount(low), amount(high));
      }
      if (edge.width) expect((amount(high) - amount(low)) / amount(about)).to.be.within(...edge.width);
      expectAll(meter, edge.meter);
      expectAll(wordsIn(widgets.forecast), edge.forecast);
      const both = `${meter} ${wordsIn(widgets.forecast)}`;
      for (const never of [...(edge.never ?? []), /NaN|Infinity|undefined|null|\[object/])
        if (typeof never === 'string') expect(both).not.to.contain(never);
        else expect(both).not.to.match(never);
      removeFixtures();
      expect(allWords(await open(edge))).to.deep.equal(words);
    });
  }

  it('tells the page of an unusual day, with the money', async () => {
    const told: UnusualUsageEvent[] = [];
    const listen = (event: Event) => told.push(event as UnusualUsageEvent);
    document.addEventListener('pb-unusual-usage', listen);
    await open({ ...EDGES['an unusual day']!, account: { id: 'told-once' } });
    await until(() => told.length > 0);
    document.removeEventListener('pb-unusual-usage', listen);
    expect(told.map(({ alert }) => alert.id)).to.deep.equal(['told-once/2026-11-15/unusual/calls']);
    expect(told[0]!.alert.cost!.toNumber()).to.be.closeTo(80, 2);
  });

  it('tells the page of a credit that stops usage, and once that it has', async () => {
    const told: CreditEvent[] = [];
    const listen = (event: Event) => told.push(event as CreditEvent);
    document.addEventListener('pb-credit', listen);
    for (const edge of ['units that stop usage', 'credits that are used up', 'credits that fees alone use up']) {
      await open({ ...EDGES[edge]!, account: { ...EDGES[edge]!.account, id: edge } });
      await until(() => told.some(({ alert }) => alert.id.startsWith(edge)));
    }
    document.removeEventListener('pb-credit', listen);
    expect(told.map(({ alert: { id, by } }) => `${id} ${by}`)).to.deep.equal([
      'units that stop usage/2026-11-01/credit/c/forecast forecast',
      'credits that are used up/2026-11-01/credit/c/fact fact',
      'credits that fees alone use up/2026-11-01/credit/c/fees fact',
    ]);
  });

  it('tries a limit out at once, and then asks for it', async () => {
    const widgets = await open({});
    const { meter, place } = widgets;
    const root = meter.renderRoot as ShadowRoot;
    const asked: LimitRequestEvent[] = [];
    place.addEventListener('pb-limit-request', (event) => asked.push(event));
    const press = async (name: string) => {
      [...root.querySelectorAll('button')].find((one) => one.textContent.trim().startsWith(name))!.click();
      await settled(widgets);
    };
    await press('Set a limit');
    [...root.querySelectorAll<HTMLInputElement>('#limit-form [type=radio]')].at(-1)!.click();
    const field = root.querySelector<HTMLInputElement>('#limit')!;
    field.value = '20000';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled(widgets);
    // Simulated at once, in the meter and on the invoice; nobody was asked yet.
    expect(wordsIn(meter)).to.match(
      /Usage stops at your limit of 20,000 calls.*: about 9,\d+ calls would not be served\./,
    );
    expect(wordsIn(widgets.forecast)).to.contain('Total in USD Due on December 1 220.00');
    expect(asked).to.have.length(0);
    await press('Ask to stop at 20,000 calls');
    expect(asked.map((event) => [event.meter, event.at.toFixed(), event.effect])).to.deep.equal([
      ['calls', '20000', 'block'],
    ]);
    expect(wordsIn(meter)).to.contain('You asked to stop at 20,000 calls. Waiting for the account to confirm it.');
    expect(wordsIn(widgets.forecast)).not.to.contain('220.00');
  });

  it('agrees to go over a limit only up to a maximum and an end', async () => {
    const widgets = await open({ account: limited({ quantity: '12000', consent_wanted: true }) });
    const root = widgets.meter.renderRoot as ShadowRoot;
    const given: LimitConsentEvent[] = [];
    widgets.place.addEventListener('pb-limit-consent', (event) => given.push(event));
    const button = root.querySelector<HTMLButtonElement>('[part=consent] button')!;
    expect(button.textContent).to.match(/Allow up to [\d,]+ calls until November\s30/);
    button.click();
    await settled(widgets);
    expect(given).to.have.length(1);
    expect(given[0]!.at.gt(12_000)).to.equal(true);
    expect(new Date(given[0]!.until).toISOString()).to.equal(at(30));
    expect(wordsIn(widgets.meter)).to.match(
      /You allowed up to [\d,]+ calls until November 30\. Waiting for the account/,
    );
  });

  it('keeps each text of the documents together, whatever its direction', async () => {
    const texts = ['فريق (EU).', 'مكالمات!', 'تُحسب كل مكالمة (أُجيبت).', 'رصيد (أ).', 'رسم (ثابت).', 'ميزة (أولى).'];
    const [plan, name, counts, credit, fee, feature] = texts;
    const widgets = await open({
      counts: { name, counts },
      charge: { name },
      plan: {
        name: plan,
        features: [{ text: feature, included: true }],
        charges: [
          { id: 'fee', name: fee, model: 'flat', amount: '20' },
          { id: 'calls', name, meter: 'calls', model: 'per_unit', unit_amount: '0.01' },
        ],
      },
      account: { credits: [{ id: 'c', name: credit, unit: 'USD', balance: '250' }] },
    });
    const found = new Set<string>();
    for (const widget of [widgets.forecast, widgets.meter, widgets.comparison]) {
      for (const element of widget.renderRoot.querySelectorAll('*')) {
        const text = element.childElementCount === 0 ? element.textContent.trim() : '';
        // A plan's card has its name alone in a heading.
        if (!texts.includes(text) || ['option', 'h3', 'label', 'th'].includes(element.localName)) continue;
        found.add(text);
        expect(`${element.localName}: ${text}`).to.equal(`bdi: ${text}`);
      }
    }
    expect([...found]).to.have.members(texts);
  });
});
