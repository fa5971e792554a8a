import type { Bill } from './bill.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { ONE, ZERO } from '../numbers/decimal.ts';
import type { DraftLine } from './issue-invoice.ts';
import { roundLine } from './issue-invoice.ts';
import type { Line, Step } from '../pricing/line.ts';
import { lazyKind } from '../once.ts';
import type { Span } from '../time/period.ts';
import type { ChargePrice } from '../pricing/price-charge.ts';
import type { Proration, Share } from '../time/proration.ts';
import { prorate } from '../time/proration.ts';
import type { Rounding } from '../numbers/rounding.ts';

/** What happens to a charge's price on the way to its line. */
export interface LineTerms {
  readonly currency: string;
  readonly rounding: Rounding;
  readonly period: Span | null;
  /** The instant that decides about discounts. */
  readonly at: number | null;
  /** How often the charge's interval lies in the invoice's (12 months of usage in a year). */
  readonly times: number;
  /** The part of the period that is served; `null` = all. */
  readonly share: (Share & { readonly unit: Exclude<Proration['unit'], 'none'> }) | null;
  /** A trial in which nothing is charged ends then. */
  readonly trialUntil: number | null;
}

/** Of a charge that is billed once and whole, in no period, where nothing else is said. */
export function lineTerms({ catalog, plan }: Pick<Bill, 'catalog' | 'plan'>, said: Partial<LineTerms> = {}): LineTerms {
  return {
    currency: catalog.currency,
    rounding: plan.rounding,
    period: null,
    at: null,
    times: 1,
    share: null,
    trialUntil: null,
    ...said,
  };
}

/** Lines whose explanation is worked out when somebody asks for it. */
const lazyLine = lazyKind<Line>();

/** The line of a priced charge. */
export function chargeLine(price: ChargePrice, terms: LineTerms): DraftLine {
  const { charge, quantity, problem } = price;
  const { id, name, timing, taxCategory } = charge;
  const exact = price.exact === null ? null : lineAmount(price.exact, terms);
  // Of what is free, comes back, or is for a part of its time no unit has a price of its own.
  const hasUnitPrice = terms.trialUntil === null && !isPart(terms) && !price.exact?.lt(0);
  const line = lazyLine(
    {
      kind: 'charge',
      id,
      name,
      meter: charge.model === 'flat' ? null : charge.meter,
      quantity,
      exact,
      amount: exact === null ? null : roundLine(exact, charge.rounding ?? terms.rounding, terms.currency),
      period: terms.period,
      timing,
      problem,
      endsAt: null,
      percent: null,
      taxCategory,
    },
    {
      steps: () => [...price.steps(), ...termSteps(price.exact, terms)],
      averageUnitPrice: () =>
        hasUnitPrice && price.exact && quantity && !quantity.isZero() ? price.exact.div(quantity) : null,
      next: () => (hasUnitPrice ? price.next() : null),
    },
  );
  return {
    line,
    charge,
    discountable: charge.discountable,
    counted: charge.counted,
    at: terms.at,
    priced: { price, factor: lineAmount(ONE, terms) },
  };
}

function lineAmount(exact: Decimal, { times, share, trialUntil }: LineTerms): Decimal {
  if (trialUntil !== null) return ZERO;
  const whole = exact.times(times);
  return share === null ? whole : prorate(whole, share);
}

function termSteps(exact: Decimal | null, terms: LineTerms): Step[] {
  const { times, trialUntil } = terms;
  if (exact === null) return [];
  const steps: Step[] = [];
  const whole = exact.times(times);
  if (times !== 1) steps.push({ kind: 'billed', intervals: times, amount: whole });
  if (isPart(terms)) steps.push({ kind: 'prorated', ...terms.share, amount: prorate(whole, terms.share) });
  if (trialUntil !== null) steps.push({ kind: 'trial', until: trialUntil, amount: whole });
  return steps;
}

function isPart(terms: LineTerms): terms is LineTerms & { readonly share: NonNullable<LineTerms['share']> } {
  return terms.share !== null && !terms.share.part.eq(terms.share.whole);
}
