import { RequestError } from './request-error.ts';

/** How often a load for which a visitor waits is tried again at once before it is called failed. */
export const QUICK_TRIES = 2;

/** After so many failures in a row a document that is not polled is left alone, until the visitor or the network returns. */
export const MAX_FAILURES = 8;

const QUICK_MS = 500;
const SPREAD_MS = 75_000;
const MAX_SPREAD_MS = 300_000;
const MAX_RETRY_AFTER_MS = 3_600_000;

/** What the next try may well not meet again. The rest (a refusal, a wrong document) is met again until somebody acts. */
const TRANSIENT = /^(offline|network|timeout|rate-limited|server|not-json|bad-encoding|token)$/;

export function isTransient(error: unknown): boolean {
  return error instanceof RequestError && TRANSIENT.test(error.reason);
}

/** A passing hiccup: worth another try while the visitor watches. One who has waited for a timeout has waited enough. */
export function isHiccup(error: unknown): boolean {
  return error instanceof RequestError && /^(network|server)$/.test(error.reason) && error.retryAfterMs === undefined;
}

/** The wait before quick try number `attempt` (1, 2, …): anything up to 1 s, 2 s, …, "full jitter". */
export function quickDelayMs(attempt: number, random: () => number): number {
  return random() * QUICK_MS * 2 ** attempt;
}

/** What a document has lived through since it was last well, as far as it matters for when to ask again. */
export interface History {
  /** How often it is polled; Infinity: never. */
  readonly intervalMs: number;
  /** Loads in a row that failed. */
  readonly failures: number;
  /** Streams in a row that ended without having brought a document, or 1 for one that had. */
  readonly lostStreams: number;
  /** What the last load or stream ended with. */
  readonly lastError: unknown;
}

/** The wait before the next load for which nobody waits; Infinity: none, until the visitor or the network returns. */
export function nextDelayMs({ intervalMs, failures, lostStreams, lastError }: History, random: () => number): number {
  const isPolled = intervalMs < Infinity;
  const losses = failures + lostStreams;
  // A first loss may be everybody's loss. Where no stream comes through (a proxy that gathers, say) polling takes over.
  if (losses === 0 || (isPolled && failures === 0 && lostStreams > 1)) {
    return isPolled ? askedMs(lastError) + pollDelayMs(intervalMs, random) : Infinity;
  }
  const isHopeful = failures === 0 || isTransient(lastError);
  if (!isPolled && !(isHopeful && losses <= MAX_FAILURES)) return Infinity;
  const delayMs = recoveryDelayMs(losses, lastError, random);
  return isHopeful ? delayMs : Math.max(delayMs, pollDelayMs(intervalMs, random));
}

/**
 * The wait after loss number `losses` (1, 2, …) in a row: of a load that nobody waits for, or of a stream.
 *
 * Full jitter over 75 seconds, then 150, then 300. Of a thousand embeds that lose their endpoint in the same moment,
 * about 13 come back in a second, and 21 where first and second tries overlap; a minute would let it be nearly 50. Time that the server asked for comes on top, or all would come back when it is over.
 */
export function recoveryDelayMs(losses: number, error: unknown, random: () => number): number {
  return askedMs(error) + random() * Math.min(MAX_SPREAD_MS, SPREAD_MS * 2 ** (losses - 1));
}

/** How long the server asked to be left alone. */
export function askedMs(error: unknown): number {
  return error instanceof RequestError ? (error.retryAfterMs ?? 0) : 0;
}

/** The wait before the next poll: within a fifth of the interval, so that embeds that began together drift apart. */
export function pollDelayMs(intervalMs: number, random: () => number): number {
  return intervalMs * (0.8 + 0.4 * random());
}

/**
 * `Retry-After` as milliseconds from now, at most an hour: seconds, or a date (RFC 9110, 10.2.3).
 * A date is measured against the server's own `Date` where that can be read, since this machine's clock may be wrong.
 */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  const serverNow = Date.parse(headers.get('date') ?? '');
  const delayMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - (serverNow || now);
  return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(delayMs, 0), MAX_RETRY_AFTER_MS);
}
