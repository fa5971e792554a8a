import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Account } from '../engine/facts/account.ts';
import type { Alert } from '../engine/estimate/alerts.ts';
import { alerts } from '../engine/estimate/alerts.ts';
import type { Catalog } from '../engine/facts/catalog.ts';
import type { Estimate } from '../engine/estimate/estimate.ts';
import type { PricingStore } from '../store/pricing-store.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { AnnounceController } from '../controllers/announce-controller.ts';
import { CreditEvent, LimitEvent, PricingErrorEvent, UnusualUsageEvent, type ScenarioChangeEvent } from './events.ts';

export interface Speaker extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** `null`: there is no store yet, or a scope speaks for it. */
  readonly speaksFor: PricingStore | null;
  readonly snapshot: Snapshot;
  /** What a visitor hears of a new estimate. */
  describeTotal(estimate: Estimate): string;
  /** How old the facts are, and why. */
  describeAge(): string;
}

function eventOf(alert: Alert): Event {
  if (alert.kind === 'limit') return new LimitEvent(alert);
  return alert.kind === 'credit' ? new CreditEvent(alert) : new UnusualUsageEvent(alert);
}

/** Ids of the alerts that this page has told. */
const told = new Set<string>();

/** The failure that was told last of each store, which several elements may have been given. */
const reported = new WeakMap<PricingStore, Error | null>();

/**
 * Speaks for one store, once, however many elements show it: the new total when the hand rests, that facts are out of date,
 * each failure, and what the facts themselves raise an alert about.
 */
export class SpeakerController implements ReactiveController {
  readonly #host: Speaker;
  readonly #region: AnnounceController;
  #wasStale = false;
  #watched: Pick<Estimate, 'catalog' | 'account'> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    clearTimeout(this.#timer);
    this.#watched = null;
  }

  hostUpdated(): void {
    const { isConnected, speaksFor, snapshot } = this.#host;
    if (!isConnected || !speaksFor) return;
    const { problem, stale } = snapshot;
    // Once, not with each minute that the facts grow older.
    if (stale && !this.#wasStale) this.#region.say(this.#host.describeAge());
    this.#wasStale = stale;
    const isNew = problem !== reported.get(speaksFor);
    reported.set(speaksFor, problem);
    if (problem && isNew) this.#host.dispatchEvent(new PricingErrorEvent(problem));
    if (snapshot.status === 'ready') this.#watch(snapshot.estimate);
    // What was said of facts that are gone is not left to be read: they may have been somebody else's.
    else this.#region.say('');
  }

  /** Looks for alerts in facts that are new, in a task after the update that shows them. */
  #watch({ catalog, account }: Estimate): void {
    if (account === this.#watched?.account && catalog === this.#watched?.catalog) return;
    this.#watched = { catalog, account };
    clearTimeout(this.#timer);
    if (account) this.#timer = setTimeout(() => this.#tell(catalog, account));
  }

  #tell(catalog: Catalog, account: Account): void {
    try {
      for (const alert of alerts(catalog, account)) {
        if (told.has(alert.id)) continue;
        told.add(alert.id);
        this.#host.dispatchEvent(eventOf(alert));
      }
    } catch (error) {
      this.#host.dispatchEvent(new PricingErrorEvent(error as Error));
    }
  }

  readonly #onScenarioChange = ({ estimate }: ScenarioChangeEvent): void => {
    const { speaksFor, snapshot } = this.#host;
    // An element below may have a store of its own, and says this itself.
    if (!speaksFor || snapshot.status !== 'ready' || snapshot.estimate !== estimate) return;
    this.#region.say(this.#host.describeTotal(estimate));
  };
}
