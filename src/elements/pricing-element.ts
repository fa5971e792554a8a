import { html, nothing, type CSSResultGroup, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { pageEnvironment } from '../client/index.ts';
import type { Quantity } from '../format/format.ts';
import { roundStyle } from '../format/intl-options.ts';
import type { Estimate, EstimateProblem } from '../engine/estimate/estimate.ts';
import { listOf } from '../engine/list-of.ts';
import type { ScenarioEdit } from '../engine/usage/scenario.ts';
import { describeError, describeProblem } from '../format/problem.ts';
import type { PricingStore } from '../store/pricing-store.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { claimAlert } from '../controllers/announce-controller.ts';
import { widgetStates, type WidgetState } from './widget-states.ts';
import { clockTime } from './clock-time.ts';
import { controlStyles } from './control.styles.ts';
import { PricingErrorEvent, ScenarioChangeEvent, ScenarioInputEvent } from './events.ts';
import { rehearse } from './rehearsal.ts';
import { SourceElement } from './source-element.ts';
import { sourceStyles } from './source-element.styles.ts';
import { themeStyles } from './theme.styles.ts';

/** How long a hand has to rest before a what-if counts as chosen. */
export const REST_MS = 400;

const MINUTE_MS = 60_000;

/** How much the last estimate had to show, for a skeleton of the same size. */
export interface Shape {
  readonly meters: number;
  readonly plans: number;
  readonly lines: number;
}

const shapes = new Map<string, Shape>();

function shapeOf({ catalog, plan }: Estimate): Shape {
  return { meters: catalog.meters.length, plans: catalog.plans.length, lines: plan.charges.length };
}

/** An element in a page that a test runner simulates. */
interface Simulated {
  attachInternals?(): Partial<ElementInternals>;
}

/**
 * What all widgets share: the frame with its states, and the way back from the visitor's hand to the store.
 *
 * @fires {ScenarioInputEvent} pb-scenario-input - The visitor moves a control; the event carries the new estimate.
 * @fires {ScenarioChangeEvent} pb-scenario-change - The same, once the visitor's hand has rested.
 * @slot loading - Stands in for the skeleton.
 * @slot error - Stands in for the reason and the button when there is nothing to show.
 * @slot action - Further buttons or links.
 * @slot footer - The last words.
 * @csspart frame - The whole widget.
 * @csspart notice - What is said about stale or missing facts.
 * @csspart as-of - From when the facts are.
 * @csspart segments - One of a few, to choose.
 * @cssproperty --pb-color-text - Text.
 * @cssproperty --pb-color-text-secondary - Text that comes second.
 * @cssproperty --pb-color-background - The ground of the widget.
 * @cssproperty --pb-color-surface - The ground of what stands apart in it.
 * @cssproperty --pb-color-border - Lines that decorate.
 * @cssproperty --pb-color-control - The outline of controls, and the axes of drawings.
 * @cssproperty --pb-color-accent - What can be pressed, and what is drawn.
 * @cssproperty --pb-color-accent-text - Text on the accent.
 * @cssproperty --pb-color-warning - What needs a look.
 * @cssproperty --pb-color-danger - What is over a limit, or has failed.
 * @cssproperty --pb-color-success - What is well.
 * @cssproperty --pb-font - The family of fonts; by default the page's.
 * @cssproperty --pb-font-size - The size of text; by default the page's.
 * @cssproperty [--pb-space-unit=4px] - The unit that distances are multiples of.
 * @cssproperty [--pb-radius=8px] - How round corners are.
 * @cssproperty --pb-focus - The outline of what has the focus; by default 2px of the accent.
 * @cssstate loading - Nothing has come yet.
 * @cssstate failed - There is nothing to show but why.
 * @cssstate stale - What is shown may be out of date.
 * @cssstate offline - The browser has no network.
 * @cssstate over-limit - Usage is over a limit that stops nothing.
 * @cssstate blocked - A limit, or a credit that is used up, has stopped something.
 * @cssstate unpriceable - The total is not known.
 */
export abstract class PricingElement extends SourceElement {
  static override styles: CSSResultGroup = [sourceStyles, themeStyles, controlStyles];

  /** What `:state()` matches; simulated pages, in which applications run their tests, have none. */
  readonly #customStates = (this as Simulated).attachInternals?.().states;
  #alarm: { readonly problem: Error | null; readonly isOurs: boolean } = { problem: null, isOurs: false };
  #mistake: Error | null = null;
  #states: Partial<Readonly<Record<WidgetState, boolean>>> = {};
  #focused: Element | null = null;
  #renderings = 0;
  #reported: string | undefined;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #ageTimer: ReturnType<typeof setTimeout> | undefined;

  /** The widget's name in words, for its landmark. */
  protected abstract get label(): string;

  /** Everything there is to show. What it throws is shown as a failure, and breaks nothing else. */
  protected abstract renderReady(estimate: Estimate): unknown;

  /** Blocks that stand where the data will, in its size; each child of the skeleton is a bar. */
  protected renderSkeleton(shape: Shape | undefined): unknown {
    return listOf(shape?.lines ?? 3, () => html`<div></div>`);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#ageTimer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#focused = this.shadowRoot?.activeElement ?? null;
    // A translator that goes on in spite of the frame has put texts of its own in the place of ours. They would stay as they
    // are whatever changes, so all is made anew.
    if (this.renderRoot.querySelector('font')) this.#renderings += 1;
    const { problem } = this.snapshot;
    if (problem !== this.#alarm.problem)
      this.#alarm = { problem, isOurs: problem !== null && claimAlert(problem, this) };
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#reflect();
    if (this.snapshot.status === 'loading') rehearse(this.localName, this.#isWaiting, this.#rehearse, this.renderRoot);
    // A button has gone because it helped, or a field with its meter: the focus stays in the widget.
    if (this.#focused?.isConnected === false)
      this.renderRoot.querySelector<HTMLElement>('.frame')?.focus({ preventScroll: true });
    this.#focused = null;
    // A hand that moved before the facts went away has nothing to tell of the next ones.
    if (!this.estimate) clearTimeout(this.#restTimer);
    clearTimeout(this.#ageTimer);
    if (this.isConnected && this.snapshot.stale) this.#ageTimer = setTimeout(() => this.requestUpdate(), MINUTE_MS);
  }

  protected override render(): unknown {
    return keyed(
      this.#renderings,
      html`<div class="room">
        <section
          class="frame"
          part="frame"
          tabindex="-1"
          translate="no"
          aria-label=${this.label}
          lang=${this.format.language}
          dir=${this.direction}
        >
          ${this.#renderBody(this.snapshot)}<slot name="action"></slot><slot name="footer"></slot>
        </section>
      </div>`,
    );
  }

  /**
   * The visitor's hand: everything in the scope is priced anew before this returns, then `pb-scenario-input` leaves with
   * the new estimate, and `pb-scenario-change` once the hand has rested.
   */
  protected edit(edit: ScenarioEdit): void {
    this.#change((store) => store.edit(edit));
  }

  /** Lets go of the whole what-if. */
  protected reset(): void {
    this.#change((store) => store.reset());
  }

  /** "as of 14:05, live". */
  protected renderAsOf({ account }: Estimate): unknown {
    if (!account) return nothing;
    const { asOf } = account;
    const time = clockTime(this.format, asOf, pageEnvironment.now());
    const element = html`<time datetime=${new Date(asOf).toISOString()}>${time}</time>`;
    const { live, stale } = this.snapshot;
    const isLive = live && !stale;
    return html`<span class="secondary small ${isLive ? 'live' : ''}" part="as-of"
      >${this.format.rich(isLive ? 'as_of_live' : 'as_of', { time: element })}</span
    >`;
  }

  /** A large figure in whole units, of a few exact, its currency small. */
  protected renderFigure(amount: Quantity, currency: string, part = 'total'): unknown {
    const pieces = this.format.figure(amount, currency, roundStyle(amount));
    const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
    return html`<span class="figure" part=${part} .style=${`--_length:${length}`}
      >${pieces.map(({ isCurrency, text }) => (isCurrency ? html`<span class="currency">${text}</span>` : text))}</span
    >`;
  }

  /** What is missing or wrong, in words; nothing where nothing is. */
  protected renderProblems(problems: readonly EstimateProblem[], estimate: Estimate): unknown {
    if (problems.length === 0) return nothing;
    return html`<ul class="notice" part="notice">
      ${problems.map((problem) => html`<li>${describeProblem(this.format, problem, estimate)}</li>`)}
    </ul>`;
  }

  #renderBody(snapshot: Snapshot): unknown {
    this.#mistake = null;
    try {
      this.#states = widgetStates(snapshot);
      switch (snapshot.status) {
        case 'loading':
          return html`<slot name="loading"
            ><p class="visually-hidden">${this.format.text('loading')}</p>
            <div class="skeleton" aria-hidden="true">${this.renderSkeleton(shapes.get(this.localName))}</div></slot
          >`;
        case 'failed':
          return this.#renderFailure(snapshot.problem, this.#alarm.isOurs, snapshot.problem);
        case 'ready':
          // An example says nothing of the facts to come.
          if (this.isConnected) shapes.set(this.localName, shapeOf(snapshot.estimate));
          return [this.#renderNotice(snapshot), this.renderReady(snapshot.estimate)];
      }
    } catch (error) {
      this.#mistake = error as Error;
      this.#states = widgetStates({ ...snapshot, status: 'failed', problem: this.#mistake });
      return this.#renderFailure(this.#mistake, true, this.#mistake.message);
    }
  }

  #renderFailure(problem: Error, isAlert: boolean, key: unknown): unknown {
    // A new failure is a new paragraph, so that the alert is heard again; the button stays, and keeps the focus.
    const words = keyed(key, html`<p>${describeError(this.format, problem)}</p>`);
    const alert = html`<div role=${isAlert ? 'alert' : nothing}>${words}</div>`;
    return html`<slot name="error"><div class="failure">${alert} ${this.#renderRetry()}</div></slot>`;
  }

  #renderNotice({ stale }: Snapshot): unknown {
    if (!stale) return nothing;
    return html`<div class="notice" part="notice">
      <p>${this.describeAge()}</p>
      ${this.#renderRetry()}
    </div>`;
  }

  #renderRetry(): unknown {
    // Not disabled while it loads: that would take the focus away.
    const isBusy = this.snapshot.loading;
    return html`<button type="button" id="retry" class="no-print" aria-disabled=${isBusy} @click=${this.#onRetry}>
      ${this.format.text('try_again')}
    </button>`;
  }

  #change(change: (store: NonNullable<SourceElement['store']>) => void): void {
    const { store } = this.pricing;
    if (!store) return;
    change(store);
    const { estimate } = this;
    if (!estimate) return;
    this.dispatchEvent(new ScenarioInputEvent(estimate));
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(this.#onRest, REST_MS, store);
  }

  #reflect(): void {
    for (const [state, isOn] of Object.entries(this.#states)) {
      this.#customStates?.[isOn ? 'add' : 'delete'](state);
    }
    // A mistake is made again with every render, and told once.
    const mistake = this.#mistake;
    if (mistake && mistake.message !== this.#reported) this.dispatchEvent(new PricingErrorEvent(mistake));
    this.#reported = mistake?.message;
  }

  readonly #isWaiting = (): boolean => this.isConnected && this.snapshot.status === 'loading';

  /** By a second one, which is never connected: it asks for nothing, listens to nothing and says nothing. */
  readonly #rehearse = (store: PricingStore): Iterable<Node> => {
    const understudy = new (this.constructor as new () => PricingElement)();
    const messages = this.messages ?? this.context?.messages;
    Object.assign(understudy, { store, locale: this.format.locale, messages });
    understudy.performUpdate();
    return understudy.renderRoot.childNodes;
  };

  readonly #onRest = (moved: PricingStore): void => {
    const { estimate } = this;
    // In another scope by now, nobody has moved anything.
    if (this.isConnected && estimate && this.pricing.store === moved)
      this.dispatchEvent(new ScenarioChangeEvent(estimate));
  };

  readonly #onRetry = (): void => {
    const { snapshot } = this;
    // A mistake of ours stays where it is until the what-if that led to it is gone.
    if (snapshot.status === 'failed' && !('reason' in snapshot.problem || 'document' in snapshot.problem)) this.reset();
    this.reload();
    this.requestUpdate();
  };
}
