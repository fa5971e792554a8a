import type { Numeric } from '../decimal-text.ts';
import { decimal, isNegative, isZero, times } from '../decimal-text.ts';
import type {
  AccountDocument,
  BilledDocument,
  CreditDocument,
  DiscountDocument,
  PendingItemDocument,
  PlanDocument,
  SpanDocument,
  TaxDocument,
  UsageDocument,
} from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { localDate } from '../local-date.ts';
import { isBefore, periodAt } from '../period-at.ts';
import type { OrbTerms } from './catalog.ts';
import { discountsOf, intervalOf, orbCatalog, orbPlan, pricesOf } from './catalog.ts';
import type {
  OrbAdjustment,
  OrbCreditBlock,
  OrbDates,
  OrbInvoice,
  OrbPlan,
  OrbPrice,
  OrbPriceInterval,
  OrbSubscription,
  OrbUsage,
} from './objects.ts';

export interface OrbFacts extends OrbTerms {
  readonly revision: number;
  /** RFC 3339: when the usage was asked for. */
  readonly asOf: string;
  readonly subscription: OrbSubscription;
  /** Those of the catalog. A subscription with prices of its own has its plan written out. */
  readonly plans: readonly OrbPlan[];
  /** Of the current period, one figure a metric. One that is left out is "not reported". */
  readonly usage: readonly OrbUsage[];
  /** The same by day, for forecasts; only for metrics whose days add up. */
  readonly days?: readonly OrbUsage[];
  readonly invoices: readonly OrbInvoice[];
  /** Active blocks in the currency, with what each held when the period began: usage takes it off as it comes. */
  readonly credits: readonly { readonly block: OrbCreditBlock; readonly opening: Numeric }[];
  /** Orb asks a tax provider when it makes an invoice; what you know before then, or `unknown`. */
  readonly tax: TaxDocument;
}

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function orbAccount(facts: OrbFacts): AccountDocument {
  const { subscription, revision, asOf, currency, tax } = facts;
  const { customer } = subscription;
  checkSubscription(facts);
  return {
    version: 1,
    id: customer.id,
    revision,
    as_of: asOf,
    time_zone: customer.timezone,
    currency,
    subscription: {
      plan: ownPlan(facts),
      anchor: anchorOf(subscription),
      started_at: subscription.start_date,
      status: 'active',
      ...(subscription.end_date === null ? {} : { ends_at: subscription.end_date }),
    },
    usage: usageOf(facts),
    billed: billedOf(facts),
    pending_items: debtOf(facts),
    last_invoices: [],
    discounts: isOwn(facts) ? ownDiscounts(facts) : [],
    tax: { rounding: 'line', ...tax, ...(tax.rates && { rates: { ...tax.rates, [UNTAXED]: [] } }) },
    credits: [...facts.credits.map((credit) => creditOf(credit, facts)), ...balanceOf(facts)],
  };
}

const UNTAXED = 'untaxed';

function checkSubscription(facts: OrbFacts): void {
  const { subscription, asOf, credits } = facts;
  const { id, status, start_date, end_date, trial_info, invoicing_threshold, customer } = subscription;
  const { current_billing_period_start_date: start, current_billing_period_end_date: end } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  if (status !== 'active') refuse(`its status is "${status}"`);
  if (trial_info.end_date !== null && isBefore(asOf, trial_info.end_date)) refuse('it is in its trial');
  if (invoicing_threshold !== null) refuse('an invoice comes at a threshold, not at a date');
  if (subscription.pending_subscription_change !== null) refuse('a change of it is pending');
  // A least amount of ours is a line of its own: a debt would count towards it, and no credit that is for prices pays it.
  const hasMinimum = subscription.adjustment_intervals.some(
    ({ adjustment }) => adjustment.adjustment_type === 'minimum',
  );
  const owes = isNegative(decimal(customer.balance, customer.id));
  if (hasMinimum && (owes || credits.length > 0)) refuse('a minimum beside credits or a negative balance');
  // How Orb prorates a part of a period is a matter of each price.
  const isPartial = isBefore(start, start_date) || (end_date !== null && isBefore(end_date, end));
  const isStub = start === start_date && dayOf(start, subscription) !== subscription.billing_cycle_day;
  if (isPartial || isStub) refuse('it has a part of a period');
  const prices = subscription.price_intervals.filter(({ price }) => price.cadence !== 'one_time');
  const running = prices.filter(holdsAt(asOf));
  for (const interval of running) checkPeriod(interval, facts);
  // The next invoice is for the period's usage, and for fees in advance of the periods that begin with its end.
  const lastDays = running.flatMap((interval) => nextPeriod(interval, facts)?.end ?? []);
  const isWithin = (at: string, days: readonly string[]) =>
    isBefore(start, at) && (isBefore(at, end) || days.some((day) => localDate(at, customer.timezone) < day));
  if (end_date !== null && isBefore(end, end_date) && isWithin(end_date, lastDays)) {
    refuse('it ends within a period that fees are in advance of');
  }
  const checkDates = (object: string, { start_date: from, end_date: to }: OrbDates, days: readonly string[]) => {
    const ends = to !== null && to !== end_date && isWithin(to, days);
    if (ends || isWithin(from, days)) {
      throw new Untranslatable(object, 'it begins or ends within what the next invoice is for');
    }
  };
  for (const interval of subscription.price_intervals) {
    const next = nextPeriod(interval, facts);
    checkDates(interval.price.id, interval, next ? [next.end] : []);
  }
  for (const interval of subscription.adjustment_intervals) checkDates(interval.adjustment.id, interval, lastDays);
}

/** With us all prices count their periods from one anchor, and what is in arrears is billed for a whole one. */
function checkPeriod({ price, ...interval }: OrbPriceInterval, { subscription, asOf }: OrbFacts): void {
  const refuse = (reason: string): never => {
    throw new Untranslatable(price.id, reason);
  };
  const { current_billing_period_start_date: ownStart, current_billing_period_end_date: ownEnd } = interval;
  const { current_billing_period_start_date: start, current_billing_period_end_date: end } = subscription;
  const { timezone } = subscription.customer;
  const isAhead = price.billing_mode === 'in_advance';
  const ours = periodOf(price, asOf, subscription);
  if (ownStart === null || ownEnd === null || localDate(ownEnd, timezone) !== ours.end) {
    return refuse('its periods have another anchor than those of the subscription');
  }
  const isCut = subscription.end_date !== null && isBefore(subscription.end_date, ownEnd);
  if (!isAhead && (isCut || localDate(ownStart, timezone) !== ours.start)) refuse('it has a part of a period');
  const changes = interval.fixed_fee_quantity_transitions ?? [];
  const isOpen = (at: string) => isBefore(isAhead ? asOf : start, at) && isBefore(at, end);
  if (changes.some(({ effective_date }) => isOpen(effective_date))) {
    refuse('its quantity changes within the current period');
  }
}

/** The period that a fee in advance on the next invoice is for, in days of the customer; null = none is on it. */
function nextPeriod(interval: OrbPriceInterval, { subscription }: OrbFacts): SpanDocument | null {
  const { price, current_billing_period_end_date: own } = interval;
  const { current_billing_period_end_date: end } = subscription;
  const isFee = price.billing_mode === 'in_advance' && price.cadence !== 'one_time';
  return isFee && (own === null || !isBefore(end, own)) ? periodOf(price, end, subscription) : null;
}

/** In days of the customer. */
function periodOf(price: OrbPrice, at: string, subscription: OrbSubscription): SpanDocument {
  const midnight = (day: string) => `${day}T00:00:00Z`;
  const day = localDate(at, subscription.customer.timezone);
  const interval = intervalOf(price.billing_cycle_configuration);
  const { start, end } = periodAt(midnight(day), midnight(anchorOf(subscription)), interval);
  return { start: start.slice(0, 10), end: end.slice(0, 10) };
}

function holdsAt(at: string): (dates: OrbDates) => boolean {
  return ({ start_date, end_date }) => !isBefore(at, start_date) && (end_date === null || isBefore(at, end_date));
}

/**
 * Periods begin at the customer's midnight, those of a year with one of the months. Where a month is too short for the day,
 * January tells it whole.
 */
function anchorOf(subscription: OrbSubscription): string {
  const { id, billing_cycle_day: day, current_billing_period_start_date: start, price_intervals } = subscription;
  const starts = [start, ...price_intervals.flatMap(({ current_billing_period_start_date: own }) => own ?? [])];
  const first = starts.reduce((a, b) => (isBefore(b, a) ? b : a));
  const date = localDate(first, subscription.customer.timezone);
  if (dayOf(first, subscription) === day) return date;
  const isMonthly = price_intervals.every(({ price: { billing_cycle_configuration: cycle } }) => {
    return cycle.duration_unit === 'month' && cycle.duration === 1;
  });
  if (!isMonthly) throw new Untranslatable(id, 'from which month its periods count is not told');
  return `${date.slice(0, 4)}-01-${String(day).padStart(2, '0')}`;
}

function dayOf(instant: string, subscription: OrbSubscription): number {
  return Number(localDate(instant, subscription.customer.timezone).slice(8));
}

/** The plan of the catalog if this customer has it as it is; else the customer's own. */
function ownPlan(facts: OrbFacts): string | PlanDocument {
  const { subscription, plans } = facts;
  const { prices, adjustments } = heldNow(facts);
  const discounts = isOwn(facts) ? DISCOUNTS : [];
  const rest = adjustments.filter(({ adjustment_type }) => !discounts.includes(adjustment_type));
  const own = orbPlan({ ...subscription.plan, prices, adjustments: rest }, facts);
  const listed = listedPlan(facts);
  if (listed === undefined) return own;
  // As visitors see it, since one on "contact us" has no price there.
  const [offered] = orbCatalog({ ...facts, plans: [listed] }).catalog.plans;
  if (JSON.stringify(offered) === JSON.stringify(own)) return own.id;
  return { ...own, id: subscription.id, family: own.id, rank: plans.indexOf(listed) };
}

const DISCOUNTS = ['amount_discount', 'percentage_discount'];

/** Whether discounts are the customer's alone: those of a plan come off in one order with them, and stay in it. */
function isOwn(facts: OrbFacts): boolean {
  const listed = listedPlan(facts);
  return listed !== undefined && !listed.adjustments.some(({ adjustment_type }) => DISCOUNTS.includes(adjustment_type));
}

/** Of this subscription's prices alone, so that no other plan is compared with them. */
function ownDiscounts(facts: OrbFacts): DiscountDocument[] {
  const { prices, adjustments } = heldNow(facts);
  return discountsOf(adjustments).map((discount) => ({ charges: prices.map(({ id }) => id), ...discount }));
}

function listedPlan({ plans, subscription }: OrbFacts): OrbPlan | undefined {
  return plans.find(({ id }) => id === subscription.plan.id);
}

function heldNow({ subscription, asOf }: OrbFacts) {
  const { price_intervals, adjustment_intervals, current_billing_period_end_date: end } = subscription;
  return {
    prices: price_intervals
      .filter(holdsAt(asOf))
      .map((interval) => priceOf(interval, interval.price.billing_mode === 'in_advance' ? end : asOf)),
    adjustments: adjustment_intervals
      .filter(holdsAt(asOf))
      .map(({ adjustment, end_date }): OrbAdjustment => ({ ...adjustment, end_date })),
  };
}

/** A price with the quantity of its fixed fee that holds at an instant. */
function priceOf({ price, fixed_fee_quantity_transitions: changes }: OrbPriceInterval, at: string): OrbPrice {
  const past = (changes ?? []).filter(({ effective_date }) => !isBefore(at, effective_date));
  const last = past.sort((a, b) => Date.parse(a.effective_date) - Date.parse(b.effective_date)).at(-1);
  return last ? { ...price, fixed_price_quantity: last.quantity } : price;
}

function usageOf({ usage, days = [], subscription }: OrbFacts): Record<string, UsageDocument> {
  const series = new Map(days.map((metric) => [metric.billable_metric.id, seriesOf(metric, subscription)]));
  return Object.fromEntries(
    usage.map(({ billable_metric: { id }, usage: windows }) => {
      const [window, ...others] = windows;
      if (others.length > 0) throw new Untranslatable(id, 'several figures for the current period');
      const own = series.get(id);
      return [id, { quantity: decimal(window?.quantity ?? 0, id), ...(own ? { series: own } : {}) }];
    }),
  );
}

function seriesOf({ billable_metric: { id }, usage }: OrbUsage, subscription: OrbSubscription) {
  const first = usage[0]?.timeframe_start;
  if (first === undefined) return undefined;
  const values = usage.map(({ quantity }) => decimal(quantity, id));
  return { of: 'increments', from: localDate(first, subscription.customer.timezone), values } as const;
}

/** The fees in advance of the current period. */
function billedOf({ subscription, invoices, asOf }: OrbFacts): BilledDocument[] {
  const fees = subscription.price_intervals.filter(holdsAt(asOf)).filter(({ price: { billing_mode, cadence } }) => {
    return billing_mode === 'in_advance' && cadence !== 'one_time';
  });
  const lines = invoices
    .filter(({ status }) => status === 'issued' || status === 'paid')
    .flatMap(({ invoice_number, line_items }) => line_items.map((line) => ({ ...line, invoice_number })));
  return fees.map(({ price: { id } }) => {
    const own = lines.find(({ price, start_date, end_date }) => {
      return price?.id === id && !isBefore(asOf, start_date) && isBefore(asOf, end_date);
    });
    if (own === undefined) throw new Untranslatable(id, 'no invoice given bills its current period');
    const period = { start: own.start_date, end: own.end_date };
    return { charge: id, amount: decimal(own.subtotal, id), period, invoice: own.invoice_number };
  });
}

/** Blocks pay for what is in arrears, before tax: those for some prices first, then the sooner end, then free ones. */
function creditOf(
  { block, opening }: OrbFacts['credits'][number],
  { currency, subscription }: OrbFacts,
): CreditDocument {
  const { id, effective_date, expiry_date, per_unit_cost_basis, filters } = block;
  const bound = pricesOf(id, filters);
  const isFree = per_unit_cost_basis === null || isZero(decimal(per_unit_cost_basis, id));
  const arrears = subscription.price_intervals
    .map(({ price }) => price)
    .filter(({ billing_mode }) => billing_mode === 'in_arrears');
  return {
    id,
    name: 'Prepaid credits',
    unit: currency,
    balance: decimal(opening, id),
    priority: bound === null ? 1 : 0,
    ...(effective_date === null ? {} : { granted_at: effective_date }),
    ...(expiry_date === null ? {} : { expires_at: expiry_date }),
    source: isFree ? 'granted' : 'purchased',
    applied: 'before_tax',
    charges: arrears.map((price) => price.id).filter((price) => bound === null || bound.includes(price)),
  };
}

function balanceOf({ subscription: { customer }, currency }: OrbFacts): CreditDocument[] {
  const balance = decimal(customer.balance, customer.id);
  if (isZero(balance) || isNegative(balance)) return [];
  const terms = { priority: 2, source: 'granted', applied: 'after_tax' } as const;
  return [{ id: 'balance', name: 'Balance', unit: currency, balance, ...terms }];
}

/** What the customer owes is added to what is due: no tax is on it, and no discount. */
function debtOf({ subscription: { customer } }: OrbFacts): PendingItemDocument[] {
  const balance = decimal(customer.balance, customer.id);
  if (!isNegative(balance)) return [];
  const amount = times(balance, '-1');
  return [{ id: 'balance', name: 'Balance', amount, discountable: false, tax_category: UNTAXED }];
}
