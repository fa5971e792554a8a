import { createStaticResource } from '../client/index.ts';
import { parseAccount, parseCatalog } from '../contract/index.ts';
import { listOf } from '../engine/list-of.ts';
import { createPricingStore, type PricingSources, type PricingStore } from '../store/pricing-store.ts';

/** A bill with what most have, as small as it gets. */
export const exampleDocuments = () =>
  ({
    catalog: {
      version: 1,
      currency: 'USD',
      meters: [{ id: 'a' }, { id: 'b' }, { id: 'c', kind: 'seats', aggregation: 'max' }],
      plans: ['p', 'q'].map((id) => ({
        id,
        charges: [
          { id: 'f', model: 'flat', amount: '9' },
          { id: 'c', model: 'per_unit', meter: 'c', unit_amount: '2', timing: 'in_advance' },
          { id: 'b', model: 'per_unit', meter: 'b', unit_amount: '0.02', included: { quantity: '5' } },
          {
            id: 'a',
            model: 'graduated',
            meter: 'a',
            tiers: [{ up_to: '10', unit_amount: '1' }, { unit_amount: '0.5' }],
          },
        ],
      })),
    },
    account: {
      version: 1,
      revision: 1,
      as_of: '2026-01-20T12:00:00Z',
      time_zone: 'Europe/Paris',
      currency: 'USD',
      subscription: { plan: 'p', anchor: '2026-01-01' },
      usage: { a: usageOf(38, 50), b: usageOf(1900, 25), c: { quantity: '2' } },
      tax: { behavior: 'exclusive', rates: { standard: [{ name: 't', rate_pct: '20' }] } },
      limits: [{ meter: 'a', quantity: '99' }],
    },
  }) as const;

/** Of days of which the last is yesterday; with few of them it moves with nothing else. */
function usageOf(quantity: number, days: number) {
  const from = new Date(Date.UTC(2026, 0, 20 - days)).toISOString().slice(0, 10);
  const values = listOf(days, (day) => `${day % 5}`);
  return { quantity: `${quantity}`, series: { of: 'increments', from, values } };
}

type Render = (store: PricingStore) => Iterable<Node>;

const rehearsed = new Set<string>();

/**
 * While the first documents are on their way, an example is read, priced, rendered and laid out where nobody sees it, in
 * idle moments and a step at a time. Schemas, compiled functions, formatters, templates, fonts and style rules, which the
 * first bill would have to wait for, are then there when it comes. Each tag has an example of its own, so that nothing of
 * one is kept.
 *
 * @param tag rehearsed once
 * @param isWaiting once it says no, the rest is left: the documents do the same
 * @param render shows the example's facts in a widget that stands in no page, and gives what it shows
 * @param root of the widget that waits: where the example is laid out, and gone before a frame could show it
 */
export function rehearse(tag: string, isWaiting: () => boolean, render: Render, root: Node): void {
  if (rehearsed.has(tag)) return;
  rehearsed.add(tag);
  const steps = stepsOf(render, root);
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  const next = (): void => {
    if (isWaiting() && !steps.next().done) whenIdle(next);
  };
  whenIdle(next);
}

/** Between two of them the page comes first: none should take longer than a hand that taps would notice. */
function* stepsOf(render: Render, root: Node): Generator<unknown, void, void> {
  const example = exampleDocuments();
  const catalog = parseCatalog(example.catalog);
  yield catalog;
  const account = parseAccount(example.account);
  yield account;
  const sources = { catalog: createStaticResource(() => catalog), account: createStaticResource(() => account) };
  const nodes = yield* showing(sources, render);
  yield nodes;
  yield layOut(nodes, root);
  // What has run once is compiled further when it runs again.
  for (let times = 0; times < 2; times += 1) yield yield* showing(sources, render);
}

/** What most of the time goes into is worked out step by step, before the widget asks for it. */
function* showing(sources: PricingSources, render: Render): Generator<unknown, Iterable<Node>, void> {
  const store = createPricingStore(sources);
  const { snapshot } = store;
  if (snapshot.status === 'ready') {
    yield snapshot.estimate.invoice;
    yield snapshot.estimate.forecast;
  }
  return render(store);
}

/** In the page, as nothing has a layout elsewhere; in no height, so that nothing around it moves; and away at once. */
function layOut(nodes: Iterable<Node>, root: Node): void {
  const stage = document.createElement('div');
  stage.className = 'rehearsal';
  stage.append(...nodes);
  root.appendChild(stage);
  stage.getBoundingClientRect();
  stage.remove();
}
