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
        price.exact === null || quantity === null || quantity.isZero() ? null : price.exact.div(quantity),
      next: () => (terms.trialUntil === null ? price.next() : null),
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

function termSteps(exact: Decimal | null, { times, share, trialUntil }: LineTerms): Step[] {
  if (exact === null) return [];
  const steps: Step[] = [];
  const whole = exact.times(times);
  if (times !== 1) steps.push({ kind: 'billed', intervals: times, amount: whole });
  if (share !== null && !share.part.eq(share.whole))
    steps.push({ kind: 'prorated', ...share, amount: prorate(whole, share) });
  if (trialUntil !== null) steps.push({ kind: 'trial', until: trialUntil, amount: whole });
  return steps;
}
