import type { Account } from '../facts/account.ts';
import { billable, meteredUnits } from '../pricing/billable.ts';
import type { Bill } from '../invoice/bill.ts';
import { takenCharges } from '../invoice/bill.ts';
import { isMetered } from '../facts/charge.ts';
import type { Commitment } from '../facts/commitment.ts';
import type { Credit } from '../facts/credit.ts';
import { endlessBalance } from '../facts/credit.ts';
import { Decimal, sum } from '../numbers/decimal.ts';
import { draftOf, invoiceOf } from '../invoice/estimate-invoice.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import { periodsAfter } from '../invoice/estimate-period.ts';
import type { FanDay } from '../forecast/fan.ts';
import { fanDays, fanOf } from '../forecast/fan.ts';
import { drawn } from './future-facts.ts';
import type { FutureFacts } from '../forecast/future-quantities.ts';
import { futureQuantities } from '../forecast/future-quantities.ts';
import { issueInvoice } from '../invoice/issue-invoice.ts';
import type { Draft } from '../invoice/next-invoice.ts';
import { comingAgain } from '../invoice/next-invoice.ts';
import { once } from '../once.ts';
import type { Outcome } from './outcome.ts';
import { curveOf } from '../pricing/price-charge.ts';
import type { Situation } from '../invoice/situation.ts';
import { likely, sortedSample } from '../forecast/sorted-quantile.ts';
import type { Ahead, MoneySpend, Spend, SpendDay } from '../forecast/spend.ts';
import { certainly } from '../forecast/spend.ts';

/** An invoice as it would be if nobody had credits. */
function withoutCredits({ lines, facts }: Draft): Draft {
  return { lines, facts: { ...facts, credits: [] } };
}

/** What some charges come to on it, with nothing that the invoice as a whole brings. */
function onlyOf({ lines, facts }: Draft, charges: readonly string[]): Draft {
  return {
    lines: lines.filter(({ charge }) => charge !== null && charges.includes(charge.id)),
    facts: { ...facts, credits: [], minimumAmount: null, maximumAmount: null, commitment: null },
  };
}

/** What credits are drawn by: `money` of all kinds, and `units` of one. */
export interface SpendAhead {
  /** By some charges alone, or (`null`) by whole invoices. */
  readonly money: (charges: readonly string[] | null) => MoneySpend;
  /** What a credit of a meter's units could pay; `null` = nobody knows. */
  readonly units: (credit: Credit) => Spend | null;
  /** What the invoice comes to before credits of money where some of units do not pay; `null` = it has no price. */
  readonly totalWithout: (units: readonly Credit[]) => Decimal | null;
}

/** @param outcome of usage that no credit stops */
export function spendAhead(
  { bill, futures, fan }: Outcome,
  situation: Situation,
  {
    own: { account, plan, quantities },
    accrued,
    draft,
    period,
  }: {
    readonly own: Bill & { readonly account: Account };
    readonly accrued: Draft;
    readonly draft: Draft;
    readonly period: EstimatePeriod;
  },
): SpendAhead {
  const ahead = { period, periodsBy: periodsAfter(account, plan) };
  const isFree = draft.facts.credits.every(({ applied }) => applied === 'after_tax');
  const commitment = account.commitment ?? plan.commitment;
  const whole = once(() =>
    moneyAhead(
      { accrued, draft, fan: isFree ? fan() : drawn(withoutCredits(draft), futures, fanOf), commitment },
      ahead,
    ),
  );
  const money = (charges: readonly string[]): MoneySpend => {
    const [soFar, part] = [accrued, draft].map((known) => onlyOf(known, charges)) as [Draft, Draft];
    return moneyAhead({ accrued: soFar, draft: part, fan: drawn(part, futures, fanOf), commitment: null }, ahead);
  };
  return {
    money: (charges) => (charges === null ? whole() : money(charges)),
    totalWithout: (units) => {
      const rest = { ...account, credits: account.credits.filter((credit) => !units.includes(credit)) };
      const more = draftOf({ ...bill, account: rest }, situation);
      return more && invoiceOf(bill, withoutCredits(more)).total;
    },
    units: (credit) => unitsAhead(credit, bill, { counted: quantities, futures, ahead }),
  };
}

/**
 * What money credits are drawn by: invoices before any credit, from what is spent so far to what is expected, and in further
 * periods what comes again of it.
 * @param fan of the draft without credits
 */
function moneyAhead(
  {
    accrued,
    draft,
    fan,
    commitment,
  }: {
    readonly accrued: Draft;
    readonly draft: Draft;
    readonly fan: readonly FanDay[] | null;
    readonly commitment: Commitment | null;
  },
  ahead: Ahead,
): MoneySpend {
  // What a commitment over several periods asks for at its end is asked once.
  const facts = commitment?.period ? { ...draft.facts, commitment: null } : draft.facts;
  const [soFar, whole, again] = [accrued, draft, { lines: comingAgain(draft), facts }].map((known) => {
    const { lines, facts } = withoutCredits(known);
    return issueInvoice(lines, facts);
  });
  const [total, subtotal] = [whole!.total?.toNumber() ?? 0, whole!.subtotal?.toNumber() ?? 0];
  const more = (again!.total?.toNumber() ?? 0) - total;
  return {
    ...ahead,
    days: [
      certainly(todayIn(ahead.period), soFar!.total?.toNumber() ?? 0),
      ...(fan?.map(({ day, mean, range80: { low, high } }) => ({ day, low, mean, high })) ?? [
        certainly(ahead.period.endDay - 1, total),
      ]),
    ],
    rises: [{ by: more, low: -Infinity, mean: -Infinity, high: -Infinity }],
    perUntaxed: subtotal > 0 ? total / subtotal : 1,
  };
}

/** Futures on each day: enough for a date. */
const PER_DAY = 256;

/** What a credit of units could pay: all that its charges count beyond what is included. */
function unitsAhead(
  credit: Credit,
  bill: Bill,
  { counted, futures, ahead }: { counted: Bill['quantities']; futures: FutureFacts | null; ahead: Ahead },
): Spend | null {
  const meter = credit.meter ?? '';
  const pipelines = takenCharges(bill).flatMap((charge) => {
    if (!isMetered(charge) || charge.meter !== meter) return [];
    const curve = credit.charges?.includes(charge.id) === false ? null : curveOf(charge, bill.quantities);
    return curve === null ? [] : [{ ...curve.pipeline, credit: endlessBalance() }];
  });
  const [soFar, end] = [counted.of(meter), bill.quantities.of(meter)];
  if (pipelines.length === 0 || soFar === null || end === null) return null;
  const paid = (quantity: Decimal | number): number =>
    sum(
      pipelines.map((pipeline) => meteredUnits(pipeline, billable(pipeline, new Decimal(quantity)).credited)),
    ).toNumber();
  const likelyOn = (futures === null ? [] : fanDays(futures.forecasts)).flatMap((day): SpendDay[] => {
    const quantities = futureQuantities(PER_DAY, futures!, day).of(meter);
    if (quantities === null) return [];
    return [{ day, ...likely(sortedSample(quantities.map(paid))) }];
  });
  return {
    ...ahead,
    days: [
      certainly(todayIn(ahead.period), paid(soFar)),
      ...(likelyOn.length > 0 ? likelyOn : [certainly(ahead.period.endDay - 1, paid(end))]),
    ],
    rises: [],
  };
}

function todayIn({ startDay, day }: EstimatePeriod): number {
  return startDay + day - 1;
}
