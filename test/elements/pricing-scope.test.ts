import { expect } from 'chai';
import { http, HttpResponse } from 'msw';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { withQuantity } from '../../src/engine/usage/scenario.ts';
import type { ScenarioChangeEvent, ScenarioInputEvent } from '../../src/elements/events.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { MockEndpoint } from '../support/mock-endpoint.ts';
import type { ProbeWidget } from '../support/probe-widget.ts';
import '../support/probe-widget.ts';
import { until } from '../support/until.ts';

const endpoint = new MockEndpoint();
const accounts: Readonly<Record<string, object>> = {
  'Bearer ada': exampleAccount(),
  'Bearer bob': exampleAccount({ usage: { calls: { quantity: '200' }, editors: { quantity: '1' } } }),
};
const answers = [
  http.get('*/catalog', () => HttpResponse.json(exampleCatalog())),
  http.get('*/account', ({ request }) =>
    HttpResponse.json(accounts[request.headers.get('authorization') ?? ''] ?? exampleAccount()),
  ),
];
const calls = (quantity: number) => withQuantity('calls', new Decimal(quantity), 'exactly');
const widgetsIn = (place: ParentNode) => [...place.querySelectorAll('probe-widget')];
const isReady = (widget: ProbeWidget) => widget.snapshot.status === 'ready' && !widget.isUpdatePending;

/** Each test has an endpoint of its own, as documents are shared by address and linger. */
let apis = 0;

/** In the markup, `/api` is this test's endpoint. */
async function open(markup: string) {
  apis += 1;
  const place = fixture(markup.replaceAll('"/api', `"/api-${apis}`));
  const widgets = widgetsIn(place);
  await until(() => widgets.every(isReady));
  return { place, widgets, scope: place.querySelector('pb-pricing')! };
}

describe('<pb-pricing>', () => {
  before(() => endpoint.start());
  after(() => endpoint.stop());
  beforeEach(() => endpoint.use(...answers));
  afterEach(removeFixtures);

  const THREE = '<probe-widget></probe-widget>'.repeat(3);

  it('makes one request per document for the three tags below it', async () => {
    await open(`<pb-pricing endpoint="/api/">${THREE}</pb-pricing>`);
    expect(endpoint.requests.map(({ url }) => url.replace(/.*\//, ''))).to.have.members(['catalog', 'account']);
  });

  it('is not needed for that: three tags with one endpoint make one request per document too', async () => {
    await open('<probe-widget endpoint="/api"></probe-widget>'.repeat(3));
    expect(endpoint.requests.map(({ url }) => url.replace(/.*\//, ''))).to.have.members(['catalog', 'account']);
  });

  it('turns one input into one estimate, one render per widget, no request, and an event with the new total', async () => {
    const { scope, widgets } = await open(`<pb-pricing endpoint="/api">${THREE}</pb-pricing>`);
    const before = widgets.map(({ renders }) => renders);
    const events: ScenarioInputEvent[] = [];
    scope.addEventListener('pb-scenario-input', (event) => events.push(event));
    endpoint.requests.length = 0;

    widgets[1]!.move(calls(50_000));
    // 100 + 50,000 × 0.01 + 5 × 12, before anything was awaited.
    expect(events.map(({ estimate }) => estimate.invoice.total?.toFixed(2))).to.deep.equal(['660.00']);
    expect(events[0]!.scenario.quantities.get('calls')?.quantity.toFixed()).to.equal('50000');

    await Promise.all(widgets.map(({ updateComplete }) => updateComplete));
    expect(widgets.map(({ renders }, index) => renders - before[index]!)).to.deep.equal([1, 1, 1]);
    const estimates = widgets.map(({ snapshot }) => (snapshot.status === 'ready' ? snapshot.estimate : null));
    expect(new Set([...estimates, events[0]!.estimate])).to.have.length(1);
    expect(widgets.map(({ total }) => total)).to.deep.equal(['$660.00', '$660.00', '$660.00']);
    expect(endpoint.requests).to.have.length(0);
  });

  it('says the new total once, when the hand has rested', async () => {
    const { scope, widgets } = await open(`<pb-pricing endpoint="/api">${THREE}</pb-pricing>`);
    const changes: ScenarioChangeEvent[] = [];
    scope.addEventListener('pb-scenario-change', (event) => changes.push(event));
    const region = scope.shadowRoot!.querySelector('[role=status]')!;
    for (const quantity of [10_000, 20_000, 50_000]) widgets[0]!.move(calls(quantity));
    expect(region.textContent).to.equal('');
    await until(() => changes.length > 0);
    expect(region.textContent).to.contain('$660.00');
    expect(changes.map(({ estimate }) => estimate.invoice.total?.toFixed(2))).to.deep.equal(['660.00']);
    // The widgets have no say of their own.
    for (const widget of widgets) expect(widget.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('');
  });

  it('says nothing of a scope that a widget has moved into since', async () => {
    const { place, widgets } = await open(
      `<pb-pricing endpoint="/api/one">${THREE}</pb-pricing><pb-pricing endpoint="/api/two">${THREE}</pb-pricing>`,
    );
    let changes = 0;
    place.addEventListener('pb-scenario-change', () => (changes += 1));
    widgets[0]!.move(calls(50_000));
    place.lastElementChild!.append(widgets[0]!);
    await until(() => widgets[0]!.total === widgets[3]!.total);
    widgets[1]!.move(calls(10_000));
    await until(() => changes > 0);
    expect(changes).to.equal(1);
    expect(place.lastElementChild!.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('');
  });

  it('dispatches nothing when code changes what the hand could', async () => {
    const { scope, widgets } = await open(`<pb-pricing endpoint="/api">${THREE}</pb-pricing>`);
    let events = 0;
    for (const type of ['pb-scenario-input', 'pb-scenario-change']) scope.addEventListener(type, () => (events += 1));
    const { snapshot } = widgets[0]!;
    scope.locale = 'de';
    scope.refresh = 60;
    await until(() => widgets.every(isReady) && widgets[0]!.total !== '');
    expect(snapshot.status).to.equal('ready');
    expect(events).to.equal(0);
  });

  it('lets a widget move in the page without a request, and without losing its what-if', async () => {
    const { place, widgets } = await open(
      `<pb-pricing endpoint="/api">${THREE}</pb-pricing><probe-widget endpoint="/api"></probe-widget>`,
    );
    const [first, , , alone] = widgets as [ProbeWidget, ProbeWidget, ProbeWidget, ProbeWidget];
    first.move(calls(50_000));
    alone.move(calls(20_000));
    endpoint.requests.length = 0;
    place.querySelector('pb-pricing')!.append(first);
    place.prepend(alone);
    place.append(place.querySelector('pb-pricing')!);
    await until(() => widgets.every(isReady));
    expect([first.total, alone.total]).to.deep.equal(['$660.00', '$360.00']);
    expect(endpoint.requests).to.have.length(0);
  });

  it('gives a widget that moves into another scope what holds there', async () => {
    const { place, widgets } = await open(
      `<pb-pricing endpoint="/api">${THREE}</pb-pricing><pb-pricing endpoint="/api" locale="de"><p></p></pb-pricing>`,
    );
    widgets[0]!.move(calls(50_000));
    place.querySelector('p')!.append(widgets[0]!);
    await until(() => widgets.every(isReady));
    expect(widgets[1]!.total).to.equal('$660.00');
    expect(widgets[0]!.total).to.match(/^(?!660)\d+,\d\d\s\$$/);
  });

  it('shows nothing of the former account once the token has changed', async () => {
    const { scope, widgets } = await open('<pb-pricing endpoint="/api"><probe-widget></probe-widget></pb-pricing>');
    const [widget] = widgets as [ProbeWidget];
    scope.token = 'ada';
    await until(() => endpoint.requests.some(({ headers }) => headers.get('authorization') === 'Bearer ada'));
    await until(() => isReady(widget));
    const former = widget.total;
    scope.token = 'bob';
    await scope.updateComplete;
    await widget.updateComplete;
    expect(widget.snapshot.status).to.equal('loading');
    expect(widget.words).not.to.contain(former.slice(0, 4));
    await until(() => isReady(widget));
    expect(widget.total).not.to.equal(former);
    const catalogs = endpoint.requests.filter(({ url }) => url.endsWith('/catalog'));
    expect(catalogs.map(({ headers }) => headers.get('authorization'))).to.deep.equal([null]);
  });

  it('has its endpoint at the root of the site, where the page says so', async () => {
    const place = fixture(`<pb-pricing endpoint="/">${THREE}</pb-pricing>`);
    await until(() => widgetsIn(place).every(isReady));
    const addresses = endpoint.requests.map(({ url }) => new URL(url).pathname);
    expect(addresses.sort()).to.deep.equal(['/account', '/catalog']);
  });

  it('goes back to cookies of the same origin alone when credentials are taken away', async () => {
    const { widgets, scope } = await open(`<pb-pricing endpoint="/api" credentials="include">${THREE}</pb-pricing>`);
    scope.removeAttribute('credentials');
    await until(() => endpoint.requests.length === 4 && widgets.every(isReady));
    expect(endpoint.requests.map(({ credentials }) => credentials)).to.deep.equal([
      'include',
      'include',
      'same-origin',
      'same-origin',
    ]);
  });

  it('shares its language and its words', async () => {
    const { scope, widgets } = await open(
      '<pb-pricing endpoint="/api" locale="ar-EG"><probe-widget></probe-widget></pb-pricing>',
    );
    const [widget] = widgets as [ProbeWidget];
    const frame = widget.shadowRoot!.querySelector('.frame')!;
    expect(frame.getAttribute('dir')).to.equal('rtl');
    expect(widget.total).to.match(/[٠-٩]/);
    scope.locale = 'en';
    scope.messages = { as_of: 'stand {time}' };
    await until(() => widget.words.startsWith('stand'));
    expect(frame.getAttribute('dir')).to.equal('ltr');
  });

  it('leaves a widget with a source of its own alone', async () => {
    const { place } = await open(
      `<pb-pricing endpoint="/api"><probe-widget></probe-widget><probe-widget catalog-url="/api/catalog"></probe-widget></pb-pricing>`,
    );
    const [shared, own] = widgetsIn(place) as [ProbeWidget, ProbeWidget];
    own.move(calls(50_000));
    await until(() => isReady(own));
    expect(own.total).to.equal('$1,010.00');
    expect(shared.total).not.to.equal(own.total);
  });

  it('gives its account to no widget that names another, if without a catalog', async () => {
    const { widgets, scope } = await open(`<pb-pricing endpoint="/api">${THREE}</pb-pricing>`);
    const [byProperty, byAddress, other] = widgets as [ProbeWidget, ProbeWidget, ProbeWidget];
    byProperty.account = accounts['Bearer bob'];
    byAddress.accountUrl = '/account?of=bob';
    await until(() => [byProperty, byAddress].every(({ snapshot }) => snapshot.status === 'failed'));
    expect(byProperty.words).to.contain('does not say where it comes from');
    expect(other.snapshot).to.equal(scope.snapshot);
    byProperty.account = null;
    byAddress.accountUrl = null;
    await until(() => widgets.every(isReady));
    expect(byProperty.snapshot).to.equal(scope.snapshot);
  });

  it('has no box of its own', async () => {
    const { scope } = await open('<pb-pricing endpoint="/api"></pb-pricing>');
    expect(getComputedStyle(scope).display).to.equal('contents');
  });

  it('hides with all that is in it', async () => {
    const { widgets } = await open('<pb-pricing endpoint="/api" hidden><probe-widget></probe-widget></pb-pricing>');
    expect(widgets[0]!.checkVisibility()).to.equal(false);
  });
});
