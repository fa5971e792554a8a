import { html, nothing } from 'lit';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import type { LimitEstimate } from '../../engine/estimate/estimate.ts';
import type { Consent } from '../../engine/facts/limit.ts';
import type { QuantityFields } from '../quantity-field/quantity-field.ts';
import type { Gauge } from './gauge.ts';
import { quantityWords } from './gauge-words.ts';
import type { View } from './view.ts';
import { renderAmount, roomAbove } from './limit-form.ts';

export interface ConsentView extends View {
  /** Unique in the widget. */
  readonly place: string;
  readonly fields: QuantityFields;
  /** Agreed to already, and not yet in the account. */
  readonly agreed: Consent | undefined;
  /** As it was typed. */
  readonly maximum: Decimal | undefined;
  readonly onMaximum: (at: Decimal) => void;
  readonly onConsent: (consent: Consent) => void;
}

/** Going on beyond a limit takes a new maximum and an end; nothing where it is not asked for. */
export function renderConsent(
  { limit, bound, ending, state, notServed }: LimitEstimate,
  gauge: Gauge,
  view: ConsentView,
): unknown {
  const { format, estimate, place, agreed, maximum, onConsent } = view;
  const { account, period, scenario } = estimate;
  const say = ({ at, until }: Consent) => ({
    quantity: quantityWords(at, gauge, view),
    // The end is the first instant after it.
    date: format.date(until - 1, 'long', account?.timeZone),
  });
  if (agreed) {
    return html`<p id="agreed-${place}" class="notice" tabindex="-1">
      ${format.text('meter.consent.asked', say(agreed))}
    </p>`;
  }
  if (!limit.consentWanted || !period || limit === scenario.limit || (state === 'ok' && !notServed)) return nothing;
  const consent = { at: maximum ?? roomAbove(gauge, bound), until: period.end };
  // What was agreed to until some day may be agreed to for longer.
  const isMore = consent.at.gt(ending ? limit.at : bound);
  const field = {
    id: `maximum-${place}`,
    label: format.text('meter.consent'),
    at: consent.at,
    onAmount: view.onMaximum,
  };
  return html`<form part="consent" @submit=${(event: Event) => event.preventDefault()}>
    ${renderAmount(view.fields, gauge, field, view)}
    ${isMore ? nothing : html`<p class="small danger">${format.text('meter.consent.more_than', { quantity: quantityWords(ending ? limit.at : bound, gauge, view) })}</p>`}
    <button
      type="button"
      class="primary"
      aria-disabled=${isMore ? nothing : 'true'}
      @click=${() => isMore && onConsent(consent)}
    >
      ${format.text('meter.consent.allow', say(consent))}
    </button>
  </form>`;
}
