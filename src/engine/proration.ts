/** How a part of a period is charged. */
export interface Proration {
  /** `day`: local calendar days; `second`: elapsed time; `fixed_30`: months of 30 days; `none`: in full. */
  readonly unit: 'day' | 'second' | 'fixed_30' | 'none';
  /** Which plan owns the day of a change. */
  readonly changeDay: 'old' | 'new';
  /** Whether the day of a termination is billed. */
  readonly terminationDay: boolean;
}
