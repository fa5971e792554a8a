import type { Bill } from './bill.ts';
import { commitmentOf, plainFacts, takenCharges } from './bill.ts';
import { intervalOf } from '../facts/catalog.ts';
import type { Charge } from '../facts/charge.ts';
import { metersOf } from '../facts/charge.ts';
import { chargeLine, lineTerms } from './charge-line.ts';
import { Decimal, sum } from '../numbers/decimal.ts';
import { projectEvents } from '../usage/project-events.ts';
import type { Invoice } from './invoice.ts';
import { ownPlanOf } from './invoice-schedule.ts';
import type { Draft, InvoiceFacts } from './issue-invoice.ts';
import { issueInvoice } from './issue-invoice.ts';
import { listOf } from '../list-of.ts';
import type { Interval } from '../time/period.ts';
import { ratioOf } from '../time/period.ts';
import { overInterval } from '../time/proration.ts';
import { mended } from '../numbers/rounding.ts';
import { priceCharge, unpriced } from '../pricing/price-charge.ts';
import type { Quantities } from '../usage/quantities.ts';

/**
 * A full regular period on a plan, for comparing plans: every recurring charge once per its interval,
 * recurring discounts only, no proration, trial, one-time charge, pending item or credit.
 *
 * Quantities are those of one `usageInterval`. Where a charge's interval is longer, what adds up (sums,
 * events) is multiplied, and where it is shorter, a part of it; so is the charge where the plan's interval is. Months hold
 * no fixed number of weeks or days: what would have to be counted so has no price.
 */
export function regularInvoice(bill: Bill, usageInterval: Interval): Invoice {
  return issueInvoice(draftRegularInvoice(bill, usageInterval));
}

export function draftRegularInvoice(bill: Bill, usageInterval: Interval): Draft {
  const { plan } = bill;
  const lines = takenCharges(bill)
    .filter(({ timing }) => timing !== 'once')
    .map((charge) => {
      const quantities = regularQuantities(charge, bill, usageInterval);
      const ratio = ratioOf(plan.interval, intervalOf(charge, plan));
      const price =
        ratio === null || quantities.isUneven
          ? unpriced(charge, charge.model === 'flat' ? null : bill.quantities.of(charge.meter), 'uneven')
          : priceCharge(charge, quantities);
      const [count, by] = ratio ?? [1, 1];
      const isWhole = count % by === 0;
      const share = { part: new Decimal(count), whole: new Decimal(by), unit: 'second' } as const;
      return chargeLine(price, lineTerms(bill, isWhole ? { times: count / by } : { share }));
    });
  const facts = plainFacts(bill);
  return {
    lines,
    facts: {
      ...facts,
      discounts: facts.discounts.filter(
        ({ endsAt, remainingInvoices, remainingAmount }) =>
          endsAt === null && remainingInvoices === null && remainingAmount === null,
      ),
      commitment: regularCommitment(bill),
    },
  };
}

/** What each of the plan's intervals is committed to; the customer's own is for those of the customer's plan. */
function regularCommitment(bill: Bill): InvoiceFacts['commitment'] {
  const { plan } = bill;
  const commitment = commitmentOf(bill);
  if (commitment === null || commitment.period !== null) return null;
  const own = commitment === plan.commitment ? plan : ownPlanOf(bill);
  const amount = overInterval(plan.interval, commitment.amount, (own ?? plan).interval);
  return amount && { amount: mended(amount), basis: commitment.basis };
}

/** What is due at the start of a subscription from scratch: fees in advance and one-time charges. */
export function startInvoice(bill: Bill): Invoice {
  const charges = takenCharges(bill).filter(({ timing }) => timing !== 'in_arrears');
  const lines = charges.map((charge) => chargeLine(priceCharge(charge, bill.quantities), lineTerms(bill)));
  return issueInvoice({ lines, facts: { ...plainFacts(bill), minimumAmount: null } });
}

/** What a charge prices at once. */
export interface RegularQuantities extends Quantities {
  /** Whether nobody knows them: what adds up in weeks or days is priced by months, or the other way round. */
  readonly isUneven: boolean;
}

/** The quantities of a charge's interval: what adds up is multiplied, levels and counts of people are not. */
export function regularQuantities(
  charge: Charge,
  { plan, quantities }: Pick<Bill, 'plan' | 'quantities'>,
  usageInterval: Interval,
): RegularQuantities {
  const ratio = ratioOf(intervalOf(charge, plan), usageInterval);
  const [count, by] = ratio ?? [1, 1];
  const addsUp = (id: string): boolean => {
    const aggregation = quantities.meter(id)?.aggregation;
    return aggregation === 'sum' || aggregation === 'events';
  };
  const isScaled = (id: string): boolean => count !== by && addsUp(id);
  return {
    isUneven: ratio === null && metersOf(charge).some(addsUp),
    of: (id) => (isScaled(id) ? (quantities.of(id)?.times(count).div(by) ?? null) : quantities.of(id)),
    events: (id) => repeated(quantities.events(id), count, by),
    meter: (id) => quantities.meter(id),
  };
}

function repeated(events: readonly Decimal[] | null, count: number, by: number): readonly Decimal[] | null {
  if (events === null || count === by) return events;
  const all = listOf(Math.ceil(count / by), () => events).flat();
  return count % by === 0 ? all : projectEvents(all, sum(events).times(count).div(by), null);
}
