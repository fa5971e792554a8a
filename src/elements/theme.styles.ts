import { css } from 'lit';

/**
 * The frame and its private names: a page sets `--pb-*`, our rules read `--_*`. They stand on the frame inside the
 * shadow root, with a reset of what is inherited, as a page's own rules for `*` would win over `:host`. So would they over
 * its layout: widths are asked of the room, which is as wide as the element whatever becomes of that.
 */
export const themeStyles = css`
  :host,
  .room {
    /* Not a block, in which a page without a doctype takes a share of a height for one of the window's. */
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  :host {
    /* Not stretched: what is as high as its row by its own minimum would be laid out once more for it. */
    align-items: start;
    /* In a page of vertical text too: drawings do not turn, and would no longer stand at their labels. */
    writing-mode: horizontal-tb;
    /* What a narrower flex container may take from our width. */
    min-inline-size: 0;
  }
  .room {
    container-type: inline-size;
    /* What a flex container takes for our width, as a size container has none of its own. */
    contain-intrinsic-inline-size: 20em;
    /* As high as its row, where the page sets one. */
    min-block-size: 100%;
    inline-size: 100%;
  }
  .frame {
    /*
     * Light, dark. Every pair of text and ground meets 4.5 : 1, of graphics (control, accent, warning, danger, success)
     * 3 : 1; the border only decorates.
     */
    --_text: var(--pb-color-text, light-dark(#16181d, #eceef2));
    --_text-secondary: var(--pb-color-text-secondary, light-dark(#5b6270, #9aa3b2));
    --_background: var(--pb-color-background, light-dark(#ffffff, #14171d));
    --_surface: var(--pb-color-surface, light-dark(#f7f8fa, #1a1e26));
    --_border: var(--pb-color-border, light-dark(#e4e7ec, #2a2f3a));
    --_control: var(--pb-color-control, light-dark(#868d9b, #6b7484));
    --_accent: var(--pb-color-accent, light-dark(#2f54d0, #8ea6ff));
    --_accent-text: var(--pb-color-accent-text, light-dark(#ffffff, #0d0f13));
    --_warning: var(--pb-color-warning, light-dark(#9a5b00, #f0b35a));
    --_danger: var(--pb-color-danger, light-dark(#b3261e, #ff8f85));
    --_success: var(--pb-color-success, light-dark(#116a3e, #6fd19c));
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
  form,
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
  .facts {
    gap: 0 1.25em;
    overflow-x: clip;
  }
  .facts > * {
    position: relative;
  }
  /* Between two in one line; what begins a line has its dot outside. */
  .facts > * + *::before {
    content: '\\b7';
    content: '\\b7' / '';
    position: absolute;
    inset-inline-start: -0.8em;
    color: var(--_text-secondary);
    font-weight: 400;
  }
  .figure {
    /* Smaller where it would not fit: a figure in two lines is misread. */
    font-size: min(2.25em, 128cqi / var(--_length));
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
  .notice,
  .failure {
    overflow-wrap: anywhere;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(2 * var(--_space));
    margin-block-end: calc(4 * var(--_space));
    padding: calc(2 * var(--_space)) calc(3 * var(--_space));
    /* Seen in forced colours, in which its ground is not. */
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: 0.8125em;
  }
  .live::after {
    content: '';
    display: inline-block;
    inline-size: 6px;
    block-size: 6px;
    margin-inline-start: 6px;
    border-radius: 50%;
    background: var(--_success);
    vertical-align: 0.15em;
  }
  .failure {
    display: grid;
    justify-items: start;
    gap: calc(3 * var(--_space));
  }
  .rehearsal {
    contain: strict;
    block-size: 0;
    visibility: hidden;
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
      /* Paper is light, and has no ground but what is asked for. */
      color-scheme: light;
    }
    .no-print {
      display: none !important;
    }
  }
`;
