import { parseCatalog } from '../../src/contract/index.ts';
import type { Catalog } from '../../src/engine/facts/catalog.ts';
import type { Charge } from '../../src/engine/facts/charge.ts';
import type { Curve } from '../../src/engine/pricing/curve.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { compileFixedPoint } from '../../src/engine/pricing/fixed-point.ts';
import { curveOf, priceCharge } from '../../src/engine/pricing/price-charge.ts';
import { quantitiesOf } from '../../src/engine/usage/quantities.ts';
import type { Exact } from './exact.ts';
import { exact, roundExact } from './exact.ts';
import type { PriceCase } from './price-cases.ts';
import { catalogOf } from './price-cases.ts';
import { priceOf } from './charge.ts';
import type { WireMeter } from './wire.ts';

/** A price on which the product and the oracle differ. */
export interface Difference {
  readonly quantity: string;
  readonly expected: string;
  readonly got: string;
  readonly by: 'price' | 'fixed point' | 'refusal';
}

/** Prices a case by both and lists where they differ: the exact decimals, and the compiled minor units. */
export function comparePrices(priceCase: PriceCase): Difference[] {
  const { charge } = priceCase;
  const wire = catalogOf(charge);
  const catalog = parseCatalog(wire);
  const plan = catalog.plans[0];
  const [problem] = plan?.problems ?? [];
  if (problem !== undefined)
    return [{ quantity: '', expected: 'a price', got: `${problem.path} ${problem.message}`, by: 'refusal' }];
  const parsed = plan?.charges[0] as Charge;
  if (charge.model === 'per_event')
    return priceCase.events.flatMap((events) => compareEvents({ priceCase, catalog, parsed, events }));
  return priceCase.quantities.flatMap((quantity) => compareQuantity({ priceCase, catalog, parsed, quantity }));
}

interface Both {
  readonly priceCase: PriceCase;
  readonly catalog: Catalog;
  readonly parsed: Charge;
}

function compareEvents({
  priceCase,
  catalog,
  parsed,
  events,
}: Both & { readonly events: readonly string[] }): Difference[] {
  const given = new Map([['e', events.map((event) => new Decimal(event))]]);
  const got = priceCharge(parsed, quantitiesOf(catalog, new Map(), given)).exact;
  const meters: WireMeter[] = [];
  const expected = priceOf(priceCase.charge, { meters, quantities: new Map(), events: new Map([['e', events]]) });
  return differences(`[${events.join(', ')}]`, expected, got);
}

function compareQuantity({ priceCase, catalog, parsed, quantity }: Both & { readonly quantity: string }): Difference[] {
  const { charge, seats, picker } = priceCase;
  const texts = [
    ['m', quantity],
    ['n', picker],
    ['s', seats],
  ] as const;
  const given = quantitiesOf(catalog, new Map(texts.map(([meter, text]) => [meter, new Decimal(text)])));
  const reported = {
    meters: [],
    quantities: new Map(texts.map(([meter, text]) => [meter, exact(text)])),
    events: new Map(),
  };
  const expected = priceOf(charge, reported);
  const curve = parsed.model === 'flat' || parsed.model === 'per_event' ? null : curveOf(parsed, given);
  return [
    ...differences(quantity, expected, priceCharge(parsed, given).exact),
    ...(curve === null ? [] : compiledDifferences(curve, quantity, expected)),
  ];
}

function differences(quantity: string, expected: Exact | null, got: Decimal | null): Difference[] {
  // A division that never ends is cut after a hundred digits here and after more there.
  const same = expected === null || got === null ? expected === got : expected.minus(got.toFixed()).abs().lt(1e-60);
  return same
    ? []
    : [{ quantity, expected: expected?.toFixed() ?? 'none', got: got?.toFixed() ?? 'none', by: 'price' }];
}

const SCALES = [0, 2, 3] as const;

/** Minor units as the compiled curve gives them, where the quantity is a whole number of its steps. */
function compiledDifferences(curve: Curve, quantity: string, expected: Exact | null): Difference[] {
  const digits = quantity.split('.')[1]?.length ?? 0;
  const steps = exact(quantity).times(exact(10).pow(digits));
  if (steps.abs().gt(Number.MAX_SAFE_INTEGER)) return [];
  return SCALES.flatMap((scale) => {
    const compiled = compileFixedPoint(curve, { quantityDigits: digits, scale, mode: 'half_away' });
    const got = compiled(steps.toNumber());
    const wanted = expected === null ? NaN : roundExact(expected, scale).times(exact(10).pow(scale)).toNumber();
    return Object.is(got + 0, wanted + 0)
      ? []
      : [{ quantity, expected: String(wanted), got: String(got), by: 'fixed point' as const }];
  });
}
