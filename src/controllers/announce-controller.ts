import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * One polite live region in its host's shadow root. It stands outside what the host renders, so that saying something
 * costs no update. There from the start, as a region that comes with its text is often not read.
 */
export class AnnounceController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #region: HTMLElement | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#region) return;
    this.#region = document.createElement('div');
    this.#region.className = 'visually-hidden';
    this.#region.role = 'status';
    this.#region.translate = false;
    this.#host.renderRoot.append(this.#region);
  }

  say(text: string): void {
    if (this.#region) this.#region.textContent = text;
  }
}

const claimed = new WeakSet<Error>();

/**
 * Whether this host is the one to raise the alarm: of all that show one failure, the first that can be seen. In the
 * simulated pages of test runners nobody can tell.
 */
export function claimAlert(problem: Error, host: Partial<Pick<HTMLElement, 'checkVisibility'>>): boolean {
  if (claimed.has(problem) || host.checkVisibility?.() === false) return false;
  claimed.add(problem);
  return true;
}
