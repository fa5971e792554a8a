import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { once } from '../engine/once.ts';
import type { PricingStore } from '../store/pricing-store.ts';
import { settle, type Snapshot } from '../store/snapshot.ts';

const nothingYet = once(() => settle({ status: 'loading' }, []));

/** Ties a store to its host's life: listens while the host is in a page, one update per snapshot. */
export class PricingController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #store: PricingStore | null = null;
  #isConnected = false;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get store(): PricingStore | null {
    return this.#store;
  }

  set store(store: PricingStore | null) {
    if (store === this.#store) return;
    this.#store = store;
    const leave = this.#end;
    this.#listen();
    // After the new one listens: documents that both share go on.
    leave?.();
    this.#host.requestUpdate();
  }

  get snapshot(): Snapshot {
    return this.#store?.snapshot ?? nothingYet();
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#listen();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#end?.();
    this.#end = undefined;
  }

  #listen(): void {
    this.#end = this.#isConnected ? this.#store?.subscribe(() => this.#host.requestUpdate()) : undefined;
  }
}
