// npm run bench [-- --json]: how fast and how right, as ratios to what others do. Non-zero exit where a row is over its limit.
import { estimateRows } from './estimates.ts';
import { growthRows } from './growth.ts';
import { priceRows } from './prices.ts';
import type { Row, Rows } from './row.ts';

const FILES: readonly Rows[] = [priceRows, estimateRows, growthRows];

const isJson = process.argv.includes('--json');
const rows: Row[] = [];
for (const file of FILES) {
  for (const row of await file()) {
    rows.push(row);
    if (!isJson) console.log(line(row));
  }
}
const over = rows.filter(({ ratio, limit }) => !(ratio <= limit));
if (isJson) console.log(JSON.stringify(rows.map(({ name, ratio, limit }) => ({ name, ratio, limit }))));
else console.log(`${rows.length - over.length} of ${rows.length} within their limits`);
if (over.length > 0) process.exitCode = 1;

function line({ name, ratio, limit, note }: Row): string {
  const verdict = ratio <= limit ? 'ok  ' : 'OVER';
  const digits = Number.isInteger(ratio) ? 0 : ratio < 0.1 ? 4 : 2;
  return `${verdict} ${ratio.toFixed(digits).padStart(7)} ≤ ${String(limit).padEnd(5)} ${name}${note === undefined ? '' : ` (${note})`}`;
}
