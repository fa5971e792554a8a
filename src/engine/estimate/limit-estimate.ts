import type { Consent, Limit } from '../facts/limit.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { HUNDRED, ZERO } from '../numbers/decimal.ts';
import type { ReachedSpan } from '../forecast/meter-forecast.ts';
import { lazyKind, once } from '../once.ts';

/** From which chance on something is said to come. */
export const LIKELY = 0.5;

/** A limit with where things stand. */
export interface LimitEstimate {
  readonly limit: Limit;
  /** The bound that holds now: a consent may have moved it. */
  readonly bound: Decimal;
  /** The consent that holds now; `null` = none. */
  readonly consent: Consent | null;
  /** The same where it ends before the period does: `limit.at` holds again from then on. */
  readonly ending: Consent | null;
  /**
   * What it lets through by the period's end, as far as is expected: the bound. Where the consent ends before, what there will be
   * by then, if that is above `limit.at`, else that.
   */
  readonly atEnd: Decimal;
  readonly used: Decimal;
  /** At the period's end, if this limit stopped nothing; of an invoice the mean of its forecast, before what a commitment asks for where it blocks. `null` = unknown, or of another plan whose period is not the limit's. */
  readonly expected: Decimal | null;
  readonly usedPct: Decimal;
  /** `approaching`: a threshold is passed. `blocked`: over it, and it stops usage. */
  readonly state: 'ok' | 'approaching' | 'over' | 'blocked';
  /** The highest threshold that was passed, in units or money; `null` = none. */
  readonly threshold: Decimal | null;
  /** When usage probably reaches it; `null` = not in this period, or reached already, or it stops nothing and is `unavoidable`. */
  readonly reached: ReachedSpan | null;
  /** The share of futures, 0 to 1, in which usage would reach it if it stopped nothing; `null` = no forecast. */
  readonly chance: number | null;
  /** Whether the invoice will come to more whatever is used: a commitment asks for it. */
  readonly unavoidable: boolean;
  /** What is expected beyond what a limit that stops usage lets through: not served. */
  readonly notServed: Decimal | null;
}

export interface LimitFacts extends Pick<LimitEstimate, 'bound' | 'ending' | 'atEnd'> {
  readonly used: Decimal;
  readonly expected: () => Decimal | null;
  readonly reached: () => ReachedSpan | null;
  readonly chance: () => number | null;
  /** What the invoice comes to if nothing more is used; `null` = unknown, or of a meter. */
  readonly least: Decimal | null;
}

const lazyLimit = lazyKind<LimitEstimate>();

export function estimateLimit(
  limit: Limit,
  { bound, ending, atEnd, used, expected, reached, chance, least }: LimitFacts,
): LimitEstimate {
  const passed = [...limit.thresholdsPct.map((pct) => bound.times(pct).div(HUNDRED)), ...limit.thresholds]
    .filter((threshold) => threshold.gt(0) && used.gte(threshold))
    .sort((a, b) => b.cmp(a));
  const isReached = used.gte(bound);
  const unavoidable = !isReached && least?.gt(bound) === true;
  const expectedOfIt = once(expected);
  return lazyLimit(
    {
      limit,
      bound,
      consent: bound.eq(limit.at) ? null : limit.consent,
      ending,
      atEnd,
      used,
      usedPct: bound.isZero() ? (used.gt(0) ? HUNDRED : ZERO) : used.times(HUNDRED).div(bound),
      state: isReached ? (limit.effect === 'block' ? 'blocked' : 'over') : passed.length > 0 ? 'approaching' : 'ok',
      threshold: passed[0] ?? null,
      unavoidable,
    },
    // These ask the futures, which a slider step need not.
    {
      expected: expectedOfIt,
      notServed: () => {
        const most = limit.effect === 'block' ? expectedOfIt() : null;
        return most?.gt(atEnd) ? most.minus(atEnd) : null;
      },
      reached: () => (isReached || (unavoidable && limit.effect === 'notify') ? null : reached()),
      chance: () => (isReached ? 1 : chance()),
    },
  );
}
