import type { Account } from '../facts/account.ts';
import { goodCredits, isGood } from '../invoice/bill.ts';
import type { Plan } from '../facts/catalog.ts';
import type { Charge } from '../facts/charge.ts';
import type { Credit } from '../facts/credit.ts';
import { afterEmpty, inDrawOrder } from '../facts/credit.ts';
import { drawnBy } from '../invoice/drawn-by.ts';
import { Decimal, min } from '../numbers/decimal.ts';
import type { Invoice } from '../invoice/invoice.ts';
import type { ReachedSpan } from '../forecast/meter-forecast.ts';
import { spanAround } from '../forecast/meter-forecast.ts';
import { minorDigits } from '../numbers/money.ts';
import { billingPeriod } from '../invoice/invoice-schedule.ts';
import { kept, once } from '../once.ts';
import type { MoneySpend, Rise, Spend } from '../forecast/spend.ts';
import { spentBy } from '../forecast/spend.ts';
import type { SpendAhead } from './spend-ahead.ts';
import { localDay } from '../time/time-zone.ts';

/** A credit with where things stand, in its own unit: money, or units of its meter. */
export interface CreditEstimate {
  readonly credit: Credit;
  /** What happens once it is empty: another one that is good pays all that it pays, or usage is billed, or stops. */
  readonly whenEmpty: 'next' | Credit['whenEmpty'];
  /** Paid by it on the next invoice, at the priced quantities. */
  readonly drawn: Decimal;
  readonly remaining: Decimal;
  /** When it is probably used up, if further periods are like this one; `null` = not before it expires, or unknown. */
  readonly runsOut: ReachedSpan | null;
  /** What is probably left when it expires; `null` = it does not expire, or nothing is left. */
  readonly unused: Decimal | null;
}

export interface CreditFacts extends SpendAhead {
  readonly account: Account;
  /** The account's own: its periods are those that invoices are issued for. */
  readonly plan: Plan;
  /** Those that are taken. */
  readonly charges: readonly Charge[];
  readonly invoice: Invoice;
}

/** No further ahead than this is anything said. */
const FARTHEST_DAYS = 400;
/** The share of a balance that floats leave of it where it is used up. */
const HAIR = 1e-9;

type Case = 'low' | 'mean' | 'high';
/** What is paid on each day, from today on. */
type Paid = Readonly<Record<Case, number[]>>;

/** Some charges, or (`null`) all that credits of one unit pay, and what is paid of them. */
interface Pool {
  readonly charges: readonly string[] | null;
  readonly paid: Paid;
}

/** Credits in the order they are drawn: each pays, on the days it is good for, what those before it leave. */
export function estimateCredits(facts: CreditFacts): CreditEstimate[] {
  const known = inDrawOrder(facts.account.credits);
  const paying = known.filter((credit) => !isUnits(credit) && daysPaid(credit, facts).last > -Infinity);
  const pools = new Map<string, Pool>();
  const poolOf = (meter: string | null, charges: Pool['charges']): Pool =>
    kept(pools, JSON.stringify([meter, charges]), () => ({ charges, paid: { low: [], mean: [], high: [] } }));
  const drawnOf = paying.map(({ charges }) => poolOf(null, charges));
  const estimated = (credit: Credit, of: CreditFacts): CreditEstimate => {
    const { meter } = credit;
    const charges = isUnits(credit) ? null : credit.charges;
    const own = poolOf(meter, charges);
    const wider = drawnOf.filter((other) => charges?.every((id) => other.charges?.includes(id)));
    // What is bound to charges, and comes first, is drawn by these alone.
    const isFirst = charges === null || drawnOf.slice(0, paying.indexOf(credit)).every((other) => other === own);
    return estimateCredit(credit, { pools: [...new Set([own, ...wider, poolOf(meter, null)])], isFirst }, of);
  };
  const units = known.filter(isUnits).map((credit) => estimated(credit, facts));
  const spends = new Map<string, MoneySpend>();
  const money: CreditFacts['money'] = (charges) =>
    kept(spends, JSON.stringify(charges), () => {
      const spend = facts.money(charges);
      return { ...spend, rises: [...spend.rises, ...risesBy(units, charges, facts)] };
    });
  return [...units, ...known.slice(units.length).map((credit) => estimated(credit, { ...facts, money }))];
}

/** When a credit is probably used up; `null` = unknown, or tried out: that asks futures, which a slider step has no time for. */
export function runOutOf(
  credit: Credit,
  shown: { readonly credits: readonly CreditEstimate[]; readonly isWhatIf: boolean },
): ReachedSpan | null {
  return (shown.isWhatIf ? null : shown.credits.find((known) => known.credit === credit)?.runsOut) ?? null;
}

/** What further periods come to more once a credit of units pays no more, and less once another one does. */
function risesBy(units: readonly CreditEstimate[], charges: readonly string[] | null, facts: CreditFacts): Rise[] {
  const paying = new Set<Credit>();
  const changes = units.flatMap(({ credit, runsOut }) => {
    const { first, last } = daysPaid(credit, facts);
    if (first === -Infinity) paying.add(credit);
    const end = runsOut ?? { from: last, likely: last, to: last };
    return [{ from: first - 1, likely: first - 1, to: first - 1 }, end]
      .filter(({ likely }) => first < Infinity && Number.isFinite(likely))
      .map((span) => ({ ...span, credit }));
  });
  const totalNow = () =>
    facts.totalWith(
      units.map(({ credit }) => credit).filter((credit) => paying.has(credit)),
      charges,
    );
  let after = totalNow();
  return changes
    .sort((a, b) => a.likely - b.likely)
    .flatMap(({ credit, from, likely, to }) => {
      const before = after;
      if (!paying.delete(credit)) paying.add(credit);
      after = totalNow();
      if (before === null || after === null) return [];
      const [high, mean, low] = [from, likely, to ?? Infinity].map((day) => Math.max(day, facts.freeUntil));
      return [{ by: after.minus(before).toNumber(), high: high!, mean: mean!, low: low! }];
    });
}

/**
 * @param draws.pools what it may pay of: that of its own charges, then what these are a part of. What it pays is added
 * @param draws.isFirst whether none before it pays other charges, too
 */
function estimateCredit(
  credit: Credit,
  { pools, isFirst }: { readonly pools: readonly Pool[]; readonly isFirst: boolean },
  facts: CreditFacts,
): CreditEstimate {
  const { money, units, invoice, account, charges } = facts;
  const ahead = once(() => money(credit.charges));
  const worth = isBeforeTax(credit) ? ahead().perUntaxed : 1;
  const drawn = drawnBy(credit, invoice);
  const estimate = {
    credit,
    whenEmpty: afterEmpty(credit, goodCredits(account, invoice.issuedAt), charges),
    drawn,
    remaining: credit.balance.minus(drawn),
    runsOut: null,
    unused: null,
  };
  const days = daysPaid(credit, facts);
  if (days.last === -Infinity) return { ...estimate, unused: credit.balance.gt(0) ? credit.balance : null };
  // Of invoices without a total nobody knows what it pays.
  const spend = isUnits(credit) ? units(credit) : invoice.total && ahead();
  if (spend === null) return estimate;
  // What stands behind others pays what is left of its charges, and of all that these are a part of.
  const spends = isFirst ? [spend] : pools.map((pool) => money(pool.charges));
  const served = { ...days, last: Math.min(days.last, lastServed(account)) };
  const draw = (which: Case) =>
    drawDaily(credit.balance.toNumber() * worth, {
      days: served,
      spends,
      which,
      paid: pools.map((pool) => pool.paid[which]),
    });
  const [low, mean, high] = [draw('low'), draw('mean'), draw('high')];
  if (!isFirst) return estimate;
  const digits = isUnits(credit) ? 0 : minorDigits(invoice.currency);
  const left = min(estimate.remaining, new Decimal(mean.left / worth).toDecimalPlaces(digits));
  if (days.last < Infinity && left.gt(0)) return { ...estimate, unused: left };
  if (high.day === null || mean.day === null) return estimate;
  // What is granted within a period pays what was spent in it before.
  const granted = localDay(credit.grantedAt ?? account.asOf, account.timeZone);
  // What the next invoice uses up ends with its period, also where futures come to less on average.
  const latest = estimate.remaining.gt(0) ? Infinity : spend.period.endDay - 1;
  const [from, likely] = [high.day, mean.day].map((day) => Math.max(Math.min(day, latest), granted));
  const to = low.day && Math.max(low.day, granted);
  return { ...estimate, runsOut: spanAround(from!, likely!, to) };
}

/**
 * Draws a balance day by day; what is left of it, and by the end of which day nothing is (`null` = of none).
 * @param options.spends none of which it may exceed
 * @param options.paid of each of them, and of others that what it pays is added to
 */
function drawDaily(
  balance: number,
  {
    days,
    spends,
    which,
    paid,
  }: {
    readonly days: Days;
    readonly spends: readonly Spend[];
    readonly which: Case;
    readonly paid: readonly number[][];
  },
): { readonly left: number; readonly day: number | null } {
  const [{ days: known, period }] = spends as [Spend];
  const today = known[0]?.day ?? period.startDay;
  const last = Math.min(days.last, today + FARTHEST_DAYS - 1);
  if (days.first > last) return { left: balance, day: null };
  let left = balance;
  let spent = spends.map(() => 0);
  for (let day = today; day <= last; day += 1) {
    const spentNow = spends.map((spend, index) => Math.max(spent[index]!, spentBy(spend, day, which)));
    const open = spentNow.map((now, index) => now - spent[index]! - (paid[index]![day - today] ?? 0));
    const given = day < days.first ? 0 : Math.min(left, Math.max(0, Math.min(...open)));
    for (const table of paid) table[day - today] = (table[day - today] ?? 0) + given;
    [left, spent] = [left - given, spentNow];
    if (left <= balance * HAIR) return { left: 0, day };
  }
  return { left, day: null };
}

/** The days whose spending a credit may pay. */
interface Days {
  /** `-Infinity` = from now on. */
  readonly first: number;
  /** `Infinity` = it does not expire, or nobody looks that far ahead; `-Infinity` = no invoice comes in time for it. */
  readonly last: number;
}

/**
 * Those of the periods whose invoices are issued while it is good: granted, and not expired. A credit of units pays this one's
 * where it is good today.
 */
function daysPaid(credit: Credit, { account, plan, invoice }: CreditFacts): Days {
  const dayOf = (instant: number): number => localDay(instant, account.timeZone);
  const farthest = dayOf(account.asOf) + FARTHEST_DAYS;
  let [first, last, start] = [Infinity, -Infinity, -Infinity];
  let { end } = billingPeriod(account, plan);
  let issued = isUnits(credit) ? account.asOf : (invoice.issuedAt ?? end);
  const { expiresAt } = credit;
  if (expiresAt === null && isGood(credit, issued)) return { first: start, last: Infinity };
  for (; (expiresAt ?? issued) >= issued; issued = end) {
    if (dayOf(end - 1) > farthest) return { first, last: Infinity };
    if (isGood(credit, issued)) [first, last] = [Math.min(first, start), dayOf(end - 1)];
    start = dayOf(end);
    ({ end } = billingPeriod({ ...account, asOf: end }, plan));
  }
  return { first, last };
}

/** Nothing is spent after a subscription. */
function lastServed({ subscription: { endsAt }, timeZone }: Account): number {
  return endsAt === null ? Infinity : localDay(endsAt - 1, timeZone);
}

function isUnits({ meter }: Credit): boolean {
  return meter !== null;
}

function isBeforeTax({ meter, applied }: Credit): boolean {
  return meter === null && applied === 'before_tax';
}
