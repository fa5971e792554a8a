import { once } from '../../engine/once.ts';
import type { Message } from '../message.ts';

/** What the invoice forecast and the usage meter say of what stops usage. Keys start with `limit.`, `credit.`. */
export const STOPS = once(
  () =>
    ({
      /** A limit, and what somebody agreed to go up to instead. */
      'limit.until': '{limit} ({quantity} until {date})',
      'credit.stops': 'Usage stops when {name} is used up.',
      'credit.stops_around': 'Usage stops when {name} is used up, probably around {when}.',
      'credit.stopped': 'Usage has stopped: {name} is used up.',
      /** How much more of it nothing would stop with: after one of these. */
      'credit.more': 'For these quantities it would take {amount} more.',
      'credit.more_about': 'For what is expected it would take about {amount} more.',
      'credit.fees': 'Usage stops from {date} on: fees alone use up {name}.',
    }) as const satisfies Readonly<Record<string, Message>>,
);
