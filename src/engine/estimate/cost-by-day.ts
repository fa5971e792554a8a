import type { Account } from '../facts/account.ts';
import { beforeTrueUp } from '../invoice/before-true-up.ts';
import type { Bill } from '../invoice/bill.ts';
import { countedQuantities } from '../usage/counted-quantities.ts';
import { dailyQuantities } from '../forecast/daily-quantities.ts';
import { Decimal } from '../numbers/decimal.ts';
import type { EstimatePeriod } from '../invoice/estimate-period.ts';
import { issueInvoice } from '../invoice/issue-invoice.ts';
import { listOf } from '../list-of.ts';
import { draftNextInvoice } from '../invoice/next-invoice.ts';

/**
 * What the period had cost by the end of each of its days so far: the invoice's total, before credits and true-ups, at the
 * quantities of that day. Meters without a series stand at what is counted now. `null` = no meter has one.
 */
export function costByDay(
  bill: Bill & { readonly account: Account },
  period: EstimatePeriod,
): readonly number[] | null {
  const { catalog, account } = bill;
  const daily = catalog.meters.flatMap((meter) => {
    const usage = account.usage.get(meter.id);
    const days = usage === undefined ? null : dailyQuantities(meter, usage, period);
    return days === null ? [] : [[meter, days] as const];
  });
  if (daily.length === 0) return null;
  const costs = listOf(period.day, (day) => {
    const given = new Map(daily.map(([{ id }, days]) => [id, withoutNoise(days[day] ?? 0)]));
    const quantities = countedQuantities(catalog, account, given);
    return issueInvoice(beforeTrueUp(draftNextInvoice({ ...bill, quantities }))).total;
  });
  return costs.includes(null) ? null : costs.map((cost) => (cost as Decimal).toNumber());
}

const FLOAT_DIGITS = 12;

/** What sums of floats leave behind their last digits would cross a bound that nobody has crossed. */
function withoutNoise(quantity: number): Decimal {
  return new Decimal(quantity.toPrecision(FLOAT_DIGITS));
}
