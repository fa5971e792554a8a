import { isNegative, plus } from '../decimal-text.ts';
import type { CommitmentDocument, CreditDocument } from '../documents.ts';
import { checkDraws, Untranslatable } from '../documents.ts';
import { isBefore, isSame } from '../period-at.ts';
import { currencyOf, money } from './catalog.ts';
import type { MetronomeFacts } from './facts.ts';
import { isNext, runningFees } from './fees.ts';
import type { MetronomeBalance, MetronomeListedRate, MetronomeProducts, MetronomeSegment } from './objects.ts';
import { currentPeriod } from './period.ts';
import { ratesNow } from './rates.ts';

/** Prepaid commits and credits, before tax, in the order in which Metronome burns them down. */
export function creditsOf(facts: MetronomeFacts): CreditDocument[] {
  const credits = drawnNow(facts);
  checkDraws(credits);
  checkComing(facts);
  return credits;
}

function drawnNow(facts: MetronomeFacts): CreditDocument[] {
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
      balance: openingOf({ balance, segment }, facts),
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
  if (isSame(end, periodEnd) && runningFees(facts).some((fee) => isNext(fee, facts))) {
    refuse('whether fees in advance of what follows count towards it is not told');
  }
  if (invoice_schedule?.schedule_items?.some(({ amount: billed }) => billed !== own.segment.amount)) {
    refuse('its true-up is of another amount');
  }
  const unit = access_schedule?.credit_type;
  const past = ledger.filter(
    ({ type, timestamp }) => type !== 'POSTPAID_COMMIT_INITIAL_BALANCE' && !isBefore(asOf, timestamp),
  );
  if (past.some(({ type }) => type !== 'POSTPAID_COMMIT_AUTOMATED_INVOICE_DEDUCTION')) refuse('its ledger was changed');
  const counted = past.map(({ amount }) => money(-amount, unit, fiat, id)).reduce(plus, '0');
  const amount = money(own.segment.amount, unit, fiat, id);
  return { amount, period: { start, end }, counted, basis: 'before_discounts', prorated: false };
}

interface OwnBalance {
  readonly balance: MetronomeBalance;
  readonly segment: MetronomeSegment;
}

/** Those that this contract's usage draws from in the current period. */
function ownBalances(facts: MetronomeFacts): OwnBalance[] {
  const { start, end } = currentPeriod(facts);
  return facts.balances.flatMap((balance) => {
    const { id, access_schedule } = balance;
    const [segment, ...others] = (access_schedule?.schedule_items ?? []).filter(
      ({ starting_at, ending_before }) => isBefore(starting_at, end) && isBefore(start, ending_before),
    );
    if (!isOwn(balance, facts) || segment === undefined) return [];
    const refuse = (reason: string): never => {
      throw new Untranslatable(id, reason);
    };
    // Only usage of its own time draws from it.
    const isWhole = !isBefore(start, segment.starting_at) && !isBefore(segment.ending_before, end);
    if (others.length > 0 || !isWhole) refuse('a segment of it holds for a part of the current period');
    if (balance.rate_type === 'COMMIT_RATE') refuse('what it pays has a price of its own');
    if (balance.specifiers?.length) refuse('it is for usage by other marks than products');
    if (balance.subscription_config?.allocation === 'INDIVIDUAL') refuse("it is for each seat's own usage");
    return [{ balance, segment }];
  });
}

/**
 * What it held before the current period's usage. A deduction has the end of its usage's period as its time: those of the draft
 * are still to come. What somebody changed by hand holds at once, whatever its time is.
 */
function openingOf({ balance, segment }: OwnBalance, { asOf, fiat }: MetronomeFacts): string {
  const { id, ledger, access_schedule } = balance;
  if (ledger === undefined) throw new Untranslatable(id, 'its ledger is missing: ask with include_ledgers');
  const sum = ledger
    .filter(({ type, timestamp }) => {
      return !isBefore(asOf, timestamp) || (type.endsWith('_MANUAL') && isBefore(timestamp, segment.ending_before));
    })
    .map(({ amount }) => money(amount, access_schedule?.credit_type, fiat, id))
    .reduce(plus, '0');
  return isNegative(sum) ? '0' : sum;
}

/** The products that it pays: usage and subscriptions of its own time, never scheduled charges. */
function chargesOf({ balance, segment }: OwnBalance, facts: MetronomeFacts): string[] {
  const goesOn = isBefore(currentPeriod(facts).end, segment.ending_before);
  const fees = runningFees(facts)
    .filter(({ collection_schedule }) => collection_schedule === 'ARREARS' || goesOn)
    .map(({ subscription_rate }) => subscription_rate.product.id);
  const products = ratesNow(facts).filter((rate) => {
    const isUsage = facts.products.find(({ id }) => id === rate.product_id)?.type === 'USAGE';
    return (isUsage || fees.includes(rate.product_id)) && isFor(balance, rate);
  });
  return [...new Set(products.map(({ product_id }) => product_id))];
}

/** A balance that begins with the next period may pay the fees in advance of it, in a way that is not told. */
function checkComing(facts: MetronomeFacts): void {
  const { balances, contract } = facts;
  const { end } = currentPeriod(facts);
  const ahead = runningFees(facts).filter((fee) => isNext(fee, facts));
  const fees = ratesNow(facts).filter(({ product_id }) =>
    ahead.some(({ subscription_rate }) => subscription_rate.product.id === product_id),
  );
  const begins = ({ starting_at, ending_before }: { starting_at: string; ending_before?: string }) =>
    !isBefore(end, starting_at) && (ending_before === undefined || isBefore(end, ending_before));
  const { recurring_commits = [], recurring_credits = [] } = contract;
  const coming = [
    ...[...recurring_commits, ...recurring_credits].filter(begins),
    ...balances.filter((balance) => {
      const segments = balance.access_schedule?.schedule_items ?? [];
      return (
        balance.type !== 'POSTPAID' &&
        isOwn(balance, facts) &&
        segments.some(({ starting_at }) => isSame(starting_at, end))
      );
    }),
  ];
  const one = coming.find((each) => fees.some((rate) => isFor(each, rate)));
  if (one) throw new Untranslatable(one.id, 'it begins with the next period, and may pay the fees in advance of it');
}

function isFor(
  { applicable_product_ids: ids = [], applicable_product_tags: tags = [] }: MetronomeProducts,
  { product_id, product_tags }: MetronomeListedRate,
): boolean {
  const isAll = ids.length === 0 && tags.length === 0;
  return isAll || ids.includes(product_id) || product_tags.some((tag) => tags.includes(tag));
}

/** Whether this contract's usage may draw from it. */
function isOwn(
  { contract: by, applicable_contract_ids: ids = [], archived_at }: MetronomeBalance,
  facts: MetronomeFacts,
) {
  const { id } = facts.contract;
  return archived_at === undefined && (!by || by.id === id) && (ids.length === 0 || ids.includes(id));
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
