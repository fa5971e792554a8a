import { Decimal } from 'decimal.js';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { Decimal as EngineDecimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import type { Scenario } from '../../src/engine/usage/scenario.ts';
import { AS_IS, withQuantities } from '../../src/engine/usage/scenario.ts';
import { benchAccount, benchCatalog, benchTiers } from './bench-documents.ts';
import { race } from './race.ts';
import { decimalLoop } from './rivals.ts';
import type { Row } from './row.ts';

const SIZE = { plans: 6, charges: 6, tiers: 6 };
const ESTIMATES = 20;

/** What every plan costs after a slider moved, against the same through decimal.js loops. */
export function estimateRows(): Row[] {
  const catalog = parseCatalog(benchCatalog(SIZE));
  const account = parseAccount(benchAccount(SIZE, '240000'));
  const sliders = Array.from({ length: ESTIMATES }, (_, index) => 1_000 + index * 47_111);
  const scenarios = sliders.map(scenarioOf);
  const ours = () => scenarios.map((scenario) => estimate(catalog, account, scenario).plans.map(({ cost }) => cost));
  const theirs = loops(sliders);
  const agree =
    String(ours().map((costs) => costs.map((cost) => cost?.toFixed(2)))) ===
    String(theirs().map((costs) => costs.map((cost) => cost.toFixed(2))));
  if (!agree) throw new Error('The two sides of the estimate do not come to the same.');
  const {
    ratio,
    ours: mine,
    theirs: other,
  } = race({ times: ESTIMATES, run: ours }, { times: ESTIMATES, run: theirs }, 31);
  const note = `${mine.toFixed(0)} µs against ${other.toFixed(0)} µs`;
  return [{ name: 'estimate of 6 plans × 6 charges ÷ decimal.js loops', ratio, limit: 0.3, note }];
}

/** One slider is moved, the others rest. */
function scenarioOf(quantity: number): Scenario {
  const meters = Array.from(
    { length: SIZE.charges },
    (_, meter) => [`m${meter}`, new EngineDecimal(meter === 0 ? quantity : 240_000)] as const,
  );
  return withQuantities(new Map(meters), 'custom')(AS_IS);
}

/** The lines of every plan, rounded and added up: less than an estimate gives. */
function loops(sliders: readonly number[]): () => Decimal[][] {
  const plans = Array.from({ length: SIZE.plans }, (_, plan) =>
    Array.from({ length: SIZE.charges }, (__, charge) => decimalLoop(benchTiers(plan + charge, SIZE.tiers))),
  );
  const used = new Decimal(240_000);
  return () =>
    sliders.map((slider) => {
      const moved = new Decimal(slider);
      return plans.map((prices) =>
        prices.reduce((sum, price, meter) => sum.plus(price(meter === 0 ? moved : used)), new Decimal(0)),
      );
    });
}
