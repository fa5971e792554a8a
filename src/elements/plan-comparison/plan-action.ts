import { html, nothing } from 'lit';
import type { PlanEstimate } from '../../engine/estimate/estimate.ts';
import type { CardContext } from './card-context.ts';
import { line } from './line.ts';
import { actionWords } from './plan-words.ts';

/** One way on: a link where the plan has an address, so that it opens as links do; else a button. */
export function renderAction(context: CardContext, planEstimate: PlanEstimate, index: number): unknown {
  const { format, estimate, onSelect } = context;
  const { plan, intent, status, cheapest, switchNow } = planEstimate;
  const { account, catalog } = estimate;
  if (status === 'own' || status === 'unpriceable') return nothing;
  const booked = account?.subscription.scheduled.find((change) => change.plan === plan.id);
  if (booked) {
    const date = format.date(booked.at, 'long', account?.timeZone);
    return line(format.text('comparison.booked', { date }), 'strong small booked');
  }
  const url = plan.action?.url ?? (intent === 'contact' ? (account?.contact ?? catalog.contact) : null);
  const words = actionWords(format, planEstimate);
  const style = `button no-print ${cheapest ? 'primary' : ''}`;
  const id = `action-${index}`;
  const name = `${id} plan-${index}`;
  const onClick = (event: Event) => onSelect(event, planEstimate);
  const due = switchNow?.total;
  return [
    url === null
      ? html`<button type="button" class=${style} part="action" id=${id} aria-labelledby=${name} @click=${onClick}>
          ${words}
        </button>`
      : html`<a class=${style} part="action" id=${id} aria-labelledby=${name} href=${url} @click=${onClick}
          >${words}</a
        >`,
    line(
      intent === 'trial' && plan.trialDays && format.text('comparison.trial_days', { count: plan.trialDays }),
      'secondary small',
    ),
    line(
      due &&
        !due.isZero() &&
        format.text(due.gt(0) ? 'comparison.switch_costs' : 'comparison.switch_returns', {
          amount: format.money(due.abs(), estimate.currency),
        }),
      'secondary small',
      'switch',
    ),
  ];
}
