import type { Decimal } from '../engine/numbers/decimal.ts';
import type { Line } from '../engine/pricing/line.ts';
import type { Format } from './format.ts';
import { fullDate, spanWords, type InvoiceFacts, type InvoiceRow } from './invoice-row.ts';

/** A line by itself. */
export function lineRow(facts: InvoiceFacts, line: Line): InvoiceRow {
  const { kind, name, amount } = line;
  return {
    kind,
    label: name || facts.format.text(`invoice.${kind as Nameless}`),
    how: describeHow(facts, line),
    amount,
  };
}

/** Lines that the documents give no name to. */
type Nameless = 'minimum' | 'maximum' | 'true_up' | 'rounding';

function describeHow(facts: InvoiceFacts, line: Line): string {
  const { format, estimate } = facts;
  const { kind, problem } = line;
  if (problem !== null) return format.text(`invoice.${problem}`);
  switch (kind) {
    case 'charge':
      return chargeHow(facts, line);
    case 'pending':
      return format.text('invoice.pending');
    case 'discount':
      return both(format, discountPercent(facts, line), discountEnd(facts, line));
    case 'minimum':
      return boundWords(facts, 'invoice.at_least', estimate.plan.minimumAmount);
    case 'maximum':
      return boundWords(facts, 'invoice.at_most', estimate.plan.maximumAmount);
    case 'true_up':
      return boundWords(facts, 'invoice.at_least', (estimate.account?.commitment ?? estimate.plan.commitment)?.amount);
    case 'credit_before_tax':
      return line.endsAt === null ? '' : format.text('invoice.until', { date: fullDate(facts, line.endsAt) });
    case 'rounding':
      return '';
  }
}

/** How much, and for when: a fee in advance is for a later period than the usage beside it. */
function chargeHow(facts: InvoiceFacts, line: Line): string {
  const { format, estimate, invoice } = facts;
  const { quantity, period, timing, amount } = line;
  const meter = estimate.catalog.meters.find(({ id }) => id === line.meter);
  const units = quantity && meter ? format.quantity(quantity, meter, invoice.currency) : '';
  if (timing === 'once') return both(format, units, format.text('invoice.once'));
  if (period && period.start !== invoice.period?.start) {
    const key = invoice.period ? 'for' : amount?.lt(0) ? 'returned' : 'rest';
    return both(format, units, format.text(`invoice.${key}`, { period: spanWords(facts, period) }));
  }
  // Usage of a month in an invoice of a year.
  const hasOwnInterval = !period && estimate.plan.charges.some(({ id, interval }) => id === line.id && interval);
  const billed = hasOwnInterval ? line.steps.find((step) => step.kind === 'billed') : undefined;
  return billed ? both(format, units, format.text('invoice.billed', { count: billed.intervals })) : units;
}

/** How much off what; of everything where nothing is said. */
function discountPercent({ format, invoice }: InvoiceFacts, { percent, shares = [] }: Line): string {
  if (percent === null) return '';
  const words = format.percent(percent);
  const charges = invoice.lines.filter(({ kind }) => kind === 'charge');
  const names = charges.filter(({ id }) => shares.some(({ line }) => line === id)).map(({ name }) => name);
  if (names.length === 0 || names.length === charges.length) return format.text('invoice.off', { percent: words });
  if (names.length > 3) return format.text('invoice.off_items', { percent: words, count: names.length });
  return format.text('invoice.off_of', { percent: words, names: format.list(names) });
}

/** Until when, and, where it is on one line alone, what that line comes to without it. */
function discountEnd(facts: InvoiceFacts, { endsAt, shares = [] }: Line): string {
  if (endsAt === null) return '';
  const { format, invoice } = facts;
  const date = fullDate(facts, endsAt);
  const full = shares.length === 1 ? invoice.lines.find(({ id }) => id === shares[0]?.line)?.amount : null;
  if (!full) return format.text('invoice.until', { date });
  return format.text('invoice.without', { date, amount: format.amount(full, invoice.currency) });
}

function boundWords(
  { format, invoice }: InvoiceFacts,
  key: 'invoice.at_least' | 'invoice.at_most',
  amount?: Decimal | null,
): string {
  return amount ? format.text(key, { amount: format.amount(amount, invoice.currency) }) : '';
}

function both(format: Format, first: string, second: string): string {
  return first && second ? format.text('invoice.and', { first, second }) : first || second;
}
