import type { Account } from '../engine/facts/account.ts';
import type { Catalog } from '../engine/facts/catalog.ts';
import { estimate as estimateOf, type Estimate } from '../engine/estimate/estimate.ts';
import type { Scenario, ScenarioEdit } from '../engine/usage/scenario.ts';
import type { Resource } from '../client/resource.ts';
import { isSame } from '../client/is-same.ts';
import { Subscriptions } from '../client/subscriptions.ts';
import { settle, type Snapshot } from './snapshot.ts';
import { startingScenario } from './starting-scenario.ts';

/** Where the facts come from. */
export interface PricingSources {
  readonly catalog: Resource<Catalog>;
  /** `null`: there is no account, prices are from scratch. */
  readonly account: Resource<Account> | null;
  /** How often to poll the account, as prices seldom change; 0 or none: never. */
  readonly refreshMs?: number;
}

/** Facts and one what-if, settled into one snapshot. Whoever shares a store shares its what-if. */
export interface PricingStore {
  /** Frozen, and the same object until something changes. */
  readonly snapshot: Snapshot;
  readonly scenario: Scenario;
  /** The first listener starts the loading. Listeners are called synchronously, once per change. */
  subscribe(listener: () => void): () => void;
  /** The visitor's hand: one estimate, settled when this returns. */
  edit(edit: ScenarioEdit): void;
  /** Lets go of the whole what-if. */
  reset(): void;
  /** Loads again at once, for "Try again". */
  refresh(): void;
  /** Other facts under the same what-if; `null`: none yet. Nothing of the former ones is shown. */
  setSources(sources: PricingSources | null): void;
}

export function createPricingStore(sources: PricingSources | null = null): PricingStore {
  const subscriptions = new Subscriptions();
  const price = createPricer();
  let edited: Scenario | null = null;
  let detach = () => {};
  let snapshot = settleNow();

  function scenario(): Scenario {
    return edited ?? startingScenario(sources?.catalog.state.value, !!sources?.account);
  }

  function settleNow(): Snapshot {
    if (sources === null) return settle({ status: 'loading' }, []);
    const catalog = sources.catalog.state;
    const account = sources.account?.state;
    const documents = account ? [catalog, account] : [catalog];
    const problem = documents.find(({ value, problem }) => value === undefined && problem)?.problem;
    if (problem) return settle({ status: 'failed', problem }, documents);
    if (documents.some(({ value }) => value === undefined)) return settle({ status: 'loading' }, documents);
    const outcome = price(catalog.value!, account?.value ?? null, scenario());
    return settle(
      outcome instanceof Error ? { status: 'failed', problem: outcome } : { status: 'ready', estimate: outcome },
      documents,
    );
  }

  function update(): void {
    const next = settleNow();
    if (isSame(snapshot, next)) return;
    snapshot = next;
    subscriptions.notify();
  }

  function attach(): void {
    if (!sources) return;
    const { catalog, account, refreshMs } = sources;
    const ends = [catalog.subscribe(update), account?.subscribe(update, refreshMs)];
    detach = () => ends.forEach((end) => end?.());
  }

  return {
    get snapshot() {
      // Without a listener nobody tells us of changes.
      if (subscriptions.isEmpty) update();
      return snapshot;
    },
    get scenario() {
      return scenario();
    },
    subscribe(listener) {
      if (subscriptions.isEmpty) {
        attach();
        update();
      }
      const remove = subscriptions.add(listener);
      return () => {
        if (remove() && subscriptions.isEmpty) detach();
      };
    },
    edit(edit) {
      edited = edit(scenario());
      update();
    },
    reset() {
      edited = null;
      update();
    },
    refresh() {
      sources?.catalog.refresh();
      sources?.account?.refresh();
    },
    setSources(next) {
      if (
        next?.catalog === sources?.catalog &&
        next?.account === sources?.account &&
        next?.refreshMs === sources?.refreshMs
      )
        return;
      // The new ones first: a document that both share is then never left without a listener.
      const leave = detach;
      sources = next;
      detach = () => {};
      if (!subscriptions.isEmpty) attach();
      leave();
      update();
    },
  };
}

/** One estimate per input, remembered. A mistake of ours becomes a value: a guest never breaks the page. */
function createPricer(): (catalog: Catalog, account: Account | null, scenario: Scenario) => Estimate | Error {
  let last: readonly [Catalog, Account | null, Scenario, Estimate | Error] | undefined;
  return (catalog, account, scenario) => {
    if (last && last[0] === catalog && last[1] === account && last[2] === scenario) return last[3];
    let outcome: Estimate | Error;
    try {
      outcome = estimateOf(catalog, account, scenario);
    } catch (error) {
      outcome = error as Error;
    }
    last = [catalog, account, scenario, outcome];
    return outcome;
  };
}
