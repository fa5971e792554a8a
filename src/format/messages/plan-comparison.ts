import type { Message } from '../message.ts';

/** What `<pb-plan-comparison>` says. Keys start with `comparison.`. */
export const PLAN_COMPARISON = {} as const satisfies Readonly<Record<string, Message>>;
