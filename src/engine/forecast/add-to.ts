/**
 * Adds to each value the one in its place, so many times: of many futures at once, in a loop without a function of its own.
 * @param values one number = the same in all futures
 */
export function addTo(sums: Float64Array, values: Float64Array | number, factor: number): void {
  const added = typeof values === 'number' ? new Float64Array(sums.length).fill(values) : values;
  for (let index = 0; index < sums.length; index += 1) sums[index]! += factor * added[index]!;
}
