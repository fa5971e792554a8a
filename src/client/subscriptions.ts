const MIN_INTERVAL_MS = 1000;
const MAX_INTERVAL_MS = 86_400_000;

/** Who listens to a resource, and how often they want it polled. */
export class Subscriptions {
  readonly #entries = new Set<{ readonly listener: () => void; readonly refreshMs: number }>();

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** The smallest interval that anybody wants, at least a second; Infinity: nobody wants any. */
  get intervalMs(): number {
    let wanted = Infinity;
    for (const { refreshMs } of this.#entries) if (refreshMs > 0) wanted = Math.min(wanted, refreshMs);
    return wanted === Infinity ? wanted : Math.min(Math.max(wanted, MIN_INTERVAL_MS), MAX_INTERVAL_MS);
  }

  /** @returns what removes it; true if it was still there */
  add(listener: () => void, refreshMs = 0): () => boolean {
    const entry = { listener, refreshMs };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  notify(): void {
    // Who joins while the others are told has seen the news already.
    for (const entry of [...this.#entries]) {
      try {
        if (this.#entries.has(entry)) entry.listener();
      } catch (error) {
        // Reported as any uncaught error is, but it keeps no other listener from the news.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
