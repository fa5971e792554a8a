import type { Decimal } from '../../engine/numbers/decimal.ts';
import type { Estimate } from '../../engine/estimate/estimate.ts';
import type { Format } from '../../format/format.ts';
import type { ReadyComparison } from './comparison-controller.ts';

export interface PlanCurvesContext {
  readonly format: Format;
  readonly estimate: Estimate;
  readonly comparison: ReadyComparison;
  /** The visitor's place; `null` = unknown. */
  readonly quantity: Decimal | null;
  /** Where the visitor reads; `null` = at the own place. */
  readonly readAt: Decimal | null;
  readonly isTableOpen: boolean;
  readonly onRead: (quantity: Decimal | null) => void;
  readonly onTable: (event: Event) => void;
}

/** What each plan costs at a quantity: at the visitor's own place, what the cards say. */
export function costsAt(
  { estimate, comparison, quantity }: PlanCurvesContext,
  at: Decimal,
): readonly (Decimal | null)[] {
  if (!quantity?.eq(at)) return comparison.costsAt(at);
  return comparison.curves.map(({ plan }) => estimate.plans.find((one) => one.plan === plan)?.cost ?? null);
}

export function costWords({ format, estimate }: PlanCurvesContext, cost: Decimal | null): string {
  return cost ? format.money(cost, estimate.currency) : format.text('comparison.not_sold');
}
