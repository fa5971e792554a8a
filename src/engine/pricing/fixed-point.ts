import type { Curve, Segment } from './curve.ts';
import { costAt } from './curve.ts';
import { Decimal, powerOfTen } from '../numbers/decimal.ts';
import type { RoundingMode } from '../numbers/rounding.ts';
import { round } from '../numbers/rounding.ts';

/**
 * The one boundary between exact decimals and machine numbers: a curve as safe integers.
 *
 * Quantities are whole numbers of 10^-quantityDigits, prices whole minor units. Every threshold, base and
 * rate of the curve is scaled to an integer, so each product and sum below 2⁵³ is exact, and so is the floor
 * of the one division. Each segment knows up to which quantity that holds (`safe`); beyond it, and for curves
 * that do not fit (rounded conversions, negative prices), the decimals of the curve itself answer. Both ways
 * read the same segments; tests compare them on random curves.
 */
export interface FixedPointPrice {
  /** Minor units of a quantity; `NaN` where the quantity is not sold. Beyond 2⁵³ minor units the nearest double. */
  (quantity: number): number;
}

export interface FixedPointOptions {
  readonly quantityDigits: number;
  /** Fraction digits of the amount. */
  readonly scale: number;
  readonly mode: RoundingMode;
}

const SAFE = 2 ** 52;

/** @param beyond answers where whole numbers cannot; the decimals of the curve unless said otherwise. */
export function compileFixedPoint(curve: Curve, options: FixedPointOptions, beyond?: FixedPointPrice): FixedPointPrice {
  const exact = beyond ?? decimalPrice(curve, options);
  return fits(curve, options) ? integerPrice(curve, options, exact) : exact;
}

/** The slow way, always right. */
function decimalPrice(curve: Curve, { quantityDigits, scale, mode }: FixedPointOptions): FixedPointPrice {
  const unit = powerOfTen(-quantityDigits);
  return (quantity) => {
    const cost = costAt(curve, unit.times(quantity));
    return typeof cost === 'string' ? NaN : round(cost, scale, mode).times(powerOfTen(scale)).toNumber();
  };
}

function fits({ pipeline, segments }: Curve, { mode }: FixedPointOptions): boolean {
  return (
    mode === 'half_away' &&
    pipeline.round === null &&
    pipeline.end === null &&
    pipeline.includedMode === 'deduct' &&
    pipeline.multiplyBy.gt(0) &&
    (pipeline.package === null || pipeline.package.mode === 'ceil') &&
    segments.every(
      ({ base, rate, stride }) => !base.lt(0) && !rate.lt(0) && (stride === null || stride.mode === 'ceil'),
    )
  );
}

function integerPrice(
  curve: Curve,
  { quantityDigits, scale }: FixedPointOptions,
  exact: FixedPointPrice,
): FixedPointPrice {
  const { pipeline, segments, inclusive } = curve;
  const unitDigits = Math.max(
    quantityDigits + pipeline.multiplyBy.dp(),
    ...[
      pipeline.minimum,
      pipeline.included,
      pipeline.credit,
      pipeline.package?.size,
      ...segments.flatMap((segment) => [segment.from, segment.origin, segment.stride?.size]),
    ].map((units) => units?.dp() ?? 0),
  );
  const amountDigits = Math.max(
    unitDigits + Math.max(...segments.map(({ rate }) => rate.dp())),
    ...[curve.zero, curve.minimum, curve.maximum, ...segments.map(({ base }) => base)].map(
      (amount) => amount?.dp() ?? 0,
    ),
    scale + curve.denominator.dp() + 1,
  );
  const units = powerOfTen(unitDigits);
  const amounts = powerOfTen(amountDigits);
  const multiply = pipeline.multiplyBy.times(units).div(powerOfTen(quantityDigits));
  const divisor = amounts.times(curve.denominator).div(powerOfTen(scale));

  const last = segments.length - 1;
  const froms = Float64Array.from(segments, ({ from }) => from.times(units).toNumber());
  const origins = Float64Array.from(segments, ({ origin }) => origin.times(units).toNumber());
  const bases = Float64Array.from(segments, ({ base }) => base.times(amounts).toNumber());
  const strides = Float64Array.from(segments, ({ stride }) => stride?.size.times(units).toNumber() ?? 0);
  const rates = Float64Array.from(segments, ({ rate, stride }) =>
    rate.times(stride === null ? amounts.div(units) : amounts).toNumber(),
  );
  const safes = Float64Array.from(segments, (segment) => safeUnits(segment, { units, amounts, divisor }));
  const factor = multiply.toNumber();
  const safeQuantity = new Decimal(SAFE).div(multiply).floor().toNumber();
  const least = pipeline.minimum.times(units).toNumber();
  const free = pipeline.included.plus(pipeline.credit).times(units).toNumber();
  const size = pipeline.package?.size.times(units).toNumber() ?? 0;
  const floor = curve.minimum?.times(amounts).toNumber() ?? 0;
  const ceiling = curve.maximum?.times(amounts).toNumber() ?? Infinity;
  const zero = curve.zero.times(amounts).toNumber();
  const parts = divisor.toNumber();
  const half = divisor.div(2).toNumber();
  if (
    !(parts <= 2 ** 51) ||
    floor + half > 2 ** 53 ||
    (ceiling !== Infinity && ceiling + half > 2 ** 53) ||
    !Number.isInteger(half)
  )
    return exact;
  const plain = strides.every((stride) => stride === 0);

  return (quantity) => {
    if (!(quantity >= 0 && quantity <= safeQuantity)) return exact(quantity);
    let billed = quantity * factor;
    if (billed < least) billed = least;
    billed -= free;
    if (billed <= 0) {
      const cost = zero < floor ? floor : zero;
      return Math.floor(((cost > ceiling ? ceiling : cost) + half) / parts);
    }
    if (size !== 0) billed = Math.ceil(billed / size) * size;
    let [index, high] = [0, last];
    while (index < high) {
      const middle = (index + high + 1) >> 1;
      const from = froms[middle] as number;
      if (inclusive ? from < billed : from <= billed) index = middle;
      else high = middle - 1;
    }
    if (billed > (safes[index] as number)) return exact(quantity);
    let over = billed - (origins[index] as number);
    if (!plain && strides[index] !== 0) over = Math.ceil(over / (strides[index] as number));
    let cost = (bases[index] as number) + over * (rates[index] as number);
    if (cost < floor) cost = floor;
    if (cost > ceiling) cost = ceiling;
    return Math.floor((cost + half) / parts);
  };
}

/** Units up to which every intermediate of a segment stays a safe integer. */
function safeUnits(
  segment: Segment,
  { units, amounts, divisor }: Readonly<Record<'units' | 'amounts' | 'divisor', Decimal>>,
): number {
  const room = new Decimal(SAFE).minus(segment.base.times(amounts)).minus(divisor);
  if (room.lte(0)) return -1;
  const origin = segment.origin.times(units);
  const steps = room.div(segment.rate.times(segment.stride === null ? amounts.div(units) : amounts));
  const length = segment.stride === null ? steps : steps.minus(1).times(segment.stride.size).times(units);
  const most = length.plus(origin);
  return most.gt(SAFE) ? SAFE : most.floor().toNumber();
}
