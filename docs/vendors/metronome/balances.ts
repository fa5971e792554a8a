import { isNegative, plus } from '../decimal-text.ts';
import type { CommitmentDocument, CreditDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isBefore, isSame } from '../period-at.ts';
import { currencyOf, money } from './catalog.ts';
import type { MetronomeFacts } from './facts.ts';
import { runningFees } from './fees.ts';
import type { MetronomeBalance, MetronomeSegment } from './objects.ts';
import { currentPeriod } from './period.ts';
import { ratesNow } from './rates.ts';

/** Prepaid commits and credits, before tax, in the order in which Metronome burns them down. */
export function creditsOf(facts: MetronomeFacts): CreditDocument[] {
  const { fiat } = facts;
  const own = ownBalances(facts)
    .filter(({ balance }) => balance.type !== 'POSTPAID')
    .map(({ balance, segment }) => ({
      balance,
      segment,
      charges: chargesOf({ balance, segment }, facts),
      isFree: isFree(balance),
    }))
    // What is for other products than the contract's is of no use here.
    .filter(({ charges }) => charges.length > 0);
  const unranked = own.find(({ balance }) => balance.priority === undefined);
  if (unranked && own.length > 1) throw new Untranslatable(unranked.balance.id, 'its priority is not told');
  // Rolled over ones first; by priority; free before paid; for fewer products first; the sooner end, the sooner beginning.
  const order = own.toSorted(
    (a, b) =>
      Number(isRolledOver(b.balance)) - Number(isRolledOver(a.balance)) ||
      (a.balance.priority ?? 0) - (b.balance.priority ?? 0) ||
      Number(b.isFree) - Number(a.isFree) ||
      widthOf(a.balance, a.charges) - widthOf(b.balance, b.charges) ||
      Date.parse(a.segment.ending_before) - Date.parse(b.segment.ending_before) ||
      Date.parse(a.segment.starting_at) - Date.parse(b.segment.starting_at),
  );
  return order.map(({ balance, segment, charges, isFree: isGranted }, index) => {
    const { id, name, product, access_schedule } = balance;
    const unit = access_schedule?.credit_type;
    return {
      id,
      name: name ?? product.name,
      unit: currencyOf(fiat),
      balance: openingOf(balance, facts),
      granted: money(segment.amount, unit, fiat, id),
      priority: index,
      granted_at: segment.starting_at,
      expires_at: segment.ending_before,
      source: isGranted ? 'granted' : 'purchased',
      applied: 'before_tax',
      charges,
    };
  });
}

/** A postpaid commit: what is used counts towards it, and the rest is charged when it ends. */
export function commitmentOf(facts: MetronomeFacts): CommitmentDocument | null {
  const { asOf, fiat, contract } = facts;
  const all = ownBalances(facts);
  const [own, ...others] = all.filter(({ balance }) => balance.type === 'POSTPAID');
  if (own === undefined) return null;
  const { id, ledger, access_schedule, invoice_schedule, applicable_product_ids, applicable_product_tags } =
    own.balance;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  // What credits pay does not count towards it, and with us it does.
  if (all.length > 1 || others.length > 0) refuse('a postpaid commit beside other balances');
  if (applicable_product_ids?.length || applicable_product_tags?.length) refuse('a postpaid commit for some products');
  if (ledger === undefined) return refuse('its ledger is missing: ask with include_ledgers');
  const { starting_at: start, ending_before: end } = own.segment;
  const { end: periodEnd } = currentPeriod(facts);
  const invoiced = invoice_schedule?.schedule_items?.[0]?.timestamp;
  const isWith = contract.scheduled_charges_on_usage_invoices === 'ALL' && invoiced && isSame(invoiced, end);
  if (!isBefore(periodEnd, end) && !(isWith && isSame(end, periodEnd))) refuse('its true-up has an invoice of its own');
  const unit = access_schedule?.credit_type;
  const counted = ledger
    .filter(
      ({ type, timestamp }) => type === 'POSTPAID_COMMIT_AUTOMATED_INVOICE_DEDUCTION' && !isBefore(asOf, timestamp),
    )
    .map(({ amount }) => money(-amount, unit, fiat, id))
    .reduce(plus, '0');
  const amount = money(own.segment.amount, unit, fiat, id);
  return { amount, period: { start, end }, counted, basis: 'before_discounts', prorated: false };
}

interface OwnBalance {
  readonly balance: MetronomeBalance;
  readonly segment: MetronomeSegment;
}

/** Those that this contract's usage draws from in the current period. */
function ownBalances(facts: MetronomeFacts): OwnBalance[] {
  const { balances, contract } = facts;
  const { start, end } = currentPeriod(facts);
  return balances.flatMap((balance) => {
    const { id, contract: by, applicable_contract_ids: contracts = [], access_schedule, archived_at } = balance;
    const isOther = (by && by.id !== contract.id) || (contracts.length > 0 && !contracts.includes(contract.id));
    const [segment, ...others] = (access_schedule?.schedule_items ?? []).filter(
      ({ starting_at, ending_before }) => isBefore(starting_at, end) && isBefore(start, ending_before),
    );
    if (archived_at !== undefined || isOther || segment === undefined) return [];
    const refuse = (reason: string): never => {
      throw new Untranslatable(id, reason);
    };
    // Only usage of its own time draws from it.
    const isWhole = !isBefore(start, segment.starting_at) && !isBefore(segment.ending_before, end);
    if (others.length > 0 || !isWhole) refuse('a segment of it holds for a part of the current period');
    if (balance.rate_type === 'COMMIT_RATE') refuse('what it pays has a price of its own');
    if (balance.specifiers?.length) refuse('it is for usage by other marks than products');
    return [{ balance, segment }];
  });
}

/**
 * What it held before the current period's usage. A deduction has the end of its usage's period as its time: those of the draft
 * are still to come.
 */
function openingOf({ id, ledger, access_schedule }: MetronomeBalance, { asOf, fiat }: MetronomeFacts): string {
  if (ledger === undefined) throw new Untranslatable(id, 'its ledger is missing: ask with include_ledgers');
  const sum = ledger
    .filter(({ timestamp }) => !isBefore(asOf, timestamp))
    .map(({ amount }) => money(amount, access_schedule?.credit_type, fiat, id))
    .reduce(plus, '0');
  return isNegative(sum) ? '0' : sum;
}

/** The products that it pays: usage and subscriptions of its own time, never scheduled charges. */
function chargesOf({ balance, segment }: OwnBalance, facts: MetronomeFacts): string[] {
  const { applicable_product_ids: ids = [], applicable_product_tags: tags = [] } = balance;
  const goesOn = isBefore(currentPeriod(facts).end, segment.ending_before);
  const fees = runningFees(facts)
    .filter(({ collection_schedule }) => collection_schedule === 'ARREARS' || goesOn)
    .map(({ subscription_rate }) => subscription_rate.product.id);
  const isAll = ids.length === 0 && tags.length === 0;
  const products = ratesNow(facts).filter(({ product_id, product_tags }) => {
    const isCharged = facts.products.find(({ id }) => id === product_id)?.type === 'USAGE' || fees.includes(product_id);
    const isMeant = isAll || ids.includes(product_id) || product_tags.some((tag) => tags.includes(tag));
    return isCharged && isMeant;
  });
  return [...new Set(products.map(({ product_id }) => product_id))];
}

/** For how many products it is; what is for all of them comes last. */
function widthOf(
  { applicable_product_ids: ids, applicable_product_tags: tags }: MetronomeBalance,
  of: string[],
): number {
  return ids?.length || tags?.length ? of.length : Number.MAX_SAFE_INTEGER;
}

function isFree({ type, invoice_schedule }: MetronomeBalance): boolean {
  return type === 'CREDIT' || (invoice_schedule?.schedule_items ?? []).every(({ amount }) => amount === 0);
}

function isRolledOver({ rolled_over_from }: MetronomeBalance): boolean {
  return rolled_over_from != null;
}
