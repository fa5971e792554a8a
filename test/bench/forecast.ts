import { parseAccount } from '../../src/contract/account.ts';
import { parseCatalog } from '../../src/contract/catalog.ts';
import { estimatePeriod } from '../../src/engine/invoice/estimate-period.ts';
import type { FutureFacts } from '../../src/engine/forecast/future-quantities.ts';
import { futureQuantities } from '../../src/engine/forecast/future-quantities.ts';
import { forecastInvoice } from '../../src/engine/forecast/invoice-forecast.ts';
import { forecastMeters } from '../../src/engine/forecast/forecast-meters.ts';
import type { Draft } from '../../src/engine/invoice/issue-invoice.ts';
import { draftNextInvoice } from '../../src/engine/invoice/next-invoice.ts';
import { pricedQuantities, servedQuantities } from '../../src/engine/forecast/priced-quantities.ts';
import { AS_IS, withQuantity } from '../../src/engine/usage/scenario.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { race } from './race.ts';
import type { Row } from './row.ts';

const COUNT = 10_000;

const METERS = ['editors', 'calls', 'storage', 'chats', 'images', 'outcomes'] as const;

/** A plan of six charges, each priced by another meter and another model, with a discount and a tax. */
const catalogDocument = {
  version: 1,
  currency: 'EUR',
  meters: METERS.map((id) => ({ id })),
  plans: [
    {
      id: 'team',
      interval: { unit: 'day', count: 30 },
      discounts: [{ id: 'ten', kind: 'percent', value: '10', scope: 'invoice' }],
      charges: [
        { id: 'editors', meter: 'editors', model: 'per_unit', unit_amount: '12.00' },
        {
          id: 'calls',
          meter: 'calls',
          model: 'graduated',
          included: { quantity: '20000' },
          tiers: [
            { up_to: '100000', unit_amount: '0.002' },
            { up_to: '200000', unit_amount: '0.0015' },
            { up_to: null, unit_amount: '0.0012' },
          ],
        },
        {
          id: 'storage',
          meter: 'storage',
          model: 'volume',
          tiers: [
            { up_to: '10000', unit_amount: '0.10' },
            { up_to: null, unit_amount: '0.08' },
          ],
        },
        {
          id: 'chats',
          meter: 'chats',
          model: 'per_unit',
          unit_amount: '5.00',
          package: { size: '1000', rounding: 'up' },
        },
        {
          id: 'images',
          meter: 'images',
          model: 'stairstep',
          tiers: [
            { up_to: '5000', flat_amount: '20' },
            { up_to: '15000', flat_amount: '35' },
            { up_to: null, flat_amount: '75' },
          ],
        },
        { id: 'outcomes', meter: 'outcomes', model: 'per_unit', unit_amount: '0.99' },
      ],
    },
  ],
};

const LEVELS: Readonly<Record<(typeof METERS)[number], number>> = {
  editors: 2,
  calls: 5000,
  storage: 400,
  chats: 300,
  images: 400,
  outcomes: 30,
};

/** 100 days of each meter, uneven but always the same. */
function accountDocument(): object {
  const usage = METERS.map((id, place) => {
    const day = (index: number): number =>
      Math.round(LEVELS[id] * (1 + 0.5 * Math.sin(index * (1.3 + place)) + (index % 7 < 5 ? 0.3 : -0.3)));
    const values = Array.from({ length: 100 }, (_, index) => day(index));
    const quantity = values.slice(-10).reduce((sum, value) => sum + value, 0);
    return [
      id,
      { quantity: String(quantity), series: { of: 'increments', from: '2024-01-01', values: values.map(String) } },
    ];
  });
  return {
    version: 1,
    revision: 1,
    as_of: '2024-04-10',
    time_zone: 'UTC',
    currency: 'EUR',
    subscription: { plan: 'team', anchor: '2024-03-31' },
    usage: Object.fromEntries(usage) as object,
    tax: { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } },
  };
}

/** What forecasts cost, against the same futures in plain floats. */
export function forecastRows(): Row[] {
  const once = forecastCase();
  const [ours, theirs] = [exactCurves(once), plainFloats(once)];
  if (Math.abs(ours / theirs - 1) > 1e-5) throw new Error(`The two sides do not come to the same: ${ours}, ${theirs}.`);
  return [futuresRow(once), sliderRow(once)];
}

function futuresRow(once: ForecastCase): Row {
  const { ratio, ours, theirs } = race(
    { times: 1, run: () => exactCurves(once) },
    { times: 1, run: () => plainFloats(once) },
  );
  const name = '10,000 futures of a plan with six charges ÷ the same loop in plain floats';
  return { name, ratio, limit: 3, note: milliseconds(ours, theirs) };
}

/** A slider moves, and the invoice and its range follow: everything from the documents, which are known, to the range. */
function sliderRow(once: ForecastCase): Row {
  const catalog = parseCatalog(catalogDocument);
  const account = parseAccount(accountDocument());
  let step = 100_000;
  const move = (): unknown => {
    const scenario = withQuantity('calls', new Decimal((step += 100)), 'about')(AS_IS);
    return estimate(catalog, account, scenario).forecast?.range80;
  };
  const { ratio, ours, theirs } = race({ times: 1, run: move }, { times: 1, run: () => plainFloats(once) });
  return {
    name: 'a slider step with its forecast ÷ 10,000 futures in plain floats',
    ratio,
    limit: 2,
    note: milliseconds(ours, theirs),
  };
}

function milliseconds(ours: number, theirs: number): string {
  return `${(ours / 1000).toFixed(1)} ms against ${(theirs / 1000).toFixed(1)} ms`;
}

interface ForecastCase {
  readonly draft: Draft;
  readonly facts: FutureFacts;
}

/** The draft of the next invoice and what its futures are drawn from, as `estimate` makes them. */
function forecastCase(): ForecastCase {
  const catalog = parseCatalog(catalogDocument);
  const account = parseAccount(accountDocument());
  const plan = catalog.plans[0]!;
  const period = estimatePeriod(account, plan);
  const forecasts = forecastMeters(catalog, account, period);
  const wanted = pricedQuantities(catalog, account, AS_IS, period);
  const quantities = servedQuantities(catalog, account, wanted, []);
  const draft = draftNextInvoice({ catalog, account, plan, quantities, takes: () => false });
  return { draft, facts: { forecasts, wanted, fromScratch: false, quantities, stopsOf: () => [] } };
}

/** Our way: exact curves as integers, settled by the one place that knows the order. */
function exactCurves({ draft, facts }: ForecastCase): number {
  return forecastInvoice(draft, { ...facts, count: COUNT })!.mean;
}

/** The same futures as anybody would write them down: floats, a loop over tiers, rounded now and then. */
function plainFloats({ facts }: ForecastCase): number {
  const futures = futureQuantities(COUNT, facts);
  const quantities = METERS.map((id) => futures.of(id)!);
  const [editors, calls, storage, chats, images, outcomes] = quantities as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const totals = new Float64Array(COUNT);
  for (let index = 0; index < COUNT; index += 1) {
    const lines = [
      12 * editors[index]!,
      graduated(Math.max(0, calls[index]! - 20_000)),
      storage[index]! * (storage[index]! <= 10_000 ? 0.1 : 0.08),
      5 * Math.ceil(chats[index]! / 1000),
      images[index]! <= 5000 ? 20 : images[index]! <= 15_000 ? 35 : 75,
      0.99 * outcomes[index]!,
    ];
    let sum = 0;
    for (const line of lines) sum += Math.round(line * 100) / 100;
    const net = sum - Math.round(sum * 10) / 100;
    totals[index] = net + Math.round(net * 20) / 100;
  }
  totals.slice().sort();
  return totals.reduce((sum, total) => sum + total, 0) / COUNT;
}

const TIERS: readonly (readonly [number, number])[] = [
  [100_000, 0.002],
  [200_000, 0.0015],
  [Infinity, 0.0012],
];

function graduated(quantity: number): number {
  let cost = 0;
  let from = 0;
  for (const [upTo, rate] of TIERS) {
    if (quantity <= from) break;
    cost += (Math.min(quantity, upTo) - from) * rate;
    from = upTo;
  }
  return cost;
}
