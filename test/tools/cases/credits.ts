import type { Bill } from './bill.ts';
import { billOf, creditById, lineCredits, shareOn } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { list, optional, records, text } from './case.ts';
import type { CreditWords } from './documents.ts';
import { flat, lineId } from './documents.ts';
import { roundingOf } from './words.ts';

/** Credits that pay lines in order. */
export function creditsOnLines(input: Input, { currency }: Context): Answer {
  const lines = records(input, 'lines');
  const eligible = list(input, 'eligible');
  const charges = lines.flatMap((_, index) => (eligible[index] === false ? [] : [lineId(index)]));
  const credits = records(input, 'credits').map((credit, index): CreditWords => ({
    id: `credit_${index}`,
    balance: text(credit, 'amount'),
    priority: index,
    ...(charges.length < lines.length ? { charges } : {}),
  }));
  const bill = billOf({
    currency,
    rounding: roundingOf(input),
    lines: lines.map((line) => flat(text(line, 'amount'))),
    credits,
  });
  return {
    got: { amount: bill.invoice.due, line_credits: lineCredits(bill), drawn: bill.creditAfterTax },
    wholeWay: true,
  };
}

/** Uses are lines; grants are credits, by priority and then in their order. */
export function grantsConsume(input: Input, { currency }: Context): Answer {
  const grants = records(input, 'grants');
  const credits = ranked(grants);
  const uses = records(input, 'uses');
  const bill = billOf({
    currency,
    rounding: roundingOf(input),
    lines: uses.map((use) => flat(text(use, 'amount'))),
    credits,
  });
  const drawn = uses.map((_, use) =>
    grants.map((__, grant) => shareOn(creditById(bill, grantId(grant))?.shares ?? [], use)),
  );
  return { got: { amount: bill.creditAfterTax, drawn, remaining: remaining(bill, credits) }, wholeWay: true };
}

/** A grant's priority first, its place in the list next; the engine is told both as one order. */
function ranked(grants: readonly Input[]): CreditWords[] {
  const order = grants
    .map((grant, index) => ({ index, priority: Number(optional(grant, 'priority') ?? '0') }))
    .sort((a, b) => a.priority - b.priority || a.index - b.index);
  return grants.map((grant, index) => ({
    id: grantId(index),
    balance: text(grant, 'amount', text(grant, 'balance')),
    priority: order.findIndex((place) => place.index === index),
  }));
}

function grantId(index: number): string {
  return `grant_${index}`;
}

function remaining(bill: Bill, credits: readonly CreditWords[]): unknown[] {
  return credits.map(({ id, balance }) => creditById(bill, id)?.remaining ?? balance);
}
