import type { Estimate } from '../engine/estimate/estimate.ts';
import type { ResourceState } from '../client/resource.ts';

/** Trouble and age, beside whatever is shown. */
export interface Freshness {
  /** Why the last load was of no use: a `RequestError`, a `ContractError`, or our own mistake. */
  readonly problem: Error | null;
  readonly loading: boolean;
  /** What is shown may be out of date. */
  readonly stale: boolean;
  readonly offline: boolean;
  /** Changes arrive of themselves. */
  readonly live: boolean;
  /** When what is shown was last confirmed, in ms since 1970; of several documents, the oldest that is stale. */
  readonly receivedAt: number | null;
}

/** Everything a view needs, frozen. */
export type Snapshot =
  | ({ readonly status: 'loading' } & Freshness)
  | ({ readonly status: 'failed' } & Freshness & { readonly problem: Error })
  | ({ readonly status: 'ready'; readonly estimate: Estimate } & Freshness);

type Outcome =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: Error }
  | { readonly status: 'ready'; readonly estimate: Estimate };

/** Puts an outcome and the states of the documents it came from into one answer. */
export function settle(outcome: Outcome, documents: readonly ResourceState<unknown>[]): Snapshot {
  const stale = documents.filter((document) => document.stale);
  const ages = (stale.length > 0 ? stale : documents.slice(-1)).map(({ receivedAt }) => receivedAt ?? Infinity);
  const receivedAt = Math.min(...ages);
  return Object.freeze({
    problem: documents.find(({ problem }) => problem)?.problem ?? null,
    loading: documents.some(({ loading }) => loading),
    stale: stale.length > 0,
    offline: documents.some(({ offline }) => offline),
    live: documents.some(({ live }) => live),
    receivedAt: receivedAt === Infinity ? null : receivedAt,
    ...outcome,
  });
}
