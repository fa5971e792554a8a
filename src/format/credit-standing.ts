import { runOutOf } from '../engine/credit-estimate.ts';
import type { CreditStop, Estimate } from '../engine/estimate.ts';
import type { DateStyle, Format } from './format.ts';
import { describeSpan } from './reached-span.ts';

/** What a credit whose end stops usage does about it; nothing where it does not end in this period. */
export function creditStandings(
  format: Format,
  { credit, state }: CreditStop,
  estimate: Estimate,
  style?: DateStyle,
): readonly { readonly text: string; readonly tone: 'danger' | 'warning' }[] {
  const { name } = credit;
  if (state === 'ok') return [];
  const { invoice, account } = estimate;
  if (state === 'fees') {
    const date = format.date(invoice.issuedAt!, 'full', account?.timeZone);
    return [{ text: format.text('credit.fees', { name, date }), tone: 'warning' }];
  }
  if (state === 'blocked') return [{ text: format.text('credit.stopped', { name }), tone: 'danger' }];
  const span = runOutOf(credit, estimate);
  const when = span && describeSpan(format, span, style);
  return [
    { text: format.text(when ? 'credit.stops_around' : 'credit.stops', { name, when: when ?? '' }), tone: 'warning' },
  ];
}
