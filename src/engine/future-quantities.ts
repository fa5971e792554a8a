import { onlyGrows } from './catalog.ts';
import type { Decimal } from './decimal.ts';
import { drawFutures } from './futures.ts';
import type { MeterForecast } from './meter-forecast.ts';
import { kept } from './once.ts';
import type { PricedQuantity, Quantities } from './quantities.ts';
import { rankDependence } from './usage-forecast/rank-dependence.ts';

/** Quantities of meters in a number of futures; what is not uncertain stands at what it is priced at. */
export interface FutureQuantities {
  readonly count: number;
  /** One quantity per future, whole steps of the meter; `null` = the same in all. */
  of(meter: string): Float64Array | null;
}

export interface FutureFacts {
  readonly forecasts: ReadonlyMap<string, MeterForecast>;
  /** What each meter is priced at: `about` scales the forecast's spread, `exactly` has none. */
  readonly wanted: ReadonlyMap<string, PricedQuantity>;
  /** Whether nothing of what is counted stands in what is asked for. */
  readonly fromScratch: boolean;
  /** Where a limit stops a meter; nothing more is served. */
  readonly stopAt: (meter: string) => Decimal | null;
  readonly quantities: Quantities;
}

/**
 * Draws futures of all uncertain meters together. A meter whose history says it moves with another does so
 * here too.
 * @param day local day at whose end the quantities stand; `undefined` = the period's last
 */
export function futureQuantities(count: number, facts: FutureFacts, day?: number): FutureQuantities {
  const uncertain = uncertainMeters(facts);
  const probabilities = probabilitiesOf(count, uncertain);
  const own = new Map<string, Float64Array>();
  for (const [index, forecast] of uncertain.entries()) {
    own.set(forecast.meter.id, outcomes(forecast, probabilities[index] as Float64Array, facts, day));
  }
  const of = (id: string): Float64Array | null => {
    const known = own.get(id);
    if (known !== undefined) return known;
    const summed = weighted(id, count, { own, facts });
    if (summed !== null) own.set(id, summed);
    return summed;
  };
  return { count, of };
}

/** Those whose quantities differ from future to future. */
export function uncertainMeters(facts: FutureFacts): readonly MeterForecast[] {
  return [...facts.forecasts.values()].filter(
    (forecast) =>
      forecast.spread !== 'none' &&
      facts.wanted.get(forecast.meter.id)?.kind === 'about' &&
      scalingOf(forecast, facts).scale > 0,
  );
}

/** What makes a future of what a visitor asks for out of one of the forecast. */
interface Scaling {
  readonly scale: number;
  readonly shift: number;
  /** What no future goes below. */
  readonly counted: number;
}

/**
 * The spread of what is expected, as large a part of what is asked for, but no larger than leaves what is counted counted. None is
 * left where more was taken back than will come.
 */
function scalingOf({ meter, mean, history }: MeterForecast, { wanted, fromScratch }: FutureFacts): Scaling {
  const wish = wanted.get(meter.id);
  const asked = wish?.source === 'scenario' ? wish.quantity.toNumber() : null;
  // Who asks for less than is counted asks as from scratch.
  const isCounted = onlyGrows(meter) && !fromScratch && !(asked !== null && asked < history.soFar);
  const counted = isCounted ? history.soFar : 0;
  if (asked === null) return { scale: 1, shift: 0, counted };
  const scale = mean > 0 ? Math.min(asked / mean, (asked - counted) / (mean - counted)) : 0;
  return { scale, shift: asked - scale * mean, counted };
}

function outcomes(
  forecast: MeterForecast,
  probabilities: Float64Array,
  facts: FutureFacts,
  day: number | undefined,
): Float64Array {
  const { scale, shift, counted } = scalingOf(forecast, facts);
  const step = forecast.meter.step.toNumber();
  // What is counted may lie between two steps: half a unit of money. The rest comes in whole ones.
  const from = counted - Math.round(counted / step) * step;
  const stop = facts.stopAt(forecast.meter.id)?.toNumber() ?? Infinity;
  const plain = plainOutcomes(forecast, probabilities, day === undefined ? forecast.daysAhead : aheadOf(forecast, day));
  const quantities = new Float64Array(plain.length);
  for (let index = 0; index < plain.length; index += 1) {
    const whole = from + Math.round((plain[index]! * scale + shift - from) / step) * step;
    quantities[index] = whole > stop ? stop : whole;
  }
  return quantities;
}

/** Complete days of a forecast until the end of a local day. */
export function aheadOf({ firstDay, daysAhead }: MeterForecast, day: number): number {
  return Math.min(Math.max(day - firstDay + 1, 0), daysAhead);
}

/** Outcomes of a draw do not depend on what the visitor tries: a slider step only scales them. */
const plains = new WeakMap<MeterForecast, WeakMap<Float64Array, Map<number, Float64Array>>>();

function plainOutcomes(forecast: MeterForecast, probabilities: Float64Array, ahead: number): Float64Array {
  const ofForecast = kept(plains, forecast, () => new WeakMap<Float64Array, Map<number, Float64Array>>());
  const ofDraw = kept(ofForecast, probabilities, () => new Map<number, Float64Array>());
  return kept(ofDraw, ahead, () => probabilities.map((p) => forecast.quantileAt(p, ahead)));
}

/** A meter made of others, where one of them is uncertain. */
function weighted(
  id: string,
  count: number,
  { own, facts }: { readonly own: ReadonlyMap<string, Float64Array>; readonly facts: FutureFacts },
): Float64Array | null {
  const parts = facts.quantities.meter(id)?.sumOf ?? [];
  if (facts.wanted.has(id) || !parts.some(({ meter }) => own.has(meter))) return null;
  const sums = new Float64Array(count);
  for (const { meter, multiplyBy } of parts) {
    const quantities = own.get(meter);
    const weight = multiplyBy.toNumber();
    const fixed = quantities === undefined ? (facts.quantities.of(meter)?.toNumber() ?? 0) : 0;
    for (let index = 0; index < count; index += 1) sums[index]! += weight * (quantities?.[index] ?? fixed);
  }
  const stop = facts.stopAt(id)?.toNumber();
  return stop === undefined ? sums : sums.map((sum) => Math.min(sum, stop));
}

/** Draws depend on which meters are uncertain, not on what they are scaled to: a slider step draws nothing new. */
const draws = new WeakMap<MeterForecast, Map<string, readonly Float64Array[]>>();

/** For each of some meters its probabilities in each of `count` futures. */
export function probabilitiesOf(count: number, uncertain: readonly MeterForecast[]): readonly Float64Array[] {
  const [first] = uncertain;
  if (first === undefined) return [];
  const key = `${count} ${uncertain.map(({ meter }) => meter.id).join(' ')}`;
  const ofFirst = kept(draws, first, () => new Map<string, readonly Float64Array[]>());
  return kept(ofFirst, key, () => {
    const correlation = uncertain.map((a, row) => [
      ...uncertain.slice(0, row).map((b) => rankDependence(a.history, b.history)),
      1,
    ]);
    return drawFutures(count, correlation);
  });
}
