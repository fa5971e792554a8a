import type { Browser, Page } from 'playwright-core';
import { median } from '../race.ts';
import type { Row } from '../row.ts';
import type { Documents, Painting } from './page/painting.ts';
import type { Picture } from './page/tree.ts';
import { benchDocuments, pageOf, type Site } from './site.ts';

const LOADS = 30;
const TAGS = ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison'];
const DAYS = 60;

declare const painting: Painting;

/**
 * From documents to a painted widget (read, checked, priced, forecast, rendered, laid out), against React, which is given
 * the finished elements and texts. Each load is a page of its own that has shown nothing before; both sides have waited for
 * their data as long as a near endpoint takes, in which a widget prepares itself. What one takes that has not waited stands
 * beside it.
 */
export async function dataToPainted(browser: Browser, site: Site): Promise<Row[]> {
  const documents = benchDocuments({ days: DAYS });
  const rows: Row[] = [];
  for (const tag of TAGS) rows.push(await rowOf(browser, site, tag, documents));
  return rows;
}

async function rowOf(browser: Browser, { origin }: Site, tag: string, documents: Documents): Promise<Row> {
  const open = async <Result>(use: (page: Page) => Promise<Result>): Promise<Result> => {
    const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-US' });
    const page = await context.newPage();
    await page.goto(origin + pageOf(['plainbill', 'painting']));
    const result = await use(page);
    await context.close();
    return result;
  };
  const given = [tag, documents] as const;
  const picture: Picture = await open((page) => page.evaluate((it) => painting.picture(...it), given));
  const runs = [
    () => open((page) => page.evaluate((it) => painting.widget(...it), given)),
    () => open((page) => page.evaluate((it) => painting.react(it), picture)),
    () => open((page) => page.evaluate((it) => painting.widgetAtOnce(...it), given)),
  ];
  const times: number[][] = runs.map(() => []);
  for (let load = 0; load < LOADS; load += 1) {
    for (const side of load % 2 === 0 ? [0, 1, 2] : [2, 1, 0]) times[side]!.push(await runs[side]!());
  }
  const [ours, theirs, atOnce] = times.map(median) as [number, number, number];
  return {
    name: `<${tag}> from data to painted ÷ React rendering the same elements and text`,
    ratio: ours / theirs,
    limit: 1,
    note: `${ours.toFixed(1)} ms against ${theirs.toFixed(1)} ms; ${(atOnce / theirs).toFixed(2)} where it is given them at once`,
  };
}
