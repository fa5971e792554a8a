import { html, nothing, type TemplateResult } from 'lit';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import { max, ZERO } from '../../engine/numbers/decimal.ts';
import type { Estimate } from '../../engine/estimate/estimate.ts';
import type { Limit } from '../../engine/facts/limit.ts';
import type { QuantityFields } from '../quantity-field/quantity-field.ts';
import { renderSegments } from '../segments.ts';
import { roundAbove, type Gauge } from './gauge.ts';
import { renderSentences } from './gauge-view.ts';
import { limitSentences, quantityWords } from './gauge-words.ts';
import type { View } from './view.ts';

/** What the visitor is about to ask for. */
export type LimitDraft = Pick<Limit, 'meter' | 'at' | 'effect'>;

/** The limit that the customer has set already, which a new one would replace. */
export function ownLimit({ id }: Gauge, { account }: Estimate): Limit | undefined {
  return account?.limits.find(({ meter, setBy }) => meter === id && setBy === 'customer');
}

/** What to start from: what there is, else a round amount that is probably not reached. */
export function draftLimit(gauge: Gauge, estimate: Estimate): LimitDraft {
  const { effect = 'notify', at = roomAbove(gauge, ZERO) } = ownLimit(gauge, estimate) ?? {};
  return { meter: gauge.id, effect, at };
}

/** A limit to try out, in place of the customer's own. */
export function trialLimit({ meter, at, effect }: LimitDraft, own: Limit | undefined): Limit {
  return {
    id: own?.id ?? `asked:${meter ?? ''}`,
    meter,
    at,
    effect,
    thresholdsPct: [],
    thresholds: [],
    setBy: 'customer',
    consent: null,
    consentWanted: false,
  };
}

/** A round amount above another and above what will probably be. */
export function roomAbove({ used, expected, likely, step }: Gauge, floor: Decimal): Decimal {
  const most = [used, expected].reduce<Decimal>((high, amount) => max(high, amount ?? ZERO), floor);
  const room = max(most, floor.plus(likely ? Math.max(0, likely.high - floor.toNumber()) : 0)).times(1.1);
  return max(step, roundAbove(room, step));
}

/** A field for an amount of a gauge's unit; `id` is unique in the widget. */
export interface AmountField {
  readonly id: string;
  readonly label: string;
  readonly at: Decimal;
  readonly onAmount: (at: Decimal) => void;
}

export function renderAmount(
  fields: QuantityFields,
  gauge: Gauge,
  { id, label, at, onAmount }: AmountField,
  view: View,
): TemplateResult {
  const { format, estimate } = view;
  const { kind, unit } = gauge.unit;
  const control = {
    id,
    meter: { name: label, kind, unit },
    quantity: at,
    format,
    currency: estimate.currency,
    onQuantity: onAmount,
    undo: () => onAmount(at),
  };
  return html`<div class="quantity">
      <label for=${id}>${label}</label>
      ${fields.renderField(control)}
      <span class="secondary">${kind === 'money' ? estimate.currency : format.unit(unit, at)}</span>
    </div>
    ${fields.renderProblem(control)}`;
}

/** Amount and effect, what they would have meant, and the button that asks for them. */
export function renderLimitForm(
  gauge: Gauge,
  draft: LimitDraft,
  view: View & {
    readonly fields: QuantityFields;
    /** What changes of it: the rest is as it is by then. */
    readonly onDraft: (change: Partial<LimitDraft>) => void;
    readonly onAsk: () => void;
  },
): TemplateResult {
  const { format, estimate, fields, onDraft, onAsk } = view;
  const tried = gauge.limits.find(({ limit }) => limit === estimate.scenario.limit);
  const field = {
    id: 'limit',
    label: format.text('meter.ask.quantity'),
    at: draft.at,
    onAmount: (at: Decimal) => onDraft({ at }),
  };
  const effects = (['notify', 'block'] as const).map((value) => ({ value, label: format.text(`meter.ask.${value}`) }));
  return html`<form id="limit-form" part="limit-form" @submit=${(event: Event) => event.preventDefault()}>
    ${renderAmount(fields, gauge, field, view)}
    ${renderSegments(format.text('meter.ask.effect'), effects, draft.effect, (effect) => onDraft({ effect }))}
    <div>${tried ? renderSentences(limitSentences(tried, gauge, view)) : nothing}</div>
    <button type="button" @click=${onAsk}>
      ${format.text(`meter.ask.send_${draft.effect}`, { quantity: quantityWords(draft.at, gauge, view) })}
    </button>
    <p class="secondary small">${format.text('meter.ask.note')}</p>
  </form>`;
}
