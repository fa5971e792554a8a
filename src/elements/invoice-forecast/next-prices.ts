import type { Estimate } from '../../engine/estimate/estimate.ts';
import { sameInterval } from '../../engine/time/period.ts';
import type { Format } from '../../format/format.ts';

/**
 * How much more or less the priced plan comes to with the price list that follows, over a full regular period: what ends
 * or comes once is in neither of the two. Nothing of a plan that is left before.
 */
export function nextPriceWords(
  format: Format,
  { catalog, account, plan, ownPlan, plans, meters }: Estimate,
): readonly string[] {
  const { effectiveFrom: from = null } = catalog.next ?? {};
  if (from === null || !catalog.plans.includes(plan)) return [];
  if (account && plan === ownPlan) {
    const { endsAt, scheduled } = account.subscription;
    if (endsAt !== null && endsAt <= from) return [];
    if (scheduled.some((change) => change.plan !== null && change.at <= from)) return [];
  }
  const now = plans.find((one) => one.plan === plan);
  // What is stopped comes to no invoice.
  const isStopped = meters.some(({ quantity, served }) => quantity && served && !served.eq(quantity));
  // With tax, as the invoice beside it.
  const [before, after] = [isStopped ? null : now, now?.next].map((one) => one?.invoice?.total);
  const date = format.date(from, 'full', account?.timeZone);
  if (!before || !after || !sameInterval(plan.interval, now!.next!.plan.interval))
    return [format.text('new_prices', { date })];
  const more = after.minus(before);
  return [
    format.text(`forecast.prices_${more.isZero() ? 'same' : more.gt(0) ? 'more' : 'less'}`, {
      date,
      plan: plan.name,
      amount: format.per(format.money(more.abs(), catalog.currency), plan.interval),
    }),
  ];
}
