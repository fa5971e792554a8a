/**
 * The built demo on strict, sandboxed and hostile pages: `npm run policies`. Every page has to show its widgets and let
 * itself be used without one violation, one message, or one request to anybody else. Runs the endpoint of
 * docs/endpoint.md besides, as a reader would, with a widget of another origin. Exits with 1 where anything is amiss.
 */
import { chromium, type Browser, type Frame, type Page } from 'playwright-core';
import { chromiumLaunchOptions } from '../support/browser.mjs';
import { type BuiltDemo, serveBuiltDemo } from './policies/built-demo.ts';
import { readEndpointExample, startEndpoint } from './policies/endpoint-example.ts';
import { HOSTILE_STYLES } from './policies/hostile-styles.ts';

const PATIENCE_MS = 30_000;
/** The browser logs each answer that is none, of which the gallery shows some; and what it thinks of our sandbox. */
const EXPECTED = /^(Failed to load resource|An iframe which has both allow-scripts and allow-same-origin)/;

let amiss = 0;

const demo = await serveBuiltDemo();
const browser = await chromium.launch(chromiumLaunchOptions());
try {
  for (const page of demo.pages) await look(`${page} under the strict policy`, page, use);
  for (const page of demo.pages) {
    await look(
      `${page} in a sandbox of its own origin`,
      `sandbox/allow-scripts+allow-same-origin+allow-modals/${page}`,
      use,
    );
  }
  await look('script-tag.html in a sandbox of no origin', 'sandbox/allow-scripts/script-tag.html', use);
  for (const [name, styles] of Object.entries(HOSTILE_STYLES)) {
    demo.styles = styles;
    await look(`billing.html with hostile styles: ${name}`, 'billing.html', seeAll);
  }
  demo.styles = '';
  await lookAtEndpoint();
} finally {
  await browser.close();
  demo.close();
}
console.log(amiss === 0 ? 'nothing amiss' : `${amiss} amiss`);
if (amiss > 0) process.exitCode = 1;

/** Opens a page, waits for its widgets, does something with them, and tells what happened. */
async function look(
  name: string,
  address: string,
  act: (frame: Frame, page: Page) => Promise<string[]>,
): Promise<void> {
  const page = await openPage(browser);
  const faults = watch(page, demo);
  await page.goto(`${demo.origin}/${address}`);
  const frame = page.frames().at(-1) as Frame;
  faults.push(...(await settle(frame)), ...(await act(frame, page)));
  for (const each of page.frames()) faults.push(...(await each.evaluate<string[]>('window.violations ?? []')));
  await page.context().close();
  tell(name, faults);
}

async function openPage(chrome: Browser): Promise<Page> {
  const context = await chrome.newContext({ viewport: { width: 1100, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.addInitScript(`
    window.violations = [];
    window.print = () => {};
    addEventListener('securitypolicyviolation', (event) => {
      violations.push('violation: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
    });
  `);
  return page;
}

/** Messages, errors and requests that should not be, as they come. */
function watch(page: Page, { origin }: Pick<BuiltDemo, 'origin'>): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (!EXPECTED.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    const isOurs = url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}`) || url === 'about:blank';
    if (!isOurs) faults.push(`request: ${url}`);
  });
  return faults;
}

/** Until every tag is defined and none loads; the answer says which never came that far. */
async function settle(frame: Frame): Promise<string[]> {
  const waiting = `[...document.querySelectorAll('pb-invoice-forecast, pb-usage-meter, pb-plan-comparison')]
    .filter((tag) => !tag.matches(':defined') || (tag.matches(':state(loading)') && !tag.closest('#skeleton')))
    .map((tag) => tag.localName)`;
  const isThere = `document.querySelector('pb-invoice-forecast, pb-usage-meter, pb-plan-comparison') || document.querySelector('h1')`;
  const deadline = performance.now() + PATIENCE_MS;
  let unready: string[] = ['the page'];
  while (unready.length > 0 && performance.now() < deadline) {
    await new Promise((done) => setTimeout(done, 200));
    unready =
      (await frame.evaluate(isThere).catch(() => null)) === null
        ? ['the page']
        : await frame.evaluate<string[]>(waiting);
  }
  return unready.map((tag) => `never ready: ${tag}`);
}

/** Presses what can be pressed in every widget: details, copies, print, sliders, choices. */
async function use(frame: Frame): Promise<string[]> {
  await frame.evaluate(`(async () => {
    const widgets = [...document.querySelectorAll('pb-invoice-forecast, pb-usage-meter, pb-plan-comparison')];
    for (const widget of widgets.slice(0, 12)) {
      for (const control of widget.shadowRoot.querySelectorAll('summary, button, input[type="radio"]')) control.click();
      await widget.updateComplete;
      for (const field of widget.shadowRoot.querySelectorAll('input[type="range"], pb-quantity-field')) {
        const range = field.shadowRoot?.querySelector('input') ?? field;
        range.value = range.max;
        range.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      }
      await widget.updateComplete;
    }
    await new Promise((done) => setTimeout(done, 600));
  })()`);
  return seeAll(frame);
}

/** Every widget has its words, in a box that can be seen, and every button of it is one. */
async function seeAll(frame: Frame): Promise<string[]> {
  return frame.evaluate<string[]>(`(() => {
    const faults = [];
    for (const widget of document.querySelectorAll('pb-invoice-forecast, pb-usage-meter, pb-plan-comparison')) {
      const frame = widget.shadowRoot?.querySelector('.frame');
      const { width = 0, height = 0 } = frame?.getBoundingClientRect() ?? {};
      if (!frame?.textContent.trim()) faults.push('blank: ' + widget.localName);
      else if (width < 100 || height < 20) faults.push('too small to see: ' + widget.localName + ' ' + width + ' × ' + height);
      for (const button of frame?.querySelectorAll('button, a[href], input') ?? []) {
        if (button.closest('details:not([open]), [hidden], dialog:not([open])')) continue;
        if (!button.checkVisibility()) faults.push('hidden: ' + widget.localName + ' ' + button.localName + ' ' + button.textContent.trim());
      }
    }
    return [...new Set(faults)];
  })()`);
}

/** The example of the documentation, run as it stands, asked by a page of another origin. */
async function lookAtEndpoint(): Promise<void> {
  const endpoint = await startEndpoint(readEndpointExample(), demo.origin);
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(`console: ${message.text()}`));
    await page.goto(`${demo.origin}/elsewhere`);
    const total = `document.querySelector('pb-invoice-forecast').shadowRoot.querySelector('[part~=total]')?.textContent`;
    await page.evaluate(`{
      const widget = document.createElement('pb-invoice-forecast');
      Object.assign(widget, { endpoint: '${endpoint.origin}', token: 'secret' });
      document.body.append(widget);
    }`);
    await page.waitForFunction(total, undefined, { timeout: PATIENCE_MS }).catch(() => faults.push('no total'));
    const isLive = `document.querySelector('pb-invoice-forecast').snapshot.live`;
    await page.waitForFunction(isLive, undefined, { timeout: PATIENCE_MS }).catch(() => faults.push('not live'));
    const revision = `document.querySelector('pb-invoice-forecast').snapshot.estimate.account.revision > 1`;
    await page.waitForFunction(revision, undefined, { timeout: PATIENCE_MS }).catch(() => faults.push('no update'));
    await context.close();
    tell('the endpoint of docs/endpoint.md, from another origin, with a token and live', faults);
  } finally {
    endpoint.stop();
  }
}

function tell(name: string, faults: readonly string[]): void {
  const found = [...new Set(faults)];
  amiss += found.length;
  console.log(`${found.length === 0 ? 'ok   ' : 'AMISS'} ${name}`);
  for (const fault of found.slice(0, 8)) console.log(`        ${fault.slice(0, 300)}`);
}
