import type { FanDay } from '../../engine/estimate/estimate.ts';
import { listOf } from '../../engine/list-of.ts';
import { niceTicks, spreadLabels } from './axis.ts';

/** What is drawn; money as floats, as nobody reads an amount off a position. Days are local day numbers. */
export interface CostChartFacts {
  readonly startDay: number;
  readonly days: number;
  /** Total by the end of each day so far; `null` = only today's is known. */
  readonly costs: readonly number[] | null;
  readonly today: number;
  readonly now: number;
  /** At the period's end; `null` = what is tried out is no continuation of this period. */
  readonly end: number | null;
  /** At the period's end without the what-if; `null` = nothing is tried out. */
  readonly asIs: number | null;
  readonly fan: readonly FanDay[] | null;
  readonly bounds: readonly Bound[];
  /** As it is written: what would read like the expected amount is not written beside it. */
  readonly read: (amount: number) => string;
}

/** An amount worth a line across: a limit, a commitment. */
export interface Bound {
  /** `''` = a limit. */
  readonly name: 'commitment' | '';
  readonly amount: number;
  readonly text: string;
}

/** A place in a square of 100 × 100, from its start and from its bottom, to be stretched to any size. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

/** A day whose amount can be read out. */
export interface CostPoint extends ChartPoint {
  readonly day: number;
  readonly amount: number;
  readonly isExpected: boolean;
  /** Where it will probably lie; `null` = it is known, or nobody knows. */
  readonly range: FanDay['range80'] | null;
}

/** An amount at a height, and the height at which there is room for its label. */
export interface HeightLabel {
  readonly amount: number;
  readonly y: number;
  readonly label: number;
}

export interface CostChart {
  readonly xTicks: readonly { readonly day: number; readonly x: number }[];
  readonly yTicks: readonly { readonly amount: number; readonly y: number }[];
  readonly points: readonly CostPoint[];
  /** `after`: its label runs on beyond its place, else it ends there, where those at the end need the room. */
  readonly now: CostPoint & { readonly label: number; readonly after: boolean };
  /** SVG paths in a view box of 100 × 100. */
  readonly soFar: string;
  readonly ahead: string;
  readonly asIs: string;
  readonly likely: string;
  readonly possible: string;
  /** Labels at the end: expected, and the likely range's high and low, where there are such. */
  readonly ends: readonly (HeightLabel & { readonly name: 'end' | 'high' | 'low'; readonly text: string })[];
  /** Beside its line, on the side where the expected one is not. */
  readonly asIsLabel: HeightLabel | null;
  /** Those far above everything else are left out. */
  readonly bounds: readonly (HeightLabel & Bound)[];
}

/** A label's height, in hundredths of the drawing's. */
const LINE = 9;

/** Beyond so many times everything else, a bound would press the rest to the ground. */
const FARTHEST = 1.7;

/** Places the cost so far, what is expected of it, and the labels, none of which covers another. */
export function layOutCosts(facts: CostChartFacts): CostChart {
  const { startDay, days, costs, today, now, end, asIs, fan, bounds, read } = facts;
  const likely = fan?.at(-1)?.range80;
  const amounts = [...(costs ?? []), now, end ?? now, asIs ?? now, likely?.high ?? now, likely?.low ?? now];
  const top = Math.max(...amounts);
  const seen = bounds.filter(({ amount }) => amount <= FARTHEST * top);
  const drawn = [...amounts, ...seen.map(({ amount }) => amount)];
  for (const { range95 } of (end !== null && fan) || []) drawn.push(range95.low, range95.high);
  const ticks = niceTicks(Math.min(0, ...drawn), Math.max(...drawn));
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const x = (day: number) => round((100 * (day - startDay)) / Math.max(1, days - 1));
  const y = (amount: number) => round((100 * (amount - low)) / (high - low));
  const point = (day: number, amount: number, isExpected = false, range: CostPoint['range'] = null): CostPoint => ({
    day,
    amount,
    isExpected,
    range,
    x: x(day),
    y: y(amount),
  });

  const past = (costs ?? []).slice(0, -1).map((amount, index) => point(startDay + index, amount));
  const here = point(today, now);
  const lastDay = startDay + days - 1;
  // On the last day there is nothing ahead.
  const ahead =
    end === null || today >= lastDay
      ? []
      : [
          ...(fan ?? []).slice(0, -1).map(({ day, mean, range80 }) => point(day, mean, true, range80)),
          point(lastDay, end, true, likely),
        ];
  const shown = { end, high: likely?.high, low: likely?.low };
  const ends = (['end', 'high', 'low'] as const).flatMap((name) => {
    const amount = ahead.length > 0 ? shown[name] : null;
    if (amount == null) return [];
    const text = read(amount);
    return name !== 'end' && text === read(end!) ? [] : [{ name, amount, text, y: y(amount) }];
  });
  const endLabels = spread(ends.map((label) => label.y));
  const asIsPath = asIs === null || today >= lastDay ? '' : path([here, point(lastDay, asIs)]);

  const labels = spread(seen.map(({ amount }) => y(amount) + 0.6 * LINE));
  // Today's label crosses no bound. Left of the middle, or with no room to the right, it shares its place with their labels.
  const crossed = [{ at: here.y, size: LINE }, ...seen.map(({ amount }) => ({ at: y(amount), size: 0.6 * LINE }))];
  const below = nearestFree(here.y - LINE, crossed);
  const isFree = endLabels.every((label) => Math.abs(label - below) > LINE - 1);
  const isShared = here.x < 60 || !isFree;
  const beside = isShared ? labels.map((at) => ({ at, size: LINE })) : [];
  const band = (range: 'range80' | 'range95'): string => {
    if (!fan || ahead.length === 0) return '';
    const edge = (side: 'low' | 'high') => fan.map((future) => ({ x: x(future.day), y: y(future[range][side]) }));
    return `${path([here, ...edge('high'), ...edge('low').reverse()])}Z`;
  };

  return {
    xTicks: dayTicks(startDay, days).map((day) => ({ day, x: x(day) })),
    yTicks: ticks.map((amount) => ({ amount, y: y(amount) })),
    points: [...past, here, ...ahead],
    now: { ...here, label: nearestFree(here.y - LINE, [...crossed, ...beside]), after: here.x < 60 || isFree },
    soFar: path([...past, here]),
    ahead: path(ahead.length > 0 ? [here, ...ahead] : []),
    asIs: asIsPath,
    likely: band('range80'),
    possible: band('range95'),
    ends: ends.map((end, index) => ({ ...end, label: endLabels[index]! })),
    asIsLabel:
      asIs && asIsPath ? { amount: asIs, y: y(asIs), label: y(asIs) + (asIs < (end ?? 0) ? -0.6 : 0.6) * LINE } : null,
    bounds: seen.map((bound, index) => ({ ...bound, y: y(bound.amount), label: labels[index]! })),
  };
}

/** The first and the last day, and some between that leave each other room. */
function dayTicks(startDay: number, days: number): readonly number[] {
  const step = [1, 2, 7, 14, 30, 61, 91].find((length) => days / length <= 5) ?? Math.ceil(days / 5);
  const between = listOf(Math.ceil(days / step), (index) => index * step);
  return [0, days - 1, ...between.slice(1)]
    .reduce<number[]>((kept, at) => (kept.every((one) => Math.abs(one - at) >= days / 8) ? [...kept, at] : kept), [])
    .map((at) => startDay + at)
    .sort((a, b) => a - b);
}

/** The height nearest to a wish that keeps its distance, `size`, from all that is taken; the wish where there is none. */
function nearestFree(wish: number, taken: readonly { readonly at: number; readonly size: number }[]): number {
  const [nearest = wish] = [wish, ...taken.flatMap(({ at, size }) => [at - size, at + size])]
    .filter((height) => height >= 0 && height <= 100 + LINE / 2)
    .filter((height) => taken.every(({ at, size }) => Math.abs(at - height) > size - 1e-6))
    .sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish));
  return nearest;
}

function spread(heights: readonly number[]): readonly number[] {
  return spreadLabels(heights, LINE, 0, 100 + LINE / 2);
}

function path(points: readonly ChartPoint[]): string {
  return points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x} ${round(100 - y)}`).join('');
}

function round(position: number): number {
  return Math.round(position * 100) / 100;
}
