import type { Account } from '../facts/account.ts';
import { commitmentDue } from '../invoice/bill.ts';
import { DAY_MS } from '../time/calendar.ts';
import type { Plan } from '../facts/catalog.ts';
import type { Commitment } from '../facts/commitment.ts';
import { Decimal, max, sum, ZERO } from '../numbers/decimal.ts';
import type { FutureFacts } from '../forecast/future-quantities.ts';
import type { Invoice } from '../invoice/invoice.ts';
import { billingPeriod, wholePeriod } from '../invoice/invoice-schedule.ts';
import type { Range } from '../forecast/invoice-forecast.ts';
import { forecastInvoice } from '../forecast/invoice-forecast.ts';
import { minorDigits } from '../numbers/money.ts';
import type { Draft } from '../invoice/issue-invoice.ts';
import { comingAgain } from '../invoice/next-invoice.ts';
import type { Span } from '../time/period.ts';
import { roughDays } from '../time/period.ts';
import { shortestInterval } from '../invoice/situation.ts';
import { likely, sortedSample } from '../forecast/sorted-quantile.ts';

/** A minimum commitment with where things stand. Money. */
export interface CommitmentEstimate {
  readonly commitment: Commitment;
  readonly period: Span;
  /** Counted by earlier invoices. */
  readonly counted: Decimal;
  /** What will have been counted at its end, if further periods are like this one. */
  readonly expected: Decimal;
  /** What would be charged then to reach it: the mean of the futures, where there are any. */
  readonly trueUp: Decimal;
  /** In 8 of 10 futures it is between; `null` = nothing about it is uncertain. */
  readonly trueUpRange: Range | null;
  /** Billing periods after the current one until its end, or the subscription's. */
  readonly periodsLeft: number;
}

/**
 * A commitment at the end of its own period, each further billing period counting what `invoice` does at the priced
 * quantities. `null` = the invoice has no total, or belongs to no period, or none asks for it: an earlier one did, or it is a trial's.
 */
export function estimateCommitment(
  commitment: Commitment,
  account: Account,
  {
    draft,
    invoice,
    futures,
  }: { readonly draft: Draft; readonly invoice: Invoice; readonly futures: FutureFacts | null },
): CommitmentEstimate | null {
  const { period, commitment: asks, issuedAt } = draft.facts;
  if (invoice.total === null || period === null) return null;
  const own = commitment.period ?? period;
  if (asks === null && (commitment.period === null || own.end <= issuedAt!)) return null;
  const [plan] = draft.facts.plans as [Plan];
  const length = roughDays(shortestInterval([plan])) * DAY_MS;
  const periodsUntil = (at: number): number =>
    Math.max(0, Math.round((billingPeriod({ ...account, asOf: at }, plan).end - period.end) / length));
  const { endsAt } = account.subscription;
  const periodsLeft = periodsUntil(Math.min(own.end, endsAt ?? own.end) - 1);
  // One that begins later counts nothing of the periods before.
  const before = periodsUntil(own.start);
  const periods = Math.max(1, 1 + periodsLeft - before);
  const counts = countedAmount(commitment, draft.lines, invoice);
  // What comes only now counts once, in this period if that is one of them.
  const once = counts.minus(countedAmount(commitment, comingAgain(draft), invoice));
  const less = once.times(before > 0 ? periods : periods - 1);
  const expected = commitment.counted.plus(counts.times(periods)).minus(less);
  const whole = wholePeriod(account, plan);
  const due = commitmentDue(commitment, { period: own, whole }, account, plan.proration) ?? ZERO;
  const asked = due.plus(less);
  const counted = futures && countedFutures(commitment, draft, futures);
  const most = asked.toNumber();
  const trueUps = counted && likely(sortedSample(counted.map((count) => Math.max(0, most - count * periods))));
  return {
    commitment,
    period: own,
    counted: commitment.counted,
    expected,
    trueUp: trueUps
      ? new Decimal(trueUps.mean).toDecimalPlaces(minorDigits(invoice.currency))
      : max(ZERO, asked.minus(counts.times(periods))),
    trueUpRange: trueUps && { low: trueUps.low, high: trueUps.high },
    periodsLeft,
  };
}

/** Enough for a mean and a range. */
const COUNT = 1024;

/** What one invoice counts towards it in each future; `null` = nothing about it is uncertain. */
function countedFutures({ basis }: Commitment, { lines, facts }: Draft, futures: FutureFacts): Float64Array | null {
  const plain = { ...facts, commitment: null, minimumAmount: null, credits: [] };
  const forecast = forecastInvoice(
    {
      lines: lines.filter(({ counted }) => counted),
      facts: basis === 'after_discounts' ? plain : { ...plain, maximumAmount: null, discounts: [] },
    },
    { ...futures, count: COUNT, amount: 'subtotal' },
  );
  return forecast?.totals ?? null;
}

/** What some lines of an invoice count towards it, before or after what discounts take off them. */
function countedAmount({ basis }: Commitment, lines: Draft['lines'], invoice: Invoice): Decimal {
  const counted = lines.filter((line) => line.counted).map(({ line }) => line);
  const amounts = sum(counted.map(({ amount }) => amount ?? ZERO));
  if (basis === 'before_discounts') return amounts;
  const ids = new Set(counted.map(({ id }) => id));
  const off = invoice.lines.filter(({ kind }) => kind === 'discount').flatMap(({ shares }) => shares ?? []);
  return amounts.minus(sum(off.filter(({ line }) => ids.has(line)).map(({ amount }) => amount)));
}
