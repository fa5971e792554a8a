import fc from 'fast-check';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { amount, METERED, meteredCharge } from './random-charge.ts';
import type { WireCharge } from './wire.ts';

/** Plans of a few charges, with and without anything around their lines. */
export interface QuickCase {
  readonly charges: readonly (readonly WireCharge[])[];
  readonly quantity: string;
  readonly percent: string | null;
}

const charge = fc.constantFrom(...METERED).chain((model) => meteredCharge(model));

export const quickCases: fc.Arbitrary<QuickCase> = fc.record({
  charges: fc.array(fc.array(charge, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  quantity: amount(9, 4),
  percent: fc.option(fc.constantFrom('10'), { freq: 5 }),
});

/** What a plan costs by its compiled prices and by its invoice; differences in words. */
export function compareQuick({ charges, quantity, percent }: QuickCase): string[] {
  const catalog = {
    version: 1,
    currency: 'USD',
    meters: ['m', 'n', 's'].map((id) => ({ id, aggregation: 'sum' })),
    plans: charges.map((each, index) => ({
      id: `p${index}`,
      charges: [{ id: 'fee', model: 'flat', amount: '9.995' }, ...each.map((one, at) => ({ ...one, id: `c${at}` }))],
      discounts: percent === null ? [] : [{ id: 'off', kind: 'percent', value: percent }],
    })),
  };
  const account = {
    version: 1,
    revision: 1,
    as_of: '2026-03-10T12:00:00Z',
    time_zone: 'UTC',
    currency: 'USD',
    subscription: { plan: 'p0', status: 'active', anchor: '2026-03-01' },
    usage: { m: { quantity }, n: { quantity: '7.5' }, s: { quantity: '3' } },
  };
  const { plans } = estimate(parseCatalog(catalog), parseAccount(account));
  return plans.flatMap(({ plan, cost, invoice }) => {
    const whole = invoice?.subtotal ?? null;
    const same = cost === null || whole === null ? cost === whole : cost.eq(whole);
    return same ? [] : [`${plan.id}: ${cost?.toFixed() ?? 'none'} against ${whole?.toFixed() ?? 'none'}`];
  });
}
