import type { Decimal } from './decimal.ts';
import { max, min, ZERO } from './decimal.ts';

/** Money or units that pay for charges. */
export interface Credit {
  readonly id: string;
  readonly name: string;
  /** `null` = money in the account's currency, else the id of the meter whose units it pays. */
  readonly meter: string | null;
  readonly balance: Decimal;
  /** What it was worth at the start, for a gauge; `null` = not said. */
  readonly granted: Decimal | null;
  /** Lower numbers are used first. */
  readonly priority: number;
  readonly expiresAt: number | null;
  readonly grantedAt: number | null;
  readonly source: 'granted' | 'purchased' | 'goodwill';
  /** Money credits only. */
  readonly applied: 'before_tax' | 'after_tax';
  /** The charges it may pay; `null` = all. */
  readonly charges: readonly string[] | null;
  readonly whenEmpty: 'bill' | 'block';
}

/**
 * Credits in the order they are used: lower priority number first, then soonest expiry, then granted before
 * purchased, then oldest.
 */
export function inDrawOrder(credits: readonly Credit[]): Credit[] {
  const never = Number.MAX_SAFE_INTEGER;
  return [...credits].sort(
    (a, b) =>
      a.priority - b.priority ||
      (a.expiresAt ?? never) - (b.expiresAt ?? never) ||
      Number(a.source === 'purchased') - Number(b.source === 'purchased') ||
      (a.grantedAt ?? 0) - (b.grantedAt ?? 0),
  );
}

/** One draw from a list of balances, in order: what each gave. */
export function draw(balances: readonly Decimal[], amount: Decimal): Decimal[] {
  let left = amount;
  return balances.map((balance) => {
    const given = max(ZERO, min(balance, left));
    left = left.minus(given);
    return given;
  });
}
