import { css } from 'lit';

/** What every element has, with a frame or without. The scheme is set inside too, where no rule of the page for `*` is. */
export const sourceStyles = css`
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']),
  :host([theme='light']) > * {
    color-scheme: light;
  }
  :host([theme='dark']),
  :host([theme='dark']) > * {
    color-scheme: dark;
  }
  :host([theme='auto']),
  :host([theme='auto']) > * {
    color-scheme: light dark;
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
`;
