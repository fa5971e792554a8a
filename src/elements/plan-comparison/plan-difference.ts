import { html, nothing } from 'lit';
import type { PlanEstimate } from '../../engine/estimate.ts';
import { intervalsIn } from '../../engine/period.ts';
import { describeProblem } from '../../format/problem.ts';
import type { CardContext } from './card-context.ts';
import { blockedWords } from './plan-words.ts';

/** What it means for this visitor: more or less than now, and whatever stands in the way. */
export function renderDifference({ format, estimate }: CardContext, planEstimate: PlanEstimate): unknown {
  const { catalog } = estimate;
  const blocked = blockedWords(format, catalog, planEstimate);
  const problems = planEstimate.problems.map((problem) => describeProblem(format, problem, estimate));
  return html`${renderComparedWith({ format, estimate }, planEstimate)}
  ${blocked && html`<p class="warning">${blocked}</p>`}
  ${problems.map((problem) => html`<p class="warning">${problem}</p>`)}`;
}

function renderComparedWith(
  { format, estimate }: Pick<CardContext, 'format' | 'estimate'>,
  planEstimate: PlanEstimate,
) {
  const { plan, difference, blockedBy, problems } = planEstimate;
  const { plans, currency } = estimate;
  const than = estimate.ownPlan ?? estimate.plan;
  if (plan === than) return nothing;
  if (difference === null) {
    const saved = plans
      .flatMap((other) => other.otherIntervals.map((at) => ({ ...at, from: other.plan.interval })))
      .find((at) => at.plan === plan.id && at.savedPct?.isZero() === false && intervalsIn(plan.interval, at.from)! > 1);
    if (!saved) return nothing;
    const { unit, count } = saved.from;
    const percent = format.signedPercent(saved.savedPct!.neg());
    return html`<p>${format.text(`comparison.saved.${unit}`, { count, percent })}</p>`;
  }
  // Without an account nobody chose the plan that others are held against, and it may not even carry the usage.
  if (!estimate.ownPlan && (estimate.scenario.plan === null || plans.find((one) => one.plan === than)?.blockedBy))
    return nothing;
  if (difference.isZero()) return html`<p>${format.text('comparison.same', { plan: than.name })}</p>`;
  // What cannot be had is no saving.
  const tone = difference.gt(0) ? 'warning' : blockedBy || problems.length > 0 ? '' : 'success';
  const amount = html`<span class="strong ${tone}"
    >${format.per(format.signedMoney(difference, currency), plan.interval)}</span
  >`;
  return html`<p>${format.rich('comparison.difference', { amount, plan: than.name })}</p>`;
}
