import type { Account } from './account.ts';
import type { Plan } from './catalog.ts';
import type { Credit } from './credit.ts';
import { inDrawOrder } from './credit.ts';
import { Decimal, sum, ZERO } from './decimal.ts';
import type { Invoice } from './invoice.ts';
import type { ReachedSpan } from './meter-forecast.ts';
import { spanAround } from './meter-forecast.ts';
import { minorDigits } from './money.ts';
import { billingPeriod } from './invoice-schedule.ts';
import { once } from './once.ts';
import type { MoneySpend, Rise, Spend } from './spend.ts';
import { spentBy } from './spend.ts';
import { localDay } from './time-zone.ts';

/** A credit with where things stand, in its own unit: money, or units of its meter. */
export interface CreditEstimate {
  readonly credit: Credit;
  /** Paid by it on the next invoice, at the priced quantities. */
  readonly drawn: Decimal;
  readonly remaining: Decimal;
  /** When it is probably used up, if further periods are like this one; `null` = not before it expires, or unknown. */
  readonly runsOut: ReachedSpan | null;
  /** What is probably left when it expires; `null` = it does not expire, or nothing is left. */
  readonly unused: Decimal | null;
}

export interface CreditFacts {
  readonly account: Account;
  /** The account's own: its periods are those that invoices are issued for. */
  readonly plan: Plan;
  readonly invoice: Invoice;
  readonly money: () => MoneySpend;
  /** What the invoice comes to before credits of money where some of units do not pay; `null` = it has no price. */
  readonly totalWithout: (units: readonly Credit[]) => Decimal | null;
  /** What a credit of a meter's units could pay; `null` = nobody knows. */
  readonly units: (credit: Credit) => Spend | null;
}

/** No further ahead than this is anything said. */
const FARTHEST_DAYS = 400;
/** The last day on which a credit pays that no invoice comes in time for. */
const NEVER = -Infinity;

/**
 * Credits in the order they are drawn: units before prices, then money before tax, then money after it. Each is used up
 * when all before it are, too, or have expired.
 */
export function estimateCredits(facts: CreditFacts): CreditEstimate[] {
  const known = inDrawOrder(facts.account.credits);
  /** Spent when all credits before are used up, by the meter they pay for. */
  const before = new Map<string | null, number>();
  const estimated = (credit: Credit, of: CreditFacts): CreditEstimate => {
    const from = before.get(credit.meter) ?? 0;
    const { estimate, paid } = estimateCredit(credit, from, of);
    before.set(credit.meter, from + paid);
    return estimate;
  };
  const units = known.filter(isUnits).map((credit) => estimated(credit, facts));
  const money = once(() => ({ ...facts.money(), rises: risesAfter(units, facts) }));
  return [
    ...units,
    ...[isBeforeTax, (credit: Credit) => !isUnits(credit) && !isBeforeTax(credit)].flatMap((isHere) =>
      known.filter(isHere).map((credit) => estimated(credit, { ...facts, money })),
    ),
  ];
}

/** What further periods come to more once credits of units, one after the other, pay no more. */
function risesAfter(units: readonly CreditEstimate[], facts: CreditFacts): Rise[] {
  const gone: Credit[] = [];
  let after = facts.totalWithout(gone);
  return units.flatMap(({ credit, runsOut }) => {
    const expires = lastDayPaid(credit, facts);
    const span = runsOut ?? (expires === null ? null : { from: expires, likely: expires, to: expires });
    if (span === null) return [];
    gone.push(credit);
    const before = after;
    after = facts.totalWithout(gone);
    if (before === null || after === null) return [];
    return [{ by: after.minus(before).toNumber(), high: span.from, mean: span.likely, low: span.to ?? Infinity }];
  });
}

function estimateCredit(
  credit: Credit,
  from: number,
  facts: CreditFacts,
): { readonly estimate: CreditEstimate; readonly paid: number } {
  const { money, units, invoice } = facts;
  const worth = isBeforeTax(credit) ? money().perUntaxed : 1;
  const drawn = drawnBy(credit, invoice);
  const [drawnWorth, balance] = [drawn.toNumber() * worth, credit.balance.toNumber() * worth];
  const estimate = { credit, drawn, remaining: credit.balance.minus(drawn), runsOut: null, unused: null };
  const last = lastDayPaid(credit, facts);
  if (last === NEVER)
    return { estimate: { ...estimate, unused: credit.balance.gt(0) ? credit.balance : null }, paid: 0 };
  // What is bound to some charges stands in the way of others only as far as those charges draw it.
  const spend = isUnits(credit) ? units(credit) : credit.charges === null ? money() : null;
  if (spend === null) return { estimate, paid: drawnWorth };
  const paid =
    last === null ? balance : Math.min(balance, Math.max(drawnWorth, spentBy(spend, last, 'mean') - from, 0));
  const digits = isUnits(credit) ? 0 : minorDigits(invoice.currency);
  const left = new Decimal((balance - paid) / worth).toDecimalPlaces(digits);
  const unused = left.gt(0) ? left : null;
  return { estimate: { ...estimate, unused, runsOut: unused === null ? spanOf(from + balance, spend) : null }, paid };
}

/**
 * The last day whose spending it may pay: the last one of a period whose invoice is issued before it expires. A credit of
 * units pays as long as it is good today. `null` = it does not expire, or nobody looks that far ahead.
 */
function lastDayPaid({ expiresAt, meter }: Credit, { account, plan, invoice }: CreditFacts): number | null {
  const { end } = billingPeriod(account, plan);
  const farthest = localDay(account.asOf, account.timeZone) + FARTHEST_DAYS;
  const firstIssue = meter === null ? (invoice.issuedAt ?? end) : account.asOf;
  if (expiresAt === null) return null;
  const lastDay = (instant: number): number => localDay(instant - 1, account.timeZone);
  if (expiresAt < firstIssue) return NEVER;
  let [at, next] = [end, end];
  while (next <= expiresAt && lastDay(next) <= farthest) {
    at = next;
    next = billingPeriod({ ...account, asOf: at }, plan).end;
  }
  return next <= expiresAt ? null : lastDay(at);
}

function drawnBy({ id }: Credit, { credits, lines }: Invoice): Decimal {
  return sum([
    ...credits.filter((credit) => credit.id === id).map(({ amount }) => amount),
    ...lines
      .filter((line) => line.kind === 'credit_before_tax' && line.id === id)
      .map(({ amount }) => amount?.neg() ?? ZERO),
    ...lines.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'unit_credit' && step.id === id ? [step.drawn] : [])),
    ),
  ]);
}

function isUnits({ meter }: Credit): boolean {
  return meter !== null;
}

function isBeforeTax({ meter, applied }: Credit): boolean {
  return meter === null && applied === 'before_tax';
}

function spanOf(bound: number, spend: Spend): ReachedSpan | null {
  const from = firstDay(bound, spend, 'high');
  const likely = firstDay(bound, spend, 'mean');
  return from === null || likely === null ? null : spanAround(from, likely, firstDay(bound, spend, 'low'));
}

function firstDay(bound: number, spend: Spend, which: 'low' | 'mean' | 'high'): number | null {
  const today = spend.days[0]?.day ?? spend.period.startDay;
  for (let day = today; day < today + FARTHEST_DAYS; day += 1) if (spentBy(spend, day, which) >= bound) return day;
  return null;
}
