import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { median } from '../race.ts';
import type { Row } from '../row.ts';
import { benchDocuments, pageOf, type Site } from './site.ts';

const ROUNDS = 11;
const STEPS = 15;
/** Two frames: a step is over before the next begins. */
const STEP_MS = 40;
/** Longer than a hand has to rest until a what-if counts as chosen. */
const REST_MS = 700;

const KEYS = { ArrowLeft: 37, ArrowRight: 39 } as const;
const TAGS = ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison'];
/** The forecast's for API calls, whatever else has a slider; or the bare one. */
const SLIDER = 'input[type=range]:is([aria-label="API calls"], [name=bare])';

const BARE = `<label>Quantity <input type="range" name="bare" max="36" value="18"></label><output>18</output>
<script>
  const output = document.querySelector('output');
  document.querySelector('input').addEventListener('input', ({ target }) => (output.value = target.value));
</script>`;

interface Side {
  readonly page: Page;
  readonly slider: Locator;
  readonly cdp: CDPSession;
}

/** What the main thread does in one step. */
interface Cost {
  readonly milliseconds: number;
  readonly layouts: number;
  readonly recalcs: number;
}

/**
 * One step of a slider by the keyboard, against a bare range whose value is written into an output by hand. The account
 * stands at the very beginning of its period, of which nobody knows anything yet: no futures are drawn, and everything else is priced and shown with each step.
 */
export async function sliderStep(browser: Browser, site: Site): Promise<Row[]> {
  const bare = await openPage(browser, site, [], BARE);
  const alone = await openPage(browser, site, ['plainbill'], widgetsOf(TAGS.slice(0, 1)));
  const all = await openPage(browser, site, ['plainbill'], widgetsOf(TAGS));
  const costs = new Map<Side, Cost[]>([bare, alone, all].map((side) => [side, []]));
  // The first rounds warm up.
  for (let round = -3; round < ROUNDS; round += 1) {
    for (const [side, found] of costs) {
      const cost = await costOf(side, round % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
      if (round >= 0) found.push(cost);
    }
  }
  await Promise.all([...costs.keys()].map(({ page }) => page.context().close()));
  const figure = (side: Side, name: keyof Cost) => median(costs.get(side)!.map((cost) => cost[name]));
  const times = [alone, bare].map((side) => figure(side, 'milliseconds')) as [number, number];
  return [
    {
      name: 'a step of the forecast’s slider ÷ a bare range and its output, on the main thread',
      ratio: times[0] / times[1],
      limit: 4,
      note: times.map((time) => `${time.toFixed(2)} ms`).join(' against '),
    },
    { name: 'layouts per slider step, three widgets', ratio: figure(all, 'layouts'), limit: 1 },
    { name: 'style recalculations per slider step, three widgets', ratio: figure(all, 'recalcs'), limit: 2 },
  ];
}

function widgetsOf(tags: readonly string[]): string {
  const documents = benchDocuments({ days: 0 });
  const account = { ...documents.account, as_of: '2026-10-31T23:00:00Z' };
  const json = JSON.stringify({ ...documents, account }).replaceAll('<', '\\u003c');
  const widgets = tags.map((tag) => `<${tag}></${tag}>`).join('');
  return `<pb-pricing><script type="application/json">${json}</script>${widgets}</pb-pricing>`;
}

async function openPage(browser: Browser, { origin }: Site, scripts: readonly string[], body: string): Promise<Side> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 3000 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(origin + pageOf(scripts, body));
  const slider = page.locator(SLIDER);
  await slider.focus();
  await slider.evaluate(start);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, slider, cdp };
}

/** In the page: to the middle, so that no step meets an end; and each step is counted. */
function start(slider: HTMLInputElement): void {
  slider.value = String(Number(slider.max) >> 1);
  slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  slider.addEventListener('input', () => (slider.dataset['steps'] = String(Number(slider.dataset['steps'] ?? 0) + 1)));
  const { snapshot } = document.querySelector<HTMLElement & { snapshot?: Snapshot }>('pb-invoice-forecast') ?? {};
  if (snapshot && snapshot.estimate?.forecast !== null) throw new Error('There are futures, or no estimate.');
}

interface Snapshot {
  readonly estimate?: { readonly forecast: unknown };
}

/** What so many steps cost, each. */
async function costOf({ page, slider, cdp }: Side, key: 'ArrowLeft' | 'ArrowRight'): Promise<Cost> {
  await page.bringToFront();
  await page.waitForTimeout(REST_MS);
  const stepsBefore = await stepsOf(slider);
  const before = await metricsOf(cdp);
  for (let step = 0; step < STEPS; step += 1) {
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: KEYS[key] });
    await page.waitForTimeout(STEP_MS);
  }
  const after = await metricsOf(cdp);
  const steps = (await stepsOf(slider)) - stepsBefore;
  if (steps !== STEPS) throw new Error(`The slider has moved ${steps} times, not ${STEPS}`);
  const each = (name: string) => ((after.get(name) ?? NaN) - (before.get(name) ?? NaN)) / STEPS;
  return { milliseconds: each('TaskDuration') * 1000, layouts: each('LayoutCount'), recalcs: each('RecalcStyleCount') };
}

async function stepsOf(slider: Locator): Promise<number> {
  return Number(await slider.getAttribute('data-steps'));
}

async function metricsOf(cdp: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}
