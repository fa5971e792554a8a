import { css } from 'lit';

/** Lines over an axis: a drawing that is stretched, and texts over it that are not. */
export const curvesStyles = css`
  .curves {
    display: grid;
    grid-template: auto var(--_height) auto / auto minmax(0, 1fr) 1.5em auto;
    column-gap: calc(2 * var(--_space));
    font-size: 0.8125em;
  }
  .read-at {
    grid-column: 2;
    display: grid;
    min-block-size: 1.6em;
    white-space: nowrap;
  }
  /* Longer than the drawing is wide it begins where that does, and goes on over the names. */
  .read-at span {
    grid-column: 2;
    inline-size: max-content;
    max-inline-size: 60cqi;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .plot,
  .leaders {
    position: relative;
    grid-row: 2;
    margin-inline-end: calc(-2 * var(--_space));
  }
  .leaders {
    inline-size: calc(100% + 2 * var(--_space));
  }
  .curves svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
    color: var(--_text-secondary);
    /* What leaves at the top is gone; at the other sides a line may be as thick as it is. */
    clip-path: inset(-2px);
  }
  .curves svg:dir(rtl) {
    transform: scaleX(-1);
  }
  .curves path {
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5px;
    vector-effect: non-scaling-stroke;
  }
  .curves path.grid {
    stroke: var(--_border);
    stroke-width: 1px;
  }
  .curves path.place,
  .curves path.reading {
    stroke: var(--_accent);
    stroke-width: 1px;
  }
  .curves path.place {
    stroke-dasharray: 2 3;
  }
  path.line-1 {
    stroke-dasharray: 7 4;
  }
  path.line-2 {
    stroke-dasharray: 2 3;
  }
  path.line-3 {
    stroke-dasharray: 10 3 2 3;
  }
  path.line-4 {
    stroke-dasharray: 14 5;
  }
  /* A line and the name at its end. */
  .curves :is(.best, .own) {
    stroke-width: 2.5px;
    font-weight: 600;
  }
  .best {
    color: var(--_success);
  }
  .own {
    color: var(--_text);
  }
  .curves path.beyond {
    stroke-width: 1px;
    stroke-dasharray: 1 4;
  }
  .y-axis,
  .ends {
    display: grid;
    grid-row: 2;
  }
  .y-axis {
    grid-column: 1;
    /* Room for half a mark at the start. */
    padding-inline-end: 0.3em;
    text-align: end;
  }
  .ends {
    color: var(--_text-secondary);
  }
  .y-axis span,
  .ends span {
    position: relative;
    grid-area: 1 / 1;
    block-size: 1.6em;
    margin-block: -0.8em;
    line-height: 1.6;
    white-space: nowrap;
  }
  .ends span {
    max-inline-size: 30cqi;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .x-axis {
    position: relative;
    grid-column: 2;
    block-size: 2em;
    margin-inline-end: calc(-2 * var(--_space));
    padding-block-start: 0.4em;
  }
  .x-axis span {
    position: absolute;
    display: flex;
    justify-content: center;
    inline-size: 0;
    white-space: nowrap;
  }
  @container (max-width: 34em) {
    .x-axis span:nth-child(even) {
      visibility: hidden;
    }
  }
  .plot i,
  .mark {
    position: absolute;
    inline-size: 7px;
    block-size: 7px;
    margin: -3.5px;
    border-radius: 50%;
    background: var(--_accent);
    pointer-events: none;
  }
  .plot i.stop {
    inline-size: 2px;
    block-size: 11px;
    margin: -5.5px -1px;
    border-radius: 0;
    background: var(--_text-secondary);
  }
  .stem {
    position: absolute;
    margin-inline: -0.5px;
    border-inline-start: 1px solid var(--_text);
    pointer-events: none;
  }
  .mark {
    inline-size: 1.5em;
    block-size: 1.5em;
    margin: -0.75em;
    border: 1px solid var(--_text);
    background: var(--_background);
    font-size: 0.8125em;
    line-height: 1.35;
    text-align: center;
  }
  .plot input {
    position: absolute;
    inset-block: 0;
    /* The middle of a native thumb travels half its width inside the track. */
    inset-inline-start: -10px;
    inline-size: calc(100% + 20px);
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: crosshair;
    touch-action: pan-y;
  }
  .plot:has(:focus-visible) {
    outline: var(--_focus);
    outline-offset: 4px;
  }
  @media (forced-colors: active) {
    .curves path[class] {
      stroke: CanvasText;
    }
    .curves path.grid {
      stroke: GrayText;
    }
    .plot i,
    .plot i.stop {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
