import { html, nothing } from 'lit';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import type { Estimate, PlanEstimate } from '../../engine/estimate/estimate.ts';
import { listOf } from '../../engine/list-of.ts';
import { sameInterval, type Interval } from '../../engine/time/period.ts';
import { withPlan } from '../../engine/usage/scenario.ts';
import { usageInterval } from '../../engine/invoice/situation.ts';
import type { Format } from '../../format/format.ts';
import type { Tables } from '../../format/messages.ts';
import { INVOICE } from '../../format/messages/invoice.ts';
import { PLAN_COMPARISON } from '../../format/messages/plan-comparison.ts';
import { SHARED } from '../../format/messages/shared.ts';
import { curvesStyles } from '../chart/curves-chart.styles.ts';
import { PlanSelectEvent } from '../events.ts';
import { PricingElement, type Shape } from '../pricing-element.ts';
import { QuantityFields } from '../quantity-field/quantity-field.ts';
import { quantityFieldStyles } from '../quantity-field/quantity-field.styles.ts';
import { remember } from '../remember.ts';
import { renderSegments } from '../segments.ts';
import { ComparisonController, type ReadyComparison } from './comparison-controller.ts';
import { drawingOf, type Drawing } from './drawing.ts';
import { intervalChoices, intervalWords, plansAt } from './interval-choice.ts';
import { planComparisonStyles } from './plan-comparison.styles.ts';
import type { CardContext } from './card-context.ts';
import { renderPlanCard } from './plan-card.ts';
import { renderPlanCurves } from './plan-curves.ts';
import { axisWords } from './plan-words.ts';
import { renderUsage } from './usage-line.ts';

const WORDS: Tables = [INVOICE, PLAN_COMPARISON, SHARED];

/**
 * What each plan would cost at one usage: a card per plan, and a drawing of the plans' costs over a quantity.
 *
 * @tagname pb-plan-comparison
 * @fires {PlanSelectEvent} pb-plan-select - The visitor wants a plan. Cancelable; by default the plan's `action.url` is
 *   followed, and a plan without one is priced as a what-if.
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
 * @csspart change - The button that opens the usage to be changed.
 * @csspart field - The field of a quantity.
 * @csspart slider - The slider of a quantity.
 * @csspart chart - The drawing with its words.
 */
export class PlanComparison extends PricingElement {
  static override styles = [PricingElement.styles, quantityFieldStyles, curvesStyles, planComparisonStyles];

  readonly #comparison = new ComparisonController(this);
  readonly #fields = new QuantityFields(() => this.requestUpdate());
  /** An interval that no other plan of the what-if follows, for as long as that plan is priced. */
  #wish: { readonly interval: Interval; readonly plan: string } | null = null;
  #meter: string | null = null;
  #readAt: Decimal | null = null;
  #isTableOpen = false;
  #isEditing = false;
  #open: ReadonlySet<string> = new Set();

  protected override get english(): Tables {
    return WORDS;
  }

  protected get label(): string {
    return this.format.text('comparison.label');
  }

  protected override renderSkeleton(shape: Shape | undefined): unknown {
    const count = shape?.plans ?? 3;
    return html`<div></div>
      <div class="cards" .style=${columnsOf(count)}>${listOf(count, () => html`<div></div>`)}</div>
      <div class="blank"></div>`;
  }

  protected renderReady(estimate: Estimate): unknown {
    const { format } = this;
    const interval = this.#intervalOf(estimate);
    const drawing = drawingOf(estimate, interval, this.#meter);
    this.#meter = drawing && drawing.meter.id;
    const comparison = this.#comparison.compare(estimate, drawing);
    const quantity = estimate.meters.find(({ meter }) => meter === drawing?.meter)?.quantity ?? null;
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
      ${this.#renderCards(format, estimate, this.#comparison.rested, interval, comparison, quantity, this.#open)}
      ${drawing && this.#renderFigure(estimate, drawing, { comparison, quantity })}`;
  }

  #renderIntervals({ plans }: Estimate, chosen: Interval): unknown {
    const choices = intervalChoices(plans);
    if (choices.length === 0) return nothing;
    const segments = choices.map((interval) => ({
      value: interval,
      label: intervalWords(this.format, plans, choices[0]!, interval),
    }));
    const selected = choices.find((interval) => sameInterval(interval, chosen));
    return renderSegments(this.format.text('billed'), segments, selected, this.#onInterval);
  }

  /** Anew where anything of it is new, which is not so where the visitor only reads the drawing. */
  readonly #renderCards = remember(
    (
      format: Format,
      estimate: Estimate,
      rested: Estimate | null,
      interval: Interval,
      comparison: ReadyComparison | null,
      quantity: Decimal | null,
      open: ReadonlySet<string>,
    ): unknown => {
      const { currency } = estimate;
      const context: CardContext = {
        format,
        estimate,
        rested,
        interval,
        comparison,
        quantity,
        open,
        renderFigure: (amount) => this.renderFigure(amount, currency, 'cost'),
        onSelect: this.#onSelect,
        onOpen: this.#onOpen,
      };
      const cards = plansAt(estimate.plans, interval);
      const longest = Math.max(4, ...cards.map(({ cost }) => (cost ? format.wholeMoney(cost, currency).length : 0)));
      const basis = cards.some(({ invoice }) => invoice?.taxBehavior === 'inclusive')
        ? 'comparison.basis_inclusive'
        : 'comparison.basis';
      return html`<ul class="cards" .style=${`--_longest:${longest};${columnsOf(cards.length)}`}>
          ${cards.map((card, index) => renderPlanCard(context, card, index))}
        </ul>
        <p class="secondary small">${format.text(basis)}</p>`;
    },
  );

  #renderFigure(
    estimate: Estimate,
    { meter, meters, than }: Drawing,
    { comparison, quantity }: Pick<CardContext, 'comparison' | 'quantity'>,
  ): unknown {
    const { format } = this;
    const interval = usageInterval(estimate.catalog, estimate.ownPlan);
    const name =
      meters.length === 1
        ? axisWords(format, meter, interval)
        : html`<select aria-label=${format.text('comparison.meter')} @change=${this.#onMeter}>
            ${meters.map(
              (one) =>
                html`<option value=${one.id} ?selected=${one === meter}>${axisWords(format, one, interval)}</option>`,
            )}
          </select>`;
    const cost = format.per(format.text('comparison.cost'), than.plan.interval);
    return html`<figure part="chart">
      <figcaption>${format.rich('comparison.cost_over', { cost, meter: name })}</figcaption>
      ${
        comparison
          ? renderPlanCurves({
              format,
              estimate,
              comparison,
              quantity,
              readAt: this.#readAt,
              isTableOpen: this.#isTableOpen,
              onRead: this.#onRead,
              onTable: this.#onTable,
            })
          : html`<div class="blank"></div>`
      }
    </figure>`;
  }

  /** The visitor's own wish, else that of the plan that is priced. */
  #intervalOf({ plan }: Estimate): Interval {
    return this.#wish?.plan === plan.id ? this.#wish.interval : plan.interval;
  }

  /** Where the plan that is priced can be had at the interval, everything in the scope follows; else the cards alone. */
  readonly #onInterval = (interval: Interval): void => {
    const { estimate } = this;
    if (!estimate) return;
    const { plan, plans, ownPlan } = estimate;
    const sibling = plans.find((one) => one.plan.family === plan.family && sameInterval(one.plan.interval, interval));
    this.#wish = { interval, plan: plan.id };
    if (sibling && sibling.cost !== null) this.edit(withPlan(sibling.plan === ownPlan ? null : sibling.plan.id));
    else this.requestUpdate();
  };

  readonly #onSelect = (event: Event, { plan, intent }: PlanEstimate): void => {
    const { estimate } = this;
    if (!estimate) return;
    if (!this.dispatchEvent(new PlanSelectEvent(estimate, { plan, intent }))) event.preventDefault();
    else if (!plan.contact && !plan.action?.url) this.edit(withPlan(plan.id));
  };

  readonly #onOpen = (key: string, isOpen: boolean): void => {
    if (this.#open.has(key) === isOpen) return;
    const open = new Set(this.#open);
    if (!open.delete(key)) open.add(key);
    this.#open = open;
    this.requestUpdate();
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

/** Columns for as many as fit: no more rows than that takes, and these as even as can be. */
function columnsOf(plans: number): string {
  const columns = [2, 3, 4, 5, 6].map((most) => `--_of-${most}:${Math.ceil(plans / Math.ceil(plans / most))}`);
  return [`--_plans:${plans}`, ...columns].join(';');
}
