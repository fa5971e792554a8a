import { css, html, type PropertyValues } from 'lit';
import type { Messages } from '../../format/messages.ts';
import { PricingContextProvider } from '../../controllers/pricing-context.ts';
import { SourceElement } from '../source-element.ts';

/**
 * One source of facts and one what-if for all widgets below it. Has no box of its own.
 *
 * @tagname pb-pricing
 * @slot - The widgets, and anything else.
 * @fires pb-error - Something could not be loaded or read.
 */
export class PricingScope extends SourceElement {
  static override styles = css`
    :host {
      display: contents;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
    :host([theme='auto']) {
      color-scheme: light dark;
    }
    .visually-hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      margin: -1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  `;

  readonly #provider = new PricingContextProvider<Messages>(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store } = this.pricing;
    const locale = this.locale ?? this.context?.locale ?? null;
    const messages = this.messages ?? this.context?.messages ?? null;
    this.#provider.provide(store && { store, locale, messages });
  }

  protected override render(): unknown {
    return html`<slot></slot>`;
  }
}
