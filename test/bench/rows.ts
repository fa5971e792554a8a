// Run by run.ts, once per file of rows and each time in a process of its own: prints its rows as JSON, one a line.
import { estimateRows } from './estimates.ts';
import { forecastRows } from './forecast.ts';
import { growthRows } from './growth.ts';
import { priceRows } from './prices.ts';
import type { Rows } from './row.ts';

const FILES: Readonly<Record<string, Rows>> = {
  prices: priceRows,
  estimates: estimateRows,
  growth: growthRows,
  forecast: forecastRows,
};

const [wanted] = process.argv.slice(2);
if (wanted === undefined) console.log(Object.keys(FILES).join('\n'));
else for (const row of (await FILES[wanted]?.()) ?? []) console.log(JSON.stringify(row));
