import { type Decimal, distinct, max, min, powerOfTen, sum, ZERO } from '../numbers/decimal.ts';
import type { CostPoint, PlanCost, SettledCost } from './plan-cost.ts';
import { discountTier } from '../invoice/settle.ts';

/**
 * Which of two plans costs less, in one maximal interval of quantities of one meter (both ends included, on
 * the meter's step; `to` null = without end).
 */
export interface CheaperInterval {
  readonly from: Decimal;
  readonly to: Decimal | null;
  /** `tie`: the same to the cent. `close`: the same but for rounding or packages, now one way, now the other. `none`: neither is sold. */
  readonly cheaper: 'a' | 'b' | 'tie' | 'close' | 'none';
}

type Verdict = CheaperInterval['cheaper'];

/** Beyond it nobody counts: quantities have at most 18 digits. */
const MOST_DIGITS = 15;
/** Prices looked at before the rest is called `close`. */
const PATIENCE = 5_000;
/** How many stretches are looked into where both costs are as good as the same: beside each other, and crossing. */
const NEAR = { along: 100, across: 500 };

/**
 * The maximal intervals in which each of two plans is the cheaper, over all quantities. Between two bounds of
 * their curves every line moves one way only, so a stretch is decided by its ends: either the ranges of both
 * costs do not meet, or their exact difference, which is straight there, stays beyond what rounding and stairs
 * can do. Other stretches are halved, down to single steps. Nothing is sampled.
 */
export function breakEven(a: PlanCost, b: PlanCost, step: Decimal): CheaperInterval[] {
  const stretches: CheaperInterval[] = [];
  let left = PATIENCE;
  const leftNear = { ...NEAR };
  const pointsAt = (steps: Decimal): Points => {
    const quantity = steps.times(step);
    left -= 1;
    return [a.at(quantity), b.at(quantity)];
  };
  const decide = (from: Decimal, to: Decimal, low: Points, high: Points): void => {
    const verdict = from.eq(to) ? compareAt(low) : compareBetween(low, high);
    const isOpen = verdict === null || verdict === 'along' || verdict === 'across';
    if (isOpen && left > 0 && (verdict === null || leftNear[verdict]-- > 0)) {
      const middle = from.plus(to).div(2).floor();
      const next = middle.plus(1);
      decide(from, middle, low, middle.eq(from) ? low : pointsAt(middle));
      decide(next, to, next.eq(to) ? high : pointsAt(next), high);
    } else append(stretches, { from: from.times(step), to: to.times(step), cheaper: isOpen ? 'close' : verdict });
  };
  let from = ZERO;
  for (const bound of edges(a, b, step)) {
    const to = bound.div(step);
    const low = pointsAt(from);
    decide(from, to, low, from.eq(to) ? low : pointsAt(to));
    from = to.plus(1);
  }
  const last = stretches.pop()!;
  return [...stretches, { ...last, to: null }];
}

type Points = readonly [CostPoint, CostPoint];

/** Ends of the cells in which every line moves one way; beyond the last bound, stretches that double. */
function edges(a: PlanCost, b: PlanCost, step: Decimal): Decimal[] {
  const ends = distinct([...a.bounds, ...b.bounds]);
  let end = max(ends.at(-1) ?? ZERO, step.times(64));
  const farthest = max(powerOfTen(MOST_DIGITS).times(step), end.times(2));
  while (end.lt(farthest)) {
    end = end.times(2);
    ends.push(end);
  }
  return ends;
}

function compareAt([a, b]: Points): Verdict {
  if (a.cost === null || b.cost === null) return a.cost === b.cost ? 'none' : a.cost === null ? 'b' : 'a';
  return a.cost.eq(b.cost) ? 'tie' : a.cost.lt(b.cost) ? 'a' : 'b';
}

/** `null` = the ends do not decide; `along`, `across`: nor will those of its halves, as the costs are as good as the same. */
function compareBetween([a0, b0]: Points, [a1, b1]: Points): Verdict | keyof typeof NEAR | null {
  if (a0.cost === null || b0.cost === null || a1.cost === null || b1.cost === null) {
    // A plan is sold either in a whole cell or nowhere in it.
    return compareAt([a0, b0]) === compareAt([a1, b1]) &&
      (a0.cost === null) === (a1.cost === null) &&
      (b0.cost === null) === (b1.cost === null)
      ? compareAt([a0, b0])
      : null;
  }
  const [cornersA, cornersB] = [cornersOf(a0, a1, true), cornersOf(b0, b1, true)];
  const [rangeA, rangeB] = [rangeOf(a0, a1, cornersA), rangeOf(b0, b1, cornersB)];
  if (rangeA !== null && rangeB !== null) {
    if (rangeA.high.lt(rangeB.low)) return 'a';
    if (rangeB.high.lt(rangeA.low)) return 'b';
    if (rangeA.low.eq(rangeA.high) && rangeB.low.eq(rangeB.high)) return 'tie';
  }
  if (!isStraight(a0, a1, cornersA) || !isStraight(b0, b1, cornersB)) return null;
  const [start, end] = [differenceOf(a0, b0), differenceOf(a1, b1)];
  const slack = strayBetween(a0, a1).plus(strayBetween(b0, b1));
  if (max(start, end).lt(slack.neg())) return 'a';
  if (min(start, end).gt(slack)) return 'b';
  return max(start.abs(), end.abs()).gt(slack) ? null : start.eq(end) ? 'along' : 'across';
}

/** What two points of one cell come to with each line at its least, and with each at its most. */
type Corners = readonly [SettledCost, SettledCost];

/** @param crossed lines that are at their most where the others are at their least */
function cornersOf(from: CostPoint, to: CostPoint, rounded: boolean, crossed: readonly number[] = []): Corners {
  const [ones, others] = rounded ? [from.amounts, to.amounts] : [from.exacts, to.exacts];
  const settled = (pick: typeof min, cross: typeof min): SettledCost =>
    from.settled(
      ones.map((amount, index) => (crossed.includes(index) ? cross : pick)(amount, others[index] as Decimal)),
      rounded,
    );
  return [settled(min, max), settled(max, min)];
}

/** The least and most that anything between can cost. */
function rangeOf(
  from: CostPoint,
  to: CostPoint,
  corners: Corners,
): { readonly low: Decimal; readonly high: Decimal } | null {
  const { uncounted, play } = from;
  const [low, high] = corners;
  if (String(from.amounts) === String(to.amounts)) return { low: low.cost, high: low.cost };
  // Another tier of a discount can make more cost less: between two tiers nothing is sure.
  if (tiersOf(low) !== tiersOf(high)) return null;
  const crossed = uncounted.length > 0 ? cornersOf(from, to, true, uncounted) : [];
  const trueUps = [...corners, ...crossed].map(({ trueUp }) => trueUp);
  return {
    low: low.costWith(trueUps.reduce(min)).minus(play),
    high: high.costWith(trueUps.reduce(max)).plus(play),
  };
}

/** How far a cost can stray from the straight line between two points. */
function strayBetween(from: CostPoint, to: CostPoint): Decimal {
  const stairs = from.stairs.map((stair, index) =>
    (from.exacts[index] as Decimal).eq(to.exacts[index] as Decimal) ? ZERO : max(stair, to.stairs[index] as Decimal),
  );
  return sum(stairs).plus(from.slack);
}

function tiersOf({ branches }: SettledCost): string {
  return String(branches.map(discountTier));
}

function differenceOf(a: CostPoint, b: CostPoint): Decimal {
  return a.settled(a.exacts, false).cost.minus(b.settled(b.exacts, false).cost);
}

/** Whether every step goes one way all along. */
function isStraight(from: CostPoint, to: CostPoint, corners: Corners): boolean {
  const [low, high] = cornersOf(from, to, false);
  return (
    String(from.bounded) === String(to.bounded) &&
    String(low.branches) === String(high.branches) &&
    // What is rounded may still be in the tier before.
    corners.every((corner) => tiersOf(corner) === tiersOf(low))
  );
}

function append(intervals: CheaperInterval[], next: CheaperInterval): void {
  const last = intervals.at(-1);
  if (last?.cheaper === next.cheaper) intervals[intervals.length - 1] = { ...last, to: next.to };
  else intervals.push(next);
}
