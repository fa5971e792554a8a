import { normalQuantile } from './normal.ts';

/**
 * Futures of several meters at once: for each meter probabilities that are evenly spread over 0 to 1, to the last
 * one, and that move together as the meters do (a Gaussian copula). Deterministic: points of the additive recurrence
 * (Roberts' R-sequence, a low-discrepancy set), correlated, then replaced by their ranks as in Latin hypercubes with
 * correlation (Iman and Conover 1982), so a few thousand give what many more random ones would.
 *
 * @param correlation symmetric, ones on the diagonal; damped where it is not positive definite
 */
export function drawFutures(count: number, correlation: readonly (readonly number[])[]): readonly Float64Array[] {
  const size = correlation.length;
  if (size === 1) return [new Float64Array(count).map((_, index) => (index + 0.5) / count)];
  const steps = recurrence(size);
  const factor = cholesky(correlation);
  const draws = correlation.map(() => new Float64Array(count));
  const normals = new Array<number>(size).fill(0);
  for (let index = 0; index < count; index += 1) {
    for (let meter = 0; meter < size; meter += 1) {
      normals[meter] = normalQuantile((0.5 + (index + 0.5) * steps[meter]!) % 1 || 0.5 / count);
    }
    for (let meter = 0; meter < size; meter += 1) {
      let sum = 0;
      for (let other = 0; other <= meter; other += 1) sum += factor[meter]![other]! * normals[other]!;
      draws[meter]![index] = sum;
    }
  }
  return draws.map(evenRanks);
}

/** Each draw's place among all, as the middle of its share of 0 to 1. */
function evenRanks(draws: Float64Array): Float64Array {
  const ranks = new Float64Array(draws.length);
  const order = Uint32Array.from(draws.keys()).sort((a, b) => draws[a]! - draws[b]!);
  for (const [rank, index] of order.entries()) ranks[index] = (rank + 0.5) / draws.length;
  return ranks;
}

/** Powers of 1/φ, φ the root of x^(d+1) = x + 1. */
function recurrence(size: number): number[] {
  let root = 2;
  for (let turn = 0; turn < 60; turn += 1) root = (1 + root) ** (1 / (size + 1));
  return Array.from({ length: size }, (_, index) => root ** -(index + 1));
}

function cholesky(matrix: readonly (readonly number[])[], damping = 1): number[][] {
  const lower: number[][] = matrix.map(() => matrix.map(() => 0));
  for (const [row, values] of matrix.entries()) {
    for (let column = 0; column <= row; column += 1) {
      let sum = row === column ? 1 : (values[column] as number) * damping;
      for (let k = 0; k < column; k += 1)
        sum -= ((lower[row] as number[])[k] as number) * ((lower[column] as number[])[k] as number);
      if (row === column && sum <= 1e-9) return cholesky(matrix, damping * 0.8);
      (lower[row] as number[])[column] =
        row === column ? Math.sqrt(sum) : sum / ((lower[column] as number[])[column] as number);
    }
  }
  return lower;
}
