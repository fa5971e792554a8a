/**
 * The probabilities at which distributions are tabulated. Between them quantiles lie on straight lines; beyond the outermost they
 * stay: what happens less than once in forty times is not known well enough to be given a number.
 */
export const PROBABILITIES: readonly number[] = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

/** The quantile of a table at `p`, between 0 and 1. */
export function quantileOf(table: readonly number[], p: number): number {
  let above = 0;
  while (above < PROBABILITIES.length && PROBABILITIES[above]! < p) above += 1;
  const upper = table[above];
  const lower = table[above - 1];
  if (upper === undefined) return lower!;
  if (lower === undefined) return upper;
  const from = PROBABILITIES[above - 1]!;
  return lower + ((upper - lower) * (p - from)) / (PROBABILITIES[above]! - from);
}

/** The mean of the distribution that a table describes: exactly that of values drawn by `quantileOf` at uniform `p`. */
export function meanOf(table: readonly number[]): number {
  const last = table.length - 1;
  const ends = PROBABILITIES[0]! * table[0]! + (1 - PROBABILITIES[last]!) * table[last]!;
  return table.slice(1).reduce((sum, upper, index) => {
    return sum + ((table[index]! + upper) / 2) * (PROBABILITIES[index + 1]! - PROBABILITIES[index]!);
  }, ends);
}
