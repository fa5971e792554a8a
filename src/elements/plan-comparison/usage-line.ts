import { html, nothing, type TemplateResult } from 'lit';
import type { Estimate, MeterEstimate } from '../../engine/estimate/estimate.ts';
import { withMode, withQuantities, type ScenarioEdit } from '../../engine/usage/scenario.ts';
import { usageInterval } from '../../engine/invoice/situation.ts';
import type { Format } from '../../format/format.ts';
import { meterControl, type QuantityFields } from '../quantity-field/quantity-field.ts';
import { usageWords } from './plan-words.ts';

/** Quantities that stand in the line; the others are where they can be changed. */
const METERS = 5;

export interface UsageContext {
  readonly format: Format;
  readonly estimate: Estimate;
  readonly fields: QuantityFields;
  readonly isEditing: boolean;
  readonly asOf: unknown;
  readonly edit: (edit: ScenarioEdit) => void;
  readonly onEditing: () => void;
}

/** The usage that all plans are priced at, and where it can be changed. */
export function renderUsage(context: UsageContext): unknown {
  const { format, estimate, isEditing, asOf, onEditing } = context;
  const { catalog, period, currency, ownPlan, scenario } = estimate;
  const meters = estimate.meters.filter(({ meter }) => !meter.sumOf);
  if (meters.length === 0) return asOf;
  const known = meters.filter(({ quantity }) => quantity !== null);
  const words = usageWords(format, known, { currency, interval: usageInterval(catalog, ownPlan) });
  const shown = words.length > METERS + 1 ? words.slice(0, METERS) : words;
  const more = words.length - shown.length;
  const lead = words.length === 0 ? 'at_nothing' : period && scenario.mode === 'current' ? 'at_expected' : 'at';
  return html`<div class="usage row">
      <p class="secondary small">${format.text(`comparison.${lead}`)}</p>
      <ul class="row facts small">
        ${shown.map((quantity) => html`<li>${quantity}</li>`)}
        ${more > 0 ? html`<li>${format.text('comparison.more_meters', { count: more })}</li>` : nothing}
      </ul>
      <button type="button" class="no-print" part="change" aria-expanded=${isEditing} @click=${onEditing}>
        ${format.text('comparison.change')}
      </button>
      ${asOf}
    </div>
    ${
      isEditing
        ? html`<div class="editing no-print">
            ${renderStarts(context)}
            <div class="fields">${meters.map((meter) => renderQuantity(context, meter))}</div>
          </div>`
        : nothing
    }`;
}

/** Quantities to start from, for those who do not know theirs. */
function renderStarts({ format, estimate, fields, edit }: UsageContext): unknown {
  const { catalog, account } = estimate;
  if (!account && catalog.examples.length === 0) return nothing;
  const start = (label: string, scenarioEdit: ScenarioEdit) => {
    const onClick = () => {
      fields.clear();
      edit(scenarioEdit);
    };
    return html`<button type="button" @click=${onClick}>${label}</button>`;
  };
  return html`<div class="row">
    <span class="secondary small">${format.text('comparison.start_from')}</span>
    ${account && start(format.text('comparison.own_usage'), withMode('current'))}
    ${catalog.examples.map(({ name, quantities }) => start(name, withQuantities(quantities)))}
  </div>`;
}

function renderQuantity(context: UsageContext, counted: MeterEstimate): TemplateResult {
  const { fields } = context;
  const { meter, slider } = counted;
  const id = `field-${meter.id}`;
  const control = meterControl(id, counted, context);
  return html`<div class="quantity">
    <div class="row apart"><label for=${id}>${meter.name}</label>${fields.renderField(control)}</div>
    ${fields.renderSlider(control, slider)} ${fields.renderProblem(control)}
  </div>`;
}
