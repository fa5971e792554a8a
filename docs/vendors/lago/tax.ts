import { decimal } from '../decimal-text.ts';
import type { TaxDocument } from '../documents.ts';
import { categoryOf, ownTaxes } from './catalog.ts';
import type { LagoFacts } from './facts.ts';
import type { LagoTax } from './objects.ts';

/** A charge's own taxes, else its plan's, else the customer's, else the default ones; each on top, rounded in one sum. */
export function taxOf({ subscription, customer, plans, defaultTaxes }: LagoFacts): TaxDocument {
  if (defaultTaxes === null) return { behavior: 'unknown' };
  const standard = customer.taxes?.length ? customer.taxes : defaultTaxes;
  const own = [subscription.plan, ...plans].flatMap((plan) => [
    ownTaxes({}, plan),
    ...[...plan.charges, ...(plan.fixed_charges ?? [])].map((charge) => ownTaxes(charge, plan)),
  ]);
  const categories = own
    .filter((taxes) => taxes.length > 0)
    .map((taxes) => [categoryOf(taxes), ratesOf(taxes)] as const);
  return {
    behavior: 'exclusive',
    rounding: 'invoice',
    rates: { ...Object.fromEntries(categories), standard: ratesOf(standard) },
  };
}

function ratesOf(taxes: readonly LagoTax[]) {
  return taxes.map(({ code, name, rate }) => ({ name, rate_pct: decimal(rate, code) }));
}
