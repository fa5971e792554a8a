import * as z from 'zod/mini';
import { ZERO } from '../engine/numbers/decimal.ts';
import { once } from '../engine/once.ts';
import { strictSpan } from './instant.ts';
import { amount, choice, flag, orNull, strict } from './scalars.ts';

/** Minimum spend over a period of its own. */
export const commitment = once(() =>
  strict(
    z.strictObject({
      amount: amount(),
      period: orNull(strictSpan()),
      counted: z._default(amount(), ZERO),
      basis: choice('before_discounts', 'after_discounts'),
      prorated: flag(false),
    }),
  ),
);
