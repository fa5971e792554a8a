import { expect } from 'chai';
import { http, HttpResponse } from 'msw';
import * as firstCopy from '../../src/client/index.ts';
import { createSmallClient, parses } from '../support/account-client.ts';
import { FakeEnvironment } from '../support/fake-environment.ts';
import { MockEndpoint } from '../support/mock-endpoint.ts';
import { until } from '../support/until.ts';

const endpoint = new MockEndpoint();
const ignore = () => {};

describe('createClient', () => {
  let environment: FakeEnvironment;
  let client: ReturnType<typeof createSmallClient>;

  before(() => endpoint.start());
  after(() => endpoint.stop());
  beforeEach(() => {
    environment = new FakeEnvironment();
    client = createSmallClient(environment);
    endpoint.use(
      http.get('*/catalog', () => HttpResponse.json({ plan: 'all' })),
      http.get('*/account', ({ request }) =>
        HttpResponse.json({ revision: 1, plan: request.headers.get('authorization') ?? 'nobody' }),
      ),
    );
  });
  afterEach(() => environment.pass(2000));

  it('makes one request per document and token, however many listen', async () => {
    const sources = Array.from({ length: 100 }, () => ({ url: 'https://api.test/account', token: 'a' }));
    const resources = sources.map((source) => client.account(source));
    let calls = 0;
    const leaves = resources.map((resource) => resource.subscribe(() => (calls += 1)));
    await until(() => resources.every(({ state }) => state.value !== undefined));
    expect(endpoint.requests).to.have.length(1);
    expect(calls).to.equal(100);
    leaves.forEach((leave) => leave());
  });

  it('knows two spellings of one address', () => {
    const known = client.catalog({ url: '/catalog' });
    expect(client.catalog({ url: new URL('/catalog#prices', location.href).href })).to.equal(known);
    expect(client.catalog({ url: '/catalog', credentials: 'same-origin' })).to.equal(known);
    expect(client.catalog({ url: '/catalog', credentials: null as unknown as undefined })).to.equal(known);
    expect(client.catalog({ url: '/catalog?country=fr' })).not.to.equal(known);
    expect(client.catalog({ url: '/catalog', credentials: 'include' })).not.to.equal(known);
  });

  it('keeps a catalog and an account at the same address apart', () => {
    expect(client.catalog({ url: '/both' })).not.to.equal(client.account({ url: '/both' }));
  });

  it('shares by the token, or by the function that gives it', () => {
    const url = 'https://api.test/account';
    const [a, b] = [() => 'same', () => 'same'];
    expect(client.account({ url, token: a })).to.equal(client.account({ url, token: a }));
    expect(client.account({ url, token: a })).not.to.equal(client.account({ url, token: b }));
    expect(client.account({ url, token: 'x' })).to.equal(client.account({ url, token: 'x' }));
    expect(client.account({ url, token: 'x' })).not.to.equal(client.account({ url, token: 'y' }));
    expect(client.account({ url, token: null })).to.equal(client.account({ url }));
  });

  it('sends the token to the account alone, in a header alone', async () => {
    const source = { token: 'secret', credentials: 'include' as const };
    const catalog = client.catalog({ url: 'https://api.test/catalog', ...source });
    const account = client.account({ url: 'https://api.test/account', ...source });
    expect(client.catalog({ url: 'https://api.test/catalog', credentials: 'include' })).to.equal(catalog);
    const leaves = [catalog.subscribe(ignore), account.subscribe(ignore)];
    await until(() => endpoint.requests.length === 2 && account.state.value !== undefined);
    const sent = endpoint.requests.map(({ url, headers }) => [url, headers.get('authorization')]);
    expect(sent).to.deep.include(['https://api.test/catalog', null]);
    expect(sent).to.deep.include(['https://api.test/account', 'Bearer secret']);
    expect(endpoint.requests.map(({ credentials }) => credentials)).to.deep.equal(['include', 'include']);
    leaves.forEach((leave) => leave());
  });

  it('sends same-origin credentials, and asks for JSON, unless told otherwise', async () => {
    const leave = client.catalog({ url: 'https://api.test/catalog' }).subscribe(ignore);
    await until(() => endpoint.requests.length === 1);
    const [{ credentials, cache, headers }] = endpoint.requests as [Request];
    expect({ credentials, cache, accept: headers.get('accept') }).to.deep.equal({
      credentials: 'same-origin',
      cache: 'no-cache',
      accept: 'application/json',
    });
    leave();
  });

  it('fetches an owner’s first document in full, whatever the browser’s cache holds of the last owner', async () => {
    const resource = client.account({ url: 'https://api.test/account', token: 'a' });
    const leave = resource.subscribe(ignore);
    await until(() => !resource.state.loading);
    resource.refresh();
    await until(() => !resource.state.loading);
    expect(endpoint.requests.map(({ cache }) => cache)).to.deep.equal(['reload', 'no-cache']);
    leave();
  });

  it('shows nothing of the former account when the token changes', async () => {
    const url = 'https://api.test/account';
    const first = client.account({ url, token: 'a' });
    const leave = first.subscribe(ignore);
    await until(() => first.state.value !== undefined);
    const second = client.account({ url, token: 'b' });
    const leaveSecond = second.subscribe(ignore);
    leave();
    expect(second.state).to.include({ value: undefined, stale: false, loading: true });
    environment.pass(1000);
    expect(first.state.value).to.equal(undefined);
    await until(() => second.state.value !== undefined);
    expect(second.state.value?.plan).to.equal('Bearer b');
    leaveSecond();
  });

  it('lingers a moment after the last listener, so that moving an element asks for nothing', async () => {
    const source = { url: 'https://api.test/account' };
    const resource = client.account(source);
    const leave = resource.subscribe(ignore);
    await until(() => resource.state.value !== undefined);
    leave();
    leave();
    environment.pass(999);
    const leaveAgain = client.account(source).subscribe(ignore);
    environment.pass(5000);
    expect(client.account(source)).to.equal(resource);
    expect(resource.state.value?.plan).to.equal('nobody');
    expect(endpoint.requests).to.have.length(1);
    leaveAgain();
  });

  it('stops and forgets a moment after the last listener: request, timers, listeners and data', async () => {
    const source = { url: 'https://api.test/account' };
    endpoint.use(http.get('*/account', () => new Promise<never>(ignore)));
    const resource = client.account(source);
    const leave = resource.subscribe(ignore, 5000);
    await until(() => endpoint.requests.length === 1);
    leave();
    environment.pass(1000);
    expect(endpoint.requests[0]?.signal.aborted).to.equal(true);
    expect(environment.timers).to.deep.equal([]);
    expect(environment.watcherCount).to.equal(0);
    expect(resource.state).to.include({ value: undefined, loading: false });
    resource.refresh();
    expect(resource.state.loading).to.equal(false);
    expect(client.account(source)).not.to.equal(resource);
  });

  it('serves a listener that comes back to a resource that has stopped, and whoever else asks for it then', async () => {
    const source = { url: 'https://api.test/account' };
    const resource = client.account(source);
    resource.subscribe(ignore)();
    environment.pass(1000);
    const leave = resource.subscribe(ignore);
    expect(client.account(source)).to.equal(resource);
    await until(() => resource.state.value !== undefined);
    leave();
  });

  it('compares no revision with what was forgotten', async () => {
    let revision = 9;
    endpoint.use(http.get('*/account', () => HttpResponse.json({ revision, plan: `r${revision}` })));
    const resource = client.account({ url: 'https://api.test/account' });
    const leave = resource.subscribe(ignore);
    await until(() => resource.state.value !== undefined);
    leave();
    environment.pass(1000);
    revision = 2;
    const leaveAgain = resource.subscribe(ignore);
    await until(() => !resource.state.loading);
    expect(resource.state.value?.plan).to.equal('r2');
    leaveAgain();
  });

  it('joins a load that is under way rather than begin another', async () => {
    const resource = client.account({ url: 'https://api.test/account' });
    const leave = resource.subscribe(ignore);
    resource.refresh();
    resource.refresh();
    await until(() => resource.state.value !== undefined);
    expect(endpoint.requests).to.have.length(1);
    leave();
  });

  it('parses the same text once', async () => {
    const resource = client.catalog({ url: 'https://api.test/catalog' });
    const leave = resource.subscribe(ignore);
    await until(() => resource.state.value !== undefined);
    const { count } = parses;
    const { value } = resource.state;
    resource.refresh();
    await until(() => !resource.state.loading);
    expect(parses.count).to.equal(count);
    expect(resource.state.value).to.equal(value);
    leave();
  });

  it('publishes frozen states, and a new one only for a change', async () => {
    const resource = client.catalog({ url: 'https://api.test/catalog' });
    const states = new Set([resource.state]);
    let calls = 0;
    const leave = resource.subscribe(() => {
      calls += 1;
      states.add(resource.state);
    });
    await until(() => resource.state.value !== undefined);
    environment.change({});
    expect(calls).to.equal(1);
    for (const state of states) expect(state).to.be.frozen;
    leave();
  });

  it('lets a listener leave, join and refresh while it is being called', async () => {
    const resource = client.catalog({ url: 'https://api.test/catalog' });
    let loads = 0;
    const leave = resource.subscribe(() => {
      if (resource.state.loading) return;
      loads += 1;
      if (loads === 1) resource.refresh();
      else leave();
    });
    await until(() => loads === 2);
    expect(endpoint.requests).to.have.length(2);
    environment.pass(1000);
    expect(environment.watcherCount).to.equal(0);
  });

  it('tells the news once to a listener that leaves and joins again at each', async () => {
    const resource = client.catalog({ url: 'https://api.test/catalog' });
    let calls = 0;
    const rejoin = () => {
      calls += 1;
      leave();
      if (calls < 100) leave = resource.subscribe(rejoin);
    };
    let leave = resource.subscribe(rejoin);
    await until(() => resource.state.value !== undefined);
    expect(calls).to.equal(1);
    leave();
  });

  it('begins anew when a listener asks again at a failure', async () => {
    endpoint.use(http.get('*/account', () => new HttpResponse(null, { status: 429 })));
    const resource = client.account({ url: 'https://api.test/account' });
    let hasAsked = false;
    const leave = resource.subscribe(() => {
      if (resource.state.loading || hasAsked) return;
      hasAsked = true;
      resource.refresh();
    });
    await until(() => hasAsked && !resource.state.loading);
    expect(environment.timers).to.deep.equal([37_500]);
    leave();
  });

  it('lives beside a second copy of itself on the page', async () => {
    const copyAddress = new URL('../../src/client/index.ts?copy=2', import.meta.url).href;
    const secondCopy = (await import(copyAddress)) as typeof firstCopy;
    const globals = Object.keys(globalThis);
    const parse = (raw: unknown) => raw;
    const resources = [firstCopy, secondCopy].map(({ createClient }) =>
      createClient({ parseCatalog: parse, parseAccount: parse, environment }).account({
        url: 'https://api.test/account',
        token: 'a',
      }),
    );
    const leaves = resources.map((resource) => resource.subscribe(ignore));
    await until(() => resources.every(({ state }) => state.value !== undefined));
    expect(resources[0]).not.to.equal(resources[1]);
    expect(resources.map(({ state }) => state.value)).to.deep.equal(Array(2).fill({ revision: 1, plan: 'Bearer a' }));
    expect(Object.keys(globalThis)).to.deep.equal(globals);
    leaves[0]!();
    environment.pass(1000);
    expect(resources[1]!.state.value).not.to.equal(undefined);
    leaves[1]!();
  });
});

describe('createStaticResource', () => {
  it('holds what it was given', () => {
    const { state, subscribe, refresh } = firstCopy.createStaticResource(() => ({ plan: 'team' }), 1000);
    expect(state).to.deep.include({ value: { plan: 'team' }, receivedAt: 1000, problem: null, loading: false });
    expect(state).to.be.frozen;
    subscribe(ignore)();
    refresh();
  });

  it('holds what was wrong with it', () => {
    const { state } = firstCopy.createStaticResource(() => firstCopy.readJson('{"plan": '));
    expect(state.value).to.equal(undefined);
    expect(state.problem).to.include({ name: 'RequestError', reason: 'not-json' });
  });
});

describe('pageEnvironment', () => {
  const { pageEnvironment } = firstCopy;

  it('hears the page and the network come and go, until it is told to stop', () => {
    let calls = 0;
    const stop = pageEnvironment.watch(() => (calls += 1));
    document.dispatchEvent(new Event('visibilitychange'));
    for (const type of ['online', 'offline', 'pageshow']) dispatchEvent(new Event(type));
    expect(calls).to.equal(4);
    stop();
    document.dispatchEvent(new Event('visibilitychange'));
    dispatchEvent(new Event('online'));
    expect(calls).to.equal(4);
  });

  it('reads visibility and network from the page', () => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    expect([pageEnvironment.isHidden(), pageEnvironment.isOffline()]).to.deep.equal([true, true]);
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(navigator, 'onLine');
    expect(pageEnvironment.isOffline()).to.equal(!navigator.onLine);
  });

  it('sets timers that can be taken back', async () => {
    const calls: string[] = [];
    const takeBack = pageEnvironment.after(0, () => calls.push('taken back'));
    takeBack();
    await new Promise<void>((resolve) => pageEnvironment.after(0, resolve));
    expect(calls).to.deep.equal([]);
    expect(pageEnvironment.now()).to.be.closeTo(Date.now(), 1000);
    expect(pageEnvironment.random()).to.be.within(0, 1);
    expect(pageEnvironment.baseUrl()).to.equal(document.baseURI);
  });
});
