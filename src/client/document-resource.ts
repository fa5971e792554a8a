import type { Environment } from './environment.ts';
import { isSame } from './is-same.ts';
import { listenToStream } from './live.ts';
import { readJson } from './read-json.ts';
import { requestText, type Target } from './request.ts';
import { EMPTY_STATE, type Resource, type ResourceState } from './resource.ts';
import { askedMs, isHiccup, nextDelayMs, QUICK_TRIES, quickDelayMs } from './retry.ts';
import { Subscriptions } from './subscriptions.ts';

/** How long everything goes on after the last listener has gone: moving an element in the page is not a goodbye. */
export const LINGER_MS = 1000;

/** A live value that nothing has confirmed for so long (a hidden page, a sleeping machine) is stale until something does. */
const STALE_MS = 300_000;

export interface DocumentOptions<T> {
  readonly environment: Environment;
  readonly target: Target;
  /** JSON to a value; throws what is then the problem. */
  readonly parse: (raw: unknown) => T;
  /** Whether `next` may take the place of `last`; default: always. */
  readonly admit?: (next: T, last: T | undefined) => boolean;
  /** The absolute URL of the stream that a value names; default: none. */
  readonly streamUrl?: (value: T) => string | null;
  readonly onStart?: () => void;
  readonly onStop?: () => void;
}

/** One document of one endpoint: loads it, keeps it up to date, recovers. At most one connection is open at a time. */
export class DocumentResource<T> implements Resource<T> {
  readonly #options: DocumentOptions<T>;
  readonly #subscriptions = new Subscriptions();
  #state: ResourceState<T> = EMPTY_STATE;
  /** The value with the text it was read from: the same text again is the same value, unparsed. */
  #last: { readonly text: string; readonly value: T } | undefined;
  #confirmedAt = 0;

  #connection = new AbortController();
  #isStreaming = false;
  /** Nothing is open: waiting for a timer or for nothing. */
  #isIdle = false;
  /** The interval that the last plan was made for. */
  #plannedMs = Infinity;
  #isHidden = false;
  #isOffline = false;

  #quickTries = 0;
  #failures = 0;
  #lostStreams = 0;
  #lastError: unknown;
  /** Until when the server has asked to be left alone; 0: it has not. */
  #heldUntil = 0;

  #stopWatching: (() => void) | undefined;
  #stopTimer = () => {};
  #stopLingering = () => {};

  constructor(options: DocumentOptions<T>) {
    this.#options = options;
  }

  get state(): ResourceState<T> {
    return this.#state;
  }

  subscribe(listener: () => void, refreshMs = 0): () => void {
    this.#stopLingering();
    if (!this.#stopWatching) this.#start();
    const remove = this.#subscriptions.add(listener, refreshMs);
    // By what was planned, not by who is left: a widget that comes back from a move would put off the next poll each time.
    if (this.#isIdle && this.#subscriptions.intervalMs < this.#plannedMs) this.#plan();
    return () => {
      if (!remove() || !this.#subscriptions.isEmpty) return;
      this.#stopLingering = this.#options.environment.after(LINGER_MS, () => this.#stop());
    };
  }

  refresh(): void {
    if (this.#stopWatching && !this.#state.loading) this.#begin();
  }

  get #streamUrl(): string | null {
    const { value } = this.#state;
    return value === undefined ? null : (this.#options.streamUrl?.(value) ?? null);
  }

  #start(): void {
    const { environment, onStart } = this.#options;
    onStart?.();
    this.#isHidden = environment.isHidden();
    this.#isOffline = environment.isOffline();
    this.#stopWatching = environment.watch(() => this.#onPageChange());
    this.#begin();
  }

  #stop(): void {
    this.#disconnect();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    // Nobody may find the account of somebody who has left.
    this.#last = undefined;
    this.#state = EMPTY_STATE;
    this.#options.onStop?.();
  }

  /** Somebody waits, or has come back: as if nothing had failed before. */
  #begin(): void {
    this.#quickTries = QUICK_TRIES;
    this.#failures = this.#lostStreams = 0;
    void this.#load();
  }

  async #load(): Promise<void> {
    const { environment, target } = this.#options;
    const signal = this.#connect();
    this.#publish({ loading: true });
    let text = '';
    let error: unknown = null;
    try {
      text = await requestText(environment, target, signal);
    } catch (failure) {
      error = failure;
    }
    if (signal.aborted) return;
    if (this.#quickTries > 0 && isHiccup(error)) {
      this.#wait(quickDelayMs(QUICK_TRIES + 1 - this.#quickTries, environment.random));
      this.#quickTries -= 1;
      return;
    }
    const news = error ? { problem: error as Error } : this.#digest(text);
    this.#quickTries = 0;
    this.#lastError = news.problem;
    const held = askedMs(error);
    this.#heldUntil = held && environment.now() + held;
    this.#failures = news.problem ? this.#failures + 1 : 0;
    this.#publish({ ...news, loading: false });
    // A listener may have asked for another load.
    if (signal.aborted) return;
    const streamUrl = this.#failures || environment.isHidden() ? null : this.#streamUrl;
    if (streamUrl) void this.#listen(streamUrl);
    else this.#plan();
  }

  async #listen(url: string): Promise<void> {
    const { environment, target } = this.#options;
    const signal = this.#connect();
    const onLife = () => {
      // A document that was refused is news of another kind than the one that is shown.
      if (!this.#state.problem) this.#confirmedAt = environment.now();
      if (this.#isStreaming) return;
      this.#isStreaming = true;
      this.#publish({});
    };
    const onDocument = (text: string) => {
      if (signal.aborted) return;
      const news = this.#digest(text);
      if (!news.problem) this.#lostStreams = 0;
      this.#publish(news);
    };
    try {
      await listenToStream(environment, { ...target, url }, { onLife, onDocument }, signal);
      this.#lastError = null;
    } catch (error) {
      this.#lastError = error;
    }
    if (signal.aborted) return;
    // Not yet a problem: streams end, and the load that comes next will tell.
    this.#lostStreams += 1;
    this.#isStreaming = false;
    this.#publish({});
    this.#plan();
  }

  /** What a load or the stream has brought: news, or a problem. */
  #digest(text: string): Partial<ResourceState<T>> {
    try {
      return { ...this.#read(text), problem: null };
    } catch (error) {
      return { problem: error as Error };
    }
  }

  #read(text: string): Partial<ResourceState<T>> {
    const { environment, target, parse, admit } = this.#options;
    const last = this.#last;
    const value = last?.text === text ? last.value : parse(readJson(text, target.url));
    if (admit && !admit(value, last?.value)) return {};
    this.#last = { text, value };
    this.#confirmedAt = environment.now();
    return { value };
  }

  #publish(change: Partial<ResourceState<T>>): void {
    const { environment } = this.#options;
    const merged = { ...this.#state, ...change };
    const { value, problem } = merged;
    const offline = environment.isOffline();
    const { intervalMs } = this.#subscriptions;
    const isPolled = intervalMs < Infinity;
    const toleranceMs = STALE_MS + (isPolled ? 2 * intervalMs : 0);
    const isMissed = (isPolled || this.#streamUrl) && environment.now() - this.#confirmedAt > toleranceMs;
    const next: ResourceState<T> = Object.freeze({
      ...merged,
      receivedAt: value === undefined ? undefined : this.#confirmedAt,
      offline,
      stale: value !== undefined && Boolean(problem || offline || isMissed),
      live: value !== undefined && !problem && (isPolled || this.#isStreaming),
    });
    if (isSame(next, this.#state)) return;
    this.#state = next;
    this.#subscriptions.notify();
  }

  #onPageChange(): void {
    const { environment } = this.#options;
    const wasHidden = this.#isHidden;
    const wasOffline = this.#isOffline;
    this.#isHidden = environment.isHidden();
    this.#isOffline = environment.isOffline();
    const isBack = !this.#isHidden && (wasHidden || (wasOffline && !this.#isOffline));
    const { loading, problem } = this.#state;
    if (this.#isHidden && !loading) this.#disconnect();
    const isDue = isBack && !loading && (problem || this.#subscriptions.intervalMs < Infinity || this.#streamUrl);
    if (isDue && environment.now() >= this.#heldUntil) this.#begin();
    else this.#publish({});
    if (isDue && this.#isIdle) this.#plan();
  }

  #plan(): void {
    const { environment } = this.#options;
    this.#isIdle = true;
    this.#stopTimer();
    const { intervalMs } = this.#subscriptions;
    this.#plannedMs = intervalMs;
    const delayMs = nextDelayMs(
      {
        intervalMs,
        failures: this.#failures,
        lostStreams: this.#lostStreams,
        lastError: this.#lastError,
      },
      environment.random,
    );
    if (delayMs < Infinity && !environment.isHidden()) this.#wait(delayMs);
  }

  #wait(delayMs: number): void {
    this.#stopTimer = this.#options.environment.after(delayMs, () => void this.#load());
  }

  #connect(): AbortSignal {
    this.#disconnect();
    this.#isIdle = false;
    this.#connection = new AbortController();
    return this.#connection.signal;
  }

  #disconnect(): void {
    this.#stopTimer();
    this.#connection.abort();
    this.#isStreaming = false;
    this.#isIdle = true;
  }
}
