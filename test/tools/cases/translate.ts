import { taxSum, billOf } from './bill.ts';
import type { Answer, Case, Context, Input, Translate } from './case.ts';
import { optional, text } from './case.ts';
import { show } from './compare.ts';
import { fractionChange, discountThenProrate, planChange, seatChange } from './changes.ts';
import { commitmentTrueUp } from './commitments.ts';
import { creditsOnLines, grantsConsume } from './credits.ts';
import { coupon, couponAllocation, couponStack, discountChain } from './discounts.ts';
import { flat } from './documents.ts';
import { invoiceCouponsTax, invoiceOrder, multiLine, orderTotals } from './invoices.ts';
import { periodByBillingDay, periodContaining } from './periods.ts';
import { price } from './prices.ts';
import { dayProration, durationProration, fractionDays } from './proration.ts';
import { allocateLargestRemainder, roundedValue } from './rounding.ts';
import { lineTaxes, multiTax, singleTax, taxOnAmount } from './taxes.ts';
import { roundingOf } from './words.ts';

/** What a case is about in one word: its calculation, or the model that says it. */
export function kindOf({ input, model }: Pick<Case, 'input' | 'model'>): string {
  return text(input, 'calc', model);
}

/** Whether there is a translation at all. */
export function isAttempted(kind: string): boolean {
  return Object.hasOwn(TRANSLATIONS, kind);
}

/** Prices one case with the product. */
export function translate(input: Input, context: Context): Answer {
  const kind = kindOf({ input, model: text(input, 'model') });
  const found = TRANSLATIONS[kind];
  if (found === undefined) throw new Error(`no translation for ${kind}`);
  return withTax(found(input, context), input, context);
}

/** A tax rate on a case whose own words have none: tax on its amount. */
function withTax(answer: Answer, input: Input, { currency }: Context): Answer {
  const rate = optional(input, 'tax_rate_pct');
  const { amount } = answer.got;
  if (rate === null || answer.got['tax'] !== undefined || amount === undefined || amount === null) return answer;
  const bill = billOf({
    currency,
    rounding: roundingOf(input),
    lines: [flat(show(amount))],
    tax: singleTax(rate),
  });
  return { got: { ...answer.got, tax: taxSum(bill), total: bill.invoice.total }, wholeWay: answer.wholeWay };
}

const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  flat: price,
  per_unit: price,
  package: price,
  graduated: price,
  volume: price,
  stairstep: price,
  graduated_percentage: price,
  volume_percentage: price,
  percentage: price,
  overage: price,
  seat: price,
  seats: price,
  capped_units: price,
  converted_units: price,
  tiered_blocks: price,
  overage_blocks: price,
  pricing_unit_conversion: price,
  price_with_minimum: price,
  multi_line_invoice: multiLine(translate),
  lines_sum: multiLine(translate),
  invoice_coupons_tax: invoiceCouponsTax,
  invoice_order: invoiceOrder(translate),
  invoice_tax_credit: invoiceOrder(translate),
  order_totals: orderTotals,
  line_taxes: lineTaxes,
  multi_tax: multiTax,
  tax_on_amount: taxOnAmount,
  coupon,
  coupon_allocation: couponAllocation,
  coupon_stack: couponStack,
  discount_chain: discountChain,
  discount_then_prorate: discountThenProrate,
  credits_on_lines: creditsOnLines,
  grants_consume: grantsConsume,
  commitment_true_up: commitmentTrueUp,
  day_proration: dayProration,
  duration_proration: durationProration,
  fraction_days: fractionDays,
  fraction_change: fractionChange,
  plan_change: planChange,
  seat_change: seatChange,
  period_containing: periodContaining,
  period_by_billing_day: periodByBillingDay,
  rounding: roundedValue,
  allocate_largest_remainder: allocateLargestRemainder,
};
