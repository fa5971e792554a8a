import type { SpanDocument } from '../documents.ts';
import { isBefore, periodAt } from '../period-at.ts';
import { intervalOf } from './catalog.ts';
import type { MetronomeFacts } from './facts.ts';

/** The current period of usage statements, whole. */
export function wholePeriod({ contract, asOf }: MetronomeFacts, at = asOf): SpanDocument {
  const { frequency, billing_anchor_date } = contract.usage_statement_schedule;
  return periodAt(at, billing_anchor_date, intervalOf(frequency, contract.id));
}

/** What of it is in the contract's time. */
export function currentPeriod(facts: MetronomeFacts): SpanDocument {
  const { starting_at, ending_before } = facts.contract;
  const { start, end } = wholePeriod(facts);
  return {
    start: isBefore(start, starting_at) ? starting_at : start,
    end: ending_before !== undefined && isBefore(ending_before, end) ? ending_before : end,
  };
}
