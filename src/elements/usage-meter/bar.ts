import { html, nothing, type TemplateResult } from 'lit';
import type { TrackPart } from './track-layout.ts';

export interface Bar {
  /** What it measures, for who does not see it; `null` = a picture of what words beside it say. */
  readonly meter: { readonly name: string; readonly value: string; readonly now: number; readonly most: number } | null;
  /** Where the ground ends, as a share of the whole. */
  readonly ground?: number;
  readonly parts: readonly TrackPart[];
  readonly marks?: unknown;
}

/** The drawing of a track: its ground, its parts and its marks. */
export function renderBar({ meter, ground = 1, parts, marks }: Bar): TemplateResult {
  return html`<div
    class="track"
    part="track"
    role=${meter ? 'meter' : 'presentation'}
    aria-label=${meter?.name ?? nothing}
    aria-valuetext=${meter?.value ?? nothing}
    aria-valuemin=${meter ? 0 : nothing}
    aria-valuemax=${meter?.most ?? nothing}
    aria-valuenow=${meter ? Math.min(Math.max(0, meter.now), meter.most) : nothing}
  >
    <div class="ground" .style=${`--_to:${ground}`}></div>
    ${parts.map(
      ({ kind, from, to }) =>
        html`<div class="fill ${kind}" part="fill ${kind}" .style=${`--_from:${from};--_to:${to}`}></div>`,
    )}${marks ?? nothing}
  </div>`;
}
