import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Account } from '../../src/engine/facts/account.ts';
import type { Catalog } from '../../src/engine/facts/catalog.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { AS_IS, withoutQuantity, withPlan, withQuantity, type Scenario } from '../../src/engine/usage/scenario.ts';
import { createPricingStore, type PricingStore } from '../../src/store/pricing-store.ts';
import type { Snapshot } from '../../src/store/snapshot.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { FakeResource } from '../support/fake-resource.ts';
import { reportedError } from '../support/reported-error.ts';

const catalogOf = (more?: object) => parseCatalog(exampleCatalog(more));
const accountOf = (more?: object) => parseAccount(exampleAccount(more));
const calls = (quantity: number) => withQuantity('calls', new Decimal(quantity), 'exactly');

function setUp({ account = new FakeResource<Account>(accountOf()) }: { account?: FakeResource<Account> | null } = {}) {
  const catalog = new FakeResource<Catalog>(catalogOf());
  const store = createPricingStore({ catalog, account });
  const snapshots: Snapshot[] = [];
  const leave = store.subscribe(() => snapshots.push(store.snapshot));
  return { catalog, account, store, snapshots, leave };
}

function estimateIn(store: PricingStore) {
  const { snapshot } = store;
  if (snapshot.status !== 'ready') throw new Error(`not ready but ${snapshot.status}`);
  return snapshot.estimate;
}

const totalIn = (store: PricingStore) => estimateIn(store).invoice.total?.toFixed(2);
const quantityIn = (store: PricingStore, id: string) =>
  estimateIn(store)
    .meters.find(({ meter }) => meter.id === id)
    ?.quantity?.toFixed();

describe('createPricingStore', () => {
  it('is loading until both documents are there, then ready', () => {
    const catalog = new FakeResource<Catalog>();
    const account = new FakeResource<Account>();
    const store = createPricingStore({ catalog, account });
    const statuses: string[] = [];
    store.subscribe(() => statuses.push(store.snapshot.status));
    expect(store.snapshot.status).to.equal('loading');
    catalog.set({ value: catalogOf(), receivedAt: 1 });
    expect(store.snapshot.status).to.equal('loading');
    account.set({ value: accountOf(), receivedAt: 2 });
    expect(store.snapshot.status).to.equal('ready');
    expect(statuses.at(-1)).to.equal('ready');
  });

  it('makes one estimate and one notification of one edit, before edit returns', () => {
    const { store, snapshots } = setUp();
    const before = estimateIn(store);
    store.edit(calls(50_000));
    expect(snapshots).to.have.length(1);
    expect(estimateIn(store)).not.to.equal(before);
    // 100 + 50,000 × 0.01 + 5 × 12
    expect(totalIn(store)).to.equal('660.00');
    expect(snapshots[0]).to.equal(store.snapshot);
  });

  it('makes no estimate where neither facts nor what-if have changed', () => {
    const { catalog, account, store, snapshots } = setUp();
    const before = estimateIn(store);
    catalog.set({ loading: true });
    account!.set({ loading: true });
    catalog.set({ loading: false });
    expect(estimateIn(store)).to.equal(before);
    // The second of two documents that load tells a view nothing new, and it is not over before both are.
    expect(snapshots.map(({ loading }) => loading)).to.deep.equal([true]);
    store.edit((scenario) => scenario);
    expect(snapshots).to.have.length(1);
  });

  it('publishes frozen snapshots', () => {
    const { store } = setUp();
    expect(Object.isFrozen(store.snapshot)).to.equal(true);
  });

  it('lets the hand win while facts move underneath, and reveals the newest when it lets go', () => {
    const { account, store } = setUp();
    store.edit(calls(50_000));
    account!.set({
      value: accountOf({ revision: 2, usage: { calls: { quantity: '9000' }, editors: { quantity: '7' } } }),
    });
    expect(quantityIn(store, 'calls')).to.equal('50000');
    expect(quantityIn(store, 'editors')).to.equal('7');
    store.edit(withoutQuantity('calls'));
    store.reset();
    expect(
      estimateIn(store)
        .meters.find(({ meter }) => meter.id === 'calls')
        ?.used?.toFixed(),
    ).to.equal('9000');
    expect(store.scenario).to.equal(AS_IS);
  });

  it('keeps the last facts when a refresh fails, and says how old they are', () => {
    const { account, store } = setUp();
    const before = estimateIn(store);
    const problem = new Error('no answer');
    account!.set({ problem, stale: true, offline: true });
    expect(store.snapshot).to.include({ status: 'ready', problem, stale: true, offline: true, receivedAt: 0 });
    expect(estimateIn(store)).to.equal(before);
  });

  it('is as old as the oldest stale document', () => {
    const { catalog, account, store } = setUp();
    account!.set({ receivedAt: 900 });
    catalog.set({ receivedAt: 100 });
    expect(store.snapshot.receivedAt).to.equal(900);
    catalog.set({ stale: true });
    expect(store.snapshot.receivedAt).to.equal(100);
    account!.set({ stale: true, receivedAt: 50 });
    expect(store.snapshot.receivedAt).to.equal(50);
  });

  it('fails with the reason where there is nothing to show', () => {
    const catalog = new FakeResource<Catalog>(catalogOf());
    const account = new FakeResource<Account>();
    const store = createPricingStore({ catalog, account });
    store.subscribe(() => {});
    const problem = new Error('refused');
    account.set({ problem });
    expect(store.snapshot).to.include({ status: 'failed', problem });
    account.set({ problem: null, value: accountOf(), receivedAt: 1 });
    expect(store.snapshot.status).to.equal('ready');
  });

  it('starts from scratch at the first example where there is no account', () => {
    const { store, snapshots } = setUp({ account: null });
    // Starter: 10 + 1,000 × 0.02
    expect(totalIn(store)).to.equal('30.00');
    expect(store.scenario.mode).to.equal('scratch');
    store.edit(withPlan('team'));
    expect(snapshots).to.have.length(1);
    expect(totalIn(store)).to.equal('134.00');
  });

  it('keeps the what-if when other facts take the place of the former ones', () => {
    const { catalog, store } = setUp();
    store.edit(calls(50_000));
    const other = new FakeResource<Account>(
      accountOf({ usage: { calls: { quantity: '1' }, editors: { quantity: '1' } } }),
    );
    store.setSources({ catalog, account: other });
    expect(quantityIn(store, 'calls')).to.equal('50000');
    expect(quantityIn(store, 'editors')).to.equal('1');
  });

  it("never shows the former owner's account while the next one is on its way", () => {
    const { catalog, account, store, snapshots } = setUp();
    const next = new FakeResource<Account>();
    store.setSources({ catalog, account: next });
    expect(store.snapshot.status).to.equal('loading');
    account!.set({ value: accountOf({ revision: 9 }) });
    expect(store.snapshot.status).to.equal('loading');
    next.set({ problem: new Error('forbidden') });
    expect(store.snapshot.status).to.equal('failed');
    expect(snapshots.every(({ status }) => status !== 'ready')).to.equal(true);
    expect(account!.listeners.size).to.equal(0);
  });

  it('never leaves a document that former and next sources share without a listener', () => {
    const { catalog, store } = setUp();
    let fewest = Infinity;
    const { delete: remove } = catalog.listeners;
    catalog.listeners.delete = function (entry) {
      const had = remove.call(this, entry);
      fewest = Math.min(fewest, this.size);
      return had;
    };
    store.setSources({ catalog, account: null });
    expect(fewest).to.equal(1);
  });

  it('does nothing where the same sources are set again', () => {
    const { catalog, account, store, snapshots } = setUp();
    store.setSources({ catalog, account });
    expect(snapshots).to.have.length(0);
  });

  it('listens to its documents only as long as somebody listens to it, and keeps the what-if', () => {
    const { catalog, account, store, leave } = setUp();
    store.edit(calls(50_000));
    leave();
    leave();
    expect(catalog.listeners.size + account!.listeners.size).to.equal(0);
    catalog.set({ value: undefined });
    expect(store.snapshot.status).to.equal('loading');
    catalog.set({ value: catalogOf() });
    store.subscribe(() => {});
    expect(catalog.listeners.size).to.equal(1);
    expect(quantityIn(store, 'calls')).to.equal('50000');
  });

  it('polls the account as often as it is told, and the catalog never', () => {
    const { catalog, account, store } = setUp();
    store.setSources({ catalog, account, refreshMs: 30_000 });
    const intervals = [catalog, account!].map(({ listeners }) => [...listeners].map(({ refreshMs }) => refreshMs));
    expect(intervals).to.deep.equal([[0], [30_000]]);
  });

  it('makes a mistake of ours a failure, and recovers when the what-if is let go', () => {
    const { store } = setUp();
    const hostile = {
      get quantities(): never {
        throw new Error('ours');
      },
    } as unknown as Scenario;
    store.edit(() => hostile);
    expect(store.snapshot.status).to.equal('failed');
    store.reset();
    expect(store.snapshot.status).to.equal('ready');
  });

  it('tells everybody of an edit, though a listener throws: the mistake is reported, and edit returns', async () => {
    const reported = reportedError();
    const store = createPricingStore({ catalog: new FakeResource<Catalog>(catalogOf()), account: null });
    const mistake = new Error('a mistake of the page');
    store.subscribe(() => {
      throw mistake;
    });
    let told = 0;
    store.subscribe(() => (told += 1));
    store.edit(withPlan('team'));
    expect(told).to.equal(1);
    expect(await reported).to.equal(mistake);
  });

  it('tells one function that has subscribed twice twice, until each has left', () => {
    const { catalog, store, leave } = setUp();
    leave();
    let told = 0;
    const listener = () => (told += 1);
    const leaves = [store.subscribe(listener), store.subscribe(listener)];
    store.edit(calls(1));
    expect(told).to.equal(2);
    leaves[0]!();
    store.edit(calls(2));
    expect(told).to.equal(3);
    leaves[1]!();
    expect(catalog.listeners.size).to.equal(0);
  });

  it('passes "try again" on to both documents', () => {
    const { catalog, account, store } = setUp();
    store.refresh();
    expect([catalog.refreshes, account!.refreshes]).to.deep.equal([1, 1]);
  });
});
