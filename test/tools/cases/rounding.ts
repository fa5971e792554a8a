import { allocate } from '../../../src/engine/numbers/allocate.ts';
import { Decimal } from '../../../src/engine/numbers/decimal.ts';
import type { RoundingMode } from '../../../src/engine/numbers/rounding.ts';
import { roundTo } from '../../../src/engine/numbers/rounding.ts';
import { billOf, lineAmount } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { isRecord, record, text, unknownWord } from './case.ts';
import { price } from './prices.ts';
import { signedFee } from './proration.ts';
import type { CaseRounding } from './words.ts';
import { incrementOf, isNegative, roundingOf } from './words.ts';

/** One value, rounded: an amount on a line, or a quantity before it is priced. */
export function roundedValue(input: Input, context: Context): Answer {
  const rounding = roundingOf(input);
  const value = text(input, 'value');
  if (rounding !== null && text(input, 'amount_is') === 'quantity') return roundedQuantity(value, rounding, context);
  const bill = billOf({ currency: context.currency, rounding, lines: [signedFee(value)] });
  return { got: { amount: lineAmount(bill, 0) }, wholeWay: true };
}

function roundedQuantity(value: string, { scale, mode }: CaseRounding, context: Context): Answer {
  const increment = incrementOf(scale);
  if (isNegative(value)) {
    return {
      got: { amount: roundTo(new Decimal(value), new Decimal(increment), mode as RoundingMode) },
      wholeWay: false,
    };
  }
  const words = {
    calc: 'converted_units',
    quantity: value,
    operation: 'multiply',
    factor: '1',
    unit_rounding: mode,
    unit_scale: String(scale),
    price: { model: 'per_unit', unit_amount: '1' },
  };
  const { got, wholeWay } = price(words, context);
  return { got: { amount: got['billed_units'] }, wholeWay };
}

/** An amount shared by weights. Ties go to the lower key where weights have keys, else to the earlier one. */
export function allocateLargestRemainder(input: Input): Answer {
  const { keys, weights } = weighted(input);
  const order = keys.map((key, index) => ({ key, index })).sort((a, b) => compareKeys(a.key, b.key));
  const ordered = order.map(({ index }) => weights[index] as Decimal);
  const amount = new Decimal(text(input, 'amount'));
  const shares = allocate(amount, ordered, new Decimal(text(input, 'unit', '0.01')));
  const inPlace = keys.map((_, index) => shares[order.findIndex((place) => place.index === index)]);
  const named = isRecord(input['weights'])
    ? Object.fromEntries(keys.map((key, index) => [key, inPlace[index]]))
    : inPlace;
  return { got: { amount: shares.reduce((sum, share) => sum.plus(share)), shares: named }, wholeWay: false };
}

/** Weights as a list, a list of records with a key, or a record by key. */
function weighted(input: Input): { keys: readonly (string | number)[]; weights: readonly Decimal[] } {
  const { weights } = input;
  if (isRecord(weights)) {
    const entries = Object.entries(record(input, 'weights'));
    return { keys: entries.map(([key]) => key), weights: entries.map(([, weight]) => new Decimal(String(weight))) };
  }
  if (!Array.isArray(weights)) return unknownWord('weights', weights);
  const byKey = /key/.test(text(input, 'tie_break'));
  return {
    keys: weights.map((weight: unknown, index) =>
      byKey && isRecord(weight) ? text(weight, 'key', text(weight, 'id', String(index))) : index,
    ),
    weights: weights.map(
      (weight: unknown) =>
        new Decimal(isRecord(weight) ? text(weight, 'weight', text(weight, 'amount')) : String(weight)),
    ),
  };
}

function compareKeys(a: string | number, b: string | number): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
