// npm run mutation [-- --share 0.25 --seed 1 --jobs 2]: changes the pricing code in a share of all places where it can be
// changed, one at a time, and counts how many changes its tests catch. Survivors are listed, with the reason where
// one is known.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * The engine's files that make a price. Forecasts have tests of their own; break-evens, which only compare prices, are
 * held to a search through every quantity.
 */
const PRICING = `allocate arithmetic bill billable calendar charge-line credit curve explain fixed-point issue-invoice
  money next-invoice next-unit per-event period price-charge proration quantities quick-cost regular-invoice rounding
  settle settle-tax switch-invoice time-zone`.split(/\s+/);
const LEAST = 90;
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
  const mutate = names.map((name) => `src/engine/${name}.ts`);
  const config = { ...base, mutate, concurrency: Number(values.jobs), jsonReporter: { fileName: REPORT } };
  writeFileSync('reports/stryker.json', JSON.stringify(config));
  const env = { ...process.env, MUTATION_SHARE: values.share, MUTATION_SEED: values.seed };
  spawnSync('npx', ['stryker', 'run', 'reports/stryker.json'], { stdio: ['ignore', 'inherit', 'inherit'], env });
}

/** A change that no test can see, and why. */
interface Known {
  readonly file: string;
  readonly line: string;
  readonly replacement: string;
  readonly reason: string;
}

interface Mutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number } };
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
  const caught = tried.length - survivors.length;
  const score = (100 * caught) / tried.length;
  console.log(
    `${tried.length} of ${results.length} possible changes tried: ${caught} caught, ${score.toFixed(1)} % (at least ${LEAST} %)`,
  );
  if (!(score >= LEAST)) process.exitCode = 1;
}

function survivorText({ file, source, mutant }: Result, known: readonly Known[]): string {
  const { line } = mutant.location.start;
  const text = source.split('\n')[line - 1]?.trim() ?? '';
  const replacement = mutant.replacement ?? '';
  const reason = known.find(
    (each) => each.file === file && each.line === text && each.replacement === replacement,
  )?.reason;
  return `${file}:${line} ${text}\n    → ${replacement.replace(/\s+/g, ' ')}\n    ${mutant.status}: ${reason ?? 'no reason is known'}`;
}
