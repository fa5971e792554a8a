import fc from 'fast-check';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { priceOf } from './charge.ts';
import { exact, mended } from './exact.ts';
import type { Exact } from './exact.ts';
import { chargeRow, settleRows } from './invoice.ts';
import type { Row } from './invoice.ts';
import { amount } from './random-charge.ts';
import type { WireCatalog, WireCharge, WireInterval, WirePlan } from './wire.ts';

/** Somebody on the first of some plans of different intervals, at the end of a period. */
export interface RegularCase {
  readonly plans: readonly WirePlan[];
  readonly calls: string;
  readonly seats: string;
}

const interval = fc.constantFrom<WireInterval>(
  { unit: 'month', count: 1 },
  { unit: 'month', count: 1 },
  { unit: 'month', count: 3 },
  { unit: 'year', count: 1 },
  { unit: 'week', count: 1 },
  { unit: 'week', count: 2 },
  { unit: 'day', count: 1 },
);

const charge: fc.Arbitrary<WireCharge> = fc
  .tuple(
    fc.constantFrom(
      { model: 'flat' },
      { model: 'per_unit', meter: 'seats' },
      { model: 'per_unit', meter: 'calls' },
      { model: 'per_unit', meter: 'calls', package: { size: '100' } },
      { model: 'per_unit', meter: 'calls', included: { quantity: '5', per: 'seats' } },
    ),
    amount(3, 3),
    fc.constantFrom('in_advance', 'in_arrears'),
    fc.option(interval, { freq: 1 }),
  )
  .map(([how, price, timing, own]) => ({
    id: '',
    timing,
    interval: own,
    ...how,
    ...(how.model === 'flat' ? { amount: price } : { unit_amount: price }),
  }));

const plan: fc.Arbitrary<WirePlan> = fc
  .record({ interval, charges: fc.array(charge, { minLength: 1, maxLength: 3 }) })
  .map((drawn) => ({ id: '', ...drawn }));

export const regularCases: fc.Arbitrary<RegularCase> = fc
  .record({ plans: fc.array(plan, { minLength: 1, maxLength: 3 }), calls: amount(5, 2), seats: amount(2, 0) })
  .map(({ plans, ...rest }) => ({
    ...rest,
    plans: plans.map((one, index) => ({
      ...one,
      id: `p${index}`,
      charges: (one.charges ?? []).map((each, at) => ({ ...each, id: `c${at}` })),
    })),
  }));

/** Where a plan's cost in a comparison is not what counting by hand says, or is said where nobody can count it. */
export function compareRegular({ plans, calls, seats }: RegularCase): string[] {
  const catalog: WireCatalog & { readonly version: 1 } = {
    version: 1,
    currency: 'USD',
    meters: [
      { id: 'calls', aggregation: 'sum' },
      { id: 'seats', kind: 'seats', aggregation: 'max' },
    ],
    plans,
  };
  const account = {
    version: 1,
    revision: 1,
    as_of: '2026-01-01T00:00:00Z',
    time_zone: 'UTC',
    currency: 'USD',
    subscription: { plan: 'p0', anchor: '2026-01-01', started_at: '2025-01-01' },
    usage: { calls: { quantity: calls }, seats: { quantity: seats } },
  };
  const shown = estimate(parseCatalog(catalog), parseAccount(account));
  const priced = shown.meters.find(({ meter }) => meter.id === 'calls')?.quantity?.toFixed() ?? '0';
  return shown.plans.flatMap(({ plan: { id }, cost, problems }) => {
    const expected = costOf(
      catalog,
      plans.find((one) => one.id === id)!,
      usageUnit(plans[0]!),
      { calls: priced, seats },
    );
    const same =
      expected === null || cost === null ? expected === cost : mended(expected.minus(cost.toFixed())).isZero();
    const isNamed = expected !== null || problems.some(({ kind }) => kind === 'uneven');
    return [
      ...(same ? [] : [`${id}: expected ${expected?.toFixed() ?? 'none'}, got ${cost?.toFixed() ?? 'none'}`]),
      ...(isNamed ? [] : [`${id}: has no price, and no reason`]),
    ];
  });
}

/** What is used is that of the shortest interval of the plan that somebody has. */
function usageUnit({ interval: own, charges }: WirePlan): WireInterval {
  const days = ({ unit, count = 1 }: WireInterval): number =>
    ({ day: 1, week: 7, month: 30.4, year: 365 })[unit]! * count;
  const all = [own!, ...(charges ?? []).flatMap(({ interval: each }) => each ?? [])];
  return all.reduce((least, each) => (days(each) < days(least) ? each : least));
}

/** How many of one interval another is; `null` = months and days have no fixed ratio. */
function times(whole: WireInterval, part: WireInterval): readonly [number, number] | null {
  const size = ({ unit, count = 1 }: WireInterval): readonly [number, string] =>
    unit === 'year' || unit === 'month'
      ? [unit === 'year' ? 12 * count : count, 'm']
      : [unit === 'week' ? 7 * count : count, 'd'];
  const [[a, kind], [b, other]] = [size(whole), size(part)];
  return kind === other ? [a, b] : null;
}

function costOf(
  catalog: WireCatalog,
  one: WirePlan,
  unit: WireInterval,
  { calls, seats }: { readonly calls: string; readonly seats: string },
): Exact | null {
  const rows: Row[] = [];
  for (const each of one.charges ?? []) {
    const own = each.interval ?? one.interval!;
    const often = times(one.interval!, own);
    const used = each.meter === 'calls' ? times(own, unit) : ([1, 1] as const);
    if (often === null || used === null) return null;
    const price = priceOf(each, {
      meters: catalog.meters ?? [],
      quantities: new Map([
        ['calls', exact(calls).times(used[0]).div(used[1])],
        ['seats', exact(seats)],
      ]),
      events: new Map(),
    });
    if (price === null) return null;
    const whole = mended(price.times(often[0]).div(often[1]));
    rows.push(chargeRow(each, whole, { currency: catalog.currency, plan: one }));
  }
  return settleRows(rows, {
    currency: catalog.currency,
    plan: one,
    discounts: [],
    holds: () => true,
    commitment: null,
    tax: { behavior: 'none' },
    credits: [],
  }).subtotal;
}
