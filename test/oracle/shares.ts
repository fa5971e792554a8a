import { exact, Exact, NOUGHT } from './exact.ts';

/** Sums in a plain loop. */
export function total(amounts: readonly Exact[]): Exact {
  let sum = NOUGHT;
  for (const amount of amounts) sum = sum.plus(amount);
  return sum;
}

/** An amount over weights in whole units of 10^-digits: floors first, then one unit after the other to the largest remainder, the earlier of equals first. */
export function shareOut(amount: Exact, weights: readonly Exact[], digits: number): Exact[] {
  const positive = weights.map((weight) => (weight.gt(0) ? weight : NOUGHT));
  const whole = total(positive);
  if (whole.isZero()) return weights.map((_, index) => (index === 0 ? amount : NOUGHT));
  return roundedTogether(
    positive.map((weight) => amount.times(weight).div(whole)),
    amount,
    digits,
  );
}

/** Amounts in whole units of 10^-digits that add up to `whole`. */
export function roundedTogether(amounts: readonly Exact[], whole: Exact, digits: number): Exact[] {
  const unit = exact(10).pow(-digits);
  const inUnits = amounts.map((amount) => amount.div(unit).toDecimalPlaces(100));
  const shares = inUnits.map((amount) => amount.floor());
  let rest = whole.div(unit).minus(total(shares));
  const taken = new Set<number>();
  while (rest.gt(0) && taken.size < shares.length) {
    let best = -1;
    for (const index of shares.keys()) {
      if (taken.has(index)) continue;
      const remainder = (at: number): Exact => (inUnits[at] as Exact).minus((inUnits[at] as Exact).floor());
      if (best < 0 || remainder(index).gt(remainder(best))) best = index;
    }
    taken.add(best);
    const given = Exact.min(rest, 1);
    shares[best] = (shares[best] as Exact).plus(given);
    rest = rest.minus(given);
  }
  return shares.map((share) => share.times(unit));
}
