/**
 * Judges the usage forecast on files of daily series:
 *
 *     npm run forecast:eval -- [--json] FILE…
 *
 * A series that was in the fit is judged by constants of a fold that it is not in, any other by those that ship.
 * The arithmetic is written down in src/engine/usage-forecast/README.md.
 */
import { forecastCost } from './forecast/cost.ts';
import { judgedBy, readFolds } from './forecast/folds.ts';
import { groupBy } from './forecast/group-by.ts';
import { judgeSeries } from './forecast/judge.ts';
import { scoreOf, type Score } from './forecast/score.ts';
import { readSeries } from './forecast/series.ts';

const asJson = process.argv.includes('--json');
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (files.length === 0) throw new Error('usage: npm run forecast:eval -- [--json] FILE…');

const folds = readFolds();
const list = readSeries(files).map((series) => ({ series, by: judgedBy(folds, series) }));
const judged = list.flatMap(({ series, by }) => judgeSeries(series, by));
const fitted = list.filter(({ by }) => by.wasFitted).length;
const mode = fitted === list.length ? 'cross-validated' : fitted === 0 ? 'shipped' : 'mixed';
const scores = (key: (one: (typeof judged)[number]) => string | number): Record<string, Score> =>
  Object.fromEntries([...groupBy(judged, key)].map(([name, some]) => [name, scoreOf(some)]));
const overall = scoreOf(judged);
const report = {
  mode,
  n: overall.n,
  overall,
  groups: scores(({ series }) => series.group),
  byDay: scores(({ elapsed }) => elapsed),
};

if (asJson) console.log(JSON.stringify(report, null, 2));
else print();

function print(): void {
  const columns: readonly (keyof Score)[] = [
    'n',
    'origins',
    'wmape',
    'ratio',
    'ratioByGroup',
    'medianError',
    'cover80',
    'cover95',
    'intervalScore80',
    'intervalScore80RunRate',
  ];
  const heads = [
    'series',
    'origins',
    'wMAPE',
    'ratio',
    'by group',
    'median',
    'cover 80',
    'cover 95',
    'IS 80',
    'run-rate',
  ];
  const row = (name: string, cells: readonly string[]): string =>
    name.padEnd(22) + cells.map((cell) => cell.padStart(10)).join('');
  const line = (name: string, score: Score): string =>
    row(
      name,
      columns.map((column) => (Number.isInteger(score[column]) ? String(score[column]) : score[column].toFixed(3))),
    );
  console.log(
    `${overall.n} series, constants: ${mode}; ratio = mean wMAPE to that of run-rate, IS 80 = interval score ÷ actual`,
  );
  console.log(row('', heads));
  console.log(line('overall', overall));
  for (const [name, score] of Object.entries(report.groups)) console.log(line(name, score));
  for (const [day, score] of Object.entries(report.byDay)) console.log(line(`day ${day}`, score));
  const cost = forecastCost(list);
  if (cost === null) return;
  const [ours, theirs] = [cost.ours, cost.theirs].map((time) => time.toFixed(1));
  console.log(
    `cost: a forecast takes ${cost.ratio.toFixed(1)} × the time of run-rate with its band (${ours} µs, ${theirs} µs)`,
  );
}
