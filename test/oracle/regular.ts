import { priceOf } from './charge.ts';
import type { Reported } from './charge.ts';
import { exact } from './exact.ts';
import type { Exact } from './exact.ts';
import type { Row } from './invoice.ts';
import { chargeRow, settleRows } from './invoice.ts';
import type { WireCatalog, WireInterval, WireMeter, WirePlan } from './wire.ts';

const MONTH: WireInterval = { unit: 'month' };

/**
 * What a plan costs in a full regular period before tax and credits, where the quantities are those of one
 * `usage` interval; `null` = it has no price there.
 */
export function regularCost(
  catalog: WireCatalog,
  plan: WirePlan,
  { quantities, usage }: { readonly quantities: ReadonlyMap<string, string>; readonly usage: WireInterval },
): Exact | null {
  const whole = plan.interval ?? MONTH;
  const rows: Row[] = [];
  for (const charge of plan.charges ?? []) {
    const own = charge.interval ?? whole;
    const price = priceOf(charge, reportedIn(own, { catalog, quantities, usage }));
    if (price === null) return null;
    const [count, by] = ratio(whole, own);
    rows.push(chargeRow(charge, price.times(count).div(by), { currency: catalog.currency, plan }));
  }
  return settleRows(rows, {
    currency: catalog.currency,
    plan,
    discounts: plan.discounts ?? [],
    holds: () => true,
    commitment: plan.commitment == null ? null : { goal: exact(plan.commitment.amount), basis: plan.commitment.basis },
    tax: { behavior: 'none' },
    credits: [],
  }).subtotal;
}

/** What is counted in an interval: of what adds up as much as fits, of levels the same. */
function reportedIn(
  interval: WireInterval,
  {
    catalog,
    quantities,
    usage,
  }: {
    readonly catalog: WireCatalog;
    readonly quantities: ReadonlyMap<string, string>;
    readonly usage: WireInterval;
  },
): Reported {
  const [count, by] = ratio(interval, usage);
  const meters = catalog.meters ?? [];
  const scaled = (meter: WireMeter, text: string): Exact =>
    (meter.aggregation ?? 'sum') === 'sum' ? exact(text).times(count).div(by) : exact(text);
  return {
    meters,
    quantities: new Map(
      meters.flatMap((meter) => {
        const text = quantities.get(meter.id);
        return text === undefined ? [] : [[meter.id, scaled(meter, text)]];
      }),
    ),
    events: new Map(),
  };
}

/** How many of `part` make a `whole`, as a fraction. */
function ratio(whole: WireInterval, part: WireInterval): readonly [number, number] {
  const [a, b] = [size(whole), size(part)];
  if (a.in !== b.in) throw new Error('Such intervals have no ratio.');
  return [a.count, b.count];
}

function size({ unit, count = 1 }: WireInterval): { readonly in: 'months' | 'days'; readonly count: number } {
  if (unit === 'year') return { in: 'months', count: 12 * count };
  if (unit === 'month') return { in: 'months', count };
  return { in: 'days', count: unit === 'week' ? 7 * count : count };
}
