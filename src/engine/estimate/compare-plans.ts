import type { Bill } from '../invoice/bill.ts';
import type { Plan } from '../facts/catalog.ts';
import type { Comparison } from '../comparison/comparison.ts';
import { compareOver } from '../comparison/comparison.ts';
import type { MeterEstimate } from './meter-estimate.ts';
import { sameInterval } from '../time/period.ts';
import { ZERO } from '../numbers/decimal.ts';
import { planCost } from '../comparison/plan-cost.ts';
import type { PlanEstimate } from '../comparison/plan-estimate.ts';
import type { Quantities } from '../usage/quantities.ts';
import { withOne } from '../usage/quantities.ts';
import { draftRegularInvoice } from '../invoice/regular-invoice.ts';
import { usageInterval } from '../invoice/situation.ts';

/** Plans of one interval over one meter; events are no quantity, so a meter of events has no such picture. */
export function comparePlans(
  id: string,
  {
    than,
    plans,
    meters,
    bill,
    wanted,
    ownPlan,
  }: {
    readonly than: string;
    readonly plans: readonly PlanEstimate[];
    readonly meters: readonly MeterEstimate[];
    readonly bill: Bill;
    readonly wanted: Quantities;
    readonly ownPlan: Plan | null;
  },
): Comparison | null {
  const estimate = meters.find(({ meter }) => meter.id === id);
  const reference = plans.find(({ plan }) => plan.id === than)?.plan;
  if (reference === undefined || estimate === undefined) return null;
  const { meter, quantity, slider } = estimate;
  if (meter.aggregation === 'events' || meter.sumOf !== null) return null;
  const interval = usageInterval(bill.catalog, ownPlan);
  const isKnown = (plan: Plan): boolean =>
    draftRegularInvoice({ ...bill, plan, quantities: withOne(wanted, id, ZERO) }, interval).lines.every(
      ({ line: { problem } }) => problem === null || problem === 'not_sold',
    );
  const compared = plans
    .filter(({ plan, invoice }) => invoice !== null && sameInterval(plan.interval, reference.interval))
    // Of what nobody knows, nobody knows what it costs more or less than.
    .filter((one) => one.covers(id) && one.problems.every(({ kind }) => kind !== 'usage_without_charge'))
    .filter(({ plan }) => isKnown(plan))
    .map(({ plan }) => ({ plan, cost: planCost({ ...bill, plan, quantities: wanted }, interval, id) }));
  if (compared.length < 2) return null;
  const reach = slider.positions.at(-1) ?? meter.step;
  return compareOver(meter, compared, { reference, quantity, reach });
}
