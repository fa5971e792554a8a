import { billable, meteredUnits } from './billable.ts';
import type { Bill } from './bill.ts';
import { takenCharges } from './bill.ts';
import { isMetered } from './charge.ts';
import type { Commitment } from './commitment.ts';
import type { Credit } from './credit.ts';
import { Decimal, powerOfTen, sum } from './decimal.ts';
import type { EstimatePeriod } from './estimate-period.ts';
import type { FanDay } from './fan.ts';
import { fanDays } from './fan.ts';
import type { FutureFacts } from './future-quantities.ts';
import { futureQuantities } from './future-quantities.ts';
import { issueInvoice } from './issue-invoice.ts';
import type { Draft } from './next-invoice.ts';
import { comingAgain } from './next-invoice.ts';
import { curveOf } from './price-charge.ts';
import { likely, sortedSample } from './sorted-quantile.ts';
import type { Ahead, MoneySpend, Spend, SpendDay } from './spend.ts';
import { certainly } from './spend.ts';

/** An invoice as it would be if nobody had credits. */
export function withoutCredits({ lines, facts }: Draft): Draft {
  return { lines, facts: { ...facts, credits: [] } };
}

/**
 * What money credits are drawn by: invoices before any credit, from what is spent so far to what is expected, and in further
 * periods what comes again of it.
 * @param fan of the draft without credits
 */
export function moneyAhead(
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
/** More than any charge can draw. */
const ALL_DIGITS = 30;

/** What a credit of a meter's units could pay: all that its charges count beyond what is included. */
export function unitsAhead(
  credit: Credit,
  bill: Bill,
  { counted, futures, ahead }: { counted: Bill['quantities']; futures: FutureFacts | null; ahead: Ahead },
): Spend | null {
  const meter = credit.meter ?? '';
  const pipelines = takenCharges(bill).flatMap((charge) => {
    if (!isMetered(charge) || charge.meter !== meter) return [];
    const curve = credit.charges?.includes(charge.id) === false ? null : curveOf(charge, bill.quantities);
    return curve === null ? [] : [{ ...curve.pipeline, credit: powerOfTen(ALL_DIGITS) }];
  });
  const [soFar, end] = [counted.of(meter), bill.quantities.of(meter)];
  if (pipelines.length === 0 || soFar === null || end === null) return null;
  const drawn = (quantity: Decimal | number): number =>
    sum(
      pipelines.map((pipeline) => meteredUnits(pipeline, billable(pipeline, new Decimal(quantity)).credited)),
    ).toNumber();
  const likelyOn = (futures === null ? [] : fanDays(futures.forecasts)).flatMap((day): SpendDay[] => {
    const quantities = futureQuantities(PER_DAY, futures!, day).of(meter);
    if (quantities === null) return [];
    return [{ day, ...likely(sortedSample(quantities.map(drawn))) }];
  });
  return {
    ...ahead,
    days: [
      certainly(todayIn(ahead.period), drawn(soFar)),
      ...(likelyOn.length > 0 ? likelyOn : [certainly(ahead.period.endDay - 1, drawn(end))]),
    ],
    rises: [],
  };
}

function todayIn({ startDay, day }: EstimatePeriod): number {
  return startDay + day - 1;
}
