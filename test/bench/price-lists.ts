import type { WireTier } from '../oracle/wire.ts';

/** A fixed six-tier graduated price, and the quantities it is asked for. */
export interface PriceList {
  readonly name: string;
  readonly tiers: readonly WireTier[];
  /** Quantities are whole numbers of 10^-digits. */
  readonly digits: number;
  readonly largest: number;
}

export const PRICE_LISTS: readonly PriceList[] = [
  {
    name: 'cents',
    tiers: [
      { up_to: '1000', unit_amount: '0.10' },
      { up_to: '5000', unit_amount: '0.09' },
      { up_to: '20000', unit_amount: '0.07', flat_amount: '15.00' },
      { up_to: '100000', unit_amount: '0.05' },
      { up_to: '500000', unit_amount: '0.04' },
      { up_to: null, unit_amount: '0.03' },
    ],
    digits: 0,
    largest: 1_000_000,
  },
  {
    name: 'micro-prices of 8 decimals',
    tiers: [
      { up_to: '100000', unit_amount: '0.00012345' },
      { up_to: '1000000', unit_amount: '0.00011235' },
      { up_to: '5000000', unit_amount: '0.00009875' },
      { up_to: '20000000', unit_amount: '0.00008125' },
      { up_to: '50000000', unit_amount: '0.00006505' },
      { up_to: null, unit_amount: '0.00004995' },
    ],
    digits: 0,
    largest: 100_000_000,
  },
  {
    name: 'quantities of 3 decimals',
    tiers: [
      { up_to: '10.5', unit_amount: '4.99' },
      { up_to: '100', unit_amount: '4.45' },
      { up_to: '500.25', unit_amount: '3.95' },
      { up_to: '1000', unit_amount: '3.35', flat_amount: '9.99' },
      { up_to: '2500', unit_amount: '2.85' },
      { up_to: null, unit_amount: '2.15' },
    ],
    digits: 3,
    largest: 5_000_000,
  },
];

/** The same quantities in every run. */
export function quantitiesOf({ largest }: PriceList, count: number): Float64Array {
  let state = 20_261_122;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * largest);
  });
}
