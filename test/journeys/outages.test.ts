import { expect } from 'chai';
import type { PricingErrorEvent } from '../../src/elements/events.ts';
import type { Token } from '../../src/client/token.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import {
  answering,
  BillingEndpoint,
  PageClock,
  PageState,
  type Behaviour,
  type DocumentName,
} from '../support/outage.ts';
import { until } from '../support/until.ts';
import { readInvoice, settled, widgetsIn, WIDGET_TAGS, wordsIn, type Widgets } from '../support/widgets.ts';

/** The last moment of November: 100 + 8,000 × 0.01 + 5 × 12 is all that is expected. */
const LAST_GOOD = { as_of: '2026-11-30T22:59:59Z' };
const TOTAL = '240.00';
/** A thousand calls later. */
const NEXT = { ...LAST_GOOD, revision: 2, usage: { calls: { quantity: '9000' }, editors: { quantity: '5' } } };
const NEXT_TOTAL = '250.00';
const MINUTE_MS = 60_000;
const TIMEOUT_MS = 15_000;
const REFRESH = 'refresh="60"';

interface Outage {
  readonly what: string;
  readonly behaviour: Behaviour;
  /** What every widget says of it. */
  readonly words: string;
  /** What has to go by before it is noticed. */
  readonly waitMs?: number;
  /** How often the document is asked for until a visitor is told. */
  readonly requests?: number;
}

const good = JSON.stringify(exampleAccount());
const OUTAGES: readonly Outage[] = [
  { what: 'refused', behaviour: { manner: 'refuse' }, words: 'The billing service cannot be reached.' },
  {
    what: 'timeout',
    behaviour: { manner: 'hang' },
    words: 'The billing service did not answer in time.',
    waitMs: TIMEOUT_MS,
    requests: 1,
  },
  {
    what: 'slow bytes',
    behaviour: { manner: 'drip', body: ' ' },
    words: 'The billing service did not answer in time.',
    waitMs: TIMEOUT_MS,
    requests: 1,
  },
  {
    what: '401',
    behaviour: { status: 401 },
    words: 'You are not signed in, or your session has ended.',
    requests: 1,
  },
  {
    what: '403',
    behaviour: { status: 403, body: good },
    words: 'You are not allowed to see this billing data.',
    requests: 1,
  },
  {
    what: '404',
    behaviour: { status: 404, body: good },
    words: 'There is no billing data at this address.',
    requests: 1,
  },
  {
    what: '429 with Retry-After',
    behaviour: { status: 429, headers: { 'retry-after': '120' } },
    words: 'The billing service is busy.',
    requests: 1,
  },
  { what: '500', behaviour: { status: 500, body: good }, words: 'The billing service has a problem.', requests: 3 },
  {
    what: 'HTML instead of JSON',
    behaviour: { body: '<!doctype html><title>Down for maintenance</title>', headers: { 'content-type': 'text/html' } },
    words: 'The billing service answered with something that is not billing data.',
    requests: 1,
  },
  {
    what: 'cut in the middle',
    behaviour: { manner: 'truncate', body: good },
    words: 'The billing service cannot be reached.',
  },
  {
    what: 'half a document',
    behaviour: { body: good.slice(0, good.length >> 1) },
    words: 'The billing service answered with something that is not billing data.',
    requests: 1,
  },
  {
    what: 'another document',
    behaviour: answering({ version: 2 }),
    words: 'cannot be read: something is wrong at',
    requests: 1,
  },
];
const REDIRECT: Outage = {
  what: 'redirect',
  behaviour: { status: 302, headers: { location: '/elsewhere/account' } },
  words: 'The billing service sent this page elsewhere, which is not followed.',
  requests: 1,
};
const OF: Readonly<Record<DocumentName, readonly Outage[]>> = {
  catalog: OUTAGES,
  // Whoever sends a price list elsewhere is followed: nothing secret goes along.
  account: [...OUTAGES, REDIRECT],
};

const states = (widget: Element) =>
  ['failed', 'stale', 'offline', 'loading'].filter((state) => widget.matches(`:state(${state})`));
const alertsOf = ({ all }: Widgets) =>
  all.flatMap(({ renderRoot }) => [...renderRoot.querySelectorAll('[role=alert]')]);
const retryIn = ({ forecast }: Widgets) => forecast.renderRoot.querySelector<HTMLElement>('#retry');

// A real endpoint on another origin; only the page's clock is the test's.
describe('an outage', () => {
  const clock = new PageClock();
  const state = new PageState();
  const { world } = clock;
  let origin: string;
  let endpoint: BillingEndpoint;
  let errors: unknown[];

  before(async () => {
    origin = await BillingEndpoint.origin();
  });
  beforeEach(() => {
    clock.take();
    errors = [];
    endpoint = new BillingEndpoint(origin);
  });
  afterEach(() => {
    removeFixtures();
    // Whatever is still open is let go.
    world.pass(MINUTE_MS);
    clock.giveBack();
    state.restore();
  });

  function put(attributes = '', token: Token | null = 'secret'): Widgets {
    const place = fixture('');
    place.addEventListener('pb-error', ({ error }: PricingErrorEvent) => errors.push(error));
    const tags = WIDGET_TAGS.map((tag) => `<${tag}></${tag}>`).join('');
    place.innerHTML = `<pb-pricing locale="en-US" endpoint="${endpoint.url}" ${attributes}>${tags}</pb-pricing>`;
    const widgets = widgetsIn(place);
    widgets.scope.token = token;
    return widgets;
  }

  async function openWell(attributes = '', token?: Token): Promise<Widgets> {
    await endpoint.recover(LAST_GOOD);
    const widgets = put(attributes, token);
    await settled(widgets);
    await clock.settle(widgets);
    expectWell(widgets, TOTAL);
    // What is polled would be asked for in the meantime.
    if (attributes !== REFRESH) world.pass(5 * MINUTE_MS);
    return widgets;
  }

  /** Everything is shown, and nothing else is said. */
  function expectWell(widgets: Widgets, total: string): void {
    expect(readInvoice(widgets.forecast).total).to.equal(total);
    expect(widgets.all.map(states)).to.deep.equal([[], [], []]);
    for (const widget of widgets.all) expect(wordsIn(widget)).not.to.match(/could not refresh|Updated|Try again/);
  }

  /** The last good data, and beside it since when and why it is old. */
  function expectLastGood(widgets: Widgets, words: string, ago = '5 minutes ago'): void {
    expect(readInvoice(widgets.forecast).total).to.equal(TOTAL);
    expect(wordsIn(widgets.meter)).to.contain('8,000 calls');
    expect(wordsIn(widgets.comparison)).to.contain('8,000 calls');
    for (const widget of widgets.all) {
      expect(wordsIn(widget)).to.contain(`Updated ${ago}; could not refresh. `);
      expect(wordsIn(widget)).to.contain(words);
      expect(states(widget)).to.deep.equal(['stale']);
    }
    // Said aloud once, by the scope.
    expect(wordsIn(widgets.scope)).to.contain(words);
    expect(alertsOf(widgets)).to.have.length(0);
    expect(errors).to.have.length(1);
  }

  async function notice(widgets: Widgets, document: DocumentName, waitMs = 0): Promise<void> {
    if (waitMs > 0) {
      let log: readonly string[];
      do log = await endpoint.log();
      while (!log.some((entry) => entry.startsWith(document)));
      // The other document is here: only one deadline is left.
      await until(() => world.timers.length === 1);
      world.pass(waitMs);
    }
    await clock.settle(widgets);
  }

  async function tryAgain(widgets: Widgets): Promise<void> {
    retryIn(widgets)!.click();
    await clock.settle(widgets);
  }

  const asked = async (document: DocumentName) => (await endpoint.log()).filter((entry) => entry.startsWith(document));

  for (const document of ['catalog', 'account'] as const) {
    describe(`of the ${document}`, () => {
      for (const { what, behaviour, words, waitMs, requests } of OF[document]) {
        it(`${what}: every widget says so beside the last good data, until trying again helps`, async () => {
          const widgets = await openWell();
          await endpoint.become({ [document]: behaviour });
          widgets.scope.reload();
          await notice(widgets, document, waitMs);
          expectLastGood(widgets, words);
          if (requests) expect(await asked(document)).to.have.length(requests);

          await endpoint.recover(NEXT);
          await tryAgain(widgets);
          expectWell(widgets, NEXT_TOTAL);
        });

        it(`${what}, at the first load: every widget says so, one of them aloud, until trying again helps`, async () => {
          await endpoint.recover(LAST_GOOD);
          await endpoint.become({ [document]: behaviour });
          const widgets = put();
          await notice(widgets, document, waitMs);
          for (const widget of widgets.all) {
            expect(wordsIn(widget)).to.contain(words);
            expect(wordsIn(widget)).to.contain('Try again');
            expect(states(widget)).to.deep.equal(['failed']);
          }
          expect(alertsOf(widgets)).to.have.length(1);
          expect(errors).to.have.length(1);

          await endpoint.recover(LAST_GOOD);
          await tryAgain(widgets);
          expectWell(widgets, TOTAL);
        });
      }
    });
  }

  it('401: the token is asked for again, once, and nobody is told', async () => {
    let calls = 0;
    const widgets = await openWell('', () => `token-${(calls += 1)}`);
    expect(calls).to.equal(1);
    await endpoint.become({ account: { ...answering(exampleAccount(NEXT)), token: 'token-2' } });
    widgets.scope.reload();
    await clock.settle(widgets);
    expectWell(widgets, NEXT_TOTAL);
    expect(await asked('account')).to.deep.equal(['account Bearer token-1', 'account Bearer token-2']);
    expect(errors).to.have.length(0);
  });

  it('401 whatever the token: is told after the second, beside the last good data', async () => {
    let calls = 0;
    const widgets = await openWell('', () => `token-${(calls += 1)}`);
    await endpoint.become({ account: { status: 401 } });
    widgets.scope.reload();
    await clock.settle(widgets);
    expectLastGood(widgets, 'You are not signed in, or your session has ended.');
    expect(await asked('account')).to.deep.equal(['account Bearer token-1', 'account Bearer token-2']);
  });

  it('a token that cannot be had: is told beside the last good data', async () => {
    const tokens: Token = () => (isSignedOut ? Promise.reject(new Error('signed out')) : 'token');
    let isSignedOut = false;
    const widgets = await openWell('', tokens);
    isSignedOut = true;
    await endpoint.become({ account: { status: 401 } });
    widgets.scope.reload();
    await clock.settle(widgets);
    expectLastGood(widgets, 'You could not be signed in to the billing service.');
  });

  it('429 with Retry-After: is asked for again by itself when the time is over, and not before', async () => {
    const widgets = await openWell();
    await endpoint.become({ account: { status: 429, headers: { 'retry-after': '120' } } });
    widgets.scope.reload();
    await clock.settle(widgets);
    await endpoint.recover(NEXT);
    world.pass(120_000);
    expect(await asked('account')).to.have.length(0);
    expectLastGood(widgets, 'The billing service is busy.');
    // Half of the 75 seconds over which everybody's return is spread.
    world.pass(37_500);
    await clock.settle(widgets);
    expectWell(widgets, NEXT_TOTAL);
  });

  it('500: heals by itself when the endpoint is back', async () => {
    const widgets = await openWell();
    await endpoint.become({ account: { status: 500 } });
    widgets.scope.reload();
    await clock.settle(widgets);
    expectLastGood(widgets, 'The billing service has a problem.');
    await endpoint.recover(NEXT);
    world.pass(37_500);
    await clock.settle(widgets);
    expectWell(widgets, NEXT_TOTAL);
  });

  it('redirect of the catalog: is followed, without the token', async () => {
    await endpoint.recover(LAST_GOOD);
    const there = new BillingEndpoint(origin);
    await there.recover(LAST_GOOD);
    await endpoint.become({ catalog: { status: 302, headers: { location: `${there.url}/catalog` } } });
    const widgets = put();
    await settled(widgets);
    await clock.settle(widgets);
    expectWell(widgets, TOTAL);
    expect(await there.log()).to.deep.equal(['catalog -']);
  });

  it('revision going backwards: is passed over, and what is newer stays', async () => {
    await endpoint.recover(NEXT);
    const widgets = put();
    await settled(widgets);
    await clock.settle(widgets);
    await endpoint.recover(LAST_GOOD);
    widgets.scope.reload();
    await clock.settle(widgets);
    expectWell(widgets, NEXT_TOTAL);
    expect(errors).to.have.length(0);
  });

  it('offline and back: every widget says so at once, and is up to date when the network is', async () => {
    const widgets = await openWell();
    state.disconnect(true);
    await clock.settle(widgets);
    for (const widget of widgets.all) {
      expect(wordsIn(widget)).to.contain('You are offline. Updated 5 minutes ago.');
      expect(states(widget)).to.deep.equal(['stale', 'offline']);
    }
    expect(readInvoice(widgets.forecast).total).to.equal(TOTAL);
    await endpoint.recover(NEXT);
    await endpoint.become({ account: { manner: 'refuse' } });
    await tryAgain(widgets);
    expect(readInvoice(widgets.forecast).total).to.equal(TOTAL);
    for (const widget of widgets.all) expect(wordsIn(widget)).to.contain('You are offline.');

    await endpoint.recover(NEXT);
    state.disconnect(false);
    await clock.settle(widgets);
    expectWell(widgets, NEXT_TOTAL);
  });

  it('a page hidden for an hour: asks for nothing, then says how old it is until it is not', async () => {
    const widgets = await openWell(REFRESH);
    state.hide(true);
    await endpoint.recover(NEXT);
    world.pass(60 * MINUTE_MS);
    expect(await endpoint.log()).to.deep.equal([]);
    expectNothingSaid(widgets, TOTAL);

    state.hide(false);
    await Promise.all(widgets.all.map(({ updateComplete }) => updateComplete));
    for (const widget of widgets.all) {
      expect(wordsIn(widget)).to.contain('Updated 1 hour ago.');
      expect(states(widget)).to.deep.equal(['stale']);
    }
    expect(readInvoice(widgets.forecast).total).to.equal(TOTAL);
    await clock.settle(widgets);
    expectNothingSaid(widgets, NEXT_TOTAL);
  });

  /** As well as can be; what is polled says so. */
  function expectNothingSaid(widgets: Widgets, total: string): void {
    expectWell(widgets, total);
    expect(wordsIn(widgets.forecast)).to.contain('live');
  }

  for (const [how, skewMs] of [
    ['27 years slow', Date.UTC(1999, 10, 22) - Date.UTC(2026, 10, 22)],
    ['ten years fast', Date.UTC(2036, 10, 22) - Date.UTC(2026, 10, 22)],
  ] as const) {
    it(`clock skew, ${how}: prices and ages are the same`, async () => {
      world.clock += skewMs;
      const widgets = await openWell();
      await endpoint.become({ account: { status: 403 } });
      widgets.scope.reload();
      await clock.settle(widgets);
      expectLastGood(widgets, 'You are not allowed to see this billing data.');
      world.clock -= skewMs;
    });
  }

  it('clock skew, set back while the page is open: an age is never below nothing', async () => {
    const widgets = await openWell();
    world.clock -= 24 * 60 * MINUTE_MS;
    await endpoint.become({ account: { status: 403 } });
    widgets.scope.reload();
    await clock.settle(widgets);
    expectLastGood(widgets, 'You are not allowed to see this billing data.', 'now');
  });

  describe('of the stream', () => {
    const message = (account: object) => `event: account\ndata: ${JSON.stringify(exampleAccount(account))}\n\n`;

    /** The address of a stream is from the root: safe addresses are. */
    function live(account: object): object {
      return { ...account, live: { url: new URL(`${endpoint.url}/live`).pathname } };
    }

    async function openLive(): Promise<Widgets> {
      await endpoint.become({
        catalog: answering(exampleCatalog()),
        account: answering(exampleAccount(live(LAST_GOOD))),
        live: { manner: 'stream' },
      });
      const widgets = put();
      await settled(widgets);
      await until(() => widgets.all.every(({ snapshot }) => snapshot.live));
      await clock.settle(widgets);
      expectNothingSaid(widgets, TOTAL);
      return widgets;
    }

    async function shows(widgets: Widgets, total: string): Promise<void> {
      await until(() => readInvoice(widgets.forecast).total === total);
      await clock.settle(widgets);
    }

    it('cut in mid-message: what came whole stays, half a message changes nothing, and a load brings the rest', async () => {
      const widgets = await openLive();
      await endpoint.send(message(live(NEXT)));
      await shows(widgets, NEXT_TOTAL);
      const later = live({ ...NEXT, revision: 3, usage: { calls: { quantity: '10000' }, editors: { quantity: '5' } } });
      await endpoint.cut(message(later).slice(0, 200));
      await until(() => widgets.all.every(({ snapshot }) => !snapshot.live));
      await clock.settle(widgets);
      expectWell(widgets, NEXT_TOTAL);
      expect(wordsIn(widgets.forecast)).not.to.contain('live');

      await endpoint.become({ account: answering(exampleAccount(later)) });
      world.pass(37_500);
      await shows(widgets, '260.00');
      await until(() => widgets.all.every(({ snapshot }) => snapshot.live));
      await clock.settle(widgets);
      expectNothingSaid(widgets, '260.00');
      expect(errors).to.have.length(0);
    });

    it('revision going backwards: is passed over, and what is newer stays', async () => {
      const widgets = await openLive();
      await endpoint.send(message(live(NEXT)));
      await shows(widgets, NEXT_TOTAL);
      const old = live({ ...LAST_GOOD, usage: { calls: { quantity: '1' }, editors: { quantity: '1' } } });
      // Once the stream has ended, all that it brought was read.
      await endpoint.end(message(old));
      await until(() => widgets.all.every(({ snapshot }) => !snapshot.live));
      await clock.settle(widgets);
      expectWell(widgets, NEXT_TOTAL);
      expect(errors).to.have.length(0);
    });

    it('something else than an account: is told beside the last good data, until the next message', async () => {
      const widgets = await openLive();
      world.pass(MINUTE_MS / 2);
      await endpoint.send('event: account\ndata: <title>Down</title>\n\n');
      await until(() => widgets.all.every((widget) => widget.matches(':state(stale)')));
      await clock.settle(widgets);
      expectLastGood(widgets, 'The billing service answered with something that is not billing data.', 'now');
      await endpoint.send(message(live(NEXT)));
      await shows(widgets, NEXT_TOTAL);
      expectNothingSaid(widgets, NEXT_TOTAL);
    });

    for (const [what, behaviour] of [
      ['refused', { manner: 'refuse' }],
      ['403', { status: 403 }],
      ['404', { status: 404 }],
      ['500', { status: 500 }],
      ['HTML instead of events', { body: '<title>Down</title>', headers: { 'content-type': 'text/html' } }],
    ] as readonly (readonly [string, Behaviour])[]) {
      it(`${what}: shows the account as loaded, and does not call it live`, async () => {
        await endpoint.become({
          catalog: answering(exampleCatalog()),
          account: answering(exampleAccount(live(LAST_GOOD))),
          live: behaviour,
        });
        const widgets = put();
        await settled(widgets);
        let log: readonly string[];
        do log = await endpoint.log();
        while (!log.includes('live Bearer secret'));
        await until(() => world.timers.includes(37_500));
        await clock.settle(widgets);
        expectWell(widgets, TOTAL);
        expect(widgets.all.map(({ snapshot }) => snapshot.live)).to.deep.equal([false, false, false]);
        expect(errors).to.have.length(0);
      });
    }

    it('silent for longer than a minute: is taken for dead, and opened again', async () => {
      const widgets = await openLive();
      world.pass(MINUTE_MS);
      await until(() => widgets.all.every(({ snapshot }) => !snapshot.live));
      await clock.settle(widgets);
      expectWell(widgets, TOTAL);
      world.pass(37_500);
      await until(() => widgets.all.every(({ snapshot }) => snapshot.live));
      await clock.settle(widgets);
      expectNothingSaid(widgets, TOTAL);
    });
  });
});
