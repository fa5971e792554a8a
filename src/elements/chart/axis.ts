import { listOf } from '../../engine/list-of.ts';

const NICE = [1, 2, 2.5, 5, 10];

/** Round values in about four equal steps that cover `low` to `high` and hold 0 where it lies between. */
export function niceTicks(low: number, high: number): readonly number[] {
  // A range too narrow for its own size would ask for more digits than a number has.
  const rough = (Math.max(high - low, Math.abs(low) / 1e6, Math.abs(high) / 1e6) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (NICE.find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  // Multiplied, not added up, and cut to the digits that a step can have: 0.1 × 3 is 0.3.
  return listOf(last - first + 1, (index) => Number(((first + index) * step).toPrecision(12)));
}

/** Labels that touch, each at the next one's edge; `wish` = where all of them, one by one, would have them begin, summed up. */
interface Run {
  readonly members: readonly number[];
  readonly wish: number;
}

/**
 * Moves labels of one size apart until none covers another, each as near to its place as the others let it, in their order
 * along the axis. Where all of them together do not fit between `low` and `high`, the last ones stand out beyond `low`.
 *
 * @param places where the middle of each would best be
 * @returns the middles, in the order of the places given
 */
export function spreadLabels(places: readonly number[], size: number, low: number, high: number): readonly number[] {
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!);
  const startOf = ({ members: { length }, wish }: Run): number =>
    Math.min(Math.max(wish / length, low), high - length * size);
  const runs: Run[] = [];
  for (const index of order) {
    let run: Run = { members: [index], wish: places[index]! - size / 2 };
    for (let last; (last = runs.at(-1)) && startOf(last) + last.members.length * size > startOf(run); runs.pop()) {
      const wish = last.wish + run.wish - run.members.length * last.members.length * size;
      run = { members: [...last.members, ...run.members], wish };
    }
    runs.push(run);
  }
  const middles = [...places];
  for (const run of runs)
    for (const [place, index] of run.members.entries()) middles[index] = startOf(run) + (place + 0.5) * size;
  return middles;
}
