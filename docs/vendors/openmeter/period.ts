import { Untranslatable } from '../documents.ts';
import { isBefore, isSame, periodAt } from '../period-at.ts';
import { intervalOf } from './cadence.ts';
import type { OpenMeterFacts } from './facts.ts';
import type { OpenMeterItem, OpenMeterPeriod } from './objects.ts';
import { currentPhase, pricedPhase } from './phases.ts';

/** The current period of the anchor, whole. */
export function wholePeriod({ subscription, asOf }: OpenMeterFacts, at = asOf): OpenMeterPeriod {
  const { id, billingAnchor, billingCadence } = subscription;
  const { start, end } = periodAt(at, billingAnchor, intervalOf(billingCadence, id));
  return { from: start, to: end };
}

/** What of it is in the current phase, as none reaches over two. */
export function currentPeriod(facts: OpenMeterFacts): OpenMeterPeriod {
  const { activeFrom, activeTo } = currentPhase(facts);
  const { from, to } = wholePeriod(facts);
  return {
    from: isBefore(from, activeFrom) ? activeFrom : from,
    to: activeTo !== undefined && isBefore(activeTo, to) ? activeTo : to,
  };
}

export function isFee({ price, billingCadence }: OpenMeterItem): boolean {
  return price?.type === 'flat' && billingCadence !== null;
}

export function isAhead(item: OpenMeterItem): boolean {
  return isFee(item) && (item.price?.paymentTerm ?? 'in_advance') === 'in_advance';
}

/**
 * The next invoice is for the period that runs, and for fees in advance of the one that follows: what begins or ends within
 * that is prorated by a setting of the billing profile, or is a line of its own.
 *
 * @throws Untranslatable with the id of what changes within it.
 */
export function checkPeriod(facts: OpenMeterFacts): void {
  const { id, activeTo, alignment, phases } = facts.subscription;
  const [{ from, to }, phase] = [currentPeriod(facts), currentPhase(facts)];
  const told = alignment?.currentAlignedBillingPeriod;
  if (told && !(isSame(told.from, from) && isSame(told.to, to))) {
    throw new Untranslatable(id, 'its billing period is another than that of its anchor');
  }
  const { to: next } = wholePeriod(facts, to);
  const items = Object.values(phase.itemTimelines)
    .flat()
    .filter(({ price, billingCadence }) => price !== null && billingCadence !== null);
  const isPart = !isSame(wholePeriod(facts).to, to);
  if (activeTo !== undefined && items.some(isFee) && (isPart || (isBefore(to, activeTo) && isBefore(activeTo, next)))) {
    throw new Untranslatable(id, 'it ends within a period that has fees');
  }
  const later = phases.find(({ activeFrom }) => isBefore(phase.activeFrom, activeFrom));
  if (later !== undefined && isBefore(later.activeFrom, next)) {
    throw new Untranslatable(later.key, 'a phase that begins within what the next invoice is for');
  }
  for (const item of items) {
    const isWithin = (at: string) => isBefore(from, at) && isBefore(at, isAhead(item) ? next : to);
    const isLast = (end: string) => activeTo !== undefined && isSame(end, activeTo);
    const ends = item.activeTo !== undefined && !isLast(item.activeTo) && isWithin(item.activeTo);
    if (isWithin(item.activeFrom) || ends) {
      throw new Untranslatable(item.id, 'it begins or ends within what the next invoice is for');
    }
  }
}

/** OpenMeter's anchor stays where it is; with us the end of a trial begins a new count. */
export function checkTrial(facts: OpenMeterFacts): void {
  const { activeFrom, items } = pricedPhase(facts);
  if (items.some(isAhead) && !isSame(wholePeriod(facts, activeFrom).from, activeFrom)) {
    throw new Untranslatable(facts.subscription.id, 'its trial ends within a period that has fees');
  }
}
