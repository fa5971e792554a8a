import { sum } from '../../../src/engine/numbers/decimal.ts';
import type { Line, Step, TierStep } from '../../../src/engine/pricing/line.ts';
import type { Bill } from './bill.ts';
import { billOf, lineAmount, lineOf, sumOfLines } from './bill.ts';
import type { Answer, Context, Input } from './case.ts';
import { optional } from './case.ts';
import { chargeWords } from './charge-words.ts';
import type { LineWords } from './documents.ts';
import { flat } from './documents.ts';
import { singleTax, taxGot } from './taxes.ts';
import { roundingOf } from './words.ts';

/** One price, with a base fee beside it where the case has one: the two are rounded as one. */
export function price(input: Input, { currency }: Context): Answer {
  const words = chargeWords(input);
  if (words === null) throw new Error('not a price');
  const base = optional(input, 'base_fee');
  const rate = optional(input, 'tax_rate_pct');
  const own = roundingOf(input);
  const rounding = own !== null && base !== null ? { ...own, at: 'total' } : own;
  const lines: LineWords[] = base === null ? [words] : [words, flat(base)];
  const tax = rate === null ? {} : { tax: singleTax(rate) };
  const bill = billOf({ currency, rounding, lines, ...tax });
  return { got: { ...priceGot(bill, base !== null), ...taxGot(bill) }, wholeWay: true };
}

/** Everything a row says about its price. */
export function priceGot(bill: Bill, isSum: boolean, row = 0): Record<string, unknown> {
  const line = lineOf(bill, row);
  const tiers = steps(line, 'tier');
  const units = sum(tiers.map(({ quantity }) => quantity));
  return {
    amount: isSum ? sumOfLines(bill) : lineAmount(bill, row),
    tiers: tiers.map((tier) => ({ units: tier.units, amount: tier.amount })),
    unit_price: line.averageUnitPrice,
    packages: packagesIn(line, tiers),
    overage_units: units,
    billed_units: billedUnits(line, tiers),
    units_amount: convertedUnits(line),
    paid_base: steps(line, 'events')[0]?.paidBase,
    paid_events: steps(line, 'events')[0]?.paidEvents,
  };
}

/** Packages are rounded over the whole quantity, or else in each tier. */
function packagesIn(line: Line, tiers: readonly TierStep[]): unknown {
  return (
    steps(line, 'packages')[0]?.packages ??
    sum(tiers.filter(({ packageSize }) => packageSize !== null).map(({ quantity }) => quantity))
  );
}

/** Units that a price was put on: what a free allowance left of them, else what conversion and rounding made of them. */
function billedUnits(line: Line, tiers: readonly TierStep[]): unknown {
  if (steps(line, 'included').length === 0) return convertedUnits(line);
  return steps(line, 'packages')[0]?.units ?? sum(tiers.map(({ units }) => units ?? sum([])));
}

function convertedUnits(line: Line): unknown {
  return steps(line, 'rounded')[0]?.to ?? steps(line, 'converted')[0]?.to ?? line.quantity;
}

function steps<K extends Step['kind']>(line: Line, kind: K): Extract<Step, { kind: K }>[] {
  return line.steps.filter((step): step is Extract<Step, { kind: K }> => step.kind === kind);
}
