import type { Charge } from './charge.ts';
import { metersOf } from './charge.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { max, min, powerOfTen, ZERO } from '../numbers/decimal.ts';

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
 * Credits in the order an invoice draws them: units before prices, then money before tax, then money after it; of these by
 * lower priority number first, then soonest expiry, then granted before purchased, then oldest.
 */
export function inDrawOrder(credits: readonly Credit[]): Credit[] {
  const never = Number.MAX_SAFE_INTEGER;
  const turn = ({ meter, applied }: Credit): number => (meter !== null ? 0 : applied === 'before_tax' ? 1 : 2);
  return [...credits].sort(
    (a, b) =>
      turn(a) - turn(b) ||
      a.priority - b.priority ||
      (a.expiresAt ?? never) - (b.expiresAt ?? never) ||
      Number(a.source === 'purchased') - Number(b.source === 'purchased') ||
      (a.grantedAt ?? 0) - (b.grantedAt ?? 0),
  );
}

/** More than any charge can draw. */
export function endlessBalance(): Decimal {
  return powerOfTen(30);
}

/** Of some charges those that a credit may pay. */
export function chargesPaid({ meter, charges }: Credit, taken: readonly Charge[]): readonly Charge[] {
  return taken.filter(
    (charge) => (charges === null || charges.includes(charge.id)) && (meter === null || metersOf(charge)[0] === meter),
  );
}

/**
 * What happens once a credit is empty: one that is drawn after it pays all that it pays, or what it says itself.
 * @param good those that are drawn, in their order
 * @param taken the charges of the invoice
 */
export function afterEmpty(
  credit: Credit,
  good: readonly Credit[],
  taken: readonly Charge[],
): 'next' | Credit['whenEmpty'] {
  const paid = chargesPaid(credit, taken);
  const paysOn = (other: Credit): boolean => {
    const alsoPaid = chargesPaid(other, paid);
    return alsoPaid.length > 0 && alsoPaid.length === paid.length && (other.meter === null) === (credit.meter === null);
  };
  const isNext = good.includes(credit) && good.slice(good.indexOf(credit) + 1).some(paysOn);
  return isNext ? 'next' : credit.whenEmpty;
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
