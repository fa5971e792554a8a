import { html, nothing, type TemplateResult } from 'lit';
import type { Estimate } from '../../engine/estimate.ts';
import type { Format } from '../../format/format.ts';
import { describeProblem } from '../../format/problem.ts';
import type { Gauge } from './gauge.ts';
import type { GaugeWords, Sentence } from './gauge-words.ts';
import { renderSeats, seatSentences } from './seats.ts';
import { renderTrack } from './track.ts';

export interface View {
  readonly format: Format;
  readonly estimate: Estimate;
  readonly words: GaugeWords;
}

/** A heading with a value at its end, as every part of the widget has. */
export function renderHead(heading: unknown, value: unknown): TemplateResult {
  return html`<div class="row apart">${heading}<span part="value">${value}</span></div>`;
}

export function renderSentences(sentences: readonly Sentence[]): unknown {
  return sentences.map(({ text, tone = '' }) => html`<p class=${tone}>${text}</p>`);
}

/** Name, value, track and what there is to say; `heading` is the name as an element. */
export function renderGauge(gauge: Gauge, heading: unknown, view: View): TemplateResult {
  const value = valueOf(gauge, view);
  const seats = gauge.meter?.seats;
  return html`${renderHead(heading, value)}
  ${seats?.active ? renderSeats(seats) : renderTrack(gauge, view.words, value.join(''))}
  ${renderSentences(sentencesOf(gauge, view))}${renderFacts(gauge, view)}`;
}

/** "734,120 of 1,000,000 included", in pieces. */
function valueOf(gauge: Gauge, { format, words, estimate }: View): (string | TemplateResult)[] {
  const { used, included, meter } = gauge;
  const limit = gauge.limits[0];
  if (used === null) {
    if (estimate.account) return [format.text('meter.not_reported')];
    return included ? [format.text('meter.included', { quantity: words.quantity(included, gauge) })] : [];
  }
  const strong = (text: string) => html`<b>${text}</b>`;
  const amount = words.number(used, gauge);
  if (meter?.seats?.active) {
    const bought = words.quantity(used, gauge);
    return format.rich('meter.active_of', { active: strong(format.number(meter.seats.active)), bought });
  }
  if (included) {
    return format.rich('meter.of_included', { used: strong(amount), total: words.quantity(included, gauge) });
  }
  if (limit) return format.rich('meter.of_limit', { used: strong(amount), total: words.quantity(limit.bound, gauge) });
  return gauge.id === null
    ? format.rich('meter.so_far', { amount: strong(amount) })
    : [strong(words.quantity(used, gauge))];
}

function sentencesOf(gauge: Gauge, view: View): Sentence[] {
  const { estimate, format, words } = view;
  const { problems, scenario } = estimate;
  const held = gauge.limits.filter(({ limit }) => limit !== scenario.limit);
  const own = problems.filter((problem) => 'meter' in problem && problem.meter === gauge.id);
  const isSeats = !!gauge.meter?.seats;
  return [
    ...own.map((problem) => ({ text: describeProblem(format, problem, estimate), tone: 'warning' }) as const),
    ...(isSeats ? seatSentences(gauge, view) : words.outlook(gauge)),
    ...(isSeats && !gauge.included ? [] : words.included(gauge)),
    ...held.flatMap((limit) => words.limit(limit, gauge)),
  ];
}

/** Until when it is counted, what counts, what may be taken back, and where to see it. */
function renderFacts({ meter }: Gauge, { format, estimate }: View): unknown {
  if (!meter) return nothing;
  const { account } = estimate;
  const { completeUntil, provisional, evidenceUrl } = meter;
  const isLate = account && completeUntil !== null && completeUntil < account.asOf;
  const facts = [
    isLate && format.text('meter.complete_until', { time: format.date(completeUntil, 'instant', account.timeZone) }),
    meter.meter.counts,
    provisional?.gt(0) && format.text('meter.provisional', { count: provisional }),
    evidenceUrl && html`<a href=${evidenceUrl}>${format.text('meter.evidence')}</a>`,
  ].filter(Boolean);
  return facts.length === 0
    ? nothing
    : html`<ul class="facts secondary small">
        ${facts.map((fact) => html`<li>${fact}</li>`)}
      </ul>`;
}
