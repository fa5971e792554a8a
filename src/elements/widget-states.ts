import type { Snapshot } from '../store/snapshot.ts';

/** What a page can ask for by `:state(…)`. */
export type WidgetState = 'loading' | 'failed' | 'stale' | 'offline' | 'over-limit' | 'blocked' | 'unpriceable';

/** The states of a widget that shows this snapshot. Asks the estimate for its limits and its total. */
export function widgetStates(snapshot: Snapshot): Record<WidgetState, boolean> {
  const { status, stale, offline } = snapshot;
  const estimate = status === 'ready' ? snapshot.estimate : null;
  // A limit that is only tried out puts nobody over it.
  const held = estimate?.limits.filter(({ limit }) => limit !== estimate.scenario.limit);
  const hasLimit = (state: string) => !!held?.some((limit) => limit.state === state);
  const isStopped = !!estimate?.stoppingCredits.some(({ state }) => state === 'blocked');
  return {
    loading: status === 'loading',
    failed: status === 'failed',
    stale,
    offline,
    'over-limit': hasLimit('over'),
    blocked: hasLimit('blocked') || isStopped,
    unpriceable: estimate?.invoice.total === null,
  };
}
