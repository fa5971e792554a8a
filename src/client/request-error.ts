/** Why a request did not bring a document, one word per sentence that a visitor reads about it. */
export type RequestFailure =
  /** The browser says that there is no network. */
  | 'offline'
  /** No answer: refused, cut off, or kept from the page by CORS or a policy. Browsers do not tell these apart. */
  | 'network'
  | 'timeout'
  /** An account is never asked for at another address than its own. */
  | 'redirected'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  /** Any other 4xx. */
  | 'rejected'
  /** 5xx. */
  | 'server'
  /** Not JSON, or cut off in the middle; a page of HTML, for example. */
  | 'not-json'
  /** Not UTF-8. */
  | 'bad-encoding'
  | 'too-large'
  /** Nested deeper than any document is. */
  | 'too-deep'
  | 'bad-url'
  /** The page's own function did not come up with a token that can be sent. */
  | 'token';

export interface RequestErrorOptions {
  readonly status?: number | undefined;
  /** How long the server asked to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * The world's kind of error. Its message is for a developer's console and names no token and no query, where secrets
 * travel; what a visitor reads is made from `reason`.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly reason: RequestFailure;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(reason: RequestFailure, url: string, { status, retryAfterMs }: RequestErrorOptions = {}) {
    super(`${reason}${status ? ` (${status})` : ''}: ${url.replace(/[?#].*/s, '').replace(/\/\/[^/]*@/, '//')}`);
    this.reason = reason;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

const FAILURES: Readonly<Record<number, RequestFailure>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  410: 'not-found',
  429: 'rate-limited',
};

/** What an answer outside 200–299 means. */
export function failureOf({ status, type }: Pick<Response, 'status' | 'type'>): RequestFailure {
  if (type === 'opaqueredirect') return 'redirected';
  return FAILURES[status] ?? (status >= 500 ? 'server' : status < 400 ? 'redirected' : 'rejected');
}
