/** A sample in order, without what is not a number. */
export function sortedSample(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  let known = sorted.length;
  while (known > 0 && Number.isNaN(sorted[known - 1])) known -= 1;
  return sorted.subarray(0, known);
}

/** The p-quantile of a sorted sample: each value at the middle of its share, straight lines between. */
export function sortedQuantile(sorted: Float64Array, p: number): number {
  const place = Math.min(Math.max(p * sorted.length - 0.5, 0), sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low + (high - low) * (place - below);
}

/** Of a sorted sample its mean, and between what 8 of 10 lie. */
export function likely(sorted: Float64Array): { readonly low: number; readonly mean: number; readonly high: number } {
  return { low: sortedQuantile(sorted, 0.1), mean: sampleMean(sorted), high: sortedQuantile(sorted, 0.9) };
}

function sampleMean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
