import { goodPairs } from './corpus.ts';
import type { Pair } from './corpus.ts';
import { mutateDocument } from './mutate-document.ts';
import { mutateText } from './mutate-text.ts';
import { Random } from './random.ts';

/** What an endpoint answers, and the good documents that it answered before. */
export interface MutatedPair {
  readonly good: Pair;
  /** Enough to make the very same pair again. */
  readonly seed: number;
  readonly catalog: Uint8Array;
  readonly account: Uint8Array;
}

/** So many pairs of documents, one after the other from each good one: mutated one to three times, in their values or their text. */
export function* mutatedPairs(count: number, seed: number): Generator<MutatedPair> {
  const pairs = goodPairs(1);
  for (let index = 0; index < count; index += 1) {
    // Seeds lie apart, so that a pair can be made again without those before it.
    const pairSeed = seed * 1_000_003 + index;
    yield mutatedPair(pairs[index % pairs.length] as Pair, pairSeed);
  }
}

function mutatedPair(good: Pair, seed: number): MutatedPair {
  const random = new Random(seed);
  const documents = structuredClone({ catalog: good.catalog, account: good.account });
  const isText = random.next() < 0.15;
  if (!isText) {
    for (let times = 1 + random.below(3); times > 0; times -= 1) {
      mutateDocument(random.next() < 0.5 ? documents.catalog : documents.account, random);
    }
  }
  const encode = (document: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(document));
  const answers = { catalog: encode(documents.catalog), account: encode(documents.account) };
  const spoilt = isText ? random.pick(['catalog', 'account'] as const) : null;
  if (spoilt !== null) answers[spoilt] = mutateText(JSON.stringify(documents[spoilt]), random);
  return { good, seed, ...answers };
}
