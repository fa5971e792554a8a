/** Billing interval; a year is 12 months, a week 7 days. */
export interface Interval {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly count: number;
}

/** From when periods are counted: an instant in ms since 1970 (a local date is its first instant). */
export type Anchor = number;

/** A half-open span between two instants, ms since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
