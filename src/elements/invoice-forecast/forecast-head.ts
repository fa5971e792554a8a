import { html, nothing } from 'lit';
import type { Plan } from '../../engine/facts/catalog.ts';
import { ZERO, type Decimal } from '../../engine/numbers/decimal.ts';
import type { Estimate } from '../../engine/estimate/estimate.ts';
import { trialEndOf } from '../../engine/invoice/invoice-schedule.ts';
import { isPlanKnown } from '../../engine/invoice/situation.ts';
import type { Format } from '../../format/format.ts';
import { dueWords } from '../../format/invoice-rows.ts';
import { standings } from './standing.ts';

export interface HeadView {
  readonly estimate: Estimate;
  readonly format: Format;
  readonly asOf: unknown;
  readonly figure: (amount: Decimal | number, part?: string) => unknown;
}

/** Plan and period, what is expected and how surely, what is due, where things stand. */
export function renderHead(view: HeadView): unknown {
  const { estimate, format, asOf } = view;
  const { plan } = estimate;
  const period = billedPeriod(estimate);
  return html`<header class="head">
    <div class="row apart printed">
      <div class="row facts">
        <h2><bdi>${isPlanKnown(estimate) ? plan.name : format.text('forecast.label')}</bdi></h2>
        ${
          period
            ? html`<span class="secondary">${format.period(period.startDay, period.endDay)}</span>
                <span class="secondary">${format.text('forecast.day', { day: period.day, days: period.days })}</span>`
            : nothing
        }
      </div>
      ${asOf}
    </div>
    ${renderTotal(view)} ${renderDueNow(view)} ${renderStandings(view)}
  </header>`;
}

/** What the next invoice is for, as far as it has begun; `null` = nobody knows, or until a trial ends nothing is billed. */
export function billedPeriod({ account, period }: Estimate): Estimate['period'] {
  return account && trialEndOf(account) ? null : period;
}

function renderTotal({ estimate, format, figure }: HeadView): unknown {
  const { invoice, forecast, plan, catalog, currency } = estimate;
  if (!invoice.total) {
    const contact = plan.action?.url ?? catalog.contact;
    return html`<p class="row">
      ${format.text(plan.contact ? 'forecast.no_price' : 'forecast.no_total', { plan: plan.name })}
      ${
        plan.contact && contact
          ? html`<a href=${contact}>${plan.action?.label ?? format.text('forecast.contact')}</a>`
          : nothing
      }
    </p>`;
  }
  const range = forecast && format.likelyMoney(forecast.range80, currency);
  return html`<p class="row headline">
      ${figure(forecast?.mean ?? invoice.total)}
      ${range ? html`<span part="range">${format.rich('likely', { range: html`<b>${range}</b>` })}</span>` : nothing}
    </p>
    <p class="row facts secondary">
      ${totalFacts(format, estimate, range !== null).map((words) => html`<span>${words}</span>`)}
    </p>`;
}

/** When, at which rate, how much so far, and how it differs from what is. */
function totalFacts(format: Format, estimate: Estimate, hasRange: boolean): readonly string[] {
  const { invoice, accrued, period, plan, ownPlan, scenario, currency, difference, account, meters } = estimate;
  const isNext = period !== null && plan === ownPlan;
  const rate = scenario.mode === 'current' && account ? 'forecast.at_rate' : 'forecast.at_quantities';
  const isVague = meters.some(
    ({ charged, quantityKind, forecast }) =>
      charged && quantityKind === 'about' && forecast?.spread === 'little-history',
  );
  return [
    isNext
      ? format.text('forecast.expected', {
          date: format.date(invoice.issuedAt ?? period.end, 'long', account?.timeZone),
        })
      : regularWords(format, plan),
    ...(hasRange ? (isVague ? [format.text('forecast.little_history')] : []) : [format.text(rate)]),
    ...(isNext && accrued?.total
      ? [format.text('forecast.so_far', { amount: format.money(accrued.total, currency) })]
      : []),
    ...(invoice.due && invoice.total && !invoice.due.eq(invoice.total)
      ? [format.text('forecast.after_credits', { amount: format.money(invoice.due, currency) })]
      : []),
    ...(difference ? [differenceWords(format, 'now', difference, currency)] : []),
  ];
}

function regularWords(format: Format, { name, interval }: Plan): string {
  return format.text(`forecast.regular.${interval.unit}`, { count: interval.count, plan: name });
}

function differenceWords(format: Format, than: 'now' | 'last', difference: Decimal, currency: string): string {
  const key = difference.isZero()
    ? (`same_as_${than}` as const)
    : (`${difference.gt(0) ? 'more' : 'less'}_than_${than}` as const);
  return format.text(`forecast.${key}`, { amount: format.money(difference.abs(), currency) });
}

/** Against the last invoice: how much, and opened, of what it is made. */
export function renderChange(format: Format, { change, currency, isWhatIf }: Estimate): unknown {
  if (!change || isWhatIf) return nothing;
  const parts = (['usage', 'price', 'plan', 'other'] as const).filter((part) => !change[part].isZero());
  const words = differenceWords(format, 'last', change.difference, currency);
  if (parts.length === 0) return html`<p class="secondary">${words}</p>`;
  return html`<details class="change" part="change">
    <summary class="opens">${words}</summary>
    <dl class="small">
      ${parts.map(
        (part) =>
          html`<div>
            <dt>${format.text(`forecast.change.${part}`)}</dt>
            <dd class="amount">${format.signedMoney(change[part], currency)}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

/** Due now beside due next, where something is due at once. */
function renderDueNow({ estimate, format }: HeadView): unknown {
  const { dueNow, invoice } = estimate;
  if (!dueNow?.due) return nothing;
  const isReturned = dueNow.due.lt(ZERO);
  const next = dueWords({ format, estimate, invoice });
  return html`<dl class="row due-now">
    <div>
      <dt>${format.text(isReturned ? 'forecast.returned_now' : 'forecast.due_now')}</dt>
      <dd>${format.money(dueNow.due.abs(), estimate.currency)}</dd>
    </div>
    ${
      invoice.due
        ? html`<div>
            <dt>${next ?? regularWords(format, estimate.plan)}</dt>
            <dd>${format.money(invoice.due, estimate.currency)}</dd>
          </div>`
        : nothing
    }
  </dl>`;
}

function renderStandings({ estimate, format }: HeadView): unknown {
  const all = standings(format, estimate);
  if (all.length === 0) return nothing;
  return html`<ul class="standings small" part="standings">
    ${all.map(({ text, tone }) => html`<li class=${tone}>${text}</li>`)}
  </ul>`;
}
