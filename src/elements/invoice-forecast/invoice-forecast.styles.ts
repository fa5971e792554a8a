import { css } from 'lit';

export const invoiceForecastStyles = css`
  .head,
  .what-if {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(2 * var(--_space));
    overflow-wrap: anywhere;
  }
  .headline {
    margin-block-start: calc(2 * var(--_space));
    color: var(--_text-secondary);
  }
  .headline .figure,
  .headline b {
    color: var(--_text);
  }
  .headline b {
    font-weight: 500;
  }
  .standings {
    display: grid;
    gap: var(--_space);
    max-inline-size: 60ch;
  }
  .change dl div {
    display: flex;
    justify-content: space-between;
    max-inline-size: 20em;
    padding-block: 2px;
  }
  .change dl {
    padding-block: var(--_space);
  }
  .due-now {
    gap: calc(2 * var(--_space)) calc(8 * var(--_space));
    padding-block: calc(2 * var(--_space));
  }
  .due-now dt {
    font-size: 0.8125em;
    color: var(--_text-secondary);
  }
  .due-now dd {
    font-size: 1.25em;
    font-weight: 600;
  }
  .play {
    display: grid;
    grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr);
    gap: calc(6 * var(--_space)) calc(10 * var(--_space));
    align-items: start;
    margin-block-start: calc(4 * var(--_space));
  }
  .play.wide {
    grid-template-columns: minmax(0, 1fr);
  }
  /* What follows keeps off a drawing that is taller than what stands beside it. */
  .play:not(.wide) > :first-child {
    margin-block-end: calc(6 * var(--_space));
  }
  .what-if {
    gap: calc(3 * var(--_space));
    justify-items: start;
  }
  .quantities {
    justify-self: stretch;
  }
  .wide .quantities {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    column-gap: calc(10 * var(--_space));
  }
  .what-if > .row,
  .plan {
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .plan {
    flex-wrap: nowrap;
    gap: calc(2 * var(--_space));
  }
  .plan span {
    flex: none;
  }
  .examples {
    gap: calc(2 * var(--_space));
  }
  .add-ons label {
    display: inline-flex;
    align-items: center;
    gap: calc(1.5 * var(--_space));
    min-block-size: 24px;
  }
  .quantity {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    align-content: start;
    gap: var(--_space) calc(2 * var(--_space));
    padding-block: calc(3 * var(--_space));
    border-block-start: 1px solid var(--_border);
  }
  /* Beside its field a name has room for a long word; where it has not, the field stands below, as wide as all. */
  .quantity label {
    flex: 999 7em;
  }
  .quantity input[type='text'] {
    flex-grow: 1;
  }
  .quantity .slider,
  .quantity p {
    inline-size: 100%;
  }
  .let-go,
  .let-go:hover {
    min-inline-size: 24px;
    padding-inline: 0;
    font-size: 1.125em;
    text-decoration: none;
  }
  .let-go:disabled,
  .reset:disabled {
    visibility: hidden;
  }
  .reset {
    justify-self: end;
  }
  .printed + .printed {
    margin-block-start: calc(6 * var(--_space));
  }
  thead th {
    padding: 0;
    border: 0;
  }
  thead th:first-child {
    inline-size: 40%;
  }
  tbody:last-of-type th,
  tbody:last-of-type td[colspan] {
    padding-inline-start: 1.25em;
  }
  .how {
    padding-inline: calc(3 * var(--_space));
  }
  /* As wide as the longest. */
  td.amount {
    inline-size: 1px;
  }
  .step th,
  .step td {
    padding-block: calc(0.75 * var(--_space));
    border: 0;
    font-size: 0.8125em;
    color: var(--_text-secondary);
  }
  .step th,
  .step td[colspan] {
    padding-inline-start: calc(1.25em / 0.8125);
  }
  .step td[colspan] {
    padding-block-end: calc(3 * var(--_space));
  }
  .step a {
    display: inline-block;
    min-block-size: 24px;
    margin-block-start: var(--_space);
  }
  .here {
    margin-inline-start: calc(2 * var(--_space));
    padding-inline: calc(1.5 * var(--_space));
    border-radius: 1em;
    background: var(--_accent-faint);
    color: var(--_text);
    white-space: nowrap;
  }
  .tax {
    color: var(--_text-secondary);
  }
  .total,
  .due {
    font-weight: 600;
  }
  .total :is(th, td) {
    border-block-start: 1.5px solid var(--_text);
  }
  .total .how {
    font-weight: 400;
  }
  .actions {
    margin-block-start: calc(5 * var(--_space));
    gap: calc(2 * var(--_space));
    align-items: center;
  }
  .skeleton > .bar-figure {
    inline-size: 40%;
    block-size: 2.75em;
    margin-block-start: calc(10 * var(--_space));
  }
  .skeleton > .bar-text {
    inline-size: 60%;
  }
  .skeleton > .bar-play {
    block-size: max(20em, 11em + 5.6em * var(--_rows));
  }
  .skeleton > .bar-line {
    block-size: 1.6em;
  }
  /* Fields beside the drawing stand below their names. */
  @container (max-width: 55em) {
    .skeleton > .bar-play {
      block-size: calc(11em + 8.5em * var(--_rows));
    }
  }
  @container (max-width: 46em) {
    .play {
      grid-template-columns: minmax(0, 1fr);
    }
    .play:not(.wide) > :first-child {
      margin: 0;
    }
    .skeleton > .bar-play {
      block-size: calc(30em + 6.5em * var(--_rows));
    }
    .wide .quantities {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 34em) {
    table,
    caption,
    tbody {
      display: block;
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: baseline;
      column-gap: calc(3 * var(--_space));
      border-block-start: 1px solid var(--_border);
      padding-block: calc(2 * var(--_space));
    }
    /* Where amounts stand at the left, they need one column to be aligned in. */
    table:dir(rtl),
    table:dir(rtl) :is(tbody, tr) {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      column-gap: calc(3 * var(--_space));
    }
    table:dir(rtl) :is(caption, tbody, tr) {
      grid-column: 1 / -1;
    }
    table:dir(rtl) :is(tbody, tr) {
      grid-template-columns: subgrid;
    }
    tr.step {
      padding-block: calc(0.75 * var(--_space));
      border: 0;
    }
    tr.total {
      border-block-start: 1.5px solid var(--_text);
    }
    tbody tr :is(th, td),
    tbody tr:is(.total, .step) :is(th, td) {
      padding-block: 0;
      border: 0;
    }
    td.amount {
      inline-size: auto;
    }
    .segments label {
      padding-inline: calc(2 * var(--_space));
    }
    .how {
      order: 3;
      grid-column: 1 / -1;
      padding-inline: calc(1.25em / 0.8125) 0;
      font-size: 0.8125em;
    }
    td.how:empty {
      display: none;
    }
  }
  @container (max-width: 11em) {
    tbody tr > * {
      grid-column: 1 / -1;
    }
  }
`;
