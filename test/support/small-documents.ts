import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import type { Estimate } from '../../src/engine/estimate/estimate.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import type { Invoice } from '../../src/engine/invoice/invoice.ts';
import { AS_IS, withQuantities } from '../../src/engine/usage/scenario.ts';
import type { Scenario } from '../../src/engine/usage/scenario.ts';

type Json = Readonly<Record<string, unknown>>;

/** Meters that the small documents may name. */
const METERS: readonly Json[] = [
  { id: 'calls', aggregation: 'sum' },
  { id: 'seats', kind: 'seats', aggregation: 'max' },
  { id: 'storage', aggregation: 'average' },
  { id: 'sales', kind: 'money', aggregation: 'sum' },
  { id: 'payments', kind: 'money', aggregation: 'events' },
  { id: 'weighted', sum_of: [{ meter: 'calls', multiply_by: '2' }, { meter: 'storage' }] },
];

/** One or several plans and somebody on the first of them, on 10 March of a month that begins with it. */
export function smallEstimate(plans: readonly Json[], account: Json = {}, scenario: Scenario = AS_IS): Estimate {
  const catalog = {
    version: 1,
    currency: 'USD',
    meters: METERS,
    plans: plans.map((plan, index) => ({ id: `p${index}`, ...plan })),
  };
  const { subscription, ...rest } = account;
  const parsed = parseCatalog(catalog);
  const [problem] = parsed.plans.flatMap(({ problems }) => problems);
  if (problem !== undefined) throw new Error(`${problem.path} ${problem.message}`);
  const whole = {
    version: 1,
    revision: 1,
    as_of: '2026-03-10T12:00:00Z',
    time_zone: 'UTC',
    currency: 'USD',
    subscription: {
      plan: 'p0',
      status: 'active',
      anchor: '2026-03-01',
      started_at: '2026-01-01',
      ...(subscription as Json | undefined),
    },
    tax: { behavior: 'none' },
    ...rest,
  };
  return estimate(parsed, parseAccount(whole), scenario);
}

/** What is accrued there. */
export function accruedOf(plan: Json, account: Json = {}): Invoice {
  const { accrued } = smallEstimate([plan], account);
  if (accrued === null) throw new Error('nothing is accrued');
  return accrued;
}

/** The invoice of the whole period where nothing more is counted: a commitment asks there for what is missing. */
export function closingOf(plan: Json, account: Json = {}): Invoice {
  const usage = Object.entries((account['usage'] ?? {}) as Readonly<Record<string, { readonly quantity: string }>>);
  const counted = new Map(usage.map(([meter, { quantity }]) => [meter, new Decimal(quantity)]));
  return smallEstimate([plan], account, withQuantities(counted, 'custom')(AS_IS)).invoice;
}

/** An invoice's rows, each as `name amount`. */
export function rows({ lines }: Pick<Invoice, 'lines'>): string[] {
  return lines.map(
    ({ kind, id, amount, problem }) => `${kind === 'charge' ? id : `${kind} ${id}`} ${problem ?? plain(amount)}`,
  );
}

export function plain(amount: Decimal | null | undefined): string {
  return amount?.toFixed() ?? 'none';
}

export function day(instant: number | null | undefined): string {
  return instant == null ? 'none' : new Date(instant).toISOString().replace('T00:00:00.000Z', '');
}
