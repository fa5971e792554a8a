import { decimal, isZero } from '../decimal-text.ts';
import type { AccountDocument, CreditDocument, SubscriptionDocument, UsageDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { billedOf, pastInvoice } from './billed.ts';
import { money, recurring } from './catalog.ts';
import { anchorOf, later } from './cycle.ts';
import { discountsOf } from './discounts.ts';
import type { PaddleFacts } from './facts.ts';
import type { PaddlePeriod } from './objects.ts';
import { pendingItemsOf } from './pending.ts';
import { ownPlan } from './plan.ts';
import { behaviorOf, taxOf } from './tax.ts';

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function paddleAccount(facts: PaddleFacts): AccountDocument {
  const { subscription, revision, asOf, currency } = facts;
  const period = checkedPeriod(facts);
  const behavior = behaviorOf(facts);
  return {
    version: 1,
    id: subscription.customer_id,
    revision,
    as_of: asOf,
    // Periods begin at an instant, which is the same everywhere.
    time_zone: 'UTC',
    currency,
    subscription: subscriptionOf(facts, period),
    usage: seatsOf(facts),
    billed: billedOf(facts, period, behavior),
    pending_items: pendingItemsOf(facts, behavior),
    last_invoices: facts.transactions.flatMap((transaction) => pastInvoice(transaction, facts, behavior)),
    discounts: discountsOf(facts, behavior),
    tax: taxOf(facts),
    credits: creditsOf(facts),
  };
}

function checkedPeriod({ subscription, currency }: PaddleFacts): PaddlePeriod {
  const { id, status, scheduled_change, next_transaction, items, billing_cycle } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  if (!STATUSES.has(status)) refuse(`its status is "${status}"`);
  if (subscription.currency_code !== currency) refuse(`it is in ${subscription.currency_code}`);
  if (scheduled_change !== null && scheduled_change.action !== 'cancel') refuse(`it will ${scheduled_change.action}`);
  if (next_transaction === undefined) refuse('its next transaction is missing: ask for it with include');
  if (next_transaction === null && scheduled_change === null) refuse('it has no next transaction');
  if (next_transaction?.adjustments?.length) refuse('its next transaction has adjustments');
  const period = subscription.current_billing_period ?? refuse('it has no billing period');
  // A trial may be as long as it likes; a period that was made longer has no name here.
  const isLong = later(period.ends_at, billing_cycle, -1) > Date.parse(period.starts_at) && status !== 'trialing';
  if (isLong) refuse('its period is longer than its cycle');
  for (const { price, status: itemStatus, next_billed_at } of items) {
    if (itemStatus === 'inactive') throw new Untranslatable(price.id, 'it is inactive');
    const isApart = next_billed_at !== null && Date.parse(next_billed_at) !== Date.parse(period.ends_at);
    if (isApart) throw new Untranslatable(price.id, 'it is billed at another time than the subscription');
  }
  return period;
}

const STATUSES = new Map<string, SubscriptionDocument['status']>([
  ['active', 'active'],
  ['trialing', 'trialing'],
  ['past_due', 'past_due'],
]);

function subscriptionOf(facts: PaddleFacts, period: PaddlePeriod): SubscriptionDocument {
  const { status, billing_cycle, started_at, scheduled_change } = facts.subscription;
  const isTrial = status === 'trialing';
  return {
    plan: ownPlan(facts),
    anchor: isTrial ? period.ends_at : anchorOf(period, billing_cycle),
    started_at: started_at ?? period.starts_at,
    status: STATUSES.get(status) ?? 'active',
    ...(isTrial ? { trial_ends_at: period.ends_at } : {}),
    ...(scheduled_change ? { ends_at: scheduled_change.effective_at } : {}),
  };
}

function seatsOf({ subscription, plans, formerPlans = [], seats }: PaddleFacts): Record<string, UsageDocument> {
  const prices = [...plans, ...formerPlans].flatMap(recurring);
  const meters = new Set(prices.flatMap(({ product }) => (product ? [product.id] : [])));
  const usage: Record<string, UsageDocument> = {};
  for (const { price, product, quantity } of subscription.items) {
    const refuse = (reason: string): never => {
      throw new Untranslatable(price.id, reason);
    };
    if (!seats.includes(product.id)) {
      if (quantity !== 1) refuse(`${quantity} of it: name its product in seats`);
      continue;
    }
    if (!meters.has(product.id)) refuse(`the catalog does not count ${product.id}: say formerPlans to both`);
    const { minimum } = price.quantity;
    if (quantity < minimum) refuse(`${quantity} of it, where ${minimum} are the least`);
    if (usage[product.id]) refuse('a second item of the same product');
    usage[product.id] = { quantity: decimal(quantity, price.id) };
  }
  return usage;
}

function creditsOf(facts: PaddleFacts): CreditDocument[] {
  const own = facts.balances.find(({ currency_code }) => currency_code === facts.currency);
  if (own === undefined || isZero(own.balance.available)) return [];
  const balance = money(own.balance.available, 'balance', facts);
  const terms = { priority: 0, source: 'granted', applied: 'after_tax' } as const;
  return [{ id: 'balance', name: 'Balance', unit: facts.currency, balance, ...terms }];
}
