/** What a document's users know of it. "What I have" and "what I am doing" are separate answers. */
export interface ResourceState<T> {
  /** The last good document; undefined: none yet. It stays when a later load fails. */
  readonly value: T | undefined;
  /** Why the last load, or the last document that the stream brought, was of no use. A `RequestError` or what the parser threw. */
  readonly problem: Error | null;
  /** A load, with its quick retries, is under way. */
  readonly loading: boolean;
  /** When `value` was last received or found unchanged, in milliseconds since 1970 by this machine's clock; undefined: there is no value. */
  readonly receivedAt: number | undefined;
  /** The browser says that there is no network. */
  readonly offline: boolean;
  /** There is a value, but it may be out of date: the last load failed, or was missed. */
  readonly stale: boolean;
  /** Changes arrive of themselves, by a stream or by polling. */
  readonly live: boolean;
}

/** A document that is kept up to date as long as somebody listens. */
export interface Resource<T> {
  /** Frozen, and the same object until something changes. */
  readonly state: ResourceState<T>;
  /**
   * The first listener starts the first load; a moment after the last has gone, everything stops and is forgotten.
   * Listeners are called synchronously after each change, and not for what `subscribe` itself changes.
   *
   * @param refreshMs how often this listener wants the document polled; 0: never. Of several, the smallest above 0 holds
   * @returns what ends the subscription
   */
  subscribe(listener: () => void, refreshMs?: number): () => void;
  /** Loads again at once, for "Try again". Joins a load that is under way. */
  refresh(): void;
}

export const EMPTY_STATE: ResourceState<never> = Object.freeze({
  value: undefined,
  problem: null,
  loading: false,
  receivedAt: undefined,
  offline: false,
  stale: false,
  live: false,
});

/**
 * A resource that is what it is: inline JSON, or a value that the page has set.
 *
 * @param read parses it; what it throws becomes the problem
 * @param receivedAt now, in milliseconds since 1970
 */
export function createStaticResource<T>(read: () => T, receivedAt = Date.now()): Resource<T> {
  let outcome: Partial<ResourceState<T>>;
  try {
    outcome = { value: read(), receivedAt };
  } catch (error) {
    outcome = { problem: error as Error };
  }
  const state = Object.freeze({ ...EMPTY_STATE, ...outcome });
  return { state, subscribe: () => () => {}, refresh: () => {} };
}
