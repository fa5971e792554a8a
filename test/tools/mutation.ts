// npm run mutation [-- --share 0.25 --seed 1 --jobs 2]: changes the pricing code in a share of all places where it can be
// changed, one at a time, and counts how many changes its tests catch. Survivors are listed, with the reason where
// one is known. Fails where too few are caught, where too few are tried, or where a reason is for a line that is gone.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * The engine's files that make a price, or say how much of what is wanted is priced. Forecasts have tests of their own;
 * break-evens, which only compare prices, are held to a search through every quantity.
 */
const PRICING =
  `allocate arithmetic before-true-up bill billable calendar charge-line counted-quantities credit credit-stop curve drawn-by
  estimate-invoice explain fixed-point held-limits invoice-schedule issue-invoice money next-invoice next-unit per-event
  period price-charge project-events proration quantities quick-cost regular-invoice rounding served-share settle settle-tax
  stop switch-invoice time-zone top-up`.split(/\s+/);
const LEAST = 90;
/** Of all pricing code: a smaller sample says little. */
const LEAST_TRIED = 500;
const KNOWN = 'test/data/mutants-that-survive.json';
const REPORT = 'reports/mutation.json';

const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '0.25' },
    seed: { type: 'string', default: '1' },
    files: { type: 'string' },
    jobs: { type: 'string', default: '2' },
  },
});
run(values.files?.split(',') ?? PRICING);
report();

function run(names: readonly string[]): void {
  mkdirSync('reports', { recursive: true });
  rmSync(REPORT, { force: true });
  const base = JSON.parse(readFileSync('test/stryker.config.json', 'utf8')) as object;
  const mutate = names.map((name) => `src/engine/*/${name}.ts`);
  const config = { ...base, mutate, concurrency: Number(values.jobs), jsonReporter: { fileName: REPORT } };
  writeFileSync('reports/stryker.json', JSON.stringify(config));
  const env = { ...process.env, MUTATION_SHARE: values.share, MUTATION_SEED: values.seed };
  const { status } = spawnSync('npx', ['stryker', 'run', 'reports/stryker.json'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
  if (status !== 0) throw new Error('The changes could not be tried: see above.');
}

/** A change that no test can see, and why. */
interface Known {
  readonly file: string;
  readonly line: string;
  /** What of the line is changed, and into what. */
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
}

interface Mutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** Both counted from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

interface Result {
  readonly file: string;
  readonly source: string;
  readonly mutant: Mutant;
}

function report(): void {
  const known = JSON.parse(readFileSync(KNOWN, 'utf8')) as readonly Known[];
  const { files } = JSON.parse(readFileSync(REPORT, 'utf8')) as {
    files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
  };
  const results = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ file, source, mutant })),
  );
  const tried = results.filter(({ mutant }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(mutant.status));
  const survivors = tried.filter(({ mutant }) => mutant.status === 'Survived' || mutant.status === 'NoCoverage');
  for (const survivor of survivors) console.log(survivorText(survivor, known));
  const isAll = values.files === undefined;
  const gone = known.filter(({ file, line }) => !linesOf(files[file]?.source ?? (isAll ? '' : line)).includes(line));
  for (const { file, line } of gone) console.log(`${file}: a reason is known for a line that is gone: ${line}`);
  const caught = tried.length - survivors.length;
  const timedOut = tried.filter(({ mutant }) => mutant.status === 'Timeout').length;
  const score = (100 * caught) / tried.length;
  console.log(
    `${tried.length} of ${results.length} possible changes tried: ${caught} caught (${timedOut} never came to an end), ${score.toFixed(1)} % (at least ${LEAST} %)`,
  );
  const unexplained = survivors.filter((survivor) => reasonOf(survivor, known) === undefined).length;
  console.log(`${survivors.length} survive, ${unexplained} of them for no known reason`);
  const isEnough = !isAll || tried.length >= LEAST_TRIED;
  if (!isEnough) console.log(`at least ${LEAST_TRIED} are to be tried`);
  if (!(score >= LEAST) || !isEnough || gone.length > 0) process.exitCode = 1;
}

function survivorText(survivor: Result, known: readonly Known[]): string {
  const { file, mutant } = survivor;
  const change = [originalOf(survivor), mutant.replacement ?? ''].map((text) => text.replace(/\s+/g, ' ')).join(' → ');
  const reason = reasonOf(survivor, known) ?? 'no reason is known';
  return `${file}:${mutant.location.start.line} ${lineOf(survivor)}\n    ${change}\n    ${mutant.status}: ${reason}`;
}

function reasonOf(survivor: Result, known: readonly Known[]): string | undefined {
  const { file, mutant } = survivor;
  const change = {
    file,
    line: lineOf(survivor),
    original: originalOf(survivor),
    replacement: mutant.replacement ?? '',
  };
  const keys = ['file', 'line', 'original', 'replacement'] as const;
  return known.find((each) => keys.every((key) => each[key] === change[key]))?.reason;
}

/** What was changed: of several lines, the first one's part. */
function originalOf({ source, mutant }: Result): string {
  const { start, end } = mutant.location;
  const line = source.split('\n')[start.line - 1] ?? '';
  return line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined);
}

function lineOf({ source, mutant }: Result): string {
  return linesOf(source)[mutant.location.start.line - 1] ?? '';
}

function linesOf(source: string): string[] {
  return source.split('\n').map((line) => line.trim());
}
