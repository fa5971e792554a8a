import type { Bill } from './bill.ts';
import { plainFacts, takenCharges } from './bill.ts';
import type { Charge } from './charge.ts';
import { chargeLine } from './charge-line.ts';
import type { Decimal } from './decimal.ts';
import type { Invoice } from './invoice.ts';
import { issueInvoice } from './issue-invoice.ts';
import { listOf } from './list-of.ts';
import type { Draft } from './next-invoice.ts';
import type { Interval } from './period.ts';
import { intervalsIn } from './period.ts';
import { priceCharge } from './price-charge.ts';
import type { Quantities } from './quantities.ts';

/**
 * A full regular period on a plan, for comparing plans: every recurring charge once per its interval,
 * recurring discounts only, no proration, trial, one-time charge, pending item or credit.
 *
 * Quantities are those of one `usageInterval`. Where a charge's interval is longer, what adds up (sums,
 * events) is multiplied; where the plan's interval is longer than the charge's, the charge is.
 */
export function regularInvoice(bill: Bill, usageInterval: Interval): Invoice {
  const { lines, facts } = draftRegularInvoice(bill, usageInterval);
  return issueInvoice(lines, facts);
}

export function draftRegularInvoice(bill: Bill, usageInterval: Interval): Draft {
  const { plan, catalog } = bill;
  const lines = takenCharges(bill)
    .filter(({ timing }) => timing !== 'once')
    .map((charge) => {
      const interval = charge.interval ?? plan.interval;
      const price = priceCharge(charge, regularQuantities(charge, bill, usageInterval));
      const times = intervalsIn(plan.interval, interval) ?? 1;
      return chargeLine(price, {
        currency: catalog.currency,
        rounding: plan.rounding,
        period: null,
        at: null,
        times,
        share: null,
        trialUntil: null,
      });
    });
  const facts = plainFacts(bill);
  const { commitment } = plan;
  return {
    lines,
    facts: {
      ...facts,
      discounts: facts.discounts.filter(
        ({ endsAt, remainingInvoices, remainingAmount }) =>
          endsAt === null && remainingInvoices === null && remainingAmount === null,
      ),
      commitment:
        commitment === null || commitment.period !== null
          ? null
          : { amount: commitment.amount, basis: commitment.basis },
    },
  };
}

/** What is due at the start of a subscription from scratch: fees in advance and one-time charges. */
export function startInvoice(bill: Bill): Invoice {
  const charges = takenCharges(bill).filter(isDueAtStart);
  const lines = charges.map((charge) =>
    chargeLine(priceCharge(charge, bill.quantities), {
      currency: bill.catalog.currency,
      rounding: bill.plan.rounding,
      period: null,
      at: null,
      times: 1,
      share: null,
      trialUntil: null,
    }),
  );
  return issueInvoice(lines, { ...plainFacts(bill), minimumAmount: null });
}

function isDueAtStart({ timing }: Charge): boolean {
  return timing !== 'in_arrears';
}

/** What a charge prices at once, and how many usage intervals of a meter that is. */
export interface RegularQuantities extends Quantities {
  times(meter: string): number;
}

/** The quantities of a charge's interval: what adds up is multiplied, levels and counts of people are not. */
export function regularQuantities(
  charge: Charge,
  { plan, quantities }: Pick<Bill, 'plan' | 'quantities'>,
  usageInterval: Interval,
): RegularQuantities {
  const factor = intervalsIn(charge.interval ?? plan.interval, usageInterval) ?? 1;
  const times = (id: string): number => {
    const aggregation = quantities.meter(id)?.aggregation;
    return aggregation === 'sum' || aggregation === 'events' ? factor : 1;
  };
  return {
    of: (id) => (factor === 1 ? quantities.of(id) : (quantities.of(id)?.times(times(id)) ?? null)),
    events: (id) => repeated(quantities.events(id), factor),
    meter: (id) => quantities.meter(id),
    times,
  };
}

function repeated(events: readonly Decimal[] | null, factor: number): readonly Decimal[] | null {
  return events === null || factor <= 1 ? events : listOf(Math.round(factor), () => events).flat();
}
