import { html, nothing, type TemplateResult } from 'lit';
import type { Decimal } from '../../engine/decimal.ts';
import type { Estimate } from '../../engine/estimate.ts';
import type { Format } from '../../format/format.ts';
import { describeProblem } from '../../format/problem.ts';
import type { Gauge } from './gauge.ts';
import type { GaugeWords, Sentence } from './gauge-words.ts';
import { renderSeats, seatSentences } from './seats.ts';
import { renderTrack } from './track.ts';

interface Value {
  readonly key: 'of_included' | 'of_limit' | 'so_far' | 'included' | 'active' | 'not_reported' | 'figure';
  readonly strong: string;
  readonly total: string;
}

export interface View {
  readonly format: Format;
  readonly estimate: Estimate;
  readonly words: GaugeWords;
}

/** A heading with a value at its end, as every part of the widget has. */
export function renderHead(heading: unknown, value: unknown): TemplateResult {
  return html`<div class="row apart">${heading} <span part="value">${value}</span></div>`;
}

/** Sentences that belong together, as one paragraph; in small where none of them is pressing. */
export function renderSentences(sentences: readonly Sentence[]): unknown {
  if (sentences.length === 0) return nothing;
  const isCalm = sentences.every(({ tone }) => tone === 'secondary');
  return html`<p class=${isCalm ? 'small' : nothing}>
    ${sentences.map(({ text, tone = '' }) => html`<span class=${tone}>${text}</span> `)}
  </p>`;
}

/** Name, value, track and what there is to say; `heading` is the name as an element. */
export function renderGauge(gauge: Gauge, heading: unknown, view: View): TemplateResult {
  const { key, strong, total } = valueOf(gauge, view);
  const say = (used: unknown) => view.format.rich(`meter.${key}`, { used, total });
  const seats = gauge.meter?.seats;
  return html`${renderHead(heading, say(html`<b>${strong}</b>`))}
  ${seats?.active ? renderSeats(seats) : renderTrack(gauge, view.words, view.format.text(`meter.${key}`, { used: strong, total }))}
  ${paragraphsOf(gauge, view).map(renderSentences)}`;
}

/** "734,120 of 1,000,000 included": a message, and what stands in it; `strong` is the figure that counts. */
function valueOf(gauge: Gauge, { format, words, estimate }: View): Value {
  const { used, included, meter, limits } = gauge;
  const limit = limits.find((held) => held.limit !== estimate.scenario.limit);
  const whole = (quantity: Decimal) => words.quantity(quantity, gauge);
  if (used === null) {
    if (estimate.account) return { key: 'not_reported', strong: '', total: '' };
    return included
      ? { key: 'included', strong: '', total: whole(included) }
      : { key: 'figure', strong: '', total: '' };
  }
  const strong = words.number(used, gauge);
  if (meter?.seats?.active) return { key: 'active', strong: format.number(meter.seats.active), total: whole(used) };
  if (included) return { key: 'of_included', strong, total: whole(included) };
  if (limit) return { key: 'of_limit', strong, total: whole(limit.bound) };
  return gauge.id === null ? { key: 'so_far', strong, total: '' } : { key: 'figure', strong: whole(used), total: '' };
}

function paragraphsOf(gauge: Gauge, view: View): readonly Sentence[][] {
  const { estimate, format, words } = view;
  const own = estimate.problems.filter((problem) => 'meter' in problem && problem.meter === gauge.id);
  const held = gauge.limits.filter(({ limit }) => limit !== estimate.scenario.limit);
  const { seats } = gauge.meter ?? {};
  return [
    own.map((problem) => ({ text: describeProblem(format, problem, estimate), tone: 'warning' })),
    words.included(gauge),
    // Without an included quantity there is nothing to say before the forecast; the price stands after it.
    seats ? seatSentences(gauge, view) : [...words.outlook(gauge), ...(gauge.included ? [] : words.next(gauge))],
    ...held.map((limit) => words.limit(limit, gauge)),
  ];
}

/** Until when it is counted, what counts, what may be taken back, and where to see it. */
export function renderFacts(gauge: Gauge, view: View): unknown {
  const { format, estimate } = view;
  const { account } = estimate;
  const { completeUntil = null, provisional, evidenceUrl, meter } = gauge.meter ?? {};
  const isLate = account && completeUntil !== null && completeUntil < account.asOf;
  const facts = [
    isLate && format.text('meter.complete_until', { time: format.date(completeUntil, 'instant', account.timeZone) }),
    meter?.counts,
    provisional?.gt(0) && format.text('meter.provisional', { count: provisional }),
    evidenceUrl && html`<a href=${evidenceUrl}>${format.text('meter.evidence')}</a>`,
  ].filter(Boolean);
  return facts.length === 0
    ? nothing
    : html`<ul class="facts secondary small">
        ${facts.map((fact) => html`<li>${fact}</li>`)}
      </ul>`;
}
