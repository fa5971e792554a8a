import { relative } from 'node:path';

/**
 * Lets through a share of all changes, always the same for the same seed, and refuses the others before any test is
 * run on them. The share and the seed come from the command that starts the run.
 *
 * @typedef {{ id: string, fileName: string, replacement: string, location: { start: Position, end: Position } }} Mutant
 * @typedef {{ line: number, column: number }} Position
 */
class SampleChecker {
  async init() {}

  /** @param {readonly Mutant[]} mutants */
  async check(mutants) {
    const share = Number(process.env.MUTATION_SHARE ?? '1');
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, rank(mutant) < share ? PASSED : LEFT_OUT]));
  }
}

const PASSED = { status: 'passed' };
const LEFT_OUT = { status: 'compileError', reason: 'left out of the sample' };

/**
 * A number from 0 to 1 that depends on nothing but the seed and the change itself.
 *
 * @param {Mutant} mutant
 */
function rank({ fileName, replacement, location: { start, end } }) {
  const file = relative(process.cwd(), fileName).replace(/^.*src\//, 'src/');
  const text = [
    process.env.MUTATION_SEED ?? '1',
    file,
    start.line,
    start.column,
    end.line,
    end.column,
    replacement,
  ].join(' ');
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', injectableClass: SampleChecker }];
