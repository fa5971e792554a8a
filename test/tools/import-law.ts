/**
 * The import law of src/, on resolved paths:
 *
 * 1. A floor imports itself and lower ones: engine < contract < client < store < controllers < elements.
 *    `format` is a side wing: it imports the engine only, and elements import it. `languages` import its types only.
 *    So do the rooms of the engine: a folder of it imports itself and those before it.
 * 2. A folder's index.ts is its door: nobody inside the folder uses it.
 * 3. Each package belongs to the floors that are named for it.
 * 4. No import cycles, types included.
 * 5. A relative import names a file that exists, with its extension.
 *
 * Prints each breach as `file: what`, and exits with 1 if there is one.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const FLOORS: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  contract: ['engine'],
  client: ['engine', 'contract'],
  store: ['engine', 'contract', 'client'],
  controllers: ['engine', 'contract', 'client', 'store'],
  elements: ['engine', 'contract', 'client', 'store', 'controllers', 'format'],
  format: ['engine'],
  languages: ['format'],
};

/** The rooms of the engine, each after all that it may know. What stands beside them is everybody's. */
const ROOMS = [
  'numbers',
  'time',
  'facts',
  'usage',
  'pricing',
  'invoice',
  'usage-forecast',
  'forecast',
  'comparison',
  'stops',
  'estimate',
];

const PACKAGES: Readonly<Record<string, readonly RegExp[]>> = {
  engine: [/^decimal\.js$/],
  contract: [/^zod\/mini$/],
  controllers: [/^lit(\/|$)/, /^@lit\/context$/],
  elements: [/^lit(\/|$)/, /^@lit\/context$/],
};

const SOURCE = path.resolve(import.meta.dirname, '../../src');

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Absolute path of the imported file; `null` for a package. */
  readonly to: string | null;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.join(SOURCE, file))
  .sort();
const imports = files.flatMap(importsOf);
const breaches = [
  ...files.filter((file) => !isKnown(floorOf(file))).map((file) => `${short(file)}: on no known floor`),
  ...files
    .filter((file) => !ROOMS.includes(roomOf(file) ?? 'numbers'))
    .map((file) => `${short(file)}: in no known room`),
  ...imports.flatMap(breachesOf),
  ...cycles(imports).map((cycle) => `cycle: ${cycle.map(short).join(' → ')}`),
];

for (const breach of breaches) console.error(breach);
console.log(`import law: ${files.length} files, ${imports.length} imports, ${breaches.length} breaches`);
process.exit(breaches.length === 0 ? 0 : 1);

function importsOf(from: string): Import[] {
  return ts.preProcessFile(readFileSync(from, 'utf8'), true, true).importedFiles.map(({ fileName: specifier }) => ({
    from,
    specifier,
    to: specifier.startsWith('.') ? path.resolve(path.dirname(from), specifier) : null,
  }));
}

function breachesOf(edge: Import): string[] {
  const floor = floorOf(edge.from);
  const breach = (what: string) => [`${short(edge.from)}: ${what} (${edge.specifier})`];

  if (edge.to === null) {
    // What stands on no floor is the roof, src/index.ts and the like: it only collects doors.
    const allowed = floor !== null && PACKAGES[floor]?.some((pattern) => pattern.test(edge.specifier));
    return allowed ? [] : breach(`${floor ?? 'the roof'} may not import this package`);
  }
  if (!existsSync(edge.to)) return breach('no such file');
  if (path.basename(edge.to) === 'index.ts' && isInside(edge.from, path.dirname(edge.to))) {
    return breach('a door is not used from inside');
  }
  if (floor === null) return [];
  const target = floorOf(edge.to);
  const [here, there] = [roomOf(edge.from), roomOf(edge.to)];
  if (here !== null && there !== null && ROOMS.indexOf(there) > ROOMS.indexOf(here))
    return breach(`${here} may not import ${there}`);
  if (target === floor || (target !== null && FLOORS[floor]?.includes(target))) return [];
  return breach(`${floor} may not import ${target ?? 'the roof'}`);
}

/** The folder right below src; `null` for a file in src itself. */
function floorOf(file: string): string | null {
  const [floor, ...rest] = path.relative(SOURCE, file).split(path.sep);
  return rest.length === 0 ? null : floor!;
}

/** The folder of the engine that a file is in; `null` for one beside them, or on another floor. */
function roomOf(file: string): string | null {
  const [room, ...rest] = path.relative(path.join(SOURCE, 'engine'), file).split(path.sep);
  return room === '..' || rest.length === 0 ? null : room!;
}

function isKnown(floor: string | null): boolean {
  return floor === null || Object.hasOwn(FLOORS, floor);
}

/** Each cycle once, by a depth-first walk that reports the edges which lead back onto the path. */
function cycles(edges: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) if (to !== null) next.set(from, [...(next.get(from) ?? []), to]);
  const found: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];

  const visit = (file: string): void => {
    const start = trail.indexOf(file);
    if (start >= 0) found.push([...trail.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    trail.push(file);
    for (const to of next.get(file) ?? []) visit(to);
    trail.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  return found;
}

function isInside(file: string, folder: string): boolean {
  return !path.relative(folder, file).startsWith('..');
}

function short(file: string): string {
  return path.relative(path.dirname(SOURCE), file);
}
