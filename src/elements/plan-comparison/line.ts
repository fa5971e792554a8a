import { html, nothing } from 'lit';

/** A line of a card, where there is anything to say. */
export function line(words: unknown, style = '', part?: string): unknown {
  return words ? html`<p class=${style} part=${part ?? nothing}>${words}</p>` : nothing;
}
