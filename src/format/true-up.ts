import type { CommitmentEstimate } from '../engine/estimate/estimate.ts';
import type { Format } from './format.ts';

/** What would be charged to reach a commitment, in whole units; `null` = probably nothing. */
export function describeTrueUp(
  format: Format,
  { trueUp, trueUpRange: range }: CommitmentEstimate,
  currency: string,
): {
  readonly key: 'true_up' | 'true_up_likely';
  readonly values: { readonly amount: string; readonly range: string };
} | null {
  if (range ? range.high <= 0 : trueUp.isZero()) return null;
  const amount = format.wholeMoney(trueUp, currency);
  const likely = range && format.likelyMoney(range, currency);
  return likely
    ? { key: 'true_up_likely', values: { amount, range: likely } }
    : { key: 'true_up', values: { amount, range: '' } };
}
