import type { Decimal } from '../../engine/numbers/decimal.ts';
import type { Estimate, PlanEstimate } from '../../engine/estimate/estimate.ts';
import type { Interval } from '../../engine/time/period.ts';
import type { Format } from '../../format/format.ts';
import type { ReadyComparison } from './comparison-controller.ts';

/** Everything that all cards share. */
export interface CardContext {
  readonly format: Format;
  readonly estimate: Estimate;
  /** The last estimate at which the hand had rested, whose futures are known; `null` = none yet. */
  readonly rested: Estimate | null;
  /** The interval at which plans are looked at. */
  readonly interval: Interval;
  /** Keys of what is open: a plan's invoice, the rest of its features. A new set where one of them changes. */
  readonly open: ReadonlySet<string>;
  /** Over the meter that is drawn. */
  readonly comparison: ReadyComparison | null;
  readonly quantity: Decimal | null;
  readonly renderFigure: (amount: Decimal) => unknown;
  readonly onSelect: (event: Event, plan: PlanEstimate) => void;
  readonly onOpen: (key: string, isOpen: boolean) => void;
}
