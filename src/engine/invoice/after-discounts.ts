import type { Decimal } from '../numbers/decimal.ts';
import type { Invoice } from './invoice.ts';
import { issueInvoice } from './issue-invoice.ts';
import type { Draft } from './issue-invoice.ts';

/** The price after an intro price or promotion. */
export interface AfterDiscount {
  readonly id: string;
  readonly name: string;
  readonly endsAt: number;
  /** With exclusive tax, before credits, at the same quantities. */
  readonly total: Decimal;
}

/** The same lines without each discount that has an end and is on the invoice now, and those that end no later. */
export function afterDiscounts({ lines, facts }: Draft, invoice: Invoice): AfterDiscount[] {
  const taken = new Set(invoice.lines.filter(({ kind }) => kind === 'discount').map(({ id }) => id));
  return facts.discounts
    .flatMap(({ id, name, endsAt }) => {
      if (endsAt === null || !taken.has(id)) return [];
      const discounts = facts.discounts.filter((other) => other.endsAt === null || other.endsAt > endsAt);
      const { total } = issueInvoice({ lines, facts: { ...facts, discounts } });
      return total === null ? [] : [{ id, name, endsAt, total }];
    })
    .sort((a, b) => a.endsAt - b.endsAt);
}
