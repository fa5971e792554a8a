import type { Meter } from '../facts/catalog.ts';
import { Decimal } from '../numbers/decimal.ts';

/** The nearest whole number of a meter's steps: how its quantities are counted and shown. */
export function inSteps(quantity: Decimal | number, { step }: Pick<Meter, 'step'>): Decimal {
  return new Decimal(quantity).div(step).round().times(step);
}
