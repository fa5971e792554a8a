import { billable } from './billable.ts';
import type { Curve } from './curve.ts';
import { segmentAt } from './curve.ts';
import type { Decimal } from '../numbers/decimal.ts';
import { distinct, ONE, ZERO } from '../numbers/decimal.ts';
import { oncePerPair } from '../once.ts';

/**
 * The metered quantities, on the meter's step, up to which each segment of a curve holds: where a chart has
 * its vertices, a slider its ticks and a break-even its cells. Free units count as a segment of their own. Kept with the
 * curve: a hand on a slider asks for the same with each of its steps.
 */
export const curveBounds = oncePerPair((curve: Curve, step: Decimal): readonly Decimal[] => {
  const { pipeline, segments } = curve;
  const free = pipeline.included.plus(pipeline.credit);
  const hints = [
    free,
    pipeline.minimum,
    ...segments.slice(1).map(({ from }) => from.plus(pipeline.includedMode === 'deduct' ? free : ZERO)),
  ];
  return distinct(hints.map((units) => lastBelow(curve, units, step)).filter((quantity) => quantity.gt(0)));
});

/** The last step of the meter before another segment (or the first charged unit) begins near `units`. */
function lastBelow(curve: Curve, units: Decimal, step: Decimal): Decimal {
  const { pipeline } = curve;
  const divideBy = pipeline.round?.divideBy ?? ONE;
  const hint = units.times(divideBy).div(pipeline.multiplyBy).div(step).floor();
  const place = (steps: Decimal): string => {
    const stages = billable(pipeline, steps.times(step));
    return `${stages.beyondIncluded.isZero() ? 'free' : 'paid'} ${segmentAt(curve, stages.units).tier} ${stages.raised.eq(stages.converted) ? '' : 'raised'}`;
  };
  // Rounding on the way can move the change by a few steps to either side.
  for (let offset = 0; offset <= 2; offset += 1) {
    for (const at of [hint.plus(offset), hint.minus(offset)]) {
      if (at.gte(0) && place(at) !== place(at.plus(1))) return at.times(step);
    }
  }
  return hint.times(step);
}
