import type { SpanDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { isBefore } from '../period-at.ts';
import type { MetronomeFacts } from './facts.ts';
import { feePeriod, isNext, runningFees } from './fees.ts';
import type { MetronomeListedRate, MetronomeScheduledRate } from './objects.ts';
import { currentPeriod } from './period.ts';

/**
 * The rates of what the next invoice is for.
 *
 * @throws Untranslatable with the id of a product whose rate changes within it: its usage has two prices.
 */
export function ratesNow(facts: MetronomeFacts): MetronomeListedRate[] {
  const held = facts.rates.flatMap((rate) => {
    const { entitled, starting_at, ending_before } = rate;
    const { start, end } = spanOf(rate, facts);
    const isOver = (at: string) => ending_before !== undefined && !isBefore(at, ending_before);
    if (!entitled || !isBefore(starting_at, end) || isOver(start)) return [];
    if (isBefore(start, starting_at) || (ending_before !== undefined && isBefore(ending_before, end))) {
      throw new Untranslatable(rate.product_id, 'its rate changes within what the next invoice is for');
    }
    return [rate];
  });
  return held.map(({ list_rate, override_rate, ...rest }) => ({ ...rest, rate: override_rate ?? list_rate }));
}

/** Of a fee in advance that is due with the current period's end the one that follows. */
function spanOf({ product_id, billing_frequency }: MetronomeScheduledRate, facts: MetronomeFacts): SpanDocument {
  const current = currentPeriod(facts);
  const fee = runningFees(facts).find(({ subscription_rate: { product, billing_frequency: frequency } }) => {
    return product.id === product_id && (billing_frequency ?? frequency) === frequency;
  });
  if (fee === undefined) return current;
  if (fee.collection_schedule === 'ARREARS') return feePeriod(fee, facts, facts.asOf);
  return isNext(fee, facts) ? feePeriod(fee, facts, current.end) : current;
}
