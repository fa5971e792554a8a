import type { Documents } from './forecast-documents.ts';

/** Numbers from 0 to 1, the same for a seed everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const MODELS = ['per unit', 'allowance', 'graduated', 'volume', 'packages'] as const;

/** A plan of up to six charges, each on a meter with a past of its own; some of them move together. */
export function randomPlan(seed: number): Documents {
  const next = random(seed * 7919 + 1);
  for (let skip = 0; skip < 5; skip += 1) next();
  const count = 1 + Math.floor(next() * 6);
  const common = Array.from({ length: 80 }, () => next() - 0.5);
  const meters = Array.from({ length: count }, (_, place) => ({ id: `m${place}` }));
  const elapsed = 3 + Math.floor(next() * 22);
  const made = meters.map(({ id }) => {
    const level = Math.round(10 ** (1.5 + 2 * next()));
    const noise = 0.2 + next();
    const together = next() < 0.5 ? next() : 0;
    const values = common.map((move, day) =>
      Math.max(
        0,
        Math.round(
          level * (1 + noise * (together * move + (1 - together) * (next() - 0.5)) * 1.5 + 0.2 * Math.sin(day)),
        ),
      ),
    );
    return {
      id,
      level: level * 30,
      values,
      charge: chargeOf(id, level * 30, { price: 0.2 + next(), model: MODELS[Math.floor(next() * MODELS.length)]! }),
    };
  });
  return {
    meters,
    charges: [{ id: 'base', model: 'flat', amount: '20.00' }, ...made.map(({ charge }) => charge)],
    plan: next() < 0.3 ? { discounts: [{ id: 'ten', kind: 'percent', value: '10', scope: 'invoice' }] } : {},
    account: { tax: { behavior: 'exclusive', rates: { standard: [{ name: 'VAT', rate_pct: '20' }] } } },
    usage: Object.fromEntries(made.map(({ id, values }) => [id, { values }])),
    elapsed,
  };
}

function chargeOf(
  id: string,
  level: number,
  { price, model }: { readonly price: number; readonly model: (typeof MODELS)[number] },
): object {
  const unit = (share = 1): string => ((price * share * 200) / level).toFixed(5);
  const charge = { id, meter: id };
  switch (model) {
    case 'per unit':
      return { ...charge, model: 'per_unit', unit_amount: unit() };
    case 'allowance':
      return {
        ...charge,
        model: 'per_unit',
        unit_amount: unit(2),
        included: { quantity: String(Math.round(level * 0.8)) },
      };
    case 'graduated':
      return {
        ...charge,
        model: 'graduated',
        tiers: [
          { up_to: String(Math.round(level / 2)), unit_amount: unit(1.5) },
          { up_to: null, unit_amount: unit(0.7) },
        ],
      };
    case 'volume':
      return {
        ...charge,
        model: 'volume',
        tiers: [
          { up_to: String(Math.round(level)), unit_amount: unit() },
          { up_to: null, unit_amount: unit(0.9) },
        ],
      };
    case 'packages':
      return {
        ...charge,
        model: 'per_unit',
        unit_amount: (price * 4).toFixed(2),
        package: { size: String(Math.max(1, Math.round(level / 50))) },
      };
  }
}
