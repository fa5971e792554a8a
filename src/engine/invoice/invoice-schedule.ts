import type { Account } from '../facts/account.ts';
import type { Bill } from './bill.ts';
import {
  commitmentDue,
  commitmentOf,
  goodCredits,
  hasAddOnsOf,
  isBilled,
  isPriceable,
  plainFacts,
  takenCharges,
} from './bill.ts';
import type { Catalog, Plan } from '../facts/catalog.ts';
import { intervalOf } from '../facts/catalog.ts';
import type { Charge } from '../facts/charge.ts';
import { lineTerms, type LineTerms } from './charge-line.ts';
import type { Decimal } from '../numbers/decimal.ts';
import type { DraftLine, InvoiceFacts } from './issue-invoice.ts';
import { pendingDraft } from './issue-invoice.ts';
import { kept, oncePerPair } from '../once.ts';
import type { Interval, Span } from '../time/period.ts';
import { isBoundary, periodContaining, sameInterval, stubbed } from '../time/period.ts';
import { shareOf, untilTermination } from '../time/proration.ts';
import { localDay } from '../time/time-zone.ts';
import { metersById } from '../usage/quantities.ts';

/** What comes on an invoice whatever the quantities are, in the order of its lines. */
export interface Schedule {
  readonly items: readonly (Item | DraftLine)[];
  /** Quantities of the period that follows, by meter, where they are booked. */
  readonly booked: ReadonlyMap<string, Decimal>;
  readonly facts: InvoiceFacts;
}

/** A charge that comes, and what its line is made with. */
interface Item {
  readonly charge: Charge;
  readonly terms: LineTerms;
  /** For the period that follows: at what is booked for it, and without credits. */
  readonly isAhead: boolean;
}

const schedules = oncePerPair((_catalog: Catalog, _account: Account) => new WeakMap<Plan, Map<string, Schedule>>());

/**
 * What comes on a customer's next invoice. Worked out once for a plan and a choice of add-ons: each step of a slider and each
 * day of a chart asks for it.
 */
export function scheduleOf(bill: Bill & { readonly account: Account }): Schedule {
  const { catalog, account, plan, takes } = bill;
  const ofPlans = schedules(catalog, account);
  const ofPlan = kept(ofPlans, plan, () => new Map<string, Schedule>());
  // A plan that follows may have other add-ons.
  const addOns = [plan, ...catalog.plans].flatMap(({ charges }) => charges.filter(({ optional }) => optional));
  const taken = JSON.stringify(addOns.map(({ id }) => takes(id)));
  return kept(ofPlan, taken, () => makeSchedule(bill));
}

function makeSchedule(bill: Bill & { readonly account: Account }): Schedule {
  const { account, plan } = bill;
  const period = billingPeriod(account, plan);
  const trialEnd = trialEndOf(account);
  const issuedAt = trialEnd ?? period.end;
  const after = plan === ownPlanOf(bill) ? (planAfter(bill)?.plan ?? null) : plan;
  const renewed = after && pricedFrom(issuedAt, { ...bill, plan: after });
  const isSame = after === plan;
  const items = [
    ...takenCharges(bill).flatMap((charge) => thisPeriod(bill, charge, { period, trialEnd })),
    ...(renewed === null ? [] : inAdvance(bill, { plan: renewed, isSame, at: issuedAt })),
  ];
  return {
    // As usage of the period that ends: a discount that ends with it still holds.
    items: [...inPlanOrder(items, plan), ...account.pendingItems.map((item) => pendingDraft(item, issuedAt - 1))],
    booked: new Map(
      account.subscription.scheduled.filter(({ at }) => at <= issuedAt).flatMap(({ quantities }) => [...quantities]),
    ),
    facts: {
      ...plainFacts(bill, isSame ? null : renewed),
      // What the same plan has in advance is settled with today's discounts, whichever list its price is from.
      ...(isSame && renewed !== plan && { plans: [{ ...plan, charges: [...plan.charges, ...renewed!.charges] }] }),
      ...ownFactsOf(bill, period, issuedAt),
    },
  };
}

/** The plan as the list that follows has it, where that holds by an instant's day and has a price for all that is taken. */
function pricedFrom(at: number, { catalog, account, plan, takes }: Bill & { readonly account: Account }): Plan {
  const { next } = catalog;
  if (!next || !holdsOn(next, at, account) || !catalog.plans.includes(plan)) return plan;
  const following = next.plans.find(({ id }) => id === plan.id);
  return following &&
    isPriceable({ catalog: next, account, plan: following }) &&
    hasAddOnsOf(following, { plan, takes })
    ? following
    : plan;
}

/** Whether a price list that follows holds on an instant's day: by days, as they are told, as its own instant is no midnight of theirs. */
export function holdsOn({ effectiveFrom }: Catalog, at: number, { timeZone }: Account): boolean {
  return effectiveFrom !== null && localDay(at, timeZone) >= localDay(effectiveFrom, timeZone);
}

/** The current period of what is billed most often: the plan's interval, or a charge's shorter one. */
export function billingPeriod(account: Account, plan: Plan): Span {
  return begunPart(wholePeriod(account, plan), account, plan);
}

/** The same from its first day on, whenever service began. */
export function wholePeriod(account: Account, plan: Plan): Span {
  const intervals = [
    plan.interval,
    ...plan.charges.flatMap(({ interval, timing }) => (interval === null || timing === 'once' ? [] : [interval])),
  ];
  const periods = intervals.map((interval) => currentPeriod(account, interval));
  return periods.reduce((a, b) => (b.end < a.end || (b.end === a.end && b.start > a.start) ? b : a));
}

/** The period of an interval that runs now, counted from the subscription's anchor. */
function currentPeriod({ subscription: { anchor }, asOf, timeZone }: Account, interval: Interval): Span {
  return periodContaining(anchor, interval, asOf, timeZone);
}

/** Of a period what is billed: from the start of service on, where the first one is a stub. */
export function begunPart(period: Span, { subscription: { startedAt } }: Account, { firstPeriod }: Plan): Span {
  return firstPeriod === 'stub' ? stubbed(period, startedAt) : period;
}

/** The account's own plan as an object; `null` = it is in no catalog. */
export function ownPlanOf({ catalog, account }: Pick<Bill, 'catalog' | 'account'>): Plan | null {
  if (account === null) return null;
  const { plan } = account.subscription;
  return typeof plan === 'string' ? (catalog.plans.find(({ id }) => id === plan) ?? null) : plan;
}

/** The plan that holds once the next invoice is issued: one that is booked, or the same; `null` = the subscription has ended. */
export function planAfter({ catalog, account, plan }: Pick<Bill, 'catalog' | 'plan'> & { readonly account: Account }): {
  readonly id: string;
  /** `null` = it has no price here. */
  readonly plan: Plan | null;
} | null {
  const { endsAt, scheduled } = account.subscription;
  const at = trialEndOf(account) ?? billingPeriod(account, plan).end;
  if (endsAt !== null && endsAt <= at) return null;
  const id = scheduled.filter((change) => change.at <= at && change.plan !== null).at(-1)?.plan;
  if (!id) return { id: plan.id, plan };
  const booked = catalog.plans.find((other) => other.id === id) ?? (id === plan.id ? plan : null);
  return { id, plan: booked && isPriceable({ catalog, account: null, plan: booked }) ? booked : null };
}

/** The end of a trial that is still on. */
export function trialEndOf({ asOf, subscription: { trialEndsAt } }: Account): number | null {
  return trialEndsAt !== null && trialEndsAt > asOf ? trialEndsAt : null;
}

/** Lines that belong to the current period: arrears, what is not billed yet, and one-time charges. */
function thisPeriod(
  bill: Bill & { readonly account: Account },
  charge: Charge,
  { period, trialEnd }: { readonly period: Span; readonly trialEnd: number | null },
): Item[] {
  const { account, plan } = bill;
  const { startedAt } = account.subscription;
  const isOpen = !isBilled(account, charge);
  const own = currentPeriod(account, intervalOf(charge, plan));
  const due =
    charge.timing === 'in_arrears'
      ? own.end === period.end
      : charge.timing === 'once'
        ? // No invoice comes before a trial ends.
          isOpen && startedAt !== null && (startedAt >= period.start || trialEnd !== null)
        : isOpen && own.start >= period.start && trialEnd === null;
  if (!due) return [];
  const terms = {
    ...periodTerms(bill, charge, begunPart(own, account, plan)),
    share: servedShare(bill, charge, own),
    trialUntil: charge.timing === 'in_arrears' ? trialEnd : null,
  };
  return [{ charge, terms, isAhead: false }];
}

/**
 * Lines of charges in advance for the period that begins at an instant, on the plan that holds then.
 * @param isSame whether that is the bill's, at whichever prices
 */
function inAdvance(
  bill: Bill & { readonly account: Account },
  { plan, isSame, at }: { readonly plan: Plan; readonly isSame: boolean; readonly at: number },
): Item[] {
  const { account } = bill;
  const next = { ...bill, plan };
  // Fees of a plan that follows come once those of this one are billed.
  const waits = !isSame && takenCharges(bill).some((charge) => isUnbilled(bill, charge));
  return takenCharges(next).flatMap((charge) => {
    if (charge.timing !== 'in_advance' || waits || (isSame && isUnbilled(bill, charge))) return [];
    const interval = intervalOf(charge, plan);
    // A trial's end, and a plan of another interval, begin a new count, as a switch does.
    const isNew = trialEndOf(account) !== null || (!isSame && !sameInterval(interval, bill.plan.interval));
    const anchor = isNew ? at : account.subscription.anchor;
    if (!isBoundary(anchor, interval, at, account.timeZone)) return [];
    const period = periodContaining(anchor, interval, at, account.timeZone);
    return [{ charge, terms: periodTerms(next, charge, period), isAhead: true }];
  });
}

/** Whether the current period's fee is still to be billed: then it stands for itself, and the next one comes later. */
function isUnbilled({ account, plan }: Bill & { readonly account: Account }, charge: Charge): boolean {
  if (charge.timing !== 'in_advance' || trialEndOf(account) !== null) return false;
  const own = currentPeriod(account, intervalOf(charge, plan));
  return !isBilled(account, charge) && own.start >= billingPeriod(account, plan).start;
}

function periodTerms(bill: Bill, { timing }: Charge, period: Span): LineTerms {
  return lineTerms(bill, { period, at: timing === 'in_arrears' ? period.end - 1 : period.start });
}

/** Recurring fees are prorated where service begins or ends within the period; usage counts what was used. */
function servedShare(
  { catalog, account, plan }: Bill & { readonly account: Account },
  charge: Charge,
  period: Span,
): LineTerms['share'] {
  const { endsAt } = account.subscription;
  const proration = charge.proration ?? plan.proration;
  const recurring =
    charge.timing !== 'once' && (charge.model === 'flat' || metersById(catalog).get(charge.meter)?.kind === 'seats');
  if (!recurring || proration.unit === 'none') return null;
  const begun = begunPart(period, account, plan);
  const served = untilTermination(begun, endsAt, proration, account.timeZone);
  return { ...shareOf(served, period, proration.unit, account.timeZone), unit: proration.unit };
}

/** What is around the lines of this invoice and of no other. */
function ownFactsOf(bill: Bill & { readonly account: Account }, period: Span, issuedAt: number) {
  const { account, plan } = bill;
  const commitment = commitmentOf(bill);
  // Of a period that is free there is no minimum.
  const isFree = trialEndOf(account) !== null;
  const amount =
    commitment === null || (isFree && commitment.period === null)
      ? null
      : commitmentDue(
          commitment,
          { period: { ...period, end: issuedAt }, whole: wholePeriod(account, plan) },
          account,
          plan.proration,
        );
  return {
    minimumAmount: isFree ? null : plan.minimumAmount,
    commitment: commitment && amount && { amount, basis: commitment.basis },
    credits: goodCredits(account, issuedAt).filter(({ meter }) => meter === null),
    period,
    issuedAt,
  };
}

/** Charges in the plan's order, whatever period they are for; those of a plan that follows come last. */
function inPlanOrder(items: readonly Item[], plan: Plan): Item[] {
  const order = new Map(plan.charges.map(({ id }, index) => [id, index]));
  const place = ({ charge }: Item): number => order.get(charge.id) ?? order.size;
  return [...items].sort((a, b) => place(a) - place(b));
}
