import * as z from 'zod/mini';
import { once } from '../engine/once.ts';
import { instant } from './instant.ts';
import { amount, array, choice, id, integer, list, named, orNull, strict, text, uniqueIds } from './scalars.ts';

const credit = once(() =>
  strict(
    z.pipe(
      z.strictObject({
        id: id(),
        name: z.optional(text()),
        unit: id(),
        balance: amount(),
        granted: orNull(amount()),
        priority: z._default(integer(-1e6, 1e6), 0),
        expires_at: orNull(instant()),
        granted_at: orNull(instant()),
        source: choice('granted', 'purchased', 'goodwill'),
        applied: choice('after_tax', 'before_tax'),
        charges: orNull(array(id(), 200)),
        when_empty: choice('bill', 'block'),
      }),
      z.transform(named),
    ),
  ),
);

/** Money or units that pay for charges. */
export const credits = once(() => list(credit(), 100).check(uniqueIds()));
