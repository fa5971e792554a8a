import type { IntervalDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';

/** A duration of one unit, such as P1M; there is no other at OpenMeter that our contract could say. */
export function intervalOf(cadence: string, object: string): IntervalDocument {
  const [, count, letter] = /^P(\d+)([DWMY])$/.exec(cadence) ?? [];
  const unit = UNITS.get(letter ?? '');
  if (unit === undefined || Number(count) === 0) throw new Untranslatable(object, `a cadence of ${cadence}`);
  return { unit, count: Number(count) };
}

const UNITS = new Map<string, IntervalDocument['unit']>([
  ['D', 'day'],
  ['W', 'week'],
  ['M', 'month'],
  ['Y', 'year'],
]);
