import { css } from 'lit';

export const quantityFieldStyles = css`
  .quantity input[type='text'] {
    inline-size: 9em;
    max-inline-size: 100%;
  }
  /* Grows with very long numbers where a field can. */
  @supports (field-sizing: content) {
    .quantity input[type='text'] {
      inline-size: auto;
      min-inline-size: min(9em, 100%);
      field-sizing: content;
    }
  }
  .quantity input[aria-invalid] {
    border-color: var(--_danger);
    outline-color: var(--_danger);
  }
  .slider {
    position: relative;
    display: grid;
  }
  .slider input {
    position: relative;
  }
  .slider i {
    position: absolute;
    /* The thumb's middle runs from half its width to half its width before the end. */
    inset-inline-start: calc(9px + (100% - 20px) * var(--_at));
    inset-block: 5px;
    /* A ground is not seen in forced colours. */
    border-inline-start: 2px solid var(--_control);
    pointer-events: none;
  }
`;
