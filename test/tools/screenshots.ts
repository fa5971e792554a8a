/**
 * Takes pictures of the demo's pages into reports/screenshots/, to be looked at: `npm run screenshots -- [filters]`.
 *
 *   --page billing        one page, or several with commas          default: all; the gallery state by state
 *   --state hard-cap      one state of the gallery, or several       default: all
 *   --widget usage-meter  in the gallery: this widget only
 *   --width 360           in px, or several                          default: 360,1280
 *   --scheme dark         light, dark, or both                       default: light,dark; the gallery light only
 *   --lang ar             languages; ar runs from right to left      default: en, and one pass in ar
 *   --forced              forced colours
 *   --selector CSS        only the first element that matches
 *   --now INSTANT         the demo's and the visitor's clock         default: 2026-11-22T13:05:00Z
 *
 * Exits with 1 where a page reported an error or a tag was never defined; the picture is taken all the same.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createServer } from 'vite';
import { chromiumLaunchOptions } from '../support/browser.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OUT = path.join(ROOT, 'reports/screenshots');
const PATIENCE_MS = 15_000;
const HEIGHT = 900;

const { values: asked } = parseArgs({
  options: {
    page: { type: 'string' },
    state: { type: 'string' },
    widget: { type: 'string' },
    width: { type: 'string' },
    scheme: { type: 'string' },
    lang: { type: 'string' },
    forced: { type: 'boolean', default: false },
    selector: { type: 'string' },
    now: { type: 'string', default: '2026-11-22T13:05:00Z' },
  },
});

/** One picture: a page's file, what is asked of it, and how it is looked at. */
interface Shot {
  readonly name: string;
  readonly file: string;
  readonly query: Readonly<Record<string, string>>;
  readonly view: View;
}

interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly lang: string;
}

const problems: string[] = [];
const server = await createServer({
  configFile: path.join(ROOT, 'vite.config.ts'),
  mode: 'demo',
  logLevel: 'error',
  // A cache of its own, and no reloads: files may change while pictures are taken.
  cacheDir: path.join(ROOT, 'node_modules/.cache/vite-screenshots'),
  server: { host: '127.0.0.1', port: 5310, hmr: false, watch: null },
});
await server.listen();
const origin = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:5310/';
const browser = await chromium.launch(chromiumLaunchOptions());
mkdirSync(OUT, { recursive: true });
try {
  const shots = await listShots(browser);
  for (const view of new Set(shots.map((shot) => JSON.stringify(shot.view)))) {
    const context = await openContext(browser, JSON.parse(view) as View);
    for (const shot of shots) if (JSON.stringify(shot.view) === view) await take(context, shot);
    await context.close();
  }
  console.log(`${shots.length} pictures in ${path.relative(process.cwd(), OUT) || '.'}`);
} finally {
  await browser.close();
  await server.close();
}
for (const problem of new Set(problems)) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

async function listShots(chrome: Browser): Promise<Shot[]> {
  const files = readdirSync(path.join(ROOT, 'demo')).filter((file) => file.endsWith('.html'));
  const wanted = listOf(asked.page) ?? (asked.state || asked.widget ? ['gallery'] : undefined);
  const pages = files.map((file) => file.replace('.html', '')).filter((page) => wanted?.includes(page) ?? true);
  if (pages.length === 0) throw new Error(`no such page: ${asked.page}`);
  const shots: Shot[] = [];
  for (const page of pages) {
    const file = `${page}.html`;
    if (page !== 'gallery') {
      shots.push(...viewsOf(false).map((view) => ({ name: page, file, query: {}, view })));
      continue;
    }
    const widget: Readonly<Record<string, string>> = asked.widget ? { widget: asked.widget } : {};
    const name = ['gallery', asked.widget].filter(Boolean).join('-');
    for (const state of listOf(asked.state) ?? (await galleryStates(chrome))) {
      const query = { state, ...widget };
      shots.push(...viewsOf(true).map((view) => ({ name: `${name}-${state}`, file, query, view })));
    }
  }
  return shots;
}

/** Every combination that was asked for; a pass in Arabic comes on top where no language was. */
function viewsOf(isGallery: boolean): View[] {
  const widths = (listOf(asked.width) ?? ['360', '1280']).map(Number);
  const schemes = (listOf(asked.scheme) ?? (isGallery ? ['light'] : ['light', 'dark'])) as View['scheme'][];
  const languages = listOf(asked.lang) ?? ['en'];
  const views = languages.flatMap((lang) =>
    widths.flatMap((width) => schemes.map((scheme) => ({ width, scheme, lang }) as const)),
  );
  const isWhole = !asked.lang && !isGallery && !asked.scheme;
  return isWhole ? [...views, ...widths.map((width) => ({ width, scheme: 'light', lang: 'ar' }) as const)] : views;
}

async function galleryStates(chrome: Browser): Promise<string[]> {
  const context = await openContext(chrome, { width: 1280, scheme: 'light', lang: 'en' });
  const page = await context.newPage();
  await page.goto(address('gallery.html', {}));
  await page.locator('section.state').first().waitFor({ timeout: PATIENCE_MS });
  const ids = await page.locator('section.state').evaluateAll((sections) => sections.map(({ id }) => id));
  await context.close();
  return ids;
}

async function openContext(chrome: Browser, { width, scheme }: View): Promise<BrowserContext> {
  const context = await chrome.newContext({
    viewport: { width, height: HEIGHT },
    colorScheme: scheme,
    forcedColors: asked.forced ? 'active' : 'none',
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  // The visitor's clock is the demo's, on whatever day the picture is taken.
  await context.addInitScript((now) => {
    const clock = Date.now;
    const ahead = Date.parse(now) - clock();
    Date.now = () => clock() + ahead;
  }, asked.now);
  return context;
}

async function take(context: BrowserContext, { name, file, query, view }: Shot): Promise<void> {
  const { width, scheme, lang } = view;
  const picture = [name, width, scheme, lang, asked.forced && 'forced'].filter(Boolean).join('-');
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
  // A failing endpoint is a state of its own, and the browser logs each of its answers.
  page.on('console', (message) => {
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) {
      problems.push(`${name}: ${message.text()}`);
    }
  });
  await page.goto(address(file, { ...query, ...(lang !== 'en' && { lang }) }));
  const unready = await settle(page, query.state === 'skeleton');
  if (unready) problems.push(`${picture}: ${unready}`);
  // What these are named for comes about only after all is well.
  if (query.state === 'offline') await context.setOffline(true);
  if (query.state === 'offline' || query.state === 'stale') {
    await page
      .locator(`pb-plan-comparison:state(${query.state}), pb-usage-meter:state(${query.state})`)
      .first()
      .waitFor();
  }
  const target = path.join(OUT, `${picture}.png`);
  if (asked.selector) await page.locator(asked.selector).first().screenshot({ path: target });
  else await page.screenshot({ path: target, fullPage: true });
  await context.setOffline(false);
  await page.close();
}

function address(file: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(file, origin);
  url.search = new URLSearchParams({ now: asked.now, ...query }).toString();
  return url.href;
}

/** Waits until every widget shows something final. The answer names the tags that are not there yet. */
async function settle(page: Page, isLoadingForever: boolean): Promise<string> {
  // Without inner functions of its own name: what tsx adds to them is not known in the page.
  const waiting = (loadingIsFine: boolean) => {
    const unready = new Set<string>();
    for (const tag of document.querySelectorAll('*')) {
      if (!tag.localName.startsWith('pb-')) continue;
      if (!tag.matches(':defined') || (!loadingIsFine && tag.matches(':state(loading)'))) unready.add(tag.localName);
    }
    if (document.querySelector('#states:empty, .state:not(:has(pb-pricing))')) unready.add('the state');
    return [...unready].join(', ');
  };
  const deadline = performance.now() + PATIENCE_MS;
  let unready = await page.evaluate(waiting, isLoadingForever);
  while (unready && performance.now() < deadline) {
    await page.waitForTimeout(100);
    unready = await page.evaluate(waiting, isLoadingForever);
  }
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  // Charts draw themselves once they know how wide they are, and the costly ones once they are near the screen.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = HEIGHT; top < height; top += HEIGHT) {
    await page.evaluate((y) => scrollTo(0, y), top);
    await page.waitForTimeout(250);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(750);
  return unready && `not ready: ${unready}`;
}

function listOf(text: string | undefined): string[] | undefined {
  return text?.split(',').map((part) => part.trim());
}
