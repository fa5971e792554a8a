import { expect } from 'chai';
import { http, HttpResponse } from 'msw';
import type { Resource } from '../../src/client/resource.ts';
import { resolveStreamUrl } from '../../src/client/live.ts';
import { ContractError, createSmallClient, type SmallAccount } from '../support/account-client.ts';
import { FakeEnvironment } from '../support/fake-environment.ts';
import { MockEndpoint } from '../support/mock-endpoint.ts';
import { until } from '../support/until.ts';

const HOUR_MS = 3_600_000;
const endpoint = new MockEndpoint();
const encoder = new TextEncoder();

/** A stream in the test's hand. */
class OpenStream {
  isClosed = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly response = new HttpResponse(
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.isClosed = true;
      },
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  );

  send(text: string): void {
    this.#controller?.enqueue(encoder.encode(text));
  }

  sendAccount(account: object): void {
    this.send(`event: account\ndata: ${JSON.stringify(account)}\n\n`);
  }

  end(): void {
    this.#controller?.close();
  }

  break(): void {
    this.#controller?.error(new TypeError('connection lost'));
  }
}

describe('live updates', () => {
  let environment: FakeEnvironment;
  let streams: OpenStream[];
  let resource: Resource<SmallAccount>;
  let leave: () => void;
  let account: SmallAccount;

  const accountRequests = () => endpoint.requests.filter(({ url }) => url.endsWith('/account')).length;
  const last = () => streams[streams.length - 1]!;
  /** A sign of life every fifty seconds, and no news. */
  const passTenMinutesAlive = async () => {
    for (let i = 0; i < 12; i += 1) {
      environment.pass(50_000);
      const { timers } = environment;
      last().send(':\n\n');
      await until(() => environment.timers[0] !== timers[0]);
    }
  };

  before(() => endpoint.start());
  after(() => endpoint.stop());
  beforeEach(() => {
    environment = new FakeEnvironment();
    streams = [];
    account = { revision: 1, plan: 'team', stream: '/live' };
    endpoint.use(
      http.get('https://api.test/account', () => HttpResponse.json(account)),
      http.get('https://api.test/live', () => {
        streams.push(new OpenStream());
        return last().response;
      }),
    );
  });
  afterEach(() => {
    leave();
    environment.pass(HOUR_MS);
  });

  async function listen(refreshMs = 0, token?: string): Promise<void> {
    resource = createSmallClient(environment).account({ url: 'https://api.test/account', token });
    leave = resource.subscribe(() => {}, refreshMs);
    await until(() => resource.state.live && !resource.state.loading);
  }

  describe('by a stream', () => {
    it('shows each document that arrives, without another request', async () => {
      await listen();
      last().sendAccount({ revision: 2, plan: 'pro' });
      await until(() => resource.state.value?.plan === 'pro');
      last().sendAccount({ revision: 3, plan: 'team' });
      await until(() => resource.state.value?.plan === 'team');
      expect(resource.state).to.include({ live: true, loading: false, problem: null });
      expect(endpoint.requests).to.have.length(2);
    });

    it('asks with the token in a header, for events, and not from a cache', async () => {
      await listen(0, 'secret');
      const { headers, cache, redirect } = endpoint.requests[1]!;
      expect(headers.get('authorization')).to.equal('Bearer secret');
      expect(headers.get('accept')).to.equal('text/event-stream');
      expect(cache).to.equal('no-store');
      expect(redirect).to.equal('manual');
    });

    it('does not poll while the stream lives', async () => {
      await listen(5000);
      for (let i = 0; i < 10; i += 1) {
        environment.pass(50_000);
        const { timers } = environment;
        last().send(': still here\n\n');
        await until(() => environment.timers[0] !== timers[0]);
      }
      expect(accountRequests()).to.equal(1);
      expect(resource.state).to.include({ live: true, stale: false });
    });

    it('passes over messages of other types', async () => {
      await listen();
      last().send('event: ping\ndata: {}\n\ndata: {}\n\n');
      last().sendAccount({ revision: 2, plan: 'pro' });
      const problems: unknown[] = [];
      resource.subscribe(() => problems.push(resource.state.problem));
      await until(() => resource.state.value?.plan === 'pro');
      expect(problems).to.deep.equal([null]);
    });

    it('takes a sign of life for a confirmation', async () => {
      await listen();
      await passTenMinutesAlive();
      environment.change({ hidden: true });
      environment.change({ hidden: false });
      expect(resource.state).to.include({ loading: true, stale: false });
      await until(() => resource.state.live);
    });

    it('is as old as its last sign of life, not as its last document', async () => {
      await listen();
      await passTenMinutesAlive();
      const confirmedAt = environment.clock;
      environment.pass(30_000);
      environment.change({ offline: true });
      expect(resource.state).to.include({ stale: true, receivedAt: confirmedAt });
      environment.change({ offline: false });
      await until(() => resource.state.live);
    });

    it('is as old as the message that was refused, whatever life the stream shows after it', async () => {
      await listen();
      environment.pass(10_000);
      last().send('event: account\ndata: {"revision": 2}\n\n');
      await until(() => resource.state.problem !== null);
      const confirmedAt = environment.clock;
      environment.pass(50_000);
      const { timers } = environment;
      last().send(':\n\n');
      await until(() => environment.timers[0] !== timers[0]);
      environment.change({ offline: true });
      expect(resource.state).to.include({ stale: true, receivedAt: confirmedAt });
      environment.change({ offline: false });
      await until(() => !resource.state.loading);
    });

    it('shows nothing more once the page is hidden, not even the rest of what has arrived', async () => {
      await listen();
      const seen: unknown[] = [];
      resource.subscribe(() => {
        seen.push(resource.state.value?.plan);
        if (!environment.hidden) environment.change({ hidden: true });
      });
      last().send([2, 3].map((n) => `event: account\ndata: {"revision": ${n}, "plan": "${n}"}\n\n`).join(''));
      await until(() => last().isClosed);
      expect(resource.state.value?.plan).to.equal('2');
      expect(seen).not.to.contain('3');
    });

    it('waits for a load that a listener asks for at the news', async () => {
      resource = createSmallClient(environment).account({ url: 'https://api.test/account' });
      let hasAsked = false;
      leave = resource.subscribe(() => {
        if (resource.state.loading || hasAsked) return;
        hasAsked = true;
        resource.refresh();
      });
      await until(() => resource.state.live);
      expect(accountRequests()).to.equal(2);
      expect(streams).to.have.length(1);
    });

    it('drops a revision that goes backwards', async () => {
      await listen();
      last().sendAccount({ revision: 5, plan: 'pro' });
      last().sendAccount({ revision: 4, plan: 'late' });
      last().sendAccount({ revision: 6, plan: 'max' });
      const seen: unknown[] = [];
      resource.subscribe(() => seen.push(resource.state.value?.plan));
      await until(() => resource.state.value?.plan === 'max');
      expect(seen).not.to.contain('late');
    });

    it('keeps the last good document beside one that is wrong, and listens on', async () => {
      await listen();
      last().sendAccount({ revision: 2 });
      await until(() => resource.state.problem !== null);
      expect(resource.state.problem).to.be.instanceOf(ContractError);
      expect(resource.state).to.deep.include({ value: account, stale: true, live: false });
      last().send('event: account\ndata: {"revision"\n\n');
      await until(() => resource.state.problem?.name === 'RequestError');
      last().sendAccount({ revision: 3, plan: 'pro' });
      await until(() => resource.state.problem === null);
      expect(resource.state.value?.plan).to.equal('pro');
      expect(streams).to.have.length(1);
    });

    for (const [how, act] of [
      ['cut in mid-message', (stream: OpenStream) => (stream.send('event: account\ndata: {"revi'), stream.break())],
      ['ended by the server in mid-message', (stream: OpenStream) => (stream.send('data: {"revi'), stream.end())],
    ] as const) {
      it(`${how}: keeps what it has, and comes back after a jittered wait with a load and a stream`, async () => {
        await listen();
        last().sendAccount({ revision: 2, plan: 'pro' });
        await until(() => resource.state.value?.plan === 'pro');
        act(last());
        await until(() => !resource.state.live);
        expect(resource.state).to.include({ problem: null, stale: false });
        expect(environment.timers).to.deep.equal([37_500]);

        account = { revision: 7, plan: 'max', stream: '/live' };
        environment.pass(37_500);
        await until(() => streams.length === 2 && resource.state.live);
        expect(resource.state.value?.plan).to.equal('max');

        // A stream that has brought something was a good one: the next loss is a first loss again.
        last().sendAccount({ revision: 8, plan: 'pro' });
        await until(() => resource.state.value?.plan === 'pro');
        act(last());
        await until(() => !resource.state.live);
        expect(environment.timers).to.deep.equal([37_500]);
      });
    }

    it('taken for dead after a minute of silence', async () => {
      await listen();
      environment.pass(59_999);
      expect(resource.state.live).to.equal(true);
      environment.pass(1);
      await until(() => !resource.state.live);
      expect(last().isClosed).to.equal(true);
    });

    it('without an end to its message: is cut off at 4 MiB', async () => {
      await listen();
      last().send(`event: account\ndata: ${' '.repeat(3_000_000)}`);
      last().send(' '.repeat(3_000_000));
      await until(() => !resource.state.live);
      await until(() => last().isClosed);
      expect(resource.state).to.deep.include({ value: account, problem: null });
    });

    it('that never comes through: leaves it to polling', async () => {
      endpoint.use(
        http.get('https://api.test/account', () => HttpResponse.json(account)),
        http.get('https://api.test/live', () => new HttpResponse(null, { status: 404 })),
      );
      await listen(5000);
      await until(() => environment.timers[0] === 37_500);
      environment.pass(37_500);
      await until(() => accountRequests() === 2 && environment.timers[0] === 5000);
      environment.pass(5000);
      await until(() => accountRequests() === 3 && environment.timers[0] === 5000);
      expect(resource.state).to.include({ problem: null, stale: false });
    });

    it('on another origin: is not asked for, so that it does not get the token', async () => {
      account = { ...account, stream: 'https://elsewhere.test/live' };
      endpoint.use(
        http.get('https://api.test/account', () => HttpResponse.json(account)),
        http.get('https://elsewhere.test/live', () => HttpResponse.json({})),
      );
      await listen(5000, 'secret');
      expect(environment.timers).to.deep.equal([5000]);
      expect(endpoint.requests).to.have.length(1);
    });

    it('is closed while the page is hidden, and opened again at once on return', async () => {
      await listen();
      environment.change({ hidden: true });
      expect(resource.state.live).to.equal(false);
      expect(environment.timers).to.deep.equal([]);
      await until(() => last().isClosed);
      environment.pass(HOUR_MS);
      environment.change({ hidden: false });
      expect(resource.state).to.include({ loading: true, stale: true });
      await until(() => resource.state.live);
      expect(streams).to.have.length(2);
      expect(resource.state.stale).to.equal(false);
    });

    it('is closed a moment after the last listener has gone', async () => {
      await listen();
      leave();
      environment.pass(1000);
      await until(() => last().isClosed);
      expect(environment.timers).to.deep.equal([]);
      expect(environment.watcherCount).to.equal(0);
    });
  });

  describe('by polling', () => {
    beforeEach(() => {
      account = { revision: 1, plan: 'team' };
    });

    it('asks again after each interval, with jitter', async () => {
      environment.chance = () => 0.75;
      await listen(10_000);
      expect(environment.timers).to.deep.equal([11_000]);
      account = { revision: 2, plan: 'pro' };
      environment.pass(11_000);
      await until(() => resource.state.value?.plan === 'pro');
      expect(environment.timers).to.deep.equal([11_000]);
    });

    it('holds to the smallest interval that anybody wants, at least a second', async () => {
      await listen(60_000);
      const leaveToo = resource.subscribe(() => {}, 10_000);
      resource.subscribe(() => {}, 0)();
      expect(environment.timers).to.deep.equal([10_000]);
      leaveToo();
      environment.pass(10_000);
      await until(() => accountRequests() === 2 && !resource.state.loading);
      expect(environment.timers).to.deep.equal([60_000]);
      resource.subscribe(() => {}, 1)();
      expect(environment.timers).to.deep.equal([1000]);
    });

    it('asks in time however often its widgets move in the page', async () => {
      await listen(10_000);
      environment.pass(6000);
      leave();
      environment.pass(500);
      leave = resource.subscribe(() => {}, 10_000);
      expect(environment.timers).to.deep.equal([3500]);
    });

    it('plans nothing while a load is under way', async () => {
      resource = createSmallClient(environment).account({ url: 'https://api.test/account' });
      leave = resource.subscribe(() => {});
      const leaveToo = resource.subscribe(() => {}, 10_000);
      expect(environment.timers).to.deep.equal([15_000]);
      await until(() => !resource.state.loading);
      expect(environment.timers).to.deep.equal([10_000]);
      leaveToo();
    });

    it('keeps the very same value where nothing has changed', async () => {
      await listen(10_000);
      const { value, receivedAt } = resource.state;
      environment.pass(10_000);
      await until(() => accountRequests() === 2 && !resource.state.loading);
      expect(resource.state.value).to.equal(value);
      expect(resource.state.receivedAt).to.be.greaterThan(receivedAt!);
    });
  });
});

describe('resolveStreamUrl', () => {
  const accountUrl = 'https://api.test/v1/account?tenant=7';
  for (const [address, expected] of [
    ['live', 'https://api.test/v1/live'],
    ['/live?since=4', 'https://api.test/live?since=4'],
    ['https://api.test/live', 'https://api.test/live'],
    ['https://api.test:8443/live', null],
    ['http://api.test/live', null],
    ['//elsewhere.test/live', null],
    ['javascript:alert(1)', null],
    ['data:text/event-stream,data', null],
    ['https://[', null],
    ['', null],
    [null, null],
    [undefined, null],
  ] as const) {
    it(`takes ${address || String(address)} ${expected ? `to ${expected}` : 'nowhere'}`, () => {
      expect(resolveStreamUrl(address, accountUrl)).to.equal(expected);
    });
  }

  it('knows no stream of an account that has no origin', () => {
    expect(resolveStreamUrl('data:,x', 'data:application/json,{}')).to.equal(null);
  });
});
