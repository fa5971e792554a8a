import * as z from 'zod/mini';
import type { Account } from '../engine/facts/account.ts';
import type { Plan } from '../engine/facts/catalog.ts';
import { once } from '../engine/once.ts';
import { commitment } from './commitment.ts';
import { ContractError } from './contract-error.ts';
import { credits } from './credit.ts';
import { discounts } from './discount.ts';
import { check } from './issues.ts';
import { instant, inZone, span } from './instant.ts';
import { limits } from './limit.ts';
import { readPlan } from './plan.ts';
import { read, under, type Reading, type Warn } from './read.ts';
import {
  amount,
  apart,
  choice,
  currency,
  CURRENCY,
  flag,
  id,
  integer,
  isObject,
  list,
  named,
  orNull,
  record,
  signed,
  text,
  timeZone,
  uniqueIds,
  url,
  version,
} from './scalars.ts';
import { tax } from './tax.ts';
import { usages } from './usage.ts';
import { withoutInherited } from './without-inherited.ts';

const subscription = once(() =>
  z.pipe(
    z
      .object({
        plan: apart(),
        anchor: z.optional(instant()),
        started_at: orNull(instant()),
        status: choice('active', 'trialing', 'past_due', 'canceled'),
        trial_ends_at: orNull(instant()),
        renews_at: orNull(instant()),
        ends_at: orNull(instant()),
        add_ons: list(id(), 200),
        scheduled: list(z.object({ at: instant(), plan: orNull(id()), quantities: record(amount(), 200) }), 50),
      })
      .check(
        check(({ anchor, started_at }, say) => {
          if ((anchor ?? started_at) === null) say('is missing', 'anchor');
        }),
      ),
    z.transform((value) => ({ ...value, anchor: value.anchor ?? value.started_at! })),
  ),
);

const pendingItem = once(() =>
  z.pipe(
    z.object({
      id: id(),
      name: z.optional(text()),
      amount: signed(),
      discountable: flag(true),
      tax_category: orNull(id()),
    }),
    z.transform(named),
  ),
);

const pastInvoice = once(() =>
  z.object({
    id: orNull(id()),
    plan: orNull(id()),
    period: span(),
    total: signed(),
    lines: list(z.object({ charge: id(), name: orNull(text()), quantity: orNull(signed()), amount: signed() }), 200),
  }),
);

const wire = once(() =>
  z.object({
    version: version(),
    id: orNull(id()),
    revision: integer(0, Number.MAX_SAFE_INTEGER),
    as_of: instant(),
    time_zone: timeZone(),
    currency: currency(),
    subscription: subscription(),
    usage: usages(),
    billed: list(z.object({ charge: id(), amount: signed(), period: span(), invoice: orNull(id()) }), 200),
    pending_items: list(pendingItem(), 200).check(uniqueIds()),
    last_invoices: list(pastInvoice(), 36),
    discounts: discounts(),
    commitment: orNull(commitment()),
    tax: tax(),
    credits: credits(),
    limits: limits('customer'),
    live: orNull(z.object({ url: orNull(url()) })),
    contact: orNull(url()),
  }),
);

export const account = once(() =>
  z.pipe(
    wire().check(
      check((value, say) => {
        value.credits.forEach(({ unit }, index) => {
          if (CURRENCY.test(unit) && unit !== value.currency) {
            say(`is not the account's currency, ${value.currency}`, 'credits', index, 'unit');
          }
        });
      }),
    ),
    z.transform(({ live, ...value }) => ({
      ...value,
      live_url: live && live.url,
      credits: value.credits.map(({ unit, ...credit }) => ({
        ...credit,
        meter: unit === value.currency ? null : unit,
      })),
    })),
  ),
);

const withZone = once(() => z.object({ time_zone: timeZone() }));

/**
 * Reads an account, as parsed JSON. A plan of its own that is wrong inside comes back with its `problems`.
 * @param warn is told of links that were left out; by default nobody: nothing is ever logged.
 * @throws {ContractError} with every issue by path.
 */
export function parseAccount(raw: unknown, warn?: Warn): Account {
  const { value, issues } = withoutInherited(() => {
    // Bare dates need the zone before anything else is read; a wrong one is then an issue among the others.
    const zone = read(withZone(), raw).value?.timeZone ?? 'UTC';
    return inZone(zone, () => readAccount(raw, warn));
  });
  if (issues) throw new ContractError('account', issues);
  return value;
}

function readAccount(raw: unknown, warn?: Warn): Reading<Account> {
  const { value, issues } = read(account(), raw, warn);
  if (issues) return { issues };
  const plan = readOwnPlan(value.subscription.plan(), warn);
  if (plan.issues) return plan;
  const own = Object.freeze({ ...value.subscription, plan: plan.value });
  return { value: Object.freeze({ ...value, subscription: own }) };
}

/** The id of a plan of the catalog, or a whole plan. */
function readOwnPlan(raw: unknown, warn?: Warn): Reading<string | Plan> {
  const path = 'subscription.plan';
  if (isObject(raw)) return readPlan(raw, { path, rank: 0, warn });
  const { value, issues } = read(id(), raw);
  return issues ? { issues: under(path, issues) } : { value };
}
