import type { AccountDocument, BookedChangeDocument, SubscriptionDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { localDate } from '../local-date.ts';
import { couponsOf } from './coupons.ts';
import { noteOf, walletOf } from './credits.ts';
import { CALENDAR, isPartial } from './days.ts';
import type { LagoFacts } from './facts.ts';
import { billedOf, pastInvoice } from './fees.ts';
import { ownPlan } from './plan.ts';
import { taxOf } from './tax.ts';
import { usageOf } from './usage.ts';

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function lagoAccount(facts: LagoFacts): AccountDocument {
  const { subscription, customer, revision, asOf } = facts;
  checkSubscription(facts);
  return {
    version: 1,
    id: customer.external_id,
    revision,
    as_of: asOf,
    time_zone: customer.applicable_timezone,
    currency: subscription.plan.amount_currency,
    subscription: subscriptionOf(facts),
    usage: usageOf(facts),
    billed: billedOf(facts),
    // One-off invoices are invoices of their own: nothing waits for the next one.
    pending_items: [],
    last_invoices: facts.invoices.flatMap((invoice) => pastInvoice(invoice, facts)),
    discounts: couponsOf(facts),
    tax: taxOf(facts),
    credits: [
      ...facts.creditNotes.flatMap((note) => noteOf(note, facts)),
      ...facts.wallets.flatMap((wallet) => walletOf(wallet, facts)),
    ],
  };
}

function checkSubscription({ subscription, customer, appliedCoupons }: LagoFacts): void {
  const { external_id, status, plan, trial_ended_at } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(external_id, reason);
  };
  if (status !== 'active') refuse(`its status is "${status}"`);
  if (Number(plan.trial_period ?? 0) > 0 && trial_ended_at === null) refuse('in a trial of Lago usage is billed');
  // Lago lowers it by the days that are not served, as our commitment does; our charges' minimums are whole.
  const hasMinimum = plan.charges.some(({ min_amount_cents }) => min_amount_cents > 0);
  if (hasMinimum && isPartial(subscription, customer.applicable_timezone)) refuse('the minimum of a part of a period');
  // Lago takes coupons off a true-up too; ours comes after discounts.
  if (plan.minimum_commitment && appliedCoupons.length > 0) refuse('coupons beside a minimum commitment');
}

function subscriptionOf(facts: LagoFacts): SubscriptionDocument {
  const { subscription, customer } = facts;
  const { billing_time, subscription_at, started_at, ending_at, next_plan_code, downgrade_plan_date } = subscription;
  const zone = customer.applicable_timezone;
  const next: BookedChangeDocument[] =
    next_plan_code && downgrade_plan_date ? [{ at: downgrade_plan_date, plan: next_plan_code }] : [];
  return {
    plan: ownPlan(facts),
    anchor: billing_time === 'calendar' ? CALENDAR : localDate(subscription_at, zone),
    started_at: localDate(started_at, zone),
    status: 'active',
    ...(ending_at === null ? {} : { ends_at: ending_at }),
    ...(next.length === 0 ? {} : { scheduled: next }),
  };
}
