import type { Estimate } from '../../engine/estimate/estimate.ts';
import type { Format } from '../../format/format.ts';

/** What every part of the meter is written from. */
export interface View {
  readonly format: Format;
  readonly estimate: Estimate;
}
