import { type Decimal, max, min, powerOfTen, ZERO } from './decimal.ts';
import type { CostPoint, PlanCost } from './plan-cost.ts';
import { discountTier } from './settle.ts';

/**
 * Which of two plans costs less, in one maximal interval of quantities of one meter (both ends included, on
 * the meter's step; `to` null = without end).
 */
export interface CheaperInterval {
  readonly from: Decimal;
  readonly to: Decimal | null;
  /** `tie`: the same to the cent. `close`: they differ by rounding only, now one way, now the other. `none`: neither is sold. */
  readonly cheaper: 'a' | 'b' | 'tie' | 'close' | 'none';
}

type Verdict = CheaperInterval['cheaper'];

/** Beyond it nobody counts: quantities have at most 18 digits. */
const MOST_DIGITS = 15;
/** Prices looked at before the rest of a stretch is called `close`. */
const PATIENCE = 20_000;

/**
 * The maximal intervals in which each of two plans is the cheaper, over all quantities. Between two bounds of
 * their curves every line moves one way only, so a stretch is decided by its ends: either the ranges of both
 * costs do not meet, or their exact difference, which is straight there, stays beyond what rounding and stairs
 * can do. Other stretches are halved, down to single steps. Nothing is sampled.
 */
export function breakEven(a: PlanCost, b: PlanCost, step: Decimal): CheaperInterval[] {
  const search: Search = { a, b, left: PATIENCE, points: new Map() };
  const stretches: CheaperInterval[] = [];
  let from = ZERO;
  for (const bound of edges(a, b, step)) {
    decide(search, from.div(step), bound.div(step), step, (first, last, cheaper) => {
      append(stretches, { from: first.times(step), to: last.times(step), cheaper });
    });
    from = bound.plus(step);
  }
  const last = stretches.pop();
  return last === undefined ? [] : [...stretches, { ...last, to: null }];
}

interface Search {
  readonly a: PlanCost;
  readonly b: PlanCost;
  left: number;
  readonly points: Map<string, readonly [CostPoint, CostPoint]>;
}

/** Ends of the cells in which every line moves one way; beyond the last bound, stretches that double. */
function edges(a: PlanCost, b: PlanCost, step: Decimal): Decimal[] {
  const bounds = [...a.bounds, ...b.bounds]
    .sort((x, y) => x.cmp(y))
    .filter((bound, index, all) => index === 0 || !bound.eq(all[index - 1] as Decimal));
  const ends = [...bounds];
  let end = max(bounds.at(-1) ?? ZERO, step.times(64));
  const farthest = max(powerOfTen(MOST_DIGITS).times(step), end.times(2));
  while (end.lt(farthest)) {
    end = end.times(2);
    ends.push(end);
  }
  return ends;
}

function decide(
  search: Search,
  from: Decimal,
  to: Decimal,
  step: Decimal,
  report: (from: Decimal, to: Decimal, verdict: Verdict) => void,
): void {
  const [low, high] = [pointsAt(search, from.times(step)), pointsAt(search, to.times(step))];
  const verdict = from.eq(to) ? compareAt(low) : compareBetween(low, high);
  if (verdict !== null) return report(from, to, verdict);
  if (search.left <= 0) return report(from, to, 'close');
  const middle = from.plus(to).div(2).floor();
  decide(search, from, middle, step, report);
  decide(search, middle.plus(1), to, step, report);
}

function pointsAt(search: Search, quantity: Decimal): readonly [CostPoint, CostPoint] {
  const key = quantity.toString();
  const known = search.points.get(key);
  if (known !== undefined) return known;
  search.left -= 1;
  const points = [search.a.at(quantity), search.b.at(quantity)] as const;
  if (search.points.size < 64) search.points.set(key, points);
  return points;
}

function compareAt([a, b]: readonly [CostPoint, CostPoint]): Verdict {
  if (a.cost === null || b.cost === null) return a.cost === b.cost ? 'none' : a.cost === null ? 'b' : 'a';
  return a.cost.eq(b.cost) ? 'tie' : a.cost.lt(b.cost) ? 'a' : 'b';
}

/** `null` = the ends do not decide. */
function compareBetween(
  [a0, b0]: readonly [CostPoint, CostPoint],
  [a1, b1]: readonly [CostPoint, CostPoint],
): Verdict | null {
  if (a0.cost === null || b0.cost === null || a1.cost === null || b1.cost === null) {
    // A plan is sold either in a whole cell or nowhere in it.
    return compareAt([a0, b0]) === compareAt([a1, b1]) &&
      (a0.cost === null) === (a1.cost === null) &&
      (b0.cost === null) === (b1.cost === null)
      ? compareAt([a0, b0])
      : null;
  }
  const [rangeA, rangeB] = [rangeOf(a0, a1), rangeOf(b0, b1)];
  if (rangeA !== null && rangeB !== null) {
    if (rangeA.high.lt(rangeB.low)) return 'a';
    if (rangeB.high.lt(rangeA.low)) return 'b';
    if (rangeA.low.eq(rangeA.high) && rangeB.low.eq(rangeB.high)) return 'tie';
  }
  const [start, end] = [differenceOf(a0, b0), differenceOf(a1, b1)];
  if (start === null || end === null || !sameBranches(a0, a1) || !sameBranches(b0, b1)) return null;
  const slack = max(a0.stairs, a1.stairs).plus(max(b0.stairs, b1.stairs));
  if (max(start, end).lt(slack.neg())) return 'a';
  return min(start, end).gt(slack) ? 'b' : null;
}

/** The least and most that anything between two points of one cell can cost. */
function rangeOf(from: CostPoint, to: CostPoint): { readonly low: Decimal; readonly high: Decimal } | null {
  const least = from.amounts.map((amount, index) => min(amount, to.amounts[index] as Decimal));
  const most = from.amounts.map((amount, index) => max(amount, to.amounts[index] as Decimal));
  const [low, high] = [from.settled(least, true), from.settled(most, true)];
  return low.falls || low.branches.some((branch, index) => isTierChange(branch, high.branches[index] as number))
    ? null
    : { low: low.cost, high: high.cost };
}

/** Another tier of a discount can make more cost less: between two tiers nothing is sure. */
function isTierChange(a: number, b: number): boolean {
  return discountTier(a) !== discountTier(b);
}

function differenceOf(a: CostPoint, b: CostPoint): Decimal | null {
  return a.settled(a.exacts, false).cost.minus(b.settled(b.exacts, false).cost);
}

function sameBranches(from: CostPoint, to: CostPoint): boolean {
  const [x, y] = [from.settled(from.exacts, false).branches, to.settled(to.exacts, false).branches];
  if (!x.every((branch, index) => branch === y[index])) return false;
  // What is rounded may still be in the tier before.
  const isInTier = (branch: number, index: number): boolean => !isTierChange(branch, x[index] as number);
  return (
    x.every((branch) => discountTier(branch) < 0) ||
    [from, to].every((end) => end.settled(end.amounts, true).branches.every(isInTier))
  );
}

function append(intervals: CheaperInterval[], next: CheaperInterval): void {
  const last = intervals.at(-1);
  if (last?.cheaper === next.cheaper) intervals[intervals.length - 1] = { ...last, to: next.to };
  else intervals.push(next);
}
