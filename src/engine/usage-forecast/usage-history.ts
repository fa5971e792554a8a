/**
 * One meter's past by day, and how far the current period has come. Quantities are in the meter's unit.
 * Which weekday a day is need not be said: the rhythm is read from positions seven apart.
 */
export interface UsageHistory {
  /** `values[i]` is the `i`-th day after the first, complete; `null` where a day is missing. The last one is the latest complete day. */
  readonly values: readonly (number | null)[];
  /** `increments`: what each day added. `levels`: what stood there each day (storage, seats). See `toDaily` for cumulative series. */
  readonly kind: 'increments' | 'levels';
  /** What of the days the period counts. `unique` over increments takes those who were new in the period on each day. */
  readonly aggregation: 'sum' | 'average' | 'max' | 'last' | 'unique';
  /** Complete days of the current period: the last `elapsed` entries of `values` lie in it. */
  readonly elapsed: number;
  /** Days in the current period, at least 1. */
  readonly periodDays: number;
  /** What is known of the day after the last complete one: its value so far (`null` = not known), and the share of the day that is over, 0 to 1. */
  readonly partial?: { readonly value: number | null; readonly fraction: number } | null;
  /** The period's quantity as of now, by the same aggregation (so an average is the average so far); a fact, also where days are late. */
  readonly soFar: number;
}
