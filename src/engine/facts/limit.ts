import type { Decimal } from '../numbers/decimal.ts';
import { min } from '../numbers/decimal.ts';

/** A bound on a meter's quantity or on the invoice's total. */
export interface Limit {
  readonly id: string;
  /** A meter's id, or `null` = the invoice. */
  readonly meter: string | null;
  /** Units of the meter, or money of the invoice's total. */
  readonly at: Decimal;
  /** `block` stops usage there; `notify` only says so. */
  readonly effect: 'block' | 'notify';
  readonly thresholdsPct: readonly Decimal[];
  /** Further thresholds in units or money. */
  readonly thresholds: readonly Decimal[];
  readonly setBy: 'plan' | 'customer' | 'company';
  /** A given consent to go over, up to a maximum and an instant (ms). */
  readonly consent: Consent | null;
  /** Whether overrunning is possible after a consent. */
  readonly consentWanted: boolean;
}

export interface Consent {
  readonly at: Decimal;
  readonly until: number;
}

/** Of a limit what decides where usage stops; credits stop it so, too. */
export type Stop = Pick<Limit, 'meter' | 'at' | 'effect' | 'consent'>;

/** Where a limit stands at an instant: a consent that still holds moves it up. */
export function effectiveBound({ at, consent }: Stop, now: number | null): Decimal {
  return consent !== null && (now === null || now < consent.until) && consent.at.gt(at) ? consent.at : at;
}

/** The instant up to which limits have to let all usage of a period through: its last one; without a period, now. */
export function lastInstant({
  account,
  period,
}: {
  readonly account: { readonly asOf: number } | null;
  readonly period: { readonly end: number } | null;
}): number | null {
  return period === null ? (account?.asOf ?? null) : period.end - 1;
}

/** A consent that holds now, and ends before the period does: from then on the limit holds as before. */
export function endingConsent(
  { at, consent }: Stop,
  account: { readonly asOf: number } | null,
  period: { readonly end: number } | null,
): Consent | null {
  const isEnding = account && period && consent && account.asOf < consent.until && consent.until < period.end;
  return isEnding && consent.at.gt(at) ? consent : null;
}

/** The lowest limit that stops usage of a meter, or (`null`) the invoice; `null` = none does. */
export function stopOf(limits: readonly Stop[], meter: string | null, now: number | null): Decimal | null {
  const bounds = limits
    .filter((limit) => limit.meter === meter && limit.effect === 'block')
    .map((limit) => effectiveBound(limit, now));
  return bounds.length === 0 ? null : bounds.reduce(min);
}
