import type { Alert, CreditAlert, HighUsageAlert, LimitAlert, UnusualDayAlert } from '../../engine/estimate/alerts.ts';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import { inSteps } from '../../engine/usage/in-steps.ts';
import type { Format, TextValue } from '../format.ts';
import { DATE_STYLES } from '../intl-options.ts';
import { describeBound } from '../limit-bound.ts';
import { describeSpan } from '../reached-span.ts';
import { sectionHtml } from './html.ts';
import { MAIL, type MailKey } from './mail-messages.ts';

/** A message for a customer in one language: plain text, and HTML without script, style or address. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** When an alert's facts hold, and in which zone its days are: an `Account` will do. */
export interface MailFacts {
  /** Instant of the account document, ms since 1970. */
  readonly asOf: number;
  readonly timeZone: string;
  /** End of the billing period, ms since 1970, where the mail should name it. */
  readonly periodEnd?: number | null;
}

/** An alert in words, for a server that sends it. */
export function alertMail(format: Format, alert: Alert, facts: MailFacts): Mail {
  const { subject, sentences } = words(format, alert, facts);
  return mail(format, subject, sentences);
}

/** A mail of a subject and sentences. */
export function mail(
  format: Format,
  subject: string,
  sentences: readonly string[],
  rest: { readonly text?: string; readonly html?: string } = {},
): Mail {
  return {
    // Not broken by us: as plain as it can be.
    subject: subject.replaceAll('\u00a0', ' '),
    text: [subject, '', ...sentences, ...(rest.text === undefined ? [] : ['', rest.text]), ''].join('\n'),
    html: sectionHtml(format, subject, sentences, rest.html),
  };
}

export function say(format: Format, key: MailKey, values: Readonly<Record<string, TextValue>> = {}): string {
  return format.textOf(key, MAIL[key], values);
}

interface Words {
  readonly subject: string;
  readonly sentences: readonly string[];
}

function words(format: Format, alert: Alert, facts: MailFacts): Words {
  switch (alert.kind) {
    case 'limit':
      return limitWords(format, alert, facts);
    case 'credit':
      return creditWords(format, alert, facts);
    case 'unusual_day':
      return unusualWords(format, alert);
    case 'high_usage':
      return highWords(format, alert);
  }
}

function limitWords(format: Format, alert: LimitAlert, { asOf, timeZone, periodEnd = null }: MailFacts): Words {
  const { meter, threshold, used, expected, reached, notServed, total, currency } = alert;
  const amount = (quantity: Decimal): string =>
    meter === null ? format.money(quantity, currency) : format.quantity(quantity, meter, currency);
  const name = meter?.name ?? say(format, 'mail.budget');
  const key =
    alert.by === 'forecast' ? 'mail.limit_expected' : alert.isBound ? 'mail.limit_reached' : 'mail.threshold_reached';
  return {
    subject: say(format, key, {
      name,
      bound: describeBound(format, alert, { write: amount, timeZone }),
      threshold: amount(threshold),
    }),
    sentences: [
      say(format, 'mail.used', { used: amount(used), date: timeWords(format, asOf, timeZone) }),
      ...(expected === null || periodEnd === null || alert.unavoidable
        ? []
        : [
            say(format, notServed === null ? 'mail.expected' : 'mail.expected_without', {
              expected: amount(expected),
              date: format.date(periodEnd - 1, 'long', timeZone),
            }),
          ]),
      ...(reached === null ? [] : [reachedWords(format, reached)]),
      ...(alert.unavoidable ? [say(format, 'mail.unavoidable')] : []),
      say(format, alert.limit.effect === 'block' ? 'mail.blocks' : 'mail.notifies'),
      ...(total === null || meter === null
        ? []
        : [say(format, 'mail.total', { amount: format.money(total, currency) })]),
    ],
  };
}

/** With its zone: nobody knows by which clock a mail's reader lives. */
function timeWords({ locale }: Format, instant: number, timeZone: string): string {
  const options = { ...DATE_STYLES.instant, timeZone, timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(locale, options).format(instant);
}

function reachedWords(format: Format, { from, likely, to }: NonNullable<LimitAlert['reached']>): string {
  if (from === to) return say(format, 'mail.on', { date: format.day(likely) });
  return to === null
    ? say(format, 'mail.around_open', { from: format.day(from) })
    : say(format, 'mail.around', { likely: format.day(likely), span: format.days(from, to) });
}

function creditWords(
  format: Format,
  { credit, meter, by, reached, from, total, currency }: CreditAlert,
  { timeZone }: MailFacts,
): Words {
  const { name, balance } = credit;
  const amount = meter === null ? format.money(balance, currency) : format.quantity(balance, meter, currency);
  return {
    subject:
      from === null
        ? say(format, by === 'fact' ? 'mail.credit_stopped' : 'mail.credit_stops', { name })
        : say(format, 'mail.credit_fees', { name, date: format.date(from, 'long', timeZone) }),
    sentences: [
      say(format, 'mail.credit_left', { amount }),
      ...(reached === null ? [] : [format.text('meter.credit.runs_out', { when: describeSpan(format, reached) })]),
      ...(total === null ? [] : [say(format, 'mail.total', { amount: format.money(total, currency) })]),
    ],
  };
}

function unusualWords(format: Format, { meter, day, value, usual, cost, currency }: UnusualDayAlert): Words {
  const amount = (quantity: number): string => format.quantity(inSteps(quantity, meter), meter, currency);
  return {
    subject: say(format, 'mail.unusual_day', { name: meter.name, date: format.day(day) }),
    sentences: [
      say(format, 'mail.day', { value: amount(value), date: format.day(day), usual: amount(usual) }),
      ...(cost === null ? [] : [say(format, 'mail.day_cost', { amount: format.money(cost, currency) })]),
    ],
  };
}

function highWords(format: Format, { meter, expected, former, cost, currency }: HighUsageAlert): Words {
  const amount = (quantity: Decimal): string => format.quantity(quantity, meter, currency);
  return {
    subject: say(format, 'mail.high_usage', { name: meter.name }),
    sentences: [
      say(format, 'mail.former', { expected: amount(expected), former: amount(former) }),
      ...(cost === null ? [] : [say(format, 'mail.difference', { amount: format.signedMoney(cost, currency) })]),
    ],
  };
}
