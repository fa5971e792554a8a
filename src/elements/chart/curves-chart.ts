import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Plan } from '../../engine/facts/catalog.ts';
import type { CurveLine, CurvesLayout } from './curves-layout.ts';
import { shareAt } from './share-at.ts';

/** A quantity that several lines are read at. */
export interface Reading {
  readonly x: number;
  readonly label: string;
  /** Heights at which lines are met there. */
  readonly dots: readonly number[];
}

export interface CurvesView {
  readonly layout: CurvesLayout;
  /** Lines that fit above one another. */
  readonly rows: number;
  readonly classOf: (plan: Plan) => string;
  readonly labelOf: (line: CurveLine) => string;
  readonly xLabel: (value: number) => string;
  readonly yLabel: (value: number) => string;
  /** The visitor's place; `null` = unknown, or beyond the drawing. */
  readonly place: number | null;
  readonly reading: Reading | null;
  /** Numbered places on the lines. */
  readonly marks: readonly { readonly x: number; readonly y: number; readonly number: number | null }[];
  /** The handle that reads: positions from 0 to `steps`. */
  readonly handle: { readonly steps: number; readonly at: number; readonly label: string; readonly words: string };
  /** A share of the axis, 0 – 1; `null` = let go. */
  readonly onRead: (share: number | null) => void;
}

/**
 * Lines over an axis, stretched to the width there is while texts keep their size: lines are drawn in a square of
 * 100 × 100, everything else is placed over it in per cent of its sides, from the start of the line of writing. The whole
 * drawing is one native range, which pointer and keys read with.
 */
export function renderCurves(view: CurvesView): TemplateResult {
  const { layout, place, reading, handle, onRead } = view;
  const { xTicks, yTicks, lines } = layout;
  const label = reading && html`<span>${reading.label}</span>`;
  return html`<div class="curves" .style=${`--_height:${view.rows * 1.6}em`}>
    <div class="read-at" .style=${`grid-template-columns:${reading?.x ?? 0}fr auto ${100 - (reading?.x ?? 0)}fr`}>
      ${label}
    </div>
    <div class="y-axis secondary" aria-hidden="true">
      ${yTicks.map(({ at, value }) => html`<span .style=${`inset-block-start:${at}%`}>${view.yLabel(value)}</span>`)}
    </div>
    <div class="plot">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        ${yTicks.map(({ at }) => svg`<path class="grid" d="M0 ${at}H100" />`)}
        ${place === null ? nothing : svg`<path class="place" d="M${place} 0V100" />`}
        ${reading && svg`<path class="reading" d="M${reading.x} 0V100" />`}
        ${lines.map(({ plan, beyond }) => svg`<path class="beyond ${view.classOf(plan)}" d=${beyond} />`)}
        ${lines.map(({ plan, path }) => svg`<path class=${view.classOf(plan)} d=${path} />`)}
      </svg>
      ${lines.map(({ stop }) => stop && html`<i class="stop" .style=${placed(stop.x, stop.y)}></i>`)}
      ${reading?.dots.filter(isInside).map((y) => html`<i class="dot" .style=${placed(reading.x, y)}></i>`)}
      ${renderMarks(view)}
      <input
        type="range"
        max=${handle.steps}
        .value=${String(handle.at)}
        aria-label=${handle.label}
        aria-valuetext=${handle.words}
        @input=${(event: Event) => onRead((event.target as HTMLInputElement).valueAsNumber / handle.steps)}
        @pointermove=${(event: PointerEvent) => onRead(shareAt((event.target as Element).parentElement!, event))}
        @pointerleave=${(event: PointerEvent) => event.pointerType === 'mouse' && onRead(null)}
        @blur=${() => onRead(null)}
      />
    </div>
    <svg class="leaders" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      ${lines.map((line) => svg`<path class=${view.classOf(line.plan)} d="M0 ${Math.max(0, line.end)}L100 ${line.label}" />`)}
    </svg>
    <div class="ends" aria-hidden="true">
      ${lines.map(
        (line) =>
          html`<span class=${view.classOf(line.plan)} .style=${`inset-block-start:${line.label}%`}
            >${view.labelOf(line)}</span
          >`,
      )}
    </div>
    <div class="x-axis secondary" aria-hidden="true">
      ${xTicks.map((tick) => html`<span .style=${`inset-inline-start:${tick.at}%`}>${view.xLabel(tick.value)}</span>`)}
    </div>
  </div>`;
}

/**
 * From the start, each that would cover the one before it above that, on a stem from where it belongs: by how much of the
 * width they are apart, a padding's per cent tell. The first is drawn last, over the stems of the others.
 */
function renderMarks({ marks, rows }: CurvesView): TemplateResult[] {
  const shown = marks.filter(({ y }) => isInside(y)).sort((a, b) => a.x - b.x);
  let lift = '0px';
  const rendered = shown.map(({ x, y, number }, index) => {
    const before = shown[index - 1];
    if (before) {
      const step = 1.3 - Math.max(0, before.y - y) * rows * 0.016;
      lift = `min(max(0px,${lift} + ${step}em),max(0px,(1.3em - ${x - before.x}%)*999))`;
    }
    return html`<div
      class="stem"
      aria-hidden="true"
      .style=${`inset-inline-start:${x}%;inset-block-end:${100 - y}%;padding-block-end:${lift}`}
    >
      <b class="mark">${number}</b>
    </div>`;
  });
  return rendered.reverse();
}

/** What leaves at the top is not drawn. */
function isInside(y: number): boolean {
  return y >= 0;
}

function placed(x: number, y: number): string {
  return `inset-inline-start:${x}%;inset-block-start:${y}%`;
}
