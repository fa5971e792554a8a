import type { Plan } from '../../engine/facts/catalog.ts';
import type { CostCurve } from '../../engine/estimate/estimate.ts';
import { niceTicks, spreadLabels } from './axis.ts';

/** What is drawn. Quantities and money are floats here: nobody reads a price off a position. */
export interface CurvesFacts {
  readonly curves: readonly CostCurve[];
  /** The right end, and the visitor's place. */
  readonly reach: number;
  readonly place: number | null;
  /** The quantity at which a plan stops; `Infinity` = it does not. */
  readonly stopOf: (plan: Plan) => number;
  /** How many labels fit above one another. */
  readonly rows: number;
}

/** A drawing in a square of 100 × 100, from its start and from its top, to be stretched to any size. */
export interface CurvesLayout {
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly lines: readonly CurveLine[];
  x(quantity: number): number;
  y(cost: number): number;
}

export interface Tick {
  readonly at: number;
  readonly value: number;
}

export interface CurveLine {
  readonly plan: Plan;
  readonly path: string;
  /** The rest of it, past the quantity at which the plan stops. */
  readonly beyond: string;
  /** Where it stops, if that can be seen. */
  readonly stop: { readonly x: number; readonly y: number } | null;
  /** How high it ends, and how high there is room for its name. */
  readonly end: number;
  readonly label: number;
  /** It leaves the drawing at the top. */
  readonly isAbove: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number | null;
}

/**
 * Places curves, ticks and names. A plan that costs many times what the others do leaves at the top, so that these do not
 * become one flat line; what all cost at the visitor's place is always in view.
 */
export function layOutCurves({ curves, reach, place, stopOf, rows }: CurvesFacts): CurvesLayout {
  const all = curves.map((curve) => cropped(pointsOf(curve), reach));
  const costs = all.flatMap((points) => points.flatMap(({ y }) => y ?? []));
  const ends = all.map((points) => points.findLast(({ y }) => y !== null)?.y ?? 0);
  const middle = [...ends].sort((a, b) => a - b)[ends.length >> 1] ?? 0;
  const here = place === null ? [] : all.flatMap((points) => heightAt(points, place) ?? []);
  const yTicks = niceTicks(Math.min(0, ...costs), Math.min(Math.max(...costs), Math.max(3 * middle, ...here)));
  const [low, high] = [yTicks[0]!, yTicks.at(-1)!];
  const x = (quantity: number) => (100 * quantity) / reach;
  const y = (cost: number) => (100 * (high - cost)) / (high - low);
  const places = ends.map((end) => Math.max(0, y(end)));
  const labels = spreadLabels(places, 100 / rows, 0, 100);
  const path = (points: readonly Point[]) =>
    points
      .map((point, index) =>
        point.y === null
          ? ''
          : `${(points[index - 1]?.y ?? null) === null ? 'M' : 'L'}${round(x(point.x))} ${round(y(point.y))}`,
      )
      .join('');
  return {
    x,
    y,
    xTicks: niceTicks(0, reach)
      .filter((value) => value <= reach)
      .map((value) => ({ value, at: x(value) })),
    yTicks: yTicks.map((value) => ({ value, at: y(value) })),
    lines: curves.map(({ plan }, index) => {
      const points = all[index]!;
      const at = Math.min(stopOf(plan), reach);
      const height = at < reach ? heightAt(points, at) : null;
      const turn = height === null ? [] : [{ x: at, y: height }];
      const end = y(ends[index]!);
      return {
        plan,
        path: path([...points.filter((point) => point.x <= at), ...turn]),
        beyond: path([...turn, ...points.filter((point) => point.x > at)]),
        stop: height === null || height > high ? null : { x: x(at), y: y(height) },
        end,
        label: labels[index]!,
        isAbove: end < -0.01,
      };
    }),
  };
}

/** A right end that leaves room beyond the visitor's place without losing it in a corner; it steps, and does not glide. */
export function reachOf(place: number | null, most: number): number {
  if (!place || place < 0) return most;
  const power = 10 ** Math.floor(Math.log10(2 * place));
  return Math.min(most, power * [1, 2, 5, 10].find((factor) => factor * power >= 2 * place)!);
}

function cropped(points: readonly Point[], reach: number): readonly Point[] {
  const inside = points.filter(({ x }) => x < reach);
  return [...inside, { x: reach, y: heightAt(points, reach) }];
}

/** The vertices of a curve as floats. */
export function pointsOf({ points }: CostCurve): readonly Point[] {
  return points.map(({ quantity, cost }) => ({ x: quantity.toNumber(), y: cost && cost.toNumber() }));
}

/** How high a line is at a quantity, between two of its points; `null` = it is not there. */
export function heightAt(points: readonly Point[], at: number): number | null {
  const next = points.findIndex(({ x }) => x >= at);
  const b = points.at(next);
  if (!b || next < 1 || b.x === at) return b?.y ?? null;
  const a = points[next - 1]!;
  return a.y === null || b.y === null ? null : a.y + ((b.y - a.y) * (at - a.x)) / (b.x - a.x);
}

function round(position: number): number {
  return Math.round(position * 100) / 100;
}
