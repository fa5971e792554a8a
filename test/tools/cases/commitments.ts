import { Decimal } from '../../../src/engine/numbers/decimal.ts';
import type { RoundingMode } from '../../../src/engine/numbers/rounding.ts';
import { round } from '../../../src/engine/numbers/rounding.ts';
import type { WireTax } from '../../oracle/wire.ts';
import type { Bill } from './bill.ts';
import { billOf, taxSum } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { isRecord, optional, records, text } from './case.ts';
import type { BillWords, LineWords } from './documents.ts';
import { canBeSubscribed, subscribed } from './proration.ts';
import { iso, spansOf } from './spans.ts';
import type { CaseRounding } from './words.ts';
import { roundingOf } from './words.ts';

/** What is missing to a commitment, after fees (for the time served) and usage. */
export function commitmentTrueUp(input: Input, { currency }: Context): Answer {
  const rounding = roundingOf(input);
  const rate = optional(input, 'tax_rate_pct');
  const coupon = optional(input, 'coupon_ignored');
  const bill = billOf({
    currency,
    // Every part is rounded on its line, or only what is missing in the end.
    rounding: rounding && { ...rounding, at: rounding.at === 'each' ? 'line' : 'total' },
    lines: [...fees(input), ...usage(input)],
    commitment: commitmentWords(input),
    discounts: coupon === null ? [] : [{ id: 'coupon', kind: 'fixed', value: coupon, scope: 'invoice' }],
    ...service(input),
    ...(rate === null ? {} : { tax: onlyTrueUp(rate) }),
  });
  const [amount, tax] = [trueUp(bill, rounding), taxSum(bill)];
  return { got: { amount, tax, total: amount.plus(tax) }, wholeWay: true };
}

function fees(input: Input): LineWords[] {
  return records(input, 'prorated_fees').map((fee) => ({
    charge: { model: 'flat', amount: text(fee, 'amount') },
    taxCategory: 'untaxed',
  }));
}

function usage(input: Input): LineWords[] {
  return records(input, 'charges').map((charge) => ({
    charge: { model: 'flat', amount: text(charge, 'amount'), proration: { unit: 'none' } },
    taxCategory: 'untaxed',
  }));
}

function commitmentWords(input: Input): NonNullable<BillWords['commitment']> {
  const words = { amount: text(input, 'commitment'), prorated: input['prorate_commitment'] === true };
  if (!isRecord(input['period'])) return words;
  const { period } = spansOf(withService(input));
  return { ...words, period: { start: iso(period.start), end: iso(period.end) } };
}

/** Without a service of its own, all of the period is served. */
function withService(input: Input): Input {
  return isRecord(input['service']) ? input : { ...input, service: input['period'] };
}

function service(input: Input): Partial<BillWords> {
  if (!isRecord(input['period'])) return {};
  const spans = spansOf(withService(input));
  if (!canBeSubscribed(spans)) throw new Error('no subscription is served like that');
  return subscribed(spans, 'day');
}

/** Fees and usage have their tax elsewhere; what is missing is taxed by itself. */
function onlyTrueUp(rate: string): WireTax {
  return {
    behavior: 'exclusive',
    rounding: 'line',
    rates: { standard: [{ name: 'Tax', rate_pct: rate }], untaxed: [] },
  };
}

function trueUp({ invoice }: Bill, rounding: CaseRounding | null): Decimal {
  const line = invoice.lines.find(({ kind }) => kind === 'true_up');
  const exact = line?.exact ?? new Decimal(0);
  return rounding === null ? exact : round(exact, rounding.scale, rounding.mode as RoundingMode);
}
