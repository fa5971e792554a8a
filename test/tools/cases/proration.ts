import { Decimal } from '../../../src/engine/numbers/decimal.ts';
import type { Proration } from '../../../src/engine/time/proration.ts';
import { prorate, shareOf } from '../../../src/engine/time/proration.ts';
import { round } from '../../../src/engine/numbers/rounding.ts';
import type { RoundingMode } from '../../../src/engine/numbers/rounding.ts';
import { billOf, lineAmount, taxSum } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { optional, text, unknownWord } from './case.ts';
import type { LineWords } from './documents.ts';
import type { Spans } from './spans.ts';
import { intervalOfDays, iso, madeUp, spansOf } from './spans.ts';
import { singleTax } from './taxes.ts';
import type { CaseRounding } from './words.ts';
import { isNegative, roundingOf } from './words.ts';

const BASES: Readonly<Record<string, Proration['unit']>> = {
  calendar_days: 'day',
  elapsed_time: 'second',
  day: 'day',
  hour: 'second',
  minute: 'second',
  second: 'second',
  millisecond: 'second',
  microsecond: 'second',
  nanosecond: 'second',
};

export function unitOf(word: string): Proration['unit'] {
  return BASES[word] ?? unknownWord('basis', word);
}

export function dayProration(input: Input, { currency }: Context): Answer {
  const spans = spansOf(input);
  return prorated(input, { currency, spans, unit: unitOf(text(input, 'basis', 'calendar_days')) });
}

export function durationProration(input: Input, { currency }: Context): Answer {
  const spans = spansOf(input);
  const unit = unitOf(text(input, 'unit', 'second'));
  const { period, service } = spans;
  const capped = input['never_above_full'] === true && service.end - service.start > period.end - period.start;
  return prorated(input, { currency, unit, spans: capped ? { ...spans, service: period } : spans });
}

export function fractionDays(input: Input, { currency }: Context): Answer {
  const spans = madeUp(Number(text(input, 'days')), Number(text(input, 'days_in_period', '30')));
  return prorated(input, { currency, spans, unit: 'day' });
}

interface Terms {
  readonly currency: string;
  readonly spans: Spans;
  readonly unit: Proration['unit'];
}

/** The whole way where a subscription can begin and end like that; else by the engine's own proration. */
function prorated(input: Input, terms: Terms): Answer {
  const rounding = roundingOf(input);
  if (!canBeSubscribed(terms.spans)) return byHand(input, terms, rounding);
  const { currency, spans, unit } = terms;
  const rate = optional(input, 'tax_rate_pct');
  const bill = billOf({
    currency,
    rounding,
    lines: [signedFee(text(input, 'amount'))],
    ...subscribed(spans, unit),
    ...(rate === null ? {} : { tax: singleTax(rate) }),
  });
  return { got: { amount: lineAmount(bill, 0), tax: taxSum(bill), total: bill.invoice.total }, wholeWay: true };
}

function byHand(input: Input, { spans, unit }: Terms, rounding: CaseRounding | null): Answer {
  const exact = prorate(new Decimal(text(input, 'amount')), shareOf(spans.service, spans.period, unit, spans.zone));
  const amount = rounding === null ? exact : round(exact, rounding.scale, rounding.mode as RoundingMode);
  return { got: { amount }, wholeWay: false };
}

/** Service within one period that an interval can be. */
export function canBeSubscribed({ period, service, zone }: Spans): boolean {
  const within = service.start >= period.start && service.start < period.end && service.end <= period.end;
  return within && service.start <= service.end && intervalOfDays(period, zone) !== null;
}

/** A subscription that is served in a part of its period. */
export function subscribed({ period, service, zone }: Spans, unit: Proration['unit']) {
  return {
    timeZone: zone,
    asOf: iso(service.start),
    plan: {
      interval: intervalOfDays(period, zone),
      first_period: 'stub',
      proration: { unit, change_day: 'new', termination_day: false },
    },
    subscription: {
      anchor: iso(period.start),
      started_at: iso(service.start),
      ends_at: service.end < period.end ? iso(service.end) : null,
    },
  };
}

/** A fee, also a negative one: a fee per seat, of so many seats given back. */
export function signedFee(amount: string): LineWords {
  if (!isNegative(amount)) return { charge: { model: 'flat', amount } };
  return { charge: { model: 'per_unit', unit_amount: '1', negative: 'mirror' }, quantity: amount, seats: true };
}
