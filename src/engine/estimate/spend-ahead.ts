import type { Account } from '../facts/account.ts';
import { billable, meteredUnits } from '../pricing/billable.ts';
import type { Bill } from '../invoice/bill.ts';
import { goodCredits, takenCharges } from '../invoice/bill.ts';
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
import type { Invoice } from '../invoice/invoice.ts';
import { trialEndOf } from '../invoice/invoice-schedule.ts';
import { issueInvoice } from '../invoice/issue-invoice.ts';
import type { Draft } from '../invoice/issue-invoice.ts';
import { comingAgain } from '../invoice/next-invoice.ts';
import { once } from '../once.ts';
import type { Outcome } from './outcome.ts';
import { curveOf } from '../pricing/price-charge.ts';
import type { Situation } from '../invoice/situation.ts';
import { likely, sortedSample } from '../forecast/sorted-quantile.ts';
import { localDay } from '../time/time-zone.ts';
import type { Ahead, MoneySpend, Spend, SpendDay } from '../forecast/spend.ts';
import { certainly, risenAfter } from '../forecast/spend.ts';

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
  /** What a further period comes to before credits of money, by the same charges, while some of units pay; `null` = it has no price. */
  readonly totalWith: (units: readonly Credit[], charges: readonly string[] | null) => Decimal | null;
  /** The last local day of a trial, before whose end nothing is spent; `-Infinity` = there is none. */
  readonly freeUntil: number;
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
  const trialEnd = trialEndOf(account);
  const freeUntil = trialEnd === null ? -Infinity : localDay(trialEnd - 1, account.timeZone);
  const afterTrial = { ...account, subscription: { ...account.subscription, trialEndsAt: null } };
  /** The next invoice of one who has these units without end, in their order, and no money. */
  const draftWith = (units: readonly Credit[]): Draft | null => {
    const credits = units.map((credit) => ({ ...credit, balance: endlessBalance(), grantedAt: null }));
    return draftOf({ ...bill, account: { ...afterTrial, credits } }, situation);
  };
  const further = once(() => {
    const units = goodCredits(account, null).filter(({ meter }) => meter !== null);
    return (trialEnd === null && units.length === 0 ? null : draftWith(units)) ?? draft;
  });
  const invoiceWith = (units: readonly Credit[], charges: readonly string[] | null): Invoice => {
    const known = draftWith(units);
    return invoiceOf(bill, known && (charges === null ? withoutCredits(known) : onlyOf(known, charges)));
  };
  const moneyOf = (charges: readonly string[] | null): MoneySpend => {
    const part = (known: Draft): Draft => (charges === null ? known : onlyOf(known, charges));
    const whole = part(draft);
    return moneyAhead(
      {
        accrued: part(accrued),
        draft: whole,
        further: part(further()),
        unpaid: () => invoiceWith([], charges),
        fan: charges === null && isFree ? fan() : drawn(withoutCredits(whole), futures, fanOf),
        commitment: charges === null ? commitment : null,
        freeUntil,
      },
      ahead,
    );
  };
  const whole = once(() => moneyOf(null));
  return {
    money: (charges) => (charges === null ? whole() : moneyOf(charges)),
    totalWith: (units, charges) => invoiceWith(units, charges).total,
    freeUntil,
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
    further,
    unpaid,
    fan,
    commitment,
    freeUntil,
  }: {
    readonly accrued: Draft;
    readonly draft: Draft;
    /** That of a further period: usage after a trial is charged, and units pay for all of it until they run out. */
    readonly further: Draft;
    /** Where no credits of units pay. */
    readonly unpaid: () => Invoice;
    readonly fan: readonly FanDay[] | null;
    readonly commitment: Commitment | null;
    readonly freeUntil: number;
  },
  ahead: Ahead,
): MoneySpend {
  // What a commitment over several periods asks for at its end is asked once.
  const facts = commitment?.period ? { ...further.facts, commitment: null } : further.facts;
  const [soFar, whole, again] = [accrued, draft, { lines: comingAgain(further), facts }].map((known) =>
    issueInvoice(withoutCredits(known)),
  ) as [Invoice, Invoice, Invoice];
  const [total, each] = [whole, again].map((known) => known.total?.toNumber() ?? 0) as [number, number];
  const taxed = whole.subtotal?.gt(0) ? whole : unpaid();
  return {
    ...ahead,
    days: [
      certainly(todayIn(ahead.period), soFar.total?.toNumber() ?? 0),
      ...(fan?.map(({ day, mean, range80: { low, high } }) => ({ day, low, mean, high })) ?? [
        certainly(ahead.period.endDay - 1, total),
      ]),
    ],
    rises:
      freeUntil === -Infinity
        ? [risenAfter(freeUntil, each - total)]
        : [risenAfter(-Infinity, -total), risenAfter(freeUntil, each)],
    perUntaxed: taxed.subtotal?.gt(0) ? taxed.total!.div(taxed.subtotal).toNumber() : 1,
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
