import { runOutOf } from '../engine/credit-estimate.ts';
import type { CreditStop, Estimate } from '../engine/estimate.ts';
import type { DateStyle, Format } from './format.ts';
import { describeSpan } from './reached-span.ts';

/** What a credit whose end stops usage does about it in this period; nothing where it does not end. */
export function creditStandings(
  format: Format,
  { credit, state }: CreditStop,
  estimate: Estimate,
  style?: DateStyle,
): readonly { readonly text: string; readonly tone: 'danger' | 'warning' }[] {
  const { name } = credit;
  if (state === 'ok') return [];
  if (state === 'blocked') return [{ text: format.text('credit.stopped', { name }), tone: 'danger' }];
  const span = runOutOf(credit, estimate);
  const when = span && describeSpan(format, span, style);
  return [
    { text: format.text(when ? 'credit.stops_around' : 'credit.stops', { name, when: when ?? '' }), tone: 'warning' },
  ];
}
