import type { Rounding } from './rounding.ts';
import { once } from '../once.ts';

/**
 * Minor units of ISO 4217 where they are not 2 (list one, as of 2026). `Intl` has digits of its own that
 * differ for some currencies, so this table is what amounts are rounded and shown by.
 */
const DIGITS: Readonly<Record<string, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const digitsByCurrency = once(
  () =>
    new Map(
      Object.entries(DIGITS).flatMap(([digits, codes]) =>
        codes.split(' ').map((code) => [code, Number(digits)] as const),
      ),
    ),
);

/** Fraction digits of a currency's minor unit: JPY 0, USD 2, KWD 3. */
export function minorDigits(currency: string): number {
  return digitsByCurrency().get(currency) ?? 2;
}

/** Fraction digits to which amounts are rounded; negative for tens, hundreds … */
export function digitsOf({ scale }: Pick<Rounding, 'scale'>, currency: string): number {
  return scale ?? minorDigits(currency);
}
