import { expect } from 'chai';
import { http, HttpResponse, type HttpResponseResolver } from 'msw';
import type { AccountSource } from '../../src/client/client.ts';
import type { RequestError } from '../../src/client/request-error.ts';
import type { Resource } from '../../src/client/resource.ts';
import { ContractError, createSmallClient, type SmallAccount } from '../support/account-client.ts';
import { FakeEnvironment } from '../support/fake-environment.ts';
import { MockEndpoint } from '../support/mock-endpoint.ts';
import { reportedError } from '../support/reported-error.ts';
import { until } from '../support/until.ts';

const URL = 'https://api.test/account';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const endpoint = new MockEndpoint();
const good = () => HttpResponse.json({ revision: 41, plan: 'team' });
const never = () => new Promise<never>(() => {});

describe('outages', () => {
  let environment: FakeEnvironment;
  let leave: () => void;

  before(() => endpoint.start());
  after(() => endpoint.stop());
  beforeEach(() => {
    environment = new FakeEnvironment();
    leave = () => {};
  });
  afterEach(() => {
    leave();
    environment.pass(HOUR_MS);
  });

  function answer(resolver: HttpResponseResolver): void {
    endpoint.use(http.get('*/account', resolver));
  }

  function listen(source: Partial<AccountSource> = {}, refreshMs = 0): Resource<SmallAccount> {
    const resource = createSmallClient(environment).account({ url: URL, ...source });
    leave = resource.subscribe(() => {}, refreshMs);
    return resource;
  }

  /** Waits for the load, and lets the time of quick tries go by. */
  async function settle(resource: Resource<SmallAccount>): Promise<void> {
    await until(() => {
      if (resource.state.loading && (environment.timers[0] ?? Infinity) < 5000) environment.pass(2000);
      return !resource.state.loading;
    });
  }

  async function openWith(first: HttpResponseResolver, source: Partial<AccountSource> = {}, refreshMs = 0) {
    answer(first);
    const resource = listen(source, refreshMs);
    await settle(resource);
    return resource;
  }

  /** After a good load, what the resource is once the endpoint answers so. */
  async function failAfterGood(resolver: HttpResponseResolver, source: Partial<AccountSource> = {}) {
    const resource = await openWith(good, source);
    answer(resolver);
    resource.refresh();
    await settle(resource);
    expect(resource.state.value).to.deep.equal({ revision: 41, plan: 'team' });
    expect(resource.state.stale).to.equal(true);
    return resource.state.problem as RequestError;
  }

  it('refused: tries quickly a few times, then says so beside the last good data, and recovers by itself', async () => {
    const resource = await openWith(good);
    answer(() => HttpResponse.error());
    resource.refresh();
    await settle(resource);
    expect(endpoint.requests).to.have.length(3);
    expect(resource.state).to.deep.include({ value: { revision: 41, plan: 'team' }, stale: true, loading: false });
    expect(resource.state.problem).to.include({ reason: 'network' });

    answer(() => HttpResponse.json({ revision: 42, plan: 'team' }));
    environment.pass(37_500);
    await settle(resource);
    expect(resource.state).to.deep.include({ value: { revision: 42, plan: 'team' }, stale: false, problem: null });
  });

  it('refused: shows nothing of a hiccup that a quick try has overcome', async () => {
    let calls = 0;
    answer(() => ((calls += 1) === 1 ? HttpResponse.error() : good()));
    const problems: unknown[] = [];
    const resource = createSmallClient(environment).account({ url: URL });
    leave = resource.subscribe(() => problems.push(resource.state.problem));
    await settle(resource);
    expect(calls).to.equal(2);
    expect(resource.state.value?.plan).to.equal('team');
    expect(problems.every((problem) => problem === null)).to.equal(true);
  });

  it('refused: gives up after some failures where nothing is polled, and tries again when asked', async () => {
    const resource = await openWith(() => HttpResponse.error());
    let failures = 1;
    for (let [delay] = environment.timers; delay !== undefined; [delay] = environment.timers) {
      environment.pass(delay);
      await settle(resource);
      failures += 1;
    }
    expect(failures).to.equal(9);
    expect(resource.state).to.include({ value: undefined, loading: false, stale: false });
    answer(good);
    resource.refresh();
    await settle(resource);
    expect(resource.state.value?.plan).to.equal('team');
  });

  it('timeout: gives up on an endpoint that does not answer within 15 seconds, and aborts the request', async () => {
    answer(never);
    const resource = listen();
    await until(() => endpoint.requests.length === 1);
    environment.pass(14_999);
    expect(resource.state.loading).to.equal(true);
    environment.pass(1);
    await until(() => !resource.state.loading);
    expect(resource.state.problem).to.include({ reason: 'timeout' });
    expect(endpoint.requests[0]?.signal.aborted).to.equal(true);
    expect(endpoint.requests).to.have.length(1);
  });

  it('timeout: does not wait longer for a token than for an answer', async () => {
    answer(good);
    const resource = listen({ token: never });
    environment.pass(15_000);
    await until(() => !resource.state.loading);
    expect(resource.state.problem).to.include({ reason: 'timeout' });
    expect(endpoint.requests).to.have.length(0);
  });

  it('slow bytes: the 15 seconds are for the whole body, and the body is closed', async () => {
    let isClosed = false;
    let send = (_text: string) => {};
    const encoder = new TextEncoder();
    answer(() => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          send = (text) => controller.enqueue(encoder.encode(text));
          send('{"revision"');
        },
        cancel: () => {
          isClosed = true;
        },
      });
      return new HttpResponse(body);
    });
    const resource = listen();
    await until(() => endpoint.requests.length === 1);
    environment.pass(14_000);
    send(': 41');
    environment.pass(1000);
    await until(() => !resource.state.loading);
    expect(resource.state.problem).to.include({ reason: 'timeout' });
    await until(() => isClosed);
  });

  it('401: asks for the token again, once, and goes on with the new one', async () => {
    const tokens = ['old', 'new'];
    let asked = 0;
    const token = () => tokens[asked++] ?? 'none';
    answer(({ request }) =>
      request.headers.get('authorization') === 'Bearer new' ? good() : new HttpResponse(null, { status: 401 }),
    );
    const resource = listen({ token });
    await settle(resource);
    expect(resource.state.value?.plan).to.equal('team');
    resource.refresh();
    await settle(resource);
    expect(asked).to.equal(2);
    expect(endpoint.requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal([
      'Bearer old',
      'Bearer new',
      'Bearer new',
    ]);
  });

  it('401: does not ask a third time', async () => {
    let asked = 0;
    const resource = await openWith(() => new HttpResponse(null, { status: 401 }), {
      token: async () => `t${asked++}`,
    });
    expect(resource.state.problem).to.include({ reason: 'unauthorized', status: 401 });
    expect(asked).to.equal(2);
    expect(endpoint.requests).to.have.length(2);
    expect(environment.timers).to.deep.equal([]);
  });

  it('401: a token that is only a text is sent once', async () => {
    const resource = await openWith(() => new HttpResponse(null, { status: 401 }), { token: 'text' });
    expect(resource.state.problem).to.include({ reason: 'unauthorized' });
    expect(endpoint.requests).to.have.length(1);
  });

  it('401: a new token may be a new owner, whose document counts whatever its revision', async () => {
    let asked = 0;
    const resource = await openWith(good, { token: () => `t${asked++}` });
    answer(({ request }) =>
      request.headers.get('authorization') === 'Bearer t1'
        ? HttpResponse.json({ revision: 3, plan: 'other' })
        : new HttpResponse(null, { status: 401 }),
    );
    resource.refresh();
    await settle(resource);
    expect(resource.state.value).to.deep.equal({ revision: 3, plan: 'other' });
  });

  it('403: says so and does not insist', async () => {
    const problem = await failAfterGood(() => new HttpResponse(null, { status: 403 }));
    expect(problem).to.include({ reason: 'forbidden', status: 403 });
    expect(endpoint.requests).to.have.length(1);
    expect(environment.timers).to.deep.equal([]);
  });

  it('404: says so and does not insist', async () => {
    const problem = await failAfterGood(() => new HttpResponse('Nothing', { status: 404 }));
    expect(problem).to.include({ reason: 'not-found', status: 404 });
    expect(environment.timers).to.deep.equal([]);
  });

  it('404: where it is polled, it is asked for again, if rarely', async () => {
    const resource = await openWith(() => new HttpResponse(null, { status: 404 }), {}, 5000);
    expect(environment.timers).to.deep.equal([37_500]);
    answer(good);
    environment.pass(37_500);
    await settle(resource);
    expect(environment.timers).to.deep.equal([5000]);
  });

  it('429 with Retry-After: leaves the server alone for as long as it says, and longer', async () => {
    const problem = await failAfterGood(
      () => new HttpResponse(null, { status: 429, headers: { 'retry-after': '120' } }),
    );
    expect(problem).to.include({ reason: 'rate-limited', status: 429, retryAfterMs: 120_000 });
    expect(endpoint.requests).to.have.length(1);
    expect(environment.timers).to.deep.equal([157_500]);
  });

  it('429 with Retry-After: a visitor who leaves the page and returns does not cut the wait short', async () => {
    await failAfterGood(() => new HttpResponse(null, { status: 429, headers: { 'retry-after': '120' } }));
    environment.pass(30_000);
    for (const hidden of [true, false]) environment.change({ hidden });
    for (const offline of [true, false]) environment.change({ offline });
    expect(endpoint.requests).to.have.length(1);
    expect(environment.timers).to.deep.equal([157_500]);
    environment.pass(90_000);
    for (const hidden of [true, false]) environment.change({ hidden });
    await until(() => endpoint.requests.length === 2);
  });

  it('500: tries quickly a few times, then says so beside the last good data', async () => {
    const problem = await failAfterGood(() => new HttpResponse('Oops', { status: 500 }));
    expect(problem).to.include({ reason: 'server', status: 500 });
    expect(endpoint.requests).to.have.length(3);
    expect(environment.timers).to.deep.equal([37_500]);
  });

  it('HTML instead of JSON: is not JSON', async () => {
    expect(await failAfterGood(() => HttpResponse.html('<title>Down for maintenance</title>'))).to.include({
      reason: 'not-json',
    });
  });

  it('redirect: an account is not asked for anywhere else, and its token goes nowhere else', async () => {
    const elsewhere: string[] = [];
    const handler = http.get('https://elsewhere.test/*', ({ request }) => {
      elsewhere.push(request.headers.get('authorization') ?? '');
      return good();
    });
    const resource = await openWith(good, { token: 'secret' });
    endpoint.use(
      http.get('*/account', () => HttpResponse.redirect('https://elsewhere.test/account', 302)),
      handler,
    );
    resource.refresh();
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'redirected' });
    expect(resource.state.value?.plan).to.equal('team');
    expect(elsewhere).to.deep.equal([]);
  });

  it('revision going backwards: the lower one is dropped, and the age goes on', async () => {
    const resource = await openWith(good);
    const { receivedAt } = resource.state;
    answer(() => HttpResponse.json({ revision: 40, plan: 'before' }));
    environment.pass(5000);
    resource.refresh();
    await settle(resource);
    expect(resource.state).to.deep.include({ value: { revision: 41, plan: 'team' }, problem: null, receivedAt });
  });

  it('offline and back: says at once that it is offline, and loads at once when it is back', async () => {
    const resource = await openWith(good, {}, 5000);
    environment.change({ offline: true });
    expect(resource.state).to.include({ offline: true, stale: true, problem: null });

    answer(() => HttpResponse.error());
    environment.pass(5000);
    await settle(resource);
    expect(resource.state.problem).to.include({ reason: 'offline' });
    expect(endpoint.requests).to.have.length(1);

    answer(() => HttpResponse.json({ revision: 42, plan: 'team' }));
    environment.change({ offline: false });
    expect(resource.state.loading).to.equal(true);
    await settle(resource);
    expect(resource.state).to.deep.include({
      value: { revision: 42, plan: 'team' },
      offline: false,
      stale: false,
      problem: null,
    });
  });

  it('offline at the start: says so, and loads when the network is there', async () => {
    environment.offline = true;
    const resource = await openWith(() => HttpResponse.error());
    expect(resource.state).to.include({ offline: true, value: undefined, stale: false });
    expect(resource.state.problem).to.include({ reason: 'offline' });
    answer(good);
    environment.change({ offline: false });
    await settle(resource);
    expect(resource.state.value?.plan).to.equal('team');
  });

  it('a page hidden for an hour: asks for nothing, then at once, and says that the data is old until it is not', async () => {
    const resource = await openWith(good, {}, 5000);
    const { receivedAt } = resource.state;
    environment.change({ hidden: true });
    expect(environment.timers).to.deep.equal([]);
    environment.pass(HOUR_MS);
    expect(resource.state).to.include({ loading: false, receivedAt });

    environment.change({ hidden: false });
    expect(resource.state).to.include({ loading: true, stale: true, receivedAt });
    await settle(resource);
    expect(resource.state).to.include({ stale: false, receivedAt: environment.clock });
    expect(environment.timers).to.deep.equal([5000]);
  });

  it('a page hidden for a moment: asks at once on return, and calls nothing stale', async () => {
    const resource = await openWith(good, {}, 5000);
    environment.change({ hidden: true });
    environment.pass(MINUTE_MS);
    environment.change({ hidden: false });
    expect(resource.state).to.include({ loading: true, stale: false });
    await settle(resource);
  });

  it('a page opened hidden: loads once, and leaves it at that until it is seen', async () => {
    environment.hidden = true;
    const resource = await openWith(good, {}, 5000);
    expect(resource.state.value?.plan).to.equal('team');
    expect(environment.timers).to.deep.equal([]);
    environment.change({ hidden: false });
    expect(resource.state.loading).to.equal(true);
    await settle(resource);
  });

  it('a page hidden and shown, where nothing is polled and nothing wrong: asks for nothing', async () => {
    const resource = await openWith(good);
    environment.change({ hidden: true });
    environment.change({ hidden: false });
    expect(resource.state.loading).to.equal(false);
    expect(endpoint.requests).to.have.length(1);
  });

  it('clock skew: ages are differences of one clock, whatever the document says and however wrong the clock', async () => {
    environment.clock = Date.UTC(1999, 0, 1);
    answer(() => HttpResponse.json({ revision: 41, plan: 'team', as_of: '2026-11-22T09:00:00Z' }));
    const resource = listen({}, 60_000);
    await settle(resource);
    expect(resource.state).to.include({ receivedAt: Date.UTC(1999, 0, 1), stale: false });
    environment.pass(MINUTE_MS);
    await settle(resource);
    expect(resource.state).to.include({ receivedAt: Date.UTC(1999, 0, 1) + MINUTE_MS, stale: false });
  });

  describe('a thousand embeds that lose their endpoint together', () => {
    const EMBEDS = 1000;
    const SECOND_MS = 1000;
    const encoder = new TextEncoder();

    for (const [how, refreshMs] of [
      ['with streams', 0],
      ['with streams and polling', 30_000],
    ] as const) {
      it(`${how}: come back spread out, in no second more than 5 % of them, and all are well again`, async () => {
        let seed = 1;
        environment.chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
        let isDown = false;
        let requests = 0;
        const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
        environment.fetch = (input) => {
          requests += 1;
          if (isDown) return Promise.reject(new TypeError('refused'));
          if (!(input as string).endsWith('/live')) {
            return Promise.resolve(Response.json({ revision: 1, plan: 'team', stream: '/live' }));
          }
          const body = new ReadableStream<Uint8Array>({
            start: (controller) => {
              streams.add(controller);
              controller.enqueue(encoder.encode(': here\n\n'));
            },
          });
          return Promise.resolve(new Response(body));
        };
        // Each a page of its own, with a client of its own.
        const resources = Array.from({ length: EMBEDS }, () => createSmallClient(environment).account({ url: URL }));
        const leaves = resources.map((resource) => resource.subscribe(() => {}, refreshMs));
        leave = () => leaves.forEach((end) => end());
        const areLive = () => resources.every(({ state }) => state.live && !state.problem && streams.size > 0);
        await until(() => streams.size === EMBEDS && areLive());

        isDown = true;
        for (const stream of streams) stream.error(new TypeError('cut'));
        streams.clear();
        requests = 0;
        let busiest = 0;
        let total = 0;
        // Everybody is away for two minutes, and everybody is back within five more.
        for (let second = 0; second < 420; second += 1) {
          isDown = second < 120;
          requests = 0;
          environment.pass(SECOND_MS);
          // What it has begun is over before the next second: in this world answers take no time.
          for (let task = 0; task < 3; task += 1) await new Promise((resolve) => setTimeout(resolve));
          // A load that is answered is followed by its stream: one embed comes back by two requests.
          busiest = Math.max(busiest, isDown ? requests : requests / 2);
          total += requests;
          for (const stream of streams) if (second % 20 === 0) stream.enqueue(encoder.encode(':\n\n'));
        }
        expect(total).to.be.at.least(2 * EMBEDS);
        expect(busiest).to.be.within(1, EMBEDS * 0.05);
        expect(streams.size).to.equal(EMBEDS);
        expect(areLive()).to.equal(true);
      });
    }
  });

  describe('documents', () => {
    it('truncated: is not JSON', async () => {
      expect(await failAfterGood(() => new HttpResponse('{"revision": 42, "pl'))).to.include({ reason: 'not-json' });
    });

    it('empty: is not JSON', async () => {
      expect(await failAfterGood(() => new HttpResponse(null, { status: 204 }))).to.include({ reason: 'not-json' });
    });

    it('in another encoding: says so, instead of showing wrong letters', async () => {
      const latin1 = new Uint8Array([0x22, 0x63, 0x61, 0x66, 0xe9, 0x22]);
      expect(await failAfterGood(() => HttpResponse.arrayBuffer(latin1.buffer))).to.include({ reason: 'bad-encoding' });
      leave();
      const utf16 = new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]);
      expect(await failAfterGood(() => HttpResponse.arrayBuffer(utf16.buffer))).to.include({ reason: 'bad-encoding' });
    });

    it('cut in the middle of a letter: says so', async () => {
      const half = new Uint8Array([0x22, 0xe2, 0x82]);
      expect(await failAfterGood(() => HttpResponse.arrayBuffer(half.buffer))).to.include({ reason: 'bad-encoding' });
    });

    it('a hundred thousand nested arrays: are too deep', async () => {
      expect(await failAfterGood(() => new HttpResponse('['.repeat(100_000)))).to.include({ reason: 'too-deep' });
    });

    it('50 MB: are too large, and are not even received', async () => {
      const block = new Uint8Array(65_536).fill(0x20);
      let sent = 0;
      const problem = await failAfterGood(
        () =>
          new HttpResponse(
            new ReadableStream<Uint8Array>({
              pull: (controller) => {
                sent += block.length;
                if (sent > 50_000_000) controller.close();
                else controller.enqueue(block);
              },
            }),
          ),
      );
      expect(problem).to.include({ reason: 'too-large' });
      expect(sent).to.be.below(5_000_000);
      expect(environment.timers).to.deep.equal([]);
    });

    it('against the contract: what the parser says is the problem, and nobody insists', async () => {
      const problem = await failAfterGood(() => HttpResponse.json({ plan: 7 }));
      expect(problem).to.be.instanceOf(ContractError);
      expect(environment.timers).to.deep.equal([]);
    });
  });

  it('a token that could not be had once is asked for again', async () => {
    let asked = 0;
    const token = () => ((asked += 1) === 1 ? Promise.reject(new Error('not yet')) : 'late');
    const resource = await openWith(good, { token });
    expect(resource.state.problem).to.include({ reason: 'token' });
    resource.refresh();
    await settle(resource);
    expect(resource.state).to.deep.include({ value: { revision: 41, plan: 'team' }, problem: null });
  });

  it('a listener that throws keeps no other listener from the news, and no document from its place', async () => {
    const reported = reportedError();
    answer(good);
    const resource = createSmallClient(environment).account({ url: URL });
    const mistake = new Error('a mistake of the page');
    let hasThrown = false;
    resource.subscribe(() => {
      if (hasThrown) return;
      hasThrown = true;
      throw mistake;
    });
    let calls = 0;
    resource.subscribe(() => {
      calls += 1;
    });
    await settle(resource);
    expect(calls).to.equal(1);
    expect(resource.state.value?.plan).to.equal('team');
    expect(await reported).to.equal(mistake);
  });

  for (const [what, url] of [
    ['that is none', 'https://[/account?token=secret'],
    ['with a user in it', 'https://me:secret@api.test/account'],
    ['with a password in it', 'https://:secret@api.test/account'],
  ] as const) {
    it(`an address ${what}: says so without asking, and without its secrets`, async () => {
      const resource = await openWith(good, { url });
      expect(resource.state.problem).to.include({ reason: 'bad-url' });
      expect(String(resource.state.problem)).not.to.contain('secret');
      expect(endpoint.requests).to.have.length(0);
    });
  }

  for (const [what, token] of [
    [
      'that cannot be had',
      () => {
        throw new Error('secret');
      },
    ],
    ['that cannot be had in time', () => Promise.reject(new Error('secret'))],
    ['that is no header', 'secret\nsecret'],
    ['that is a promise in the place of a function', Promise.resolve('secret') as unknown as string],
    ['that comes in an object', () => ({ secret: 'secret' }) as unknown as string],
  ] as const) {
    it(`a token ${what}: says so, and says nothing of it`, async () => {
      const resource = await openWith(good, { token });
      expect(resource.state.problem).to.include({ reason: 'token' });
      expect(String(resource.state.problem)).not.to.contain('secret');
      expect(resource.state.problem?.cause).to.equal(undefined);
      expect(endpoint.requests).to.have.length(0);
    });
  }
});
