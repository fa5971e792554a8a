import fc from 'fast-check';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import type { Decimal } from '../../src/engine/numbers/decimal.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import type { Exact } from './exact.ts';
import { mended } from './exact.ts';
import { instantOf, periodAround } from './periods.ts';
import { amount } from './random-charge.ts';
import { switchOf } from './switch.ts';
import type { WireAccount, WireCatalog, WireCharge, WireDiscount, WirePlan } from './wire.ts';

/** Somebody on the first of two plans, some of whose fees are billed. */
export interface SwitchCase {
  readonly catalog: WireCatalog & { readonly version: 1 };
  readonly account: WireAccount & { readonly version: 1; readonly revision: number };
}

const ZONES = ['UTC', 'America/Santiago', 'Europe/Berlin', 'Pacific/Apia', 'Australia/Lord_Howe'];
const INTERVALS = [
  { unit: 'month', count: 1 },
  { unit: 'month', count: 1 },
  { unit: 'month', count: 3 },
  { unit: 'year', count: 1 },
] as const;
const HOUR = 3_600_000;
/** Discounts begin and end here and there around what is billed. */
const instant = fc.integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2027, 0, 1) });

function fee(currency: string): fc.Arbitrary<WireCharge> {
  const digits = { USD: 2, JPY: 0, KWD: 3 }[currency];
  return fc
    .record({
      seats: fc.boolean(),
      price: amount(4, digits ?? 2),
      tax_category: fc.constantFrom(undefined, 'fees'),
      discountable: fc.constantFrom(undefined, undefined, false),
      interval: fc.option(fc.constantFrom(...INTERVALS), { freq: 5 }),
    })
    .map(({ seats, price, ...rest }) => ({
      id: '',
      timing: 'in_advance',
      ...(seats ? { model: 'per_unit', meter: 'seats', unit_amount: price } : { model: 'flat', amount: price }),
      ...rest,
    }));
}

const discount: fc.Arbitrary<WireDiscount> = fc
  .record({
    value: fc.constantFrom('10', '33.3', '50', '100', '12.5'),
    scope: fc.constantFrom('line', 'invoice'),
    charges: fc.option(fc.constantFrom(['c0'], ['c1'], ['c0', 'c1'])),
    starts: fc.option(instant, { freq: 1 }),
    ends: fc.option(instant, { freq: 1 }),
  })
  .map(({ value, scope, charges, starts, ends }) => ({
    id: '',
    kind: 'percent',
    scope,
    value,
    charges,
    starts_at: starts === null ? null : new Date(starts).toISOString(),
    ends_at: ends === null ? null : new Date(ends).toISOString(),
  }));

function plan(currency: string): fc.Arbitrary<WirePlan> {
  return fc
    .record({
      interval: fc.constantFrom(...INTERVALS),
      charges: fc.array(fee(currency), { maxLength: 2 }),
      proration: fc.record({
        unit: fc.constantFrom('day', 'day', 'second', 'fixed_30', 'none'),
        change_day: fc.constantFrom('new', 'old'),
        termination_day: fc.boolean(),
      }),
      discounts: fc.array(discount, { maxLength: 1 }),
    })
    .map((drawn) => ({ id: '', ...drawn }));
}

export const switchCases: fc.Arbitrary<SwitchCase> = fc.constantFrom('USD', 'JPY', 'KWD').chain((currency) =>
  fc
    .record({
      plans: fc.tuple(plan(currency), plan(currency)),
      discounts: fc.array(discount, { maxLength: 2 }),
      zone: fc.constantFrom(...ZONES),
      day: fc.integer({ min: 1, max: 31 }),
      hours: fc.integer({ min: 0, max: 24 * 330 }),
      /** From then on until service ends. */
      served: fc.option(fc.integer({ min: -24 * 20, max: 24 * 400 })),
      unbilled: fc.constantFrom(null, null, 'c0'),
      seats: fc.nat(20).map(String),
      tax: fc.constantFrom('exclusive', 'inclusive', 'none'),
      rounding: fc.constantFrom('line', 'rate', 'invoice'),
    })
    .map(({ plans, discounts, zone, day, hours, served, unbilled, seats, tax, rounding }) => {
      const anchor = `2026-01-${String(day).padStart(2, '0')}`;
      const now = instantOf(anchor, zone) + hours * HOUR;
      const [from, to] = plans.map((one, index) => numbered(one, index)) as [WirePlan, WirePlan];
      const iso = (at: number): string => new Date(at).toISOString();
      const billed = (from.charges ?? []).flatMap((charge) => {
        const span = periodAround(instantOf(anchor, zone), charge.interval ?? from.interval!, now, zone);
        const period = { start: iso(span.start), end: iso(span.end) };
        return charge.id === unbilled ? [] : [{ charge: charge.id, amount: '1', period }];
      });
      const rates = { standard: [{ name: 'VAT', rate_pct: '20' }], fees: [{ name: 'VAT', rate_pct: '7.7' }] };
      return {
        catalog: {
          version: 1,
          currency,
          meters: [{ id: 'seats', kind: 'seats', aggregation: 'max' }],
          plans: [from, to],
        },
        account: {
          version: 1,
          revision: 1,
          as_of: iso(now),
          time_zone: zone,
          currency,
          subscription: {
            plan: 'p0',
            anchor,
            started_at: '2026-01-01',
            ends_at: served === null ? null : iso(now + served * HOUR),
          },
          usage: { seats: { quantity: seats } },
          billed,
          discounts: discounts.map((each, index) => ({ ...each, id: `a${index}` })),
          tax: { behavior: tax, rounding, rates },
        },
      };
    }),
);

function numbered(one: WirePlan, index: number): WirePlan {
  const charges = (one.charges ?? []).map((charge, at) => plain({ ...charge, id: `c${at}` }));
  const own = (ids: readonly string[]): string[] => ids.filter((id) => charges.some((charge) => charge.id === id));
  return {
    ...one,
    id: `p${index}`,
    charges,
    discounts: (one.discounts ?? []).map((each) => ({
      ...each,
      id: `d${index}`,
      charges: each.charges == null ? null : own(each.charges),
    })),
  };
}

/** Where what a switch comes to at once is not what it comes to by hand. */
export function compareSwitches({ catalog, account }: SwitchCase): string[] {
  const parsed = parseCatalog(catalog);
  const [problem] = parsed.plans.flatMap(({ problems }) => problems);
  if (problem !== undefined) return [`refused: ${problem.path} ${problem.message}`];
  const now = estimate(parsed, parseAccount(account)).plans.find(({ plan: { id } }) => id === 'p1')?.switchNow ?? null;
  const [from, to] = catalog.plans as readonly [WirePlan, WirePlan];
  const expected = switchOf(catalog, account, from, to);
  if (now === null || expected === null) return now === expected ? [] : ['one has a switch, the other none'];
  const lines = now.lines.filter(({ kind }) => kind === 'charge');
  const all = [to, from, account].flatMap(({ discounts }) => discounts ?? []);
  const ids = ['line', 'invoice'].flatMap((each) => all.flatMap(({ id, scope }) => (scope === each ? [id] : [])));
  const off = (id: string): Decimal | null =>
    now.lines.find((line) => line.kind === 'discount' && line.id === id)?.amount ?? null;
  const rows: readonly (readonly [string, Exact, Decimal | null])[] = [
    ...expected.lines.map((each, index) => [`line ${index}`, each, lines[index]?.amount ?? null] as const),
    ...expected.discounts.map((each, index) => [`discount ${index}`, each.neg(), off(ids[index]!)] as const),
    ['subtotal', expected.subtotal, now.subtotal],
    ['total', expected.total, now.total],
  ];
  return [
    ...(lines.length === expected.lines.length ? [] : ['other lines']),
    ...rows.flatMap(([name, wanted, got]) =>
      (got === null ? wanted.isZero() : mended(wanted.minus(got.toFixed()), 60).isZero())
        ? []
        : [`${name}: expected ${wanted.toFixed()}, got ${got?.toFixed() ?? 'nothing'}`],
    ),
  ];
}

/** Without the fields that were not drawn. */
function plain<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
