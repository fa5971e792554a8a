import { expect } from 'chai';
import type { AccountSource } from '../../src/client/client.ts';
import type { Resource } from '../../src/client/resource.ts';
import { createSmallClient, type SmallAccount } from '../support/account-client.ts';
import { FakeEnvironment } from '../support/fake-environment.ts';
import { until } from '../support/until.ts';

interface LogEntry {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly ifNoneMatch: string | null;
  readonly status: number;
  readonly isClosed: boolean;
}

const TOKEN = 'secret';

// Real servers, so that the browser's own rules hold: CORS, preflights, its cache, what it does at a redirect or a cut.
describe('an endpoint on another origin', () => {
  let origins: { readonly first: string; readonly second: string; readonly closed: string };
  let environment: FakeEnvironment;
  let leave: () => void;
  let id: string;

  before(async () => {
    origins = (await (await fetch('/__http-servers')).json()) as typeof origins;
  });
  beforeEach(() => {
    environment = new FakeEnvironment();
    id = crypto.randomUUID();
  });
  afterEach(() => {
    leave();
    environment.pass(1000);
  });

  function listen(behaviour: string, source: Partial<AccountSource> = {}): Resource<SmallAccount> {
    const url = `${origins.first}/${id}/${behaviour}`;
    const resource = createSmallClient(environment).account({ url, token: TOKEN, ...source });
    leave = resource.subscribe(() => {});
    return resource;
  }

  async function settle(resource: Resource<SmallAccount>): Promise<void> {
    await until(() => {
      if (resource.state.loading && (environment.timers[0] ?? Infinity) < 5000) environment.pass(2000);
      return !resource.state.loading;
    });
  }

  async function readLog(origin = origins.first): Promise<readonly LogEntry[]> {
    return (await (await fetch(`${origin}/${id}/log`)).json()) as readonly LogEntry[];
  }

  /** Whether the browser keeps anything to revalidate: WebKit under automation, where every session is private, does not. */
  async function hasCache(): Promise<boolean> {
    const url = `${origins.first}/${id}-probe/account`;
    for (let i = 0; i < 2; i += 1) await (await fetch(url, { cache: 'no-cache' })).text();
    const log = (await (await fetch(`${origins.first}/${id}-probe/log`)).json()) as readonly LogEntry[];
    const isCached = log[1]?.status === 304;
    if (!isCached) expect(navigator.userAgent).to.match(/AppleWebKit(?!.*Chrome)/);
    return isCached;
  }

  const gets = (log: readonly LogEntry[]) => log.filter(({ method }) => method === 'GET');

  for (const [cors, what] of [
    ['exposed', 'where ETag and Retry-After are exposed'],
    ['plain', 'where nothing is exposed'],
  ] as const) {
    describe(what, () => {
      it('loads an account, and revalidates it by the browser’s cache without a header of ours', async () => {
        const resource = listen(`account?cors=${cors}`);
        await settle(resource);
        expect(resource.state).to.deep.include({ value: { revision: 41, plan: 'team' }, problem: null });
        const { value } = resource.state;
        resource.refresh();
        await settle(resource);
        expect(resource.state.value).to.equal(value);
        const log = await readLog();
        expect(gets(log).map(({ authorization }) => authorization)).to.deep.equal(Array(2).fill(`Bearer ${TOKEN}`));
        expect(gets(log).map(({ ifNoneMatch, status }) => [ifNoneMatch, status])).to.deep.equal([
          [null, 200],
          (await hasCache()) ? ['"41"', 304] : [null, 200],
        ]);
      });

      it('obeys a rate limit as far as it can be read, and spreads its return either way', async () => {
        const resource = listen(`limited?cors=${cors}`);
        await settle(resource);
        const retryAfterMs = cors === 'exposed' ? 7000 : undefined;
        expect(resource.state.problem).to.include({ reason: 'rate-limited', status: 429, retryAfterMs });
        expect(environment.timers).to.deep.equal([37_500 + (retryAfterMs ?? 0)]);
      });
    });
  }

  it('gives a catalog without a preflight', async () => {
    const resource = createSmallClient(environment).catalog({ url: `${origins.first}/${id}/account?cors=plain` });
    leave = resource.subscribe(() => {});
    await settle(resource);
    resource.refresh();
    await settle(resource);
    const log = await readLog();
    expect(log.map(({ method, authorization, status }) => [method, authorization, status])).to.deep.equal([
      ['GET', null, 200],
      ['GET', null, (await hasCache()) ? 304 : 200],
    ]);
  });

  it('that allows nobody is as good as none', async () => {
    const resource = listen('account?cors=none');
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'network', status: undefined });
  });

  it('that refuses the connection is a problem of the network', async () => {
    const resource = listen('', { url: `${origins.closed}/account` });
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'network' });
  });

  it('that answers 404 says so', async () => {
    const resource = listen('missing');
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'not-found', status: 404 });
  });

  it('that redirects an account gets neither the account nor its token anywhere else', async () => {
    const resource = listen('redirect');
    await settle(resource);
    expect(resource.state).to.include({ value: undefined, loading: false });
    expect(resource.state.problem).to.include({ reason: 'redirected' });
    expect(await readLog(origins.second)).to.deep.equal([]);
  });

  it('that redirects a catalog is followed', async () => {
    const resource = createSmallClient(environment).catalog({ url: `${origins.first}/${id}/redirect` });
    leave = resource.subscribe(() => {});
    await settle(resource);
    expect(resource.state.value?.plan).to.equal('team');
    expect(gets(await readLog(origins.second))).to.have.length(1);
  });

  it('that sends its bytes too slowly times out', async () => {
    const resource = listen('slow');
    await until(() => environment.timers.length === 1);
    environment.pass(15_000);
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'timeout' });
  });

  it('that breaks off in the middle is a problem of the network', async () => {
    const resource = listen('truncated');
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'network' });
  });

  it('that announces 50 MB is not waited for', async () => {
    const resource = listen('huge');
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'too-large' });
  });

  it('that sends without end is cut off', async () => {
    const resource = listen('endless');
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'too-large' });
    let log: readonly LogEntry[];
    do log = gets(await readLog());
    while (!log[0]?.isClosed);
  });

  describe('with a stream', () => {
    async function listenToStream(): Promise<Resource<SmallAccount>> {
      // The account itself comes from the same origin as its stream; only its body is the test's.
      const account = { revision: 1, plan: 'team', stream: 'stream' };
      environment.fetch = (input, init) => {
        const isAccount = (input as string).endsWith('/account');
        return isAccount ? Promise.resolve(Response.json(account)) : fetch(input, init);
      };
      const resource = listen('account');
      await until(() => resource.state.value?.plan === 'streamed');
      return resource;
    }

    it('sends the token in a header, and closes the stream when the page is hidden', async () => {
      const resource = await listenToStream();
      expect(resource.state).to.include({ live: true, problem: null });
      const [entry] = gets(await readLog());
      expect(entry).to.include({ authorization: `Bearer ${TOKEN}`, path: `/${id}/stream` });
      environment.change({ hidden: true });
      expect(resource.state.live).to.equal(false);
    });

    it('that is cut in mid-message keeps what came before, and comes back later', async () => {
      const resource = await listenToStream();
      await fetch(`${origins.first}/${id}/cut`);
      await until(() => !resource.state.live);
      expect(resource.state).to.deep.include({ problem: null, stale: false });
      expect(resource.state.value?.revision).to.equal(42);
      expect(environment.timers).to.deep.equal([37_500]);
    });

    it('on a third origin is not asked for', async () => {
      const account = { revision: 1, plan: 'team', stream: `${origins.second}/${id}/stream` };
      environment.fetch = () => Promise.resolve(Response.json(account));
      const resource = listen('account');
      await settle(resource);
      expect(resource.state).to.include({ live: false, problem: null });
      expect(await readLog(origins.second)).to.deep.equal([]);
    });
  });
});
