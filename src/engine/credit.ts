import type { Decimal } from './decimal.ts';

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
