import { parseCatalog } from '../../src/contract/index.ts';
import type { CheaperInterval } from '../../src/engine/comparison/break-even.ts';
import { breakEven } from '../../src/engine/comparison/break-even.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { Interval } from '../../src/engine/time/period.ts';
import { planCost } from '../../src/engine/comparison/plan-cost.ts';
import { quantitiesOf } from '../../src/engine/usage/quantities.ts';
import type { Exact } from './exact.ts';
import { digitsOf } from './exact.ts';
import type { PlanPair } from './random-plan.ts';
import { regularCost } from './regular.ts';
import type { WireCharge, WirePlan, WireRounding } from './wire.ts';

/** Every step up to this one is tried, where tiers are small. */
const LAST = 300;
const FAR = [1000, 12345, 1_000_000, 987_654_321];
/** Ends of so many intervals are tried. */
const MOST_ENDS = 20;

/** Where the intervals are not what the costs show, step by step or at their ends and anywhere between. */
export function compareBreakEvens(pair: PlanPair): string[] {
  const catalog = parseCatalog(pair.catalog);
  const problem = catalog.plans.flatMap(({ problems }) => problems)[0];
  if (problem !== undefined) return [`refused: ${problem.path} ${problem.message}`];
  const given = Object.entries(pair.quantities).map(([id, text]) => [id, new Decimal(text)] as const);
  const quantities = quantitiesOf(catalog, new Map(given));
  const usage = { count: 1, ...pair.usage } as Interval;
  const [a, b] = catalog.plans.map((plan) =>
    planCost({ catalog, account: null, plan, quantities, takes: () => false }, usage, 'm'),
  );
  if (a === undefined || b === undefined) throw new Error('A pair has two plans.');
  const step = new Decimal(pair.step);
  const intervals = breakEven(a, b, step);
  return [
    ...shapeProblems(intervals, step),
    ...triedSteps(pair, intervals).flatMap((steps) => {
      const quantity = step.times(steps);
      const got = intervals.find(({ from, to }) => from.lte(quantity) && (to === null || to.gte(quantity)))?.cheaper;
      const costs = costsAt(pair, quantity.toFixed());
      if (got === cheaperOf(costs) || (got === 'close' && isClose(costs, pair))) return [];
      return [`at ${quantity.toFixed()}: expected ${cheaperOf(costs)} by ${costs.join(', ')}, got ${got ?? 'nothing'}`];
    }),
  ];
}

function triedSteps({ size, step, tries }: PlanPair, intervals: readonly CheaperInterval[]): (Decimal | number)[] {
  if (size === 1) return [...Array(LAST).keys(), ...FAR];
  const ends = intervals.slice(0, MOST_ENDS).flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const around = ends.flatMap((end) => [-1, 0, 1].map((more) => end.div(step).plus(more)));
  return [...around.filter((steps) => steps.gte(0)), ...tries, ...FAR];
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

type Costs = readonly [Exact | null, Exact | null];

function costsAt({ catalog, a, b, quantities, usage }: PlanPair, quantity: string): Costs {
  const moved = new Map(Object.entries({ ...quantities, m: quantity }));
  return [regularCost(catalog, a, { quantities: moved, usage }), regularCost(catalog, b, { quantities: moved, usage })];
}

function cheaperOf([a, b]: Costs): CheaperInterval['cheaper'] {
  if (a === null || b === null) return a === b ? 'none' : a === null ? 'b' : 'a';
  return a.eq(b) ? 'tie' : a.lt(b) ? 'a' : 'b';
}

/** Rounding and packages can make no more of a difference. */
function isClose([a, b]: Costs, { a: one, b: other, catalog }: PlanPair): boolean {
  const most = leewayOf(one, digitsOf(catalog.currency)) + leewayOf(other, digitsOf(catalog.currency));
  return a !== null && b !== null && a.minus(b).abs().lte(most);
}

/** What two packages of each charge cost, or as much as is rounded to, and some units of money. */
function leewayOf({ charges = [], rounding, interval }: WirePlan, digits: number): number {
  const unit = (of?: WireRounding | null): number => 10 ** -(of?.scale ?? digits);
  const stair = ({ tiers = [], package: pack, convert, unit_amount: each = '0', rate_pct: rate = '0' }: WireCharge) => {
    const prices = [...tiers, { unit_amount: each, rate_pct: rate }].map(
      (tier) => Number(tier.unit_amount ?? 0) + Number(tier.rate_pct ?? 0) / 100,
    );
    const sizes = tiers.map(({ package_size: size }) => Number(size ?? 0));
    const units = Number(convert?.round?.increment ?? 0) / Number(pack?.size ?? 1);
    return Math.max(...prices) * (units + (pack == null && Math.max(...sizes, 0) === 0 ? 0 : 1));
  };
  const times = interval?.unit === 'year' ? 12 : 1;
  const stairs = charges.map((charge) => 2 * times * stair(charge) + 4 * unit(charge.rounding ?? rounding));
  return stairs.reduce((sum, height) => sum + height, 10 * unit(rounding));
}
