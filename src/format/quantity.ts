import { Decimal } from '../engine/numbers/decimal.ts';

/** Exact, or a number where it is uncertain by nature: a count of things, a forecast, a position on an axis. */
export type Quantity = Decimal | number;

export function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'number' || Decimal.isDecimal(value);
}

/** `Intl` takes decimal strings exactly; its types want them written out, by a name that older libraries do not have. */
export function exact(quantity: Quantity): `${number}` {
  return (typeof quantity === 'number' ? String(quantity) : quantity.toFixed()) as `${number}`;
}
