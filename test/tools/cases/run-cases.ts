import type { Answer, Case } from './case.ts';
import { isRecord } from './case.ts';
import { meets, show } from './compare.ts';
import { isAttempted, kindOf, translate } from './translate.ts';

/** A file of facts, read already. */
export interface CaseFile {
  readonly name: string;
  readonly text: string;
}

export interface CasesReport {
  /** What differs, then how many agree by model and calculation, then `N passed, N failed`. */
  readonly lines: readonly string[];
  /** Whether every file has cases, every case is attempted, and every one agrees. */
  readonly holds: boolean;
}

/** Prices every case of some files with the product. */
export function runCases(files: readonly CaseFile[]): CasesReport {
  const complaints: string[] = [];
  const differences: string[] = [];
  const tallies = new Map<string, Tally>();
  for (const { name, text } of files) {
    const cases = casesOf(text);
    if (cases.length === 0) complaints.push(`${name}: no case in it`);
    for (const each of cases) {
      if (!isAttempted(kindOf(each))) complaints.push(`${each.id}: ${kindOf(each)} is not attempted`);
      const { found, wholeWay } = judge(each);
      differences.push(...found);
      count(tallies, each, { agrees: found.length === 0, wholeWay });
    }
  }
  const { passed, total } = tallies.get(ALL) ?? NONE;
  return {
    lines: [...complaints, ...differences, ...tallyLines(tallies), `${passed} passed, ${total - passed} failed`],
    holds: complaints.length === 0 && total > 0 && passed === total,
  };
}

interface Tally {
  readonly passed: number;
  readonly wholeWay: number;
  readonly total: number;
}

const NONE: Tally = { passed: 0, wholeWay: 0, total: 0 };
const ALL = 'all';

/** The cases of a file: a list, or a record that has one; what is no JSON has none. */
function casesOf(text: string): readonly Case[] {
  try {
    const parsed: unknown = JSON.parse(text);
    const list: unknown = isRecord(parsed) ? parsed['cases'] : parsed;
    return Array.isArray(list) ? (list as Case[]) : [];
  } catch {
    return [];
  }
}

/** Where the product does not meet what a case expects, in words. */
function judge(each: Case): { readonly found: readonly string[]; readonly wholeWay: boolean } {
  const { answer, problem } = attempt(each);
  const name = `${each.id} (${kindOf(each)})`;
  const expected = Object.entries(each.expected);
  if (answer === null) return { found: [`${name}: expected ${show(each.expected)}, got ${problem}`], wholeWay: false };
  if (expected.length === 0) return { found: [`${name}: expects nothing`], wholeWay: false };
  const found = expected
    .filter(([key, value]) => !meets(value, answer.got[key]))
    .map(([key, value]) => `${name}: ${key}: expected ${show(value)}, got ${show(answer.got[key])}`);
  return { found, wholeWay: answer.wholeWay };
}

function attempt({
  model,
  input,
  currency,
}: Case): { readonly answer: Answer; readonly problem: null } | { readonly answer: null; readonly problem: string } {
  try {
    return { answer: translate({ model, ...input }, { currency }), problem: null };
  } catch (error) {
    return { answer: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

function count(
  tallies: Map<string, Tally>,
  { model, input: { calc } }: Case,
  { agrees, wholeWay }: { readonly agrees: boolean; readonly wholeWay: boolean },
): void {
  for (const name of [`model ${model}`, `calc ${typeof calc === 'string' ? calc : '(the model)'}`, ALL]) {
    const tally = tallies.get(name) ?? NONE;
    tallies.set(name, {
      total: tally.total + 1,
      passed: tally.passed + (agrees ? 1 : 0),
      wholeWay: tally.wholeWay + (agrees && wholeWay ? 1 : 0),
    });
  }
}

function tallyLines(tallies: ReadonlyMap<string, Tally>): string[] {
  return [...tallies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, { passed, total, wholeWay }]) =>
        `${name.padEnd(38)} ${passed} of ${total} agree, ${wholeWay} the whole way from JSON`,
    );
}
