import { Untranslatable } from '../documents.ts';
import { isBefore } from '../period-at.ts';
import type { MetronomeFacts } from './facts.ts';
import type { MetronomeListedRate } from './objects.ts';
import { currentPeriod } from './period.ts';

/**
 * The rates that hold in the current period.
 *
 * @throws Untranslatable with the id of a product whose rate changes within it: its usage has two prices.
 */
export function ratesNow(facts: MetronomeFacts): MetronomeListedRate[] {
  const { start, end } = currentPeriod(facts);
  const isOver = (at: string | undefined, instant: string) => at !== undefined && !isBefore(instant, at);
  const held = facts.rates.filter(({ entitled, starting_at, ending_before }) => {
    return entitled && isBefore(starting_at, end) && !isOver(ending_before, start);
  });
  const changing = held.find(({ starting_at, ending_before }) => {
    return isBefore(start, starting_at) || (ending_before !== undefined && isBefore(ending_before, end));
  });
  if (changing) throw new Untranslatable(changing.product_id, 'its rate changes within the current period');
  return held.map(({ list_rate, override_rate, ...rest }) => ({ ...rest, rate: override_rate ?? list_rate }));
}
