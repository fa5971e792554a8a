import type { AccountDocument, CreditDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { decimal } from '../decimal-text.ts';
import { isBefore } from '../period-at.ts';
import type { OpenMeterFacts } from './facts.ts';
import { billedOf, pastInvoice, pendingItemsOf } from './invoices.ts';
import { currentPhase, pricedPhase } from './phases.ts';
import { ownPlan } from './plan.ts';
import { checkPeriod, checkTrial, currentPeriod } from './period.ts';
import { usageOf } from './usage.ts';

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function openMeterAccount(facts: OpenMeterFacts): AccountDocument {
  const { subscription, revision, asOf, currency, tax } = facts;
  checkSubscription(facts);
  const [phase, priced] = [currentPhase(facts), pricedPhase(facts)];
  if (phase === priced) checkPeriod(facts);
  else checkTrial(facts);
  const { activeFrom, activeTo, billingAnchor } = subscription;
  return {
    version: 1,
    id: subscription.customerId,
    revision,
    as_of: asOf,
    // Periods begin at the anchor's instant, whatever the customer's zone.
    time_zone: 'UTC',
    currency,
    subscription: {
      plan: ownPlan(facts),
      anchor: billingAnchor,
      // A phase that began between two anchors has its first part of a period, as a subscription has.
      started_at: phase === priced && currentPeriod(facts).from === phase.activeFrom ? phase.activeFrom : activeFrom,
      status: phase === priced ? 'active' : 'trialing',
      ...(phase === priced ? {} : { trial_ends_at: priced.activeFrom }),
      ...(activeTo === undefined ? {} : { ends_at: activeTo }),
    },
    usage: usageOf(facts),
    billed: phase === priced ? billedOf(facts) : [],
    pending_items: pendingItemsOf(facts),
    last_invoices: facts.invoices.flatMap((invoice) => pastInvoice(invoice, facts)),
    discounts: [],
    tax,
    credits: facts.credits.flatMap((credit) => creditOf(credit, facts)),
  };
}

function checkSubscription({ subscription, currency, asOf }: OpenMeterFacts): void {
  const { id, status, activeTo, phases } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  // A canceled one goes on until its end.
  if (status !== 'active' && status !== 'canceled') refuse(`its status is "${status}"`);
  if (activeTo !== undefined && !isBefore(asOf, activeTo)) refuse('it has ended');
  for (const { key, discounts, itemTimelines } of phases) {
    if (discounts) throw new Untranslatable(key, 'discounts of a phase');
    const strange = Object.values(itemTimelines)
      .flat()
      .find((item) => item.currency && item.currency !== currency);
    if (strange) throw new Untranslatable(strange.id, `it is in ${strange.currency}`);
  }
}

/** Grants pay charges before tax: lower priorities first, then the sooner end, whoever funded them. */
function creditOf({ grant, opening }: OpenMeterFacts['credits'][number], facts: OpenMeterFacts): CreditDocument[] {
  const { id, name, funding_method, currency, amount, filters, priority = 10, status } = grant;
  const { effective_at, expires_at } = grant;
  if (status !== 'active' || currency !== facts.currency) return [];
  const { from, to } = currentPeriod(facts);
  if ((effective_at && isBefore(from, effective_at)) || (expires_at && isBefore(expires_at, to))) {
    throw new Untranslatable(id, 'it holds for a part of the current period');
  }
  const features = filters?.features ?? [];
  const charges = pricedPhase(facts)
    .items.filter(({ price, featureKey }) => price !== null && features.includes(featureKey ?? ''))
    .map(({ key }) => key);
  // What is for other features than the subscription's is of no use here.
  if (features.length > 0 && charges.length === 0) return [];
  return [
    {
      id,
      name,
      unit: currency,
      balance: decimal(opening, id),
      granted: decimal(amount, id),
      priority,
      ...(effective_at === undefined ? {} : { granted_at: effective_at }),
      ...(expires_at === undefined ? {} : { expires_at }),
      source: funding_method === 'none' ? 'granted' : 'purchased',
      applied: 'before_tax',
      ...(features.length === 0 ? {} : { charges }),
    },
  ];
}
