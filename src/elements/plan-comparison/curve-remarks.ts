import type { Plan } from '../../engine/facts/catalog.ts';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import { heightAt, pointsOf } from '../chart/curves-layout.ts';
import { carriedIntervals, stopOf } from './carried.ts';
import type { PlanCurvesContext } from './plan-curves-context.ts';
import { cheaperWords } from './plan-words.ts';

/** Break-evens of one plan that are told one by one; of more, the nearest is on its card. */
const MOST_INTERVALS = 3;

/** What a drawing shows, in words. */
export interface CurveRemark {
  readonly plan: Plan;
  readonly text: string;
  /** Its number in the drawing; `null` = nothing of it is to be seen there. */
  readonly number: number | null;
  /** Where two lines cross. */
  readonly crossings: readonly { readonly quantity: Decimal; readonly cost: number }[];
}

/** Where each plan is the cheaper, and where it stops; what can be seen has a number. */
export function curveRemarks(context: PlanCurvesContext, reach: Decimal): CurveRemark[] {
  const { format, estimate, comparison } = context;
  const { meter, curves } = comparison;
  const { currency } = estimate;
  const stops = curves.flatMap(({ plan }): CurveRemark[] => {
    const stop = stopOf(plan, meter, estimate);
    if (!stop) return [];
    const text = format.text('comparison.stops', { quantity: format.quantity(stop, meter, currency) });
    return [{ plan, text, number: null, crossings: [] }];
  });
  return [...breakEvenRemarks(context, reach), ...stops];
}

function breakEvenRemarks({ format, estimate, comparison }: PlanCurvesContext, reach: Decimal): CurveRemark[] {
  const { meter, breakEvens, curves } = comparison;
  let count = 0;
  return (breakEvens ?? []).flatMap((breakEven) => {
    const { plan, than, intervals } = breakEven;
    // A plan that has none of it is no cheaper way to have some.
    if (stopOf(plan, meter, estimate)?.isZero()) return [];
    const line = pointsOf(curves.find((curve) => curve.plan === than)!);
    const carried = carriedIntervals(breakEven, meter, estimate).slice(0, MOST_INTERVALS);
    return (carried.length > 0 ? carried : [null]).map((interval): CurveRemark => {
      // Where the plan's own limit ends an interval, no lines cross.
      const ends = [interval?.from, intervals.find(({ to }) => to === interval?.to)?.to];
      const crossings = ends.flatMap((quantity) => {
        const cost = quantity?.gt(0) && quantity.lt(reach) ? heightAt(line, quantity.toNumber()) : null;
        return cost === null ? [] : [{ quantity: quantity!, cost }];
      });
      const text = cheaperWords(format, interval, { than, meter, currency: estimate.currency });
      return { plan, text, crossings, number: crossings.length > 0 ? ++count : null };
    });
  });
}
