import { html } from 'lit';
import type { PlanEstimate } from '../../engine/estimate/estimate.ts';
import { intervalsIn } from '../../engine/time/period.ts';
import { describeProblem } from '../../format/problem.ts';
import type { CardContext } from './card-context.ts';
import { line } from './line.ts';
import { blockedWords } from './plan-words.ts';

/** What it means for this visitor: more or less than now, and whatever stands in the way. */
export function renderDifference(context: CardContext, planEstimate: PlanEstimate): unknown {
  const { format, estimate } = context;
  const problems = planEstimate.problems.map((problem) => describeProblem(format, problem, estimate));
  const warnings = [blockedWords(format, estimate, planEstimate), ...problems];
  return [
    line(planEstimate.difference ? comparedWith(context, planEstimate) : savedWords(context, planEstimate)),
    ...warnings.map((warning) => line(warning, 'warning')),
  ];
}

/** At another interval than what it could be held against: what this one saves, paid otherwise. */
function savedWords({ format, estimate }: CardContext, { plan }: PlanEstimate): string {
  for (const { plan: other, otherIntervals } of estimate.plans) {
    const saved = otherIntervals.find(({ plan: id }) => id === plan.id)?.savedPct;
    if (!saved || saved.isZero() || !(intervalsIn(plan.interval, other.interval)! > 1)) continue;
    const { unit, count } = other.interval;
    return format.text(`comparison.saved.${unit}`, { count, percent: format.signedPercent(saved.neg()) });
  }
  return '';
}

function comparedWith({ format, estimate }: CardContext, planEstimate: PlanEstimate): unknown {
  const { ownPlan, plans, scenario, currency } = estimate;
  const { plan, blockedBy, problems } = planEstimate;
  const difference = planEstimate.difference!;
  const than = ownPlan ?? estimate.plan;
  // Without an account nobody chose the plan that others are held against, and it may not even carry the usage.
  const isChosen = ownPlan ?? (scenario.plan !== null && !plans.find((one) => one.plan === than)?.blockedBy);
  if (plan === than || !isChosen) return '';
  if (difference.isZero()) return format.text('comparison.same', { plan: than.name });
  // What cannot be had is no saving.
  const tone = difference.gt(0) ? 'warning' : blockedBy || problems.length > 0 ? '' : 'success';
  const words = format.per(format.signedMoney(difference, currency), plan.interval);
  const amount = html`<span class="strong ${tone}">${words}</span>`;
  return format.rich('comparison.difference', { amount, plan: than.name });
}
