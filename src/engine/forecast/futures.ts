import { addTo } from './add-to.ts';
import { normalQuantile } from './normal.ts';
import { once } from '../once.ts';

/**
 * Futures of several meters at once: for each meter probabilities that are evenly spread over 0 to 1, to the last one,
 * and that move together as the meters do (a Gaussian copula). Deterministic: points of low-discrepancy sequences,
 * correlated, then replaced by their ranks as in Latin hypercubes with correlation (Iman and Conover 1982), so that a few
 * thousand give what many more random ones would.
 *
 * @param correlation rows up to the diagonal of ones, the rest being symmetric; damped where it is not positive definite
 */
export function drawFutures(count: number, correlation: readonly (readonly number[])[]): readonly Float64Array[] {
  const size = correlation.length;
  if (size === 1) return [new Float64Array(count).map((_, index) => (index + 0.5) / count)];
  const points = primes(size).map((prime) => spreadPoints(prime, count));
  return cholesky(correlation).map((factors, meter) => {
    const own = points[meter]!;
    // One that moves with none before it has the ranks of its points.
    if (factors.slice(0, meter).every((factor) => factor === 0)) return own.ranks();
    const draws = new Float64Array(count);
    for (let other = 0; other <= meter; other += 1) addTo(draws, points[other]!.normals, factors[other]!);
    return evenRanks(draws);
  });
}

/** Standard normal values, spread as evenly as a sequence's points are. */
interface Points {
  readonly normals: Float64Array;
  readonly ranks: () => Float64Array;
}

const sequences = new Map<string, Points>();
/** Sequences that are kept for the next draw: those of most bills, which draw for the period's end, its days and plans. */
const MOST_KEPT = 16;

function spreadPoints(prime: number, count: number): Points {
  const key = `${prime} ${count}`;
  let points = sequences.get(key);
  if (points !== undefined) return points;
  const normals = new Float64Array(count);
  for (let index = 0; index < count; index += 1) normals[index] = normalQuantile(spread(index + 1, prime));
  points = { normals, ranks: once(() => evenRanks(normals)) };
  if (sequences.size < MOST_KEPT) sequences.set(key, points);
  return points;
}

/** No draw is farther out, however many meters move together. */
const FARTHEST = 64;
/** Whole numbers up to it are exact. */
const SAFE = 2 ** 52;

/** Each draw's place among all, as the middle of its share of 0 to 1; of equal ones the first has the lower place. */
function evenRanks(draws: Float64Array): Float64Array {
  const count = draws.length;
  // Sorted as plain numbers that end in their places: sorting places by what stands there would ask a function for each
  // comparison.
  const steps = Math.floor(SAFE / count / (2 * FARTHEST));
  const sorted = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    sorted[index] = Math.floor((draws[index]! + FARTHEST) * steps) * count + index;
  }
  sorted.sort();
  const ranks = new Float64Array(count);
  for (let rank = 0; rank < count; rank += 1) ranks[sorted[rank]! % count] = (rank + 0.5) / count;
  return ranks;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

/** Bases beyond which radical inverses of a few thousand numbers move together. */
const LARGEST_BASE = 19;

/** A low-discrepancy sequence for each prime: Halton's for small ones, multiples of its root (Richtmyer's) for others. */
function spread(index: number, prime: number): number {
  return prime <= LARGEST_BASE ? radicalInverse(index, prime) : (index * Math.sqrt(prime)) % 1;
}

/** The digits of a whole number in a base, mirrored behind the point: between 0 and 1. */
function radicalInverse(index: number, base: number): number {
  let value = 0;
  let place = 1 / base;
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    value += (rest % base) * place;
    place /= base;
  }
  return value;
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
