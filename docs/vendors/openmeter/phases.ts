import { Untranslatable } from '../documents.ts';
import { isBefore } from '../period-at.ts';
import type { OpenMeterFacts } from './facts.ts';
import type { OpenMeterSubscriptionPhase } from './objects.ts';

export function currentPhase({ subscription: { id, phases }, asOf }: OpenMeterFacts): OpenMeterSubscriptionPhase {
  const phase = phases.find(
    ({ activeFrom, activeTo }) => !isBefore(asOf, activeFrom) && (activeTo === undefined || isBefore(asOf, activeTo)),
  );
  if (phase === undefined) throw new Untranslatable(id, 'it has no phase now');
  return phase;
}

/** The phase that is charged for: the current one, or the one that follows a trial. */
export function pricedPhase(facts: OpenMeterFacts): OpenMeterSubscriptionPhase {
  const current = currentPhase(facts);
  const later = facts.subscription.phases.filter(({ activeFrom }) => isBefore(current.activeFrom, activeFrom));
  return isFree(current) ? (later.find((phase) => !isFree(phase)) ?? current) : current;
}

function isFree({ itemTimelines }: OpenMeterSubscriptionPhase): boolean {
  return Object.values(itemTimelines)
    .flat()
    .every(({ price }) => price === null);
}
