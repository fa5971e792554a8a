import { html, nothing, type TemplateResult } from 'lit';
import type { LimitEstimate } from '../../engine/estimate/estimate.ts';
import { renderBar } from './bar.ts';
import { columnsOf } from '../chart/columns-of.ts';
import { layoutTrack, type TrackMark } from './track-layout.ts';
import type { Gauge } from './gauge.ts';
import { markWords } from './gauge-words.ts';
import type { View } from './view.ts';

/** Characters that surely fit beside each other below a track of 16, of 24 and of 40 em, even in a wide font. */
const ROOMS = [26, 42, 72];

/** The track of a gauge with its marks; nothing where there is no maximum. `value` says in words what it shows. */
export function renderTrack(gauge: Gauge, view: View, value: string): unknown {
  const layout = layoutTrack(gauge);
  if (!layout) return nothing;
  const { ground, parts, marks, maximum } = layout;
  const { name, used } = gauge;
  // Without a quantity there is nothing to measure.
  const meter = used && { name, value, now: used.toNumber(), most: maximum };
  const lines = marks.map(({ at, limit }) => html`<i class="mark ${markKind(limit)}" .style=${`--_to:${at}`}></i>`);
  return html`${renderBar({ meter, ground, parts, marks: lines })}${renderLabels(marks, gauge, view)}`;
}

/** Between two marks there may stand the label of either; no label can cover another. */
function renderLabels(marks: readonly TrackMark[], gauge: Gauge, view: View): TemplateResult {
  const bounds = [0, ...marks.map(({ at }) => at), 1];
  let isTaken = false;
  const labels = marks.map((mark, index) => {
    // On the side with more room, half of which the mark before may have taken.
    const before = (mark.at - bounds[index]!) / (isTaken ? 2 : 1);
    isTaken = bounds[index + 2]! - mark.at > before;
    return { ...mark, text: markWords(mark, gauge, view), isAfter: isTaken };
  });
  const length = labels.reduce((sum, { text }) => sum + columnsOf(text), 0);
  // In thousandths: less than 1fr in all would leave room over.
  const columns = bounds
    .slice(1)
    .map((to, index) => `minmax(max-content,${Math.round((to - bounds[index]!) * 1e3)}fr)`);
  const render = (label: (typeof labels)[number] | undefined, isAfter: boolean): unknown =>
    label?.isAfter === isAfter
      ? html`<span class="${markKind(label.limit)} ${isAfter ? 'after' : 'before'}">${label.text}</span>`
      : nothing;
  return html`<div
    class="labels labels-${ROOMS.filter((room) => length > room).length}"
    .style=${`--_columns:${columns.join(' ')}`}
  >
    ${columns.map((_, index) => html`<div>${render(labels[index - 1], true)}${render(labels[index], false)}</div>`)}
  </div>`;
}

/** What a limit does, and whether it matters by now. */
function markKind(estimate: LimitEstimate | null): string {
  if (!estimate) return '';
  const { limit, bound, state, expected } = estimate;
  return `${limit.effect} ${state === 'ok' && expected?.gt(bound) ? 'approaching' : state}`;
}
