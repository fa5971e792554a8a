import * as z from 'zod/mini';
import { HUNDRED, type Decimal, ZERO } from '../engine/numbers/decimal.ts';
import { once } from '../engine/once.ts';
import { checkBounds } from './charge.ts';
import { instant } from './instant.ts';
import { check, type Say } from './issues.ts';
import { amount, array, choice, id, integer, list, named, orNull, someOf, strict, text, uniqueIds } from './scalars.ts';

const wire = once(() =>
  z.strictObject({
    id: id(),
    name: z.optional(text()),
    kind: z.literal(['percent', 'fixed']),
    value: z.optional(amount()),
    tiers: orNull(someOf(strict(z.strictObject({ up_to: orNull(amount()), value: amount() })), 200)),
    scope: choice('invoice', 'line'),
    charges: orNull(array(id(), 200)),
    starts_at: orNull(instant()),
    ends_at: orNull(instant()),
    remaining_invoices: orNull(integer(0, 1e6)),
    remaining_amount: orNull(amount()),
  }),
);

const discount = once(() =>
  strict(
    z.pipe(
      wire().check(check(checkDiscount)),
      z.transform((value) => ({ ...named(value), value: value.value ?? ZERO })),
    ),
  ),
);

function checkDiscount({ kind, value, tiers, starts_at, ends_at }: z.output<ReturnType<typeof wire>>, say: Say): void {
  const checkValue = (each: Decimal | undefined, ...path: PropertyKey[]) => {
    if (kind === 'percent' && each?.gt(HUNDRED)) say('must be at most 100 per cent', ...path, 'value');
  };
  if ((value === undefined) === (tiers === null)) say('is needed, or tiers, not both', 'value');
  checkValue(value);
  if (starts_at !== null && ends_at !== null && ends_at <= starts_at) say('must be after starts_at', 'ends_at');
  if (tiers === null) return;
  tiers.forEach((tier, index) => {
    checkValue(tier.value, 'tiers', index);
  });
  checkBounds(tiers, say);
  if (tiers.at(-1)?.up_to) say('must be open (null) in the last tier', 'tiers', tiers.length - 1, 'up_to');
}

/** Less money, for reasons with a name; in this order within a scope. */
export const discounts = once(() => list(discount(), 50).check(uniqueIds()));
