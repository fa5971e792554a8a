import { chromium } from 'playwright-core';
import { chromiumLaunchOptions } from '../../support/browser.mjs';
import type { Row } from '../row.ts';
import { dataToPainted } from './data-to-painted.ts';
import { scriptEvaluation } from './script-evaluation.ts';
import { startSite } from './site.ts';
import { sliderStep } from './slider-step.ts';

/** What a page pays for the script-tag file, in a real Chromium. */
export async function* browserRows(): AsyncGenerator<Row> {
  const site = await startSite();
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    yield await scriptEvaluation(browser, site);
    yield* await dataToPainted(browser, site);
    yield* await sliderStep(browser, site);
  } finally {
    await browser.close();
    site.close();
  }
}
