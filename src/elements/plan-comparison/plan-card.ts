import { html, nothing, type TemplateResult } from 'lit';
import type { Plan } from '../../engine/facts/catalog.ts';
import type { PlanEstimate } from '../../engine/estimate/estimate.ts';
import { sameInterval } from '../../engine/time/period.ts';
import type { CardContext } from './card-context.ts';
import { line } from './line.ts';
import { renderAction } from './plan-action.ts';
import { renderBreakEven, renderFeatures, renderWhy } from './plan-details.ts';
import { renderDifference } from './plan-difference.ts';
import { headlineWords } from './plan-words.ts';

/** One plan: eight rows, which all cards of a line share, so that each stands at one height. */
export function renderPlanCard(context: CardContext, planEstimate: PlanEstimate, index: number): TemplateResult {
  const { format, estimate } = context;
  const { plan, status, cheapest } = planEstimate;
  const isMarked = status === 'own' || (cheapest && !estimate.ownPlan);
  return html`<li class="card ${isMarked ? 'marked' : ''}" part="card">
    <div>
      <h3 id="plan-${index}" part="name">${plan.name}</h3>
      <p class="tags small" part="tag">
        ${tag(ownWords(context, planEstimate), status === 'own' ? 'strong' : 'secondary')}
        ${tag(cheapest && format.text('comparison.cheapest'), 'success')}
      </p>
    </div>
    <div class="secondary small">${line(plan.description)}</div>
    <div class="secondary small" part="price">
      ${line(headlineWords(format, estimate.catalog, planEstimate))} ${line(onlyWords(context, planEstimate))}
    </div>
    <div class="cost">${renderCost(context, planEstimate)}</div>
    <div class="small" part="difference">${renderDifference(context, planEstimate)}</div>
    <div>${renderAction(context, planEstimate, index)}</div>
    <div class="small">${renderBreakEven(context, plan)} ${renderWhy(context, planEstimate)}</div>
    <div class="small" part="features">${renderFeatures(context, plan)}</div>
  </li>`;
}

function tag(words: string | false, style: string): unknown {
  return words ? html`<span class=${style}>${words}</span>` : nothing;
}

/** What the plan is to this visitor, if anything. */
function ownWords({ format, estimate }: CardContext, { plan, status, selected }: PlanEstimate): string {
  const { account, ownPlan, scenario } = estimate;
  const endsAt = account && account.subscription.endsAt;
  if (status === 'own') {
    return endsAt === null
      ? format.text('comparison.own')
      : format.text('comparison.ends', { date: format.date(endsAt, 'long', account?.timeZone) });
  }
  if (plan.family === ownPlan?.family && !sameInterval(plan.interval, ownPlan.interval)) {
    return format.text(`comparison.own_at.${ownPlan.interval.unit}`, { count: ownPlan.interval.count });
  }
  return selected && scenario.plan !== null ? format.text('comparison.selected') : '';
}

/** Said where a plan cannot be had at the interval that was chosen. */
function onlyWords({ format, interval }: CardContext, { plan, cost }: PlanEstimate): string {
  if (sameInterval(plan.interval, interval) || !cost?.gt(0)) return '';
  return format.text(`comparison.only.${plan.interval.unit}`, { count: plan.interval.count });
}

function renderCost(context: CardContext, planEstimate: PlanEstimate): unknown {
  const { plan, cost, blockedBy, problems } = planEstimate;
  if (cost === null) return nothing;
  const { format, estimate, renderFigure } = context;
  return [
    line(renderFigure(cost), blockedBy || problems.length > 0 ? 'secondary' : ''),
    line(format.per(format.money(cost, estimate.currency), plan.interval), 'small', 'exact'),
    line(nextCostWords(context, planEstimate), 'secondary small'),
    renderFutures(context, plan),
  ];
}

/** What the price list that follows makes of it. */
function nextCostWords({ format, estimate }: CardContext, { plan, cost, next }: PlanEstimate): string {
  const { catalog, account, currency } = estimate;
  const { effectiveFrom: from = null } = catalog.next ?? {};
  if (from === null || !catalog.plans.includes(plan)) return '';
  const date = format.date(from, 'full', account?.timeZone);
  if (!next?.cost) return format.text('new_prices', { date });
  const { interval } = next.plan;
  return sameInterval(interval, plan.interval) && next.cost.eq(cost!)
    ? ''
    : format.text('comparison.next', { date, amount: format.per(format.money(next.cost, currency), interval) });
}

/** What is likely; its place is kept while a hand moves, as futures take longer than a step of it. */
function renderFutures({ format, estimate, rested }: CardContext, { id }: Plan): unknown {
  const { account, currency, meters, scenario } = estimate;
  if (!account || meters.every(({ quantityKind }) => quantityKind === 'exactly')) return nothing;
  const known = rested?.plans.find(({ plan }) => plan.id === id);
  const range = known?.range && format.likelyMoney(known.range, currency);
  const count = Math.round(100 * (known?.cheapestShare ?? 0));
  return html`<div class="futures secondary small ${rested?.scenario === scenario ? '' : 'moving'}">
    ${line(range && format.text('likely', { range }), '', 'range')}
    ${line(count > 0 && count < 100 && format.text('comparison.cheapest_in', { count }))}
  </div>`;
}
