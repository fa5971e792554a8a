import { unusualUsage } from '../../engine/estimate/alerts.ts';
import { Decimal, HUNDRED, ZERO } from '../../engine/numbers/decimal.ts';
import type { LimitEstimate } from '../../engine/estimate/estimate.ts';
import { inSteps } from '../../engine/usage/in-steps.ts';
import { trialEndOf } from '../../engine/invoice/invoice-schedule.ts';
import { LIKELY } from '../../engine/estimate/limit-estimate.ts';
import type { Format, Quantity } from '../../format/format.ts';
import { creditStandings } from '../../format/credit-standing.ts';
import { describeBound } from '../../format/limit-bound.ts';
import { describeSpan } from '../../format/reached-span.ts';
import type { Gauge } from './gauge.ts';
import type { TrackMark } from './track-layout.ts';
import type { View } from './view.ts';

/** One thing to say, and how much it matters. */
export interface Sentence {
  readonly text: string;
  readonly tone?: 'warning' | 'danger' | 'secondary' | undefined;
}

/** Beyond these the forecast's table ends: what is rarer than that has no number. */
const RARE = 0.03;

/** 734,120 calls; $351.20. */
export function quantityWords(quantity: Quantity, { unit }: Gauge, { format, estimate }: View): string {
  return format.quantity(quantity, unit, estimate.currency);
}

/** 734,120; $351.20. */
export function numberWords(quantity: Decimal, { unit }: Gauge, { format, estimate }: View): string {
  return unit.kind === 'money' ? format.money(quantity, estimate.currency) : format.number(quantity);
}

/** 1M; $600. */
function shortWords(quantity: Decimal, { unit }: Gauge, { format, estimate }: View): string {
  return unit.kind === 'money' ? format.compactMoney(quantity, estimate.currency) : format.compact(quantity);
}

/** What a forecast says, with no more digits than it can know. */
function aboutWords(amount: Quantity, gauge: Gauge, view: View, hasUnit = true): string {
  const { format, estimate } = view;
  if (gauge.unit.kind === 'money') return format.wholeMoney(amount, estimate.currency);
  const { used } = gauge;
  let digits = 2;
  let modest: Decimal;
  // As many more as it takes for no less than what is counted already.
  do modest = inSteps(new Decimal(Number(amount).toPrecision((digits += 1))), gauge);
  while (digits < 15 && used?.gt(modest) && used.lte(amount));
  return hasUnit ? quantityWords(modest, gauge, view) : format.number(modest);
}

/** 24 in 100. */
function chanceWords(share: number, format: Format): string {
  if (share < RARE) return format.text('meter.chance_low');
  return share > 1 - RARE
    ? format.text('meter.chance_high')
    : format.text('meter.chance', { count: Math.round(share * 100) });
}

/** What one more costs: $0.00021 each; $5.00 for 1,000 calls; 2%. `null` = nothing, or another amount each time. */
function rateWords(gauge: Gauge, view: View, from: Decimal): string | null {
  const next = gauge.meter?.nextAt(from);
  if (!next || next.amount.lte(0)) return null;
  const { format, estimate } = view;
  const { currency } = estimate;
  if (next.roomAfter.gt(0)) {
    const quantity = quantityWords(next.quantity.plus(next.roomAfter), gauge, view);
    return format.text('meter.for', { price: format.price(next.amount, currency), quantity });
  }
  // A cliff or the flat fee of a tier falls due once.
  if (gauge.meter?.nextAt(from.plus(next.quantity))?.amount.eq(next.amount) !== true) return null;
  const each = next.amount.div(next.quantity);
  if (gauge.unit.kind === 'money') return format.percent(each.times(HUNDRED));
  return format.text('meter.each', { price: format.price(each, currency) });
}

export function markWords({ limit }: TrackMark, gauge: Gauge, view: View): string {
  const { format, estimate } = view;
  const quantity = shortWords(limit ? limit.bound : gauge.included!, gauge, view);
  if (limit) {
    const key = limit.limit === estimate.scenario.limit ? 'trial' : limit.limit.effect;
    return format.text(`meter.mark.${key}`, { quantity });
  }
  const price = rateWords(gauge, view, gauge.included!);
  return price === null
    ? format.text('meter.mark.included', { quantity })
    : format.text('meter.mark.then', { quantity, price });
}

/** Where usage will probably end. */
export function outlookSentences(gauge: Gauge, view: View): Sentence[] {
  const { used, expected, isWhatIf, likely } = gauge;
  const { format, estimate } = view;
  const { period } = estimate;
  if (expected === null) return [];
  if (isWhatIf) return [{ text: format.text('meter.at', { quantity: quantityWords(expected, gauge, view) }) }];
  if (period === null || used === null) return [];
  if (used.lt(0) && expected.lte(0)) return [{ text: format.text('meter.corrected'), tone: 'secondary' }];
  if (used.isZero() && expected.isZero()) return [{ text: format.text('meter.nothing_yet'), tone: 'secondary' }];
  const values = { quantity: aboutWords(expected, gauge, view), date: format.day(period.endDay - 1) };
  // What a limit holds back is a forecast of what would be, not of what will; an invoice is what comes of it.
  const isHeld = gauge.meter?.served?.lt(expected);
  const [low = '', high = ''] = likely
    ? [likely.low, likely.high].map((end) => aboutWords(end, gauge, view, false))
    : [];
  if (!likely && used.eq(expected)) return [];
  const key = low === high ? 'expected' : 'likely';
  return [
    { text: format.text(`meter.${isHeld ? (`${key}_without` as const) : key}`, { ...values, low, high }) },
    ...(likely?.isVague ? [{ text: format.text('meter.little_history'), tone: 'secondary' } as const] : []),
  ];
}

/** A day, or a whole period, far above what is usual, and what that costs. */
export function unusualSentences(gauge: Gauge, view: View): Sentence[] {
  const { format, estimate } = view;
  const { account, currency } = estimate;
  const found = account ? unusualUsage(estimate, account).filter(({ meter }) => meter.id === gauge.id) : [];
  return found.flatMap((alert): Sentence[] => {
    const text =
      alert.kind === 'high_usage'
        ? format.text('meter.high_usage', { former: aboutWords(alert.former, gauge, view) })
        : format.text('meter.unusual_day', {
            quantity: quantityWords(alert.value, gauge, view),
            date: format.day(alert.day),
            usual: aboutWords(alert.usual, gauge, view),
          });
    const amount = alert.cost?.gt(0) && format.money(alert.cost, currency);
    return [{ text, tone: 'warning' }, ...(amount ? [{ text: format.text('meter.beyond_costs', { amount }) }] : [])];
  });
}

/** When the included quantity is used up, and what comes after it. */
export function includedSentences(gauge: Gauge, view: View): Sentence[] {
  const { used, included, includedReached, isWhatIf, expected } = gauge;
  const { format } = view;
  if (included === null) return [];
  const now = isWhatIf ? expected : used;
  if (now?.gte(included)) {
    const beyond = now.minus(included);
    const quantity = quantityWords(beyond, gauge, view);
    return [
      ...(beyond.isZero() ? [] : [{ text: format.text('meter.beyond', { quantity }) }]),
      ...nextSentences(gauge, view),
    ];
  }
  const share = gauge.chance(included);
  if (share === null) return [];
  const chance = chanceWords(share, format);
  if (includedReached === null) return [{ text: format.text('meter.within', { chance }), tone: 'secondary' }];
  const quantity = quantityWords(included, gauge, view);
  const text =
    share >= LIKELY
      ? format.text('meter.up_around', { quantity, when: describeSpan(format, includedReached) })
      : format.text('meter.up_perhaps', { quantity, from: format.day(includedReached.from), chance });
  return [{ text }, ...priceSentences(gauge, view, included, 'after')];
}

/** What a limit is, does, and will probably do. */
export function limitSentences(limited: LimitEstimate, gauge: Gauge, view: View): Sentence[] {
  const { limit, bound, consent, ending, threshold, state, used } = limited;
  const { format, estimate } = view;
  const { timeZone } = estimate.account ?? {};
  const write = (amount: Decimal): string => quantityWords(amount, gauge, view);
  const name = format.text(`meter.limit.${limit.setBy}`, { quantity: write(limit.at) });
  const values = { limit: describeBound(format, limited, { write, limit: name, timeZone }) };
  const sentences = [limitState(limited, gauge, view, values)];
  if (limited.unavoidable && limit.effect === 'block')
    sentences.unshift({ text: format.text('meter.block.unavoidable', values), tone: 'warning' });
  if (state === 'approaching' && threshold) {
    const left = write(bound.minus(used));
    sentences.push({
      text: format.text('meter.threshold', { quantity: write(threshold), left }),
      tone: 'warning',
    });
  }
  if (consent) {
    // The end is the first instant after it.
    const date = format.date(consent.until - 1, 'long', timeZone);
    sentences.push({ text: format.text('meter.agreed', { limit: name, quantity: write(bound), date }) });
  }
  if (ending && limit.effect === 'block' && state !== 'blocked')
    sentences.push({ text: format.text('meter.agreed_then') });
  return sentences;
}

function limitState(limited: LimitEstimate, gauge: Gauge, view: View, values: { readonly limit: string }): Sentence {
  const { limit, bound, atEnd, used, expected, state, reached, chance, notServed, unavoidable } = limited;
  const { format } = view;
  const say = (key: 'ok' | 'chance' | 'ahead' | 'short', more: Readonly<Record<string, string>> = {}) =>
    format.text(`meter.${limit.effect}.${key}`, { ...values, ...more });
  if (state === 'over') {
    const beyond = used.minus(bound);
    if (beyond.isZero()) return { text: format.text('meter.notify.exactly', values), tone: 'warning' };
    return { text: say('short', { beyond: quantityWords(beyond, gauge, view) }), tone: 'warning' };
  }
  if (state === 'blocked') return { text: stoppedWords(gauge, view, values), tone: 'danger' };
  if (unavoidable && limit.effect === 'notify')
    return { text: format.text('meter.notify.unavoidable', values), tone: 'warning' };
  const beyond = notServed ?? (expected?.gt(atEnd) ? expected.minus(atEnd) : null);
  // The mean of what may come can lie where few of it do.
  const isLikely = gauge.isWhatIf || chance === null || chance >= LIKELY;
  if (beyond && isLikely) {
    const amount = aboutWords(beyond, gauge, view);
    const worth = gauge.id === null && notServed ? format.text('meter.worth', { amount }) : amount;
    const when = reached && !gauge.isWhatIf ? describeSpan(format, reached) : '';
    return { text: say(when ? 'ahead' : 'short', { beyond: worth, when }), tone: 'warning' };
  }
  if (chance === null || gauge.isWhatIf) return { text: say('ok'), tone: 'secondary' };
  return { text: say('chance', { chance: chanceWords(chance, format) }), tone: 'secondary' };
}

/** What adds up begins at 0 again with the next period. */
function stoppedWords({ meter }: Gauge, { format, estimate }: View, values: { readonly limit: string }): string {
  const { period } = estimate;
  const aggregation = meter?.meter.aggregation;
  if (!period || aggregation === 'last' || aggregation === 'average') return format.text('meter.block.reached', values);
  return format.text('meter.block.reached_until', { ...values, date: format.day(period.endDay) });
}

/** What the credits say that stop it once they are used up. */
export function stopSentences({ id, meter, expected }: Gauge, { format, estimate }: View): Sentence[] {
  const isHeld = expected && meter?.served?.lt(expected);
  return estimate.stoppingCredits.flatMap((stop) =>
    (stop.meters?.includes(id ?? '') ?? isHeld) ? creditStandings(format, stop, estimate) : [],
  );
}

/** What more of it costs from here on; nothing where it costs nothing. */
export function nextSentences(gauge: Gauge, view: View): Sentence[] {
  return priceSentences(gauge, view, (gauge.isWhatIf ? gauge.expected : gauge.used) ?? ZERO, 'from_here');
}

function priceSentences(gauge: Gauge, view: View, from: Decimal, key: 'after' | 'from_here'): Sentence[] {
  const { format, estimate } = view;
  const { account, plan, ownPlan, currency } = estimate;
  // Until a trial ends, only seats are on the invoice that follows.
  const isFree = account && trialEndOf(account) && plan === ownPlan && gauge.unit.kind !== 'seats';
  const next = isFree || from.lt(0) ? null : gauge.meter?.nextAt(from);
  if (!next?.amount.gt(0)) return [];
  const rate = rateWords(gauge, view, from);
  if (rate !== null) return [{ text: format.text(`meter.${key}`, { price: rate }), tone: 'secondary' }];
  const values = { price: format.price(next.amount, currency), quantity: quantityWords(next.quantity, gauge, view) };
  return [{ text: format.text('meter.next', values) }];
}
