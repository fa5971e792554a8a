import type { AccountDocument, CreditDocument, SubscriptionDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { billedOf, pastInvoice } from './billed.ts';
import { money } from './catalog.ts';
import { discountsOf } from './discounts.ts';
import type { ChargebeeFacts } from './facts.ts';
import { pendingItemsOf } from './pending.ts';
import { ownPlan, planPrice } from './plan.ts';
import { taxOf } from './tax.ts';
import type { Term } from './term.ts';
import { anchorOf, at, boundary, instant, termOf } from './term.ts';
import { usageOf } from './usage.ts';

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function chargebeeAccount(facts: ChargebeeFacts): AccountDocument {
  const { customer, revision, asOf, currency, timeZone } = facts;
  const term = termOf(facts);
  checkSubscription(facts, term);
  const tax = taxOf(facts);
  return {
    version: 1,
    id: customer.id,
    revision,
    as_of: instant(asOf),
    time_zone: timeZone,
    currency,
    subscription: subscriptionOf(facts, term),
    usage: usageOf(facts, term),
    billed: billedOf(facts, term),
    pending_items: pendingItemsOf(facts, term, tax),
    last_invoices: facts.invoices.flatMap((invoice) => pastInvoice(invoice, facts)),
    discounts: discountsOf(facts, term),
    tax,
    credits: creditsOf(facts),
  };
}

function checkSubscription(facts: ChargebeeFacts, term: Term): void {
  const { subscription, currency, scheduled, estimate } = facts;
  const { id, status, has_scheduled_changes, has_scheduled_advance_invoices, pause_date, free_period } = subscription;
  const { next_billing_at = term.end, cancelled_at = term.end } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  if (!STATUSES.has(status)) refuse(`its status is "${status}"`);
  if (subscription.currency_code !== currency) refuse(`it is in ${subscription.currency_code}`);
  if (has_scheduled_changes && scheduled === undefined) refuse('a change is booked: say scheduled');
  if (has_scheduled_advance_invoices) refuse('some of it is billed ahead of its term');
  if (boundary(next_billing_at, facts) !== boundary(term.end, facts)) refuse('it is billed at another time');
  if (cancelled_at > term.end) refuse('it ends within a later term');
  if (pause_date !== undefined) refuse('it will be paused');
  if (free_period !== undefined) refuse('it has a free period');
  if (estimate?.round_off_amount) refuse('the site rounds its total');
}

const STATUSES = new Map<string, SubscriptionDocument['status']>([
  ['active', 'active'],
  ['in_trial', 'trialing'],
  ['non_renewing', 'active'],
]);

function subscriptionOf(facts: ChargebeeFacts, term: Term): SubscriptionDocument {
  const { subscription, scheduled } = facts;
  const { status, started_at, cancelled_at, due_invoices_count = 0 } = subscription;
  const isTrial = status === 'in_trial';
  const known = STATUSES.get(status) ?? 'active';
  return {
    ...ownPlan(facts),
    anchor: isTrial ? at(term.end, facts) : anchorOf(term, facts, planPrice(facts)),
    started_at: at(started_at ?? term.start, facts),
    status: known === 'active' && due_invoices_count > 0 ? 'past_due' : known,
    ...(isTrial ? { trial_ends_at: at(term.end, facts) } : {}),
    ...(isEnding(facts) ? { ends_at: boundary(cancelled_at ?? term.end, facts) } : {}),
    ...(scheduled === undefined ? {} : { scheduled }),
  };
}

/** Whether the term, or the trial, is the last one. */
function isEnding(facts: ChargebeeFacts): boolean {
  const { status, cancelled_at, trial_end_action, remaining_billing_cycles, contract_term } = facts.subscription;
  if (status === 'non_renewing') return true;
  if (status === 'in_trial') {
    const action = trial_end_action === 'plan_default' ? planPrice(facts).trial_end_action : trial_end_action;
    return action === 'cancel_subscription' || cancelled_at !== undefined;
  }
  // A contract is followed by another, or goes on without one.
  return remaining_billing_cycles === 0 && (contract_term?.action_at_term_end ?? 'cancel') === 'cancel';
}

/** Promotional credits are a discount; what was paid, or given back, pays what is due. */
function creditsOf(facts: ChargebeeFacts): CreditDocument[] {
  const { customer, currency } = facts;
  const own = customer.balances?.find(({ currency_code }) => currency_code === currency);
  if (own === undefined) {
    const some = customer.promotional_credits + customer.refundable_credits + customer.excess_payments;
    if (some > 0 && !customer.balances) throw new Untranslatable(customer.id, 'its balances by currency are missing');
    return [];
  }
  const credit = (id: string, name: string, amount: number, priority: number): CreditDocument[] => {
    if (amount === 0) return [];
    const applied = id === 'promotional_credits' ? 'before_tax' : 'after_tax';
    const source = id === 'excess_payments' ? 'purchased' : 'granted';
    return [{ id, name, unit: currency, balance: money(amount, id, facts), priority, source, applied }];
  };
  return [
    ...credit('promotional_credits', 'Promotional credits', own.promotional_credits, 0),
    ...credit('refundable_credits', 'Refundable credits', own.refundable_credits, 1),
    ...credit('excess_payments', 'Excess payments', own.excess_payments, 2),
  ];
}
