import type { MailKey } from './mail/mail-messages.ts';
import type { Message } from './message.ts';
import type { INVOICE } from './messages/invoice.ts';
import type { INVOICE_FORECAST } from './messages/invoice-forecast.ts';
import type { PLAN_COMPARISON } from './messages/plan-comparison.ts';
import type { SHARED } from './messages/shared.ts';
import type { STOPS } from './messages/stops.ts';
import type { USAGE_METER } from './messages/usage-meter.ts';

export type English = ReturnType<typeof SHARED> &
  ReturnType<typeof INVOICE> &
  ReturnType<typeof STOPS> &
  ReturnType<typeof INVOICE_FORECAST> &
  ReturnType<typeof USAGE_METER> &
  ReturnType<typeof PLAN_COMPARISON>;

/**
 * The English of those who speak: tables of messages, made when the first of them is asked for. Each widget brings its own
 * and those it shares, so that an application which shows one carries the words of one.
 */
export type Tables = readonly (() => Readonly<Partial<Record<MessageKey, Message>>>)[];

export type MessageKey = keyof English;

/**
 * Messages in another language or another tone, of widgets and of mails; what is left out stays English. Replaced as data:
 * a JSON file will do.
 */
export type Messages = Readonly<Partial<Record<Translated, Message> & Named & Record<'unpriceable', Message>>>;

/** Messages that leave nothing English. `unpriceable` has the reader's own English reason in it: elsewhere it is not said. */
export type Translation = Readonly<Record<Translated, Message> & Named>;

type Translated = Exclude<MessageKey, 'language' | 'unpriceable'> | MailKey;
type Named = Record<'language', string>;
