import * as z from 'zod/mini';
import { instant } from './instant.ts';
import { amount, choice, id, integer, list, optionalList, orNull, strict, text, uniqueIds } from './scalars.ts';

const credit = strict(
  z.pipe(
    z.strictObject({
      id,
      name: z.optional(text),
      unit: id,
      balance: amount,
      granted: orNull(amount),
      priority: z._default(integer(-1e6, 1e6), 0),
      expires_at: orNull(instant),
      granted_at: orNull(instant),
      source: choice('granted', 'purchased', 'goodwill'),
      applied: choice('after_tax', 'before_tax'),
      charges: orNull(list(id, 200)),
      when_empty: choice('bill', 'block'),
    }),
    z.transform((value) => ({ ...value, name: value.name || value.id })),
  ),
);

/** Money or units that pay for charges. */
export const credits = optionalList(credit, 100).check(uniqueIds);
