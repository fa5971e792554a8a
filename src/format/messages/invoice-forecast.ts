import type { Message } from '../message.ts';

/** What `<pb-invoice-forecast>` says. Keys start with `forecast.`. */
export const INVOICE_FORECAST = {} as const satisfies Readonly<Record<string, Message>>;
