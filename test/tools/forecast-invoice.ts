/**
 * Judges what customers see: daily series as the usage of a meter, priced on several kinds of plan, forecast through
 * documents, estimate and forecast, and compared with the invoice that came:
 *
 *     npm run forecast:invoice -- [--json] FILE…
 *
 * A series that was in the fit is judged by constants of a fold that it is not in, any other by those that ship.
 * Exits with 1 where a kind of plan misses its bars. The arithmetic is in src/engine/usage-forecast/README.md.
 */
import { judgedBy, readFolds } from './forecast/folds.ts';
import { groupBy } from './forecast/group-by.ts';
import { judgeInvoices } from './forecast/judge-invoice.ts';
import { scoreInvoices, shortcomings, type InvoiceScore } from './forecast/score-invoice.ts';
import { readSeries } from './forecast/series.ts';

const asJson = process.argv.includes('--json');
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (files.length === 0) throw new Error('usage: npm run forecast:invoice -- [--json] FILE…');

const folds = readFolds();
const list = readSeries(files).map((series) => ({ series, by: judgedBy(folds, series) }));
const judged = list.flatMap(({ series, by }) => judgeInvoices(series, by));
const fitted = list.filter(({ by }) => by.wasFitted).length;
const mode = fitted === list.length ? 'cross-validated' : fitted === 0 ? 'shipped' : 'mixed';
const scores = [...groupBy(judged, ({ kind }) => kind)].map(([kind, some]) => ({ kind, ...scoreInvoices(some) }));
const failed = scores.filter((score) => shortcomings(score).length > 0);

if (asJson) console.log(JSON.stringify({ mode, n: list.length, kinds: scores }, null, 2));
else print();
if (failed.length > 0) process.exitCode = 1;

function print(): void {
  const columns: readonly (readonly [string, keyof InvoiceScore])[] = [
    ['invoices', 'invoices'],
    ['cover 80', 'cover80'],
    ['cover 95', 'cover95'],
    ['points', 'points'],
    ['IS 80', 'intervalScore80'],
    ['run-rate', 'intervalScore80RunRate'],
    ['error', 'error'],
    ['bias', 'bias'],
    ['run-rate', 'errorRunRate'],
  ];
  const row = (name: string, cells: readonly string[]): string =>
    name.padEnd(26) + cells.map((cell) => cell.padStart(10)).join('');
  console.log(`${list.length} series, constants: ${mode}; errors and interval scores as parts of the actual total`);
  console.log(
    row(
      '',
      columns.map(([head]) => head),
    ),
  );
  for (const score of scores) {
    const cells = columns.map(([, key]) => (key === 'invoices' ? String(score[key]) : score[key].toFixed(3)));
    console.log(row(score.kind, cells));
  }
  for (const score of failed) console.log(`${score.kind}: misses its bar of ${shortcomings(score).join(', ')}`);
}
