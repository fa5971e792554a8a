/** A number and how much it counts. */
export type Weighted = readonly [value: number, weight: number];

/** The value with half of the weight on either side, interpolated between the two middle ones; `NaN` of nothing. */
export function weightedMedian(entries: readonly Weighted[]): number {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  let before = NaN;
  let beforeAt = 0;
  let passed = 0;
  for (const [value, weight] of sorted) {
    const at = passed + weight / 2;
    if (at >= half)
      return at > half && passed > 0 ? before + ((value - before) * (half - beforeAt)) / (at - beforeAt) : value;
    before = value;
    beforeAt = at;
    passed += weight;
  }
  return before;
}

/** The plain median: every value counts the same. */
export const median = (values: readonly number[]): number => weightedMedian(values.map((value) => [value, 1] as const));
