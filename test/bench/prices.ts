import { Decimal } from 'decimal.js';
import { parseCatalog } from '../../src/contract/index.ts';
import type { MeteredCharge } from '../../src/engine/facts/charge.ts';
import { compileCurve } from '../../src/engine/pricing/curve.ts';
import type { FixedPointPrice } from '../../src/engine/pricing/fixed-point.ts';
import { compileFixedPoint } from '../../src/engine/pricing/fixed-point.ts';
import { exact, roundExact } from '../oracle/exact.ts';
import { catalogOf } from '../oracle/price-cases.ts';
import { priceUnits } from '../oracle/tiers.ts';
import type { WireCharge } from '../oracle/wire.ts';
import type { PriceList } from './price-lists.ts';
import { PRICE_LISTS, quantitiesOf } from './price-lists.ts';
import { race } from './race.ts';
import { decimalLoop, floatLoop } from './rivals.ts';
import type { Row } from './row.ts';

const PRICES = 100_000;
const DECIMAL_PRICES = 1_000;

/** One compiled price against a plain float loop and against decimal.js in a loop, and how many cents each gets wrong. */
export function priceRows(): Row[] {
  return PRICE_LISTS.flatMap((list) => {
    const price = compiled(list);
    return [againstFloats(list, price), againstDecimals(list, price), wrongCents(list, price)];
  });
}

function chargeOf({ tiers }: PriceList): WireCharge {
  return { id: 'c', meter: 'm', model: 'graduated', tiers };
}

function compiled(list: PriceList): FixedPointPrice {
  const charge = parseCatalog(catalogOf(chargeOf(list))).plans[0]?.charges[0] as MeteredCharge;
  return compileFixedPoint(compileCurve(charge), { quantityDigits: list.digits, scale: 2, mode: 'half_away' });
}

function againstFloats(list: PriceList, price: FixedPointPrice): Row {
  const quantities = quantitiesOf(list, PRICES);
  const inUnits = quantities.map((quantity) => quantity / 10 ** list.digits);
  const loop = floatLoop(list.tiers);
  const { ratio, ours, theirs } = race(
    { times: PRICES, run: () => sumOf(quantities, price) },
    { times: PRICES, run: () => sumOf(inUnits, loop) },
  );
  return { name: `price, ${list.name}: compiled ÷ float loop`, ratio, limit: 2, note: nanoseconds(ours, theirs) };
}

function againstDecimals(list: PriceList, price: FixedPointPrice): Row {
  const quantities = quantitiesOf(list, PRICES);
  const decimals = [...quantities.slice(0, DECIMAL_PRICES)].map((quantity) =>
    new Decimal(quantity).div(10 ** list.digits),
  );
  const loop = decimalLoop(list.tiers);
  const { ratio, ours, theirs } = race(
    { times: PRICES, run: () => sumOf(quantities, price) },
    {
      times: DECIMAL_PRICES,
      run: () => decimals.reduce((last, quantity) => (loop(quantity).isZero() ? last : quantity)),
    },
    21,
  );
  return {
    name: `price, ${list.name}: compiled ÷ decimal.js loop`,
    ratio,
    limit: 0.02,
    note: nanoseconds(ours, theirs),
  };
}

function wrongCents(list: PriceList, price: FixedPointPrice): Row {
  const loop = floatLoop(list.tiers);
  let [ours, theirs] = [0, 0];
  for (const quantity of quantitiesOf(list, PRICES)) {
    const units = exact(quantity).div(10 ** list.digits);
    const right = roundExact(priceUnits(chargeOf(list), units, units) ?? exact(0), 2)
      .times(100)
      .toNumber();
    if (price(quantity) !== right) ours += 1;
    if (loop(units.toNumber()) !== right) theirs += 1;
  }
  const note = `the float loop gets ${theirs} of ${PRICES} wrong by a cent`;
  return { name: `price, ${list.name}: wrong cents in ${PRICES}`, ratio: ours, limit: 0, note };
}

function sumOf(quantities: Float64Array, price: (quantity: number) => number): number {
  let sum = 0;
  for (let index = 0; index < quantities.length; index += 1) sum += price(quantities[index] as number);
  return sum;
}

function nanoseconds(ours: number, theirs: number): string {
  return `${(ours * 1000).toFixed(1)} ns against ${(theirs * 1000).toFixed(1)} ns`;
}
