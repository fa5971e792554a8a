import { expect } from 'chai';
import { delay, http, HttpResponse } from 'msw';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import { MockEndpoint } from '../support/mock-endpoint.ts';
import { until } from '../support/until.ts';
import {
  openWidgets,
  readInvoice,
  settled,
  typeQuantity,
  WIDGET_TAGS,
  wordsIn,
  type Widgets,
} from '../support/widgets.ts';

const endpoint = new MockEndpoint();
let sources = 0;

/** The former owner: everything here can be told from what anybody else has. */
const ADA = exampleAccount({
  subscription: { plan: 'team', anchor: '2026-11-03', status: 'active', ends_at: '2026-12-24' },
  usage: {
    calls: { quantity: '83197', evidence_url: 'https://example.com/ada', provisional: '3119' },
    editors: { quantity: '4137', active: '3911' },
  },
  credits: [{ id: 'c', name: 'Credit of Ada', unit: 'USD', balance: '77.70', source: 'granted' }],
  discounts: [{ id: 'd', name: 'Discount of Ada', kind: 'percent', value: '7', scope: 'invoice' }],
  commitment: { amount: '991717.00', period: { start: '2026-10-01', end: '2027-01-01' }, counted: '1234.56' },
  limits: [{ id: 'l', meter: 'calls', quantity: '80808', effect: 'notify', set_by: 'customer' }],
  contact: 'mailto:ada@example.com',
  last_invoices: [],
});
const ADAS_TRACES =
  /Ada\b|\bada@|example\.com\/ada|83[,.]?197|3[,.]?119\b|4[,.]?137\b|3[,.]?911\b|77\.70|991[,.]?717|1[,.]?234\.56|80[,.]?808|80\.8K|Dec(ember)? 24/;

const BOB = exampleAccount({ usage: { calls: { quantity: '200' }, editors: { quantity: '1' } } });

/** An endpoint of this test alone, as documents are shared by address. */
function nextEndpoint(account: () => object = () => exampleAccount()): string {
  sources += 1;
  const base = `/source-${sources}`;
  endpoint.use(
    http.get(`*${base}/catalog`, () => HttpResponse.json(exampleCatalog())),
    http.get(`*${base}/account`, () => HttpResponse.json(account())),
    http.all('*', () => new HttpResponse(null, { status: 404 })),
  );
  return base;
}

const asked = () => endpoint.requests.map(({ url }) => url.replace(/.*\//, '')).sort();

describe('one source', () => {
  before(() => endpoint.start());
  after(() => endpoint.stop());
  afterEach(removeFixtures);

  it('is asked once for each document by three tags in a scope', async () => {
    await openWidgets(`endpoint="${nextEndpoint()}"`);
    expect(asked()).to.deep.equal(['account', 'catalog']);
  });

  it('is asked once for each document by three tags that stand alone', async () => {
    const base = nextEndpoint();
    const place = fixture(WIDGET_TAGS.map((tag) => `<${tag} endpoint="${base}"></${tag}>`).join(''));
    const all = WIDGET_TAGS.map((tag) => place.querySelector(tag)!);
    await settled({ all });
    expect(all.map(({ snapshot }) => snapshot.status)).to.deep.equal(['ready', 'ready', 'ready']);
    expect(asked()).to.deep.equal(['account', 'catalog']);
  });

  it('is not asked again when a widget moves in the page, and the what-if moves along', async () => {
    const base = nextEndpoint();
    const widgets = await openWidgets(`endpoint="${base}"`);
    const alone = fixture(`<pb-invoice-forecast locale="en-US" endpoint="${base}"></pb-invoice-forecast>`)
      .firstElementChild as Widgets['forecast'];
    await settled({ all: [alone] });
    const { scope, place, forecast, all } = widgets;
    typeQuantity(forecast, 'editors', '31');
    typeQuantity(alone, 'editors', '17');
    await settled({ all: [...all, alone] });
    const totals = [forecast, alone].map((one) => readInvoice(one).total);

    const elsewhere = fixture('<main></main>').firstElementChild!;
    scope.append(forecast);
    scope.prepend(scope.lastElementChild!);
    elsewhere.append(alone);
    elsewhere.append(scope);
    place.append(alone);
    await settled({ all: [...all, alone] });

    expect([forecast, alone].map((one) => readInvoice(one).total)).to.deep.equal(totals);
    const fields = [forecast, alone].map((one) => one.renderRoot.querySelector<HTMLInputElement>('#quantity-editors')!);
    expect(fields.map(({ value }) => value)).to.deep.equal(['31', '17']);
    expect(wordsIn(widgets.comparison)).to.contain('31 editors');
    expect(asked()).to.deep.equal(['account', 'catalog']);
  });

  describe('when the token changes', () => {
    type Answer = 'account' | 'forbidden' | 'never';

    /** The widgets as Ada sees and uses them; Bob's account is answered as it is said. */
    async function openAsAda(bobs: Answer) {
      const base = nextEndpoint();
      endpoint.use(
        http.get(`*${base}/catalog`, () => HttpResponse.json(exampleCatalog())),
        http.get(`*${base}/account`, async ({ request }) => {
          if (request.headers.get('authorization') === 'Bearer ada') return HttpResponse.json(ADA);
          if (bobs === 'never') await delay('infinite');
          return bobs === 'forbidden' ? new HttpResponse(null, { status: 403 }) : HttpResponse.json(BOB);
        }),
      );
      const widgets = await openWidgets(`endpoint="${base}"`, { token: 'ada' });
      for (const { renderRoot } of widgets.all) {
        for (const button of renderRoot.querySelectorAll<HTMLElement>('[aria-expanded=false]')) button.click();
      }
      await settled(widgets);
      return widgets;
    }

    /** All that is in the elements and in their shadow roots: text, attributes, and what fields hold. */
    function contentOf({ scope, all }: Widgets): string {
      return [scope, ...all]
        .map(({ shadowRoot }) => shadowRoot!)
        .flatMap((root) => [root.innerHTML, ...[...root.querySelectorAll('input')].map(({ value }) => value)])
        .join('\n')
        .replace(/<!--.*?-->/g, '');
    }

    /** From now on every content that the elements have, each time it changes. */
    function watch(widgets: Widgets): readonly string[] {
      const seen = [contentOf(widgets)];
      const observer = new MutationObserver(() => seen.push(contentOf(widgets)));
      for (const { shadowRoot } of [widgets.scope, ...widgets.all]) {
        observer.observe(shadowRoot!, { subtree: true, childList: true, characterData: true, attributes: true });
      }
      return seen;
    }

    async function changeToken(widgets: Widgets): Promise<readonly string[]> {
      widgets.scope.token = 'bob';
      // The update that takes the former account away is on its way: nothing is painted before.
      await widgets.scope.updateComplete;
      await Promise.all(widgets.all.map(({ updateComplete }) => updateComplete));
      return watch(widgets);
    }

    function expectNothingOfAda(contents: readonly string[]): void {
      const traces = contents.flatMap((content) => ADAS_TRACES.exec(content)?.[0] ?? []);
      expect(traces).to.deep.equal([]);
    }

    it('could see it: the former account is full of what must go', async () => {
      const widgets = await openAsAda('account');
      const content = contentOf(widgets);
      for (const trace of ['Credit of Ada', 'Discount of Ada', 'ada@', '83,197', '4,137', '77.70', '$991,717']) {
        expect(content).to.contain(trace);
      }
    });

    it('shows nothing of the former account, neither while the next one is on its way nor after', async () => {
      const widgets = await openAsAda('account');
      const contents = await changeToken(widgets);
      expect(widgets.all.map(({ snapshot }) => snapshot.status)).to.deep.equal(['loading', 'loading', 'loading']);
      await settled(widgets);
      expect(wordsIn(widgets.meter)).to.contain('200 calls');
      expect(contents.length).to.be.greaterThan(1);
      expectNothingOfAda([...contents, contentOf(widgets)]);
    });

    it('shows nothing of the former account where the next one is refused', async () => {
      const widgets = await openAsAda('forbidden');
      const contents = await changeToken(widgets);
      await settled(widgets);
      expect(wordsIn(widgets.forecast)).to.contain('You are not allowed to see this billing data.');
      expectNothingOfAda([...contents, contentOf(widgets)]);
    });

    it('shows nothing of the former account where the next one never comes', async () => {
      const widgets = await openAsAda('never');
      expectNothingOfAda(await changeToken(widgets));
    });

    it('says nothing of the former account, and waits for nothing that was asked of it', async () => {
      const widgets = await openAsAda('account');
      const { scope, place, forecast, meter } = widgets;
      let changes = 0;
      place.addEventListener('pb-scenario-change', () => (changes += 1));
      // A what-if is said aloud, with a total that rests on the account; a limit is asked for, and waited for.
      typeQuantity(forecast, 'editors', '42');
      await until(() => changes > 0);
      expect(scope.shadowRoot!.querySelector('[role=status]')!.textContent).to.match(/\d/);
      const send = meter.renderRoot.querySelector<HTMLElement>('[part=limit-form] > button')!;
      send.click();
      await settled(widgets);
      expect(wordsIn(meter)).to.contain('Waiting for the account to confirm it.');

      await changeToken(widgets);
      await settled(widgets);
      expect(scope.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('');
      expect(wordsIn(meter)).not.to.contain('Waiting for the account to confirm it.');
    });
  });
});
