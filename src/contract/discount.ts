import * as z from 'zod/mini';
import { HUNDRED, type Decimal, ZERO } from '../engine/decimal.ts';
import { checkBounds } from './charge.ts';
import { instant } from './instant.ts';
import { amount, choice, id, integer, list, optionalList, orNull, strict, text, uniqueIds } from './scalars.ts';

const wire = z.strictObject({
  id,
  name: z.optional(text),
  kind: z.enum(['percent', 'fixed']),
  value: z.optional(amount),
  tiers: orNull(list(strict(z.strictObject({ up_to: orNull(amount), value: amount })), 200).check(z.minLength(1))),
  scope: choice('invoice', 'line'),
  charges: orNull(list(id, 200)),
  starts_at: orNull(instant),
  ends_at: orNull(instant),
  remaining_invoices: orNull(integer(0, 1e6)),
  remaining_amount: orNull(amount),
});

const discount = strict(
  z.pipe(
    wire.check(({ value, issues }) => {
      const say = (message: string, ...path: PropertyKey[]) =>
        issues.push({ code: 'custom', input: value, path, message });
      const percentage = (each: Decimal | undefined, ...path: PropertyKey[]) => {
        if (value.kind === 'percent' && each?.gt(HUNDRED)) say('must be at most 100 per cent', ...path, 'value');
      };
      if ((value.value === undefined) === (value.tiers === null)) say('is needed, or tiers, not both', 'value');
      percentage(value.value);
      value.tiers?.forEach((tier, index) => percentage(tier.value, 'tiers', index));
      checkBounds(value.tiers ?? [], (message, ...path) => say(message, 'tiers', ...path));
      if (value.tiers?.at(-1)?.up_to)
        say('must be open (null) in the last tier', 'tiers', value.tiers.length - 1, 'up_to');
      if (value.starts_at !== null && value.ends_at !== null && value.ends_at <= value.starts_at) {
        say('must be after starts_at', 'ends_at');
      }
    }),
    z.transform((value) => ({ ...value, name: value.name || value.id, value: value.value ?? ZERO })),
  ),
);

/** Less money, for reasons with a name; in this order within a scope. */
export const discounts = optionalList(discount, 50).check(uniqueIds);
