import { html, nothing } from 'lit';
import type { Plan } from '../../engine/facts/catalog.ts';
import { nearestCheaper } from '../../engine/comparison/comparison.ts';
import { ZERO } from '../../engine/numbers/decimal.ts';
import type { PlanEstimate } from '../../engine/estimate/estimate.ts';
import { lineRow } from '../../format/invoice-line.ts';
import { carriedIntervals } from './carried.ts';
import type { CardContext } from './card-context.ts';
import { line } from './line.ts';
import { cheaperWords } from './plan-words.ts';

/** Features that are there before anybody asks for more. */
const FEATURES = 6;

/** From which quantity the plan is the cheaper: of several intervals, the one nearest to the visitor's place. */
export function renderBreakEven({ format, estimate, comparison, quantity }: CardContext, plan: Plan): unknown {
  const breakEven = comparison?.breakEvens?.find((one) => one.plan === plan);
  if (!comparison || !breakEven) return nothing;
  const { meter } = comparison;
  const nearest = nearestCheaper(carriedIntervals(breakEven, meter, estimate), quantity ?? ZERO);
  if (!nearest) return nothing;
  const facts = { than: breakEven.than, meter, currency: estimate.currency };
  return line(cheaperWords(format, nearest, facts), '', 'break-even');
}

/** The lines behind the cost, worked out when asked for. */
export function renderWhy(
  { format, estimate, open, onOpen }: CardContext,
  { plan, invoice, cost }: PlanEstimate,
): unknown {
  if (invoice === null || cost === null) return nothing;
  const { catalog, account, currency } = estimate;
  const facts = { format, invoice, estimate: { catalog, account, plan } };
  const key = `why-${plan.id}`;
  const isOpen = open.has(key);
  return html`<details
    part="why"
    .open=${isOpen}
    @toggle=${(event: Event) => onOpen(key, (event.target as HTMLDetailsElement).open)}
  >
    <summary class="opens">${format.text('comparison.why', { amount: format.money(cost, currency) })}</summary>
    ${
      isOpen
        ? html`<table>
            ${invoice.lines.map((line) => {
              const { label, how, amount } = lineRow(facts, line);
              return html`<tr>
                <th scope="row">${label} ${how && html`<span class="secondary">${how}</span>`}</th>
                <td class="amount">${amount && format.amount(amount, currency)}</td>
              </tr>`;
            })}
            <tr class="strong">
              <th scope="row">${format.text('comparison.sum')}</th>
              <td class="amount">${format.money(cost, currency)}</td>
            </tr>
          </table>`
        : nothing
    }
  </details>`;
}

/** What the plan holds: of many, the first few until more are asked for. */
export function renderFeatures({ format, open, onOpen }: CardContext, { id, features }: Plan): unknown {
  if (features.length === 0) return nothing;
  const key = `features-${id}`;
  const isUnfolded = open.has(key);
  // A button that shows a single one would take its place.
  const hasMore = features.length > FEATURES + 1;
  const shown = hasMore && !isUnfolded ? features.slice(0, FEATURES) : features;
  return html`<ul class="features">
      ${shown.map(
        ({ text, included }) =>
          html`<li class=${included ? '' : 'secondary'}>
            <span role="img" aria-label=${format.text(included ? 'comparison.included' : 'comparison.not_included')}
              >${included ? '✓' : '–'}</span
            >
            <bdi>${text}</bdi>
          </li>`,
      )}
    </ul>
    ${
      hasMore
        ? html`<button
            type="button"
            class="plain flush"
            aria-expanded=${isUnfolded}
            @click=${() => onOpen(key, !isUnfolded)}
          >
            ${
              isUnfolded
                ? format.text('comparison.fewer_features')
                : format.text('comparison.all_features', { count: features.length })
            }
          </button>`
        : nothing
    }`;
}
