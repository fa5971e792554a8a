import { html, type TemplateResult } from 'lit';

export interface Segment<Value> {
  readonly value: Value;
  readonly label: string;
}

/** One of a few, as native radio buttons: what a screen reader and the arrow keys expect. `label` names the group. */
export function renderSegments<Value>(
  label: string,
  segments: readonly Segment<Value>[],
  selected: Value | undefined,
  onSelect: (value: Value) => void,
): TemplateResult {
  // The group's name needs to be unique in one shadow root only.
  return html`<fieldset class="segments" part="segments">
    <legend class="visually-hidden">${label}</legend>
    ${segments.map(
      (segment) =>
        html`<label
          ><input
            type="radio"
            name=${label}
            .checked=${segment.value === selected}
            @change=${() => onSelect(segment.value)}
          />${segment.label}</label
        >`,
    )}
  </fieldset>`;
}
