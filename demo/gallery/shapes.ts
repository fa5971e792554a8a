import type { WireDocument } from '../api/companies.ts';
import { quaystoneAccount } from '../data/quaystone.ts';
import { planOf, withCharges, withPlans, withSubscription } from './edit-document.ts';
import type { Catalogs, GalleryGroup } from './gallery-state.ts';

const LONG =
  'Zusammengesetzte Nachrichtenübermittlungsaufrufe einschließlich sämtlicher Wiederholungsversuche an dieselbe Adresse';
const REGIONS = ['Oregon', 'Virginia', 'São Paulo', 'Dublin', 'Frankfurt', 'Stockholm'].concat([
  'Mumbai',
  'Singapore',
  'Seoul',
  'Tokyo',
  'Sydney',
  'Cape Town',
]);

/** Few and many, short and long. */
export function shapes({ quaystone }: Catalogs, instant: number): GalleryGroup {
  const account = quaystoneAccount(instant);
  const foundation = planOf(quaystone, 'foundation');
  const meters = quaystone.meters as readonly WireDocument[];

  return {
    title: 'Few and many',
    states: [
      {
        id: 'one-plan',
        title: 'One plan',
        note: 'There is nothing to compare with, and the card does not stretch.',
        catalog: { json: { ...quaystone, plans: [foundation] } },
        account: { json: account },
      },
      {
        id: 'six-plans',
        title: 'Six plans',
        note: 'Rows stay aligned across six cards.',
        catalog: { json: { ...quaystone, plans: sixPlans(quaystone) } },
        account: { json: withSubscription(account, { plan: 'plan_3' }) },
      },
      {
        id: 'one-meter',
        title: 'One meter',
        note: 'A single priced thing.',
        catalog: {
          json: {
            ...withPlans(quaystone, (plan) => ({ ...only(plan, 'api_calls') })),
            meters: meters.filter(({ id }) => id === 'api_calls'),
            examples: [],
          },
        },
        account: { json: { ...account, usage: { api_calls: account.usage.api_calls }, billed: [] } },
      },
      {
        id: 'twelve-meters',
        title: 'Twelve meters',
        note: 'A plan that counts a dozen things.',
        catalog: { json: twelveMeters(quaystone) },
        account: { json: twelveUsages(account) },
      },
      {
        id: 'long-names',
        title: 'Very long names',
        note: 'Names of a hundred characters, without a place to break them.',
        catalog: {
          json: {
            ...withPlans(quaystone, (plan) => ({
              ...withCharges(plan, (charge) => ({ ...charge, name: `${LONG}: ${String(charge.name)}` })),
              name: `${String(plan.name)} ${LONG.replaceAll(' ', '')}`,
              description: `${LONG}, ${LONG}`,
              features: [{ text: LONG }, { text: LONG.replaceAll(' ', ''), included: false }],
            })),
            meters: meters.map((meter) => ({
              ...meter,
              name: LONG,
              unit: { one: 'Nachrichtenübermittlungsaufruf', other: 'Nachrichtenübermittlungsaufrufe' },
            })),
          },
        },
        account: { json: account },
      },
    ],
  };
}

function only(plan: WireDocument, meter: string): WireDocument {
  const { charges, limits, ...rest } = plan as { charges?: WireDocument[]; limits?: WireDocument[] };
  return {
    ...rest,
    ...(charges && { charges: charges.filter((charge) => !charge.meter || charge.meter === meter) }),
    ...(limits && { limits: limits.filter((limit) => limit.meter === meter) }),
  };
}

function sixPlans(catalog: WireDocument): WireDocument[] {
  return ['Mini', 'Small', 'Medium', 'Large', 'Extra large', 'Giant'].map((name, index) => ({
    ...withCharges(planOf(catalog, 'foundation'), (charge) =>
      charge.id === 'base'
        ? { ...charge, amount: `${15 * 2 ** index}.00` }
        : charge.id === 'api_calls'
          ? { ...charge, included: { quantity: String(25_000 * 2 ** index) } }
          : charge,
    ),
    id: `plan_${index + 1}`,
    family: `plan_${index + 1}`,
    rank: index,
    name,
    limits: [],
  }));
}

function twelveMeters(catalog: WireDocument): WireDocument {
  const traffic = (factor: number) =>
    REGIONS.map((region, index) => ({
      id: `egress_${index}`,
      name: `Traffic from ${region}`,
      meter: `egress_${index}`,
      model: 'graduated',
      included: { quantity: '100' },
      tiers: [
        { up_to: '10000', unit_amount: ((0.05 + index / 100) * factor).toFixed(3) },
        { up_to: null, unit_amount: (0.04 * factor).toFixed(3) },
      ],
    }));
  const plan = (id: string, amount: string, factor: number) => ({
    ...planOf(catalog, id),
    charges: [{ id: 'base', name: 'Platform fee', model: 'flat', amount }, ...traffic(factor)],
    limits: [],
    features: [],
  });
  return {
    ...catalog,
    plans: [plan('foundation', '35.00', 1), plan('scale', '290.00', 0.6)],
    meters: REGIONS.map((region, index) => ({
      id: `egress_${index}`,
      name: region,
      unit: { one: 'gigabyte', other: 'gigabytes' },
      step: '0.1',
    })),
    examples: [],
  };
}

function twelveUsages(account: WireDocument): WireDocument {
  const usage = REGIONS.map((_, index) => [`egress_${index}`, { quantity: (37.5 * (index + 1) ** 1.7).toFixed(1) }]);
  return { ...account, usage: Object.fromEntries(usage) as WireDocument, billed: [], discounts: [], last_invoices: [] };
}
