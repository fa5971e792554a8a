// npm run cases -- FILE…: prices every case of files of facts with the product, and says where it differs.
import { readFileSync } from 'node:fs';
import type { Answer, Case } from './cases/case.ts';
import { isRecord } from './cases/case.ts';
import { meets, show } from './cases/compare.ts';
import { isAttempted, kindOf, translate } from './cases/translate.ts';

interface Tally {
  passed: number;
  wholeWay: number;
  total: number;
}

const tallies = new Map<string, Tally>();
let failed = 0;
let passed = 0;
let isBroken = false;

const files = process.argv.slice(2);
if (files.length === 0) stop('Usage: npm run cases -- FILE…');
for (const file of files) {
  const cases = readCases(file);
  if (cases.length === 0) complain(`${file}: no case in it`);
  for (const each of cases) run(each);
}
report();

function readCases(file: string): readonly Case[] {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const list: unknown = isRecord(parsed) ? parsed['cases'] : parsed;
  return Array.isArray(list) ? (list as Case[]) : [];
}

function run(each: Case): void {
  const kind = kindOf(each);
  if (!isAttempted(kind)) complain(`${each.id}: ${kind} is not attempted`);
  const { answer, problem } = attempt(each);
  const differing = Object.entries(each.expected).filter(([key, value]) => !meets(value, answer?.got[key]));
  const agrees = answer !== null && differing.length === 0 && Object.keys(each.expected).length > 0;
  count(each, agrees, answer?.wholeWay === true);
  if (agrees) return;
  if (problem !== null) console.log(`${each.id} (${kind}): expected ${show(each.expected)}, got ${problem}`);
  else if (differing.length === 0) console.log(`${each.id} (${kind}): expects nothing`);
  for (const [key, value] of answer === null ? [] : differing) {
    console.log(`${each.id} (${kind}): ${key}: expected ${show(value)}, got ${show(answer?.got[key])}`);
  }
}

function attempt(each: Case): { answer: Answer | null; problem: string | null } {
  try {
    const input = { model: each.model, ...each.input };
    return { answer: translate(input, { currency: each.currency, expected: each.expected }), problem: null };
  } catch (error) {
    return { answer: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

function count(each: Case, agrees: boolean, wholeWay: boolean): void {
  if (agrees) passed += 1;
  else failed += 1;
  const { calc } = each.input;
  for (const name of [`model ${each.model}`, `calc ${typeof calc === 'string' ? calc : '(the model)'}`, 'all']) {
    const tally = tallies.get(name) ?? { passed: 0, wholeWay: 0, total: 0 };
    tally.total += 1;
    tally.passed += agrees ? 1 : 0;
    tally.wholeWay += agrees && wholeWay ? 1 : 0;
    tallies.set(name, tally);
  }
}

function complain(message: string): void {
  isBroken = true;
  console.log(message);
}

function report(): void {
  const names = [...tallies.keys()].sort();
  for (const name of names) {
    const { passed: agree, total, wholeWay } = tallies.get(name) as Tally;
    console.log(`${name.padEnd(38)} ${agree} of ${total} agree, ${wholeWay} the whole way from JSON`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0 || isBroken) process.exitCode = 1;
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}
