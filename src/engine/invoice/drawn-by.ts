import type { Credit } from '../facts/credit.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { sum } from '../numbers/decimal.ts';
import type { Invoice } from './invoice.ts';

/** What a credit pays on an invoice, in its own unit. */
export function drawnBy({ id, meter }: Credit, { credits, lines }: Invoice): Decimal {
  if (meter === null) {
    const taxed = credits.filter((credit) => credit.id === id).map(({ amount }) => amount);
    const untaxed = lines.filter((line) => line.kind === 'credit_before_tax' && line.id === id);
    return sum([...taxed, ...untaxed.map(({ amount }) => amount!.neg())]);
  }
  const steps = lines.flatMap((line) => line.steps);
  return sum(steps.flatMap((step) => (step.kind === 'unit_credit' && step.id === id ? [step.drawn] : [])));
}
