import { css } from 'lit';

export const costChartStyles = css`
  .cost-chart {
    --_height: 17em;
    position: relative;
    padding-block: 1.25em 1.75em;
    padding-inline: var(--_start) var(--_end);
  }
  .plot {
    position: relative;
    block-size: var(--_height);
    touch-action: pan-y;
  }
  svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2;
  }
  svg:dir(rtl) {
    transform: scaleX(-1);
  }
  path {
    vector-effect: non-scaling-stroke;
    stroke-linejoin: round;
  }
  .band {
    fill: var(--_accent-faint);
    stroke: none;
  }
  .band + .band {
    fill: var(--_accent-soft);
  }
  .ahead {
    stroke-dasharray: 5 4;
  }
  .as-is {
    stroke: var(--_control);
    stroke-width: 1.5;
    stroke-dasharray: 2 4;
  }
  .rule {
    position: absolute;
    inset-inline: 0;
    inset-block-end: calc(var(--_y) * 1%);
    border-block-start: 1px solid var(--_border);
  }
  .bound {
    border-block-start: 2px dotted var(--_warning);
  }
  .commitment {
    border-color: var(--_control);
  }
  .label {
    position: absolute;
    inset-block-end: calc(var(--_y) * 1%);
    padding-inline: 3px;
    font-size: 0.8125em;
    line-height: 1.3;
    white-space: nowrap;
    translate: 0 50%;
    pointer-events: none;
  }
  .y {
    inset-inline-end: 100%;
    padding-inline-end: 0.6em;
    color: var(--_text-secondary);
  }
  .end {
    inset-inline-start: 100%;
    padding-inline-start: 0.5em;
  }
  .over {
    inset-inline-start: 0;
    inline-size: max-content;
    max-inline-size: 100%;
    white-space: normal;
    border-radius: 3px;
    background: var(--_background);
    /* Its last line where a single one would be: the first must not cover what it is about. */
    translate: 0 0.65em;
  }
  /* Held inside at both ends: at the start it begins where it stands, at the end it ends there. */
  .at {
    --_back: calc(var(--_x) * -1%);
    inset-inline-start: calc(var(--_x) * 1%);
    translate: var(--_back) 50%;
  }
  /* Below a line that rises there is room to the right. */
  .after {
    --_back: calc(clamp(0, 3.4 * (var(--_x) - 70), 100) * -1%);
  }
  .at:dir(rtl) {
    translate: calc(-1 * var(--_back)) 50%;
  }
  .x {
    inset-block: calc(100% + 0.5em) auto;
    padding: 0;
    color: var(--_text-secondary);
    translate: -50%;
  }
  .x:dir(rtl) {
    translate: 50%;
  }
  .dot,
  .cursor {
    position: absolute;
    inset-inline-start: calc(var(--_x) * 1%);
    pointer-events: none;
  }
  .dot {
    inset-block-end: calc(var(--_y) * 1%);
    inline-size: 10px;
    block-size: 10px;
    margin: -5px;
    border: 2px solid var(--_accent);
    border-radius: 50%;
    background: var(--_background);
  }
  .solid {
    background: var(--_accent);
  }
  .cursor {
    inset-block: 0;
    border-inline-start: 1px solid var(--_text);
  }
  .readout {
    inset-block-end: 100%;
    border: 1px solid var(--_control);
    padding-inline: 6px;
  }
  /* Keys move it, and what it stands on is seen in the drawing; a pointer is followed by the drawing itself. */
  .plot input {
    position: absolute;
    inset: 0;
    block-size: 100%;
    opacity: 0;
    pointer-events: none;
  }
  .plot:has(:focus-visible) {
    outline: var(--_focus);
    outline-offset: 4px;
  }
  @container (max-width: 22em) {
    .minor {
      display: none;
    }
  }
  /* The head says these, too. */
  @container (max-width: 14em) {
    .cost-chart {
      padding-inline-end: 1em;
    }
    .end {
      display: none;
    }
    .after {
      --_back: calc(var(--_x) * -1%);
    }
  }
  @container (max-width: 11em) {
    .x ~ .x {
      display: none;
    }
  }
  @media (forced-colors: active) {
    svg {
      stroke: CanvasText;
    }
    .band.band {
      fill: none;
      stroke: GrayText;
      stroke-width: 1;
    }
  }
`;
