import type { ReactiveController, ReactiveControllerHost } from 'lit';

const hosts = new Set<ReactiveControllerHost>();
let observer: MutationObserver | undefined;

/** Updates its host when a `lang` or `dir` above it changes. One observer serves all hosts of a page. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The nearest `lang` above, across shadow roots; `null`: the page names none. */
  get lang(): string | null {
    for (let element: Element | null = this.#host; element;) {
      const found = element.closest('[lang]');
      if (found) return found.getAttribute('lang');
      const root: Node = element.getRootNode();
      element = root instanceof ShadowRoot ? root.host : null;
    }
    return null;
  }

  hostConnected(): void {
    hosts.add(this.#host);
    // It may have moved to where another language holds.
    this.#host.requestUpdate();
    observer ??= new MutationObserver(() => hosts.forEach((host) => host.requestUpdate()));
    const options = { subtree: true, attributeFilter: ['lang', 'dir'] };
    // The document's changes do not tell of those inside a shadow root.
    for (const root of [document, this.#host.getRootNode()]) observer.observe(root, options);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (hosts.size === 0) observer?.disconnect();
  }
}
