import type { Message } from '../message.ts';

/** What `<pb-usage-meter>` says. Keys start with `meter.`. */
export const USAGE_METER = {} as const satisfies Readonly<Record<string, Message>>;
