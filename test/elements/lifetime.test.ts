import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Account } from '../../src/engine/facts/account.ts';
import type { Catalog } from '../../src/engine/facts/catalog.ts';
import { createPricingStore, type PricingStore } from '../../src/store/pricing-store.ts';
import { cdp } from '../support/commands.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { FakeResource } from '../support/fake-resource.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import type { ProbeWidget } from '../support/probe-widget.ts';
import '../support/probe-widget.ts';
import { until } from '../support/until.ts';

const ROUNDS = 50;

/** Elements come, show their facts and go: one in a scope, one alone. In a function, whose variables then are gone too. */
async function visit(store: PricingStore): Promise<WeakRef<Element>[]> {
  const place = fixture('<pb-pricing><probe-widget></probe-widget></pb-pricing><probe-widget></probe-widget>');
  place.querySelector('pb-pricing')!.store = store;
  const [inScope, alone] = place.querySelectorAll('probe-widget');
  alone!.catalog = exampleCatalog();
  await until(() => inScope!.total !== '' && alone!.total !== '');
  removeFixtures();
  return [...place.querySelectorAll('*')].map((element) => new WeakRef(element));
}

/** So many visits; the answer is all elements that have come and gone. */
async function visitAgainAndAgain(account: FakeResource<Account>, store: PricingStore): Promise<WeakRef<Element>[]> {
  const left: WeakRef<Element>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Stale facts set a timer, and a failure is remembered.
    account.set({ stale: round % 2 === 0, problem: new Error('stale') });
    left.push(...(await visit(store)));
  }
  expect(left).to.have.length(3 * ROUNDS);
  return left;
}

describe('lifetime of elements', () => {
  let catalog: FakeResource<Catalog>;
  let account: FakeResource<Account>;
  let store: PricingStore;

  beforeEach(() => {
    catalog = new FakeResource(parseCatalog(exampleCatalog()));
    account = new FakeResource(parseAccount(exampleAccount()));
    store = createPricingStore({ catalog, account });
  });

  it('leaves no listener behind of what has left the page', async () => {
    const left = await visitAgainAndAgain(account, store);
    expect([catalog.listeners.size, account.listeners.size]).to.deep.equal([0, 0]);
    // Nor is anything rendered that nobody can see.
    const probes = left.flatMap((reference) => reference.deref() ?? []) as Partial<ProbeWidget>[];
    const renders = probes.map((probe) => probe.renders);
    account.set({ stale: true, problem: new Error('again') });
    document.documentElement.lang = 'de';
    await new Promise((resolve) => setTimeout(resolve));
    document.documentElement.removeAttribute('lang');
    expect(probes.map((probe) => probe.renders)).to.deep.equal(renders);
  });

  it('leaves no element behind that has left the page', async function () {
    // Only Chromium's tools can be asked to collect garbage.
    if (!navigator.userAgent.includes('Chrome')) this.skip();
    const left = await visitAgainAndAgain(account, store);
    await new Promise((resolve) => setTimeout(resolve));
    await cdp('HeapProfiler.collectGarbage');
    await cdp('HeapProfiler.collectGarbage');
    expect(left.filter((reference) => reference.deref() !== undefined)).to.have.length(0);
  });
});
