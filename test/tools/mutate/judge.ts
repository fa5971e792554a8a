import { RequestError, type Resource } from '../../../src/client/index.ts';
import { ContractError } from '../../../src/contract/index.ts';
import type { Estimate } from '../../../src/engine/estimate/estimate.ts';
import { createFormat } from '../../../src/format/index.ts';
import { describeError, describeProblem } from '../../../src/format/problem.ts';
import { invoiceCsv } from '../../../src/format/invoice-csv.ts';
import { invoiceText } from '../../../src/format/invoice-text.ts';
import { createPricingStore } from '../../../src/store/pricing-store.ts';
import { answeringClient, ORIGIN } from './answering-client.ts';
import { compareEstimate, type RawPair } from './compare-estimate.ts';
import type { MutatedPair } from './mutated-pairs.ts';

export type Outcome =
  | 'no JSON, beside the last good data'
  | 'refused, beside the last good data'
  | 'an older revision, dropped'
  | 'no price, and the reason why'
  | 'the price of the oracle'
  | 'WRONG';

export interface Judgement {
  readonly outcome: Outcome;
  /** What is wrong; empty = nothing. */
  readonly faults: readonly string[];
}

const format = createFormat('en');

/** Lets a page load the good documents, then the mutated ones, and looks at what it would show. */
export async function judge({ good, catalog, account }: MutatedPair): Promise<Judgement> {
  const encode = (document: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(document));
  const answers = { catalog: encode(good.catalog), account: encode(good.account) };
  const client = answeringClient(answers);
  const sources = {
    catalog: client.catalog({ url: `${ORIGIN}/catalog` }),
    account: client.account({ url: `${ORIGIN}/account` }),
  };
  const store = createPricingStore(sources);
  store.subscribe(() => {});
  await settled(sources);
  const before = store.snapshot;
  if (before.status !== 'ready' || before.problem)
    throw new Error(`${good.name} is not good: ${before.problem?.message}`);
  const lastRevision = before.estimate.account?.revision ?? 0;

  Object.assign(answers, { catalog, account });
  store.refresh();
  await settled(sources);
  const { snapshot } = store;
  const problems = Object.values(sources).flatMap(({ state }) => state.problem ?? []);
  const faults = problems.flatMap(unclear);
  if (snapshot.status !== 'ready')
    return { outcome: 'WRONG', faults: [...faults, `${snapshot.status}: ${snapshot.problem?.message}`] };

  const { estimate } = snapshot;
  const isOlder = sources.account.state.problem === null && isDropped(account, lastRevision);
  const raw = {
    catalog: sources.catalog.state.problem ? good.catalog : parsed(catalog),
    account: sources.account.state.problem || isOlder ? good.account : parsed(account),
  } as RawPair;
  if (estimate.account?.revision !== (raw.account as unknown as { revision: number }).revision)
    faults.push('not the account that was sent');
  try {
    faults.push(...exercise(estimate), ...compareEstimate(estimate, raw));
  } catch (error) {
    faults.push(`${(error as Error).stack}`);
  }
  return { outcome: faults.length > 0 ? 'WRONG' : outcomeOf(problems, isOlder, estimate), faults };
}

function outcomeOf(problems: readonly Error[], isOlder: boolean, estimate: Estimate): Outcome {
  if (problems.some((problem) => problem instanceof RequestError)) return 'no JSON, beside the last good data';
  if (problems.length > 0) return 'refused, beside the last good data';
  if (isOlder) return 'an older revision, dropped';
  return estimate.invoice.total === null ? 'no price, and the reason why' : 'the price of the oracle';
}

/** An error that says nothing, or is none of the two that a document may end in. */
function unclear(problem: Error): string[] {
  const isKnown =
    (problem instanceof ContractError && problem.issues.length > 0 && problem.issues.every(({ message }) => message)) ||
    (problem instanceof RequestError && ['not-json', 'bad-encoding', 'too-deep'].includes(problem.reason));
  return isKnown && describeError(format, problem) !== '' ? [] : [`unclear: ${problem.stack}`];
}

/** Asks for everything that a widget could, and writes it. */
function exercise(estimate: Estimate): string[] {
  for (const key of Object.keys(estimate) as (keyof Estimate)[]) void estimate[key];
  for (const { meter, slider } of estimate.meters) {
    void slider.positions;
    estimate.compare(meter.id);
  }
  for (const line of estimate.invoice.lines) void [line.steps, line.next, line.averageUnitPrice];
  const facts = { format, estimate, invoice: estimate.invoice };
  const words = [
    invoiceText(facts, estimate.plan.name),
    invoiceCsv(facts),
    ...estimate.problems.map((problem) => describeProblem(format, problem, estimate)),
  ].join('\n');
  const odd = /\b(NaN|undefined|Infinity|\[object)\b/.exec(words.replaceAll(NAMES, ''));
  return odd === null ? [] : [`it says ${odd[0]}`];
}

/** Words that documents may hold themselves. */
const NAMES = /"?-?Infinity"?|NaN/g;

function isDropped(bytes: Uint8Array, lastRevision: number): boolean {
  const { revision } = parsed(bytes) as { readonly revision: number };
  return revision < lastRevision;
}

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function settled(sources: Readonly<Record<string, Resource<unknown>>>): Promise<void> {
  while (Object.values(sources).some(({ state }) => state.loading)) await new Promise((done) => setImmediate(done));
}
