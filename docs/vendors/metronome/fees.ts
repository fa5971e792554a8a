import type { BilledDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isBefore, isSame, periodAt } from '../period-at.ts';
import type { MetronomeFee } from './catalog.ts';
import { intervalOf, money } from './catalog.ts';
import type { MetronomeFacts } from './facts.ts';
import type { MetronomeSubscription } from './objects.ts';
import { currentPeriod } from './period.ts';

/**
 * The contract's subscriptions that go on, each with the quantity of its next line.
 *
 * @throws Untranslatable with the id of one whose next line is on another invoice, or not told.
 */
export function feesOf(facts: MetronomeFacts): MetronomeFee[] {
  return runningFees(facts).map((subscription) => {
    const { name, collection_schedule: collection, subscription_rate } = subscription;
    const { billing_frequency: frequency, product } = subscription_rate;
    checkFee(subscription, facts);
    const quantity = quantityAt(subscription, collection === 'ADVANCE' ? currentPeriod(facts).end : facts.asOf);
    return { product: product.id, frequency, collection, quantity, ...(name === undefined ? {} : { name }) };
  });
}

/** Those that are over, or were billed for the last time, are on no invoice to come. */
export function runningFees(facts: MetronomeFacts): readonly MetronomeSubscription[] {
  const { contract, asOf } = facts;
  const { end } = currentPeriod(facts);
  return (contract.subscriptions ?? []).filter(
    ({ ending_before, collection_schedule, billing_periods: { current } }) => {
      if (ending_before === undefined) return true;
      const isLast = isSame(ending_before, end) && current !== undefined && isSame(current.ending_before, end);
      return isBefore(asOf, ending_before) && !(collection_schedule === 'ADVANCE' && isLast);
    },
  );
}

/** The period of a fee that holds an instant. */
export function feePeriod({ subscription_rate }: MetronomeSubscription, { contract }: MetronomeFacts, at: string) {
  const { billing_anchor_date } = contract.usage_statement_schedule;
  return periodAt(at, billing_anchor_date, intervalOf(subscription_rate.billing_frequency, contract.id));
}

/** Whether the next invoice has a fee in advance of the period that follows. */
export function isNext(subscription: MetronomeSubscription, facts: MetronomeFacts): boolean {
  const { asOf, contract } = facts;
  const { end } = currentPeriod(facts);
  const goesOn = contract.ending_before === undefined || isBefore(end, contract.ending_before);
  const isDue = isSame(feePeriod(subscription, facts, asOf).end, end);
  return subscription.collection_schedule === 'ADVANCE' && isDue && goesOn;
}

export function quantityAt({ quantity_schedule }: MetronomeSubscription, at: string): number {
  const past = quantity_schedule.filter(({ starting_at }) => !isBefore(at, starting_at));
  const last = past.toSorted((a, b) => Date.parse(a.starting_at) - Date.parse(b.starting_at)).at(-1);
  return last?.quantity ?? 0;
}

function checkFee(subscription: MetronomeSubscription, facts: MetronomeFacts): void {
  const { collection_schedule, billing_periods, proration, quantity_schedule, starting_at } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(idOf(subscription), reason);
  };
  const isAhead = collection_schedule === 'ADVANCE';
  const { contract, asOf } = facts;
  const { start, end } = currentPeriod(facts);
  const placement = subscription.billing_cycle_config?.invoice_placement;
  if (placement !== 'ON_USAGE_INVOICE') refuse('it has an invoice of its own, or its place is not told');

  const current = feePeriod(subscription, facts, asOf);
  if (!billing_periods.current || !isSame(billing_periods.current.ending_before, current.end)) {
    refuse('its periods have another anchor than usage has');
  }

  // What is in advance was billed at its beginning, as the invoice says; what is in arrears is prorated in a way that is not told.
  const last = isNext(subscription, facts) ? feePeriod(subscription, facts, end).end : current.end;
  const isCut = [subscription.ending_before, contract.ending_before].some(
    (at) => at !== undefined && isBefore(start, at) && isBefore(at, last),
  );
  const isPart = !isAhead && isBefore(current.start, starting_at);
  if (isPart || isCut) refuse('it begins or ends within what the next invoice is for');

  const changes = quantity_schedule.filter(({ starting_at: at }) => isBefore(current.start, at) && isBefore(at, end));
  const isSettled = (at: string) =>
    isSame(at, starting_at) || (isAhead && isBefore(at, asOf) && proration.invoice_behavior === 'BILL_IMMEDIATELY');
  if (changes.some(({ starting_at: at }) => !isSettled(at))) refuse('its quantity changes within the current period');
}

/** The fees in advance of the current periods. */
export function billedOf(facts: MetronomeFacts): BilledDocument[] {
  const { invoices, asOf, fiat } = facts;
  const lines = invoices
    .filter(({ status }) => status !== 'VOID')
    .flatMap(({ id, credit_type, line_items }) => line_items.map((line) => ({ ...line, invoice: id, credit_type })));
  return runningFees(facts)
    .filter(({ collection_schedule }) => collection_schedule === 'ADVANCE')
    .flatMap((subscription) => {
      if (isBefore(asOf, subscription.starting_at)) return [];
      const object = idOf(subscription);
      const own = lines.filter(({ type, subscription_id, starting_at, ending_before }) => {
        const isNow = starting_at && ending_before && !isBefore(asOf, starting_at) && isBefore(asOf, ending_before);
        return type === 'subscription' && subscription_id === subscription.id && isNow;
      });
      const [first, ...others] = own;
      if (!first?.starting_at || !first.ending_before) {
        throw new Untranslatable(object, 'no invoice given bills its current period');
      }
      if (others.length > 0) throw new Untranslatable(object, 'several lines bill its current period');
      const { starting_at: start, ending_before: end, total, credit_type, invoice } = first;
      const amount = money(total, credit_type, fiat, object);
      return [{ charge: subscription.subscription_rate.product.id, amount, period: { start, end }, invoice }];
    });
}

function idOf({ id, subscription_rate }: MetronomeSubscription): string {
  return id ?? subscription_rate.product.id;
}
