import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import type { Estimate, LimitEstimate } from '../../engine/estimate/estimate.ts';
import type { Consent as Agreement, Limit } from '../../engine/facts/limit.ts';
import { listOf } from '../../engine/list-of.ts';
import { withLimit } from '../../engine/usage/scenario.ts';
import type { Tables } from '../../format/messages.ts';
import { SHARED } from '../../format/messages/shared.ts';
import { STOPS } from '../../format/messages/stops.ts';
import { USAGE_METER } from '../../format/messages/usage-meter.ts';
import { LimitConsentEvent, LimitRequestEvent } from '../events.ts';
import { PricingElement, type Shape } from '../pricing-element.ts';
import { quantityFieldStyles } from '../quantity-field/quantity-field.styles.ts';
import { QuantityFields } from '../quantity-field/quantity-field.ts';
import { renderCommitment, renderCredits } from './balances.ts';
import { invoiceGauge, meterGauge, type Gauge } from './gauge.ts';
import { renderFacts, renderGauge } from './gauge-view.ts';
import type { View } from './view.ts';
import { quantityWords } from './gauge-words.ts';
import { renderConsent } from './consent-form.ts';
import { draftLimit, ownLimit, renderLimitForm, trialLimit, type LimitDraft } from './limit-form.ts';
import { usageMeterStyles } from './usage-meter.styles.ts';

const WORDS: Tables = [SHARED, STOPS, USAGE_METER];

/**
 * What is used of what is included, where usage will probably end, and what limits do; seats, credits, commitment. The
 * customer can ask for a limit.
 *
 * @tagname pb-usage-meter
 * @fires {LimitRequestEvent} pb-limit-request - The visitor asks for a limit. Cancelable, without a default: the widget
 *   waits for the account.
 * @fires {LimitConsentEvent} pb-limit-consent - The visitor agrees to go over a limit. Cancelable, without a default.
 * @csspart title - The heading over several meters.
 * @csspart meter - One meter, or the invoice's budget.
 * @csspart value - What is used, in words.
 * @csspart track - The bar.
 * @csspart fill - A part of the bar; also named by its kind: used, beyond, over, stopped, expected, likely,
 *   unserved.
 * @csspart seats - The row of seats.
 * @csspart limit-form - Where a limit is asked for.
 * @csspart field - An amount that can be typed.
 * @csspart consent - Where a new maximum is agreed to.
 * @csspart credits - The credits.
 * @csspart commitment - The commitment.
 */
export class UsageMeter extends PricingElement {
  static override properties: PropertyDeclarations = { meter: {} };

  static override styles = [PricingElement.styles, quantityFieldStyles, usageMeterStyles];

  /** A meter's id, or `invoice` (the budget), `credits`, `commitment`; without it, all there are. */
  meter: string | null = null;

  /** The limit being put together; at most one at a time. */
  #drafted: LimitDraft | null = null;

  readonly #fields = new QuantityFields(() => this.requestUpdate());
  /** Asked for, and not yet in the account: by meter. */
  readonly #asked = new Map<string | null, LimitDraft>();
  /** New maximums as they are typed, and those that were agreed to: by limit's id. */
  readonly #maximums = new Map<string, Decimal>();
  readonly #agreed = new Map<string, Agreement>();
  #focus = '';

  protected override get english(): Tables {
    return WORDS;
  }

  protected get label(): string {
    return this.format.text('meter.label');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { estimate } = this;
    if (estimate) this.#forgetConfirmed(estimate);
    else this.#forgetAll();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(`#${this.#focus}`)?.focus();
    this.#focus = '';
  }

  protected override renderSkeleton(shape: Shape | undefined): unknown {
    return listOf(this.meter ? 1 : (shape?.meters ?? 2), () => html`<div class="bar"></div>`);
  }

  protected renderReady(estimate: Estimate): unknown {
    const { format, meter } = this;
    const view: View = { format, estimate };
    // Frameworks write "none" in three ways: null, undefined and an empty text.
    const isAll = !meter;
    const asOf = this.renderAsOf(estimate);
    const heading = (text: string): TemplateResult =>
      isAll
        ? html`<h3><bdi>${text}</bdi></h3>`
        : html`<div class="row">
            <h2><bdi>${text}</bdi></h2>
            ${asOf}
          </div>`;
    const gauges = this.#gaugesOf(estimate);
    const parts: unknown[] = gauges.map((gauge, index) => this.#renderMeter(gauge, index, heading(gauge.name), view));
    const wants = (part: string): boolean => isAll || (gauges.length === 0 && meter === part);
    if (wants('credits')) parts.push(renderCredits(heading, view));
    if (wants('commitment')) parts.push(renderCommitment(heading, view));
    const problems = estimate.problems.filter((problem) =>
      'meter' in problem ? isAll && gauges.every(({ id }) => id !== problem.meter) : true,
    );
    const shown = parts.filter((part) => part !== nothing);
    const words = isAll ? format.text('meter.empty') : format.text('meter.unknown', { meter });
    return html`${
      isAll
        ? html`<div class="row apart head">
            <h2 part="title">${this.label}</h2>
            ${asOf}
          </div>`
        : nothing
    }
    ${this.renderProblems(problems, estimate)}
    ${shown.length === 0 ? html`<p>${words}</p>` : html`<div class="meters">${shown}</div>`}`;
  }

  /** All meters and the budget, or the one that is asked for: a meter's id comes before the other names. */
  #gaugesOf(estimate: Estimate): Gauge[] {
    const { meter } = this;
    const meters = estimate.meters.filter((known) => !meter || known.meter.id === meter);
    const gauges = meters.map((known) => meterGauge(known, estimate));
    const hasBudget = estimate.account && (!meter || (meter === 'invoice' && gauges.length === 0));
    return hasBudget ? [...gauges, invoiceGauge(this.format.text('meter.invoice'), estimate)] : gauges;
  }

  #renderMeter(gauge: Gauge, index: number, heading: unknown, view: View): TemplateResult {
    const { estimate } = view;
    return html`<div class="meter" part="meter">
      ${renderGauge(gauge, heading, view)}
      ${gauge.limits.map((limit, place) => this.#renderConsent(limit, gauge, `${index}-${place}`, view))}
      ${renderFacts(gauge, view)} ${estimate.account ? this.#renderAsk(gauge, index, view) : nothing}
    </div>`;
  }

  /** The way to ask for a limit, or what was asked for. */
  #renderAsk(gauge: Gauge, index: number, view: View): unknown {
    const { format, estimate } = view;
    const asked = this.#asked.get(gauge.id);
    const isOpen = this.#drafted?.meter === gauge.id && this.#drafted;
    const action = format.text(ownLimit(gauge, estimate) ? 'meter.ask.change' : 'meter.ask');
    return html`${
        asked
          ? html`<p id="asked-${index}" class="notice" tabindex="-1">
              ${format.text(`meter.asked.${asked.effect}`, { quantity: quantityWords(asked.at, gauge, view) })}
            </p>`
          : nothing
      }
      <button
        type="button"
        class="plain flush secondary no-print"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls=${isOpen ? 'limit-form' : nothing}
        aria-label=${format.text('meter.ask.of', { action, meter: gauge.name })}
        @click=${() => this.#draft(isOpen ? null : draftLimit(gauge, estimate), gauge)}
      >
        ${action}
      </button>
      ${
        isOpen
          ? renderLimitForm(gauge, isOpen, {
              ...view,
              fields: this.#fields,
              onDraft: (change) => this.#drafted && this.#draft({ ...this.#drafted, ...change }, gauge),
              onAsk: () => this.#ask(gauge, `asked-${index}`),
            })
          : nothing
      }`;
  }

  #renderConsent(limit: LimitEstimate, gauge: Gauge, place: string, view: View): unknown {
    const { id } = limit.limit;
    return renderConsent(limit, gauge, {
      ...view,
      place,
      fields: this.#fields,
      agreed: this.#agreed.get(id),
      maximum: this.#maximums.get(id),
      onMaximum: (at) => {
        this.#maximums.set(id, at);
        this.requestUpdate();
      },
      onConsent: (agreement) => this.#consent(limit.limit, agreement, `agreed-${place}`),
    });
  }

  #draft(draft: LimitDraft | null, gauge: Gauge): void {
    const { estimate } = this;
    if (!estimate) return;
    if (!draft || !this.#drafted) this.#fields.clear('limit');
    this.#drafted = draft;
    this.requestUpdate();
    this.edit(withLimit(draft && trialLimit(draft, ownLimit(gauge, estimate))));
  }

  #ask(gauge: Gauge, place: string): void {
    const draft = this.#drafted;
    if (!draft || !this.dispatchEvent(new LimitRequestEvent(draft))) return;
    this.#asked.set(draft.meter, draft);
    this.#focus = place;
    this.#draft(null, gauge);
  }

  #consent(limit: Limit, agreed: Agreement, place: string): void {
    if (!this.dispatchEvent(new LimitConsentEvent(limit, agreed.at, agreed.until))) return;
    this.#agreed.set(limit.id, agreed);
    this.#focus = place;
    this.requestUpdate();
  }

  /** The next account that comes may be another customer's. */
  #forgetAll(): void {
    this.#drafted = null;
    for (const known of [this.#asked, this.#maximums, this.#agreed, this.#fields]) known.clear();
  }

  /** Waits no longer for what the account says now. */
  #forgetConfirmed({ account }: Estimate): void {
    for (const { meter, at, effect, consent, id } of account?.limits ?? []) {
      const asked = this.#asked.get(meter);
      if (asked?.at.eq(at) && asked.effect === effect) this.#asked.delete(meter);
      if (consent && this.#agreed.get(id)?.at.eq(consent.at)) this.#agreed.delete(id);
    }
  }
}
