import type { AccountDocument, CreditDocument } from '../documents.ts';
import { checkDraws, Untranslatable } from '../documents.ts';
import { decimal } from '../decimal-text.ts';
import { isBefore, isSame } from '../period-at.ts';
import type { OpenMeterFacts } from './facts.ts';
import { billedOf, pastInvoice, pendingItemsOf } from './invoices.ts';
import { currentPhase, pricedPhase } from './phases.ts';
import { ownPlan } from './plan.ts';
import { checkPeriod, checkTrial, currentPeriod, isAhead, startOf } from './period.ts';
import { usageOf } from './usage.ts';

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function openMeterAccount(facts: OpenMeterFacts): AccountDocument {
  const { subscription, revision, asOf, currency, tax } = facts;
  checkSubscription(facts);
  const [phase, priced] = [currentPhase(facts), pricedPhase(facts)];
  if (phase === priced) checkPeriod(facts);
  else checkTrial(facts);
  const { activeFrom, activeTo, billingAnchor } = subscription;
  const credits = facts.credits.flatMap((credit) => creditOf(credit, facts));
  checkDraws(credits);
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
      started_at: phase === priced ? startOf(facts) : activeFrom,
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
    credits,
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
  if (status === 'expired' || status === 'voided' || currency !== facts.currency) return [];
  const features = filters?.features ?? [];
  const paid = pricedPhase(facts).items.filter(({ price, featureKey }) => {
    return price !== null && (features.length === 0 || features.includes(featureKey ?? ''));
  });
  // What is for other features than the subscription's is of no use here.
  if (features.length > 0 && paid.length === 0) return [];
  const { from, to } = currentPeriod(facts);
  const isWithin = (at: string | undefined) => at !== undefined && isBefore(from, at) && isBefore(at, to);
  if (isWithin(effective_at) || isWithin(expires_at)) {
    throw new Untranslatable(id, 'it holds for a part of the current period');
  }
  const isWith = (at: string | undefined) => at !== undefined && isSame(at, to);
  if (paid.some(isAhead) && (isWith(effective_at) || isWith(expires_at))) {
    throw new Untranslatable(id, 'whether it pays the fees in advance of what follows is not told');
  }
  if (status !== 'active') return [];
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
      ...(features.length === 0 ? {} : { charges: paid.map(({ key }) => key) }),
    },
  ];
}
