import type { PlanEstimate } from '../../engine/estimate/estimate.ts';
import { sameInterval, type Interval } from '../../engine/time/period.ts';
import type { Format } from '../../format/format.ts';
import { onePerInterval } from '../one-per-interval.ts';

/** What is less than it would be written as nothing. */
const LEAST_PCT = '0.05';

/** The intervals that some family leaves to choose, shortest first; empty where there is no choice. */
export function intervalChoices(plans: readonly PlanEstimate[]): Interval[] {
  const chosen = plans.filter((one) => plans.some((other) => isSibling(one, other) && !isAt(one, other.plan.interval)));
  return onePerInterval(chosen.map(({ plan }) => plan)).map(({ interval }) => interval);
}

/** One card per family at an interval. A family that does not have it stays, as the account has it, else as it comes. */
export function plansAt(plans: readonly PlanEstimate[], interval: Interval): PlanEstimate[] {
  return plans.filter((one) => {
    const family = plans.filter((other) => isSibling(one, other));
    const shown = family.some((other) => isAt(other, interval))
      ? interval
      : (family.find(({ status }) => status === 'own') ?? family[0]!).plan.interval;
    return isAt(one, shown);
  });
}

/** What choosing an interval comes to: "Yearly −15 %"; where families save differently, "up to" the most of them. */
export function intervalWords(
  format: Format,
  plans: readonly PlanEstimate[],
  base: Interval,
  interval: Interval,
): string {
  const name = format.every(interval);
  const saved = plans
    .filter((one) => isAt(one, base))
    .flatMap(({ otherIntervals }) => otherIntervals)
    .filter((other) => sameInterval(other.interval, interval))
    .flatMap(({ savedPct }) => (savedPct?.gte(LEAST_PCT) ? [savedPct] : []))
    .sort((a, b) => b.cmp(a));
  const percents = saved.map((percent) => format.signedPercent(percent.neg()));
  if (percents.length === 0) return name;
  const key = percents.at(-1) === percents[0] ? 'comparison.interval_saves' : 'comparison.interval_saves_up_to';
  return format.text(key, { interval: name, percent: percents[0]! });
}

export function isAt({ plan }: PlanEstimate, interval: Interval): boolean {
  return sameInterval(plan.interval, interval);
}

function isSibling(one: PlanEstimate, other: PlanEstimate): boolean {
  return one.plan.family === other.plan.family;
}
