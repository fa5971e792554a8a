import { css, html, type PropertyValues } from 'lit';
import type { Messages } from '../../format/messages.ts';
import { PricingContextProvider } from '../../controllers/pricing-context.ts';
import { SourceElement } from '../source-element.ts';
import { sourceStyles } from '../source-element.styles.ts';

/**
 * One source of facts and one what-if for all widgets below it. Has no box of its own.
 *
 * @tagname pb-pricing
 * @slot - The widgets, and anything else.
 * @fires {ScenarioInputEvent} pb-scenario-input - From a widget inside, as all below.
 * @fires {ScenarioChangeEvent} pb-scenario-change - The same, once the visitor's hand has rested.
 * @fires {PlanSelectEvent} pb-plan-select - The visitor wants a plan. Cancelable.
 * @fires {LimitRequestEvent} pb-limit-request - The visitor asks for a limit. Cancelable.
 * @fires {LimitConsentEvent} pb-limit-consent - The visitor agrees to go over a limit. Cancelable.
 * @fires {QuestionEvent} pb-question - The visitor has a question about one line. Cancelable.
 */
export class PricingScope extends SourceElement {
  static override styles = [
    sourceStyles,
    css`
      :host {
        display: contents;
      }
    `,
  ];

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
