import { html } from 'lit';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import type { ScenarioEdit } from '../../src/engine/usage/scenario.ts';
import { define } from '../../src/elements/define.ts';
import { PricingElement } from '../../src/elements/pricing-element.ts';
import '../../src/elements/pricing-scope/index.ts';

/** The smallest widget there can be, with a count of its renders. */
export class ProbeWidget extends PricingElement {
  renders = 0;
  /** Thrown by the next renders, as a widget's own mistake. */
  mistake: Error | null = null;

  protected get label(): string {
    return 'Probe';
  }

  protected renderReady(estimate: Estimate): unknown {
    if (this.mistake) throw this.mistake;
    const { invoice, currency, problems } = estimate;
    return html`${this.renderAsOf(estimate)} ${invoice.total && this.renderFigure(invoice.total, currency)}
      <output>${invoice.total && this.format.money(invoice.total, currency)}</output>
      ${this.renderProblems(problems, estimate)}`;
  }

  protected override render(): unknown {
    this.renders += 1;
    return super.render();
  }

  /** As a hand would. */
  move(edit: ScenarioEdit): void {
    this.edit(edit);
  }

  letGo(): void {
    this.reset();
  }

  get total(): string {
    return this.renderRoot.querySelector('output')?.textContent ?? '';
  }

  get words(): string {
    return this.renderRoot.querySelector('.frame')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }
}

define('probe-widget', ProbeWidget);

declare global {
  interface HTMLElementTagNameMap {
    'probe-widget': ProbeWidget;
  }
}
