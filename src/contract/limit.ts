import * as z from 'zod/mini';
import { Decimal, HUNDRED } from '../engine/numbers/decimal.ts';
import type { Limit } from '../engine/facts/limit.ts';
import { once } from '../engine/once.ts';
import { instant } from './instant.ts';
import { check } from './issues.ts';
import { amount, array, choice, flag, id, list, orNull, uniqueIds } from './scalars.ts';

const wire = once(() =>
  z.object({
    id: z.optional(id()),
    meter: z.optional(id()),
    quantity: z.optional(amount()),
    on: z.optional(z.literal('invoice')),
    amount: z.optional(amount()),
    effect: choice('notify', 'block'),
    thresholds_pct: z._default(array(amount(), 20), [new Decimal(80), HUNDRED]),
    thresholds: list(amount(), 20),
    set_by: z.optional(z.literal(['plan', 'customer', 'company'])),
    consent: orNull(z.object({ quantity: z.optional(amount()), amount: z.optional(amount()), until: instant() })),
    consent_wanted: flag(false),
  }),
);

/** Bounds on meters or on the invoice, set by `setter` unless they say otherwise. */
export function limits(setter: Limit['setBy']) {
  const limit = z.pipe(
    wire().check(
      check(({ meter, quantity, on, amount: money, consent }, say) => {
        const [bound, other] = meter ? [quantity, on ?? money] : [on && money, quantity];
        if (!bound || other) say('must say meter and quantity, or on and amount');
        if (consent && !(meter ? consent.quantity : consent.amount))
          say('is missing', 'consent', meter ? 'quantity' : 'amount');
      }),
    ),
    z.transform(({ on, meter = null, quantity, amount: money, set_by, consent, ...rest }) => ({
      ...rest,
      id: rest.id ?? meter ?? on ?? '',
      meter,
      at: (quantity ?? money) as Decimal,
      set_by: set_by ?? setter,
      consent: consent && { at: (consent.quantity ?? consent.amount) as Decimal, until: consent.until },
    })),
  );
  return list(limit, 50).check(uniqueIds());
}
