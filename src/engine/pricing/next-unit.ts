import type { Curve } from './curve.ts';
import { costAt } from './curve.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { ZERO } from '../numbers/decimal.ts';
import { lastWhere } from '../numbers/last-where.ts';
import type { NextUnit } from './line.ts';

/** How far ahead room in a package or bundle is looked for, in steps. */
const HORIZON = 2 ** 40;

/** What one more step of the meter costs, and how many units then come at no further cost (0 = none, or no end of them). */
export function nextUnit(curve: Curve, quantity: Decimal, step: Decimal): NextUnit | null {
  const here = costAt(curve, quantity);
  const there = costAt(curve, quantity.plus(step));
  if (typeof here === 'string' || typeof there === 'string') return null;
  const amount = there.minus(here);
  const isFree = (steps: number): boolean => {
    const cost = costAt(curve, quantity.plus(step.times(steps)));
    return typeof cost !== 'string' && cost.eq(there);
  };
  const room = lastTrue(isFree) - 1;
  return { quantity: step, amount, roomAfter: room < HORIZON / 4 ? step.times(room) : ZERO };
}

/** The last n ≥ 1 of an unbroken run of true from 1 on: doubling, then halving. */
function lastTrue(holds: (n: number) => boolean): number {
  let high = 2;
  while (high < HORIZON && holds(high)) high *= 2;
  return lastWhere(high / 2, high, holds);
}
