import { css } from 'lit';

export const planComparisonStyles = css`
  ul,
  ol {
    /* Not none, with which one engine takes a list for no list. */
    list-style-type: '';
  }
  .usage,
  .editing {
    overflow-wrap: anywhere;
  }
  .usage,
  .usage ~ .notice {
    margin-block-start: calc(3 * var(--_space));
  }
  .usage ul {
    flex: 1 1 auto;
  }
  .usage ul,
  .usage li {
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .editing {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(4 * var(--_space));
    margin-block-start: calc(3 * var(--_space));
    padding: calc(4 * var(--_space));
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17em), 1fr));
    gap: calc(4 * var(--_space)) calc(8 * var(--_space));
  }
  .fields label {
    inline-size: 100%;
  }
  .fields .row > input {
    flex: 1;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(var(--_columns, 1), minmax(0, 1fr));
    column-gap: calc(4 * var(--_space));
    max-inline-size: calc(25em * var(--_plans));
    margin-block: calc(5 * var(--_space)) calc(2 * var(--_space));
  }
  .card {
    display: grid;
    grid-row: span 8;
    grid-template-rows: subgrid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
    padding: calc(5 * var(--_space));
    overflow-wrap: anywhere;
  }
  .card,
  .skeleton > .cards > * {
    margin-block-end: calc(4 * var(--_space));
    border: 1px solid var(--_border);
    border-radius: calc(1.25 * var(--_radius));
  }
  .marked {
    border-color: var(--_text);
    outline: 1px solid var(--_text);
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    column-gap: calc(3 * var(--_space));
  }
  [part='price'],
  [part='difference'],
  [part='action'],
  [part='break-even'],
  [part='switch'],
  [part='why'],
  .booked {
    margin-block-start: calc(2 * var(--_space));
  }
  .cost {
    container-type: inline-size;
    margin-block-start: calc(4 * var(--_space));
  }
  /* As large as the longest amount of all cards lets it be. */
  .cost .figure {
    font-size: min(2.25em, 165cqi / var(--_longest));
  }
  .futures {
    min-block-size: 2.9em;
  }
  .moving {
    visibility: hidden;
  }
  details td,
  details th {
    padding-block: var(--_space);
    padding-inline-end: calc(2 * var(--_space));
  }
  details tr > :last-child {
    padding-inline-end: 0;
  }
  details tr:first-child > * {
    border: 0;
  }
  summary {
    color: var(--_text-secondary);
  }
  .features {
    display: grid;
    gap: calc(1.5 * var(--_space));
    margin-block-start: calc(4 * var(--_space));
    padding-block-start: calc(4 * var(--_space));
    border-block-start: 1px solid var(--_border);
  }
  .features li {
    display: grid;
    grid-template-columns: 1.2em minmax(0, 1fr);
  }
  .features [role='img'] {
    color: var(--_text-secondary);
  }
  figure {
    margin-block-start: calc(8 * var(--_space));
  }
  figcaption {
    margin-block-end: calc(3 * var(--_space));
    font-weight: 600;
  }
  figcaption select {
    font-weight: 500;
  }
  .readings {
    margin-block: calc(2 * var(--_space));
  }
  .remarks {
    min-block-size: calc(1.45em * var(--_lines));
  }
  .remarks li {
    max-inline-size: 60ch;
  }
  .remarks .mark {
    position: static;
    display: inline-block;
    margin: 0;
  }
  .scroll {
    overflow-x: auto;
  }
  .skeleton > .cards {
    block-size: auto;
    background: none;
  }
  .skeleton > .cards > * {
    block-size: 28em;
  }
  .blank,
  .skeleton > .blank {
    block-size: 20em;
  }
  @container (min-width: 30em) {
    .cards {
      --_columns: var(--_of-2);
    }
  }
  @container (min-width: 38em) {
    .cards {
      --_columns: var(--_of-3);
    }
  }
  @container (min-width: 52em) {
    .cards {
      --_columns: var(--_of-4);
    }
  }
  @container (min-width: 66em) {
    .cards {
      --_columns: var(--_of-5);
    }
  }
  @container (min-width: 80em) {
    .cards {
      --_columns: var(--_of-6);
    }
  }
  @media (forced-colors: active) {
    .marked {
      border-color: Highlight;
      outline-color: Highlight;
    }
  }
  @media print {
    .segments,
    details:not([open]) {
      display: none;
    }
    figcaption select {
      appearance: none;
      border: 0;
      padding: 0;
    }
  }
`;
