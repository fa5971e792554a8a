import type { Meter } from '../engine/facts/catalog.ts';
import { HUNDRED } from '../engine/numbers/decimal.ts';
import type { Line } from '../engine/pricing/line.ts';
import { spanWords, type InvoiceFacts } from './invoice-row.ts';

/** What is worth knowing of a line beside its steps: average and next price, room, what rounding hid, its days. */
export function lineNotes(facts: InvoiceFacts, line: Line): readonly string[] {
  const { format, estimate, invoice } = facts;
  const { exact, amount, period } = line;
  const { currency } = invoice;
  const meter = estimate.catalog.meters.find(({ id }) => id === line.meter);
  const notes = meter ? priceNotes(facts, line, meter) : [];
  if (exact && amount && !exact.eq(amount)) {
    const digits = { exact: format.rate(exact, currency), amount: format.amount(amount, currency) };
    notes.push(format.text('step.exact', digits));
  }
  // Of any other period the line itself says it.
  if (period && period.start === invoice.period?.start)
    notes.push(format.text('step.period', { period: spanWords(facts, period) }));
  return notes;
}

function priceNotes({ format, invoice }: InvoiceFacts, line: Line, meter: Meter): string[] {
  const { currency } = invoice;
  const { quantity } = line;
  const average = line.averageUnitPrice?.isZero() ? null : line.averageUnitPrice;
  if (meter.kind === 'money') {
    const percent = average && format.percent(average.times(HUNDRED).toSignificantDigits(4));
    return percent ? [format.text('step.average_percent', { percent })] : [];
  }
  const next = line.next?.amount.isZero() ? null : line.next;
  const cost = next ? format.price(next.amount, currency) : '';
  const isOne = next?.quantity.eq(1) === true;
  const notes: string[] = [];
  if (average) {
    // An average that ends is said as it is.
    const digits = average.dp() > 6 ? format.average(average, currency) : format.price(average, currency);
    const price = format.text('unit_price.unit', { price: digits, unit: format.unit(meter.unit, 1) });
    notes.push(format.text(isOne ? 'step.average_next' : 'step.average', { price, next: cost }));
  }
  if (next && !(average && isOne)) {
    const some = { next: cost, quantity: format.quantity(next.quantity, meter, currency) };
    notes.push(format.text(isOne ? 'step.next_one' : 'step.next_some', some));
  }
  if (quantity && next?.roomAfter.gt(0)) {
    const to = quantity.plus(next.quantity).plus(next.roomAfter);
    notes.push(format.text('step.room', { quantity: format.quantity(to, meter, currency) }));
  }
  return notes;
}
