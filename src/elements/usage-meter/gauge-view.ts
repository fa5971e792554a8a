import { html, nothing, type TemplateResult } from 'lit';
import { describeProblem } from '../../format/problem.ts';
import { clockTime } from '../clock-time.ts';
import type { Gauge } from './gauge.ts';
import {
  stopSentences,
  includedSentences,
  limitSentences,
  nextSentences,
  numberWords,
  outlookSentences,
  quantityWords,
  unusualSentences,
  type Sentence,
} from './gauge-words.ts';
import { renderSeats, seatSentences } from './seats.ts';
import { renderTrack } from './track.ts';
import type { View } from './view.ts';

type ValueKey = 'of_included' | 'of_limit' | 'so_far' | 'included' | 'active' | 'not_reported' | 'not_known' | 'figure';

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
  const { format } = view;
  const [key, used, total = ''] = valueOf(gauge, view);
  const seats = gauge.meter?.seats;
  return html`${renderHead(heading, format.rich(`meter.${key}`, { used: html`<b>${used}</b>`, total }))}
  ${seats?.active ? renderSeats(seats) : renderTrack(gauge, view, format.text(`meter.${key}`, { used, total }))}
  ${paragraphsOf(gauge, view).map(renderSentences)}`;
}

/** "734,120 of 1,000,000 included": which message, the figure that counts, and the one it is compared with. */
function valueOf(gauge: Gauge, view: View): readonly [ValueKey, string, string?] {
  const { format, estimate } = view;
  const { used, included, meter, limits } = gauge;
  const limit = limits.find((held) => held.limit !== estimate.scenario.limit);
  const total = included ?? limit?.bound;
  const whole = total && quantityWords(total, gauge, view);
  if (used === null && gauge.id === null) return ['not_known', ''];
  if (used === null)
    return estimate.account ? ['not_reported', ''] : included ? ['included', '', whole] : ['figure', ''];
  if (meter?.seats?.active) return ['active', format.number(meter.seats.active), quantityWords(used, gauge, view)];
  if (whole) return [included ? 'of_included' : 'of_limit', numberWords(used, gauge, view), whole];
  return [gauge.id === null ? 'so_far' : 'figure', quantityWords(used, gauge, view)];
}

function paragraphsOf(gauge: Gauge, view: View): readonly Sentence[][] {
  const { estimate, format } = view;
  const own = estimate.problems.filter((problem) => 'meter' in problem && problem.meter === gauge.id);
  const held = gauge.limits.filter(({ limit }) => limit !== estimate.scenario.limit);
  const { seats } = gauge.meter ?? {};
  return [
    own.map((problem) => ({ text: describeProblem(format, problem, estimate), tone: 'warning' })),
    includedSentences(gauge, view),
    // Without an included quantity there is nothing to say before the forecast; the price stands after it.
    seats
      ? seatSentences(gauge, view)
      : [...outlookSentences(gauge, view), ...(gauge.included ? [] : nextSentences(gauge, view))],
    unusualSentences(gauge, view),
    ...held.map((limit) => limitSentences(limit, gauge, view)),
    stopSentences(gauge, view),
  ];
}

/** Until when it is counted, what counts, what may be taken back, and where to see it. */
export function renderFacts(gauge: Gauge, view: View): unknown {
  const { format, estimate } = view;
  const { account } = estimate;
  const { completeUntil = null, provisional, evidenceUrl, meter } = gauge.meter ?? {};
  const isLate = account && completeUntil !== null && completeUntil < account.asOf;
  const facts = [
    isLate && format.text('meter.complete_until', { time: clockTime(format, completeUntil, account.asOf) }),
    meter?.counts && html`<bdi>${meter.counts}</bdi>`,
    provisional?.gt(0) && format.text('meter.provisional', { count: provisional }),
    evidenceUrl && html`<a href=${evidenceUrl}>${format.text('meter.evidence')}</a>`,
  ].filter(Boolean);
  return facts.length === 0
    ? nothing
    : html`<ul class="facts secondary small">
        ${facts.map((fact) => html`<li>${fact}</li>`)}
      </ul>`;
}
