import { decimal, plus, times } from '../decimal-text.ts';
import type { LimitDocument, PlanDocument } from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { limitOf, meterOfFeature, openMeterCatalog, openMeterPlan } from './catalog.ts';
import type { OpenMeterFacts } from './facts.ts';
import type { OpenMeterItem, OpenMeterPlan, OpenMeterRateCard } from './objects.ts';
import { wholePeriod } from './period.ts';
import { currentPhase, pricedPhase } from './phases.ts';

/** The plan of the catalog if this customer has it as it is; else the customer's own, as after an edit or with add-ons. */
export function ownPlan(facts: OpenMeterFacts): string | PlanDocument {
  const { subscription, plans } = facts;
  const listed = plans.find(({ id }) => id === subscription.plan?.id);
  const { name, description = '' } = listed ?? subscription;
  const key = subscription.plan?.key ?? subscription.id;
  const rateCards = inOrder(pricedPhase(facts).items, listed);
  const own = openMeterPlan({ ...subscription, id: key, name, description, rateCards, limits: limitsOf(facts) }, facts);
  // As visitors see it, since one on "contact us" has no price there.
  const [offered] = listed ? openMeterCatalog({ ...facts, plans: [listed] }).catalog.plans : [];
  if (JSON.stringify({ ...offered, trial_days: undefined }) === JSON.stringify(own)) return key;
  const rank = plans.findIndex((plan) => plan.key === key);
  return { ...own, id: subscription.id, family: key, ...(rank < 0 ? {} : { rank }) };
}

/** OpenMeter lists items in no order. It does not say of one whether its units are converted: its plan does. */
function inOrder(items: readonly OpenMeterItem[], plan: OpenMeterPlan | undefined): OpenMeterRateCard[] {
  const cards = plan?.phases.at(-1)?.rateCards ?? [];
  const place = ({ key }: OpenMeterItem) => cards.findIndex((card) => card.key === key) + 1 || cards.length + 1;
  return items
    .toSorted((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1))
    .map((item) => ({ ...item, unitConfig: cards.find(({ key }) => key === item.key)?.unitConfig ?? null }));
}

/** What the customer may use in the current period, with all grants: what was used, and what is left. */
function limitsOf(facts: OpenMeterFacts): LimitDocument[] {
  const period = wholePeriod(facts);
  return currentPhase(facts).items.flatMap(({ key, featureKey, included }) => {
    const entitlement = included?.entitlement;
    const meter = meterOfFeature(featureKey, facts);
    if (entitlement?.type !== 'metered' || meter === null) return [];
    const { currentUsagePeriod: own, isSoftLimit } = entitlement;
    if (own === undefined || !isSameMinute(own.from, period.from) || !isSameMinute(own.to, period.to)) return [];
    const { usage, balance, overage = 0 } = facts.entitlements[meter] ?? {};
    if (usage === undefined || balance === undefined) throw new Untranslatable(key, 'its entitlement value is missing');
    const all = plus(plus(decimal(usage, key), decimal(balance, key)), times(decimal(overage, key), '-1'));
    return [limitOf(meter, all, isSoftLimit)];
  });
}

/** Entitlements count from full minutes. */
function isSameMinute(a: string, b: string): boolean {
  return Math.floor(Date.parse(a) / 60_000) === Math.floor(Date.parse(b) / 60_000);
}
