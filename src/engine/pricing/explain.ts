import type { Billable } from './billable.ts';
import { billable } from './billable.ts';
import type { Charge, MeteredCharge, Tier } from '../facts/charge.ts';
import type { Curve, Segment } from './curve.ts';
import { packageSize, packagesOf, segmentAt, segmentCost, unitsCost } from './curve.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { min, within, ZERO } from '../numbers/decimal.ts';
import type { Step, TierStep } from './line.ts';

/**
 * How a quantity came to its cost, step by step, read from the curve that priced it.
 * The amounts of the tier steps add up to the exact cost before minimum and maximum.
 */
export function explainCharge(charge: MeteredCharge, curve: Curve, quantity: Decimal): Step[] {
  const stages = billable(curve.pipeline, quantity);
  const tiers = tierSteps(charge, curve, stages);
  const { units, sign } = stages;
  const cost = unitsCost(curve, units).div(curve.denominator);
  return [...quantitySteps(charge, curve, quantity, stages), ...tiers, ...boundSteps(charge, cost, sign)];
}

function quantitySteps(charge: MeteredCharge, curve: Curve, quantity: Decimal, stages: Billable): Step[] {
  const { pipeline } = curve;
  const { convert } = charge;
  const plain = (units: Decimal): Decimal => units.div(pipeline.scale);
  const steps: Step[] = [];
  const start = quantity.lt(0) && stages.sign === 1 ? ZERO : quantity.abs();
  if (!start.eq(quantity)) steps.push({ kind: 'clamped', from: quantity, to: start });
  if (convert !== null) {
    const { multiplyBy, divideBy, round } = convert;
    const to = start.times(multiplyBy).div(divideBy);
    steps.push({ kind: 'converted', from: start, multiplyBy, divideBy, to });
    const rounded = plain(stages.converted);
    if (round !== null && !rounded.eq(to))
      steps.push({ kind: 'rounded', from: to, to: rounded, increment: round.increment });
  }
  const from = plain(stages.converted);
  const raised = plain(stages.raised);
  if (!raised.eq(from)) steps.push({ kind: 'minimum_quantity', from, to: raised });
  if (pipeline.included.gt(0)) {
    const used = plain(stages.raised.minus(stages.beyondIncluded));
    const mode = pipeline.includedMode;
    steps.push({ kind: 'included', quantity: plain(pipeline.included), used, mode, per: charge.included?.per ?? null });
  }
  const { package: pack } = pipeline;
  const charged = stages.beyondIncluded.minus(stages.credited);
  if (pack !== null && !charged.isZero()) {
    steps.push({
      kind: 'packages',
      units: plain(charged),
      packages: packagesOf(charged, pack),
      size: plain(pack.size),
    });
  }
  return steps;
}

function tierSteps(charge: MeteredCharge, curve: Curve, { units, sign }: Billable): TierStep[] {
  const reached = segmentAt(curve, units);
  if (units.isZero() && curve.zero.isZero()) return [];
  const first = charge.model === 'graduated' ? 0 : curve.segments.indexOf(reached);
  const passed = curve.segments.slice(first, curve.segments.indexOf(reached) + 1);
  return passed
    .map((segment, index) =>
      tierStep(charge, curve, segment, min(units, passed[index + 1]?.from ?? units), segment === reached),
    )
    .map((step) => ({ ...step, amount: step.amount.times(sign) }));
}

/** What one tier adds: in graduated models up to `until`, in the others the whole. */
function tierStep(charge: MeteredCharge, curve: Curve, segment: Segment, until: Decimal, current: boolean): TierStep {
  const { scale } = curve.pipeline;
  const tier = charge.tiers[segment.tier] as Tier;
  const over = until.minus(segment.origin);
  const packages =
    segment.stride === null ? over.div(packageSize(charge, tier).times(scale)) : packagesOf(over, segment.stride);
  const carried = segment.base.minus(tier.flatAmount.times(curve.denominator));
  const whole = until.isZero() ? curve.zero : segmentCost(segment, until);
  return {
    kind: 'tier',
    index: segment.tier,
    from: charge.tiers[segment.tier - 1]?.upTo ?? ZERO,
    upTo: tier.upTo,
    quantity: packages,
    units: over.div(scale),
    packageSize: tier.packageSize ?? charge.package?.size ?? null,
    unitAmount: tier.unitAmount,
    percent: tier.percent,
    flatAmount: tier.flatAmount,
    amount: whole.minus(carried).div(curve.denominator),
    current,
  };
}

/** What a charge's own minimum or maximum makes of an amount, which is told with its sign. */
export function boundSteps({ minimumAmount, maximumAmount }: Charge, amount: Decimal, sign: 1 | -1): Step[] {
  const bound = within(amount, minimumAmount, maximumAmount);
  if (bound.eq(amount)) return [];
  const kind = bound.gt(amount) ? 'minimum_amount' : 'maximum_amount';
  return [{ kind, bound: bound.times(sign), from: amount.times(sign) }];
}
