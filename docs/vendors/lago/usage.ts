import { decimal } from '../decimal-text.ts';
import type { UsageDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isPerEvent } from './catalog.ts';
import type { LagoFacts } from './facts.ts';

export function usageOf({ usage, events = {}, subscription, plans }: LagoFacts): Record<string, UsageDocument> {
  const charges = [subscription.plan, ...plans].flatMap((plan) => plan.charges);
  const perEvent = new Set(charges.filter(isPerEvent).map(({ billable_metric_code }) => billable_metric_code));
  const counted: Record<string, UsageDocument> = {};
  for (const { units, billable_metric } of usage.charges_usage) {
    const { code } = billable_metric;
    if (perEvent.has(code)) continue;
    const quantity = decimal(units, code);
    if (counted[code] && counted[code].quantity !== quantity) {
      throw new Untranslatable(code, 'two charges count it differently');
    }
    counted[code] = { quantity };
  }
  for (const code of perEvent) if (events[code]) counted[code] = { events: events[code] };
  return counted;
}
