import { ardesiaAccount } from '../data/ardesia.ts';
import { quaystoneAccount } from '../data/quaystone.ts';
import { tillaAccount } from '../data/tilla.ts';

export const COMPANIES = ['ardesia', 'quaystone', 'tilla'] as const;
export type Company = (typeof COMPANIES)[number];

/** A document as it goes over the wire. */
export type WireDocument = Readonly<Record<string, unknown>>;

/** One customer's account with that company at an instant, after so many calls beyond the day's rhythm. */
export function accountOf(company: Company, instant: number, extraCalls: number): WireDocument {
  switch (company) {
    case 'ardesia':
      return ardesiaAccount(instant);
    case 'quaystone':
      return quaystoneAccount(instant, extraCalls);
    case 'tilla':
      return tillaAccount(instant);
  }
}
