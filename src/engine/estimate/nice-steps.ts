import { powerOfTen, type Decimal } from '../numbers/decimal.ts';
import { roundTo } from '../numbers/rounding.ts';

const NICE = ['1', '2', '2.5', '5', '10'];

/** The smallest round step (1, 2, 2.5 or 5 times a power of ten) that is at least `size`, and a multiple of `unit`. */
export function niceStep(size: Decimal, unit: Decimal): Decimal {
  if (size.lte(unit)) return unit;
  const power = powerOfTen(size.e);
  for (const factor of NICE) {
    const step = power.times(factor);
    if (step.gte(size) && step.div(unit).dp() === 0) return step;
  }
  return roundTo(power.times(10), unit, 'ceil');
}
