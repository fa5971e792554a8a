/** Adds to each value the one in its place, so many times: of many futures at once, in a loop without a function of its own. */
export function addTo(sums: Float64Array, values: Float64Array, factor: number): void {
  for (let index = 0; index < sums.length; index += 1) sums[index]! += factor * values[index]!;
}
