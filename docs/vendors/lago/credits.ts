import type { CreditDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { cents, chargesOn } from './amounts.ts';
import { SUBSCRIPTION_FEE } from './catalog.ts';
import type { LagoFacts } from './facts.ts';
import type { LagoCreditNote, LagoWallet } from './objects.ts';

/** Credit notes pay before wallets, whose priorities begin at 1. */
export function noteOf(note: LagoCreditNote, { subscription, minorDigits }: LagoFacts): CreditDocument[] {
  const { lago_id, number, credit_status, currency, balance_amount_cents } = note;
  if (credit_status !== 'available' || currency !== subscription.plan.amount_currency) return [];
  const balance = cents(balance_amount_cents, lago_id, minorDigits);
  return [{ id: lago_id, name: number, unit: currency, balance, priority: 0, source: 'granted', applied: 'after_tax' }];
}

/** The balance before the current usage: what that will take is worked out here. */
export function walletOf(wallet: LagoWallet, { subscription, minorDigits }: LagoFacts): CreditDocument[] {
  const { lago_id, name, status, currency, priority, balance_cents, expiration_at, applies_to } = wallet;
  if (status !== 'active' || currency !== subscription.plan.amount_currency) return [];
  const fees = applies_to?.fee_types ?? [];
  const metrics = applies_to?.billable_metric_codes ?? [];
  const strange = fees.find((type) => !FEE_TYPES.has(type));
  if (strange !== undefined) throw new Untranslatable(lago_id, `it is for fees of "${strange}"`);
  const isBound = fees.length + metrics.length > 0;
  const { plan } = subscription;
  const charges = [
    ...(fees.includes('subscription') ? [SUBSCRIPTION_FEE] : []),
    ...(fees.includes('fixed_charge') ? (plan.fixed_charges ?? []).map((charge) => charge.lago_id) : []),
    ...(fees.includes('charge') ? plan.charges.map((charge) => charge.lago_id) : chargesOn(metrics, plan)),
  ];
  return [
    {
      id: lago_id,
      name: name || 'Prepaid credits',
      unit: currency,
      balance: cents(balance_cents, lago_id, minorDigits),
      priority,
      ...(expiration_at === null ? {} : { expires_at: expiration_at }),
      source: 'purchased',
      applied: 'after_tax',
      ...(isBound ? { charges } : {}),
    },
  ];
}

const FEE_TYPES = new Set(['charge', 'fixed_charge', 'subscription']);
