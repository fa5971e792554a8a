import * as z from 'zod/mini';
import { Decimal } from '../engine/decimal.ts';
import type { Limit } from '../engine/limit.ts';
import { instant } from './instant.ts';
import { amount, choice, flag, id, list, optionalList, orNull, uniqueIds } from './scalars.ts';

const wire = z.object({
  id: z.optional(id),
  meter: z.optional(id),
  quantity: z.optional(amount),
  on: z.optional(z.literal('invoice')),
  amount: z.optional(amount),
  effect: choice('notify', 'block'),
  thresholds_pct: z._default(list(amount, 20), [new Decimal(80), new Decimal(100)]),
  thresholds: optionalList(amount, 20),
  set_by: z.optional(z.enum(['plan', 'customer', 'company'])),
  consent: orNull(z.object({ quantity: z.optional(amount), amount: z.optional(amount), until: instant })),
  consent_wanted: flag(false),
});

const LIMIT_FORM = 'must say meter and quantity, or on and amount';

/** Bounds on meters or on the invoice, set by `setter` unless they say otherwise. */
export function limits(setter: Limit['setBy']) {
  const limit = z.pipe(
    wire.check(
      z.refine(
        ({ meter, quantity, on, amount: money }) =>
          (meter && quantity && !on && !money) || (on && money && !meter && !quantity),
        LIMIT_FORM,
      ),
      z.refine(({ meter, consent }) => !consent || (meter ? consent.quantity : consent.amount), {
        error: 'must say up to which quantity or amount, as the limit does',
        path: ['consent'],
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
  return optionalList(limit, 50).check(uniqueIds);
}
