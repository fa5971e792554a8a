import type { CheaperInterval } from './break-even.ts';
import { breakEven } from './break-even.ts';
import type { Meter, Plan } from '../facts/catalog.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { max, min, ZERO } from '../numbers/decimal.ts';
import { roundTo } from '../numbers/rounding.ts';
import { lazyKind } from '../once.ts';
import type { PlanCost } from './plan-cost.ts';

/** The plans' costs over one meter, everything else held. */
export interface Comparison {
  readonly meter: Meter;
  /** The visitor's place; `null` = unknown. */
  readonly quantity: Decimal | null;
  /** The right end of the drawing. */
  readonly reach: Decimal;
  readonly curves: readonly CostCurve[];
  /** Each other plan against the reference plan, over all quantities. */
  readonly breakEvens: readonly BreakEven[];
  /** What each plan costs at a quantity, as invoiced, in the order of `curves`; `null` = no price there. */
  costsAt(quantity: Decimal): readonly (Decimal | null)[];
}

/** Vertices of what a plan costs, left to right; between two of them it is straight to the eye. */
export interface CostCurve {
  readonly plan: Plan;
  readonly points: readonly { readonly quantity: Decimal; readonly cost: Decimal | null }[];
}

export interface BreakEven {
  readonly plan: Plan;
  readonly than: Plan;
  /** `a` is `plan`, `b` is `than`. */
  readonly intervals: readonly CheaperInterval[];
  /** Of where `plan` is the cheaper, what is nearest to the visitor's place, but for what rounding alone makes so; `null` = there is none. */
  readonly nearest: CheaperInterval | null;
}

export interface ComparedPlan {
  readonly plan: Plan;
  readonly cost: PlanCost;
}

const lazyComparison = lazyKind<Comparison>();

/** @param reference the plan that the others are held against: the own or the selected one */
export function compareOver(
  meter: Meter,
  plans: readonly ComparedPlan[],
  {
    reference,
    quantity,
    reach,
  }: { readonly reference: Plan; readonly quantity: Decimal | null; readonly reach: Decimal },
): Comparison {
  const than = plans.find(({ plan }) => plan === reference);
  return lazyComparison(
    { meter, quantity, reach, costsAt: (at) => plans.map(({ cost }) => cost.at(at).cost) },
    {
      curves: () => plans.map(({ plan, cost }) => ({ plan, points: vertices(cost, reach, meter.step) })),
      breakEvens: () =>
        plans.flatMap(({ plan, cost }): BreakEven[] => {
          if (than === undefined || plan === reference) return [];
          const intervals = breakEven(cost, than.cost, meter.step);
          return [{ plan, than: reference, intervals, nearest: nearestCheaper(intervals, quantity ?? ZERO) }];
        }),
    },
  );
}

/** Where a plan is the cheaper, as near to a quantity as can be; `null` = nowhere. */
export function nearestCheaper(intervals: readonly CheaperInterval[], quantity: Decimal): CheaperInterval | null {
  const distance = ({ from, to }: CheaperInterval): Decimal =>
    quantity.lt(from) ? from.minus(quantity) : to !== null && quantity.gt(to) ? quantity.minus(to) : ZERO;
  return cheaperIntervals(intervals).reduce<CheaperInterval | null>(
    (best, next) => (best === null || distance(next).lt(distance(best)) ? next : best),
    null,
  );
}

/** Where a plan is the cheaper, without the few quantities at which rounding alone makes it so, just beside where it stays so. */
export function cheaperIntervals(intervals: readonly CheaperInterval[]): CheaperInterval[] {
  const all = intervals.filter(({ cheaper }) => cheaper === 'a');
  return all.filter(({ from, to }) => {
    const near = from.div(100);
    const width = to?.minus(from);
    const isBeside = (other: CheaperInterval): boolean =>
      !other.to?.minus(other.from).lte(width!) && other.from.lte(to!.plus(near)) && !other.to?.lt(from.minus(near));
    return !width?.lte(near) || !all.some(isBeside);
  });
}

/** Halvings of a stretch in which stairs make the line uneven: 64 pieces look like stairs, or like a line. */
const DEPTH = 6;

/** Both ends of each cell between two bounds, and as many points between as the eye needs. */
function vertices(cost: PlanCost, reach: Decimal, step: Decimal): CostCurve['points'] {
  const points: { quantity: Decimal; cost: Decimal | null }[] = [];
  const at = (quantity: Decimal): { quantity: Decimal; cost: Decimal | null } => ({
    quantity,
    cost: cost.at(quantity).cost,
  });
  const bounds = cost.bounds.filter((bound) => bound.lt(reach));
  let from = ZERO;
  for (const bound of [...bounds, reach]) {
    const [first, last] = [at(min(from, bound)), at(bound)];
    points.push(first, ...between(first, last, { at, step, depth: DEPTH }), last);
    from = bound.plus(step);
  }
  return points.filter(
    (point, index) => index === 0 || !point.quantity.eq((points[index - 1] as { quantity: Decimal }).quantity),
  );
}

type Point = CostCurve['points'][number];

function between(
  first: Point,
  last: Point,
  search: { readonly at: (quantity: Decimal) => Point; readonly step: Decimal; readonly depth: number },
): Point[] {
  const { at, step, depth } = search;
  const middle = roundTo(first.quantity.plus(last.quantity).div(2), step, 'floor');
  if (depth === 0 || middle.lte(first.quantity) || first.cost === null || last.cost === null) return [];
  const point = at(middle);
  if (point.cost === null) return [point];
  const share = middle.minus(first.quantity).div(last.quantity.minus(first.quantity));
  const straight = first.cost.plus(last.cost.minus(first.cost).times(share));
  const tolerance = max(first.cost.abs(), last.cost.abs()).div(300).plus('0.02');
  if (point.cost.minus(straight).abs().lte(tolerance)) return [];
  const deeper = { ...search, depth: depth - 1 };
  return [...between(first, point, deeper), point, ...between(point, last, deeper)];
}
