import { listOf } from '../../engine/list-of.ts';

/** A label's room along one axis: where its middle would best be, and how long it is, in one unit. */
export interface LabelRoom {
  readonly at: number;
  readonly size: number;
}

const NICE = [1, 2, 2.5, 5, 10];

/** Round values in equal steps that cover `low` to `high` and hold 0 where it lies between; about `count` steps. */
export function niceTicks(low: number, high: number, count = 4): readonly number[] {
  // A range too narrow for its own size would ask for more digits than a number has.
  const rough = (Math.max(high - low, Math.abs(low) / 1e6, Math.abs(high) / 1e6) || 1) / count;
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
  readonly size: number;
  readonly wish: number;
}

/**
 * Moves labels apart until none covers another, each as near to its place as the others let it, in their order along the
 * axis. Where all of them together do not fit between `low` and `high`, the last ones stand out beyond `low`.
 *
 * @returns the middles, in the order of the labels given
 */
export function spreadLabels(labels: readonly LabelRoom[], low: number, high: number): readonly number[] {
  const order = labels.map((_, index) => index).sort((a, b) => labels[a]!.at - labels[b]!.at);
  const startOf = ({ members, size, wish }: Run): number => Math.min(Math.max(wish / members.length, low), high - size);
  const runs: Run[] = [];
  for (const index of order) {
    const { at, size } = labels[index]!;
    let run: Run = { members: [index], size, wish: at - size / 2 };
    for (let last; (last = runs.at(-1)) && startOf(last) + last.size > startOf(run); runs.pop()) {
      const wish = last.wish + run.wish - run.members.length * last.size;
      run = { members: [...last.members, ...run.members], size: last.size + run.size, wish };
    }
    runs.push(run);
  }
  const middles = labels.map(({ at }) => at);
  for (const run of runs) {
    let edge = startOf(run);
    for (const index of run.members) {
      const { size } = labels[index]!;
      middles[index] = edge + size / 2;
      edge += size;
    }
  }
  return middles;
}

/** Which labels may stay where they are: earlier ones first, later ones only where they cover none of them. */
export function fittingLabels(labels: readonly LabelRoom[]): readonly boolean[] {
  const kept: LabelRoom[] = [];
  return labels.map((label) => {
    const fits = kept.every(({ at, size }) => Math.abs(at - label.at) >= (size + label.size) / 2);
    if (fits) kept.push(label);
    return fits;
  });
}
