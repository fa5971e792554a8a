import type { Environment } from './environment.ts';
import { createEventReader } from './event-stream.ts';
import { RequestError } from './request-error.ts';
import { MAX_BYTES, openResponse, readBody, type Target, TIMEOUT_MS, withDeadline } from './request.ts';

/** A stream that says nothing for so long, not even a comment, is taken for dead: a lost network closes no connection. */
export const SILENCE_MS = 60_000;

export interface StreamListener {
  /** Something arrived, if only a sign of life. */
  readonly onLife: () => void;
  /** The text of a whole account document. */
  readonly onDocument: (text: string) => void;
}

/**
 * Where an account's stream is, or null where there is none to listen to: the token goes with the request, so another
 * origin than the account's own is out of the question.
 *
 * @param address as the account document says it, absolute or relative to the account's own
 */
export function resolveStreamUrl(address: string | null | undefined, accountUrl: string): string | null {
  if (!address || !URL.canParse(address, accountUrl)) return null;
  const { href, origin } = new URL(address, accountUrl);
  return /^https?:/.test(href) && origin === new URL(accountUrl).origin ? href : null;
}

/**
 * Listens to server-sent events of account documents until the stream ends. Read by `fetch`, since an `EventSource`
 * can send a token only in its URL.
 *
 * @returns when the stream ends in an orderly way
 * @throws RequestError, or whatever `signal` was aborted with
 */
export function listenToStream(
  environment: Environment,
  target: Target,
  { onLife, onDocument }: StreamListener,
  signal: AbortSignal,
): Promise<void> {
  const { url } = target;
  return withDeadline(environment, url, signal, async (deadline, extend) => {
    extend(TIMEOUT_MS);
    const response = await openResponse(environment, target, true, deadline);
    const read = createEventReader(
      (type, message) => type === 'account' && onDocument(message),
      MAX_BYTES,
      () => {
        throw new RequestError('too-large', url);
      },
    );
    extend(SILENCE_MS);
    onLife();
    await readBody(response, url, deadline, (chunk) => {
      extend(SILENCE_MS);
      onLife();
      read(chunk);
    });
  });
}
