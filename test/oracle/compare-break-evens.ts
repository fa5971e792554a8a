import fc from 'fast-check';
import { parseCatalog } from '../../src/contract/index.ts';
import type { CheaperInterval } from '../../src/engine/break-even.ts';
import { breakEven } from '../../src/engine/break-even.ts';
import type { Catalog, Plan } from '../../src/engine/catalog.ts';
import { Decimal } from '../../src/engine/decimal.ts';
import { planCost } from '../../src/engine/plan-cost.ts';
import { quantitiesOf } from '../../src/engine/quantities.ts';
import { invoiceOf } from './invoice.ts';
import { amount } from './random-charge.ts';
import type { Exact } from './exact.ts';
import type { WireAccount, WireCatalog, WireCharge, WirePlan, WireTier } from './wire.ts';

/** Two plans over one meter, with bounds so near that every quantity can be tried. */
export interface PlanPair {
  readonly a: WirePlan;
  readonly b: WirePlan;
  readonly step: string;
}

const LAST = 360;
const FAR = ['1000', '12345', '1000000', '987654321'];

export const planPairs: fc.Arbitrary<PlanPair> = fc.record({
  a: plan('a'),
  b: plan('b'),
  step: fc.constantFrom('1', '1', '0.5', '10'),
});

function plan(id: string): fc.Arbitrary<WirePlan> {
  return fc
    .record({
      fee: fc.nat(300).map((cents) => (cents / 10).toString()),
      charges: fc.array(smallCharge(), { minLength: 1, maxLength: 2 }),
      percent: fc.option(fc.constantFrom('10', '33.3')),
      tiers: fc.option(
        fc.constant([
          { up_to: '40', value: '0' },
          { up_to: null, value: '20' },
        ]),
      ),
      minimum: fc.option(fc.nat(80).map(String)),
      maximum: fc.option(fc.integer({ min: 100, max: 400 }).map(String)),
    })
    .map(({ fee, charges, percent, tiers, minimum, maximum }) => ({
      id,
      interval: { unit: 'month', count: 1 },
      charges: [
        { id: 'fee', model: 'flat', amount: fee },
        ...charges.map((charge, index) => ({ ...charge, id: `c${index}` })),
      ],
      discounts: [
        ...(percent === null ? [] : [{ id: 'off', kind: 'percent', value: percent, scope: 'line', charges: ['c0'] }]),
        ...(tiers === null || percent !== null ? [] : [{ id: 'spend', kind: 'percent', scope: 'invoice', tiers }]),
      ],
      minimum_amount: minimum,
      maximum_amount: maximum,
    }));
}

function smallCharge(): fc.Arbitrary<WireCharge> {
  const price = fc.constantFrom('0', '0.05', '0.1', '0.25', '0.333', '1', '1.5', '0.001');
  const tier = fc.record({ unit_amount: price, flat_amount: fc.constantFrom('0', '0', '5', '12.5') });
  const tiers = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 250 }), { minLength: 1, maxLength: 3 }),
      fc.array(tier, { minLength: 4, maxLength: 4 }),
    )
    .map(([ups, prices]): WireTier[] =>
      [...ups.sort((x, y) => x - y).map(String), null].map((bound, index) => ({ up_to: bound, ...prices[index] })),
    );
  const model = fc.constantFrom('per_unit', 'graduated', 'volume', 'stairstep');
  const around = fc.record({
    included: fc.option(fc.nat(60).map((quantity) => ({ quantity: String(quantity) }))),
    package: fc.option(
      fc.constantFrom(
        { size: '10', rounding: 'up' },
        { size: '10', rounding: 'down' },
        { size: '7', rounding: 'up', scope: 'tier' },
        { size: '25', rounding: 'none' },
      ),
    ),
    maximum_amount: fc.option(amount(3, 0), { freq: 6 }),
    tier_bound: fc.constantFrom('inclusive', 'exclusive'),
    beyond_last: fc.constantFrom(null, null, 'free', 'not_sold', 'last'),
  });
  return fc
    .tuple(model, tiers, price, around)
    .map(([kind, bands, each, { tier_bound: bound, beyond_last: beyond, ...rest }]): WireCharge => {
      const base = { id: '', meter: 'm', model: kind, ...rest };
      if (kind === 'per_unit') return { ...base, unit_amount: each };
      const tiered = { ...base, tier_bound: bound, ...(beyond === null ? {} : { beyond_last: beyond }) };
      const held = beyond === null ? bands : bands.slice(0, -1);
      if (kind !== 'stairstep') return { ...tiered, tiers: held };
      return {
        ...tiered,
        tiers: held.map(({ up_to: to, flat_amount: flat }) => ({ up_to: to, flat_amount: flat ?? '0' })),
      };
    });
}

/** Where the intervals are not what trying every quantity shows. */
export function compareBreakEvens({ a, b, step }: PlanPair): string[] {
  const wire = { version: 1, currency: 'USD', meters: [{ id: 'm', aggregation: 'sum', step }], plans: [a, b] };
  const catalog = parseCatalog(wire);
  const problem = catalog.plans.flatMap(({ problems }) => problems)[0];
  if (problem !== undefined) return [`refused: ${problem.path} ${problem.message}`];
  const costs = catalog.plans.map((each) => planCost(billOf(catalog, each), { unit: 'month', count: 1 }, 'm'));
  const [costA, costB] = costs as [(typeof costs)[number], (typeof costs)[number]];
  const intervals = breakEven(costA, costB, new Decimal(step));
  const steps = Array.from({ length: LAST }, (_, index) => new Decimal(step).times(index));
  const tried = [...steps, ...FAR.map((far) => new Decimal(step).times(far))];
  return [
    ...shapeProblems(intervals, new Decimal(step)),
    ...tried.flatMap((quantity) => {
      const expected = cheaperAt({ a, b }, wire, quantity.toFixed());
      const got = intervals.find(({ from, to }) => from.lte(quantity) && (to === null || to.gte(quantity)))?.cheaper;
      return got === expected ? [] : [`at ${quantity.toFixed()}: expected ${expected}, got ${got ?? 'nothing'}`];
    }),
  ];
}

function billOf(catalog: Catalog, of: Plan) {
  const quantities = quantitiesOf(catalog, new Map([['m', new Decimal(0)]]));
  return { catalog, account: null, plan: of, quantities, takes: () => false };
}

/** From 0 on without a gap, without end, and none beside its like. */
function shapeProblems(intervals: readonly CheaperInterval[], step: Decimal): string[] {
  return intervals.flatMap(({ from, cheaper }, index) => {
    const before = intervals[index - 1];
    const begins = before === undefined ? from.isZero() : before.to?.plus(step).eq(from) === true;
    const ends = index < intervals.length - 1 || intervals[index]?.to === null;
    return begins && ends && before?.cheaper !== cheaper ? [] : [`interval ${index} does not follow`];
  });
}

function cheaperAt(
  { a, b }: Pick<PlanPair, 'a' | 'b'>,
  wire: WireCatalog,
  quantity: string,
): CheaperInterval['cheaper'] {
  const [costA, costB] = [a, b].map((each) => subtotal(wire, each, quantity)) as [Exact | null, Exact | null];
  if (costA === null || costB === null) return costA === costB ? 'none' : costA === null ? 'b' : 'a';
  return costA.eq(costB) ? 'tie' : costA.lt(costB) ? 'a' : 'b';
}

/** `null` = so much is not sold. */
function subtotal(wire: WireCatalog, of: WirePlan, quantity: string): Exact | null {
  const account = { currency: wire.currency, usage: { m: { quantity } } } as unknown as WireAccount;
  return invoiceOf(wire, account, of)?.subtotal ?? null;
}
