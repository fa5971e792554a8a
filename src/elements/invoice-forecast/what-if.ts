import { html, nothing } from 'lit';
import type { Estimate, MeterEstimate, PlanEstimate } from '../../engine/estimate/estimate.ts';
import { isPlanKnown } from '../../engine/invoice/situation.ts';
import { minorDigits } from '../../engine/numbers/money.ts';
import { sameInterval } from '../../engine/time/period.ts';
import {
  withAddOn,
  withMode,
  withoutQuantity,
  withPlan,
  withQuantities,
  type Scenario,
  type ScenarioEdit,
} from '../../engine/usage/scenario.ts';
import type { Format } from '../../format/format.ts';
import { onePerInterval } from '../one-per-interval.ts';
import { meterControl, type QuantityFields } from '../quantity-field/quantity-field.ts';
import { renderSegments } from '../segments.ts';

export interface WhatIfView {
  readonly estimate: Estimate;
  readonly format: Format;
  readonly fields: QuantityFields;
  readonly edit: (edit: ScenarioEdit) => void;
  readonly reset: () => void;
}

/** Not in a template, where it would stay as it is in a file that has to be ASCII. */
const LET_GO = '↺';

const MODES = ['current', 'custom', 'scratch'] as const satisfies readonly Scenario['mode'][];

/** Where the visitor plays: where to start from, which plan, how much of what. */
export function renderWhatIf(view: WhatIfView): unknown {
  const { estimate, format, reset } = view;
  return html`<div class="what-if no-print" role="group" aria-label=${format.text('forecast.what_if')} part="what-if">
    ${estimate.account ? renderModes(view) : html`<h3>${format.text('forecast.what_if')}</h3>`} ${renderExamples(view)}
    ${renderPlans(view)} ${renderAddOns(view)}
    <div class="quantities">${quantityMeters(estimate).map((meter) => renderQuantity(view, meter))}</div>
    <button
      type="button"
      class="plain reset"
      ?disabled=${estimate.account !== null && !estimate.isWhatIf}
      @click=${(event: MouseEvent) => {
        reset();
        if (estimate.account) keepFocus(event, '.what-if');
      }}
    >
      ${format.text('reset')}
    </button>
  </div>`;
}

/** What may be set: of a meter made of others, these. */
export function quantityMeters({ meters }: Estimate): readonly MeterEstimate[] {
  return meters.filter(({ charged, meter }) => charged && meter.sumOf === null);
}

function renderModes({ estimate, format, fields, edit }: WhatIfView): unknown {
  const modes = MODES.map((value) => ({ value, label: format.text(`forecast.mode.${value}`) }));
  return renderSegments(format.text('forecast.what_if'), modes, estimate.scenario.mode, (mode) => {
    fields.clear();
    edit(withMode(mode));
  });
}

function renderExamples({ estimate, format, fields, edit }: WhatIfView): unknown {
  const { examples } = estimate.catalog;
  if (examples.length === 0 || estimate.scenario.mode !== 'scratch') return nothing;
  return html`<div class="row examples" role="group" aria-label=${format.text('forecast.examples')}>
    <span class="secondary small">${format.text('forecast.examples')}</span>
    ${examples.map(
      ({ name, quantities }) =>
        html`<button
          type="button"
          @click=${() => {
            fields.clear();
            edit(withQuantities(quantities));
          }}
        >
          <bdi>${name}</bdi>
        </button>`,
    )}
  </div>`;
}

function renderPlans({ estimate, format, edit }: WhatIfView): unknown {
  const { plans, ownPlan, plan: selected } = estimate;
  const choose = (id: string) => edit(withPlan(id === ownPlan?.id ? null : id));
  if (plans.length < 2) return nothing;
  // One entry a family, at the interval that is chosen already, where it has that: two where one is grandfathered.
  const offered = [...new Set(plans.map(({ plan }) => plan.family))].flatMap((family) => {
    const members = plans.filter(({ plan }) => plan.family === family);
    const chosen = members.filter(({ plan }) => sameInterval(plan.interval, selected.interval));
    return chosen.length > 0 ? chosen : members.slice(0, 1);
  });
  const family = plans.map(({ plan }) => plan).filter((plan) => plan.family === selected.family);
  const isKnown = isPlanKnown(estimate);
  const siblings = isKnown ? onePerInterval([selected, ...family]) : [];
  const nameOf = ({ plan, status }: PlanEstimate) =>
    status === 'own'
      ? format.text('forecast.plan_own', { plan: plan.name })
      : status === 'contact'
        ? format.text('forecast.plan_contact', { plan: plan.name })
        : plan.name;
  return html`<div class="row">
    <label class="row plan"
      ><span>${format.text('forecast.plan')}</span>
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${isKnown ? nothing : html`<option hidden selected></option>`}
        ${offered.map(
          (one) =>
            html`<option value=${one.plan.id} .selected=${isKnown && one.plan === selected}>${nameOf(one)}</option>`,
        )}
      </select></label
    >
    ${
      siblings.length > 1
        ? renderSegments(
            format.text('billed'),
            siblings.map(({ id, interval }) => ({ value: id, label: format.every(interval) })),
            selected.id,
            choose,
          )
        : nothing
    }
  </div>`;
}

function renderAddOns({ estimate, format, edit }: WhatIfView): unknown {
  const { plan, scenario, account } = estimate;
  const addOns = plan.charges.filter(({ optional }) => optional);
  if (addOns.length === 0 || !isPlanKnown(estimate)) return nothing;
  const isTaken = (id: string) => scenario.addOns.get(id) ?? account?.subscription.addOns.includes(id) ?? false;
  return html`<fieldset class="row add-ons">
    <legend class="secondary small">${format.text('forecast.add_ons')}</legend>
    ${addOns.map(
      ({ id, name }) =>
        html`<label
          ><input
            type="checkbox"
            .checked=${isTaken(id)}
            @change=${(event: Event) => edit(withAddOn(id, (event.target as HTMLInputElement).checked))}
          /><bdi>${name}</bdi></label
        >`,
    )}
  </fieldset>`;
}

function renderQuantity(view: WhatIfView, counted: MeterEstimate): unknown {
  const { estimate, format, fields, edit } = view;
  const { meter, quantity, source, quantityKind, slider } = counted;
  const id = `quantity-${meter.id}`;
  const control = meterControl(id, counted, view);
  const letGo = format.text('forecast.let_go', { meter: meter.name });
  return html`<div class="quantity" part="quantity">
    <label for=${id}><bdi>${meter.name}</bdi></label>
    <span class="secondary small">${quantity ? format.text(`forecast.${quantityKind}`) : ''}</span>
    <button
      type="button"
      class="plain let-go"
      title=${letGo}
      aria-label=${letGo}
      ?disabled=${source !== 'scenario'}
      @click=${(event: MouseEvent) => {
        fields.clear(id);
        edit(withoutQuantity(meter.id));
        keepFocus(event, '.quantity');
      }}
    >
      <span aria-hidden="true">${LET_GO}</span>
    </button>
    ${fields.renderField(control)} ${fields.renderSlider(control, slider)} ${renderServed(format, counted, estimate)}
    ${renderJump(format, counted, estimate)} ${fields.renderProblem(control)}
  </div>`;
}

/** A button that has done its work is disabled: who pressed it by key goes on from the first choice of what it was about. */
function keepFocus({ currentTarget, detail }: MouseEvent, place: string): void {
  if (detail > 0) return;
  (currentTarget as Element).closest(place)?.querySelector<HTMLElement>('[type=radio], [type=range]')?.focus();
}

/** Says where the price stops short of the quantity asked for. */
function renderServed(format: Format, { meter, served, quantity }: MeterEstimate, { currency }: Estimate): unknown {
  if (!served || !quantity || served.eq(quantity)) return nothing;
  const words = format.text('forecast.served', { quantity: format.quantity(served, meter, currency) });
  return html`<p class="small warning">${words}</p>`;
}

/** A word before a jump: the next seat, and whatever costs a hundred of the smallest coin or leaves room after it. */
function renderJump(format: Format, { meter, served, next }: MeterEstimate, { invoice, currency }: Estimate): unknown {
  // What is paid in advance has no line once the subscription ends.
  const isBilled = invoice.lines.some((line) => line.meter === meter.id);
  if (!isBilled || !next || !served || next.amount.isZero()) return nothing;
  const isJump = next.roomAfter.gt(0) || next.amount.abs().gte(`1e${2 - minorDigits(currency)}`);
  if (!isJump && meter.kind !== 'seats') return nothing;
  const then = served.plus(next.quantity);
  const words = format.text(next.roomAfter.gt(0) ? 'forecast.jump_room' : 'forecast.jump', {
    quantity: format.quantity(then, meter, currency),
    amount: format.signedMoney(next.amount, currency),
    to: format.number(then.plus(next.roomAfter)),
  });
  return html`<p class="secondary small">${words}</p>`;
}
