import { html, nothing } from 'lit';
import type { Estimate } from '../../engine/estimate/estimate.ts';
import type { InvoiceFacts } from '../../format/invoice-row.ts';
import { invoiceCsv } from '../../format/invoice-csv.ts';
import { invoiceText } from '../../format/invoice-text.ts';
import type { Line } from '../../engine/pricing/line.ts';
import { listOf } from '../../engine/list-of.ts';
import type { Tables } from '../../format/messages.ts';
import { INVOICE } from '../../format/messages/invoice.ts';
import { INVOICE_FORECAST } from '../../format/messages/invoice-forecast.ts';
import { SHARED } from '../../format/messages/shared.ts';
import { STOPS } from '../../format/messages/stops.ts';
import { renderCostChart } from '../chart/cost-chart-view.ts';
import { costChartStyles } from '../chart/cost-chart.styles.ts';
import { QuestionEvent } from '../events.ts';
import { PricingElement, type Shape } from '../pricing-element.ts';
import { QuantityFields } from '../quantity-field/quantity-field.ts';
import { quantityFieldStyles } from '../quantity-field/quantity-field.styles.ts';
import { billedPeriod, renderChange, renderHead } from './forecast-head.ts';
import { invoiceForecastStyles } from './invoice-forecast.styles.ts';
import { renderInvoice } from './invoice-table.ts';
import { printElements } from './print-elements.ts';
import { quantityMeters, renderWhatIf } from './what-if.ts';

/** From so many quantities on they stand in two columns, below the chart. */
const MANY = 6;

const WORDS: Tables = [INVOICE, INVOICE_FORECAST, SHARED, STOPS];

/**
 * The customer's next invoice before it comes: what is expected and how surely, what it is made of, and what it would be.
 *
 * @tagname pb-invoice-forecast
 * @fires {QuestionEvent} pb-question - The visitor has a question about one line; offered where the documents name a contact.
 *   Cancelable.
 * @csspart total - The expected total.
 * @csspart range - The likely range beside it.
 * @csspart change - The difference to the last invoice.
 * @csspart standings - Sentences about limits, the subscription, credits.
 * @csspart chart - The cost by day.
 * @csspart what-if - All controls.
 * @csspart quantity - One quantity with its field and slider.
 * @csspart field - The field of a quantity.
 * @csspart slider - The slider of a quantity.
 * @csspart invoice - The table.
 * @csspart line - One line of the invoice with its steps.
 * @csspart step - One step of a line.
 * @csspart question - The link to ask about a line.
 * @csspart uncertainty - What uncertain usage adds to the invoice.
 * @csspart actions - The buttons below the invoice.
 */
export class InvoiceForecast extends PricingElement {
  static override styles = [PricingElement.styles, costChartStyles, quantityFieldStyles, invoiceForecastStyles];

  readonly #fields = new QuantityFields(() => this.requestUpdate());
  readonly #open = new Set<string>();
  #cursor: number | null = null;
  #copied: { readonly estimate: Estimate; readonly isDone: boolean } | null = null;

  protected override get english(): Tables {
    return WORDS;
  }

  protected get label(): string {
    return this.format.text('forecast.label');
  }

  protected renderReady(estimate: Estimate): unknown {
    const { format } = this;
    const { invoice, dueNow, period, plan, ownPlan } = estimate;
    const chart = billedPeriod(estimate)
      ? renderCostChart({ estimate, format, cursor: this.#cursor, onCursor: this.#onCursor })
      : nothing;
    const isWide = chart === nothing || quantityMeters(estimate).length > MANY;
    // What has no price on a plan without prices needs no saying.
    const problems = estimate.problems.filter(({ kind }) => !plan.contact || kind !== 'usage_without_charge');
    return html`${this.renderProblems(problems, estimate)}
      ${renderHead({
        estimate,
        format,
        asOf: this.renderAsOf(estimate),
        figure: (amount) => this.renderFigure(amount, estimate.currency),
      })}
      <div class="play ${isWide ? 'wide' : ''}">
        <div>${chart} ${renderChange(format, estimate)}</div>
        ${renderWhatIf({
          estimate,
          format,
          fields: this.#fields,
          edit: (edit) => this.edit(edit),
          reset: this.#onReset,
        })}
      </div>
      ${dueNow ? this.#renderInvoice(estimate, dueNow, 'now', format.text('forecast.due_now')) : nothing}
      ${
        invoice.lines.length > 0
          ? this.#renderInvoice(
              estimate,
              invoice,
              'next',
              format.text(period && plan === ownPlan ? 'forecast.caption' : 'forecast.caption_regular'),
            )
          : nothing
      }
      ${invoice.lines.length > 0 ? this.#renderActions(estimate) : nothing}`;
  }

  protected override renderSkeleton(shape: Shape | undefined): unknown {
    // Discounts, taxes, total, credits and the buttons are about as many rows again.
    const { meters = 2, lines = 4 } = shape ?? {};
    return html`<div class="bar-figure"></div>
      <div class="bar-text"></div>
      <div class="bar-play" .style=${`--_rows:${Math.min(meters, MANY)}`}></div>
      ${listOf(lines + 8, () => html`<div class="bar-line"></div>`)}`;
  }

  #renderInvoice(estimate: Estimate, invoice: Estimate['invoice'], name: string, caption: string): unknown {
    return renderInvoice({
      estimate,
      invoice,
      format: this.format,
      caption,
      name,
      open: this.#open,
      onToggle: this.#onToggle,
      onQuestion: (event, line) => this.#onQuestion(event, line, estimate),
    });
  }

  #renderActions(estimate: Estimate): unknown {
    const { format } = this;
    const copied = this.#copied?.estimate === estimate ? this.#copied : null;
    return html`<div class="row actions no-print" part="actions">
      <button type="button" @click=${() => void this.#copy(estimate)}>${format.text('forecast.copy')}</button>
      <button type="button" @click=${() => this.#download(estimate)}>${format.text('forecast.csv')}</button>
      <button type="button" @click=${this.#onPrint}>${format.text('forecast.print')}</button>
      <span class="secondary small" role="status"
        >${copied ? format.text(copied.isDone ? 'forecast.copied' : 'forecast.not_copied') : nothing}</span
      >
    </div>`;
  }

  #factsOf(estimate: Estimate): InvoiceFacts {
    return { format: this.format, estimate, invoice: estimate.invoice };
  }

  async #copy(estimate: Estimate): Promise<void> {
    const { plan } = estimate;
    const period = billedPeriod(estimate);
    const title = period ? `${plan.name}, ${this.format.period(period.startDay, period.endDay)}` : plan.name;
    // Where the page may not write to the clipboard, that is said; Chromium would say it on the console besides.
    const { featurePolicy } = document as { readonly featurePolicy?: { allowsFeature(feature: string): boolean } };
    const isBarred = featurePolicy?.allowsFeature('clipboard-write') === false;
    const isDone =
      !isBarred &&
      (await navigator.clipboard?.writeText(invoiceText(this.#factsOf(estimate), title)).then(
        () => true,
        () => false,
      ));
    this.#copied = { estimate, isDone: isDone ?? false };
    this.requestUpdate();
  }

  #download(estimate: Estimate): void {
    // The mark at the start tells a spreadsheet that this is UTF-8.
    const file = new Blob(['\ufeff', invoiceCsv(this.#factsOf(estimate))], { type: 'text/csv;charset=utf-8' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'invoice.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #onQuestion(event: Event, line: Line, estimate: Estimate): void {
    if (!this.dispatchEvent(new QuestionEvent(estimate, line))) event.preventDefault();
  }

  readonly #onReset = (): void => {
    this.#fields.clear();
    this.reset();
  };

  readonly #onToggle = (key: string): void => {
    if (!this.#open.delete(key)) this.#open.add(key);
    this.requestUpdate();
  };

  readonly #onCursor = (cursor: number | null): void => {
    if (cursor === this.#cursor) return;
    this.#cursor = cursor;
    this.requestUpdate();
  };

  readonly #onPrint = (): void => {
    printElements({
      elements: [...this.renderRoot.querySelectorAll('.printed')],
      styles: (this.constructor as typeof InvoiceForecast).elementStyles,
      language: this.format.language,
      direction: this.direction,
    });
  };
}
