import type { Decimal } from './decimal.ts';
import { min, ONE, sum, ZERO } from './decimal.ts';
import { mended } from './rounding.ts';

/**
 * Shares an amount over weights in whole `unit`s so that the shares add up to it: floored first, then the
 * rest by largest remainder, ties to the earlier. Negative weights count as 0; without any weight the first
 * share takes all.
 */
export function allocate(amount: Decimal, weights: readonly Decimal[], unit: Decimal): Decimal[] {
  if (amount.lt(0)) return allocate(amount.neg(), weights, unit).map((share) => share.neg());
  const positive = weights.map((weight) => (weight.gt(0) ? weight : ZERO));
  const whole = sum(positive);
  if (whole.isZero()) return weights.map((_, index) => (index === 0 ? amount : ZERO));
  return roundTogether(
    positive.map((weight) => amount.times(weight).div(whole)),
    amount,
    unit,
  );
}

/** Rounds amounts to whole `unit`s so that they add up to `whole`: floored, then the rest by largest remainder, ties to the earlier. */
export function roundTogether(amounts: readonly Decimal[], whole: Decimal, unit: Decimal): Decimal[] {
  const exact = amounts.map((amount) => mended(amount.div(unit)));
  const units = exact.map((amount) => amount.floor());
  const rest = whole.div(unit).minus(sum(units));
  const order = exact
    .map((amount, index) => ({ index, remainder: amount.minus(units[index] as Decimal) }))
    .sort((a, b) => b.remainder.cmp(a.remainder) || a.index - b.index);
  for (const [rank, { index }] of order.entries()) {
    const more = min(ONE, rest.minus(rank));
    if (more.gt(0)) units[index] = (units[index] as Decimal).plus(more);
  }
  return units.map((amount) => amount.times(unit));
}
