/** What the client knows of the world outside: network, clock, chance and the page. Tests pass their own. */
export interface Environment {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970, by this machine's clock. Ages are differences of these alone, so a wrong clock does no harm. */
  readonly now: () => number;
  /** From 0 (inclusive) to 1. */
  readonly random: () => number;
  /** Runs the callback once after so many milliseconds; the answer takes the timer back. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  readonly isHidden: () => boolean;
  readonly isOffline: () => boolean;
  /** Calls back when the page is hidden or shown, or loses or regains its network, until the answer is called. */
  readonly watch: (listener: () => void) => () => void;
  /** What a relative address is relative to. */
  readonly baseUrl: () => string | undefined;
}

/** The page this script runs in. Globals are looked up at each call, so importing this where there is no page is safe. */
export const pageEnvironment: Environment = {
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  random: () => Math.random(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  isHidden: () => document.visibilityState === 'hidden',
  // Only a clear "no" counts: browsers say "online" of any network, also of one that leads nowhere.
  isOffline: () => navigator.onLine === false,
  watch: (listener) => {
    const controller = new AbortController();
    const { signal } = controller;
    document.addEventListener('visibilitychange', listener, { signal });
    for (const type of ['online', 'offline', 'pageshow']) addEventListener(type, listener, { signal });
    return () => controller.abort();
  },
  baseUrl: () => globalThis.document?.baseURI,
};
