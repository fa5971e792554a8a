import { addTo } from './add-to.ts';
import { onlyGrows } from '../facts/catalog.ts';
import { drawFutures } from './futures.ts';
import type { MeterForecast } from './meter-forecast.ts';
import { aheadOf } from './meter-forecast.ts';
import { kept, oncePerPair } from '../once.ts';
import type { PricedQuantity, Quantities } from '../usage/quantities.ts';
import { rankDependence } from '../usage-forecast/rank-dependence.ts';

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
  /** Where limits stop a meter; nothing more is served. */
  readonly stopsOf: (meter: string) => readonly FutureStop[];
  readonly quantities: Quantities;
}

/** Where a limit stops futures of a meter, or a budget those of the invoice. */
export interface FutureStop {
  readonly at: number;
  /** Up to where a consent lets usage come until it ends, within the period; `null` = there is none. */
  readonly until: { readonly at: number; readonly day: number; readonly quantities: Quantities } | null;
}

/**
 * Stops futures. What is above the limit when a consent ends stays where it is.
 * @param by what each future comes to by the end of a consent
 */
export function stopEach(futures: Float64Array, { at, until }: FutureStop, by: Float64Array | null): void {
  for (let index = 0; index < futures.length; index += 1) {
    const bound = until && by ? Math.min(until.at, Math.max(at, by[index]!)) : at;
    if (futures[index]! > bound) futures[index] = bound;
  }
}

/**
 * Draws futures of all uncertain meters together. A meter whose history says it moves with another does so
 * here too.
 * @param day local day at whose end the quantities stand, or a part of one; `undefined` = the period's last
 */
export function futureQuantities(count: number, facts: FutureFacts, day?: number): FutureQuantities {
  const uncertain = uncertainMeters(facts);
  const probabilities = probabilitiesOf(count, uncertain);
  const known = new Map<string, Float64Array | null>();
  /** What comes of a meter by some day, if no limit of its own stopped it. */
  const open = (id: string, day: number | undefined, quantities: Quantities): Float64Array | null => {
    const own = uncertain.findIndex(({ meter }) => meter.id === id);
    if (own >= 0) return outcomes(uncertain[own]!, probabilities[own]!, facts, day);
    const parts = facts.wanted.has(id) ? [] : (quantities.meter(id)?.sumOf ?? []);
    const drawn = parts.map(({ meter }) => stopped(meter, day, quantities));
    if (drawn.every((futures) => futures === null)) return null;
    const sums = new Float64Array(count);
    for (const [place, { meter, multiplyBy }] of parts.entries()) {
      addTo(sums, drawn[place] ?? quantities.of(meter)?.toNumber() ?? 0, multiplyBy.toNumber());
    }
    return sums;
  };
  const stopped = (id: string, day: number | undefined, quantities: Quantities): Float64Array | null => {
    const key = `${day} ${id}`;
    let futures = known.get(key);
    if (futures !== undefined) return futures;
    known.set(key, (futures = open(id, day, quantities)));
    if (futures === null) return futures;
    for (const stop of facts.stopsOf(id)) {
      const { until } = stop;
      stopEach(futures, stop, until && open(id, until.day, until.quantities));
    }
    return futures;
  };
  return { count, of: (id) => stopped(id, day, facts.quantities) };
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

/** What is tried out comes together evenly, from what is counted on: nobody says how else. */
function outcomes(
  forecast: MeterForecast,
  probabilities: Float64Array,
  facts: FutureFacts,
  day: number | undefined,
): Float64Array {
  const { scale, shift, counted } = scalingOf(forecast, facts);
  const { meter, daysAhead, history } = forecast;
  const step = meter.step.toNumber();
  // What is counted may lie between two steps: half a unit of money. The rest comes in whole ones.
  const from = counted - Math.round(counted / step) * step;
  const ahead = day === undefined ? daysAhead : aheadOf(forecast, day);
  const isTried = facts.wanted.get(meter.id)?.source === 'scenario';
  const begun = history.partial?.fraction ?? 0;
  const left = isTried ? Math.min(1, (daysAhead - ahead) / (daysAhead - begun)) : 0;
  const plain = plainOutcomes(forecast, probabilities, isTried ? daysAhead : ahead);
  const quantities = new Float64Array(plain.length);
  for (let index = 0; index < plain.length; index += 1) {
    const end = plain[index]! * scale + shift;
    const quantity = end - (end - history.soFar) * left;
    quantities[index] = from + Math.round((quantity - from) / step) * step;
  }
  return quantities;
}

/** Outcomes of a draw do not depend on what the visitor tries: a slider step only scales them. */
const plains = oncePerPair((_forecast: MeterForecast, _draw: Float64Array) => new Map<number, Float64Array>());

function plainOutcomes(forecast: MeterForecast, draw: Float64Array, ahead: number): Float64Array {
  return kept(plains(forecast, draw), ahead, () => draw.map((p) => forecast.quantileAt(p, ahead)));
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
