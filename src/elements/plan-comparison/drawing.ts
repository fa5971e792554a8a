import type { Meter } from '../../engine/facts/catalog.ts';
import { sum } from '../../engine/numbers/decimal.ts';
import type { Estimate, PlanEstimate } from '../../engine/estimate/estimate.ts';
import type { Interval } from '../../engine/time/period.ts';
import { isAt } from './interval-choice.ts';

/** Which plans are drawn over what. */
export interface Drawing {
  readonly meter: Meter;
  readonly meters: readonly Meter[];
  /** The plan that the others are held against. */
  readonly than: PlanEstimate;
}

/**
 * The plans of one interval against the visitor's own, at whatever interval that is had; from scratch against the
 * cheapest. Over the meter that was chosen, else the one that they spend most on.
 *
 * @returns `null` where there is nothing to draw
 */
export function drawingOf(estimate: Estimate, interval: Interval, chosen: string | null): Drawing | null {
  const { ownPlan } = estimate;
  const known = estimate.plans.filter((one) => one.cost !== null && isAt(one, interval) && one.problems.length === 0);
  const meters = drawableMeters(estimate).filter(({ id }) => known.filter((one) => one.covers(id)).length > 1);
  const meter = meters.find(({ id }) => id === chosen) ?? dearest(meters, known);
  const plans = known.filter((one) => meter && one.covers(meter.id));
  const than =
    plans.find(({ status }) => status === 'own') ??
    plans.find(({ plan, cheapest }) => (ownPlan ? plan.family === ownPlan.family : cheapest)) ??
    plans[0];
  return meter && than ? { meter, meters, than } : null;
}

/** Meters with a price on some plan, by themselves or as a part of another. */
function drawableMeters({ meters, catalog, plans }: Estimate): Meter[] {
  const charges = plans.flatMap(({ plan }) => plan.charges);
  const charged = new Set(charges.map((charge) => ('meter' in charge ? charge.meter : null)));
  const sums = catalog.meters.filter(({ id }) => charged.has(id)).flatMap(({ sumOf }) => sumOf ?? []);
  return meters
    .map(({ meter }) => meter)
    .filter(({ aggregation, sumOf }) => aggregation !== 'events' && !sumOf)
    .filter(({ id }) => charged.has(id) || sums.some((part) => part.meter === id));
}

function dearest(meters: readonly Meter[], plans: readonly PlanEstimate[]): Meter | undefined {
  const lines = plans.flatMap(({ invoice }) => invoice!.lines);
  const spent = ({ id }: Meter) => sum(lines.flatMap((line) => (line.meter === id && line.amount) || []));
  return [...meters].sort((a, b) => spent(b).cmp(spent(a)))[0];
}
