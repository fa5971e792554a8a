import { runOutOf } from '../engine/estimate/credit-estimate.ts';
import type { Credit } from '../engine/facts/credit.ts';
import { Decimal } from '../engine/numbers/decimal.ts';
import type { CreditStop, Estimate } from '../engine/estimate/estimate.ts';
import { creditAmount } from './credit-amount.ts';
import type { DateStyle, Format } from './format.ts';
import { describeSpan } from './reached-span.ts';

/** What a credit whose end stops usage does about it, and how much more it would take; nothing where it does not end in this period. */
export function creditStandings(
  format: Format,
  { credit, state }: CreditStop,
  estimate: Estimate,
  style?: DateStyle,
): readonly { readonly text: string; readonly tone: 'danger' | 'warning' }[] {
  const { name } = credit;
  const { invoice, account } = estimate;
  if (state === 'ok') return [];
  if (state === 'fees') {
    const date = format.date(invoice.issuedAt!, 'full', account?.timeZone);
    return [{ text: format.text('credit.fees', { name, date }), tone: 'warning' }];
  }
  const span = state === 'stops' ? runOutOf(credit, estimate) : null;
  const when = span && describeSpan(format, span, style);
  const key = state === 'blocked' ? 'stopped' : when ? 'stops_around' : 'stops';
  const stops = {
    text: format.text(`credit.${key}`, { name, when: when ?? '' }),
    tone: key === 'stopped' ? 'danger' : 'warning',
  } as const;
  const more = moreWords(format, credit, estimate);
  return more === null ? [stops] : [stops, { text: more, tone: 'warning' }];
}

/** Digits of an amount that is expected. */
const DIGITS = 3;

function moreWords(format: Format, credit: Credit, estimate: Estimate): string | null {
  const more = estimate.topUps.get(credit);
  if (more === undefined) return null;
  const isExact = estimate.meters.every(({ quantityKind }) => quantityKind === 'exactly');
  const amount = isExact ? more : more.toSignificantDigits(DIGITS, Decimal.ROUND_UP);
  return format.text(isExact ? 'credit.more' : 'credit.more_about', {
    amount: creditAmount(format, estimate, credit, amount),
  });
}
