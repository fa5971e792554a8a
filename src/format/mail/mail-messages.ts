import type { Message } from '../message.ts';

/**
 * What mails say, and no widget does: they are not part of what a page loads. Replaced like all others, by the
 * messages a format is made with.
 */
export const MAIL = {
  'mail.limit_reached': '{name}: the limit of {bound} is reached',
  'mail.threshold_reached': '{name}: the threshold of {threshold} is passed; the limit is {bound}',
  'mail.limit_expected': '{name}: the limit of {bound} will probably be reached',
  'mail.credit_stopped': '{name} is used up: usage has stopped',
  'mail.credit_stops': '{name} will probably be used up: usage stops then',
  'mail.credit_fees': '{name} is used up by fees: usage stops from {date} on',
  'mail.unusual_day': '{name}: unusual usage on {date}',
  'mail.high_usage': '{name}: probably much more than last period',
  'mail.used': '{used} used by {date}.',
  'mail.expected': 'Probably {expected} by the end of the period on {date}.',
  'mail.expected_without': 'Without a limit probably {expected} by the end of the period on {date}.',
  'mail.around': 'It will probably be reached around {likely} ({span}).',
  'mail.on': 'It will probably be reached on {date}.',
  'mail.around_open': 'It may be reached from {from} on, or not before the period ends.',
  'mail.unavoidable': 'The invoice will be above it, whatever is used.',
  'mail.blocks': 'Usage stops there.',
  'mail.notifies': 'Nothing stops there; this is only a notice.',
  'mail.total': 'The next invoice is expected to be {amount}.',
  'mail.credit_left': 'Before the usage of this period it had {amount} left.',
  'mail.day': '{value} on {date}, where {usual} would have been usual.',
  'mail.day_cost': 'What goes beyond that costs {amount} on the next invoice.',
  'mail.former': '{expected} expected, after {former} in the period before.',
  'mail.difference': 'The difference is {amount} on the next invoice.',
  'mail.budget': 'Budget',
  'mail.forecast': 'Next invoice: {mean} expected',
  /** Instead of it where there is none; the reason follows. */
  'mail.unknown': 'Next invoice: amount not known',
  'mail.range': 'In 8 of 10 cases between {low} and {high}.',
  /** Instead of it where both read alike. */
  'mail.about': 'In 8 of 10 cases about {high}.',
  'mail.exact': 'No usage changes it; the invoice itself is final.',
  'mail.no_promise': 'An estimate from usage so far; the invoice itself is final.',
} as const satisfies Readonly<Record<string, Message>>;

export type MailKey = keyof typeof MAIL;
