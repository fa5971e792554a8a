import { payableUnits, priceOf } from './charge.ts';
import type { Reported } from './charge.ts';
import { inOrder } from './credits.ts';
import { exact, Exact, mended, NOUGHT } from './exact.ts';
import type { OracleInvoice, Row } from './invoice.ts';
import { chargeRow, pendingRows, reportedBy, settleRows } from './invoice.ts';
import type { Span } from './periods.ts';
import { daysBetween, dayStart, instantOf, nextDayStart, periodAround, thirtiethsBetween } from './periods.ts';
import type { WireAccount, WireCatalog, WireCharge, WireCredit, WireDiscount, WirePlan } from './wire.ts';

/** Everything that the lines of an invoice are drawn up from, with the instants read. */
interface Facts {
  readonly catalog: WireCatalog;
  readonly account: WireAccount;
  readonly plan: WirePlan;
  readonly reported: Reported;
  readonly zone: string;
  readonly now: number;
  readonly anchor: number;
  readonly startedAt: number | null;
  readonly endsAt: number | null;
  /** The end of a trial that is still on. */
  readonly trialEnd: number | null;
  readonly period: Span;
}

/**
 * The next invoice at what is counted, from the raw documents: usage and fees in arrears of the period that ends, fees
 * in advance of the one that begins (or of this one where nobody has billed it), one-time charges of a new
 * subscription, what is booked already. `null` = it has no total.
 */
export function nextInvoiceOf(sent: WireCatalog, account: WireAccount): OracleInvoice | null {
  const { subscription } = account;
  const catalog = listNow(sent, account);
  const plan = ownPlan(catalog, account);
  if (plan === undefined || plan.contact === true || catalog.currency !== account.currency) return null;
  const has = ({ charges }: WirePlan, name: string): boolean => charges?.some(({ id }) => id === name) === true;
  if (subscription.add_ons?.some((name) => ![plan, ...catalog.plans].some((one) => has(one, name)))) return null;
  const facts = factsOf(catalog, account, plan);
  const next = planAfter(facts);
  if (next === undefined || next?.contact === true) return null;
  const renewed = next && renewedPlan(facts, next);
  const rows = [...currentRows(facts), ...(renewed === null ? [] : advanceRows(facts, renewed, next !== plan))];
  if (rows.includes(null)) return null;
  const order = (plan.charges ?? []).map(({ id }) => id);
  const place = ({ id }: Row): number => (order.includes(id) ? order.indexOf(id) : order.length);
  const sorted = (rows as Row[]).sort((a, b) => place(a) - place(b));
  const issuedAt = facts.trialEnd ?? facts.period.end;
  const booked = pendingRows(account).map((row) => ({ ...row, at: issuedAt - 1 }));
  return settleRows([...sorted, ...booked], {
    currency: catalog.currency,
    plan: facts.trialEnd === null ? plan : { ...plan, minimum_amount: null },
    discounts: [
      ...(plan.discounts ?? []),
      ...(next === plan ? [] : (renewed?.discounts ?? [])),
      ...(account.discounts ?? []),
    ],
    holds: (discount, row) => {
      const owner = [plan, renewed].find((each) => each?.discounts?.includes(discount));
      if (owner != null && owner !== (row.plan ?? plan)) return false;
      return holds(discount, row, owner == null ? null : facts, account);
    },
    commitment: commitmentOf(facts),
    tax: account.tax ?? { behavior: 'unknown' },
    credits: goodCredits(facts, issuedAt).filter(({ unit }) => unit === account.currency),
  });
}

function ownPlan({ plans }: WireCatalog, { subscription: { plan } }: WireAccount): WirePlan | undefined {
  return typeof plan === 'string' ? plans.find(({ id }) => id === plan) : plan;
}

/** Whether an announced list holds by the local day of an instant. */
function isInForce({ effective_from: from }: WireCatalog, at: number, zone: string): boolean {
  return from != null && dayStart(instantOf(from, zone), zone) <= at;
}

/** The list by which the period that runs is priced: an announced one, once it holds from the period's first day. */
function listNow(sent: WireCatalog, account: WireAccount): WireCatalog {
  const { next } = sent;
  if (next == null || next.currency !== account.currency || ownPlan(next, account) === undefined) return sent;
  const zone = account.time_zone;
  const plan = ownPlan(sent, account);
  const from = plan === undefined ? instantOf(account.as_of, zone) : factsOf(sent, account, plan).period.start;
  return isInForce(next, from, zone) ? { ...next, next: null } : sent;
}

/** What is sold under a plan's name once this is issued: by the announced list where it holds then, sells it, and all that is taken of it. */
function renewedPlan({ catalog, account, period, trialEnd, zone }: Facts, plan: WirePlan): WirePlan {
  const { next } = catalog;
  if (next == null || next.currency !== account.currency || !catalog.plans.includes(plan)) return plan;
  const renewed = next.plans.find(({ id }) => id === plan.id);
  const sells = ({ id, optional }: WireCharge): boolean =>
    optional !== true || renewed?.charges?.some((charge) => charge.id === id) === true;
  if (renewed === undefined || renewed.contact === true || !taken(plan, account).every(sells)) return plan;
  return isInForce(next, trialEnd ?? period.end, zone) ? renewed : plan;
}

function factsOf(catalog: WireCatalog, account: WireAccount, plan: WirePlan): Facts {
  const { subscription, time_zone: zone } = account;
  const read = (text: string | null | undefined): number | null => (text == null ? null : instantOf(text, zone));
  const now = instantOf(account.as_of, zone);
  const startedAt = read(subscription.started_at);
  const anchor = read(subscription.anchor) ?? startedAt ?? NaN;
  const trial = read(subscription.trial_ends_at);
  const bare = {
    catalog,
    account,
    plan,
    reported: reportedBy(catalog, account),
    zone,
    now,
    anchor,
    startedAt,
    endsAt: read(subscription.ends_at),
    trialEnd: trial !== null && trial > now ? trial : null,
  };
  return { ...bare, period: stub(wholePeriod(bare, plan), plan, startedAt) };
}

/** Of all periods around now, the plan's and its charges', the one that ends first. */
function wholePeriod(facts: Omit<Facts, 'period'>, plan: WirePlan): Span {
  const intervals = [plan.interval ?? { unit: 'month' }];
  // A plan that is no longer sold may be wrong inside.
  const charges = Array.isArray(plan.charges) ? (plan.charges as readonly WireCharge[]) : [];
  for (const { interval, timing } of charges) if (interval && timing !== 'once') intervals.push(interval);
  let shortest: Span | null = null;
  for (const interval of intervals) {
    const span = periodAround(facts.anchor, interval, facts.now, facts.zone);
    const isShorter =
      shortest === null || span.end < shortest.end || (span.end === shortest.end && span.start > shortest.start);
    if (isShorter) shortest = span;
  }
  return shortest as Span;
}

function stub(span: Span, plan: WirePlan, startedAt: number | null): Span {
  const begins = plan.first_period === 'stub' && startedAt !== null && startedAt > span.start && startedAt < span.end;
  return begins ? { start: startedAt, end: span.end } : span;
}

function taken(plan: WirePlan, account: WireAccount): WireCharge[] {
  const addOns = account.subscription.add_ons ?? [];
  return (plan.charges ?? []).filter(({ id, optional }) => optional !== true || addOns.includes(id));
}

function timingOf({ timing, model }: WireCharge): string {
  return timing ?? (model === 'flat' ? 'in_advance' : 'in_arrears');
}

/** Lines of the period that is running; `null` among them: one has no price. */
function currentRows(facts: Facts): (Row | null)[] {
  const { account, plan, period, trialEnd, startedAt } = facts;
  const purses = goodCredits(facts, facts.now)
    .filter(({ unit }) => unit !== account.currency)
    .map((credit) => ({ credit, left: exact(credit.balance) }));
  const rows: (Row | null)[] = [];
  for (const charge of taken(plan, account)) {
    const timing = timingOf(charge);
    const own = periodAround(
      facts.anchor,
      charge.interval ?? plan.interval ?? { unit: 'month' },
      facts.now,
      facts.zone,
    );
    if (timing === 'in_arrears' && own.end !== period.end) continue;
    const isFirst = startedAt !== null && (startedAt >= period.start || trialEnd !== null);
    if (timing === 'once' && (isBilled(facts, charge) || !isFirst)) continue;
    if (timing === 'in_advance' && (isBilled(facts, charge) || trialEnd !== null || !beginsWith(own, period))) continue;
    const usable = purses.filter(
      ({ credit }) => credit.unit === charge.meter && (credit.charges == null || credit.charges.includes(charge.id)),
    );
    let credit = NOUGHT;
    for (const { left } of usable) credit = credit.plus(left);
    const price = priceOf(charge, facts.reported, credit);
    if (price === null) {
      rows.push(null);
      continue;
    }
    let units = payableUnits(charge, facts.reported);
    for (const purse of usable) {
      const paid = Exact.min(purse.left, units);
      purse.left = purse.left.minus(paid);
      units = units.minus(paid);
    }
    const amount = timing === 'in_arrears' && trialEnd !== null ? NOUGHT : servedPart(facts, charge, own, price);
    const span = stub(own, plan, startedAt);
    const at = timing === 'in_arrears' ? span.end - 1 : span.start;
    rows.push({ ...chargeRow(charge, amount, { currency: facts.catalog.currency, plan }), at });
  }
  return rows;
}

/** A fee for a period that began before this one does was billed then. */
function beginsWith(own: Span, period: Span): boolean {
  return own.start >= period.start || own.start === period.start - 1;
}

/** Billed for now; a one-time charge is billed once and for all. */
function isBilled({ account, now, zone }: Facts, charge: WireCharge): boolean {
  return (account.billed ?? []).some(
    (each) =>
      each.charge === charge.id &&
      (timingOf(charge) === 'once' ||
        (instantOf(each.period.start, zone) <= now && now < instantOf(each.period.end, zone))),
  );
}

/** Fees in advance of the period that begins where this one, or a trial, ends, on the plan that holds then. */
function advanceRows(facts: Facts, plan: WirePlan, isOther: boolean): (Row | null)[] {
  const { account, trialEnd, anchor, zone } = facts;
  const begins = trialEnd ?? facts.period.end;
  const booked = (account.subscription.scheduled ?? [])
    .filter(({ at }) => instantOf(at, zone) <= begins)
    .flatMap(({ quantities }) => Object.entries(quantities ?? {}).map(([id, text]) => [id, exact(text)] as const));
  if (isOther && taken(facts.plan, account).some((charge) => waits(facts, charge))) return [];
  return taken(plan, account).flatMap((charge): (Row | null)[] => {
    const interval = charge.interval ?? plan.interval ?? { unit: 'month' };
    if (timingOf(charge) !== 'in_advance' || (!isOther && waits(facts, charge))) return [];
    const restarts = isOther && !isSame(interval, facts.plan.interval ?? { unit: 'month' });
    const next = periodAround(trialEnd ?? (restarts ? begins : anchor), interval, begins, zone);
    if (next.start !== begins) return [];
    const price = priceOf(charge, {
      ...facts.reported,
      quantities: new Map([...facts.reported.quantities, ...booked]),
    });
    if (price === null) return [null];
    return [
      {
        ...chargeRow(charge, price, { currency: facts.catalog.currency, plan }),
        at: next.start,
        plan: isOther ? plan : facts.plan,
      },
    ];
  });
}

/** A fee of the plan as it is that nobody has billed for now: the next one comes after it. */
function waits(facts: Facts, charge: WireCharge): boolean {
  const { plan, anchor, now, zone, period, trialEnd } = facts;
  if (timingOf(charge) !== 'in_advance' || trialEnd !== null || isBilled(facts, charge)) return false;
  return beginsWith(periodAround(anchor, charge.interval ?? plan.interval ?? { unit: 'month' }, now, zone), period);
}

function isSame(a: { readonly unit: string; readonly count?: number }, b: typeof a): boolean {
  const days = { day: 1, week: 7, month: 1000, year: 12_000 };
  const [one, other] = [a, b].map(({ unit, count = 1 }) => days[unit as keyof typeof days] * count);
  return one === other;
}

/** The plan once this is issued: a booked one, the same, none (`null`), or one that nobody knows (`undefined`). */
function planAfter({ catalog, account, plan, endsAt, period, trialEnd, zone }: Facts): WirePlan | null | undefined {
  const issued = trialEnd ?? period.end;
  if (endsAt !== null && endsAt <= issued) return null;
  let booked: string | null = null;
  for (const change of account.subscription.scheduled ?? []) {
    if (change.plan != null && instantOf(change.at, zone) <= issued) booked = change.plan;
  }
  if (booked === null) return plan;
  return catalog.plans.find(({ id }) => id === booked) ?? (booked === plan.id ? plan : undefined);
}

/** Fees and seats are paid for as long as there is service; usage is what it is. */
function servedPart(facts: Facts, charge: WireCharge, own: Span, price: Exact): Exact {
  const { plan, zone, startedAt, catalog } = facts;
  const rules = charge.proration ?? plan.proration;
  const unit = rules?.unit ?? 'day';
  const isSeats = (catalog.meters ?? []).find(({ id }) => id === charge.meter)?.kind === 'seats';
  if (timingOf(charge) === 'once' || unit === 'none' || (charge.model !== 'flat' && !isSeats)) return price;
  const { start } = stub(own, plan, startedAt);
  const end = servedUntil({ start, end: own.end }, facts, rules);
  if (start === own.start && end === own.end) return price;
  const length = LENGTHS[unit]!;
  return mended(price.times(length(start, end, zone)).div(length(own.start, own.end, zone)));
}

const LENGTHS: Readonly<Record<string, (a: number, b: number, zone: string) => number>> = {
  second: (a, b) => b - a,
  day: daysBetween,
  fixed_30: thirtiethsBetween,
};

/** Until when some span is served: a service may end within it, with or without that day. */
function servedUntil(span: Span, { endsAt, zone }: Facts, rules: WirePlan['proration']): number {
  if (endsAt === null || endsAt >= span.end) return span.end;
  const day = rules?.termination_day === false ? dayStart(endsAt, zone) : nextDayStart(endsAt, zone);
  return Math.min(span.end, Math.max(span.start, (rules?.unit ?? 'day') === 'second' ? endsAt : day));
}

function commitmentOf(facts: Facts): { goal: Exact; basis: string | undefined } | null {
  const { account, plan, period, zone, startedAt } = facts;
  const commitment = account.commitment ?? plan.commitment;
  if (commitment == null || (commitment.period == null && facts.trialEnd !== null)) return null;
  // A catalog is written in UTC; what stands in the account, in the account's zone.
  const own = account.commitment == null && typeof account.subscription.plan === 'string' ? 'UTC' : zone;
  const span =
    commitment.period == null
      ? wholePeriod(facts, plan)
      : { start: instantOf(commitment.period.start, own), end: instantOf(commitment.period.end, own) };
  if (span.end > (facts.trialEnd ?? period.end) || span.end <= period.start) return null;
  let amount = exact(commitment.amount);
  const start = Math.max(span.start, startedAt ?? span.start);
  const end = servedUntil({ start, end: span.end }, facts, plan.proration);
  const unit = plan.proration?.unit ?? 'day';
  const length = LENGTHS[unit === 'none' ? 'day' : unit]!;
  const [part, whole] = [length(start, end, zone), length(span.start, span.end, zone)];
  if (commitment.prorated === true && part !== whole) amount = amount.times(part).div(whole);
  return { goal: mended(amount.minus(commitment.counted ?? '0')), basis: commitment.basis };
}

/** A discount of the catalog has its dates in UTC. */
function holds(
  { starts_at: from, ends_at: to, remaining_invoices: left }: WireDiscount,
  { at }: Row,
  ofPlan: Facts | null,
  account: WireAccount,
): boolean {
  if (left != null && left <= 0) return false;
  if (at === undefined) return true;
  const zone = ofPlan !== null && typeof account.subscription.plan === 'string' ? 'UTC' : account.time_zone;
  return (from == null || instantOf(from, zone) <= at) && (to == null || at < instantOf(to, zone));
}

/** Credits that have begun and not run out, sorted; their dates as instants, so that they sort in any notation. */
function goodCredits({ account, zone }: Facts, at: number): WireCredit[] {
  const iso = (text: string | null | undefined): string | null =>
    text == null ? null : new Date(instantOf(text, zone)).toISOString();
  const good = (account.credits ?? []).filter(
    ({ granted_at: since, expires_at: end }) =>
      (since == null || instantOf(since, zone) <= at) && (end == null || instantOf(end, zone) >= at),
  );
  return inOrder(
    good.map((credit) => ({ ...credit, expires_at: iso(credit.expires_at), granted_at: iso(credit.granted_at) })),
  );
}
