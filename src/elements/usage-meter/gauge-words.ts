import { unusualUsage } from '../../engine/estimate/alerts.ts';
import { Decimal, HUNDRED } from '../../engine/numbers/decimal.ts';
import type { Estimate, LimitEstimate, ReachedSpan } from '../../engine/estimate/estimate.ts';
import { inSteps } from '../../engine/usage/in-steps.ts';
import { trialEndOf } from '../../engine/invoice/invoice-schedule.ts';
import { LIKELY } from '../../engine/estimate/limit-estimate.ts';
import type { Format, Quantity } from '../../format/format.ts';
import { creditStandings } from '../../format/credit-standing.ts';
import { describeBound } from '../../format/limit-bound.ts';
import { describeSpan } from '../../format/reached-span.ts';
import type { Gauge } from './gauge.ts';
import type { TrackMark } from './track-layout.ts';

/** One thing to say, and how much it matters. */
export interface Sentence {
  readonly text: string;
  readonly tone?: 'warning' | 'danger' | 'secondary' | undefined;
}

/** Beyond these the forecast's table ends: what is rarer than that has no number. */
const RARE = 0.03;

/** Puts gauges into words: modest where a forecast speaks, exact where facts do. */
export class GaugeWords {
  readonly #format: Format;
  readonly #estimate: Estimate;

  constructor(format: Format, estimate: Estimate) {
    this.#format = format;
    this.#estimate = estimate;
  }

  /** 734,120 calls; $351.20. */
  quantity(quantity: Quantity, { unit }: Pick<Gauge, 'unit'>): string {
    return this.#format.quantity(quantity, unit, this.#estimate.currency);
  }

  /** 734,120; $351.20. */
  number(quantity: Decimal, { unit }: Gauge): string {
    return unit.kind === 'money'
      ? this.#format.money(quantity, this.#estimate.currency)
      : this.#format.number(quantity);
  }

  /** 1M; $600. */
  short(quantity: Decimal, { unit }: Gauge): string {
    return unit.kind === 'money'
      ? this.#format.compactMoney(quantity, this.#estimate.currency)
      : this.#format.compact(quantity);
  }

  /** What a forecast says, with no more digits than it can know. */
  about(amount: Quantity, gauge: Gauge, hasUnit = true): string {
    if (gauge.unit.kind === 'money') return this.#format.wholeMoney(amount, this.#estimate.currency);
    const { used } = gauge;
    let digits = 2;
    let modest: Decimal;
    // As many more as it takes for no less than what is counted already.
    do modest = inSteps(new Decimal(Number(amount).toPrecision((digits += 1))), gauge);
    while (digits < 15 && used?.gt(modest) && used.lte(amount));
    return hasUnit ? this.quantity(modest, gauge) : this.#format.number(modest);
  }

  /** 29 November (28 – 30 November). */
  when(span: ReachedSpan): string {
    return describeSpan(this.#format, span);
  }

  /** 24 in 100. */
  chance(share: number): string {
    if (share < RARE) return this.#text('chance_low');
    return share > 1 - RARE ? this.#text('chance_high') : this.#text('chance', { count: Math.round(share * 100) });
  }

  /** What one more costs: $0.00021 each; $5.00 for 1,000 calls; 2%. `null` = nothing, or another amount each time. */
  rate(gauge: Gauge, from: Decimal): string | null {
    const next = gauge.meter?.nextAt(from);
    if (!next || next.amount.lte(0)) return null;
    const { currency } = this.#estimate;
    const each = next.amount.div(next.quantity);
    if (next.roomAfter.gt(0)) {
      const quantity = this.quantity(next.quantity.plus(next.roomAfter), gauge);
      return this.#text('for', { price: this.#format.price(next.amount, currency), quantity });
    }
    // A cliff or the flat fee of a tier falls due once.
    if (gauge.meter?.nextAt(from.plus(next.quantity))?.amount.eq(next.amount) !== true) return null;
    if (gauge.unit.kind === 'money') return this.#format.percent(each.times(HUNDRED));
    return this.#text('each', { price: this.#format.price(each, currency) });
  }

  mark({ limit }: TrackMark, gauge: Gauge): string {
    if (limit === null) {
      const included = gauge.included!;
      const [quantity, price] = [this.short(included, gauge), this.rate(gauge, included)];
      return this.#text(price === null ? 'mark.included' : 'mark.then', { quantity, price: price ?? '' });
    }
    const quantity = this.short(limit.bound, gauge);
    const key = limit.limit === this.#estimate.scenario.limit ? 'trial' : limit.limit.effect;
    return this.#text(`mark.${key}`, { quantity });
  }

  /** Where usage will probably end. */
  outlook(gauge: Gauge): Sentence[] {
    const { used, expected, isWhatIf, likely } = gauge;
    const { period } = this.#estimate;
    if (expected === null) return [];
    if (isWhatIf) return [{ text: this.#text('at', { quantity: this.quantity(expected, gauge) }) }];
    if (period === null || used === null) return [];
    if (used.lt(0) && expected.lte(0)) return [{ text: this.#text('corrected'), tone: 'secondary' }];
    if (used.isZero() && expected.isZero()) return [{ text: this.#text('nothing_yet'), tone: 'secondary' }];
    const values = { quantity: this.about(expected, gauge), date: this.#format.day(period.endDay - 1) };
    // What a limit holds back is a forecast of what would be, not of what will; an invoice is what comes of it.
    const isHeld = gauge.meter?.served?.lt(expected);
    const [low, high] = likely ? [likely.low, likely.high].map((end) => this.about(end, gauge, false)) : [];
    if (!likely && used.eq(expected)) return [];
    const key = low === high ? 'expected' : 'likely';
    return [
      { text: this.#text(isHeld ? `${key}_without` : key, { ...values, low: low ?? '', high: high ?? '' }) },
      ...(likely?.isVague ? [{ text: this.#text('little_history'), tone: 'secondary' } as const] : []),
    ];
  }

  /** A day, or a whole period, far above what is usual, and what that costs. */
  unusual(gauge: Gauge): Sentence[] {
    const { account } = this.#estimate;
    const found = account ? unusualUsage(this.#estimate, account).filter(({ meter }) => meter.id === gauge.id) : [];
    return found.flatMap((alert): Sentence[] => {
      const said =
        alert.kind === 'high_usage'
          ? this.#text('high_usage', { former: this.about(alert.former, gauge) })
          : this.#text('unusual_day', {
              quantity: this.quantity(alert.value, gauge),
              date: this.#format.day(alert.day),
              usual: this.about(alert.usual, gauge),
            });
      const amount = alert.cost?.gt(0) && this.#format.money(alert.cost, this.#estimate.currency);
      const cost = amount ? [{ text: this.#text('beyond_costs', { amount }) }] : [];
      return [{ text: said, tone: 'warning' }, ...cost];
    });
  }

  /** When the included quantity is used up, and what comes after it. */
  included(gauge: Gauge): Sentence[] {
    const { used, included, includedReached, isWhatIf, expected } = gauge;
    if (included === null) return [];
    const quantity = this.quantity(included, gauge);
    const now = isWhatIf ? expected : used;
    const after = this.#price(gauge, included, 'after');
    if (now?.gte(included)) {
      const beyond = now.minus(included);
      return [
        ...(beyond.isZero() ? [] : [{ text: this.#text('beyond', { quantity: this.quantity(beyond, gauge) }) }]),
        ...this.next(gauge),
      ];
    }
    const chance = gauge.chance(included);
    if (chance === null) return [];
    if (includedReached === null)
      return [{ text: this.#text('within', { chance: this.chance(chance) }), tone: 'secondary' }];
    if (chance >= LIKELY)
      return [{ text: this.#text('up_around', { quantity, when: this.when(includedReached) }) }, ...after];
    const values = { quantity, from: this.#format.day(includedReached.from), chance: this.chance(chance) };
    return [{ text: this.#text('up_perhaps', values) }, ...after];
  }

  /** What a limit is, does, and will probably do. */
  limit(estimate: LimitEstimate, gauge: Gauge): Sentence[] {
    const { limit, bound, consent, ending, threshold, state, used } = estimate;
    const write = (amount: Decimal): string => this.quantity(amount, gauge);
    const name = this.#text(`limit.${limit.setBy}`, { quantity: write(limit.at) });
    const { timeZone } = this.#estimate.account ?? {};
    const values = { limit: describeBound(this.#format, estimate, { write, limit: name, timeZone }) };
    const sentences: Sentence[] = [this.#limitState(estimate, gauge, values)];
    if (state === 'approaching' && threshold) {
      const left = write(bound.minus(used));
      sentences.push({
        text: this.#text('threshold', { quantity: write(threshold), left }),
        tone: 'warning',
      });
    }
    if (consent) {
      // The end is the first instant after it.
      const date = this.#format.date(consent.until - 1, 'long', timeZone);
      sentences.push({ text: this.#text('agreed', { limit: name, quantity: write(bound), date }) });
    }
    if (ending && limit.effect === 'block' && state !== 'blocked') sentences.push({ text: this.#text('agreed_then') });
    return sentences;
  }

  #limitState(estimate: LimitEstimate, gauge: Gauge, values: { readonly limit: string }): Sentence {
    const { limit, bound, atEnd, used, expected, state, reached, chance, notServed, unavoidable } = estimate;
    const say = (key: LimitKey, more: Readonly<Record<string, string>> = {}) =>
      this.#text(`${limit.effect}.${key}` as `notify.${LimitKey}`, { ...values, ...more });
    if (state === 'over') {
      const beyond = used.minus(bound);
      if (beyond.isZero()) return { text: this.#text('notify.exactly', values), tone: 'warning' };
      return { text: say('short', { beyond: this.quantity(beyond, gauge) }), tone: 'warning' };
    }
    if (state === 'blocked') return { text: this.#stopped(gauge, values), tone: 'danger' };
    if (unavoidable) return { text: say('unavoidable'), tone: 'warning' };
    const beyond = notServed ?? (expected?.gt(atEnd) ? expected.minus(atEnd) : null);
    // The mean of what may come can lie where few of it do.
    const isLikely = gauge.isWhatIf || chance === null || chance >= LIKELY;
    if (beyond && isLikely) {
      const amount = this.about(beyond, gauge);
      const worth = gauge.id === null && notServed ? this.#text('worth', { amount }) : amount;
      const when = reached && !gauge.isWhatIf ? this.when(reached) : '';
      return { text: say(when ? 'ahead' : 'short', { beyond: worth, when }), tone: 'warning' };
    }
    if (chance === null || gauge.isWhatIf) return { text: say('ok'), tone: 'secondary' };
    return { text: say('chance', { chance: this.chance(chance) }), tone: 'secondary' };
  }

  /** What adds up begins at 0 again with the next period. */
  #stopped({ meter }: Gauge, values: { readonly limit: string }): string {
    const { period } = this.#estimate;
    const aggregation = meter?.meter.aggregation;
    if (!period || aggregation === 'last' || aggregation === 'average') return this.#text('block.reached', values);
    return this.#text('block.reached_until', { ...values, date: this.#format.day(period.endDay) });
  }

  /** Credits that stop it once they are used up. */
  credits({ id, meter, expected }: Gauge): Sentence[] {
    const isHeld = expected && meter?.served?.lt(expected);
    return this.#estimate.stoppingCredits.flatMap((stop) =>
      (stop.meters?.includes(id ?? '') ?? isHeld) ? creditStandings(this.#format, stop, this.#estimate) : [],
    );
  }

  /** What more of it costs from here on; nothing where it costs nothing. */
  next(gauge: Gauge): Sentence[] {
    const from = (gauge.isWhatIf ? gauge.expected : gauge.used) ?? new Decimal(0);
    return this.#price(gauge, from, 'from_here');
  }

  #price(gauge: Gauge, from: Decimal, key: 'after' | 'from_here'): Sentence[] {
    const { account, plan, ownPlan } = this.#estimate;
    // Until a trial ends, only seats are on the invoice that follows.
    const isFree = account && trialEndOf(account) && plan === ownPlan && gauge.unit.kind !== 'seats';
    const next = isFree || from.lt(0) ? null : gauge.meter?.nextAt(from);
    if (!next?.amount.gt(0)) return [];
    const rate = this.rate(gauge, from);
    if (rate !== null) return [{ text: this.#text(key, { price: rate }), tone: 'secondary' }];
    const price = this.#format.price(next.amount, this.#estimate.currency);
    return [{ text: this.#text('next', { price, quantity: this.quantity(next.quantity, gauge) }) }];
  }

  #text(key: Suffix<Parameters<Format['text']>[0]>, values?: Readonly<Record<string, Quantity | string>>): string {
    return this.#format.text(`meter.${key}`, values);
  }
}

type LimitKey = 'ok' | 'chance' | 'unavoidable' | 'ahead' | 'short';
type Suffix<Key> = Key extends `meter.${infer Rest}` ? Rest : never;
