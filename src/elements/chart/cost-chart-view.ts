import { html, nothing, type TemplateResult } from 'lit';
import type { Decimal } from '../../engine/numbers/decimal.ts';
import type { Estimate } from '../../engine/estimate/estimate.ts';
import type { Format } from '../../format/format.ts';
import { describeBound } from '../../format/limit-bound.ts';
import { columnsOf } from './columns-of.ts';
import { layOutCosts, type Bound, type CostChart, type CostPoint } from './cost-chart.ts';
import { shareAt } from './share-at.ts';

export interface CostChartView {
  readonly estimate: Estimate;
  readonly format: Format;
  /** The place in `points` that is read out; `null` = none. */
  readonly cursor: number | null;
  readonly onCursor: (cursor: number | null) => void;
}

/** Amounts beside the drawing that are longer than this are cut short, and those of its scale leave their currency out. */
const LONG_LABEL = 9;
const LONG_TICK = 7;
const LONG_DAY = 8;

/** The cost of the period by day, drawn; nothing where the account has no period or no price. */
export function renderCostChart(view: CostChartView): unknown {
  const { estimate, format } = view;
  const { period, accrued, account, currency, plan, ownPlan, invoice, forecast, isWhatIf, scenario } = estimate;
  if (!period || !account || !accrued?.total || !invoice.total) return nothing;
  const goesOn = plan === ownPlan;
  // Of days that a what-if jumps over, only the last can be drawn.
  const fan =
    scenario.quantities.size === 0
      ? estimate.fan
      : forecast && [{ day: period.startDay + period.days - 1, ...forecast }];
  const short = (amount: number) => {
    const [whole, compact] = [format.wholeMoney(amount, currency), format.compactMoney(amount, currency)];
    return columnsOf(whole) > Math.max(LONG_LABEL, columnsOf(compact)) ? compact : whole;
  };
  const chart = layOutCosts({
    startDay: period.startDay,
    days: period.days,
    today: period.startDay + period.day - 1,
    costs: estimate.costByDay,
    now: accrued.total.toNumber(),
    end: goesOn ? (forecast?.mean ?? invoice.total.toNumber()) : null,
    asIs: isWhatIf ? (estimate.asIs.total?.toNumber() ?? null) : null,
    fan: goesOn ? fan : null,
    bounds: boundsOf(view),
    read: short,
  });
  const { now, points, asIsLabel } = chart;
  const amounts = chart.yTicks.map(({ amount }) => format.compactMoney(amount, currency));
  const yWords = widest(amounts) > LONG_TICK ? chart.yTicks.map(({ amount }) => format.compact(amount)) : amounts;
  const onPointer = (event: PointerEvent) => view.onCursor(nearest(points, event));
  const gutter = (texts: readonly string[]) => `${texts.length ? 0.58 * widest(texts) + 0.9 : 1}em`;
  return html`<figure
    class="cost-chart"
    part="chart"
    .style=${`--_start:${gutter(yWords)};--_end:${gutter(chart.ends.map(({ text }) => text))}`}
  >
    <figcaption class="visually-hidden">${describe(view, chart)}</figcaption>
    <div class="plot" @pointermove=${onPointer} @pointerdown=${onPointer} @pointerleave=${() => view.onCursor(null)}>
      <div aria-hidden="true">
        ${chart.yTicks.map(({ y }, index) => [renderLine('', y), renderLabel('y', y, yWords[index]!)])}
        ${renderDays(format, chart)}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          <path class="band" d=${chart.possible}></path>
          <path class="band" d=${chart.likely}></path>
          <path class="as-is" d=${chart.asIs}></path>
          <path class="ahead" d=${chart.ahead}></path>
          <path d=${chart.soFar}></path>
        </svg>
        ${chart.bounds.map(({ name, text, y, label }) => [
          renderLine(`bound ${name}`, y),
          renderLabel(`over ${name ? 'secondary' : 'warning'}`, label, text),
        ])}
        ${renderDot('', now)}
        ${
          now.x < 100
            ? renderLabel(
                `at ${now.after ? 'after' : ''} over secondary`,
                now.label,
                format.text('chart.today', { amount: short(now.amount) }),
                now.x,
              )
            : nothing
        }
        ${
          asIsLabel
            ? renderLabel(
                'at over secondary',
                asIsLabel.label,
                format.text('chart.as_is', { amount: short(asIsLabel.amount) }),
                100,
              )
            : nothing
        }
        ${chart.ends.map(({ name, text, label }) => renderLabel(`end ${name === 'end' ? 'strong' : 'secondary'}`, label, text))}
        ${chart.ahead ? renderDot('solid', points.at(-1)!) : nothing} ${renderCursor(view, chart)}
      </div>
      <input
        type="range"
        max=${points.length - 1}
        .value=${String(view.cursor ?? points.findIndex(({ day }) => day === now.day))}
        aria-label=${format.text('chart.label')}
        aria-valuetext=${pointWords(view, points[view.cursor ?? -1] ?? now)}
        @input=${(event: InputEvent) => view.onCursor(Number((event.target as HTMLInputElement).value))}
        @blur=${() => view.onCursor(null)}
      />
    </div>
  </figure>`;
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map(columnsOf));
}

/** Limits of the invoice, and a commitment of each period. A name is for the commitment alone. */
function boundsOf({ estimate, format }: CostChartView): Bound[] {
  const { limits, account, plan, currency } = estimate;
  const commitment = account?.commitment ?? plan.commitment;
  // Nothing is uncertain of these.
  const write = (amount: Decimal) =>
    amount.dp() === 0 ? format.wholeMoney(amount, currency) : format.money(amount, currency);
  return [
    ...limits
      .filter(({ limit }) => limit.meter === null)
      .flatMap((estimated) => {
        const { limit, bound, ending } = estimated;
        const amount = describeBound(format, estimated, { write, timeZone: account?.timeZone });
        const text = format.text(`chart.limit_${limit.effect}`, { amount });
        const now = { name: '' as const, amount: bound.toNumber(), text: ending ? '' : text };
        return ending ? [now, { ...now, amount: limit.at.toNumber(), text }] : [now];
      }),
    ...(commitment && commitment.period === null
      ? [
          {
            name: 'commitment' as const,
            amount: commitment.amount.toNumber(),
            text: format.text('chart.commitment', { amount: write(commitment.amount) }),
          },
        ]
      : []),
  ];
}

function describe({ estimate, format }: CostChartView, { now, ahead, points }: CostChart): string {
  const last = points.at(-1)!;
  return format.text(ahead ? 'chart.description' : 'chart.description_now', {
    now: format.money(now.amount, estimate.currency),
    date: format.day(now.day),
    expected: format.wholeMoney(last.amount, estimate.currency),
    end: format.day(last.day),
  });
}

function pointWords({ estimate, format }: CostChartView, { day, amount, isExpected, range }: CostPoint): string {
  const { currency } = estimate;
  const likely = range && format.likelyMoney(range, currency);
  return format.text(likely ? 'chart.point_likely' : isExpected ? 'chart.point_expected' : 'chart.point', {
    date: format.day(day),
    amount: isExpected ? format.wholeMoney(amount, currency) : format.money(amount, currency),
    range: likely ?? '',
  });
}

function renderCursor(view: CostChartView, { points }: CostChart): unknown {
  const point = points[view.cursor ?? -1];
  if (!point) return nothing;
  return html`<div class="cursor" .style=${`--_x:${point.x}`}></div>
    ${renderDot('solid', point)} ${renderLabel('at over readout', 100, pointWords(view, point), point.x)}`;
}

function renderLine(name: string, y: number): TemplateResult {
  return html`<div class="rule ${name}" .style=${`--_y:${y}`}></div>`;
}

function renderLabel(name: string, y: number, text: string, x = 0): TemplateResult {
  return html`<span class="label ${name}" .style=${`--_y:${y};--_x:${x}`}>${text}</span>`;
}

function renderDot(name: string, { x, y }: { readonly x: number; readonly y: number }): TemplateResult {
  return html`<div class="dot ${name}" .style=${`--_x:${x};--_y:${y}`}></div>`;
}

/**
 * Where there is little room, every other one is hidden, and of long words all but the first and the last. The first day of
 * each month says which month it is; so it does where others are hidden.
 */
function renderDays(format: Format, { xTicks }: CostChart): readonly TemplateResult[] {
  const isLong = columnsOf(format.day(xTicks[0]!.day, 'short')) > LONG_DAY;
  let [last, lastShown] = ['', ''];
  return xTicks.map(({ day, x }, index) => {
    const isMinor = index % 2 === 1 || (isLong && index > 0 && index < xTicks.length - 1);
    const month = format.day(day, 'month');
    const text = format.day(day, month === (isMinor ? last : lastShown) ? 'day' : 'short');
    last = month;
    if (!isMinor) lastShown = month;
    return renderLabel(`x at ${isMinor ? 'minor' : ''}`, 0, text, x);
  });
}

function nearest(points: readonly CostPoint[], event: PointerEvent): number {
  const x = 100 * shareAt(event.currentTarget as Element, event);
  return points.reduce(
    (best, point, index) => (Math.abs(point.x - x) < Math.abs(points[best]!.x - x) ? index : best),
    0,
  );
}
