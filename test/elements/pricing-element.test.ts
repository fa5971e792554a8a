import { expect } from 'chai';
import { RequestError } from '../../src/client/request-error.ts';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Account } from '../../src/engine/facts/account.ts';
import type { Catalog } from '../../src/engine/facts/catalog.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { withQuantity } from '../../src/engine/usage/scenario.ts';
import type { PricingErrorEvent } from '../../src/elements/events.ts';
import { pageClient } from '../../src/elements/page-client.ts';
import { createPricingStore } from '../../src/store/pricing-store.ts';
import { violationsIn } from '../support/axe.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';
import { FakeResource } from '../support/fake-resource.ts';
import { fixture, removeFixtures } from '../support/fixture.ts';
import type { ProbeWidget } from '../support/probe-widget.ts';
import '../support/probe-widget.ts';
import { pseudoLanguage } from '../../demo/messages/pseudo.ts';
import { until } from '../support/until.ts';

const STATES = ['loading', 'failed', 'stale', 'offline', 'over-limit', 'blocked', 'unpriceable'];
const statesOf = (widget: Element) => STATES.filter((state) => widget.matches(`:state(${state})`));
const serverError = () => new RequestError('server', 'https://x.test/account', { status: 500 });
const calls = (quantity: number) => withQuantity('calls', new Decimal(quantity), 'exactly');

/** A widget whose facts the test moves. */
async function setUp(markup = '<probe-widget></probe-widget>') {
  const place = fixture(markup);
  const catalog = new FakeResource<Catalog>(parseCatalog(exampleCatalog()));
  const account = new FakeResource<Account>(parseAccount(exampleAccount()));
  const widgets = [...place.querySelectorAll('probe-widget')];
  const store = createPricingStore({ catalog, account });
  for (const element of place.querySelectorAll('pb-pricing, :not(pb-pricing) > probe-widget')) {
    (element as ProbeWidget).store = store;
  }
  const settled = async () => {
    for (const widget of widgets) while (!(await widget.updateComplete));
  };
  await settled();
  return { place, catalog, account, store, widgets, widget: widgets[0]!, settled };
}

const buttonIn = (widget: ProbeWidget) => widget.shadowRoot!.querySelector('button')!;
const alertsIn = (widgets: readonly ProbeWidget[]) =>
  widgets.flatMap((widget) => [...widget.shadowRoot!.querySelectorAll('[role=alert]')]);

describe('PricingElement', () => {
  afterEach(removeFixtures);

  it('takes an address as a URL, and its own words where there are no others', async () => {
    const place = fixture('<probe-widget></probe-widget>');
    const widget = place.querySelector('probe-widget')!;
    const text = (document: unknown) => `data:application/json,${encodeURIComponent(JSON.stringify(document))}`;
    Object.assign(widget, {
      catalogUrl: new URL(text(exampleCatalog())),
      accountUrl: new URL(text(exampleAccount())),
      messages: '{"as_of":"asked for, and not parsed"}',
    });
    await until(() => widget.snapshot.status === 'ready' && !widget.isUpdatePending);
    expect(widget.words).to.match(/^as of /);
  });

  for (const [name, value] of Object.entries({ store: {}, refresh: Symbol('often'), endpoint: Object.create(null) })) {
    it(`shows a failure where the page sets a ${name} that is none, and tells it`, async () => {
      const { widget, settled } = await setUp();
      const errors: Error[] = [];
      widget.addEventListener('pb-error', (event) => errors.push(event.error));
      Object.assign(widget, { store: null, catalog: exampleCatalog(), [name]: value });
      await settled();
      expect(statesOf(widget)).to.deep.equal(['failed']);
      expect(widget.words).to.equal('This cannot be shown because of an error in this widget. Try again');
      expect(errors.map(({ name: kind }) => kind)).to.deep.equal(['TypeError']);
      Object.assign(widget, { store: null, refresh: 0, endpoint: null });
      await settled();
      expect(statesOf(widget)).to.deep.equal([]);
    });
  }

  it('shows a skeleton until there are facts, then the facts', async () => {
    const { account, widget, settled } = await setUp();
    account.set({ value: undefined, loading: true });
    await settled();
    expect(statesOf(widget)).to.deep.equal(['loading']);
    expect(widget.words).to.equal('Loading …');
    expect(await violationsIn(widget)).to.deep.equal([]);
    account.set({ value: parseAccount(exampleAccount()), loading: false });
    await settled();
    expect(statesOf(widget)).to.deep.equal([]);
    expect(widget.total).to.match(/^\$\d+\.\d\d$/);
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('gives the skeleton the shape of the last known facts', async () => {
    const { account, widget, settled } = await setUp();
    account.set({ value: undefined });
    await settled();
    // A platform fee, calls and editors.
    expect(widget.shadowRoot!.querySelectorAll('.skeleton > *')).to.have.length(3);
  });

  it('says why there is nothing to show, and tries again when asked to', async () => {
    const { account, widget, settled } = await setUp();
    account.set({ value: undefined, problem: serverError() });
    await settled();
    expect(statesOf(widget)).to.deep.equal(['failed']);
    expect(widget.words).to.equal('The billing service has a problem. Try again');
    expect(alertsIn([widget]).map(({ textContent }) => textContent?.trim())).to.deep.equal([
      'The billing service has a problem.',
    ]);
    expect(await violationsIn(widget)).to.deep.equal([]);
    const button = buttonIn(widget);
    button.focus();
    button.click();
    expect(account.refreshes).to.equal(1);
    account.set({ problem: new RequestError('timeout', 'https://x.test/account') });
    await settled();
    expect(widget.words).to.contain('did not answer in time');
    expect(widget.shadowRoot!.activeElement, 'the button keeps the focus').to.equal(button);
  });

  it('raises one alert per failure, whoever shows it', async () => {
    const { account, widgets, settled } = await setUp(
      '<pb-pricing><probe-widget></probe-widget><probe-widget hidden></probe-widget><probe-widget></probe-widget></pb-pricing>',
    );
    account.set({ value: undefined, problem: serverError() });
    await settled();
    await settled();
    expect(widgets.map((widget) => statesOf(widget).join())).to.deep.equal(['failed', 'failed', 'failed']);
    expect(alertsIn(widgets)).to.have.length(1);
    widgets[0]!.hidden = true;
    account.set({ problem: serverError() });
    await settled();
    await settled();
    expect(alertsIn(widgets), 'the first that can be seen').to.deep.equal(alertsIn([widgets[2]!]));
    expect(alertsIn(widgets)).to.have.length(1);
  });

  it('dispatches one pb-error per failure', async () => {
    const { account, widget, settled } = await setUp();
    const errors: Error[] = [];
    widget.addEventListener('pb-error', ({ error }: PricingErrorEvent) => errors.push(error));
    const [first, second] = [serverError(), serverError()];
    account.set({ problem: first, stale: true });
    await settled();
    account.set({ loading: true });
    await settled();
    account.set({ problem: second, loading: false });
    await settled();
    expect(errors).to.deep.equal([first, second]);
  });

  it('tells a failure once, also where several were given one store', async () => {
    const { place, account, settled } = await setUp('<probe-widget></probe-widget>'.repeat(3));
    const errors: Error[] = [];
    place.addEventListener('pb-error', ({ error }: PricingErrorEvent) => errors.push(error));
    const [first, second] = [serverError(), serverError()];
    for (const problem of [first, null, first, second]) {
      account.set({ problem });
      await settled();
    }
    expect(errors).to.deep.equal([first, first, second]);
  });

  it('keeps the last facts when a refresh fails, and says how old they are and why', async () => {
    const { account, widget, settled } = await setUp();
    const { total } = widget;
    account.set({ problem: serverError(), stale: true, receivedAt: Date.now() - 25 * 60_000 });
    await settled();
    expect(statesOf(widget)).to.deep.equal(['stale']);
    expect(widget.total).to.equal(total);
    expect(widget.words).to.contain('Updated 25 minutes ago; could not refresh. The billing service has a problem.');
    expect(widget.shadowRoot!.querySelector('[role=status]')!.textContent).to.contain('25 minutes ago');
    expect(await violationsIn(widget)).to.deep.equal([]);
    buttonIn(widget).click();
    expect(account.refreshes).to.equal(1);
  });

  it('counts no minutes once it has left the page, whatever still changes it', async () => {
    const { account, widget, settled } = await setUp('<probe-widget></probe-widget><probe-widget></probe-widget>');
    account.set({ problem: serverError(), stale: true });
    await settled();
    widget.remove();
    widget.requestUpdate();
    const { setTimeout: original } = window;
    const waits: unknown[] = [];
    window.setTimeout = ((...timer: Parameters<typeof original>) => {
      waits.push(timer[1]);
      return original.apply(window, timer);
    }) as typeof original;
    await widget.updateComplete;
    window.setTimeout = original;
    expect(waits).to.deep.equal([]);
  });

  it('keeps the focus when trying again has helped', async () => {
    const { account, widget, settled } = await setUp();
    account.set({ problem: serverError(), stale: true });
    await settled();
    buttonIn(widget).focus();
    account.set({ loading: true });
    await settled();
    expect(widget.shadowRoot!.activeElement).to.equal(buttonIn(widget));
    account.set({ problem: null, stale: false, loading: false });
    await settled();
    expect(widget.shadowRoot!.activeElement).to.equal(widget.shadowRoot!.querySelector('.frame'));
  });

  it('says that the visitor is offline', async () => {
    const { account, widget, settled } = await setUp();
    account.set({ offline: true, stale: true, receivedAt: Date.now() - 90 * 60_000 });
    await settled();
    expect(statesOf(widget)).to.deep.equal(['stale', 'offline']);
    expect(widget.words).to.contain('You are offline. Updated 1 hour ago.');
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  it('says as of when the facts are, and whether they are live', async () => {
    const { account, widget, settled } = await setUp();
    // By the clock of whoever runs this, as for any visitor.
    const time = new Date('2026-11-22T09:00:00Z').toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
    expect(widget.words.replace(/\s/g, ' ')).to.match(new RegExp(`^as of .*${time.replace(/\s/g, ' ')}`));
    account.set({ live: true });
    await settled();
    expect(widget.words.replace(/\s/g, ' ')).to.match(new RegExp(`^as of .*${time.replace(/\s/g, ' ')}, live`));
  });

  it('says that it has no price where a sum would be wrong', async () => {
    const { account, widget, settled } = await setUp();
    account.set({ value: parseAccount(exampleAccount({ usage: { calls: { quantity: '1' } } })) });
    await settled();
    expect(statesOf(widget)).to.deep.equal(['unpriceable']);
    expect(widget.words).to.contain('Editors: usage is not reported');
    expect(widget.total).to.equal('');
  });

  it('shows states of limits, and of credits that stop usage', async () => {
    const { account, widget, settled } = await setUp();
    const limit = (effect: string) =>
      account.set({
        value: parseAccount(exampleAccount({ limits: [{ meter: 'calls', quantity: '5000', effect }] })),
      });
    limit('notify');
    await settled();
    expect(statesOf(widget)).to.deep.equal(['over-limit']);
    limit('block');
    await settled();
    expect(statesOf(widget)).to.deep.equal(['blocked']);
    const credits = [{ id: 'prepaid', unit: 'USD', balance: '10', charges: ['calls'], when_empty: 'block' }];
    account.set({ value: parseAccount(exampleAccount({ credits })) });
    await settled();
    expect(statesOf(widget)).to.deep.equal(['blocked']);
  });

  it("survives a widget's own mistake, reports it once, and recovers", async () => {
    const { account, widget, settled } = await setUp();
    const errors: Error[] = [];
    widget.addEventListener('pb-error', ({ error }: PricingErrorEvent) => errors.push(error));
    widget.mistake = new Error('ours');
    account.set({ loading: true });
    await settled();
    account.set({ loading: false });
    await settled();
    expect(statesOf(widget)).to.deep.equal(['failed']);
    expect(widget.words).to.contain('an error in this widget');
    expect(errors).to.deep.equal([widget.mistake]);
    widget.mistake = null;
    buttonIn(widget).click();
    await settled();
    expect(statesOf(widget)).to.deep.equal([]);
  });

  it('gives back what a what-if has replaced', async () => {
    const { widget, settled } = await setUp();
    const { total } = widget;
    widget.move(calls(50_000));
    await settled();
    expect(widget.total).to.equal('$660.00');
    widget.letGo();
    await settled();
    expect(widget.total).to.equal(total);
  });

  it('has slots for the words of the page', async () => {
    const { account, widget, settled } = await setUp(
      '<probe-widget><p slot="loading">wait</p><p slot="error">sorry</p><p slot="footer">foot</p><a slot="action" href="#">act</a></probe-widget>',
    );
    const shown = () =>
      [...widget.querySelectorAll('[slot]')].filter((child) => child.checkVisibility()).map(({ slot }) => slot);
    expect(shown()).to.deep.equal(['footer', 'action']);
    account.set({ value: undefined });
    await settled();
    expect(shown()).to.deep.equal(['loading', 'footer', 'action']);
    account.set({ problem: serverError() });
    await settled();
    expect(shown()).to.deep.equal(['error', 'footer', 'action']);
  });

  it("hides the page's own content as soon as it is there", async () => {
    const { widget } = await setUp('<probe-widget><p>Your bill is in your mail.</p></probe-widget>');
    expect(widget.querySelector('p')!.checkVisibility()).to.equal(false);
  });

  it('needs no address where the page brings the documents', async () => {
    const place = fixture(
      `<probe-widget><script type="application/json">${JSON.stringify({ catalog: exampleCatalog() })}</script></probe-widget>
       <probe-widget></probe-widget>`,
    );
    const [inline, properties] = place.querySelectorAll('probe-widget');
    properties!.catalog = exampleCatalog();
    properties!.account = exampleAccount();
    await until(() => inline!.total !== '' && properties!.total !== '');
    // From scratch at the first example, on Starter: 10 + 1,000 × 0.02.
    expect(inline!.total).to.equal('$30.00');
    expect(properties!.total).not.to.equal('$30.00');
    properties!.account = null;
    await until(() => properties!.total === '$30.00');
  });

  it('waits for the rest of what stands inside it, where the page is still being read', async () => {
    Object.defineProperty(document, 'readyState', { value: 'loading', configurable: true });
    const place = fixture('<probe-widget><script type="application/json">{"catalog": {</script></probe-widget>');
    const widget = place.querySelector('probe-widget')!;
    await widget.updateComplete;
    expect(statesOf(widget)).to.deep.equal(['loading']);
    widget.querySelector('script')!.textContent = JSON.stringify({ catalog: exampleCatalog() });
    Reflect.deleteProperty(document, 'readyState');
    document.dispatchEvent(new Event('DOMContentLoaded'));
    await until(() => widget.total === '$30.00');
  });

  it('keeps no token that it is given out of the page, but the last, for when it returns', async () => {
    const place = fixture('<probe-widget></probe-widget>');
    const widget = place.querySelector('probe-widget')!;
    Object.assign(widget, { catalog: exampleCatalog(), accountUrl: 'data:,x' });
    await widget.updateComplete;
    widget.remove();
    const tokens: unknown[] = [];
    const { account } = pageClient;
    pageClient.account = (source) => {
      tokens.push(source.token);
      return account(source);
    };
    for (const token of ['first', 'second', 'third']) {
      widget.token = token;
      await widget.updateComplete;
    }
    expect(tokens).to.deep.equal([]);
    place.append(widget);
    pageClient.account = account;
    expect(tokens).to.deep.equal(['third']);
  });

  it('takes a source in the order: store, documents, address, inline, scope', async () => {
    const inline = `<script type="application/json">${JSON.stringify({ catalog: exampleCatalog() })}</script>`;
    const { place, store, widget, settled } = await setUp(
      `<pb-pricing><probe-widget catalog-url="data:,x">${inline}</probe-widget></pb-pricing>`,
    );
    const scope = place.querySelector('pb-pricing')!;
    expect(scope.snapshot.status).to.equal('ready');
    // The address, which is none that brings anything, goes before what is inline.
    await until(() => widget.snapshot.status === 'failed');
    widget.catalog = exampleCatalog();
    await until(() => widget.total === '$30.00');
    widget.store = store;
    await settled();
    expect(widget.snapshot).to.equal(store.snapshot);
    widget.store = null;
    widget.catalog = undefined;
    widget.catalogUrl = null;
    await until(() => widget.total === '$30.00');
    widget.querySelector('script')!.remove();
    widget.remove();
    scope.append(widget);
    await settled();
    expect(widget.snapshot).to.equal(scope.snapshot);
  });

  it('says in words that a document is refused, and where', async () => {
    const place = fixture(
      '<probe-widget></probe-widget><probe-widget><script type="application/json">{oops</script></probe-widget>',
    );
    const [refused, garbled] = place.querySelectorAll('probe-widget');
    refused!.catalog = { ...exampleCatalog(), currency: 'dollars' };
    await until(() => [refused!, garbled!].every((widget) => statesOf(widget).join() === 'failed'));
    expect(refused!.words).to.contain('price list').and.to.contain('currency');
    expect(garbled!.words).to.contain('in this page');
  });

  it('prices from scratch where the account is null, not where it is empty', async () => {
    const { widget, settled } = await setUp();
    Object.assign(widget, { store: null, catalog: exampleCatalog(), account: null });
    await settled();
    expect(widget.total).to.equal('$30.00');
    for (const account of ['', false, 0]) {
      widget.account = account;
      await settled();
      expect(widget.words).to.contain('The account cannot be read');
    }
  });

  it('shows no prices from scratch in the place of an account inside that is refused', async () => {
    const inline = `<script type="application/json">{"account": {"version": 1}}</script>`;
    const { widget, settled } = await setUp(`<probe-widget>${inline}</probe-widget>`);
    Object.assign(widget, { store: null, catalog: exampleCatalog() });
    await settled();
    expect(widget.words).to.contain('The account cannot be read');
  });

  it('says that the page names no source, and to its author what would be one', async () => {
    const place = fixture('<probe-widget></probe-widget>');
    const widget = place.querySelector('probe-widget')!;
    const errors: Error[] = [];
    widget.addEventListener('pb-error', ({ error }: PricingErrorEvent) => errors.push(error));
    await until(() => statesOf(widget).join() === 'failed');
    expect(widget.words).to.contain('does not say where it comes from');
    expect(errors.map(({ message }) => message)).to.deep.equal([
      'no catalog: give endpoint, catalog-url, catalog, store or a script with "catalog", here or to a <pb-pricing> around',
    ]);
    expect(await violationsIn(widget)).to.deep.equal([]);
  });

  describe('language', () => {
    it('is that of locale, else of the nearest lang, and follows both', async () => {
      const { place, widget, settled } = await setUp('<div lang="de"><probe-widget></probe-widget></div>');
      expect(widget.total).to.contain(',');
      place.querySelector('div')!.lang = 'ar-EG';
      await until(() => /[٠-٩]/.test(widget.total));
      widget.locale = 'en';
      await settled();
      expect(widget.total).to.match(/^\$\d+\.\d\d$/);
    });

    it('sees a lang outside the shadow root it stands in', async () => {
      const { place, widget } = await setUp();
      const host = document.createElement('div');
      host.lang = 'de';
      host.attachShadow({ mode: 'open' }).append(widget);
      place.append(host);
      await until(() => widget.total.includes(','));
      host.lang = 'en';
      await until(() => widget.total.includes('.'));
    });

    it('runs as the nearest dir says, or the locale where one is given', async () => {
      const { place, widget, settled } = await setUp('<div dir="rtl"><probe-widget></probe-widget></div>');
      const frame = widget.shadowRoot!.querySelector('.frame')!;
      expect(frame.getAttribute('dir')).to.equal('rtl');
      place.querySelector('div')!.dir = 'ltr';
      await until(() => frame.getAttribute('dir') === 'ltr');
      widget.locale = 'he';
      await settled();
      expect(frame.getAttribute('dir')).to.equal('rtl');
    });

    it('leaves no English word in any state, once every message is replaced', async () => {
      const { account, widget, settled } = await setUp();
      widget.messages = pseudoLanguage('rtl');
      widget.locale = 'he';
      // The price list's own names stay.
      const words = () => widget.words.replace('Editors', '');
      for (const change of [
        {},
        { stale: true, problem: serverError() },
        { stale: true, offline: true, problem: null },
        { stale: false, offline: false, value: parseAccount(exampleAccount({ usage: { calls: { quantity: '1' } } })) },
        { value: undefined },
        { problem: serverError() },
      ]) {
        account.set(change);
        await settled();
        expect(words(), JSON.stringify(change)).not.to.match(/[a-z]/i);
      }
      expect(widget.shadowRoot!.querySelector('.frame')!.getAttribute('lang')).to.equal('he');
    });
  });

  describe('look', () => {
    it('is light or dark as the page is, or as theme says', async () => {
      const { place, widget, settled } = await setUp();
      const background = () => getComputedStyle(widget.shadowRoot!.querySelector('.frame')!).backgroundColor;
      const light = background();
      place.style.colorScheme = 'dark';
      const dark = background();
      expect(dark).not.to.equal(light);
      widget.theme = 'light';
      await settled();
      expect(background()).to.equal(light);
      place.style.colorScheme = 'light';
      widget.theme = 'dark';
      await settled();
      expect(background()).to.equal(dark);
    });

    it('is of the colours that the page sets', async () => {
      const { place, widget } = await setUp();
      place.style.setProperty('--pb-color-background', 'rgb(1, 2, 3)');
      expect(getComputedStyle(widget.shadowRoot!.querySelector('.frame')!).backgroundColor).to.equal('rgb(1, 2, 3)');
    });

    it('is not bent by what the page sets on everything', async () => {
      const { place, widget } = await setUp();
      const style = document.createElement('style');
      style.textContent =
        '* { text-transform: uppercase; letter-spacing: 9px; line-height: 5; text-align: right; white-space: pre; }';
      place.append(style);
      const frame = getComputedStyle(widget.shadowRoot!.querySelector('.frame')!);
      expect([frame.textTransform, frame.letterSpacing, frame.textAlign, frame.whiteSpace]).to.deep.equal([
        'none',
        'normal',
        'start',
        'normal',
      ]);
    });

    for (const mode of ['vertical-rl', 'vertical-lr']) {
      it(`reads across in a page that reads downwards: ${mode}`, async () => {
        const { place, widget } = await setUp();
        place.style.cssText = `writing-mode:${mode};inline-size:400px`;
        const frame = widget.shadowRoot!.querySelector('.frame')!;
        expect(getComputedStyle(frame).writingMode).to.equal('horizontal-tb');
        expect(frame.getBoundingClientRect().width).to.be.above(240);
      });
    }
  });
});
