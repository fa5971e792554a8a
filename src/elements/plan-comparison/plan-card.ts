import { html, nothing, type TemplateResult } from 'lit';
import type { PlanEstimate } from '../../engine/estimate.ts';
import { sameInterval } from '../../engine/period.ts';
import type { CardContext } from './card-context.ts';
import { renderAction } from './plan-action.ts';
import { renderDifference } from './plan-difference.ts';
import { renderBreakEven, renderFeatures, renderWhy } from './plan-details.ts';
import { headlineWords } from './plan-words.ts';

/** One plan: eight rows, which all cards of a line share, so that each stands at one height. */
export function renderPlanCard(context: CardContext, planEstimate: PlanEstimate, index: number): TemplateResult {
  const { format, estimate } = context;
  const { plan, status, cheapest } = planEstimate;
  const isMarked = status === 'own' || (cheapest && !estimate.ownPlan);
  return html`<li class="card ${isMarked ? 'marked' : ''}" part="card">
    <div>
      <h3 id="plan-${index}" part="name">${plan.name}</h3>
      ${renderTags(context, planEstimate)}
    </div>
    <div>${plan.description && html`<p class="secondary small">${plan.description}</p>`}</div>
    <div class="secondary small" part="price">
      <p>${headlineWords(format, estimate.catalog, planEstimate)}</p>
      ${renderOnly(context, planEstimate)}
    </div>
    <div class="cost">${renderCost(context, planEstimate)}</div>
    <div class="small" part="difference">${renderDifference(context, planEstimate)}</div>
    <div>${renderAction(context, planEstimate, index)}</div>
    <div class="small">${renderBreakEven(context, plan)} ${renderWhy(context, planEstimate)}</div>
    <div class="small" part="features">${renderFeatures(context, plan)}</div>
  </li>`;
}

function renderTags({ format, estimate }: CardContext, planEstimate: PlanEstimate): unknown {
  const { cheapest, cheapestShare } = planEstimate;
  const share = Math.round((cheapestShare ?? 0) * 100);
  const best =
    share > 0 && share < 100
      ? format.text(cheapest ? 'comparison.cheapest_share' : 'comparison.cheapest_in', { count: share })
      : cheapest && format.text('comparison.cheapest');
  return html`<p class="tags small" part="tag">
    ${ownWords({ format, estimate }, planEstimate)}
    ${best ? html`<span class=${cheapest ? 'success' : 'secondary'}>${best}</span>` : nothing}
  </p>`;
}

function ownWords(
  { format, estimate }: Pick<CardContext, 'format' | 'estimate'>,
  { plan, status, selected }: PlanEstimate,
) {
  const { account, ownPlan, scenario } = estimate;
  const endsAt = account?.subscription.endsAt ?? null;
  if (status === 'own') {
    const date = endsAt !== null && format.date(endsAt, 'long', account?.timeZone);
    return html`<span class="strong"
      >${date ? format.text('comparison.ends', { date }) : format.text('comparison.own')}</span
    >`;
  }
  if (plan.family === ownPlan?.family && !sameInterval(plan.interval, ownPlan.interval)) {
    return html`<span class="secondary"
      >${format.text('comparison.own_at', { interval: format.every(ownPlan.interval) })}</span
    >`;
  }
  return selected && scenario.plan !== null
    ? html`<span class="secondary">${format.text('comparison.selected')}</span>`
    : nothing;
}

/** Said where a plan cannot be had at the interval that was chosen. */
function renderOnly({ format, interval }: CardContext, { plan, cost }: PlanEstimate): unknown {
  if (sameInterval(plan.interval, interval) || !cost?.gt(0)) return nothing;
  return html`<p>${format.text('comparison.only', { interval: format.every(plan.interval) })}</p>`;
}

function renderCost({ format, estimate, renderFigure }: CardContext, planEstimate: PlanEstimate): unknown {
  const { plan, cost, range, blockedBy, problems } = planEstimate;
  if (cost === null) return nothing;
  const { currency } = estimate;
  const whole = (amount: number) => format.wholeMoney(amount, currency);
  return html`<p class=${blockedBy || problems.length > 0 ? 'secondary' : ''}>${renderFigure(cost)}</p>
    <p class="small" part="exact">${format.per(format.money(cost, currency), plan.interval)}</p>
    ${
      range && whole(range.low) !== whole(range.high)
        ? html`<p class="secondary small" part="range">
            ${format.text('comparison.likely', { range: format.moneyRange(range.low, range.high, currency) })}
          </p>`
        : nothing
    }`;
}
