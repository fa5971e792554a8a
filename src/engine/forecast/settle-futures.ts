import { addTo } from './add-to.ts';
import type { Arithmetic } from '../numbers/arithmetic.ts';
import { lastWhere } from '../numbers/last-where.ts';
import { kept } from '../once.ts';
import type { Terms } from '../invoice/settle.ts';
import { settle } from '../invoice/settle.ts';
import { sortedSample } from './sorted-quantile.ts';

/** The amounts of an invoice's lines, added up where they are treated alike, in each of many futures; at least one of them. */
export type LinesOfFutures = readonly Float64Array[];

type Amount = 'total' | 'subtotal';
/** An invoice settled without rounding, and which way each step of it went. */
interface Point {
  readonly amount: number;
  readonly way: string;
}

/**
 * Settles many invoices at once, in minor units. Between amounts at which every step goes the same way the settlement is
 * a straight line, so a few invoices tell all others, but for what rounding inside them makes of a cent. Amounts that
 * many futures share (an allowance not left, a cap reached), the least and the most are settled to the cent. Where no
 * straight line is found, all are.
 */
export function settleFutures(
  math: Arithmetic<number>,
  lines: LinesOfFutures,
  terms: Terms<number>,
  wanted: Amount,
): Float64Array {
  const exact = { ...math, round: same, roundStep: same };
  const at = (amounts: readonly number[]): Point => {
    const settled = settle(exact, amounts, terms);
    return { amount: settled[wanted], way: settled.branches.join(' ') };
  };
  const sorted = lines.map(sortedSample);
  const lows = sorted.map((amounts) => amounts[0] ?? NaN);
  const highs = sorted.map((amounts) => amounts.at(-1) ?? NaN);
  const plane = planeThrough(lows, highs, at);
  const alone = lines.length === 1 ? lines[0] : undefined;
  const straight = plane ? acrossPlane(lines, plane) : alone && alongLine(alone, knotsBetween(lows[0]!, highs[0]!, at));
  const totals = straight ?? new Float64Array(lines[0]!.length);
  const known = new Map<string, number>();
  for (const index of toTheCent(lines, straight && sorted.map(sharedAmounts))) {
    const amounts = lines.map((line) => line[index]!);
    totals[index] = kept(known, amounts.join(' '), () => settle(math, amounts, terms)[wanted]);
  }
  return totals;
}

/** The futures of which each line has an amount that many share; all of them where no amounts are named. */
function toTheCent(lines: LinesOfFutures, shared?: readonly (readonly number[])[]): readonly number[] {
  const first = lines[0]!;
  if (shared === undefined) return [...first.keys()];
  return shared[0]!
    .flatMap((amount) => placesOf(amount, first))
    .filter((index) => lines.every((line, place) => shared[place]!.includes(line[index]!)));
}

function placesOf(amount: number, amounts: Float64Array): number[] {
  const places: number[] = [];
  for (let at = amounts.indexOf(amount); at >= 0; at = amounts.indexOf(amount, at + 1)) places.push(at);
  return places;
}

/** One in so many futures, from which on an amount is shared by many. */
const RARE = 500;

/** The least, the most, and what many futures have in common. */
function sharedAmounts(sorted: Float64Array): readonly number[] {
  const shared = new Set([sorted[0]!, sorted.at(-1)!]);
  const apart = Math.max(1, Math.floor(sorted.length / RARE));
  for (let index = apart; index < sorted.length; index += apart) {
    if (sorted[index] === sorted[index - apart]) shared.add(sorted[index]!);
  }
  return [...shared];
}

function same(amount: number): number {
  return amount;
}

interface Plane {
  readonly origin: number;
  readonly slopes: readonly number[];
}

/** Places between the least and the most at which a plane must hold, each line at a share of its own. */
const PROBES = [0.5, 0.29, 0.83];
/** Minor units by which a probe may miss: what floats leave over. */
const HAIR = 1e-3;
/** What floats may be off by, of large amounts. */
const NOISE = 1e-14;

/** The plane on which all futures lie; `null` = steps go different ways, or it is bent. */
function planeThrough(
  lows: readonly number[],
  highs: readonly number[],
  at: (amounts: readonly number[]) => Point,
): Plane | null {
  if (lows.some((low, line) => low < 0 && highs[line]! > 0)) return null;
  const base = at(lows);
  const slopes = lows.map((low, line) => {
    const width = highs[line]! - low;
    return width > 0
      ? (at(lows.map((least, other) => (other === line ? highs[line]! : least))).amount - base.amount) / width
      : 0;
  });
  const origin = base.amount - dot(slopes, lows);
  const holds = [1, ...PROBES].every((share) => {
    const amounts = lows.map((low, line) => low + (highs[line]! - low) * (share === 1 ? 1 : (share * (line + 1)) % 1));
    const point = at(amounts);
    return point.way === base.way && Math.abs(point.amount - origin - dot(slopes, amounts)) < HAIR;
  });
  return holds ? { origin, slopes } : null;
}

function acrossPlane(lines: LinesOfFutures, { origin, slopes }: Plane): Float64Array {
  const amounts = new Float64Array(lines[0]!.length).fill(origin);
  for (const [line, values] of lines.entries()) addTo(amounts, values, slopes[line]!);
  for (let index = 0; index < amounts.length; index += 1) amounts[index] = Math.round(amounts[index]!);
  return amounts;
}

interface Knot {
  readonly x: number;
  readonly y: number;
}

/** Knots of the broken line: halved where the ends go different ways, or the middle is off, down to one minor unit. */
function knotsBetween(low: number, high: number, at: (amounts: readonly number[]) => Point): readonly Knot[] {
  const from = at([low]);
  const knots: Knot[] = [{ x: low, y: from.amount }];
  const split = (a: number, first: Point, b: number, last: Point): void => {
    const x = (a + b) / 2;
    const middle = at([x]);
    const bend = Math.abs(first.amount + last.amount - 2 * middle.amount);
    const isStraight = first.way === last.way && bend < HAIR + (Math.abs(x) + Math.abs(middle.amount)) * NOISE;
    // Between two floats of trillions there may be none.
    if (!isStraight && b - a > 1 && a < x && x < b) {
      split(a, first, x, middle);
      split(x, middle, b, last);
    } else knots.push({ x: b, y: last.amount });
  };
  if (high > low) split(low, from, high, at([high]));
  return knots;
}

function alongLine(amounts: Float64Array, knots: readonly Knot[]): Float64Array {
  return amounts.map((amount) => {
    const low = lastWhere(0, knots.length - 1, (at) => knots[at]!.x <= amount);
    const from = knots[low]!;
    const to = knots[low + 1] ?? from;
    const share = (amount - from.x) / (to.x - from.x);
    return Math.round(from.y + (to.y - from.y) * share);
  });
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
