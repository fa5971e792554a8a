import { Untranslatable } from '../documents.ts';
import { isBefore, isSame, periodAt } from '../period-at.ts';
import { intervalOf } from './cadence.ts';
import type { OpenMeterFacts } from './facts.ts';
import type { OpenMeterItem, OpenMeterPeriod, OpenMeterSubscriptionPhase } from './objects.ts';
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

/** When the count of what is in arrears began: a phase that began between two anchors has its first part of a period then. */
export function startOf(facts: OpenMeterFacts): string {
  const { activeFrom } = currentPhase(facts);
  return isBefore(wholePeriod(facts).from, activeFrom) ? activeFrom : facts.subscription.activeFrom;
}

export function isFee({ price, billingCadence }: OpenMeterItem): boolean {
  return price?.type === 'flat' && billingCadence !== null;
}

export function isAhead(item: OpenMeterItem): boolean {
  return isFee(item) && (item.price?.paymentTerm ?? 'in_advance') === 'in_advance';
}

export function isOnce({ price, billingCadence }: OpenMeterItem): boolean {
  return price?.type === 'flat' && billingCadence === null;
}

/**
 * The next invoice is for the periods that run, and for fees in advance of those that follow: what begins or ends within
 * them is prorated by a setting of the billing profile, or is a line of its own.
 *
 * @throws Untranslatable with the id of what changes within it.
 */
export function checkPeriod(facts: OpenMeterFacts): void {
  const { asOf, subscription } = facts;
  const { id, activeTo, alignment, phases } = subscription;
  const [{ from, to }, phase] = [currentPeriod(facts), currentPhase(facts)];
  const told = alignment?.currentAlignedBillingPeriod;
  if (told && !(isSame(told.from, from) && isSame(told.to, to))) {
    throw new Untranslatable(id, 'its billing period is another than that of its anchor');
  }
  const { to: next } = wholePeriod(facts, to);
  const later = phases.find(({ activeFrom }) => isBefore(phase.activeFrom, activeFrom));
  if (later !== undefined && isBefore(later.activeFrom, next)) {
    throw new Untranslatable(later.key, 'a phase that begins within what the next invoice is for');
  }
  for (const item of pricedItems(phase)) {
    const refuse = (): never => {
      throw new Untranslatable(item.id, 'it begins or ends within what the next invoice is for');
    };
    const { activeFrom, activeTo: end } = item;
    if (item.billingCadence === null) {
      // It is invoiced with the beginning of the period that it begins in.
      if (isBefore(asOf, activeFrom) && isBefore(activeFrom, next)) refuse();
      continue;
    }
    const own = periodOf(item, asOf, facts);
    const isNext = isAhead(item) && isSame(own.to, to);
    const begin = isAhead(item) ? from : own.from;
    const last = isNext ? periodOf(item, to, facts).to : isAhead(item) ? wholePeriod(facts).to : own.to;
    const isWithin = (at: string) => isBefore(begin, at) && isBefore(at, last);
    if (activeTo !== undefined && isFee(item) && isWithin(activeTo) && !(isNext && isSame(activeTo, to))) {
      throw new Untranslatable(id, 'it ends within a period that has fees');
    }
    const isEnd = end !== undefined && activeTo !== undefined && isSame(end, activeTo);
    if (isWithin(activeFrom) && !isSame(activeFrom, startOf(facts))) refuse();
    if (end !== undefined && !isEnd && isWithin(end)) refuse();
  }
}

/** OpenMeter's anchor stays where it is; with us the end of a trial begins a new count. */
export function checkTrial(facts: OpenMeterFacts): void {
  const { id, activeFrom: begin, activeTo, phases } = facts.subscription;
  const phase = pricedPhase(facts);
  const { activeFrom } = phase;
  const items = pricedItems(phase);
  if (items.some(isOnce) && isBefore(begin, wholePeriod(facts).from)) {
    throw new Untranslatable(
      id,
      'its trial began before the current period, and what is charged once comes at its end',
    );
  }
  const changes = [activeTo, ...phases.map((other) => other.activeFrom)];
  for (const item of items.filter(isAhead)) {
    const { from, to } = periodOf(item, activeFrom, facts);
    if (!isSame(from, activeFrom)) throw new Untranslatable(id, 'its trial ends within a period that has fees');
    const isWithin = (at: string | undefined) => at !== undefined && isBefore(from, at) && isBefore(at, to);
    if ([...changes, item.activeFrom, item.activeTo].some(isWithin)) {
      throw new Untranslatable(item.id, 'its first period after the trial is not whole');
    }
  }
}

/** The period of an item's own cadence that holds an instant, whole. */
function periodOf(
  { id, billingCadence }: OpenMeterItem,
  at: string,
  { subscription }: OpenMeterFacts,
): OpenMeterPeriod {
  const interval = intervalOf(billingCadence ?? '', id);
  const { start, end } = periodAt(at, subscription.billingAnchor, interval);
  return { from: start, to: end };
}

/** In all their versions. */
function pricedItems({ itemTimelines }: OpenMeterSubscriptionPhase): OpenMeterItem[] {
  return Object.values(itemTimelines)
    .flat()
    .filter(({ price }) => price !== null);
}
