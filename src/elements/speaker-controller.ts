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
}

/** Speaks for one store, once, however many elements show it: the new total when the hand rests, and each failure. */
export class SpeakerController implements ReactiveController {
  readonly #host: Speaker;
  readonly #region: AnnounceController;
  #reported: Error | null = null;

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
    const { problem } = this.#host.snapshot;
    if (!this.#host.ownsStore || problem === this.#reported) return;
    this.#reported = problem;
    if (problem) this.#host.dispatchEvent(new PricingErrorEvent(problem));
  }

  readonly #onScenarioChange = ({ estimate }: ScenarioChangeEvent): void => {
    const { ownsStore, snapshot } = this.#host;
    // An element below may have a store of its own, and says this itself.
    if (!ownsStore || snapshot.status !== 'ready' || snapshot.estimate !== estimate) return;
    this.#region.say(this.#host.describeTotal(estimate));
  };
}
