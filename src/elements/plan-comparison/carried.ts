import type { Meter, Plan } from '../../engine/facts/catalog.ts';
import { cheaperIntervals } from '../../engine/comparison/comparison.ts';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import type { BreakEven, CheaperInterval, Estimate } from '../../engine/estimate/estimate.ts';
import { lastInstant, stopOf as lowestStop } from '../../engine/facts/limit.ts';

/** The quantity of a meter at which a plan's own limits stop usage; `null` = they do not. */
export function stopOf(plan: Plan, meter: Meter, facts: Pick<Estimate, 'account' | 'period'>): Decimal | null {
  return lowestStop(plan.limits, meter.id, lastInstant(facts));
}

/** Where a plan is the cheaper of two, as far as it carries the quantity. */
export function carriedIntervals(
  { plan, intervals }: BreakEven,
  meter: Meter,
  facts: Pick<Estimate, 'account' | 'period'>,
): CheaperInterval[] {
  const stop = stopOf(plan, meter, facts);
  return cheaperIntervals(
    intervals
      .filter(({ from }) => !stop?.lte(from))
      .map((interval) => (stop && !interval.to?.lte(stop) ? { ...interval, to: stop } : interval)),
  );
}
