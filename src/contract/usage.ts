import * as z from 'zod/mini';
import { sum } from '../engine/numbers/decimal.ts';
import { once } from '../engine/once.ts';
import { instant, localDay } from './instant.ts';
import { check, exceeds, sayTo } from './issues.ts';
import { amount, array, isObject, orNull, record, signed, url } from './scalars.ts';

const series = once(() =>
  z.pipe(
    z.object({
      of: z.literal(['increments', 'levels', 'cumulative']),
      from: localDay(),
      values: array(z.nullable(signed()), 800),
    }),
    // For charts and forecasts, which are uncertain by nature: numbers will do.
    z.transform(({ from, values, ...rest }) => ({
      ...rest,
      fromDay: from,
      values: values.map((value) => value && value.toNumber()),
    })),
  ),
);

const MOST_EVENTS = 10_000;

/** What one meter counted in the current period. A quantity below 0 is a correction; the charge says what becomes of it. */
export const usage = once(() =>
  z.pipe(
    z
      .object({
        quantity: z.optional(signed()),
        active: orNull(amount()),
        provisional: orNull(amount()),
        evidence_url: orNull(url()),
        complete_until: orNull(instant()),
        series: orNull(series()),
        events: orNull(array(amount(), MOST_EVENTS)),
      })
      .check(
        check(({ quantity, events }, say) => {
          if (!quantity && !events) say('is missing', 'quantity');
        }),
      ),
    z.transform((value) => ({ ...value, quantity: value.quantity ?? sum(value.events ?? []) })),
  ),
);

/** Usage by meter. The bound on events is one for all meters, so that no document takes long to read. */
export const usages = once(() =>
  z.pipe(
    z.transform((raw: unknown = {}, payload) => {
      const meters = isObject(raw) ? Object.values(raw) : [];
      const events = meters.flatMap((each) =>
        isObject(each) && Array.isArray(each.events) ? [each.events.length] : [],
      );
      if (events.reduce((all, count) => all + count, 0) > MOST_EVENTS) sayTo(payload)(exceeds(MOST_EVENTS, ' events'));
      return raw;
    }),
    record(usage(), 200),
  ),
);
