import { css } from 'lit';

/** What one can press, open, move and type into, and tables. */
export const controlStyles = css`
  button,
  input,
  select,
  summary {
    margin: 0;
    font: inherit;
    color: inherit;
  }
  summary {
    inline-size: fit-content;
  }
  :focus-visible,
  .segments label:has(:focus-visible) {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  button,
  .button,
  select,
  input:not([type='range'], [type='radio'], [type='checkbox']) {
    min-block-size: calc(8 * var(--_space));
    padding: calc(1.25 * var(--_space)) calc(3 * var(--_space));
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_background);
  }
  select {
    min-inline-size: 0;
    max-inline-size: 100%;
    text-overflow: ellipsis;
  }
  /* Smaller ones make Safari on a phone zoom into the page, and stay there. */
  @media (pointer: coarse) {
    select,
    input[type='text'] {
      font-size: max(1em, 16px);
    }
  }
  button,
  .button {
    display: inline-block;
    font-size: 0.8125em;
    font-weight: 500;
    color: var(--_text);
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover,
  .button:hover {
    background: var(--_surface);
  }
  button:disabled,
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .notice button {
    font-size: 1em;
  }
  .primary,
  .primary:hover {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .plain,
  .plain:hover {
    padding-inline: var(--_space);
    border-color: transparent;
    background: none;
    text-decoration: underline;
  }
  /* It begins where the text above it does. */
  .flush,
  .flush:hover {
    margin-inline-start: -1px;
    padding-inline: 0;
  }
  a {
    color: var(--_accent);
  }
  input[type='text'] {
    appearance: textfield;
    text-align: end;
  }
  input[type='range'] {
    appearance: none;
    inline-size: 100%;
    block-size: 24px;
    background: none;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    block-size: 4px;
    border-radius: 2px;
    background: linear-gradient(var(--_accent), var(--_accent)) no-repeat var(--_border);
    background-size: var(--_fill, 0%) 100%;
  }
  input[type='range']:dir(rtl)::-webkit-slider-runnable-track {
    background-position: 100% 0;
  }
  input[type='range']::-moz-range-track {
    block-size: 4px;
    border-radius: 2px;
    background: var(--_border);
  }
  input[type='range']::-moz-range-progress {
    block-size: 4px;
    border-radius: 2px;
    background: var(--_accent);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    inline-size: 20px;
    block-size: 20px;
    margin-block-start: -8px;
    border: 2px solid var(--_accent);
    border-radius: 50%;
    background: var(--_background);
  }
  input[type='range']::-moz-range-thumb {
    inline-size: 16px;
    block-size: 16px;
    border: 2px solid var(--_accent);
    border-radius: 50%;
    background: var(--_background);
  }
  .opens,
  .opens:hover {
    position: relative;
    display: block;
    min-block-size: 24px;
    padding: 0;
    padding-inline-start: 1.25em;
    border: 0;
    background: none;
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    list-style: none;
    cursor: pointer;
  }
  .opens::-webkit-details-marker {
    display: none;
  }
  .opens:hover {
    text-decoration: underline;
  }
  .opens::before {
    content: '';
    position: absolute;
    inset-inline-start: 0.2em;
    inset-block-start: 0.5em;
    inline-size: 0.4em;
    block-size: 0.4em;
    border-block-end: 1.5px solid currentcolor;
    border-inline-end: 1.5px solid currentcolor;
    rotate: -45deg;
    transition: rotate 120ms;
  }
  .opens:dir(rtl)::before {
    rotate: 45deg;
  }
  .opens[aria-expanded='true']::before,
  [open] > .opens::before {
    rotate: 45deg;
  }
  .opens[aria-expanded='true']:dir(rtl)::before,
  [open] > .opens:dir(rtl)::before {
    rotate: -45deg;
  }
  .segments {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 2px;
    padding: 2px;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
  }
  .segments label {
    position: relative;
    padding: var(--_space) calc(3 * var(--_space));
    border-radius: calc(0.75 * var(--_radius));
    font-size: 0.8125em;
    color: var(--_text-secondary);
    cursor: pointer;
  }
  .segments input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .segments label:has(:checked) {
    background: var(--_text);
    color: var(--_background);
  }
  table {
    /* In a page without a doctype they have looks of their own. */
    font: inherit;
    color: inherit;
    text-align: inherit;
    white-space: inherit;
    inline-size: 100%;
    border-collapse: collapse;
  }
  caption {
    padding-block-end: calc(2 * var(--_space));
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: calc(2.25 * var(--_space)) 0;
    border-block-start: 1px solid var(--_border);
    font-weight: inherit;
    text-align: start;
    vertical-align: baseline;
  }
  /* Digits run from left to right in every language. */
  .amount {
    text-align: right;
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .segments label:has(:checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    input[type='range'] {
      appearance: auto;
    }
    /* What is transparent would be drawn. */
    .plain,
    .plain:hover {
      border-color: Canvas;
    }
  }
  @media print {
    .opens::before {
      content: none;
    }
  }
`;
