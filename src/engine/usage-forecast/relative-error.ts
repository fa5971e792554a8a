/**
 * How far a ratio of actual to expected lies from 1, on the scale on which past errors are pooled: the logarithm below 1, twice
 * (root − 1) above. Both are `ratio − 1` near 1. Plain logarithms above 1 would let a noisy meter's upper quantiles grow
 * exponentially with its noise, which its past does not: means of such futures came out at ten times the actual.
 */
export const relativeError = (logRatio: number): number => (logRatio < 0 ? logRatio : 2 * (Math.exp(logRatio / 2) - 1));

/** The ratio of actual to expected that lies `error` from 1. */
export const ratioAt = (error: number): number => (error < 0 ? Math.exp(error) : (1 + error / 2) ** 2);
