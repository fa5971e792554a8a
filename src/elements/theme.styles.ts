import { css, unsafeCSS } from 'lit';

/**
 * The colours of the public tokens `--pb-color-*`: light, dark. Every pair of text and ground meets 4.5 : 1, of
 * graphics (`control`, `accent`, `warning`, `danger`, `success`) 3 : 1; `border` only decorates.
 */
export const COLORS = {
  text: ['#16181d', '#eceef2'],
  'text-secondary': ['#5b6270', '#9aa3b2'],
  background: ['#ffffff', '#14171d'],
  surface: ['#f7f8fa', '#1a1e26'],
  border: ['#e4e7ec', '#2a2f3a'],
  control: ['#868d9b', '#6b7484'],
  accent: ['#2f54d0', '#8ea6ff'],
  'accent-text': ['#ffffff', '#0d0f13'],
  warning: ['#9a5b00', '#f0b35a'],
  danger: ['#b3261e', '#ff8f85'],
  success: ['#116a3e', '#6fd19c'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

const colors = unsafeCSS(
  Object.entries(COLORS)
    .map(([name, [light, dark]]) => `--_${name}:var(--pb-color-${name},light-dark(${light},${dark}));`)
    .join(''),
);

/**
 * The frame and its private names: a page sets `--pb-*`, our rules read `--_*`. They stand on the frame inside the
 * shadow root, with a reset of what is inherited, as a page's own rules for `*` would win over `:host`.
 */
export const themeStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
  .frame {
    ${colors}
    --_space: var(--pb-space-unit, 4px);
    --_radius: var(--pb-radius, 8px);
    --_focus: var(--pb-focus, 2px solid var(--_accent));
    --_accent-soft: color-mix(in oklab, var(--_accent) 32%, var(--_background));
    --_accent-faint: color-mix(in oklab, var(--_accent) 16%, var(--_background));
    display: block;
    box-sizing: border-box;
    padding: calc(7 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_background);
    color: var(--_text);
    font-family: var(--pb-font, inherit);
    font-size: var(--pb-font-size, inherit);
    font-style: normal;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    line-height: 1.45;
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    text-shadow: none;
    white-space: normal;
    overflow-wrap: break-word;
    cursor: auto;
  }
  @container (max-width: 480px) {
    .frame {
      padding: calc(4 * var(--_space));
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    list-style: none;
  }
  h2,
  h3,
  .strong {
    font-size: 1em;
    font-weight: 600;
  }
  .secondary {
    color: var(--_text-secondary);
  }
  .small {
    font-size: 0.8125em;
  }
  .warning {
    color: var(--_warning);
  }
  .danger {
    color: var(--_danger);
  }
  .success {
    color: var(--_success);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: calc(2 * var(--_space)) calc(4 * var(--_space));
  }
  .apart {
    justify-content: space-between;
  }
  .stack {
    display: grid;
    gap: calc(4 * var(--_space));
  }
  .figure {
    font-size: 2.25em;
    font-weight: 600;
    line-height: 1.1;
    letter-spacing: -0.02em;
  }
  .figure .currency {
    font-size: 0.5em;
    font-weight: 500;
    letter-spacing: normal;
    color: var(--_text-secondary);
    vertical-align: 0.7em;
    line-height: 0;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(2 * var(--_space));
    margin-block-end: calc(4 * var(--_space));
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: 0.8125em;
  }
  .failure {
    display: grid;
    justify-items: start;
    gap: calc(3 * var(--_space));
  }
  .skeleton {
    display: grid;
    gap: calc(4 * var(--_space));
  }
  .skeleton > * {
    block-size: 1.45em;
    border-radius: var(--_radius);
    background: var(--_border);
    animation: pulse 1.6s ease-in-out infinite alternate;
  }
  @keyframes pulse {
    from {
      opacity: 0.5;
    }
  }
  ::slotted([slot='footer']),
  ::slotted([slot='action']) {
    margin-block-start: calc(4 * var(--_space));
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .skeleton > * {
      border: 1px solid GrayText;
    }
  }
  @media print {
    .frame {
      padding: 0;
      border: 0;
    }
    .no-print {
      display: none !important;
    }
  }
`;

/** What one can press, move and type into, and tables. */
export const controlStyles = css`
  button,
  input,
  select,
  summary {
    margin: 0;
    font: inherit;
    color: inherit;
  }
  :focus-visible {
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
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  .primary,
  .primary:hover {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .plain,
  .plain:hover {
    padding-inline: calc(1 * var(--_space));
    border-color: transparent;
    background: none;
    text-decoration: underline;
  }
  a {
    color: var(--_accent);
  }
  input[type='text'],
  input[type='number'] {
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
    padding: calc(1 * var(--_space)) calc(3 * var(--_space));
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
  .segments label:has(:focus-visible) {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  table {
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
  .amount {
    text-align: end;
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
  }
`;
