import type { Pipeline } from './billable.ts';
import type { Curve, Segment } from './curve.ts';
import type { FixedPointOptions } from './fixed-point.ts';
import type { RoundingMode } from '../numbers/rounding.ts';

/**
 * As a `FixedPointPrice`.
 * @param included units in the pipeline's scale; in place of the curve's own, where they are uncertain too.
 */
export type FloatPrice = (quantity: number, included?: number) => number;

/**
 * A curve in floats, for futures that whole numbers cannot price: prices of very many digits, rounded
 * conversions, bounded tiers. It goes the same way as `billable` and `segmentCost`, and is right to about the
 * twelfth digit: enough for what is uncertain by nature, and a hundred times faster than decimals.
 */
export function floatPrice(curve: Curve, { quantityDigits, scale, mode }: FixedPointOptions): FloatPrice {
  const units = unitsOf(curve.pipeline);
  const segments = curve.segments.map(floatSegment);
  const divisor = curve.denominator.toNumber() / 10 ** scale;
  const perUnit = 10 ** quantityDigits;
  const zero = curve.zero.toNumber();
  const least = curve.minimum?.toNumber() ?? -Infinity;
  const most = curve.maximum?.toNumber() ?? Infinity;
  return (quantity, included) => {
    const billed = units(Math.abs(quantity) / perUnit, quantity < 0, included);
    let index = segments.length - 1;
    while (index > 0 && (curve.inclusive ? billed <= segments[index]!.from : billed < segments[index]!.from))
      index -= 1;
    const cost = billed === 0 ? zero : segments[index]!.cost(billed);
    const sign = quantity < 0 && curve.pipeline.negative === 'mirror' ? -1 : 1;
    return roundFloat((sign * Math.min(most, Math.max(least, cost))) / divisor, mode);
  };
}

/** Billed units of a quantity, given without its sign; `NaN` where it is refused or not sold. */
function unitsOf(pipeline: Pipeline): (size: number, isNegative: boolean, included?: number) => number {
  const { negative, round, includedMode, package: pack, end } = pipeline;
  const multiplyBy = pipeline.multiplyBy.toNumber();
  const [divideBy, increment] = [round?.divideBy.toNumber() ?? 1, round?.increment.toNumber() ?? 1];
  const minimum = pipeline.minimum.toNumber();
  const usuallyIncluded = pipeline.included.toNumber();
  const credit = pipeline.credit.toNumber();
  const packageSize = pack?.size.toNumber() ?? 1;
  const packs = (units: number): number =>
    pack === null ? units : roundFloat(units / packageSize, pack.mode) * packageSize;
  const last = end?.at.toNumber() ?? Infinity;
  return (size, isNegative, included = usuallyIncluded) => {
    if (isNegative && negative === 'refuse') return NaN;
    const product = (isNegative && negative === 'clamp' ? 0 : size) * multiplyBy;
    const raised = Math.max(
      minimum,
      round === null ? product : roundFloat(product / divideBy / increment, round.mode) * increment,
    );
    const over = raised <= included ? 0 : includedMode === 'cliff' ? raised : raised - included;
    const charged = Math.max(0, over - credit);
    const packed = packs(charged);
    const reached = Math.min(charged, packed);
    if (end === null || (end.opens && reached > 0 ? reached < last : reached <= last)) return packed;
    return end.policy === 'free' ? packs(last) : NaN;
  };
}

function floatSegment(segment: Segment): { readonly from: number; readonly cost: (units: number) => number } {
  const { stride } = segment;
  const [from, origin, base, rate] = [segment.from, segment.origin, segment.base, segment.rate].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const size = stride?.size.toNumber() ?? 1;
  return {
    from,
    cost: (units) =>
      base + rate * (stride === null ? units - origin : roundFloat((units - origin) / size, stride.mode)),
  };
}

/** To a whole number; what a division has left over of one is none. */
function roundFloat(value: number, mode: RoundingMode): number {
  const hair = 1e-9 * Math.max(1, Math.abs(value));
  switch (mode) {
    case 'half_away':
    case 'half_even':
      return Math.sign(value) * Math.round(Math.abs(value) + hair);
    case 'up':
      return Math.sign(value) * Math.ceil(Math.abs(value) - hair);
    case 'down':
      return Math.sign(value) * Math.floor(Math.abs(value) + hair);
    case 'ceil':
      return Math.ceil(value - hair);
    case 'floor':
      return Math.floor(value + hair);
  }
}
