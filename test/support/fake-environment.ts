import { pageEnvironment, type Environment } from '../../src/client/environment.ts';

/** A world whose clock, chance and page do as a test says; its network is the page's own unless another is given. */
export class FakeEnvironment implements Environment {
  hidden = false;
  offline = false;
  /** This machine's clock, which may be wrong. Timers do not follow a change of it. */
  clock = Date.UTC(2026, 10, 22, 9);
  /** What `random` answers: by default the middle of every interval. */
  chance: () => number = () => 0.5;

  fetch: typeof globalThis.fetch;
  #elapsed = 0;
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  readonly #watchers = new Set<() => void>();

  constructor(fetch = pageEnvironment.fetch) {
    this.fetch = fetch;
  }

  readonly now = () => this.clock;
  readonly random = () => this.chance();
  readonly isHidden = () => this.hidden;
  readonly isOffline = () => this.offline;
  readonly baseUrl = () => document.baseURI;

  readonly after = (delayMs: number, callback: () => void) => {
    const timer = { at: this.#elapsed + delayMs, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };

  readonly watch = (listener: () => void) => {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  };

  /** How far away the timers are that have been set, in milliseconds, nearest first. */
  get timers(): readonly number[] {
    return [...this.#timers].map(({ at }) => at - this.#elapsed).sort((a, b) => a - b);
  }

  get watcherCount(): number {
    return this.#watchers.size;
  }

  /** Lets so much time go by; what falls due in it happens, in order. */
  pass(ms: number): void {
    const end = this.#elapsed + ms;
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      this.#moveTo(due?.at ?? end);
      if (!due) return;
      this.#timers.delete(due);
      due.callback();
    }
  }

  /** Something about the page changes, and its listeners hear of it. */
  change(change: { readonly hidden?: boolean; readonly offline?: boolean }): void {
    Object.assign(this, change);
    for (const watcher of this.#watchers) watcher();
  }

  #moveTo(elapsed: number): void {
    this.clock += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}
