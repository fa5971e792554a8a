import { EMPTY_STATE, type Resource, type ResourceState } from '../../src/client/resource.ts';

/** A resource whose state the test sets. */
export class FakeResource<T> implements Resource<T> {
  state: ResourceState<T> = EMPTY_STATE;
  refreshes = 0;
  /** One entry per subscription, also of one and the same function. */
  readonly listeners = new Set<{ readonly listener: () => void; readonly refreshMs: number }>();

  constructor(value?: T) {
    if (value !== undefined) this.state = { ...EMPTY_STATE, value, receivedAt: 0 };
  }

  set(change: Partial<ResourceState<T>>): void {
    this.state = Object.freeze({ ...this.state, ...change });
    for (const { listener } of [...this.listeners]) listener();
  }

  subscribe(listener: () => void, refreshMs = 0): () => void {
    const entry = { listener, refreshMs };
    this.listeners.add(entry);
    return () => this.listeners.delete(entry);
  }

  refresh(): void {
    this.refreshes += 1;
  }
}
