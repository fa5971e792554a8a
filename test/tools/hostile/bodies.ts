import { readFileSync } from 'node:fs';
import { readJson, RequestError } from '../../../src/client/index.ts';
import { ContractError, parseInline } from '../../../src/contract/index.ts';
import { createFormat } from '../../../src/format/index.ts';
import { describeError } from '../../../src/format/problem.ts';
import { answeringClient, ORIGIN } from '../mutate/answering-client.ts';

/** What an endpoint may answer with. */
export interface Body {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it is JSON; other words: nobody knows, or it does not matter. */
  readonly expect?: string | undefined;
}

export interface BodiesReport {
  readonly outcomes: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

/** Of four readings, on a busy machine. */
const PATIENCE_MS = 10_000;
const format = createFormat('en');

interface BodyEntry {
  readonly name: string;
  readonly b64?: string;
  /** Of a body that is too long to be written out: a few rounds of what it repeats. */
  readonly b64_prefix?: string;
  readonly bytes?: number;
  readonly expect?: string;
}

/** A JSON array of `{name, b64}`, or `{name, b64_prefix, bytes}`, and `expect` (`accept` or `reject`) where it is known. */
export function readBodies(file: string): Body[] {
  const entries = JSON.parse(readFileSync(file, 'utf8')) as readonly BodyEntry[];
  return entries.map(({ name, b64, b64_prefix: prefix = '', bytes = 0, expect }) => ({
    name,
    bytes: b64 === undefined ? repeated(Buffer.from(prefix, 'base64'), bytes) : Buffer.from(b64, 'base64'),
    expect,
  }));
}

/** Goes on as it began. */
function repeated(start: Uint8Array, length: number): Uint8Array {
  let period = 1;
  while (start.some((byte, index) => index >= period && byte !== start[index - period])) period += 1;
  return Uint8Array.from({ length }, (_, index) => start[index % period] ?? 0);
}

/** Each body as catalog, as account and as the text of a page's script element: a value or a clear error, in good time. */
export async function judgeBodies(bodies: readonly Body[]): Promise<BodiesReport> {
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  for (const body of bodies) {
    const start = performance.now();
    try {
      const found = [
        await asDocument(body, 'catalog'),
        await asDocument(body, 'account'),
        asInline(body),
        ...isJson(body),
      ];
      for (const outcome of new Set(found)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      for (const outcome of found) if (outcome.startsWith('unclear')) faults.push(`${body.name}: ${outcome}`);
    } catch (error) {
      faults.push(`${body.name}: ${(error as Error).stack?.slice(0, 500)}`);
    }
    const took = performance.now() - start;
    if (took > PATIENCE_MS) faults.push(`${body.name}: took ${Math.round(took)} ms`);
  }
  return { outcomes, faults };
}

async function asDocument({ bytes }: Body, kind: 'catalog' | 'account'): Promise<string> {
  const client = answeringClient({ catalog: bytes, account: bytes });
  const resource = client[kind]({ url: `${ORIGIN}/${kind}` });
  resource.subscribe(() => {});
  while (resource.state.loading) await new Promise((done) => setImmediate(done));
  const { value, problem } = resource.state;
  if (problem) return wordsOf(problem);
  return value === undefined ? 'unclear: neither a value nor an error' : 'read';
}

function asInline({ bytes }: Body): string {
  try {
    parseInline(new TextDecoder().decode(bytes));
    return 'read';
  } catch (error) {
    return wordsOf(error as Error);
  }
}

/** `readJson` takes what JSON is, and nothing else; it may say no to what is nested too deep. */
function isJson({ bytes, expect }: Body): string[] {
  if (expect !== 'accept' && expect !== 'reject') return [];
  try {
    readJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return expect === 'accept' ? [] : ['unclear: taken for JSON'];
  } catch (error) {
    const isRefusal = !(error instanceof RequestError) || error.reason === 'not-json';
    return expect === 'accept' && isRefusal ? [`unclear: not taken for JSON`] : [];
  }
}

function wordsOf(problem: Error): string {
  const isKnown =
    (problem instanceof ContractError && problem.issues.length > 0 && problem.message.length < 1000) ||
    (problem instanceof RequestError && /^(not-json|bad-encoding|too-deep|too-large)$/.test(problem.reason));
  if (!isKnown || describeError(format, problem) === '') return `unclear: ${problem.stack?.slice(0, 500)}`;
  return problem instanceof RequestError ? problem.reason : 'refused';
}
