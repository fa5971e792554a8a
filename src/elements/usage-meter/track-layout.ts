import type { LimitEstimate } from '../../engine/estimate/estimate.ts';
import type { Gauge } from './gauge.ts';

/** A stretch of the track; `from` and `to` are shares of its length. */
export interface TrackPart {
  /**
   * `used`: so far, within what is included; `beyond`: so far, more than that; `over`: so far, past a limit that
   * notifies; `stopped`: past one that stops, as some may be counted late; `expected`: up to the mean of the forecast; `likely`: from there to where it ends in nine of ten cases; `unserved`: asked for, past a stop.
   */
  readonly kind: 'used' | 'beyond' | 'over' | 'stopped' | 'expected' | 'likely' | 'unserved';
  readonly from: number;
  readonly to: number;
}

export interface TrackMark {
  /** `null` = the included quantity. */
  readonly limit: LimitEstimate | null;
  readonly at: number;
}

export interface TrackLayout {
  /** The greatest of the marks. */
  readonly maximum: number;
  /** Where the ground ends that the included quantity or the limits give: 1, or less where usage goes beyond. */
  readonly ground: number;
  readonly parts: readonly TrackPart[];
  /** Ascending. */
  readonly marks: readonly TrackMark[];
}

/** A limit this many times beyond everything else would squeeze what matters: it is said, not drawn. */
const FAR = 4;

/** Where everything stands on a track; `null` = there is no maximum to measure against. */
export function layoutTrack({ used, included, expected, likely, limits, meter }: Gauge): TrackLayout | null {
  const soFar = Math.max(0, used?.toNumber() ?? 0);
  const end = Math.max(soFar, expected?.toNumber() ?? 0);
  const high = Math.max(end, likely?.high ?? 0);
  const free = included?.toNumber() ?? 0;
  const reach = Math.max(high, free);
  const bounds = limits
    .map((limit) => ({ limit, at: limit.bound.toNumber(), end: limit.atEnd.toNumber() }))
    .filter(({ at }) => reach === 0 || at <= FAR * reach);
  const marks: { limit: LimitEstimate | null; at: number }[] = included
    ? [{ limit: null, at: free }, ...bounds]
    : bounds;
  if (marks.length === 0) return null;
  const maximum = Math.max(...marks.map(({ at }) => at));
  const length = Math.max(maximum, high) || 1;
  // A budget, or a credit that is used up, stops it without a mark of its own.
  const served = expected && meter?.served?.lt(expected) ? meter.served.toNumber() : Infinity;
  const stop = Math.min(served, ...bounds.map(({ limit, end }) => (limit.limit.effect === 'block' ? end : Infinity)));
  const limit = Math.min(...bounds.map(({ at }) => at));
  const paid = included ? Math.min(free, limit) : limit;
  // What was counted before a stop was set stays counted.
  const cap = Math.max(stop, soFar);
  const parts: TrackPart[] = [];
  const add = (kind: TrackPart['kind'], from: number, to: number): void => {
    if (to > from) parts.push({ kind, from: from / length, to: to / length });
  };
  add('used', 0, Math.min(soFar, paid));
  add('beyond', paid, Math.min(soFar, limit));
  add('over', limit, Math.min(soFar, stop));
  add('stopped', stop, soFar);
  add('expected', soFar, Math.min(end, cap));
  add('likely', Math.min(end, cap), Math.min(high, cap));
  add('unserved', cap, high);
  return {
    maximum,
    ground: maximum / length,
    parts,
    marks: marks.map((mark) => ({ ...mark, at: mark.at / length })).sort((a, b) => a.at - b.at),
  };
}
