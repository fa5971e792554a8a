import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isSame } from '../client/is-same.ts';
import type { PricingStore } from '../store/pricing-store.ts';

/** What a scope shares with the widgets below it. `Words` are its messages; this floor does not read them. */
export interface PricingContext<Words> {
  readonly store: PricingStore;
  readonly locale: string | null;
  readonly messages: Words | null;
}

const REQUEST = 'pb-context-request';

/**
 * Asks the nearest scope above for its context. The answer comes synchronously, and again at each change, until `leave`.
 * One event in place of a context library: a scope is always defined before what stands below it.
 */
class PricingContextRequest<Words> extends Event {
  readonly onContext: (context: PricingContext<Words> | null) => void;
  /** Set by the scope that answers. */
  leave: (() => void) | undefined;

  constructor(onContext: (context: PricingContext<Words> | null) => void) {
    super(REQUEST, { bubbles: true, composed: true });
    this.onContext = onContext;
  }
}

/**
 * Asks for the context of the nearest scope above.
 *
 * @param onContext gets it, and each later one; `null`: the scope has none yet
 * @returns what ends that, or `undefined` where there is no scope
 */
export function requestPricingContext<Words>(
  host: HTMLElement,
  onContext: (context: PricingContext<Words> | null) => void,
): (() => void) | undefined {
  const request = new PricingContextRequest(onContext);
  host.dispatchEvent(request);
  return request.leave;
}

/** Answers the requests of everything below its host. */
export class PricingContextProvider<Words> implements ReactiveController {
  readonly #host: HTMLElement;
  readonly #consumers = new Set<(context: PricingContext<Words> | null) => void>();
  #context: PricingContext<Words> | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener(REQUEST, this.#onRequest);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener(REQUEST, this.#onRequest);
  }

  /** Gives all consumers a context, where anything in it is new. */
  provide(context: PricingContext<Words> | null): void {
    if (isSame(context, this.#context)) return;
    this.#context = context;
    for (const onContext of [...this.#consumers]) onContext(context);
  }

  readonly #onRequest = (event: Event): void => {
    // Not its own request, which goes on to the scope above.
    if (event.composedPath()[0] === this.#host) return;
    event.stopImmediatePropagation();
    const request = event as PricingContextRequest<Words>;
    const { onContext } = request;
    this.#consumers.add(onContext);
    request.leave = () => this.#consumers.delete(onContext);
    onContext(this.#context);
  };
}
