import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { MeteredCharge } from '../../src/engine/facts/charge.ts';
import { compileCurve } from '../../src/engine/pricing/curve.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { compileFixedPoint } from '../../src/engine/pricing/fixed-point.ts';
import { AS_IS, withQuantity } from '../../src/engine/usage/scenario.ts';
import { catalogOf } from '../oracle/price-cases.ts';
import type { Size } from './bench-documents.ts';
import { benchAccount, benchCatalog, benchCharge } from './bench-documents.ts';
import type { Runner } from './race.ts';
import { race } from './race.ts';
import type { Row } from './row.ts';

const PRICES = 50_000;
const SMALL: Size = { plans: 5, charges: 4, tiers: 100 };
const LARGE: Size = { plans: 50, charges: 20, tiers: 100 };

/** How time grows with what there is: a price with its tiers, an estimate's totals with plans × charges. */
export function growthRows(): Row[] {
  return [growthOfPrice(10, 100), growthOfTotals()];
}

/** Ten times the tiers are twice the halvings. */
function growthOfPrice(few: number, many: number): Row {
  const { ratio } = race(prices(many), prices(few));
  return {
    name: `a price in ${many} tiers ÷ in ${few}: no more than its logarithm`,
    ratio,
    limit: Math.log(many) / Math.log(few),
  };
}

function prices(tiers: number): Runner {
  const charge = { ...benchCharge(1, 1, tiers), meter: 'm' };
  const parsed = parseCatalog(catalogOf(charge)).plans[0]?.charges[0] as MeteredCharge;
  const price = compileFixedPoint(compileCurve(parsed), { quantityDigits: 0, scale: 2, mode: 'half_away' });
  const run = (): number => {
    let sum = 0;
    for (let index = 0; index < PRICES; index += 1) sum += price((index * 7919) % 1_000_000);
    return sum;
  };
  return { times: PRICES, run };
}

function growthOfTotals(): Row {
  const { ratio, ours, theirs } = race(totals(LARGE), totals(SMALL), 21);
  const work = (LARGE.plans * LARGE.charges) / (SMALL.plans * SMALL.charges);
  return {
    name: `totals of ${LARGE.plans} plans × ${LARGE.charges} charges × ${LARGE.tiers} tiers ÷ of ${SMALL.plans} × ${SMALL.charges}: no more than plans × charges`,
    ratio,
    limit: work,
    note: `${(ours / 1000).toFixed(1)} ms against ${(theirs / 1000).toFixed(2)} ms`,
  };
}

function totals(size: Size): Runner {
  const catalog = parseCatalog(benchCatalog(size));
  const account = parseAccount(benchAccount(size, '240000'));
  let moved = 0;
  const run = (): unknown => {
    moved += 1;
    const scenario = withQuantity('m0', new Decimal(1_000 * (moved % 400)), 'exactly')(AS_IS);
    return estimate(catalog, account, scenario).plans.map(({ cost }) => cost);
  };
  return { times: 1, run };
}
