import type { Account } from './account.ts';
import type { Credit } from './credit.ts';
import { inDrawOrder } from './credit.ts';
import { Decimal, min, sum, ZERO } from './decimal.ts';
import type { EstimatePeriod } from './estimate-period.ts';
import type { FanDay } from './fan.ts';
import type { Invoice } from './invoice.ts';
import type { ReachedSpan } from './meter-forecast.ts';
import { minorDigits } from './money.ts';
import { localDay } from './time-zone.ts';

/** A money credit with where things stand. */
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
  readonly period: EstimatePeriod;
  readonly invoice: Invoice;
  /** What has been spent so far in the period. */
  readonly accrued: Invoice | null;
  readonly fan: readonly FanDay[] | null;
}

/** No further ahead than this is anything said. */
const FARTHEST_DAYS = 400;

/** Money credits in the order they are drawn; each is used up when all before it are, too. */
export function estimateCredits(facts: CreditFacts): CreditEstimate[] {
  const { account, invoice } = facts;
  const credits = inDrawOrder(account.credits).filter(({ meter }) => meter === null);
  let before = ZERO;
  return credits.map((credit) => {
    const drawn = drawnBy(credit, invoice);
    const upTo = before.plus(credit.balance);
    // What is bound to some charges stands in the way of others only as far as those charges draw it.
    before = credit.charges === null ? upTo : before.plus(drawn);
    return estimateCredit(credit, drawn, upTo, facts);
  });
}

function estimateCredit(credit: Credit, drawn: Decimal, upTo: Decimal, facts: CreditFacts): CreditEstimate {
  const { account, invoice } = facts;
  // The last day on which it pays: at midnight it was good for the day before.
  const expires = credit.expiresAt === null ? null : localDay(credit.expiresAt - 1, account.timeZone);
  const span = credit.charges === null ? spendReaches(upTo.toNumber(), facts) : null;
  const isLate = span !== null && expires !== null && span.likely > expires;
  const spent = expires === null || credit.charges !== null ? null : spendBy(expires, facts);
  const left =
    spent === null ? null : min(credit.balance, upTo.minus(spent)).toDecimalPlaces(minorDigits(invoice.currency));
  return {
    credit,
    drawn,
    remaining: credit.balance.minus(drawn),
    runsOut: isLate ? null : span,
    unused: left !== null && left.gt(0) ? left : null,
  };
}

function drawnBy({ id }: Credit, invoice: Invoice): Decimal {
  const after = invoice.credits.filter((credit) => credit.id === id).map(({ amount }) => amount);
  const before = invoice.lines
    .filter((line) => line.kind === 'credit_before_tax' && line.id === id)
    .map(({ amount }) => amount?.neg() ?? ZERO);
  return sum([...after, ...before]);
}

/** Spend by the end of a day: the fan inside the period, the same again in further ones. */
function spendAt(day: number, { period, invoice, accrued, fan }: CreditFacts, of: (day: FanDay) => number): number {
  const end = fan?.at(-1);
  const total = end === undefined ? (invoice.total?.toNumber() ?? 0) : of(end);
  const points = [
    { day: period.startDay + period.day - 1, spend: accrued?.total?.toNumber() ?? 0 },
    ...(fan ?? []).map((point) => ({ day: point.day, spend: of(point) })),
    { day: period.endDay - 1, spend: total },
  ];
  if (day >= period.endDay - 1) return total * (1 + (day - period.endDay + 1) / period.days);
  const after = points.findIndex((point) => point.day >= day);
  const [from, to] = [points[after - 1], points[after]];
  if (from === undefined || to === undefined) return (to ?? from)?.spend ?? 0;
  return to.day === from.day
    ? to.spend
    : from.spend + ((to.spend - from.spend) * (day - from.day)) / (to.day - from.day);
}

function spendReaches(bound: number, facts: CreditFacts): ReachedSpan | null {
  const from = firstDay(bound, facts, ({ range80 }) => range80.high);
  const likely = firstDay(bound, facts, ({ mean }) => mean);
  return from === null || likely === null
    ? null
    : { from, likely, to: firstDay(bound, facts, ({ range80 }) => range80.low) };
}

function firstDay(bound: number, facts: CreditFacts, of: (day: FanDay) => number): number | null {
  const today = facts.period.startDay + facts.period.day - 1;
  for (let day = today; day < today + FARTHEST_DAYS; day += 1) if (spendAt(day, facts, of) >= bound) return day;
  return null;
}

function spendBy(day: number, facts: CreditFacts): Decimal {
  return new Decimal(spendAt(day, facts, ({ mean }) => mean));
}
