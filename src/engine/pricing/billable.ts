import type { MeteredCharge } from '../facts/charge.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { max, min, ONE, ZERO } from '../numbers/decimal.ts';
import type { RoundingMode } from '../numbers/rounding.ts';
import { mended, roundTo } from '../numbers/rounding.ts';

/**
 * The quantity pipeline of one charge, compiled: from what a meter counts to the units that tiers price.
 * Units are numerators over `scale` (the divisor of a conversion that is not rounded), so that nothing
 * is divided before the very end.
 */
export interface Pipeline {
  readonly negative: MeteredCharge['negative'];
  readonly multiplyBy: Decimal;
  readonly scale: Decimal;
  readonly round: { readonly divideBy: Decimal; readonly increment: Decimal; readonly mode: RoundingMode } | null;
  readonly minimum: Decimal;
  readonly included: Decimal;
  readonly includedMode: 'deduct' | 'cliff';
  /** Unit credits that may be drawn. */
  readonly credit: Decimal;
  /** Started packages of the whole quantity; `null` = none, or in each tier. */
  readonly package: { readonly size: Decimal; readonly mode: RoundingMode } | null;
  /** Units beyond which nothing more is charged (`free`) or sold (`not_sold`). */
  readonly end: End | null;
}

export interface End {
  readonly at: Decimal;
  /** Whether `at` itself is beyond it already: an exclusive bound. */
  readonly opens: boolean;
  readonly policy: 'free' | 'not_sold';
}

/** What a charge's quantities depend on besides its own meter. */
export interface ChargeContext {
  /** Included units, the quantity of `per` already multiplied in. */
  readonly included: Decimal;
  /** Unit credits available to this charge, in units of its meter. */
  readonly credit: Decimal;
  /** `tierBy`: the quantity that picks the tier; `null` = the priced one. */
  readonly tierQuantity: Decimal | null;
}

export const NO_CONTEXT: ChargeContext = { included: ZERO, credit: ZERO, tierQuantity: null };

/** Each stage of one quantity on its way; `null` units = refused or not sold, see `problem`. */
export interface Billable {
  readonly sign: 1 | -1;
  readonly converted: Decimal;
  readonly raised: Decimal;
  readonly beyondIncluded: Decimal;
  readonly credited: Decimal;
  readonly units: Decimal;
  /** Whether they are beyond the end of what is charged or sold. */
  readonly ended: boolean;
  readonly problem: 'negative' | 'not_sold' | null;
}

export const PACKAGE_MODES: Readonly<Record<'up' | 'down' | 'nearest', RoundingMode>> = {
  up: 'ceil',
  down: 'floor',
  nearest: 'half_away',
};

export function compilePipeline(charge: MeteredCharge, context: ChargeContext): Pipeline {
  const { convert } = charge;
  const divideBy = convert?.divideBy ?? ONE;
  const round = convert?.round ? { divideBy, ...convert.round } : null;
  const scale = round === null ? divideBy : ONE;
  const pack = charge.package;
  return {
    negative: charge.negative,
    multiplyBy: convert?.multiplyBy ?? ONE,
    scale,
    round,
    minimum: (charge.minimumQuantity ?? ZERO).times(scale),
    included: context.included.times(scale),
    includedMode: charge.included?.mode ?? 'deduct',
    credit: context.credit.times(convert?.multiplyBy ?? ONE).div(round?.divideBy ?? ONE),
    package:
      pack !== null && pack.scope === 'total' && pack.rounding !== 'none'
        ? { size: pack.size.times(scale), mode: PACKAGE_MODES[pack.rounding] }
        : null,
    end: endOf(charge, context.tierQuantity, scale),
  };
}

/** Billed units as units of the meter: what a credit gives for them. */
export function meteredUnits({ multiplyBy, round }: Pipeline, units: Decimal): Decimal {
  return mended(units.times(round?.divideBy ?? ONE).div(multiplyBy));
}

function endOf(
  { tiers, tierBound, beyondLast }: MeteredCharge,
  tierQuantity: Decimal | null,
  scale: Decimal,
): End | null {
  const last = tiers.at(-1)?.upTo ?? null;
  if (last === null || beyondLast === 'last') return null;
  const opens = tierBound === 'exclusive';
  if (tierQuantity === null) return { at: last.times(scale), opens, policy: beyondLast };
  // Another meter picks the tier: beyond the last one no unit is sold, or only the covered ones are charged.
  const isBeyond = opens ? tierQuantity.gte(last) : tierQuantity.gt(last);
  return isBeyond ? { at: beyondLast === 'free' ? last.times(scale) : ZERO, opens: false, policy: beyondLast } : null;
}

/** Takes a metered quantity to billed units, in the order: sign, convert, round, minimum, included, credits, packages, end. */
export function billable(pipeline: Pipeline, quantity: Decimal): Billable {
  const { negative, round, package: pack, end } = pipeline;
  const below = quantity.lt(0);
  const size = below ? (negative === 'mirror' ? quantity.neg() : ZERO) : quantity;
  const product = size.times(pipeline.multiplyBy);
  const converted = round === null ? product : roundTo(product.div(round.divideBy), round.increment, round.mode);
  const raised = max(converted, pipeline.minimum);
  const over = raised.minus(pipeline.included);
  const beyondIncluded = over.lte(0) ? ZERO : pipeline.includedMode === 'cliff' ? raised : over;
  const credited = min(beyondIncluded, pipeline.credit);
  const charged = beyondIncluded.minus(credited);
  const packed = (units: Decimal): Decimal => (pack === null ? units : roundTo(units, pack.size, pack.mode));
  // A package that begins before the end is whole, and one that does not count is not beyond it.
  const reached = min(charged, packed(charged));
  const past = end !== null && (end.opens && !reached.isZero() ? reached.gte(end.at) : reached.gt(end.at)) ? end : null;
  return {
    sign: below && negative === 'mirror' ? -1 : 1,
    converted,
    raised,
    beyondIncluded,
    credited,
    units: packed(past?.at ?? charged),
    ended: past !== null,
    problem: below && negative === 'refuse' ? 'negative' : past?.policy === 'not_sold' ? 'not_sold' : null,
  };
}
