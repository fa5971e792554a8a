import { decimal } from '../decimal-text.ts';
import type { AccountDocument, PastInvoiceDocument, PendingItemDocument, PlanDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isBefore, isSame } from '../period-at.ts';
import { unlessRefused } from '../refusals.ts';
import { commitmentOf, creditsOf } from './balances.ts';
import { currencyOf, metronomePlan, money } from './catalog.ts';
import type { MetronomeFacts } from './facts.ts';
import { billedOf, feesOf } from './fees.ts';
import type { MetronomeInvoice, MetronomeSchedule } from './objects.ts';
import { currentPeriod } from './period.ts';
import { ratesNow } from './rates.ts';
import { bookedSeats, usageOf } from './usage.ts';

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function metronomeAccount(facts: MetronomeFacts): AccountDocument {
  const { contract, revision, asOf, fiat, tax } = facts;
  checkContract(facts);
  const commitment = commitmentOf(facts);
  const scheduled = bookedSeats(facts);
  return {
    version: 1,
    id: contract.customer_id,
    revision,
    as_of: asOf,
    // Periods begin at midnight of UTC, and so do the days of usage.
    time_zone: 'UTC',
    currency: currencyOf(fiat),
    subscription: {
      plan: ownPlan(facts),
      anchor: contract.usage_statement_schedule.billing_anchor_date,
      started_at: contract.starting_at,
      status: 'active',
      ...(contract.ending_before === undefined ? {} : { ends_at: contract.ending_before }),
      ...(scheduled.length === 0 ? {} : { scheduled }),
    },
    usage: usageOf(facts),
    billed: billedOf(facts),
    pending_items: pendingItemsOf(facts),
    last_invoices: facts.invoices.flatMap((invoice) => pastInvoice(invoice, facts)),
    // Discounts are overrides of rates.
    discounts: [],
    ...(commitment === null ? {} : { commitment }),
    tax,
    credits: creditsOf(facts),
  };
}

function checkContract({ contract, asOf }: MetronomeFacts): void {
  const { id, starting_at, ending_before, recurring_commits = [], overrides = [] } = contract;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  if (contract.archived_at !== undefined) refuse('it is archived');
  if (isBefore(asOf, starting_at)) refuse('it has not begun');
  if (ending_before !== undefined && !isBefore(asOf, ending_before)) refuse('it has ended');
  if (contract.discounts?.length) refuse('it has scheduled discounts');
  if (contract.usage_filter?.length) refuse("its usage is a part of the customer's");
  if (contract.hierarchy_configuration) refuse("it pays for other customers' usage, or another for its own");
  if (contract.spend_threshold_configuration?.is_enabled) refuse('an invoice comes at a threshold, not at a date');
  if (contract.prepaid_balance_threshold_configuration?.is_enabled) refuse('its balance is recharged at a threshold');
  const isOver = (end: string | undefined) => end !== undefined && !isBefore(asOf, end);
  const special = overrides.find((override) => override.is_commit_specific && !isOver(override.ending_before));
  if (special) throw new Untranslatable(special.id, 'what a commit pays has a price of its own');
  const buys = recurring_commits.some((commit) => !isOver(commit.ending_before));
  if (buys && contract.scheduled_charges_on_usage_invoices === 'ALL') refuse('a commit is bought with each invoice');
}

/** The plan of the catalog that comes to the same; else the contract's own. */
function ownPlan(facts: MetronomeFacts): string | PlanDocument {
  const { contract, plans } = facts;
  const { id, name = 'Contract', usage_statement_schedule: statements } = contract;
  const [rates, fees] = [ratesNow(facts), feesOf(facts)];
  const own = metronomePlan({ id, name, frequency: statements.frequency, rates, fees }, facts);
  const key = ({ interval, charges }: PlanDocument) =>
    JSON.stringify([interval, charges?.toSorted((a, b) => (a.id < b.id ? -1 : 1))]);
  const listed = plans.find((plan) => {
    const offered = unlessRefused(() => metronomePlan(plan, facts));
    return offered !== null && key(offered) === key(own);
  });
  return listed?.id ?? own;
}

/** Scheduled charges and purchases of commits that are on the usage invoice. Others come on invoices of their own. */
function pendingItemsOf(facts: MetronomeFacts): PendingItemDocument[] {
  const { contract, fiat } = facts;
  const { end } = currentPeriod(facts);
  if (contract.scheduled_charges_on_usage_invoices !== 'ALL') return [];
  const itemsOf = (name: string, { credit_type, schedule_items = [] }: MetronomeSchedule) =>
    schedule_items
      .filter(({ timestamp }) => isSame(timestamp, end))
      .map(({ id, amount }) => ({ id, name, amount: money(amount, credit_type, fiat, id), discountable: false }));
  const charges = contract.scheduled_charges.filter(({ archived_at }) => archived_at === undefined);
  const bought = contract.commits.filter(({ type, archived_at }) => archived_at === undefined && type === 'PREPAID');
  return [
    ...charges.flatMap(({ name, product, schedule }) => itemsOf(name ?? product.name, schedule)),
    ...bought.flatMap(({ name, product, invoice_schedule: schedule }) =>
      schedule && !schedule.do_not_invoice ? itemsOf(name ?? product.name, schedule) : [],
    ),
  ];
}

function pastInvoice(invoice: MetronomeInvoice, { contract, fiat }: MetronomeFacts): PastInvoiceDocument[] {
  const { id, type, status, contract_id, credit_type, start_timestamp: start, end_timestamp: end } = invoice;
  const isPast = type === 'USAGE' && status === 'FINALIZED' && contract_id === contract.id;
  if (!isPast || credit_type.id !== fiat.id || start === undefined || end === undefined) return [];
  return [
    {
      id,
      period: { start, end },
      total: money(invoice.total, credit_type, fiat, id),
      lines: invoice.line_items.flatMap((line) => {
        if (line.product_id === undefined || (line.type !== 'usage' && line.type !== 'subscription')) return [];
        const counted = line.quantity === undefined ? {} : { quantity: decimal(line.quantity, id) };
        return [{ charge: line.product_id, ...counted, amount: money(line.total, credit_type, fiat, id) }];
      }),
    },
  ];
}
