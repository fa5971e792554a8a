import { decimal, movePoint } from '../decimal-text.ts';
import type {
  AccountDocument,
  BilledDocument,
  BookedChangeDocument,
  CreditDocument,
  DiscountDocument,
  PastInvoiceDocument,
  PlanDocument,
  SpanDocument,
  SubscriptionDocument,
  TaxDocument,
  UsageDocument,
} from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import type { LagoTerms } from './catalog.ts';
import { categoryOf, isPerEvent, lagoPlan, ownTaxes, SUBSCRIPTION_FEE } from './catalog.ts';
import type {
  LagoAppliedCoupon,
  LagoCoupon,
  LagoCreditNote,
  LagoCustomer,
  LagoFee,
  LagoInvoice,
  LagoPlan,
  LagoSubscription,
  LagoTax,
  LagoUsage,
  LagoWallet,
} from './objects.ts';

export interface LagoFacts extends LagoTerms {
  readonly revision: number;
  /** RFC 3339: when the current usage was asked for. */
  readonly asOf: string;
  readonly subscription: LagoSubscription;
  readonly customer: LagoCustomer;
  /** Those of the catalog. A subscription with overrides has its plan written out. */
  readonly plans: readonly LagoPlan[];
  readonly usage: LagoUsage;
  /** The amounts of single events in order, by metric, for charges by event. One that is left out is "not reported". */
  readonly events?: Readonly<Record<string, readonly string[]>>;
  /** Newest first, with their fees; the one that billed the current period's fees among them. */
  readonly invoices: readonly LagoInvoice[];
  readonly appliedCoupons: readonly LagoAppliedCoupon[];
  readonly coupons: readonly LagoCoupon[];
  readonly wallets: readonly LagoWallet[];
  readonly creditNotes: readonly LagoCreditNote[];
  /** Of the billing entity, for whoever has none of their own; null = a tax provider knows them when it is asked. */
  readonly defaultTaxes: readonly LagoTax[] | null;
}

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function lagoAccount(facts: LagoFacts): AccountDocument {
  const { subscription, customer, revision, asOf } = facts;
  checkSubscription(facts);
  return {
    version: 1,
    id: customer.external_id,
    revision,
    as_of: asOf,
    time_zone: customer.applicable_timezone,
    currency: subscription.plan.amount_currency,
    subscription: subscriptionOf(facts),
    usage: usageOf(facts),
    billed: billedOf(facts),
    // One-off invoices are invoices of their own: nothing waits for the next one.
    pending_items: [],
    last_invoices: facts.invoices.flatMap((invoice) => pastInvoice(invoice, facts)),
    discounts: couponsOf(facts),
    tax: taxOf(facts),
    credits: [
      ...facts.creditNotes.flatMap((note) => noteOf(note, facts)),
      ...facts.wallets.flatMap((wallet) => walletOf(wallet, facts)),
    ],
  };
}

function checkSubscription({ subscription, customer, appliedCoupons }: LagoFacts): void {
  const { external_id, status, plan, trial_ended_at } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(external_id, reason);
  };
  if (status !== 'active') refuse(`its status is "${status}"`);
  if (Number(plan.trial_period ?? 0) > 0 && trial_ended_at === null) refuse('in a trial of Lago usage is billed');
  // Lago lowers both by the days that are not served.
  const hasMinimum = plan.minimum_commitment || plan.charges.some(({ min_amount_cents }) => min_amount_cents > 0);
  if (hasMinimum && isPartial(subscription, customer.applicable_timezone)) refuse('the minimum of a part of a period');
  // Lago takes coupons off a true-up too; ours comes after discounts.
  if (plan.minimum_commitment && appliedCoupons.length > 0) refuse('coupons beside a minimum commitment');
}

/** Whether the current period may not be served in full: a first one by the calendar, or one that is known to be the last. */
function isPartial(subscription: LagoSubscription, zone: string): boolean {
  const { billing_time, started_at, current_billing_period_started_at, ending_at } = subscription;
  const isFirst = localDate(started_at, zone) === localDate(current_billing_period_started_at, zone);
  return ending_at !== null || (billing_time === 'calendar' && isFirst);
}

function subscriptionOf(facts: LagoFacts): SubscriptionDocument {
  const { subscription, customer } = facts;
  const { billing_time, subscription_at, started_at, ending_at, next_plan_code, downgrade_plan_date } = subscription;
  const zone = customer.applicable_timezone;
  const next: BookedChangeDocument[] =
    next_plan_code && downgrade_plan_date ? [{ at: downgrade_plan_date, plan: next_plan_code }] : [];
  return {
    plan: ownPlan(facts),
    anchor: billing_time === 'calendar' ? CALENDAR : localDate(subscription_at, zone),
    started_at: localDate(started_at, zone),
    status: 'active',
    ...(ending_at === null ? {} : { ends_at: ending_at }),
    ...(next.length === 0 ? {} : { scheduled: next }),
  };
}

/** The first day of a week (a Monday), a month, a quarter, a half-year and a year: so are all calendar periods from it. */
const CALENDAR = '1973-01-01';

/** The day of an instant in a zone; a subscription counts whole days there. */
function localDate(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const by = new Map(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${by.get('year')}-${by.get('month')}-${by.get('day')}`;
}

/** The plan of the catalog if it is priced alike; else the customer's own, as where it has overrides. */
function ownPlan(facts: LagoFacts): string | PlanDocument {
  const { subscription, plans } = facts;
  const own = lagoPlan(subscription.plan, facts);
  const listed = plans.find(({ code }) => code === subscription.plan.code);
  if (listed === undefined) return own;
  try {
    if (JSON.stringify(lagoPlan(listed, facts)) === JSON.stringify(own)) return own.id;
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
  }
  return { ...own, id: subscription.external_id, family: own.id };
}

function usageOf({ usage, events = {}, subscription, plans }: LagoFacts): Record<string, UsageDocument> {
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

/** The fees in advance of the current period. */
function billedOf({ subscription, invoices, asOf, minorDigits }: LagoFacts): BilledDocument[] {
  const { plan, external_id } = subscription;
  const inAdvance = [
    ...(plan.pay_in_advance && plan.amount_cents > 0 ? [SUBSCRIPTION_FEE] : []),
    ...(plan.fixed_charges ?? []).filter(({ pay_in_advance }) => pay_in_advance).map(({ lago_id }) => lago_id),
  ];
  const fees = invoices
    .filter(({ status }) => status === 'finalized')
    .flatMap(({ number, fees }) => fees.map((fee) => ({ number, fee, period: spanOf(fee), charge: chargeOf(fee) })));
  return inAdvance.map((charge) => {
    const own = fees.find(
      ({ fee, period, ...billed }) =>
        billed.charge === charge && fee.external_subscription_id === external_id && period && isIn(period, asOf),
    );
    if (!own?.period) throw new Untranslatable(charge, 'no invoice given bills its current period');
    const { number, fee, period } = own;
    return { charge, amount: cents(fee.amount_cents, number, minorDigits), period, invoice: number };
  });
}

function isIn({ start, end }: SpanDocument, instant: string): boolean {
  return Date.parse(start) <= Date.parse(instant) && Date.parse(instant) < Date.parse(end);
}

/** What a fee is for; null = something that is no charge of a plan, such as a true-up. */
function chargeOf({ item, lago_charge_id, lago_fixed_charge_id }: LagoFee): string | null {
  if (item.type === 'subscription') return SUBSCRIPTION_FEE;
  return item.type === 'charge' || item.type === 'fixed_charge'
    ? (lago_charge_id ?? lago_fixed_charge_id ?? null)
    : null;
}

/** Lago says the last instant of a period, to the second; ours are half open. */
function spanOf({ from_date, to_date }: LagoFee): SpanDocument | null {
  if (!from_date || !to_date) return null;
  const end = new Date((Math.floor(Date.parse(to_date) / 1000) + 1) * 1000).toISOString();
  return { start: from_date, end: end.replace('.000Z', 'Z') };
}

function pastInvoice(invoice: LagoInvoice, { minorDigits, subscription }: LagoFacts): PastInvoiceDocument[] {
  const { number, invoice_type, status, fees, currency, sub_total_including_taxes_amount_cents: total } = invoice;
  const own = fees.filter((fee) => fee.external_subscription_id === subscription.external_id);
  const period = own.map(spanOf).find((span) => span !== null);
  const isPast = invoice_type === 'subscription' && status === 'finalized' && own.length === fees.length;
  if (!isPast || !period || currency !== subscription.plan.amount_currency) return [];
  return [
    {
      id: number,
      period,
      total: cents(total, number, minorDigits),
      lines: own.flatMap((fee) => {
        const charge = chargeOf(fee);
        if (charge === null) return [];
        const amount = cents(fee.amount_cents, number, minorDigits);
        return [{ charge, quantity: decimal(fee.units, number), amount }];
      }),
    },
  ];
}

/** Coupons come off the fees before tax: those for some metrics or plans before the others, each by its age. */
function couponsOf(facts: LagoFacts): DiscountDocument[] {
  return [...facts.appliedCoupons]
    .sort((a, b) => Number(isGeneral(a, facts)) - Number(isGeneral(b, facts)) || byDate(a, b))
    .flatMap((coupon) => discountOf(coupon, facts));
}

function discountOf(applied: LagoAppliedCoupon, facts: LagoFacts): DiscountDocument[] {
  const { lago_id: id, coupon_name, amount_cents, percentage_rate, frequency } = applied;
  const { subscription, minorDigits } = facts;
  const currency = subscription.plan.amount_currency;
  if (applied.status !== 'active') return [];
  if (amount_cents !== null && percentage_rate === null && applied.amount_currency !== currency) return [];
  const charges = chargesOf(couponOf(applied, facts), subscription.plan);
  if (charges?.length === 0) return [];
  const remaining = frequency === 'recurring' ? applied.frequency_duration_remaining : null;
  const common = { id, name: coupon_name, scope: 'invoice', ...(charges ? { charges } : {}) } as const;
  const times = remaining === null ? {} : { remaining_invoices: remaining };
  if (percentage_rate !== null) {
    const once = frequency === 'once' ? { remaining_invoices: 1 } : times;
    return [{ ...common, kind: 'percent', value: decimal(percentage_rate, id), ...once }];
  }
  // A fixed coupon that is for once lasts until its amount is used up.
  const left = applied.amount_cents_remaining;
  const isOnce = frequency === 'once' && left !== null;
  return [
    {
      ...common,
      kind: 'fixed',
      value: cents(isOnce ? left : (amount_cents ?? 0), id, minorDigits),
      ...(isOnce ? { remaining_amount: cents(left, id, minorDigits) } : times),
    },
  ];
}

function couponOf({ lago_id, coupon_code }: LagoAppliedCoupon, { coupons }: LagoFacts): LagoCoupon {
  const coupon = coupons.find(({ code }) => code === coupon_code);
  if (coupon === undefined) throw new Untranslatable(lago_id, `the coupon ${coupon_code} is missing`);
  return coupon;
}

function isGeneral(applied: LagoAppliedCoupon, facts: LagoFacts): boolean {
  const { limited_plans, limited_billable_metrics } = couponOf(applied, facts);
  return !limited_plans && !limited_billable_metrics;
}

function byDate(a: LagoAppliedCoupon, b: LagoAppliedCoupon): number {
  return Date.parse(a.created_at) - Date.parse(b.created_at);
}

/** The charges a coupon applies to; null = all. */
function chargesOf(coupon: LagoCoupon, plan: LagoPlan): readonly string[] | null {
  const { limited_plans, plan_codes = [], limited_billable_metrics, billable_metric_codes = [] } = coupon;
  if (limited_billable_metrics) return chargesOn(billable_metric_codes, plan);
  return limited_plans && !plan_codes.includes(plan.code) ? [] : null;
}

function chargesOn(metrics: readonly string[], plan: LagoPlan): string[] {
  return plan.charges
    .filter(({ billable_metric_code }) => metrics.includes(billable_metric_code))
    .map(({ lago_id }) => lago_id);
}

/** A charge's own taxes, else its plan's, else the customer's, else the default ones; each on top, rounded in one sum. */
function taxOf({ subscription, customer, plans, defaultTaxes }: LagoFacts): TaxDocument {
  if (defaultTaxes === null) return { behavior: 'unknown' };
  const standard = customer.taxes?.length ? customer.taxes : defaultTaxes;
  const own = [subscription.plan, ...plans].flatMap((plan) => [
    ownTaxes({}, plan),
    ...[...plan.charges, ...(plan.fixed_charges ?? [])].map((charge) => ownTaxes(charge, plan)),
  ]);
  const categories = own
    .filter((taxes) => taxes.length > 0)
    .map((taxes) => [categoryOf(taxes), ratesOf(taxes)] as const);
  return {
    behavior: 'exclusive',
    rounding: 'invoice',
    rates: { ...Object.fromEntries(categories), standard: ratesOf(standard) },
  };
}

function ratesOf(taxes: readonly LagoTax[]) {
  return taxes.map(({ code, name, rate }) => ({ name, rate_pct: decimal(rate, code) }));
}

/** Credit notes pay before wallets, whose priorities begin at 1. */
function noteOf(note: LagoCreditNote, { subscription, minorDigits }: LagoFacts): CreditDocument[] {
  const { lago_id, number, credit_status, currency, balance_amount_cents } = note;
  if (credit_status !== 'available' || currency !== subscription.plan.amount_currency) return [];
  const balance = cents(balance_amount_cents, lago_id, minorDigits);
  return [{ id: lago_id, name: number, unit: currency, balance, priority: 0, source: 'granted', applied: 'after_tax' }];
}

/** The balance before the current usage: what that will take is worked out here. */
function walletOf(wallet: LagoWallet, { subscription, minorDigits }: LagoFacts): CreditDocument[] {
  const { lago_id, name, status, currency, priority, balance_cents, expiration_at, applies_to } = wallet;
  if (status !== 'active' || currency !== subscription.plan.amount_currency) return [];
  const fees = applies_to?.fee_types ?? [];
  const metrics = applies_to?.billable_metric_codes ?? [];
  const isBound = fees.length + metrics.length > 0;
  const { plan } = subscription;
  const charges = [
    ...(fees.includes('subscription') ? [SUBSCRIPTION_FEE] : []),
    ...(fees.includes('fixed_charge') ? (plan.fixed_charges ?? []).map((charge) => charge.lago_id) : []),
    ...(fees.includes('charge') ? plan.charges.map((charge) => charge.lago_id) : chargesOn(metrics, plan)),
  ];
  return [
    {
      id: lago_id,
      name: name || 'Prepaid credits',
      unit: currency,
      balance: cents(balance_cents, lago_id, minorDigits),
      priority,
      ...(expiration_at === null ? {} : { expires_at: expiration_at }),
      source: 'purchased',
      applied: 'after_tax',
      ...(isBound ? { charges } : {}),
    },
  ];
}

function cents(value: number, place: string, digits: number): string {
  return movePoint(decimal(value, place), digits);
}
