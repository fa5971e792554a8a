import { decimal, movePoint } from '../decimal-text.ts';
import type { LagoPlan } from './objects.ts';

/** The ids of a plan's charges on some metrics. */
export function chargesOn(metrics: readonly string[], plan: LagoPlan): string[] {
  return plan.charges
    .filter(({ billable_metric_code }) => metrics.includes(billable_metric_code))
    .map(({ lago_id }) => lago_id);
}

/** The amount of so many of the currency's minor units. */
export function cents(value: number, place: string, digits: number): string {
  return movePoint(decimal(value, place), digits);
}
