import { html, nothing, type TemplateResult } from 'lit';
import type { Plan } from '../../engine/catalog.ts';
import { Decimal, ZERO } from '../../engine/decimal.ts';
import type { Estimate } from '../../engine/estimate.ts';
import { niceStep } from '../../engine/nice-steps.ts';
import type { Format } from '../../format/format.ts';
import { renderCurves } from '../chart/curves-chart.ts';
import { heightAt, layOutCurves, pointsOf, reachOf } from '../chart/curves-layout.ts';
import { carriedIntervals, stopOf } from './carried.ts';
import type { ReadyComparison } from './comparison-controller.ts';
import { cheaperWords } from './plan-words.ts';

/** Break-evens of one plan that are told one by one; of more, the nearest is on its card. */
const MOST_INTERVALS = 3;
const READABLE_STEPS = 100;
const ROWS = 12;

export interface PlanCurvesContext {
  readonly format: Format;
  readonly isRtl: boolean;
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

/** The drawing, what it says in words, and the same as a table. */
export function renderPlanCurves(context: PlanCurvesContext): TemplateResult {
  const { format, estimate, comparison, quantity, readAt, onRead } = context;
  const { meter, curves } = comparison;
  const { currency } = estimate;
  const reach = new Decimal(reachOf(quantity && quantity.toNumber(), comparison.reach.toNumber()));
  const plans = curves.map(({ plan }) => plan);
  const stops = plans.flatMap((plan) => {
    const stop = stopOf(plan, meter, estimate);
    return stop ? [[plan, stop] as const] : [];
  });
  const sentences = breakEvenSentences(context, reach);
  const rows = Math.max(ROWS, plans.length);
  const layout = layOutCurves({
    curves,
    reach: reach.toNumber(),
    place: quantity && Math.min(quantity.toNumber(), reach.toNumber()),
    stops: new Map(stops.map(([plan, stop]) => [plan, stop.toNumber()])),
    rows,
  });
  const step = niceStep(reach.div(READABLE_STEPS), meter.step);
  const steps = reach.div(step).floor().toNumber();
  const where = readAt ?? quantity;
  const costs = where && costsAt(context, where);
  const write = (value: Decimal) => format.quantity(value, meter, currency);
  const words =
    costs &&
    format.text('comparison.reading', {
      quantity: write(where),
      costs: format.list(
        costs.map((cost, index) =>
          format.text('comparison.reading_plan', { plan: plans[index]!.name, amount: costWords(context, cost) }),
        ),
      ),
    });
  return html`${renderCurves({
      layout,
      rows,
      isRtl: context.isRtl,
      classOf: (plan) => classOf(estimate, plans, plan),
      labelOf: ({ plan, isAbove }) => (isAbove ? format.text('comparison.above', { plan: plan.name }) : plan.name),
      xLabel: (value) => (meter.kind === 'money' ? format.compactMoney(value, currency) : format.compact(value)),
      yLabel: (value) => format.compactMoney(value, currency),
      place: quantity?.lte(reach) ? layout.x(quantity.toNumber()) : null,
      reading: where && {
        x: Math.min(100, layout.x(where.toNumber())),
        label: readAt ? write(where) : format.text('comparison.you', { quantity: write(where) }),
        dots: costs!.flatMap((cost) => {
          const y = cost && where.lte(reach) ? layout.y(cost.toNumber()) : -1;
          return y < 0 ? [] : [y];
        }),
      },
      marks: sentences.flatMap(({ crossings, number }) =>
        crossings
          .map(({ quantity: at, cost }) => ({ x: layout.x(at.toNumber()), y: layout.y(cost), number: number! }))
          .filter(({ y }) => y >= 0),
      ),
      handle: {
        steps,
        at: where ? Math.min(steps, where.div(step).round().toNumber()) : 0,
        label: format.text('comparison.read'),
        words: words ?? '',
      },
      onRead: (share) => onRead(share === null ? null : step.times(Math.round(share * steps))),
    })}
    <dl class="readings row small" aria-hidden="true">
      ${costs?.map(
        (cost, index) =>
          html`<div>
            <dt class="secondary">${plans[index]!.name}</dt>
            <dd>${costWords(context, cost)}</dd>
          </div>`,
      )}
    </dl>
    <ol class="sentences small" .style=${`--_lines:${plans.length - 1}`}>
      ${sentences.map(({ text, number }) => html`<li>${number && html`<b class="mark">${number}</b> `}${text}</li>`)}
      ${stops.map(
        ([plan, stop]) =>
          html`<li class="secondary">
            ${format.text('comparison.plan_stops', { plan: plan.name, quantity: write(stop) })}
          </li>`,
      )}
    </ol>
    <details class="small" @toggle=${context.onTable}>
      <summary>${format.text('comparison.table')}</summary>
      ${context.isTableOpen ? renderTable(context, layout.xTicks, sentences) : nothing}
    </details>`;
}

interface Crossing {
  readonly quantity: Decimal;
  readonly cost: number;
}

interface Sentence {
  readonly text: string;
  /** Where two lines cross. */
  readonly crossings: readonly Crossing[];
  /** Its number in the drawing; `null` = nothing of it is in there. */
  readonly number: number | null;
}

/** Every break-even in words, those that can be seen with the number they have in the drawing. */
function breakEvenSentences({ format, estimate, comparison }: PlanCurvesContext, reach: Decimal): Sentence[] {
  const { meter, breakEvens, curves } = comparison;
  const { currency } = estimate;
  let count = 0;
  return (breakEvens ?? []).flatMap((breakEven): Sentence[] => {
    const { plan, than, intervals } = breakEven;
    const carried = carriedIntervals(breakEven, meter, estimate);
    if (carried.length === 0) {
      const text = format.text('comparison.plan_never', { plan: plan.name, than: than.name });
      return [{ text, crossings: [], number: null }];
    }
    const line = pointsOf(curves.find((curve) => curve.plan === than)!);
    return carried.slice(0, MOST_INTERVALS).map(({ from, to }) => {
      // Where the plan's own limit ends an interval, no lines cross.
      const ends = [from, intervals.some((interval) => interval.to === to) ? to : null];
      const crossings = ends.flatMap((end) => {
        const cost = end?.gt(0) && end.lt(reach) ? heightAt(line, end.toNumber()) : null;
        return cost === null ? [] : [{ quantity: end!, cost }];
      });
      const text = cheaperWords(format, 'plan', { from, to }, { plan, than, meter, currency });
      return { text, crossings, number: crossings.length > 0 ? ++count : null };
    });
  });
}

/** Quantities of the axis, of break-evens and of the visitor, and what each plan costs there, exactly. */
function renderTable(
  context: PlanCurvesContext,
  ticks: readonly { readonly value: number }[],
  sentences: readonly Sentence[],
) {
  const { format, estimate, comparison, quantity } = context;
  const { meter, curves } = comparison;
  const all = [
    ...ticks.map(({ value }) => new Decimal(value)),
    ...sentences.flatMap(({ crossings }) => crossings.map((crossing) => crossing.quantity)),
    quantity ?? ZERO,
  ];
  const rows = all.sort((a, b) => a.cmp(b)).filter((at, index) => index === 0 || !at.eq(all[index - 1]!));
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

/** At the visitor's own place, what the cards say. */
function costsAt({ estimate, comparison, quantity }: PlanCurvesContext, at: Decimal): readonly (Decimal | null)[] {
  if (!quantity?.eq(at)) return comparison.costsAt(at);
  return comparison.curves.map(({ plan }) => estimate.plans.find((one) => one.plan === plan)?.cost ?? null);
}

function costWords({ format, estimate }: PlanCurvesContext, cost: Decimal | null): string {
  return cost ? format.money(cost, estimate.currency) : format.text('comparison.not_sold');
}

/** The account's own plan and the cheapest stand out; the others differ by how their lines are broken. */
function classOf({ ownPlan, plans }: Estimate, drawn: readonly Plan[], plan: Plan): string {
  if (plan.family === ownPlan?.family) return 'own';
  if (plans.find((one) => one.plan === plan)?.cheapest) return 'best';
  return `line-${drawn.indexOf(plan) % 5}`;
}
