/** Weighted quantiles: each value sits at the middle of its weight, straight lines between, the outermost beyond. */
export function pooledQuantiles(
  entries: readonly (readonly [value: number, weight: number])[],
  probabilities: readonly number[],
): readonly number[] {
  const sorted = [...entries].sort((a, b) => a[0] - b[0]);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  let passed = 0;
  const places = sorted.map(([, weight]) => {
    passed += weight;
    return (passed - weight / 2) / total;
  });
  return probabilities.map((p) => {
    const above = places.findIndex((place) => place >= p);
    if (above < 0) return sorted.at(-1)![0];
    if (above === 0) return sorted[0]![0];
    const share = (p - places[above - 1]!) / (places[above]! - places[above - 1]!);
    return sorted[above - 1]![0] + share * (sorted[above]![0] - sorted[above - 1]![0]);
  });
}
