/** What is done so many times in one go; returns something, so that it cannot be optimised away. */
export interface Runner {
  readonly times: number;
  readonly run: () => unknown;
}

export interface Race {
  /** Time of one of ours ÷ one of theirs: the median over rounds in which both took turns. */
  readonly ratio: number;
  /** Microseconds of one. */
  readonly ours: number;
  readonly theirs: number;
}

/**
 * Ours and theirs take turns, so that whatever else the machine does slows both. The median of the rounds'
 * ratios forgets the rounds in which it hit only one of them.
 */
export function race(ours: Runner, theirs: Runner, rounds = 41): Race {
  for (let warm = 0; warm < 5; warm += 1) {
    ours.run();
    theirs.run();
  }
  const times = Array.from({ length: rounds }, (_, round) => {
    // Who goes first changes too: the second finds a warmer, or a fuller, machine.
    const first = round % 2 === 0 ? timed(ours) : null;
    const other = timed(theirs);
    return { ours: first ?? timed(ours), theirs: other };
  });
  return {
    ratio: median(times.map((round) => round.ours / round.theirs)),
    ours: median(times.map((round) => round.ours)),
    theirs: median(times.map((round) => round.theirs)),
  };
}

let sink: unknown;

function timed({ times, run }: Runner): number {
  const start = performance.now();
  sink = run();
  return ((performance.now() - start) * 1000) / times;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** So that the last result is used. */
export function lastResult(): unknown {
  return sink;
}
