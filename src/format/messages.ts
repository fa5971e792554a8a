import type { Message } from './message.ts';
import type { INVOICE } from './messages/invoice.ts';
import type { INVOICE_FORECAST } from './messages/invoice-forecast.ts';
import type { PLAN_COMPARISON } from './messages/plan-comparison.ts';
import type { SHARED } from './messages/shared.ts';
import type { USAGE_METER } from './messages/usage-meter.ts';

export type English = ReturnType<typeof SHARED> &
  ReturnType<typeof INVOICE> &
  ReturnType<typeof INVOICE_FORECAST> &
  ReturnType<typeof USAGE_METER> &
  ReturnType<typeof PLAN_COMPARISON>;

/**
 * The English of those who speak: tables of messages, made when the first of them is asked for. Each widget brings its own
 * and those it shares, so that an application which shows one carries the words of one.
 */
export type Tables = readonly (() => Readonly<Partial<Record<MessageKey, Message>>>)[];

export type MessageKey = keyof English;

/** Messages in another language or another tone; what is left out stays English. Replaced as data: a JSON file will do. */
export type Messages = Readonly<Partial<Record<Exclude<MessageKey, 'language'>, Message> & Record<'language', string>>>;
