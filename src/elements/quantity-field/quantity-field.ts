import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Meter } from '../../engine/facts/catalog.ts';
import { Decimal } from '../../engine/numbers/decimal.ts';
import { withQuantity, type ScenarioEdit, type ScenarioQuantity } from '../../engine/usage/scenario.ts';
import type { Estimate, MeterEstimate } from '../../engine/estimate/estimate.ts';
import { nearestPosition, type SliderScale } from '../../engine/estimate/slider-scale.ts';
import type { Format } from '../../format/format.ts';
import { parseQuantity, type QuantityProblem } from './parse-quantity.ts';

/** One quantity that a visitor may set. */
export interface QuantityControl {
  /** Of its field; unique in the shadow root. */
  readonly id: string;
  readonly meter: Pick<Meter, 'name' | 'kind' | 'unit'>;
  /** `null` = unknown. */
  readonly quantity: Decimal | null;
  readonly format: Format;
  readonly currency: string;
  /** By the slider: about; by the field: exactly. */
  readonly onQuantity: (quantity: Decimal, kind: ScenarioQuantity['kind']) => void;
  /** Leads back to what is shown. */
  readonly undo: () => void;
}

/** What shows an estimate, and what the visitor tries out of it. */
interface WhatIf {
  readonly format: Format;
  readonly estimate: Estimate;
  readonly edit: (edit: ScenarioEdit) => void;
}

/** The quantity of a meter, as a what-if sets it. */
export function meterControl(
  id: string,
  { meter, quantity }: MeterEstimate,
  { format, estimate, edit }: WhatIf,
): QuantityControl {
  return {
    id,
    meter,
    quantity,
    format,
    currency: estimate.currency,
    onQuantity: (next, kind) => edit(withQuantity(meter.id, next, kind)),
    undo: () => edit(() => estimate.scenario),
  };
}

interface Draft {
  readonly text: string;
  readonly problem: QuantityProblem | null;
  /** Leads back to what was there before anything was read; `null` = there it is already. */
  readonly undo: (() => void) | null;
}

/**
 * Number fields and sliders for quantities of meters. It remembers what is being typed, so that a field is neither
 * rewritten under the hand nor emptied of what cannot be read.
 */
export class QuantityFields {
  readonly #drafts = new Map<string, Draft>();
  readonly #update: () => void;

  /** @param update asks the host to render again */
  constructor(update: () => void) {
    this.#update = update;
  }

  /** Forgets what was typed; in one field, or in all. */
  clear(id?: string): void {
    if (id === undefined) this.#drafts.clear();
    else this.#drafts.delete(id);
  }

  /** Any quantity, in the visitor's own digits. */
  renderField(control: QuantityControl): TemplateResult {
    const { id, meter, quantity, format, currency } = control;
    const draft = this.#drafts.get(id);
    const shown =
      draft?.text ??
      (quantity === null ? '' : meter.kind === 'money' ? format.rate(quantity, currency) : format.number(quantity));
    return html`<input
      id=${id}
      type="text"
      inputmode="decimal"
      autocomplete="off"
      part="field"
      .value=${live(shown)}
      placeholder=${quantity === null ? format.text('field.not_reported') : nothing}
      aria-invalid=${draft?.problem ? 'true' : nothing}
      aria-describedby=${draft?.problem ? problemId(id) : nothing}
      @input=${(event: InputEvent) => this.#read(control, (event.target as HTMLInputElement).value)}
      @change=${() => this.#settle(control)}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#takeBack(id)}
    />`;
  }

  /** Round quantities that follow prices and usage, with a mark where a price changes. */
  renderSlider(control: QuantityControl, scale: SliderScale): TemplateResult {
    const { id, meter, quantity, format, currency, onQuantity } = control;
    const last = scale.positions.length - 1;
    const index = quantity === null ? 0 : nearestPosition(scale, quantity);
    const words = quantity === null ? format.text('field.not_reported') : format.quantity(quantity, meter, currency);
    return html`<div class="slider">
      ${scale.ticks.map((tick) => html`<i .style=${`--_at:${tick / last}`}></i>`)}<input
        type="range"
        part="slider"
        max=${last}
        .value=${live(String(index))}
        .style=${`--_fill:${(100 * index) / last}%`}
        aria-label=${meter.name}
        aria-valuetext=${words}
        @input=${(event: InputEvent) => {
          this.clear(id);
          onQuantity(scale.positions[Number((event.target as HTMLInputElement).value)]!, 'about');
        }}
      />
    </div>`;
  }

  /** Why the text in a field is no quantity. */
  renderProblem({ id, format }: QuantityControl): unknown {
    const draft = this.#drafts.get(id);
    if (!draft?.problem) return nothing;
    const values = { text: draft.text, example: format.number(new Decimal('1234.5')) };
    return html`<p id=${problemId(id)} class="small danger" role="alert">
      ${format.text(`field.${draft.problem}`, values)}
    </p>`;
  }

  #read(control: QuantityControl, text: string): void {
    const { id, format, onQuantity } = control;
    const former = this.#drafts.get(id);
    const undo = former?.undo ?? null;
    const read = parseQuantity(text, format.locale);
    if (typeof read !== 'string') {
      this.#drafts.set(id, { text, problem: null, undo: undo ?? control.undo });
      onQuantity(read, 'exactly');
      return;
    }
    // Half a number is no mistake yet; one that was told already is told until it is mended.
    this.#drafts.set(id, { text, problem: former?.problem && text.trim() ? read : null, undo });
    this.#update();
  }

  /** What is left empty is a change of mind. */
  #settle({ id, format }: QuantityControl): void {
    const text = this.#drafts.get(id)?.text ?? '';
    const problem = parseQuantity(text, format.locale);
    if (!text.trim()) return this.#takeBack(id);
    // What else is changed from here on is not to be taken back with it.
    if (typeof problem === 'string') this.#drafts.set(id, { text, problem, undo: null });
    else this.clear(id);
    this.#update();
  }

  #takeBack(id: string): void {
    const undo = this.#drafts.get(id)?.undo;
    this.clear(id);
    undo?.();
    this.#update();
  }
}

/** The id of a meter may have spaces, which part ids where one element names another. */
function problemId(id: string): string {
  return `${id}-problem`.replace(/\s/g, '_');
}
