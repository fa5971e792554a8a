import { expect } from 'chai';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { PricingController } from '../../src/controllers/pricing-controller.ts';
import type { PricingStore } from '../../src/store/pricing-store.ts';
import { settle } from '../../src/store/snapshot.ts';

/** A host that counts its updates. */
function createHost() {
  const host = {
    updates: 0,
    addController: (_controller: ReactiveController) => {},
    removeController: () => {},
    requestUpdate: () => void (host.updates += 1),
    updateComplete: Promise.resolve(true),
  } satisfies ReactiveControllerHost & { updates: number };
  return host;
}

/** A store that only counts its listeners. */
function createListenedStore() {
  const listeners = new Set<() => void>();
  const snapshot = settle({ status: 'failed', problem: new Error('none') }, []);
  const store = {
    snapshot,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as PricingStore;
  return { store, listeners, notify: () => listeners.forEach((listener) => listener()) };
}

describe('PricingController', () => {
  it('listens only while its host is in a page', () => {
    const { store, listeners } = createListenedStore();
    const controller = new PricingController(createHost());
    controller.store = store;
    expect(listeners.size).to.equal(0);
    controller.hostConnected();
    expect(listeners.size).to.equal(1);
    controller.hostDisconnected();
    expect(listeners.size).to.equal(0);
  });

  it('asks for one update per snapshot', () => {
    const { store, notify } = createListenedStore();
    const host = createHost();
    const controller = new PricingController(host);
    controller.hostConnected();
    controller.store = store;
    const before = host.updates;
    notify();
    expect(host.updates - before).to.equal(1);
    controller.store = store;
    expect(host.updates - before).to.equal(1);
  });

  it('leaves the former store for the next', () => {
    const [former, next] = [createListenedStore(), createListenedStore()];
    const controller = new PricingController(createHost());
    controller.hostConnected();
    controller.store = former.store;
    controller.store = next.store;
    expect([former.listeners.size, next.listeners.size]).to.deep.equal([0, 1]);
    controller.store = null;
    expect(next.listeners.size).to.equal(0);
    controller.hostDisconnected();
  });

  it('is loading as long as it has no store', () => {
    const controller = new PricingController(createHost());
    expect(controller.snapshot.status).to.equal('loading');
    controller.store = createListenedStore().store;
    expect(controller.snapshot.status).to.equal('failed');
  });
});
