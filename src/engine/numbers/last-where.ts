/**
 * The last whole number for which something holds, found by halving.
 * @param low where it holds, or just before the first
 * @param high where it holds no more, as in none beyond
 */
export function lastWhere(low: number, high: number, holds: (at: number) => boolean): number {
  let [last, beyond] = [low, high];
  while (beyond - last > 1) {
    const middle = Math.floor((last + beyond) / 2);
    if (holds(middle)) last = middle;
    else beyond = middle;
  }
  return last;
}
