import { allocate, roundTogether } from './allocate.ts';
import type { Decimal } from './decimal.ts';
import { powerOfTen, ZERO } from './decimal.ts';
import type { RoundingMode } from './rounding.ts';
import { mended, round } from './rounding.ts';

/**
 * The numbers that an invoice is settled in. The steps of an invoice are written once (settle.ts) and run
 * with exact decimals for what is due, and with floats, in minor units, for the thousands of futures of a
 * forecast.
 */
export interface Arithmetic<N> {
  readonly zero: N;
  of(amount: Decimal): N;
  /** A pure number (a rate, a share), which has no unit. */
  ratio(value: Decimal): N;
  plus(a: N, b: N): N;
  minus(a: N, b: N): N;
  times(amount: N, ratio: N): N;
  over(amount: N, ratio: N): N;
  less(a: N, b: N): boolean;
  /** To the invoice's scale. */
  readonly round: (amount: N) => N;
  /** The same where lines are rounded; where only the invoice is, nothing happens before its end. */
  readonly roundStep: (amount: N) => N;
  /** Down to the invoice's scale: what can be paid of an amount ≥ 0. */
  floor(amount: N): N;
  /** Each to the invoice's scale, so that they add up to a whole that is near their sum. */
  roundTogether(amounts: readonly N[], whole: N): readonly N[];
  /** Shares that add up to the amount, by what is above 0 of the weights; something is. */
  share(amount: N, weights: readonly N[]): readonly N[];
}

/** Adds up amounts; none are nothing. */
export function total<N>(math: Arithmetic<N>, amounts: readonly N[]): N {
  let sum = math.zero;
  for (const amount of amounts) sum = math.plus(sum, amount);
  return sum;
}

export interface DecimalOptions {
  readonly scale: number;
  readonly sharesScale: number;
  readonly mode: RoundingMode;
  readonly at: 'line' | 'invoice';
}

export function decimalArithmetic({ scale, sharesScale, mode, at }: DecimalOptions): Arithmetic<Decimal> {
  const unit = powerOfTen(-sharesScale);
  return {
    zero: ZERO,
    of: (amount) => amount,
    ratio: (value) => value,
    plus: (a, b) => a.plus(b),
    minus: (a, b) => a.minus(b),
    times: (a, b) => a.times(b),
    over: (a, b) => a.div(b),
    less: (a, b) => a.lt(b),
    round: (amount) => round(mended(amount), scale, mode),
    roundStep: (amount) => (at === 'line' ? round(mended(amount), scale, mode) : amount),
    floor: (amount) => round(mended(amount), scale, 'down'),
    roundTogether: (amounts, whole) => roundTogether(amounts, whole, powerOfTen(-scale)),
    share: (amount, weights) => allocate(amount, weights, unit),
  };
}

/** Floats in minor units of `scale` digits: for what is uncertain by nature. */
export function floatArithmetic(scale: number, at: 'line' | 'invoice'): Arithmetic<number> {
  const minor = 10 ** scale;
  return {
    zero: 0,
    of: (amount) => amount.toNumber() * minor,
    ratio: (value) => value.toNumber(),
    plus: (a, b) => a + b,
    minus: (a, b) => a - b,
    times: (a, b) => a * b,
    over: (a, b) => a / b,
    less: (a, b) => a < b,
    round: Math.round,
    roundStep: at === 'line' ? Math.round : (amount) => amount,
    floor: (amount) => amount,
    roundTogether: (amounts) => amounts,
    share: shareFloat,
  };
}

function shareFloat(amount: number, weights: readonly number[]): readonly number[] {
  let whole = 0;
  for (const weight of weights) whole += Math.max(weight, 0);
  return weights.map((weight) => (amount * Math.max(weight, 0)) / whole);
}
