import type { Account } from './account.ts';
import type { Commitment } from './commitment.ts';
import { Decimal, max, sum, ZERO } from './decimal.ts';
import type { Invoice } from './invoice.ts';
import type { Draft } from './next-invoice.ts';
import type { Span } from './period.ts';

/** A minimum commitment with where things stand. Money. */
export interface CommitmentEstimate {
  readonly commitment: Commitment;
  readonly period: Span;
  /** Counted by earlier invoices. */
  readonly counted: Decimal;
  /** What will have been counted at its end, if further periods are like this one. */
  readonly expected: Decimal;
  /** What would be charged then to reach it. */
  readonly trueUp: Decimal;
  /** Billing periods after the current one until its end. */
  readonly periodsLeft: number;
}

/**
 * A commitment at the end of its own period, each further billing period counting what `invoice` does at the priced
 * quantities. `null` = the invoice has no total, or belongs to no period.
 */
export function estimateCommitment(
  commitment: Commitment,
  account: Account,
  { draft, invoice }: { readonly draft: Draft; readonly invoice: Invoice },
): CommitmentEstimate | null {
  const { period, commitment: due } = draft.facts;
  if (invoice.total === null || period === null) return null;
  const own = commitment.period ?? period;
  const length = period.end - period.start;
  const periodsLeft = own.end <= account.asOf ? 0 : Math.max(0, Math.round((own.end - period.end) / length));
  const counts = countedAmount(commitment, draft, invoice);
  const expected = commitment.counted.plus(counts.times(new Decimal(1 + periodsLeft)));
  // Where it ends with this invoice, that asks for what is missing, prorated where the service was shorter.
  const asked = due === null ? commitment.amount.minus(expected) : due.amount.minus(counts);
  return {
    commitment,
    period: own,
    counted: commitment.counted,
    expected,
    trueUp: max(ZERO, asked),
    periodsLeft,
  };
}

/** What one invoice counts towards it: its lines, before or after what discounts take off them. */
function countedAmount({ basis }: Commitment, { lines }: Draft, invoice: Invoice): Decimal {
  const counted = lines.filter((line) => line.counted).map(({ line }) => line);
  const amounts = sum(counted.map(({ amount }) => amount ?? ZERO));
  if (basis === 'before_discounts') return amounts;
  const ids = new Set(counted.map(({ id }) => id));
  const off = invoice.lines.filter(({ kind }) => kind === 'discount').flatMap(({ shares }) => shares ?? []);
  return amounts.minus(sum(off.filter(({ line }) => ids.has(line)).map(({ amount }) => amount)));
}
