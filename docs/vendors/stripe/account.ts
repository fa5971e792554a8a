import type { AccountDocument, SubscriptionDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { billedOf, pastInvoice } from './billed.ts';
import { isCounted } from './catalog.ts';
import { balanceOf, grantOf } from './credits.ts';
import { discountsOf } from './discounts.ts';
import type { StripeFacts } from './facts.ts';
import { instant } from './instant.ts';
import type { StripeSubscription } from './objects.ts';
import { debtOf, pendingItemsOf, UNTAXED } from './pending.ts';
import { ownPlan } from './plan.ts';
import { taxOf } from './tax.ts';
import { metered, seats } from './usage.ts';

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function stripeAccount(facts: StripeFacts): AccountDocument {
  const { customer, revision, asOf, currency } = facts;
  checkSubscription(facts);
  const tax = taxOf(facts);
  return {
    version: 1,
    id: customer.id,
    revision,
    as_of: instant(asOf),
    // The clock of Stripe: periods, and the days of meter summaries, are in UTC whatever the customer's zone.
    time_zone: 'UTC',
    currency: currency.toUpperCase(),
    subscription: subscriptionOf(facts),
    usage: { ...seats(facts), ...metered(facts) },
    billed: billedOf(facts),
    pending_items: [...pendingItemsOf(facts), ...debtOf(facts)],
    last_invoices: facts.invoices.flatMap((invoice) => pastInvoice(invoice, currency)),
    discounts: discountsOf(facts),
    tax: { ...tax, ...(tax.rates && { rates: { ...tax.rates, [UNTAXED]: [] } }) },
    credits: [...facts.credits.flatMap((credit) => grantOf(credit, facts)), ...balanceOf(facts)],
  };
}

function checkSubscription({ subscription, currency, scheduled }: StripeFacts): void {
  const { id, items } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  if (subscription.currency.toUpperCase() !== currency.toUpperCase()) refuse(`it is in ${subscription.currency}`);
  if (items.has_more) refuse('not all of its items are here');
  if (subscription.pause_collection !== null) refuse('its invoices are paused');
  if (subscription.billing_thresholds?.amount_gte != null) refuse('an invoice comes at a threshold, not at a date');
  if (subscription.billing_schedules?.length) refuse('some of it is billed ahead of its period');
  if (subscription.schedule !== null && scheduled === undefined) refuse('a schedule will change it: say scheduled');
  for (const item of items.data) {
    if (item.billing_thresholds?.usage_gte != null) {
      throw new Untranslatable(item.id, 'an invoice comes at a threshold, not at a date');
    }
    if (item.current_trial) throw new Untranslatable(item.id, 'it has a trial of its own');
    const isOne = item.price.recurring?.usage_type === 'metered' || isCounted(item.price) || item.quantity === 1;
    if (!isOne) throw new Untranslatable(item.id, 'several of a product without a unit_label: give it one');
  }
}

function subscriptionOf(facts: StripeFacts): SubscriptionDocument {
  const { subscription, scheduled } = facts;
  const { billing_cycle_anchor, start_date, trial_end, cancel_at } = subscription;
  return {
    plan: ownPlan(facts),
    anchor: instant(billing_cycle_anchor),
    started_at: instant(start_date),
    status: statusOf(subscription),
    ...(trial_end === null ? {} : { trial_ends_at: instant(trial_end) }),
    ...(cancel_at === null ? {} : { ends_at: instant(cancel_at) }),
    ...(scheduled === undefined ? {} : { scheduled }),
  };
}

function statusOf({ id, status }: StripeSubscription): SubscriptionDocument['status'] {
  if (status === 'active' || status === 'trialing' || status === 'past_due') return status;
  if (status === 'unpaid') return 'past_due';
  throw new Untranslatable(id, `its status is "${status}": there is no next invoice`);
}
