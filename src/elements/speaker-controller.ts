import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Estimate } from '../engine/estimate.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { AnnounceController } from '../controllers/announce-controller.ts';
import { PricingErrorEvent, type ScenarioChangeEvent } from './events.ts';

export interface Speaker extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** Only who owns a store speaks for it. */
  readonly ownsStore: boolean;
  readonly snapshot: Snapshot;
  /** What a visitor hears of a new estimate. */
  describeTotal(estimate: Estimate): string;
  /** How old the facts are, and why. */
  describeAge(): string;
}

/** Speaks for one store, once, however many elements show it: the new total when the hand rests, that facts are out of date, each failure. */
export class SpeakerController implements ReactiveController {
  readonly #host: Speaker;
  readonly #region: AnnounceController;
  #reported: Error | null = null;
  #wasStale = false;

  constructor(host: Speaker) {
    this.#host = host;
    this.#region = new AnnounceController(host);
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pb-scenario-change', this.#onScenarioChange);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pb-scenario-change', this.#onScenarioChange);
  }

  hostUpdated(): void {
    if (!this.#host.ownsStore) return;
    const { problem, stale } = this.#host.snapshot;
    // Once, not with each minute that the facts grow older.
    if (stale && !this.#wasStale) this.#region.say(this.#host.describeAge());
    this.#wasStale = stale;
    if (problem && problem !== this.#reported) this.#host.dispatchEvent(new PricingErrorEvent(problem));
    this.#reported = problem;
  }

  readonly #onScenarioChange = ({ estimate }: ScenarioChangeEvent): void => {
    const { ownsStore, snapshot } = this.#host;
    // An element below may have a store of its own, and says this itself.
    if (!ownsStore || snapshot.status !== 'ready' || snapshot.estimate !== estimate) return;
    this.#region.say(this.#host.describeTotal(estimate));
  };
}
