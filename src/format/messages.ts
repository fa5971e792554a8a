import type { Message } from './message.ts';
import { INVOICE_FORECAST } from './messages/invoice-forecast.ts';
import { PLAN_COMPARISON } from './messages/plan-comparison.ts';
import { SHARED } from './messages/shared.ts';
import { USAGE_METER } from './messages/usage-meter.ts';

/** Every message there is, in English. */
export const ENGLISH = { ...SHARED, ...INVOICE_FORECAST, ...USAGE_METER, ...PLAN_COMPARISON };

export type MessageKey = keyof typeof ENGLISH;

/** Messages in another language or another tone; what is left out stays English. Replaced as data: a JSON file will do. */
export type Messages = Readonly<Partial<Record<Exclude<MessageKey, 'language'>, Message> & Record<'language', string>>>;
