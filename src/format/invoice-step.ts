import type { Meter } from '../engine/facts/catalog.ts';
import type { Decimal } from '../engine/numbers/decimal.ts';
import { HUNDRED, ZERO } from '../engine/numbers/decimal.ts';
import type { Line, Step, TierStep } from '../engine/pricing/line.ts';
import type { Format } from './format.ts';
import type { InvoiceRow } from './invoice-row.ts';

/** What the words of a charge's steps depend on. */
export interface StepFacts {
  readonly format: Format;
  readonly currency: string;
  readonly meters: readonly Meter[];
  readonly timeZone: string | undefined;
}

/** The rows that lead to a charge line's amount, in order. Those with an amount add up to it, until a bound, a part or a trial changes it. */
export function stepRows(facts: StepFacts, line: Line): readonly InvoiceRow[] {
  const { steps } = line;
  const meter = facts.meters.find(({ id }) => id === line.meter) ?? null;
  const write = new StepWriter(
    facts,
    meter,
    steps.some(({ kind }) => kind === 'converted'),
  );
  const takes = steps.filter(takesUnits);
  return steps.flatMap((step) => {
    const place = takes.indexOf(step);
    const name = place === 0 ? 'first' : place === takes.length - 1 ? 'last' : 'next';
    return write.row(step, place < 0 || takes.length === 1 ? null : name);
  });
}

/** Steps that say what happens to some of the units. */
function takesUnits(step: Step): boolean {
  switch (step.kind) {
    case 'included':
      return !step.used.isZero();
    case 'unit_credit':
    case 'tier':
      return true;
    default:
      return false;
  }
}

class StepWriter {
  readonly #facts: StepFacts;
  readonly #meter: Meter | null;
  readonly #isConverted: boolean;

  constructor(facts: StepFacts, meter: Meter | null, isConverted: boolean) {
    this.#facts = facts;
    this.#meter = meter;
    this.#isConverted = isConverted;
  }

  row(step: Step, place: 'first' | 'next' | 'last' | null): readonly InvoiceRow[] {
    const { format, timeZone } = this.#facts;
    // What is converted has no word: 10 of 10,240 MB are none of these.
    const one = (quantity: Decimal) => (this.#isConverted ? this.#number(quantity) : this.#quantity(quantity));
    const units = (quantity: Decimal) =>
      place === null ? one(quantity) : format.text(`step.${place}`, { quantity: this.#number(quantity) });
    const becomes = ({ from, to }: { readonly from: Decimal; readonly to: Decimal }) =>
      format.text('step.becomes', { from: this.#number(from), to: this.#number(to) });
    switch (step.kind) {
      case 'clamped':
      case 'minimum_quantity':
        return [row(format.text(`step.${step.kind}`), becomes(step))];
      case 'weighted':
        return [row(format.text('step.weighted'), this.#weighted(step))];
      case 'converted':
        return [row(format.text('step.converted'), this.#converted(step))];
      case 'rounded':
        return [row(format.text('step.rounded', { increment: step.increment }), becomes(step))];
      case 'unit_credit':
        return [row(units(step.quantity), format.text('step.paid_by', { name: step.name }), ZERO)];
      case 'included':
        return [this.#included(step, units)];
      case 'packages': {
        const { size, packages } = step;
        if (size.times(packages).eq(step.units)) return [];
        return [row(format.text('step.packed', { size }), becomes({ from: step.units, to: size.times(packages) }))];
      }
      case 'tier':
        return [
          {
            ...row(units(step.units ?? step.quantity), this.#tier(step), step.amount),
            isCurrent: place !== null && step.current,
          },
        ];
      case 'events': {
        const rate = this.#percentOf(step.ratePct, step.paidBase);
        const key = step.paidEvents.eq(step.events) ? 'step.events' : 'step.events_paid';
        const label = format.text(key, { count: step.events, paid: step.paidEvents });
        return [row(label, this.#equals(rate, step.amount), step.amount)];
      }
      case 'event_fees': {
        const how = this.#times(step.events, this.#rate(step.fixedAmount));
        return [row(format.text('step.event_fees'), this.#equals(how, step.amount), step.amount)];
      }
      case 'event_bounds': {
        const { raised, lowered, amount } = step;
        return [row(format.text('step.event_bounds'), format.text('step.bounded', { raised, lowered }), amount)];
      }
      case 'minimum_amount':
      case 'maximum_amount': {
        const how = format.text('step.becomes', { from: this.#rate(step.from), to: this.#rate(step.bound) });
        return [row(format.text(`step.${step.kind}`), how)];
      }
      case 'prorated': {
        const { part, whole, unit } = step;
        const how =
          unit === 'second'
            ? format.text('step.share', { percent: format.percent(part.times(HUNDRED).div(whole).toDecimalPlaces(2)) })
            : format.text('step.days', { part, whole });
        return [row(format.text('step.prorated'), this.#result(how, step.amount))];
      }
      case 'trial': {
        const date = format.date(step.until, 'full', timeZone);
        return [
          row(format.text('step.trial', { date }), format.text('step.then', { amount: this.#rate(step.amount) })),
        ];
      }
      case 'billed':
        return [row(format.text('invoice.billed', { count: step.intervals }), this.#result('', step.amount))];
    }
  }

  #included({ quantity, used, mode }: Step & { kind: 'included' }, units: (quantity: Decimal) => string): InvoiceRow {
    const { format } = this.#facts;
    const isPassed = mode === 'cliff' && used.isZero();
    const key = isPassed ? 'step.cliff' : used.eq(quantity) ? 'step.included' : 'step.included_of';
    return row(
      isPassed ? format.text('step.allowance') : units(used),
      format.text(key, { quantity: this.#number(quantity) }),
      isPassed ? null : ZERO,
    );
  }

  /** The price of a tier's units, and what it comes to where that has more digits than the column of amounts. */
  #tier(step: TierStep): string {
    const { format } = this.#facts;
    const { unitAmount, flatAmount, packageSize, quantity, percent, amount } = step;
    if (unitAmount.isZero() && flatAmount.isZero()) return format.text('step.included');
    const price = this.#rate(unitAmount);
    const times = percent
      ? this.#percentOf(unitAmount.times(HUNDRED), quantity)
      : packageSize === null
        ? format.text('step.at', { price })
        : format.text('step.packages', { count: quantity, size: packageSize, price });
    if (flatAmount.isZero()) return this.#equals(times, amount);
    const flat = this.#rate(flatAmount);
    return this.#equals(unitAmount.isZero() ? flat : format.text('step.plus', { first: times, second: flat }), amount);
  }

  #weighted({ parts, quantity }: Step & { kind: 'weighted' }): string {
    const { format, meters, currency } = this.#facts;
    const terms = parts.map(({ meter, quantity: counted, multiplyBy }) => {
      const known = meters.find(({ id }) => id === meter);
      const words = known ? format.quantity(counted, known, currency) : format.number(counted);
      return multiplyBy.eq(1) ? words : format.text('step.times', { quantity: words, price: multiplyBy });
    });
    const how = terms.reduce((first, second) => format.text('step.plus', { first, second }));
    return format.text('step.equals', { how, result: this.#quantity(quantity) });
  }

  #converted({ from, multiplyBy, divideBy, to }: Step & { kind: 'converted' }): string {
    const { format } = this.#facts;
    const times = multiplyBy.eq(1) ? this.#number(from) : this.#times(from, format.number(multiplyBy));
    const how = divideBy.eq(1) ? times : format.text('step.divided', { quantity: times, divisor: divideBy });
    return format.text('step.equals', { how, result: to });
  }

  #times(quantity: Decimal, price: string): string {
    return this.#facts.format.text('step.times', { quantity, price });
  }

  #percentOf(percent: Decimal, base: Decimal): string {
    const { format } = this.#facts;
    return format.text('invoice.percent_of', { percent: format.percent(percent), amount: this.#rate(base) });
  }

  /** Says an amount that the column rounds. */
  #equals(how: string, amount: Decimal): string {
    const { format, currency } = this.#facts;
    return this.#rate(amount) === format.amount(amount, currency) ? how : this.#result(how, amount);
  }

  #result(how: string, amount: Decimal): string {
    return how ? this.#facts.format.text('step.equals', { how, result: this.#rate(amount) }) : this.#rate(amount);
  }

  #rate(amount: Decimal): string {
    return this.#facts.format.rate(amount, this.#facts.currency);
  }

  #number(quantity: Decimal): string {
    return this.#meter?.kind === 'money' ? this.#rate(quantity) : this.#facts.format.number(quantity);
  }

  #quantity(quantity: Decimal): string {
    const { format, currency } = this.#facts;
    return this.#meter ? format.quantity(quantity, this.#meter, currency) : format.number(quantity);
  }
}

function row(label: string, how: string, amount: Decimal | null = null): InvoiceRow {
  return { kind: 'step', label, how, amount };
}
