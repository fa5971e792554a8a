import { parseAccount } from '../../src/contract/account.ts';
import { parseCatalog } from '../../src/contract/catalog.ts';
import type { Account } from '../../src/engine/facts/account.ts';
import type { Catalog } from '../../src/engine/facts/catalog.ts';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import type { Scenario } from '../../src/engine/usage/scenario.ts';

/** A period of 30 days from 1 March 2024 in UTC; usage is counted from any day before. */
const START = Date.UTC(2024, 2, 1);
const DAY_MS = 86_400_000;

export const dateAt = (day: number, hours = 0): string =>
  new Date(START + day * DAY_MS + hours * 3_600_000).toISOString();

/** Days of a usual meter: 100 a day more or less, fewer at weekends; the same in every test. */
export function usualDays(count: number, level = 100): number[] {
  return Array.from({ length: count }, (_, day) =>
    Math.round(level * (day % 7 < 5 ? 1.1 : 0.6) * (1 + 0.3 * Math.sin(day * 12.9898))),
  );
}

export interface MeterDays {
  /** Complete days up to now, those of the period last; `null` = late or missing. */
  readonly values: readonly (number | null)[];
  readonly of?: 'increments' | 'levels' | 'cumulative';
  readonly quantity?: number;
  readonly completeUntil?: string;
}

export interface Documents {
  readonly meters?: readonly object[];
  /** Charges of the customer's plan. */
  readonly charges?: readonly object[];
  readonly plan?: object;
  readonly plans?: readonly object[];
  readonly account?: object;
  /** By meter. */
  readonly usage: Readonly<Record<string, MeterDays>>;
  /** Complete days of the period, and hours of the day that has begun. */
  readonly elapsed: number;
  readonly hours?: number;
}

/** A catalog and an account as documents, read as an endpoint's would be. */
export function documents(given: Documents): { readonly catalog: Catalog; readonly account: Account } {
  const { elapsed, hours = 0, usage } = given;
  const plan = {
    id: 'own',
    interval: { unit: 'day', count: 30 },
    charges: given.charges ?? [{ id: 'calls', meter: 'calls', model: 'per_unit', unit_amount: '0.10' }],
    ...given.plan,
  };
  const catalog = parseCatalog({
    version: 1,
    currency: 'EUR',
    meters: given.meters ?? [{ id: 'calls' }],
    plans: [plan, ...(given.plans ?? [])],
  });
  const account = parseAccount({
    version: 1,
    revision: 1,
    id: 'acme',
    as_of: dateAt(elapsed, hours),
    time_zone: 'UTC',
    currency: 'EUR',
    subscription: { plan: 'own', anchor: dateAt(0) },
    tax: { behavior: 'none' },
    usage: Object.fromEntries(Object.entries(usage).map(([id, days]) => [id, usageOf(days, elapsed)])),
    ...given.account,
  });
  return { catalog, account };
}

export function estimated(given: Documents, scenario?: Scenario): Estimate {
  const { catalog, account } = documents(given);
  return estimate(catalog, account, scenario);
}

function usageOf({ values, of = 'increments', quantity, completeUntil }: MeterDays, elapsed: number): object {
  const counted = values.slice(values.length - elapsed).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return {
    quantity: String(quantity ?? (elapsed === 0 ? 0 : counted)),
    ...(completeUntil === undefined ? {} : { complete_until: completeUntil }),
    ...(values.length === 0
      ? {}
      : {
          series: {
            of,
            from: dateAt(elapsed - values.length).slice(0, 10),
            values: values.map((value) => (value === null ? null : String(value))),
          },
        }),
  };
}
