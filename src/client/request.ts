import type { Environment } from './environment.ts';
import { failureOf, RequestError } from './request-error.ts';
import { readRetryAfter } from './retry.ts';
import type { Bearer } from './token.ts';

/** From asking for the token to the last byte of the body. */
export const TIMEOUT_MS = 15_000;

/** The bound of a document, after decompression: 4 MiB. */
export const MAX_BYTES = 4 * 2 ** 20;

/** What is asked for. */
export interface Target {
  readonly url: string;
  readonly credentials?: RequestCredentials | undefined;
  /** An account has one, also where it holds no token (a session cookie, a static file); a catalog has none. */
  readonly bearer?: Bearer | undefined;
}

/**
 * One GET of a document's text.
 *
 * Revalidation by ETag is left to the browser's own cache. A header of ours would make a catalog on another origin need
 * a preflight, and needs the ETag exposed; the cache needs neither, and remembers from one visit to the next.
 *
 * @throws RequestError, or whatever `signal` was aborted with
 */
export function requestText(environment: Environment, target: Target, signal: AbortSignal): Promise<string> {
  return withDeadline(environment, target.url, signal, async (deadline, extend) => {
    extend(TIMEOUT_MS);
    const response = await openResponse(environment, target, false, deadline);
    const checkSize = (bytes: number) => {
      if (bytes > MAX_BYTES) throw new RequestError('too-large', target.url);
    };
    // What is announced as too large is not even begun; what is not announced is cut off where it becomes so.
    checkSize(Number(response.headers.get('content-length')));
    let text = '';
    let size = 0;
    await readBody(response, target.url, deadline, (chunk, bytes) => {
      checkSize((size += bytes));
      text += chunk;
    });
    return text;
  });
}

/**
 * Runs `work` with a signal that aborts with its parent or when time is up, and always when the work is over, which
 * closes whatever connection it left open. Time runs from the last call of `extend`. What fails comes out as a
 * `RequestError`, unless the parent was aborted: then there is nobody left to tell.
 */
export async function withDeadline<R>(
  environment: Environment,
  url: string,
  parent: AbortSignal,
  work: (signal: AbortSignal, extend: (timeoutMs: number) => void) => Promise<R>,
): Promise<R> {
  const controller = new AbortController();
  const { signal } = controller;
  let stopTimer = () => {};
  const abort = () => {
    stopTimer();
    controller.abort();
  };
  parent.addEventListener('abort', abort, { signal });
  if (parent.aborted) abort();
  try {
    return await work(signal, (timeoutMs) => {
      stopTimer();
      stopTimer = environment.after(timeoutMs, abort);
    });
  } catch (error) {
    if (parent.aborted || error instanceof RequestError) throw error;
    throw new RequestError(signal.aborted ? 'timeout' : environment.isOffline() ? 'offline' : 'network', url);
  } finally {
    abort();
  }
}

/** A successful answer whose body is still to be read. A token that is refused is asked for again, once. */
export async function openResponse(
  environment: Environment,
  { url, credentials = 'same-origin', bearer }: Target,
  isStream: boolean,
  signal: AbortSignal,
): Promise<Response> {
  // `fetch` would say no more of these than of an endpoint that is down.
  if (!URL.canParse(url) || /^[^/]*\/\/[^/]*@/.test(new URL(url).href)) throw new RequestError('bad-url', url);
  for (let renewed = false; ; renewed = true) {
    const headers = new Headers({ accept: isStream ? 'text/event-stream' : 'application/json' });
    if (bearer) await authorize(headers, bearer, url, signal);
    const response = await environment.fetch(url, {
      headers,
      credentials,
      signal,
      // An account's redirect is not followed: the token is for this address alone. Not 'error', which looks like an
      // endpoint that is down; this way the reason can be told.
      redirect: bearer ? 'manual' : 'follow',
      // An owner's first document is fetched in full: by a careless ETag ("revision 41") the browser's cache would
      // answer with the document of whoever was here before.
      cache: isStream ? 'no-store' : bearer?.isNew ? 'reload' : 'no-cache',
    });
    if (response.ok) return response;
    if (response.status === 401 && !renewed && bearer?.renew()) continue;
    throw new RequestError(failureOf(response), url, {
      status: response.status,
      retryAfterMs: readRetryAfter(response.headers, environment.now()),
    });
  }
}

/**
 * Hands on a body as text, chunk by chunk with its size in bytes.
 *
 * @throws RequestError `bad-encoding`, what `take` throws, and whatever the network does
 */
export async function readBody(
  { body }: Response,
  url: string,
  signal: AbortSignal,
  take: (text: string, bytes: number) => void,
): Promise<void> {
  if (!body) return;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new RequestError('bad-encoding', url);
    }
  };
  const reader = body.getReader();
  // Aborting a fetch need not end a body that comes from a service worker; this does.
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel);
  signal.throwIfAborted();
  for (;;) {
    const { done, value } = await reader.read();
    signal.throwIfAborted();
    if (done) break;
    take(decode(value), value.byteLength);
  }
  take(decode(), 0);
}

async function authorize(headers: Headers, bearer: Bearer, url: string, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    const token = await Promise.race([bearer.get(), aborted]);
    // Throws on a token that would be no header; its text must not get into any message.
    if (token) headers.set('authorization', `Bearer ${token}`);
  } catch (error) {
    bearer.renew();
    throw signal.aborted ? error : new RequestError('token', url);
  }
}
