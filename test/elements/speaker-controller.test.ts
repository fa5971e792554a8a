import { expect } from 'chai';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Account } from '../../src/engine/facts/account.ts';
import type { Catalog } from '../../src/engine/facts/catalog.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { withQuantity } from '../../src/engine/usage/scenario.ts';
import type { LimitEvent } from '../../src/elements/events.ts';
import { createPricingStore } from '../../src/store/pricing-store.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { FakeResource } from '../support/fake-resource.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import '../support/probe-widget.ts';
import { until } from '../support/until.ts';

const usage = (calls: string) => ({ calls: { quantity: calls }, editors: { quantity: '5' } });
const cap = { limits: [{ id: 'cap', meter: 'calls', quantity: '1000000', effect: 'notify' }] };
const task = () => new Promise((resolve) => setTimeout(resolve));

let accounts = 0;

/** A scope with two widgets, and what it has told. */
async function setUp(more: object) {
  accounts += 1;
  const accountOf = (change: object = {}) =>
    parseAccount(exampleAccount({ id: `acc_${accounts}`, ...cap, ...more, ...change }));
  const account = new FakeResource<Account>(accountOf());
  const catalog = new FakeResource<Catalog>(parseCatalog(exampleCatalog()));
  const place = fixture('<pb-pricing><probe-widget></probe-widget><probe-widget></probe-widget></pb-pricing>');
  const told: LimitEvent[] = [];
  place.addEventListener('pb-limit', (event) => told.push(event));
  const scope = place.querySelector('pb-pricing')!;
  scope.store = createPricingStore({ catalog, account });
  const [widget] = place.querySelectorAll('probe-widget');
  await until(() => widget!.total !== '');
  await task();
  return { catalog, account, accountOf, scope, widget: widget!, told };
}

describe('SpeakerController', () => {
  afterEach(removeFixtures);

  it('tells of a limit that is reached once, from the scope', async () => {
    const { account, accountOf, scope, widget, told } = await setUp({ usage: usage('1000000') });
    expect(told.map(({ target, alert }) => [target, alert.by, alert.isBound])).to.deep.equal([[scope, 'fact', true]]);
    account.set({ value: accountOf({ revision: 2, usage: usage('1000001') }) });
    await widget.updateComplete;
    await task();
    expect(told).to.have.length(1);
  });

  it('tells of a threshold that live facts pass', async () => {
    const { account, accountOf, widget, told } = await setUp({});
    expect(told).to.have.length(0);
    account.set({ value: accountOf({ revision: 2, usage: usage('850000') }) });
    await widget.updateComplete;
    await task();
    const thresholds = told.filter(({ alert }) => alert.by === 'fact').map(({ alert }) => alert.threshold.toFixed());
    expect(thresholds).to.deep.equal(['800000']);
  });

  it('tells of a limit that a new price list brings', async () => {
    const { catalog, widget, told } = await setUp({});
    const prices = exampleCatalog();
    const limits = [{ meter: 'calls', quantity: '5000', thresholds_pct: ['100'] }];
    catalog.set({ value: parseCatalog({ ...prices, plans: prices.plans.map((plan) => ({ ...plan, limits })) }) });
    await widget.updateComplete;
    await task();
    const reached = told.filter(({ alert }) => alert.by === 'fact').map(({ alert }) => alert.threshold.toFixed());
    expect(reached).to.deep.equal(['5000']);
  });

  it('tells nothing of a what-if', async () => {
    const { widget, told } = await setUp({});
    widget.move(withQuantity('calls', new Decimal(5_000_000), 'exactly'));
    await widget.updateComplete;
    await task();
    expect(told).to.have.length(0);
  });
});
