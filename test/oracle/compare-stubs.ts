import fc from 'fast-check';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { monthAround, stubFee } from './proration.ts';
import type { StubCase } from './proration.ts';

/** Zones that change their clocks at two, at midnight, by half an hour, in the other half of the year, or never. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/Havana',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const HOUR = 3_600_000;

/** Months in which clocks go forward and back, begun or ended anywhere in them. */
export const stubCases: fc.Arbitrary<StubCase> = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    day: fc.integer({ min: 1, max: 31 }),
    month: fc.constantFrom(1, 3, 3, 4, 9, 10, 10, 11, 12),
    year: fc.integer({ min: 2019, max: 2028 }),
    unit: fc.constantFrom('day', 'day', 'second', 'fixed_30', 'none'),
    terminationDay: fc.boolean(),
    amount: fc.nat(1_000_000).map((cents) => (cents / 100).toFixed(2)),
    hours: fc.integer({ min: 0, max: 24 * 40 }),
    begins: fc.option(fc.integer({ min: 0, max: 24 * 31 })),
    ends: fc.option(fc.integer({ min: 0, max: 24 * 31 })),
  })
  .map(({ year, month, day, hours, begins, ends, ...rest }) => {
    const anchor = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
    const asOf = Date.UTC(year, month - 1, day) + hours * HOUR;
    const { start, end } = monthAround({ anchor, zone: rest.zone }, asOf);
    const inMonth = (after: number): number => Math.min(start + after * HOUR, end - HOUR);
    const startedAt = begins === null ? start - 40 * 24 * HOUR : inMonth(begins);
    const endsAt = ends === null ? null : Math.max(startedAt, inMonth(ends));
    const iso = (instant: number): string => new Date(instant).toISOString();
    return {
      ...rest,
      anchor,
      asOf: iso(asOf),
      startedAt: iso(startedAt),
      endsAt: endsAt === null ? null : iso(endsAt),
    };
  });

/** What the product charges for a fee in arrears, where it differs from counting by hand. */
export function compareStubs(stub: StubCase): string[] {
  const catalog = {
    version: 1,
    currency: 'USD',
    plans: [
      {
        id: 'p',
        first_period: 'stub',
        proration: { unit: stub.unit, termination_day: stub.terminationDay },
        charges: [{ id: 'fee', model: 'flat', amount: stub.amount, timing: 'in_arrears' }],
      },
    ],
  };
  const account = {
    version: 1,
    revision: 1,
    as_of: stub.asOf,
    time_zone: stub.zone,
    currency: 'USD',
    subscription: {
      plan: 'p',
      status: 'active',
      anchor: stub.anchor,
      started_at: stub.startedAt,
      ends_at: stub.endsAt,
    },
    tax: { behavior: 'none' },
  };
  const got =
    estimate(parseCatalog(catalog), parseAccount(account)).accrued?.lines.find(({ id }) => id === 'fee')?.exact ?? null;
  const expected = stubFee(stub);
  const same = got !== null && expected.minus(got.toFixed()).abs().lt(1e-60);
  return same ? [] : [`expected ${expected.toFixed(20)}, got ${got?.toFixed(20) ?? 'no line'}`];
}
