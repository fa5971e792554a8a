import { css, type CSSResult } from 'lit';

const plain = css`
  .meters {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 22em), 1fr));
    gap: calc(9 * var(--_space)) calc(10 * var(--_space));
  }
  .head {
    margin-block-end: calc(6 * var(--_space));
  }
  .meter,
  .meter ol > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: calc(1.5 * var(--_space));
    container-type: inline-size;
  }
  .meter > button {
    justify-self: start;
  }
  .meter ol {
    display: grid;
    gap: calc(4 * var(--_space));
  }
  .meter .row > * {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .meter .row {
    gap: 0 calc(4 * var(--_space));
  }
  .meter p {
    max-inline-size: 60ch;
  }
  [part='value'] {
    color: var(--_text-secondary);
  }
  b {
    font-weight: 600;
    color: var(--_text);
  }
  .track {
    print-color-adjust: exact;
    position: relative;
    block-size: 12px;
    margin-block: var(--_space);
  }
  .ground,
  .fill {
    position: absolute;
    inset-block: 0;
    inset-inline-start: calc(100% * var(--_from, 0));
    inline-size: calc(100% * (var(--_to) - var(--_from, 0)));
  }
  .ground {
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
  }
  .fill {
    min-inline-size: 2px;
    transition: inline-size 160ms;
  }
  .fill:nth-child(2) {
    border-start-start-radius: 6px;
    border-end-start-radius: 6px;
  }
  .fill:last-of-type {
    border-start-end-radius: 6px;
    border-end-end-radius: 6px;
  }
  .used {
    background: var(--_accent);
  }
  .beyond {
    background: repeating-linear-gradient(-45deg, var(--_accent) 0 4px, var(--_background) 4px 6px);
  }
  .fill.over,
  .cells .over {
    background: repeating-linear-gradient(-45deg, var(--_warning) 0 4px, var(--_background) 4px 6px);
  }
  .stopped {
    background: repeating-linear-gradient(-45deg, var(--_danger) 0 4px, var(--_background) 4px 6px);
  }
  .expected {
    background: repeating-linear-gradient(-45deg, var(--_accent) 0 1.5px, var(--_accent-faint) 1.5px 6px);
  }
  .likely {
    background: radial-gradient(circle, var(--_accent) 1px, transparent 1.3px) 0 0 / 6px 6px;
  }
  .unserved {
    border: 1px dashed var(--_danger);
    border-inline-start: 0;
  }
  .mark {
    position: absolute;
    inset-block: -4px -6px;
    inset-inline-start: clamp(0px, calc(100% * var(--_to) - 1px), 100% - 2px);
    border-inline-start: 2px var(--_line, solid) var(--_mark, var(--_text));
  }
  /* Where labels have no room at their marks they stand below each other, each with its mark before it. */
  .labels,
  .labels > div {
    display: grid;
    row-gap: 2px;
  }
  .labels {
    font-size: 0.8125em;
    line-height: 1.25;
    color: var(--_text-secondary);
  }
  .labels span {
    padding-inline-start: 6px;
    border: 0 var(--_line, solid) var(--_mark, var(--_text));
    border-inline-start-width: 2px;
  }
  .notify {
    --_line: dashed;
  }
  .approaching,
  .over:not(.fill) {
    --_mark: var(--_warning);
    color: var(--_warning);
  }
  .blocked {
    --_mark: var(--_danger);
    color: var(--_danger);
  }
  .cells {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block: var(--_space);
  }
  .cells i {
    inline-size: 16px;
    block-size: 16px;
    border: 1px dashed var(--_control);
    border-radius: 4px;
  }
  .cells .used,
  .cells .over {
    border-style: solid;
    border-color: transparent;
  }
  .facts {
    display: grid;
    gap: var(--_space);
    max-inline-size: 68ch;
  }
  .quantity {
    justify-self: stretch;
  }
  .quantity label {
    display: block;
  }
  .quantity input[type='text'] {
    margin-inline-end: 0.5em;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    overflow-wrap: anywhere;
    gap: calc(3 * var(--_space));
    padding: calc(4 * var(--_space));
    /* Seen in forced colours, in which its ground is not. */
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  @media (forced-colors: active) {
    .track,
    .cells {
      --_accent: Highlight;
      --_accent-faint: Canvas;
      --_background: Canvas;
      --_surface: Canvas;
      --_border: CanvasText;
      --_control: CanvasText;
      --_text: CanvasText;
      --_warning: CanvasText;
      --_danger: CanvasText;
      forced-color-adjust: none;
    }
  }
  .skeleton .bar {
    block-size: 6.5em;
  }
`;

/**
 * Labels of a length stand at their marks, on either side, in tracks from a width on. Apart from the rules above: with an
 * expression in it, a template is not minified.
 */
function labelsFrom(length: number, width: number): CSSResult {
  return css`
    @container (min-width: ${width}em) {
      .labels-${length} {
        grid-template-columns: var(--_columns);
      }
      .labels-${length} > div {
        display: flex;
        justify-content: space-between;
      }
      .labels-${length} .after {
        padding-inline-end: 1em;
      }
      .labels-${length} .before {
        margin-inline-start: auto;
        padding-inline: 1em 6px;
        border-inline-width: 0 2px;
      }
    }
  `;
}

export const usageMeterStyles = [plain, labelsFrom(0, 16), labelsFrom(1, 24), labelsFrom(2, 40)];
