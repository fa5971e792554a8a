import type { Account } from '../facts/account.ts';
import type { Bill } from './bill.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { sum, ZERO } from '../numbers/decimal.ts';
import type { Invoice } from './invoice.ts';
import { roundLine } from './issue-invoice.ts';
import type { PastLine } from '../facts/account.ts';
import type { Draft } from './issue-invoice.ts';
import { priceCharge } from '../pricing/price-charge.ts';
import { withOne } from '../usage/quantities.ts';

/**
 * Why this invoice differs from the last one, in money that adds up:
 * `difference` = `usage` + `price` + `plan` + `other`.
 */
export interface Change {
  readonly from: Decimal;
  readonly to: Decimal;
  readonly difference: Decimal;
  /** Other quantities at today's prices. */
  readonly usage: Decimal;
  /** Other prices for the last quantities, on the same plan. */
  readonly price: Decimal;
  /** The same where the plan is another one. */
  readonly plan: Decimal;
  /** Discounts, taxes, items and what else is no charge. */
  readonly other: Decimal;
  readonly lines: readonly ChangedLine[];
}

export interface ChangedLine {
  readonly charge: string;
  readonly name: string;
  readonly usage: Decimal;
  /** Price or plan, whichever it was. */
  readonly price: Decimal;
}

/** The next invoice against the last one; `null` = there is none, or either has no total. */
export function changeSince(bill: Bill & { readonly account: Account }, draft: Draft, invoice: Invoice): Change | null {
  const last = bill.account.lastInvoices[0];
  if (last === undefined || invoice.total === null) return null;
  const changedPlan = last.plan !== null && last.plan !== bill.plan.id;
  const before = addedUp(last.lines);
  const now = draft.lines.filter(({ charge }) => charge !== null);
  const lines = [
    ...now.map((line) => changedLine(line, before.get(line.line.id), { bill, draft })),
    ...last.lines
      .filter(({ charge }) => !now.some(({ line }) => line.id === charge))
      .map(({ charge, name, amount }): ChangedLine => ({
        charge,
        name: name ?? charge,
        usage: ZERO,
        price: amount.neg(),
      })),
  ];
  const usage = sum(lines.map((line) => line.usage));
  const prices = sum(lines.map((line) => line.price));
  const difference = invoice.total.minus(last.total);
  return {
    from: last.total,
    to: invoice.total,
    difference,
    usage,
    price: changedPlan ? ZERO : prices,
    plan: changedPlan ? prices : ZERO,
    other: difference.minus(usage).minus(prices),
    lines: lines.filter((line) => !line.usage.isZero() || !line.price.isZero()),
  };
}

/** Past lines by charge; what one charge came to in several parts is added up. */
function addedUp(lines: readonly PastLine[]): ReadonlyMap<string, PastLine> {
  const byCharge = new Map<string, PastLine>();
  for (const line of lines) {
    const former = byCharge.get(line.charge);
    const quantity = former === undefined ? line.quantity : null;
    byCharge.set(line.charge, { ...line, quantity, amount: line.amount.plus(former?.amount ?? ZERO) });
  }
  return byCharge;
}

function changedLine(
  { line, charge, priced }: Draft['lines'][number],
  before: PastLine | undefined,
  { bill, draft }: { readonly bill: Bill; readonly draft: Draft },
): ChangedLine {
  const amount = line.amount ?? ZERO;
  const then = before?.amount ?? ZERO;
  /** By what the last quantity costs today. */
  const split = (today: Decimal): ChangedLine => ({
    charge: line.id,
    name: line.name,
    usage: amount.minus(today),
    price: today.minus(then),
  });
  // Nobody knows which single events the last quantity was made of.
  if (charge?.model === 'per_event') return split(then);
  if (charge === null || priced === null || line.meter === null) return split(amount);
  const quantity = before === undefined ? ZERO : before.quantity;
  const price = quantity === null ? null : priceCharge(charge, withOne(bill.quantities, line.meter, quantity)).exact;
  if (price === null) return split(then);
  const { rounding, currency } = draft.facts;
  return split(roundLine(price.times(priced.factor), charge.rounding ?? rounding, currency));
}
