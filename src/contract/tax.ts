import * as z from 'zod/mini';
import { once } from '../engine/once.ts';
import { check } from './issues.ts';
import { amount, array, choice, flag, record, strict, text } from './scalars.ts';

const rate = once(() => strict(z.strictObject({ name: text(), rate_pct: amount(), compound: flag(false) })));

/** Where nothing is said, nobody here knows whether tax comes on top. */
export const tax = once(() =>
  strict(
    z
      .strictObject({
        behavior: choice('unknown', 'exclusive', 'inclusive', 'none', 'reverse_charge'),
        rounding: choice('rate', 'line', 'invoice'),
        rates: record(array(rate(), 20), 50),
      })
      .check(
        check(({ behavior, rates }, say) => {
          // Categories without an entry have these: without them a charge would silently be free of tax.
          if (behavior.endsWith('clusive') && !rates.has('standard')) say('is missing', 'rates', 'standard');
        }),
      ),
    {},
  ),
);
