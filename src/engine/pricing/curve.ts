import type { Pipeline, ChargeContext, Billable } from './billable.ts';
import { billable, compilePipeline, NO_CONTEXT, PACKAGE_MODES } from './billable.ts';
import type { MeteredCharge, Tier } from '../facts/charge.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { distinct, ONE, within, ZERO } from '../numbers/decimal.ts';
import { lastWhere } from '../numbers/last-where.ts';
import type { RoundingMode } from '../numbers/rounding.ts';
import { roundTo } from '../numbers/rounding.ts';

/**
 * The exact cost of a charge as a function of its quantity, compiled once. Everything that needs a price
 * reads it: invoice lines and their explanation, charts, break-evens, limits, forecasts. Nothing is sampled.
 *
 * Costs and rates are numerators over `denominator`: a price per 3 units stays a whole number of thirds,
 * and the one division comes last.
 */
export interface Curve {
  readonly pipeline: Pipeline;
  readonly segments: readonly Segment[];
  readonly inclusive: boolean;
  readonly denominator: Decimal;
  /** Cost of no units at all. */
  readonly zero: Decimal;
  readonly minimum: Decimal | null;
  readonly maximum: Decimal | null;
}

/** From `from` units on: base + rate × (units − origin), by started packages where there is a `stride`. */
export interface Segment {
  readonly from: Decimal;
  readonly origin: Decimal;
  readonly base: Decimal;
  readonly rate: Decimal;
  readonly stride: { readonly size: Decimal; readonly mode: RoundingMode } | null;
  /** Index of the tier it comes from. */
  readonly tier: number;
}

export function compileCurve(charge: MeteredCharge, context: ChargeContext = NO_CONTEXT): Curve {
  const pipeline = compilePipeline(charge, context);
  const { scale } = pipeline;
  const plain = charge.tiers.filter((tier) => strideOf(charge, tier, scale) === null);
  const sizes = distinct(plain.map((tier) => packageSize(charge, tier)));
  const shared = sizes.reduce((product, size) => product.times(size), ONE);
  const denominator = shared.times(scale);
  const all = segmentsOf(charge, scale, shared);
  const inclusive = charge.tierBound === 'inclusive';
  const segments = context.tierQuantity === null ? all : pickTier(all, context.tierQuantity.times(scale), inclusive);
  return {
    pipeline,
    segments,
    inclusive,
    denominator,
    zero: charge.zeroUsageFlat === 'charged' ? (all[0] as Segment).base : ZERO,
    minimum: charge.minimumAmount?.times(denominator) ?? null,
    maximum: charge.maximumAmount?.times(denominator) ?? null,
  };
}

/** The exact cost of a quantity, or the reason why it has none. */
export function costAt(curve: Curve, quantity: Decimal): Decimal | Exclude<Billable['problem'], null> {
  const { units, sign, problem } = billable(curve.pipeline, quantity);
  if (problem !== null) return problem;
  return boundedCost(curve, units).times(sign).div(curve.denominator);
}

/** Numerator of the cost of billed units, within the charge's minimum and maximum. */
export function boundedCost(curve: Curve, units: Decimal): Decimal {
  return within(unitsCost(curve, units), curve.minimum, curve.maximum);
}

/** Numerator of the cost of billed units by tiers alone. */
export function unitsCost(curve: Curve, units: Decimal): Decimal {
  return units.isZero() ? curve.zero : segmentCost(segmentAt(curve, units), units);
}

export function segmentCost({ base, origin, rate, stride }: Segment, units: Decimal): Decimal {
  if (rate.isZero()) return base;
  const over = units.minus(origin);
  return base.plus(rate.times(stride === null ? over : packagesOf(over, stride)));
}

/** Packages that a number of units comes to. */
export function packagesOf(units: Decimal, stride: NonNullable<Segment['stride']>): Decimal {
  return roundTo(units.div(stride.size), ONE, stride.mode);
}

/** The segment in which a number of billed units lies; each lies in exactly one. */
export function segmentAt(curve: Curve, units: Decimal): Segment {
  return curve.segments[segmentIndex(curve.segments, units, curve.inclusive)] as Segment;
}

function segmentIndex(segments: readonly Segment[], units: Decimal, inclusive: boolean): number {
  return lastWhere(0, segments.length, (index) => {
    const { from } = segments[index] as Segment;
    return inclusive ? from.lt(units) : from.lte(units);
  });
}

/** @param shared what every size of packages goes into that is not rounded within its tier */
function segmentsOf(charge: MeteredCharge, scale: Decimal, shared: Decimal): Segment[] {
  const denominator = shared.times(scale);
  const segments: Segment[] = [];
  let from = ZERO;
  for (const [index, tier] of charge.tiers.entries()) {
    const former = charge.model === 'graduated' ? segments.at(-1) : undefined;
    const stride = strideOf(charge, tier, scale);
    const carried = former === undefined ? ZERO : segmentCost(former, from);
    segments.push({
      from,
      // The band of a volume or stairstep price is that of the whole quantity.
      origin: charge.model === 'graduated' ? from : ZERO,
      base: carried.plus(tier.flatAmount.times(denominator)),
      rate: tier.unitAmount.times(stride === null ? shared.div(packageSize(charge, tier)) : denominator),
      stride,
      tier: index,
    });
    from = (tier.upTo ?? ZERO).times(scale);
  }
  return segments;
}

function pickTier(segments: readonly Segment[], quantity: Decimal, inclusive: boolean): Segment[] {
  const segment = segments[segmentIndex(segments, quantity, inclusive)] as Segment;
  return [{ ...segment, from: ZERO, origin: ZERO }];
}

/** How many units a tier's price is for. */
export function packageSize(charge: MeteredCharge, tier: Tier): Decimal {
  return tier.packageSize ?? charge.package?.size ?? ONE;
}

/** Packages that are rounded within the tier; `null` = none, or over the whole quantity. */
function strideOf(charge: MeteredCharge, tier: Tier, scale: Decimal): Segment['stride'] {
  const rounding = charge.package?.rounding ?? 'up';
  if (rounding === 'none' || (tier.packageSize === null && charge.package?.scope !== 'tier')) return null;
  return { size: packageSize(charge, tier).times(scale), mode: PACKAGE_MODES[rounding] };
}
