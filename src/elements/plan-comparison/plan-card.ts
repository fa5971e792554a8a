import { html, nothing, type TemplateResult } from 'lit';
import type { Plan } from '../../engine/catalog.ts';
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
  return html`<p class="tags small" part="tag">
    ${ownWords({ format, estimate }, planEstimate)}
    ${planEstimate.cheapest ? html`<span class="success">${format.text('comparison.cheapest')}</span>` : nothing}
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

function renderCost(context: CardContext, { plan, cost, blockedBy, problems }: PlanEstimate): unknown {
  if (cost === null) return nothing;
  const { format, estimate, renderFigure } = context;
  return html`<p class=${blockedBy || problems.length > 0 ? 'secondary' : ''}>${renderFigure(cost)}</p>
    <p class="small" part="exact">${format.per(format.money(cost, estimate.currency), plan.interval)}</p>
    ${renderFutures(context, plan)}`;
}

/** What is likely; its place is kept while a hand moves, as futures take longer than a step of it. */
function renderFutures({ format, estimate, rested }: CardContext, { id }: Plan): unknown {
  if (!estimate.account || estimate.meters.every(({ quantityKind }) => quantityKind === 'exactly')) return nothing;
  const { range, cheapestShare } = rested?.plans.find(({ plan }) => plan.id === id) ?? {
    range: null,
    cheapestShare: 0,
  };
  const isMoving = rested?.scenario !== estimate.scenario;
  const whole = (amount: number) => format.wholeMoney(amount, estimate.currency);
  const count = Math.round((cheapestShare ?? 0) * 100);
  return html`<div class="futures secondary small ${isMoving ? 'moving' : ''}">
    ${
      range && whole(range.low) !== whole(range.high)
        ? html`<p part="range">
            ${format.text('comparison.likely', { range: format.moneyRange(range.low, range.high, estimate.currency) })}
          </p>`
        : nothing
    }
    ${count > 0 ? html`<p>${format.text('comparison.cheapest_in', { count })}</p>` : nothing}
  </div>`;
}
