import { DAY_MS } from '../../engine/time/calendar.ts';
import type { Estimate, LimitEstimate } from '../../engine/estimate/estimate.ts';
import { LIKELY } from '../../engine/estimate/limit-estimate.ts';
import { creditAmount } from '../../format/credit-amount.ts';
import { creditStandings } from '../../format/credit-standing.ts';
import type { Format } from '../../format/format.ts';
import { describeBound } from '../../format/limit-bound.ts';
import { describeSpan } from '../../format/reached-span.ts';
import { describeTrueUp } from '../../format/true-up.ts';
import { nextPriceWords } from './next-prices.ts';

/** A sentence about where things stand. */
export interface Standing {
  readonly text: string;
  readonly tone: 'danger' | 'warning' | '';
}

/** What stands in the way, what is booked, and what will run out; the most urgent first. */
export function standings(format: Format, estimate: Estimate): readonly Standing[] {
  return [
    ...estimate.limits.flatMap((limit) => limitStanding(format, estimate, limit)),
    ...estimate.stoppingCredits.flatMap((stop) => creditStandings(format, stop, estimate, 'full')),
    ...[
      ...subscriptionWords(format, estimate),
      ...nextPriceWords(format, estimate),
      ...moneyWords(format, estimate),
    ].map((text) => ({ text, tone: '' as const })),
  ];
}

function limitStanding(
  format: Format,
  { account, meters, currency, plan, ownPlan, isWhatIf }: Estimate,
  limited: LimitEstimate,
): readonly Standing[] {
  const { limit, bound, atEnd, state, notServed, used, expected, unavoidable } = limited;
  const meter = meters.find(({ meter: { id } }) => id === limit.meter)?.meter;
  const write = (quantity: typeof bound) =>
    meter ? format.quantity(quantity, meter, currency) : format.money(quantity, currency);
  const key =
    state === 'blocked'
      ? notServed
        ? 'blocked_beyond'
        : 'blocked'
      : notServed
        ? 'stops'
        : state === 'over'
          ? used.eq(bound)
            ? 'exactly'
            : 'over'
          : expected?.gt(atEnd) && !unavoidable
            ? 'ahead'
            : null;
  // The mean of what may come can lie where few of it do; a slider step does not ask for the chance.
  const isRare = (key === 'stops' || key === 'ahead') && !isWhatIf && (limited.chance ?? 1) < LIKELY;
  const values = {
    name: meter?.name ?? format.text('forecast.invoice'),
    limit: describeBound(format, limited, { write, timeZone: account?.timeZone }),
    quantity: notServed ? write(notServed) : '',
  };
  // On another plan, what is expected is no invoice that this limit is about.
  if (!meter && plan !== ownPlan) return [];
  const keys = [unavoidable && (`unavoidable.${limit.effect}` as const), !isRare && key] as const;
  const tone = state === 'blocked' ? 'danger' : 'warning';
  return keys.flatMap((said) => (said ? [{ text: format.text(`forecast.limit.${said}`, values), tone }] : []));
}

function subscriptionWords(
  format: Format,
  { account, catalog, period, invoice, forecast, accrued, commitment, currency, isWhatIf }: Estimate,
): readonly string[] {
  if (!account) return [];
  const { subscription, timeZone, usage } = account;
  const { status, trialEndsAt, endsAt, renewsAt, scheduled } = subscription;
  const date = (instant: number) => format.date(instant, 'full', timeZone);
  const isIdle = usage.size > 0 && [...usage.values()].every(({ quantity }) => quantity.isZero());
  // Where usage is expected, the invoice has it; what it has come to so far has no true-up.
  const idleTotal = forecast ? (commitment ? null : accrued?.total) : invoice.total;
  return [
    ...(status === 'past_due' ? [format.text('forecast.past_due')] : []),
    ...(trialEndsAt !== null && trialEndsAt > account.asOf
      ? [format.text('forecast.trial', { date: date(trialEndsAt) })]
      : []),
    ...(period && isIdle && !isWhatIf && idleTotal
      ? [
          format.text('forecast.nothing_used', {
            date: format.day(period.startDay),
            amount: format.money(idleTotal, currency),
          }),
        ]
      : []),
    ...scheduled.flatMap(({ at, plan, quantities }) => [
      ...(plan === null
        ? []
        : [
            format.text('forecast.plan_from', {
              date: date(at),
              plan: catalog.plans.find(({ id }) => id === plan)?.name ?? plan,
            }),
          ]),
      ...[...quantities].map(([id, quantity]) => {
        const meter = catalog.meters.find((known) => known.id === id);
        const words = meter ? format.quantity(quantity, meter, currency) : format.number(quantity);
        return format.text('forecast.quantity_from', { date: date(at), quantity: words });
      }),
    ]),
    ...(endsAt === null
      ? []
      : [format.text(endsAt > account.asOf ? 'forecast.ends' : 'forecast.ended', { date: date(endsAt) })]),
    // Of a term longer than what is billed, such as a year, this is not said by the due date.
    ...(endsAt === null && renewsAt !== null && period && renewsAt > period.end + DAY_MS
      ? [format.text('forecast.renews', { date: date(renewsAt) })]
      : []),
  ];
}

function moneyWords(format: Format, estimate: Estimate): readonly string[] {
  const { account, currency, commitment, isWhatIf } = estimate;
  const trueUp = commitment && describeTrueUp(format, commitment, currency);
  // When credits run out asks all futures, which a slider step has no time for.
  const credits = isWhatIf ? [] : estimate.credits;
  const date = (instant: number) => format.date(instant, 'full', account?.timeZone);
  return [
    ...credits.flatMap(({ credit, remaining, runsOut, unused }) => {
      const { name, expiresAt } = credit;
      if (account && expiresAt !== null && expiresAt <= account.asOf) return [];
      if (unused && expiresAt !== null)
        return [
          format.text('forecast.credit_unused', {
            name,
            amount: creditAmount(format, estimate, credit, unused),
            date: date(expiresAt),
          }),
        ];
      const stop = estimate.stoppingCredits.find((stopping) => stopping.credit === credit);
      const isSaid = stop === undefined ? remaining.lte(0) : stop.state !== 'ok';
      if (runsOut === null || isSaid) return [];
      const when = describeSpan(format, runsOut, 'full');
      return [
        format.text(stop === undefined ? 'forecast.credit_out' : 'credit.stops_around', { name, when, date: when }),
      ];
    }),
    ...(commitment && trueUp
      ? [
          format.text(`forecast.${trueUp.key}`, {
            amount: format.money(commitment.commitment.amount, currency),
            // The end is the first instant after it.
            date: date(commitment.period.end - 1),
            missing: trueUp.values.amount,
            range: trueUp.values.range,
          }),
        ]
      : []),
  ];
}
