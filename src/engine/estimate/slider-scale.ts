import type { Decimal } from '../numbers/decimal.ts';
import { distinct, max, ZERO } from '../numbers/decimal.ts';
import { roundTo } from '../numbers/rounding.ts';
import { niceStep } from './nice-steps.ts';

/** Positions of a slider: round quantities that follow tiers and usage; ascending, without repeats. */
export interface SliderScale {
  readonly positions: readonly Decimal[];
  /** Indices of positions where a price changes, for ticks. */
  readonly ticks: readonly number[];
}

export interface SliderFacts {
  /** The meter's step. */
  readonly unit: Decimal;
  /** Quantities at which a price changes, in any order. */
  readonly bounds: readonly Decimal[];
  /** Quantities worth standing on: used, expected, included, limits, examples. */
  readonly marks: readonly Decimal[];
}

/** Steps of a whole scale, at most: about three pixels each. */
const STEPS = 100;
/** Steps of each band, at most, of a scale of many. */
const PER_BAND = 24;
const MOST_BANDS = 12;

/**
 * A scale from 0 to well beyond what is used. Every band between two price changes gets about as much room as
 * any other, so that small cheap tiers are as easy to reach as large ones; inside a band steps are round.
 */
export function sliderScale(facts: SliderFacts): SliderScale {
  const key = JSON.stringify(facts);
  let scale = scales.get(key);
  if (!scale) {
    if (scales.size === MOST_SCALES) scales.clear();
    scales.set(key, (scale = makeScale(facts)));
  }
  return scale;
}

/** A hand on a slider asks for the same scales with each of its steps. */
const scales = new Map<string, SliderScale>();
const MOST_SCALES = 200;

function makeScale({ unit, bounds, marks }: SliderFacts): SliderScale {
  const highestMark = marks.reduce(max, ZERO);
  const reach = niceCeil(
    max(highestMark.times(2), max(firstBounds(bounds, highestMark).times('1.25'), unit.times(10))),
    unit,
  );
  const turns = distinct(bounds.filter((bound) => bound.gt(0) && bound.lt(reach))).slice(0, MOST_BANDS);
  const edges = [ZERO, ...turns, reach];
  const steps = Math.max(STEPS / (edges.length - 1), PER_BAND);
  const positions = distinct([
    ...edges,
    ...edges.slice(1).flatMap((to, index) => {
      const from = edges[index] as Decimal;
      return between(from, to, niceStep(to.minus(from).div(steps), unit));
    }),
  ]);
  return {
    positions,
    ticks: turns.map((turn) => positions.findIndex((position) => position.eq(turn))).filter((index) => index > 0),
  };
}

/** The position nearest to a quantity, by index. */
export function nearestPosition({ positions }: SliderScale, quantity: Decimal): number {
  const after = positions.findIndex((position) => position.gte(quantity));
  if (after < 0) return positions.length - 1;
  if (after === 0) return 0;
  const [low, high] = [positions[after - 1] as Decimal, positions[after] as Decimal];
  return quantity.minus(low).lt(high.minus(quantity)) ? after - 1 : after;
}

/** How far tiers pull the scale: to the last bound that is not absurdly far from what is used. */
function firstBounds(bounds: readonly Decimal[], mark: Decimal): Decimal {
  const near = mark.isZero() ? bounds : bounds.filter((bound) => bound.lte(mark.times(20)));
  return near.reduce(max, ZERO);
}

function niceCeil(quantity: Decimal, unit: Decimal): Decimal {
  const step = niceStep(quantity.div(10), unit);
  return roundTo(quantity, step, 'ceil');
}

function between(from: Decimal, to: Decimal, step: Decimal): Decimal[] {
  const positions: Decimal[] = [];
  for (let at = roundTo(from, step, 'floor').plus(step); at.lt(to); at = at.plus(step)) positions.push(at);
  return positions;
}
