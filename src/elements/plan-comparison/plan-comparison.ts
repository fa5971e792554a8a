import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Meter, Plan } from '../../engine/catalog.ts';
import { sum, type Decimal } from '../../engine/decimal.ts';
import type { Estimate, PlanEstimate } from '../../engine/estimate.ts';
import { sameInterval, type Interval } from '../../engine/period.ts';
import { withPlan } from '../../engine/scenario.ts';
import { curvesStyles } from '../chart/curves-chart.styles.ts';
import { PlanSelectEvent } from '../events.ts';
import { PricingElement, type Shape } from '../pricing-element.ts';
import { QuantityFields } from '../quantity-field/quantity-field.ts';
import { quantityFieldStyles } from '../quantity-field/quantity-field.styles.ts';
import { renderSegments } from '../segments.ts';
import { ComparisonController } from './comparison-controller.ts';
import { intervalChoices, intervalWords, plansAt } from './interval-choice.ts';
import { planComparisonStyles } from './plan-comparison.styles.ts';
import type { CardContext } from './card-context.ts';
import { renderPlanCard } from './plan-card.ts';
import { drawableMeters, renderPlanCurves } from './plan-curves.ts';
import { renderUsage } from './usage-line.ts';

/**
 * What each plan would cost at one usage: a card per plan, and a drawing of the plans' costs over a quantity.
 *
 * @tagname pb-plan-comparison
 * @fires {PlanSelectEvent} pb-plan-select - The visitor wants a plan. Cancelable; by default the plan's `action.url` is
 *   followed, and a plan without one is priced as a what-if.
 * @fires {ScenarioInputEvent} pb-scenario-input - The visitor is changing a quantity or the interval.
 * @fires {ScenarioChangeEvent} pb-scenario-change - The same, once the hand has rested.
 * @csspart card - One plan.
 * @csspart name - Its name.
 * @csspart tag - "your plan", "cheapest for you".
 * @csspart price - What it asks before any quantity is known.
 * @csspart cost - The cost at this usage, in whole units.
 * @csspart exact - The same to the cent.
 * @csspart range - Where the cost will probably lie.
 * @csspart difference - What it means for this visitor.
 * @csspart action - The button or link.
 * @csspart switch - What switching today costs or returns at once.
 * @csspart break-even - From which quantity it is the cheaper.
 * @csspart why - The lines behind the cost.
 * @csspart features - What it holds.
 * @csspart chart - The drawing with its words.
 */
export class PlanComparison extends PricingElement {
  static override styles = [PricingElement.styles, quantityFieldStyles, curvesStyles, planComparisonStyles];

  readonly #comparison = new ComparisonController(this);
  readonly #fields = new QuantityFields(() => this.requestUpdate());
  /** An interval that no other plan of the what-if follows, for as long as that plan is priced. */
  #wish: { readonly interval: Interval; readonly plan: Plan } | null = null;
  #meter: string | null = null;
  #readAt: Decimal | null = null;
  #isTableOpen = false;
  #isEditing = false;
  #explained: ReadonlySet<string> = new Set();
  #unfolded: ReadonlySet<string> = new Set();

  protected get label(): string {
    return this.format.text('comparison.label');
  }

  protected override renderSkeleton(shape: Shape | undefined): unknown {
    const count = Math.min(shape?.plans ?? 3, 4);
    return html`<div></div>
      <div class="cards blank" data-plans=${count}>${Array.from({ length: count }, () => html`<div></div>`)}</div>
      <div class="blank-chart"></div>`;
  }

  protected renderReady(estimate: Estimate): unknown {
    const { format } = this;
    const interval = this.#intervalOf(estimate);
    const cards = plansAt(estimate.plans, interval);
    const meter = this.#drawn(estimate);
    const comparison = meter && this.#comparison.compare(estimate, meter.id);
    const quantity = estimate.meters.find((one) => one.meter === meter)?.quantity ?? null;
    const basis = cards.some(({ invoice }) => invoice?.taxBehavior === 'inclusive')
      ? 'comparison.basis_inclusive'
      : 'comparison.basis';
    return html`<div class="row apart">
        <h2>${format.text('comparison.title')}</h2>
        ${this.#renderIntervals(estimate, interval)}
      </div>
      ${renderUsage({
        format,
        estimate,
        fields: this.#fields,
        isEditing: this.#isEditing,
        asOf: this.renderAsOf(estimate),
        edit: (edit) => this.edit(edit),
        onEditing: this.#onEditing,
      })}
      ${this.renderProblems(
        estimate.problems.filter(({ kind }) => kind === 'currency_mismatch' || kind === 'unknown_plan'),
        estimate,
      )}
      ${guard([estimate, format, interval, comparison?.breakEvens, quantity, this.#explained, this.#unfolded], () =>
        this.#renderCards(estimate, cards, { interval, comparison, quantity }),
      )}
      <p class="secondary small">${format.text(basis)}</p>
      ${meter && this.#renderFigure(estimate, meter, { comparison, quantity })}`;
  }

  #renderIntervals({ plans }: Estimate, chosen: Interval): unknown {
    const choices = intervalChoices(plans);
    if (choices.length === 0) return nothing;
    const segments = choices.map((interval, index) => {
      return { value: String(index), label: intervalWords(this.format, plans, choices[0]!, interval) };
    });
    const selected = choices.findIndex((interval) => sameInterval(interval, chosen));
    return renderSegments(this.format.text('comparison.interval'), segments, String(selected), (value) =>
      this.#onInterval(choices[Number(value)]!),
    );
  }

  #renderCards(
    estimate: Estimate,
    cards: readonly PlanEstimate[],
    shared: Pick<CardContext, 'interval' | 'comparison' | 'quantity'>,
  ): unknown {
    const { format } = this;
    const { currency } = estimate;
    const context: CardContext = {
      ...shared,
      format,
      estimate,
      explained: this.#explained,
      unfolded: this.#unfolded,
      renderFigure: (amount) => this.renderFigure(amount, currency, 'cost'),
      onSelect: this.#onSelect,
      onExplain: ({ id }, isOpen) => {
        this.#explained = withOrWithout(this.#explained, id, isOpen);
        this.requestUpdate();
      },
      onUnfold: ({ id }, isOpen) => {
        this.#unfolded = withOrWithout(this.#unfolded, id, isOpen);
        this.requestUpdate();
      },
    };
    const longest = Math.max(4, ...cards.map(({ cost }) => (cost ? format.wholeMoney(cost, currency).length : 0)));
    return html`<ul class="cards" data-plans=${cards.length} .style=${`--_plans:${cards.length};--_longest:${longest}`}>
      ${cards.map((card, index) => renderPlanCard(context, card, index))}
    </ul>`;
  }

  #renderFigure(
    estimate: Estimate,
    meter: Meter,
    { comparison, quantity }: Pick<CardContext, 'comparison' | 'quantity'>,
  ): unknown {
    const { format } = this;
    const meters = drawableMeters(estimate);
    const { interval } = estimate.ownPlan ?? estimate.plan;
    const name =
      meters.length === 1
        ? meter.name
        : html`<select aria-label=${format.text('comparison.meter')} @change=${this.#onMeter}>
            ${meters.map(({ id, name }) => html`<option value=${id} ?selected=${id === meter.id}>${name}</option>`)}
          </select>`;
    const cost = format.per(format.text('comparison.cost'), interval);
    return html`<figure part="chart">
      <figcaption>${format.rich('comparison.cost_over', { cost, meter: name })}</figcaption>
      ${
        comparison
          ? renderPlanCurves({
              format,
              estimate,
              comparison,
              quantity,
              isRtl: this.direction === 'rtl',
              readAt: this.#readAt,
              isTableOpen: this.#isTableOpen,
              onRead: this.#onRead,
              onTable: this.#onTable,
            })
          : html`<div class="blank-chart"></div>`
      }
    </figure>`;
  }

  /** The visitor's own wish, else that of the plan that is priced. */
  #intervalOf({ plan }: Estimate): Interval {
    return this.#wish?.plan === plan ? this.#wish.interval : plan.interval;
  }

  /** The meter of the drawing: the visitor's choice, else the one that costs most; `null` = nothing to draw. */
  #drawn(estimate: Estimate): Meter | null {
    const reference = estimate.ownPlan ?? estimate.plan;
    const cards = estimate.plans.filter(
      ({ plan, cost }) => cost !== null && sameInterval(plan.interval, reference.interval),
    );
    if (cards.length < 2 || !cards.some(({ plan }) => plan === reference)) return null;
    const meters = drawableMeters(estimate);
    const chosen = meters.find(({ id }) => id === this.#meter) ?? dearest(meters, cards);
    this.#meter = chosen?.id ?? null;
    return chosen ?? null;
  }

  /** Where the plan that is priced can be had at the interval, everything in the scope follows; else the cards alone. */
  #onInterval(interval: Interval): void {
    const { snapshot } = this;
    if (snapshot.status !== 'ready') return;
    const { plan, plans, ownPlan } = snapshot.estimate;
    const sibling = plans.find((one) => one.plan.family === plan.family && sameInterval(one.plan.interval, interval));
    this.#wish = { interval, plan };
    if (sibling && sibling.cost !== null) this.edit(withPlan(sibling.plan === ownPlan ? null : sibling.plan.id));
    else this.requestUpdate();
  }

  readonly #onSelect = (event: Event, { plan, intent }: PlanEstimate): void => {
    const { snapshot } = this;
    if (snapshot.status !== 'ready') return;
    if (!this.dispatchEvent(new PlanSelectEvent(snapshot.estimate, { plan, intent }))) event.preventDefault();
    else if (!plan.contact && !plan.action?.url) this.edit(withPlan(plan.id));
  };

  readonly #onEditing = (): void => {
    this.#isEditing = !this.#isEditing;
    this.requestUpdate();
  };

  readonly #onMeter = (event: Event): void => {
    this.#meter = (event.target as HTMLSelectElement).value;
    this.#readAt = null;
    this.requestUpdate();
  };

  readonly #onRead = (quantity: Decimal | null): void => {
    if (this.#readAt === quantity || (quantity && this.#readAt?.eq(quantity))) return;
    this.#readAt = quantity;
    this.requestUpdate();
  };

  readonly #onTable = (event: Event): void => {
    this.#isTableOpen = (event.target as HTMLDetailsElement).open;
    this.requestUpdate();
  };
}

function withOrWithout(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  if (isIn) next.add(id);
  else next.delete(id);
  return next.size === ids.size ? ids : next;
}

/** The meter on which the plans' invoices spend most. */
function dearest(meters: readonly Meter[], cards: readonly PlanEstimate[]): Meter | undefined {
  const spent = (meter: Meter) =>
    sum(
      cards.flatMap(({ invoice }) => invoice!.lines.flatMap((line) => (line.meter === meter.id && line.amount) || [])),
    );
  return [...meters].sort((a, b) => spent(b).cmp(spent(a)))[0];
}
