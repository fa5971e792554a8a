import type {
  AccountDocument,
  BilledDocument,
  BookedChangeDocument,
  CreditDocument,
  DiscountDocument,
  PastInvoiceDocument,
  PendingItemDocument,
  PlanDocument,
  SeriesDocument,
  SubscriptionDocument,
  TaxDocument,
  UsageDocument,
} from '../documents.ts';
import { Untranslatable } from '../documents.ts';
import { decimal, plus } from '../decimal-text.ts';
import type { StripePlan, StripeTerms } from './catalog.ts';
import { isCounted, money, productOf, stripePlan } from './catalog.ts';
import type {
  StripeCredit,
  StripeCustomer,
  StripeDiscount,
  StripeInvoice,
  StripeInvoiceItem,
  StripeInvoiceLine,
  StripeItem,
  StripeMeter,
  StripePeriod,
  StripePricing,
  StripeCoupon,
  StripeSubscription,
  StripeSummary,
  StripeUsage,
} from './objects.ts';

export interface StripeFacts extends StripeTerms {
  /** A number that grows with every change, such as that of the last webhook that was dealt with. */
  readonly revision: number;
  /** Seconds since 1970: the `end_time` that the usage was asked for with. */
  readonly asOf: number;
  readonly subscription: StripeSubscription;
  readonly customer: StripeCustomer;
  /** Those of the catalog. A subscription to other prices has its plan written out. */
  readonly plans: readonly StripePlan[];
  readonly meters: readonly StripeMeter[];
  /** By the id of the meter. One that is left out is "not reported". */
  readonly usage: Readonly<Record<string, StripeUsage>>;
  /** Of this subscription, newest first, with all lines; the ones that billed the current periods among them. */
  readonly invoices: readonly StripeInvoice[];
  readonly pendingItems: readonly StripeInvoiceItem[];
  readonly credits: readonly StripeCredit[];
  /** What a subscription schedule will change; needed where there is one. */
  readonly scheduled?: readonly BookedChangeDocument[];
}

/** @throws Untranslatable with the id of what cannot be said: then there is no honest invoice. */
export function stripeAccount(facts: StripeFacts): AccountDocument {
  const { subscription, customer, revision, asOf, currency } = facts;
  checkSubscription(facts);
  const tax = taxOf(facts);
  return {
    version: 1,
    id: customer.id,
    revision,
    as_of: instant(asOf),
    // The clock of Stripe: periods, and the days of meter summaries, are in UTC whatever the customer's zone.
    time_zone: 'UTC',
    currency: currency.toUpperCase(),
    subscription: subscriptionOf(facts),
    usage: { ...seats(subscription.items.data), ...metered(facts) },
    billed: subscription.status === 'trialing' ? [] : billedOf(facts),
    pending_items: [...pendingItemsOf(facts), ...debtOf(facts)],
    last_invoices: facts.invoices.flatMap((invoice) => pastInvoice(invoice, currency)),
    discounts: discountsOf(facts),
    tax: { ...tax, ...(tax.rates && { rates: { ...tax.rates, [UNTAXED]: [] } }) },
    credits: [...facts.credits.flatMap((credit) => grantOf(credit, facts)), ...balanceOf(facts)],
  };
}

const UNTAXED = 'untaxed';

function checkSubscription({ subscription, currency, scheduled }: StripeFacts): void {
  const { id, items } = subscription;
  const refuse = (reason: string): never => {
    throw new Untranslatable(id, reason);
  };
  if (subscription.currency.toUpperCase() !== currency.toUpperCase()) refuse(`it is in ${subscription.currency}`);
  if (items.has_more) refuse('not all of its items are here');
  if (subscription.pause_collection !== null) refuse('its invoices are paused');
  if (subscription.billing_thresholds?.amount_gte != null) refuse('an invoice comes at a threshold, not at a date');
  if (subscription.billing_schedules?.length) refuse('some of it is billed ahead of its period');
  if (subscription.schedule !== null && scheduled === undefined) refuse('a schedule will change it: say scheduled');
  for (const item of items.data) {
    if (item.billing_thresholds?.usage_gte != null) {
      throw new Untranslatable(item.id, 'an invoice comes at a threshold, not at a date');
    }
    if (item.current_trial) throw new Untranslatable(item.id, 'it has a trial of its own');
    const isOne = item.price.recurring?.usage_type === 'metered' || isCounted(item.price) || item.quantity === 1;
    if (!isOne) throw new Untranslatable(item.id, 'several of a product without a unit_label: give it one');
  }
}

function subscriptionOf(facts: StripeFacts): SubscriptionDocument {
  const { subscription, scheduled } = facts;
  const { billing_cycle_anchor, start_date, trial_end, cancel_at } = subscription;
  return {
    plan: ownPlan(facts),
    anchor: instant(billing_cycle_anchor),
    started_at: instant(start_date),
    status: statusOf(subscription),
    ...(trial_end === null ? {} : { trial_ends_at: instant(trial_end) }),
    ...(cancel_at === null ? {} : { ends_at: instant(cancel_at) }),
    ...(scheduled === undefined ? {} : { scheduled }),
  };
}

function statusOf({ id, status }: StripeSubscription): SubscriptionDocument['status'] {
  if (status === 'active' || status === 'trialing' || status === 'past_due') return status;
  if (status === 'unpaid') return 'past_due';
  throw new Untranslatable(id, `its status is "${status}": there is no next invoice`);
}

/** The plan of the catalog that has the same recurring prices; else one of its own, as for grandfathered customers. */
function ownPlan(facts: StripeFacts): string | PlanDocument {
  const prices = facts.subscription.items.data.map(({ price }) => price);
  const { id } = facts.subscription;
  const known = knownPlan(facts);
  // Translated in either case, so that what cannot be is refused by the price's name.
  const plan = stripePlan(known ?? { id, name: (prices[0] && productOf(prices[0]).name) ?? id, prices }, facts);
  return known?.id ?? plan;
}

function knownPlan({ subscription, plans }: StripeFacts): StripePlan | undefined {
  const key = keyOf(subscription.items.data.map(({ price }) => price));
  return plans.find(({ prices }) => keyOf(prices.filter(({ type }) => type === 'recurring')) === key);
}

function keyOf(prices: readonly { readonly id: string }[]): string {
  return JSON.stringify(prices.map(({ id }) => id).sort());
}

function seats(items: readonly StripeItem[]): Record<string, UsageDocument> {
  const usage: Record<string, UsageDocument> = {};
  for (const { id, price, quantity } of items.filter((item) => isCounted(item.price))) {
    const meter = productOf(price).id;
    if (usage[meter]) throw new Untranslatable(id, 'a second item of the same product');
    usage[meter] = { quantity: decimal(quantity ?? 0, id) };
  }
  return usage;
}

function metered({ usage, meters, asOf }: StripeFacts): Record<string, UsageDocument> {
  const formulas = new Map(meters.map(({ id, default_aggregation: { formula } }) => [id, formula]));
  return Object.fromEntries(
    Object.entries(usage).map(([id, { total, days = [] }]) => [
      id,
      {
        quantity: decimal(total?.aggregated_value ?? 0, id),
        ...(total !== null && total.end_time < asOf ? { complete_until: instant(total.end_time) } : {}),
        ...(days.length === 0
          ? {}
          : { series: seriesOf(days, formulas.get(id) === 'last' ? 'levels' : 'increments', id) }),
      },
    ]),
  );
}

/** Days without events have no summary: they added nothing, and nobody knows their level. */
function seriesOf(days: readonly StripeSummary[], of: SeriesDocument['of'], id: string): SeriesDocument {
  const byDay = new Map(days.map((day) => [Math.floor(day.start_time / DAY), decimal(day.aggregated_value, id)]));
  const [first, last] = [Math.min(...byDay.keys()), Math.max(...byDay.keys())];
  const none = of === 'increments' ? '0' : null;
  return {
    of,
    from: instant(first * DAY).slice(0, 10),
    values: Array.from({ length: last - first + 1 }, (_, index) => byDay.get(first + index) ?? none),
  };
}

const DAY = 86_400;

/** What was billed in advance of the current periods: on an invoice, or with a change that waits for the next one. */
function billedOf(facts: StripeFacts): BilledDocument[] {
  const { subscription, currency } = facts;
  const lines = billedLines(facts);
  const inAdvance = subscription.items.data.filter(({ price }) => price.recurring?.usage_type === 'licensed');
  const fees = inAdvance.map(({ id, price, current_period_start: start, current_period_end: end }) => {
    const own = lines.filter(({ priceId, period }) => priceId === price.id && period.end === end);
    if (own.length === 0) throw new Untranslatable(id, 'no invoice given bills its current period');
    return billed(price.id, own, { start, end }, currency);
  });
  // A one-time price was on the first invoice, or nobody asked for it: it never comes by itself.
  const once = (knownPlan(facts)?.prices ?? []).filter(({ type }) => type === 'one_time');
  const end = Math.max(...subscription.items.data.map((item) => item.current_period_end));
  const span = { start: subscription.start_date, end };
  const linesOf = (id: string) => lines.filter(({ priceId }) => priceId === id);
  return [...fees, ...once.map(({ id }) => billed(id, linesOf(id), span, currency))];
}

interface BilledLine {
  readonly priceId: string | undefined;
  readonly amount: number;
  readonly period: StripePeriod;
  readonly invoice: string | null;
}

function billedLines(facts: StripeFacts): BilledLine[] {
  const issued = facts.invoices.filter(({ status }) => status !== 'void');
  return [
    ...issued.flatMap(({ id, number, lines }) => lines.data.map((line) => billedLine(line, number ?? id))),
    ...ownPending(facts).map((item) => billedLine(item, null)),
  ];
}

function billedLine({ amount, period, pricing }: StripeInvoiceLine | StripeInvoiceItem, invoice: string | null) {
  return { priceId: priceIdOf(pricing), amount, period, invoice };
}

function priceIdOf(pricing: StripePricing | null): string | undefined {
  const price = pricing?.price_details?.price;
  return typeof price === 'string' ? price : price?.id;
}

function billed(
  charge: string,
  lines: readonly BilledLine[],
  { start, end }: StripePeriod,
  currency: string,
): BilledDocument {
  const invoice = lines.find((line) => line.invoice !== null)?.invoice;
  return {
    charge,
    amount: lines.map(({ amount }) => money(amount, currency, charge)).reduce(plus, '0'),
    period: { start: instant(start), end: instant(end) },
    ...(invoice ? { invoice } : {}),
  };
}

function pendingItemsOf(facts: StripeFacts): PendingItemDocument[] {
  const currency = facts.currency.toUpperCase();
  return ownPending(facts).map(({ id, description, amount, discountable, discounts, tax_rates, ...item }) => {
    if (item.currency.toUpperCase() !== currency) throw new Untranslatable(id, `it is in ${item.currency}`);
    if (discounts?.length) throw new Untranslatable(id, 'it has discounts of its own');
    if (tax_rates?.length) throw new Untranslatable(id, 'it has tax rates of its own');
    return { id, name: description ?? id, amount: money(amount, currency, id), discountable };
  });
}

/** Those that are for the subscription, or for whatever invoice comes first. */
function ownPending({ subscription, pendingItems }: StripeFacts): readonly StripeInvoiceItem[] {
  return pendingItems.filter(({ parent }) => {
    const id = parent?.subscription_details?.subscription;
    return id === undefined || id === subscription.id;
  });
}

/** A balance above 0 is added to what is due of the next invoice: no tax is on it, and no discount. */
function debtOf({ customer: { id, balance }, currency }: StripeFacts): PendingItemDocument[] {
  if (balance <= 0) return [];
  const amount = money(balance, currency, id);
  return [{ id: 'balance', name: 'Balance', amount, discountable: false, tax_category: UNTAXED }];
}

function balanceOf({ customer: { id, balance }, currency }: StripeFacts): CreditDocument[] {
  if (balance >= 0) return [];
  const terms = { priority: 0, source: 'granted', applied: 'after_tax' } as const;
  return [
    { id: 'balance', name: 'Balance', unit: currency.toUpperCase(), balance: money(-balance, currency, id), ...terms },
  ];
}

/** Credits of usage come before tax. Stripe draws them in the order that ours are drawn in. */
function grantOf({ grant, available }: StripeCredit, { currency, subscription }: StripeFacts): CreditDocument[] {
  const { id, name, category, priority, amount, applicability_config, effective_at, expires_at, voided_at } = grant;
  if (voided_at !== null) return [];
  const { price_type, prices } = applicability_config.scope;
  if (price_type === undefined && prices === undefined) throw new Untranslatable(id, 'what it may pay is not known');
  if (amount.monetary === null || available.monetary === null) throw new Untranslatable(id, 'it is not money');
  if (amount.monetary.currency.toUpperCase() !== currency.toUpperCase()) return [];
  const usage = subscription.items.data.map(({ price }) => price).filter(({ recurring }) => recurring?.meter);
  const wanted = prices && new Set(prices.map((price) => price.id));
  return [
    {
      id,
      name: name ?? 'Credit',
      unit: currency.toUpperCase(),
      balance: money(available.monetary.value, currency, id),
      granted: money(amount.monetary.value, currency, id),
      priority: priority ?? 50,
      ...(expires_at === null ? {} : { expires_at: instant(expires_at) }),
      ...(effective_at === null ? {} : { granted_at: instant(effective_at) }),
      source: category === 'paid' ? 'purchased' : 'granted',
      applied: 'before_tax',
      charges: usage.map((price) => price.id).filter((price) => !wanted || wanted.has(price)),
    },
  ];
}

/** Those of items first, as they come first; the customer's where the subscription has none. */
function discountsOf({ subscription, customer, currency }: StripeFacts): DiscountDocument[] {
  const items = subscription.items.data;
  const own = subscription.discounts.length > 0 ? subscription.discounts : customer.discount ? [customer.discount] : [];
  return [
    ...items.flatMap((item) =>
      item.discounts.map((discount) => discountOf(discount, { items: [item], isOfItem: true, currency })),
    ),
    ...own.map((discount) => discountOf(discount, { items, isOfItem: false, currency })),
  ];
}

function discountOf(
  discount: StripeDiscount | string,
  on: { readonly items: readonly StripeItem[]; readonly isOfItem: boolean; readonly currency: string },
): DiscountDocument {
  if (typeof discount === 'string') throw new Untranslatable(discount, 'ask for it with expand');
  const { id, end, source } = discount;
  const { coupon } = source;
  if (coupon === null || typeof coupon === 'string') {
    throw new Untranslatable(id, 'its coupon is missing: ask for it with expand');
  }
  const products = coupon.applies_to?.products;
  const priced = on.items.filter(({ price }) => !products || products.includes(productOf(price).id));
  return {
    id,
    name: coupon.name ?? coupon.id,
    ...valueOf(id, coupon, on.currency),
    scope: 'invoice',
    ...(on.isOfItem || products ? { charges: priced.map(({ price }) => price.id) } : {}),
    ...(end === null ? {} : { ends_at: instant(end) }),
    ...(coupon.duration === 'once' ? { remaining_invoices: 1 } : {}),
  };
}

function valueOf(id: string, coupon: StripeCoupon, currency: string) {
  const { percent_off, amount_off } = coupon;
  if (percent_off !== null) return { kind: 'percent', value: decimal(percent_off, id) } as const;
  if (amount_off === null) throw new Untranslatable(id, 'neither percent_off nor amount_off');
  if (coupon.currency?.toUpperCase() !== currency.toUpperCase()) {
    throw new Untranslatable(id, 'its amount is in another currency');
  }
  return { kind: 'fixed', value: money(amount_off, currency, id) } as const;
}

/** Rates that are Stripe Tax's, or differ by item, are known when an invoice is made, not before. */
function taxOf({ subscription, customer }: StripeFacts): TaxDocument {
  if (customer.tax_exempt === 'exempt') return { behavior: 'none' };
  if (customer.tax_exempt === 'reverse') return { behavior: 'reverse_charge' };
  const byItem = subscription.items.data.some(({ tax_rates }) => tax_rates !== null && tax_rates.length > 0);
  if (subscription.automatic_tax.enabled || byItem) return { behavior: 'unknown' };
  const rates = subscription.default_tax_rates ?? [];
  const inclusive = rates.filter((rate) => rate.inclusive).length;
  if (rates.length === 0) return { behavior: 'none' };
  const isMixed = inclusive !== 0 && inclusive !== rates.length;
  if (isMixed || rates.some(({ rate_type }) => rate_type === 'flat_amount')) return { behavior: 'unknown' };
  const standard = rates.map(({ id, display_name, percentage }) => ({
    name: display_name,
    rate_pct: decimal(percentage, id),
  }));
  return { behavior: inclusive > 0 ? 'inclusive' : 'exclusive', rates: { standard } };
}

/** The first invoice of a subscription has no period, as it looks back on nothing. */
function pastInvoice(invoice: StripeInvoice, currency: string): PastInvoiceDocument[] {
  const { id, number, status, period_start, period_end, total, lines } = invoice;
  if ((status !== 'paid' && status !== 'open') || period_start >= period_end) return [];
  return [
    {
      id: number ?? id,
      period: { start: instant(period_start), end: instant(period_end) },
      total: money(total, currency, id),
      lines: lines.data.flatMap(({ pricing, quantity, amount }) => {
        const charge = priceIdOf(pricing);
        if (charge === undefined) return [];
        const counted = quantity === null ? {} : { quantity: decimal(quantity, id) };
        return [{ charge, ...counted, amount: money(amount, currency, id) }];
      }),
    },
  ];
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
