import type { ReachedSpan } from '../engine/estimate/estimate.ts';
import type { DateStyle, Format } from './format.ts';

/** When something is probably reached: 29 November (28 – 30 November). */
export function describeSpan(format: Format, { from, likely, to }: ReachedSpan, style: DateStyle = 'long'): string {
  const date = format.day(likely, style);
  if (to === null) return from === likely ? date : format.text('span.open', { date, from: format.day(from, style) });
  return from === to ? date : format.text('span.days', { date, days: format.days(from, to, style) });
}
