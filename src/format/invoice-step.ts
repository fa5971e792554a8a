import type { Meter } from '../engine/facts/catalog.ts';
import type { Decimal } from '../engine/numbers/decimal.ts';
import { HUNDRED, ZERO } from '../engine/numbers/decimal.ts';
import type { Line, Step, TierStep } from '../engine/pricing/line.ts';
import type { Format } from './format.ts';
import type { InvoiceFacts, InvoiceRow } from './invoice-row.ts';

/** What the words of a charge's steps depend on. */
interface Facts {
  readonly format: Format;
  readonly currency: string;
  readonly meters: readonly Meter[];
  readonly timeZone: string | undefined;
  /** What the charge counts. */
  readonly meter: Meter | undefined;
  /** What is converted has no word: 10 of 10,240 MB are none of these. */
  readonly isConverted: boolean;
}

/** The rows that lead to a charge line's amount, in order. Those with an amount add up to it, until a bound, a part or a trial changes it. */
export function lineSteps({ format, estimate, invoice }: InvoiceFacts, line: Line): readonly InvoiceRow[] {
  const { steps } = line;
  const { meters } = estimate.catalog;
  const facts = {
    format,
    currency: invoice.currency,
    meters,
    timeZone: estimate.account?.timeZone,
    meter: meters.find(({ id }) => id === line.meter),
    isConverted: steps.some(({ kind }) => kind === 'converted'),
  };
  const takes = steps.filter(takesUnits);
  return steps.flatMap((step) => {
    const place = takes.indexOf(step);
    const name = place === 0 ? 'first' : place === takes.length - 1 ? 'last' : 'next';
    return rowsOf(facts, step, place < 0 || takes.length === 1 ? null : name);
  });
}

/** Steps that say what happens to some of the units. */
function takesUnits(step: Step): boolean {
  return step.kind === 'included' ? !step.used.isZero() : step.kind === 'unit_credit' || step.kind === 'tier';
}

function rowsOf(facts: Facts, step: Step, place: 'first' | 'next' | 'last' | null): readonly InvoiceRow[] {
  const { format, timeZone } = facts;
  const one = (quantity: Decimal) =>
    facts.isConverted ? numberWords(facts, quantity) : quantityWords(facts, quantity);
  const units = (quantity: Decimal) =>
    place === null ? one(quantity) : format.text(`step.${place}`, { quantity: numberWords(facts, quantity) });
  const becomes = ({ from, to }: { readonly from: Decimal; readonly to: Decimal }) =>
    format.text('step.becomes', { from: numberWords(facts, from), to: numberWords(facts, to) });
  switch (step.kind) {
    case 'clamped':
    case 'minimum_quantity':
      return [row(format.text(`step.${step.kind}`), becomes(step))];
    case 'weighted':
      return [row(format.text('step.weighted'), weightedWords(facts, step))];
    case 'converted':
      return [row(format.text('step.converted'), convertedWords(facts, step))];
    case 'rounded':
      return [row(format.text('step.rounded', { increment: step.increment }), becomes(step))];
    case 'unit_credit':
      return [row(units(step.quantity), format.text('step.paid_by', { name: step.name }), ZERO)];
    case 'included':
      return [includedRow(facts, step, units)];
    case 'packages': {
      const { size, packages } = step;
      if (size.times(packages).eq(step.units)) return [];
      return [row(format.text('step.packed', { size }), becomes({ from: step.units, to: size.times(packages) }))];
    }
    case 'tier':
      return [
        {
          ...row(units(step.units ?? step.quantity), tierWords(facts, step), step.amount),
          isCurrent: place !== null && step.current,
        },
      ];
    case 'events': {
      const rate = percentOfWords(facts, step.ratePct, step.paidBase);
      const key = step.paidEvents.eq(step.events) ? 'step.events' : 'step.events_paid';
      const label = format.text(key, { count: step.events, paid: step.paidEvents });
      return [row(label, equalsWords(facts, rate, step.amount), step.amount)];
    }
    case 'event_fees': {
      const how = timesWords(facts, step.events, rateWords(facts, step.fixedAmount));
      return [row(format.text('step.event_fees'), equalsWords(facts, how, step.amount), step.amount)];
    }
    case 'event_bounds': {
      const { raised, lowered, amount } = step;
      return [row(format.text('step.event_bounds'), format.text('step.bounded', { raised, lowered }), amount)];
    }
    case 'minimum_amount':
    case 'maximum_amount': {
      const how = format.text('step.becomes', { from: rateWords(facts, step.from), to: rateWords(facts, step.bound) });
      return [row(format.text(`step.${step.kind}`), how)];
    }
    case 'prorated': {
      const { part, whole, unit } = step;
      const how =
        unit === 'second'
          ? format.text('step.share', { percent: format.percent(part.times(HUNDRED).div(whole).toDecimalPlaces(2)) })
          : format.text('step.days', { part, whole });
      return [row(format.text('step.prorated'), resultWords(facts, how, step.amount))];
    }
    case 'trial': {
      const date = format.date(step.until, 'full', timeZone);
      return [
        row(format.text('step.trial', { date }), format.text('step.then', { amount: rateWords(facts, step.amount) })),
      ];
    }
    case 'billed':
      return [row(format.text('invoice.billed', { count: step.intervals }), resultWords(facts, '', step.amount))];
  }
}

function includedRow(
  facts: Facts,
  { quantity, used, mode }: Step & { kind: 'included' },
  units: (quantity: Decimal) => string,
): InvoiceRow {
  const { format } = facts;
  const isPassed = mode === 'cliff' && used.isZero();
  const key = isPassed ? 'step.cliff' : used.eq(quantity) ? 'step.included' : 'step.included_of';
  return row(
    isPassed ? format.text('step.allowance') : units(used),
    format.text(key, { quantity: numberWords(facts, quantity) }),
    isPassed ? null : ZERO,
  );
}

/** The price of a tier's units, and what it comes to where that has more digits than the column of amounts. */
function tierWords(facts: Facts, step: TierStep): string {
  const { format } = facts;
  const { unitAmount, flatAmount, packageSize, quantity, percent, amount } = step;
  if (unitAmount.isZero() && flatAmount.isZero()) return format.text('step.included');
  const price = rateWords(facts, unitAmount);
  const times = percent
    ? percentOfWords(facts, unitAmount.times(HUNDRED), quantity)
    : packageSize === null
      ? format.text('step.at', { price })
      : format.text('step.packages', { count: quantity, size: packageSize, price });
  if (flatAmount.isZero()) return equalsWords(facts, times, amount);
  const flat = rateWords(facts, flatAmount);
  return equalsWords(
    facts,
    unitAmount.isZero() ? flat : format.text('step.plus', { first: times, second: flat }),
    amount,
  );
}

function weightedWords(facts: Facts, { parts, quantity }: Step & { kind: 'weighted' }): string {
  const { format, meters } = facts;
  const terms = parts.map(({ meter, quantity: counted, multiplyBy }) => {
    const words = quantityWords({ ...facts, meter: meters.find(({ id }) => id === meter) }, counted);
    return multiplyBy.eq(1) ? words : format.text('step.times', { quantity: words, price: multiplyBy });
  });
  const how = terms.reduce((first, second) => format.text('step.plus', { first, second }));
  return format.text('step.equals', { how, result: quantityWords(facts, quantity) });
}

function convertedWords(facts: Facts, { from, multiplyBy, divideBy, to }: Step & { kind: 'converted' }): string {
  const { format } = facts;
  const times = multiplyBy.eq(1) ? numberWords(facts, from) : timesWords(facts, from, format.number(multiplyBy));
  const how = divideBy.eq(1) ? times : format.text('step.divided', { quantity: times, divisor: divideBy });
  return format.text('step.equals', { how, result: to });
}

function timesWords({ format }: Facts, quantity: Decimal, price: string): string {
  return format.text('step.times', { quantity, price });
}

function percentOfWords(facts: Facts, percent: Decimal, base: Decimal): string {
  const { format } = facts;
  return format.text('invoice.percent_of', { percent: format.percent(percent), amount: rateWords(facts, base) });
}

/** Says an amount that the column rounds. */
function equalsWords(facts: Facts, how: string, amount: Decimal): string {
  const { format, currency } = facts;
  return rateWords(facts, amount) === format.amount(amount, currency) ? how : resultWords(facts, how, amount);
}

function resultWords(facts: Facts, how: string, amount: Decimal): string {
  return how ? facts.format.text('step.equals', { how, result: rateWords(facts, amount) }) : rateWords(facts, amount);
}

function rateWords({ format, currency }: Facts, amount: Decimal): string {
  return format.rate(amount, currency);
}

function numberWords(facts: Facts, quantity: Decimal): string {
  return facts.meter?.kind === 'money' ? rateWords(facts, quantity) : facts.format.number(quantity);
}

function quantityWords({ format, currency, meter }: Facts, quantity: Decimal): string {
  return meter ? format.quantity(quantity, meter, currency) : format.number(quantity);
}

function row(label: string, how: string, amount: Decimal | null = null): InvoiceRow {
  return { kind: 'step', label, how, amount };
}
