import { html, type TemplateResult } from 'lit';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import { costsAt, costWords, type PlanCurvesContext } from './plan-curves-context.ts';

/** What each plan costs, exactly, at some quantities in any order. */
export function renderCostsTable(context: PlanCurvesContext, quantities: readonly Decimal[]): TemplateResult {
  const { format, estimate, comparison, quantity } = context;
  const { meter, curves } = comparison;
  const sorted = [...quantities].sort((a, b) => a.cmp(b));
  const rows = sorted.filter((at, index) => !sorted[index - 1]?.eq(at));
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${format.text('comparison.table')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${meter.name}</th>
          ${curves.map(({ plan }) => html`<th scope="col" class="amount">${plan.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (at) =>
            html`<tr class=${quantity?.eq(at) ? 'strong' : ''}>
              <th scope="row">${format.quantity(at, meter, estimate.currency)}</th>
              ${costsAt(context, at).map((cost) => html`<td class="amount">${costWords(context, cost)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
