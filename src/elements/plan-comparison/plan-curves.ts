import { html, nothing, type TemplateResult } from 'lit';
import type { Plan } from '../../engine/facts/catalog.ts';
import { Decimal, ZERO } from '../../engine/numbers/decimal.ts';
import type { Estimate } from '../../engine/estimate/estimate.ts';
import { niceStep } from '../../engine/estimate/nice-steps.ts';
import { renderCurves } from '../chart/curves-chart.ts';
import { layOutCurves, reachOf } from '../chart/curves-layout.ts';
import { stopOf } from './carried.ts';
import { renderCostsTable } from './costs-table.ts';
import { curveRemarks } from './curve-remarks.ts';
import { costsAt, costWords, type PlanCurvesContext } from './plan-curves-context.ts';

const READABLE_STEPS = 100;
const ROWS = 12;

/** The drawing, what it says in words, and the same as a table. */
export function renderPlanCurves(context: PlanCurvesContext): TemplateResult {
  const { format, estimate, comparison, quantity, readAt, isTableOpen, onRead, onTable } = context;
  const { meter, curves } = comparison;
  const { currency } = estimate;
  const reach = new Decimal(reachOf(quantity && quantity.toNumber(), comparison.reach.toNumber()));
  const plans = curves.map(({ plan }) => plan);
  const rows = Math.max(ROWS, plans.length);
  const layout = layOutCurves({
    curves,
    reach: reach.toNumber(),
    place: quantity && Math.min(quantity.toNumber(), reach.toNumber()),
    stopOf: (plan) => stopOf(plan, meter, estimate)?.toNumber() ?? Infinity,
    rows,
  });
  const step = niceStep(reach.div(READABLE_STEPS), meter.step);
  const steps = reach.div(step).floor().toNumber();
  const at = readAt ?? quantity;
  const costs = at ? costsAt(context, at) : [];
  const place = at ? format.quantity(at, meter, currency) : '';
  const short = at && meter.kind !== 'money' ? format.number(at) : place;
  const words = format.text('comparison.reading', {
    quantity: place,
    costs: format.list(
      costs.map((cost, index) =>
        format.text('comparison.reading_plan', { plan: plans[index]!.name, amount: costWords(context, cost) }),
      ),
    ),
  });
  const remarks = curveRemarks(context, reach);
  return html`${renderCurves({
      layout,
      rows,
      classOf: (plan) => classOf(estimate, plans, plan),
      labelOf: ({ plan, isAbove }) => (isAbove ? format.text('comparison.above', { plan: plan.name }) : plan.name),
      xLabel: (value) => (meter.kind === 'money' ? format.compactMoney(value, currency) : format.compact(value)),
      yLabel: (value) => format.compactMoney(value, currency),
      place: quantity?.lte(reach) ? layout.x(quantity.toNumber()) : null,
      reading: at && {
        x: Math.min(100, layout.x(at.toNumber())),
        // Above a select that names the unit; a number that is cut short would be another one.
        label: readAt ? short : format.text('comparison.you', { quantity: short }),
        dots: at.lte(reach) ? costs.flatMap((cost) => (cost ? layout.y(cost.toNumber()) : [])) : [],
      },
      marks: remarks.flatMap(({ crossings, number }) =>
        crossings.map((crossing) => ({
          x: layout.x(crossing.quantity.toNumber()),
          y: layout.y(crossing.cost),
          number,
        })),
      ),
      handle: {
        steps,
        at: Math.min(steps, at?.div(step).round().toNumber() ?? 0),
        label: format.text('comparison.read'),
        words,
      },
      onRead: (share) => onRead(share === null ? null : step.times(Math.round(share * steps))),
    })}
    <p class="readings small" aria-hidden="true">${at ? words : nothing}</p>
    <ul class="remarks small" .style=${`--_lines:${plans.length - 1}`}>
      ${remarks.map(
        ({ plan, text, number }) =>
          html`<li>
            ${number && html`<b class="mark">${number}</b> `}${format.text('comparison.of_plan', {
              plan: plan.name,
              remark: text,
            })}
          </li>`,
      )}
    </ul>
    <details class="small" @toggle=${onTable}>
      <summary class="opens">${format.text('comparison.table')}</summary>
      ${
        isTableOpen
          ? renderCostsTable(context, [
              ...layout.xTicks.map(({ value }) => new Decimal(value)),
              ...remarks.flatMap(({ crossings }) => crossings.map((crossing) => crossing.quantity)),
              quantity ?? ZERO,
            ])
          : nothing
      }
    </details>`;
}

/** The account's own plan and the cheapest stand out; the others differ by how their lines are broken. */
function classOf({ ownPlan, plans }: Estimate, drawn: readonly Plan[], plan: Plan): string {
  if (plan.family === ownPlan?.family) return 'own';
  if (plans.find((one) => one.plan === plan)?.cheapest) return 'best';
  return `line-${drawn.indexOf(plan) % 5}`;
}
