import type { Credit } from '../engine/facts/credit.ts';
import type { Decimal } from '../engine/numbers/decimal.ts';
import type { Estimate } from '../engine/estimate/estimate.ts';
import type { Format } from './format.ts';

/** An amount of a credit in its own unit: money, or units of its meter. */
export function creditAmount(
  format: Format,
  { catalog, currency }: Pick<Estimate, 'catalog' | 'currency'>,
  { meter: id }: Credit,
  amount: Decimal,
): string {
  const meter = catalog.meters.find((known) => known.id === id);
  if (id === null) return format.money(amount, currency);
  return meter ? format.quantity(amount, meter, currency) : format.number(amount);
}
